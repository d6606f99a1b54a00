"""Series that somebody else has published: shown as they are, under their own id."""

from __future__ import annotations

import pyarrow as pa

from vorort.statistics.compute.rows import ordered
from vorort.statistics.vocab import RESULTS

_RENAMED = {"series": "indicator", "item": "variant"}


def published_series(facts: pa.Table) -> pa.Table:
    """Facts with their delivery (SOURCED) as RESULTS: indicator is the series, variant its item."""
    facts = facts.rename_columns([_RENAMED.get(name, name) for name in facts.column_names])
    nothing = pa.nulls(facts.num_rows, pa.float64())
    for name in ("numerator", "denominator", "low", "high"):
        facts = facts.append_column(name, nothing)
    facts = facts.append_column("note", pa.repeat(pa.scalar(""), facts.num_rows))
    return ordered(facts.select(RESULTS.names).cast(RESULTS))
