"""Check: what looks wrong in deliveries and results. It looks at everything and changes nothing.

    check(deliveries, results, register, catalog)   findings, errors first

The rules, their bounds and what they found in real files are told in docs/methods/check.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa

from vorort.statistics.catalog import Catalog
from vorort.statistics.check.beside import rates_beside_counts
from vorort.statistics.check.bounds import out_of_bounds
from vorort.statistics.check.crosswise import (
    odd_ones_out,
    parts_above_their_wholes,
    rates_outside_their_halves,
)
from vorort.statistics.check.doubled import contradicting_deliveries, contradicting_publishers, doubled_rows
from vorort.statistics.check.evidence import Evidence, gather
from vorort.statistics.check.exchanged import swapped_columns
from vorort.statistics.check.finding import Finding, Severity, in_order
from vorort.statistics.check.gaps import missing_areas, missing_rows, missing_years, values_without_reason
from vorort.statistics.check.places import (
    keys_mended_while_reading,
    names_that_do_not_match,
    places_that_do_not_exist,
)
from vorort.statistics.check.purity import breaks, mixed_columns, odd_roundings, undeclared_roundings
from vorort.statistics.check.rates import computed_rates, declared_rates
from vorort.statistics.check.sums import sums_that_fail
from vorort.statistics.check.timeline import changed_units, copied_periods, outliers
from vorort.statistics.harmonise import RegionRegister
from vorort.statistics.read.delivery import Delivery

__all__ = ["Finding", "Severity", "check"]

RULES: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    doubled_rows,
    contradicting_deliveries,
    contradicting_publishers,
    places_that_do_not_exist,
    names_that_do_not_match,
    keys_mended_while_reading,
    missing_years,
    missing_areas,
    missing_rows,
    values_without_reason,
    mixed_columns,
    breaks,
    odd_roundings,
    undeclared_roundings,
    out_of_bounds,
    declared_rates,
    rates_beside_counts,
    computed_rates,
    sums_that_fail,
    parts_above_their_wholes,  # after the sums: needs their links
    rates_outside_their_halves,
    odd_ones_out,
    outliers,  # first of the timeline: builds its points
    changed_units,
    copied_periods,
    swapped_columns,
)


def check(
    deliveries: Sequence[Delivery],
    results: pa.Table | None,
    register: RegionRegister,
    catalog: Catalog,
) -> list[Finding]:
    """All findings about the deliveries and, where given, the RESULTS computed from them.

    `fehler` cannot be right, `warnung` is hardly right or must be explained where it is shown,
    `hinweis` is worth knowing. Deterministic: neither the order of deliveries nor of rows matters.
    """
    evidence = gather(deliveries, results, register, catalog)
    try:
        return in_order(found for rule in RULES for found in rule(evidence))
    finally:
        evidence.connection.close()
