"""What follows from numbers that are already published: gaps, changes, pooled years.

All three take RESULTS after protection, so they cannot give away what was withheld: where a part
is missing there is no figure. Numbers of different concepts, bases or boundary states never meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from vorort.statistics.compute.rows import empty_number, ordered, shape
from vorort.statistics.compute.states import gravity_of, status_of
from vorort.statistics.compute.wilson import wilson
from vorort.statistics.database import ibis_backend
from vorort.statistics.vocab import RESULTS, Status

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

_LINE = [
    "indicator",
    "variant",
    "region",
    "group",
    "sex",
    "age",
    "detail",
    "unit",
    "concept",
    "base",
    "boundary",
]


def gaps(
    results: pa.Table, first: str = "auslaender", second: str = "deutsche", backend: Any = None
) -> pa.Table:
    """Gap between two groups: `points` (first − second), `ratio` (first / second), `disparity`.

    `disparity` is (first − second) / (first + second): 0 means equal, +1 only the first group has
    it, −1 only the second; unlike the ratio it is symmetric and exists where one side is 0.
    """
    table = ibis.memtable(results.select(RESULTS.names))
    keys = [name for name in (*_LINE, "period", "year") if name != "group"]
    one = table.filter(table.group == first, table.value.notnull())
    other = table.filter(table.group == second, table.value.notnull()).select(
        *keys, second_value=ibis._.value
    )
    pair = one.join(other, keys)
    total = pair.value + pair.second_value
    rows = pair.select(
        *keys,
        first=ibis.literal(first),
        second=ibis.literal(second),
        first_value=pair.value,
        second_value=pair.second_value,
        points=pair.value - pair.second_value,
        ratio=pair.value / pair.second_value.nullif(0),
        disparity=ibis.ifelse(total > 0, (pair.value - pair.second_value) / total.nullif(0), empty_number()),
    )
    return _connection(backend).to_pyarrow(rows.order_by(keys))


def changes(results: pa.Table, backend: Any = None) -> pa.Table:
    """Change to the last earlier period of the same line: `points` and `percent`.

    A break in the series, a change of concept, base or boundary state begins a new line.
    """
    table = ibis.memtable(results.select(RESULTS.names))
    table = table.filter(table.value.notnull())
    line = ibis.window(group_by=_LINE, order_by=[table.year, table.period])
    table = table.mutate(before=table.value.lag().over(line), before_period=table.period.lag().over(line))
    table = table.filter(table.before.notnull(), table.status != Status.BREAK.value)
    rows = table.select(
        *_LINE,
        "period",
        "year",
        "before_period",
        "before",
        "value",
        points=table.value - table.before,
        percent=(table.value / table.before.nullif(0) - 1) * 100,
    )
    return _connection(backend).to_pyarrow(rows.order_by([*_LINE, "period", "year"]))


def pooled(results: pa.Table, catalog: Catalog, years: int = 3, backend: Any = None) -> pa.Table:
    """Rates over several years together (RESULTS): Σ numerators / Σ denominators, for small places.

    Only where every year is there with both parts; the period is the last one, the note names all.
    """
    table = ibis.memtable(results.select(RESULTS.names))
    rates = ibis.memtable(_rates(catalog))
    table = table.filter(table.value.notnull(), table.denominator > 0, table.period.length() == 4)
    table = table.join(rates, ["indicator", "variant"])
    span = ibis.window(group_by=_LINE, order_by=table.year, preceding=years - 1, following=0)
    table = table.mutate(
        first_year=table.year.min().over(span),
        found=table.year.count().over(span),
        numerator=table.numerator.sum().over(span),
        denominator=table.denominator.sum().over(span),
        intervals=table.low.count().over(span),
        gravity=gravity_of(table.status, table.value).max().over(span),
        source=table.source.group_concat(" ").over(span),
    )
    whole = table.filter(table.found == years, table.year - table.first_year == years - 1)
    return ordered(shape(_connection(backend).to_pyarrow(_pooled_rows(whole, years))))


def _pooled_rows(whole: Any, years: int) -> Any:
    low, high = wilson(whole.numerator, whole.denominator)
    low, high = (
        ibis.ifelse(whole.intervals == years, end * whole.scale, empty_number()) for end in (low, high)
    )
    span = ibis.literal("Zusammen für ") + whole.first_year.cast("string") + " bis " + whole.period
    value = whole.numerator / whole.denominator * whole.scale
    return whole.mutate(value=value, low=low, high=high, status=status_of(whole.gravity), note=span).select(
        *RESULTS.names
    )


def _rates(catalog: Catalog) -> pa.Table:
    rows = [
        {"indicator": i.id, "variant": v.id, "scale": float(i.unit.scale if v.scale is None else v.scale)}
        for i in catalog.indicators.values()
        for v in i.variants
        if v.formula == "ratio"
    ]
    schema = pa.schema([("indicator", pa.string()), ("variant", pa.string()), ("scale", pa.float64())])
    return pa.Table.from_pylist(rows, schema=schema)


def _connection(backend: Any) -> Any:
    return ibis_backend() if backend is None else backend
