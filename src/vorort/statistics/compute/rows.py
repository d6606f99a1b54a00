"""From the columns of a formula to rows of RESULTS in their one order."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.compute.states import status_of
from vorort.statistics.compute.values import MIXED, REFUSED
from vorort.statistics.vocab import RESULTS

KEY = (
    "indicator",
    "variant",
    "region",
    "year",
    "period",
    "group",
    "sex",
    "age",
    "detail",
    "concept",
    "base",
    "boundary",
)


def result_rows(backend: Any, rows: Any) -> pa.Table:
    """Run the query and give its answer the shape of RESULTS. `rows` has `gravity` for the state."""
    shaped = rows.mutate(
        group=rows.split_group,
        sex=rows.split_sex,
        age=rows.split_age,
        detail=rows.split_detail,
        status=status_of(rows.gravity),
    )
    return shape(backend.to_pyarrow(shaped.select(*RESULTS.names)))


def shape(table: pa.Table) -> pa.Table:
    """Cast to RESULTS and name each delivery once."""
    table = table.set_column(table.schema.get_field_index("source"), "source", joined_once(table["source"]))
    return table.select(RESULTS.names).cast(RESULTS)


def joined_once(sources: pa.ChunkedArray) -> pa.Array:
    """ "b a b" → "a b". There are few different combinations, so this is plain Python."""
    encoded = pa.chunked_array(sources).combine_chunks().dictionary_encode()
    tidy = [" ".join(sorted(set((text or "").split()))) for text in encoded.dictionary.to_pylist()]
    return pa.array(tidy, pa.string()).take(encoded.indices) if tidy else pa.array([], pa.string())


def ordered(table: pa.Table) -> pa.Table:
    """One order for the same content, whatever order it came in."""
    keys = [(name, "ascending") for name in (*KEY, "source", "value")]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def empty_number() -> Any:
    return ibis.null("float64")


def described(pair: Any) -> Any:
    """Concept of the numerator, base of the denominator, both sources, and what to know about it."""
    bases = ibis.literal("Zähler: ") + pair.base + ibis.literal("; Nenner: ") + pair.below_base + "."
    concepts = ibis.literal("Zähler: ") + pair.concept + ibis.literal("; Nenner: ") + pair.below_concept + "."
    unlike = ibis.ifelse(
        (pair.base != pair.below_base) & (pair.base != "") & (pair.below_base != ""), bases, concepts
    )
    refused = ibis.literal("Nicht berechnet, weil beide Seiten nicht zusammenpassen. ") + unlike
    return pair.mutate(
        concept=ibis.ifelse(pair.concept == "", pair.below_concept, pair.concept),
        base=ibis.ifelse(pair.below_base == "", pair.base, pair.below_base),
        source=pair.source + " " + pair.below_source,
        note=ibis.cases((pair.fit == REFUSED, refused), (pair.fit == MIXED, unlike), else_=""),
    )
