"""The front of the stage: all formulas of the catalogue over all measures, one query per kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.compute.means import classes, differences, means
from vorort.statistics.compute.plan import Kind, Plan, plan
from vorort.statistics.compute.rows import described, empty_number, ordered, result_rows
from vorort.statistics.compute.segregation import segregation
from vorort.statistics.compute.states import NOT_MEANINGFUL
from vorort.statistics.compute.values import REFUSED, one_per_key, pairs, selected, sums
from vorort.statistics.compute.wilson import wilson
from vorort.statistics.database import ibis_backend
from vorort.statistics.vocab import MEASURES, RESULTS

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

KINDS: tuple[Kind, ...] = ("ratio", "published", "difference_of_means", "segregation")
SAMPLED = "_MZ"  # concepts of the Mikrozensus: extrapolated heads are no number of cases


def compute(
    measures: pa.Table,
    catalog: Catalog,
    indicators: Iterable[str] | None = None,
    backend: Any = None,
) -> pa.Table:
    """Every indicator × variant × region × period × split that the measures allow (RESULTS).

    `measures` follows MEASURES, `indicators` limits the work to these ids, `backend` is a connected
    Ibis backend (DuckDB in memory by default). Where the two sides of a rate rest on different
    population bases or concepts and the catalogue gives no reason for it, the row has no value,
    the state `not_meaningful` and a note that names both.
    """
    wanted = set(catalog.indicators if indicators is None else indicators)
    chosen = [catalog.indicators[name] for name in catalog.indicators if name in wanted]
    delivered = set(pc.unique(measures["measure"]).to_pylist())
    backend = ibis_backend() if backend is None else backend
    facts = one_per_key(ibis.memtable(measures.select(MEASURES.names)))
    tables = []
    for kind in KINDS:
        if formulas := plan(kind, chosen, catalog.measures, delivered):
            tables.append(_compute(backend, kind, formulas, facts, measures))
    return ordered(pa.concat_tables([RESULTS.empty_table(), *tables]))


def _compute(backend: Any, kind: Kind, formulas: Plan, facts: Any, measures: pa.Table) -> pa.Table:
    terms = ibis.memtable(formulas.terms)
    table = ibis.memtable(formulas.formulas)
    match kind:
        case "ratio":
            rows = ratios(pairs(sums(selected(facts, terms)), table))
        case "published":
            rows = taken_over(sums(selected(facts, terms)), table)
        case "difference_of_means":
            chains = ibis.memtable(classes(measures))
            rows = differences(pairs(means(selected(facts, terms), chains), table))
        case "segregation":
            rows = segregation(pairs(sums(selected(facts, terms)), table))
    return result_rows(backend, rows)


def ratios(pair: Any) -> Any:
    """numerator / denominator × scale with its interval; what must not be divided says why."""
    pair = pair.mutate(numerator=pair.value, denominator=pair.below_value)
    missing = pair.numerator.isnull() | pair.denominator.isnull()
    senseless = ~missing & ((pair.denominator == 0) | (pair.fit == REFUSED))
    pair = pair.mutate(
        value=ibis.ifelse(
            missing | senseless, empty_number(), pair.numerator / pair.denominator * pair.scale
        ),
        gravity=ibis.ifelse(senseless, NOT_MEANINGFUL, ibis.greatest(pair.gravity, pair.below_gravity)),
    )
    low, high = wilson(pair.numerator, pair.denominator)
    has_interval = pair.value.notnull() & pair.is_proportion & ~pair.concept.contains(SAMPLED)
    pair = pair.mutate(
        low=ibis.ifelse(has_interval, low * pair.scale, empty_number()),
        high=ibis.ifelse(has_interval, high * pair.scale, empty_number()),
    )
    return described(pair)


def taken_over(values: Any, formulas: Any) -> Any:
    """A rate that somebody else computed, under our indicator."""
    rows = values.filter(values.side == "numerator").join(formulas, "formula")
    nothing = {name: empty_number() for name in ("numerator", "denominator", "low", "high")}
    return rows.mutate(note=ibis.literal(""), **nothing)
