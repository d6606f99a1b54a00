"""Which delivered rows become facts of which measure: the catalogue's feeds, applied to SOURCED."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.catalog import Catalog
from vorort.statistics.catalog.model import BaseRule, Feed, Source
from vorort.statistics.vocab import MEASURES, Status

OWN = "own/"
_SELECTORS = ("item", "group", "sex", "age", "detail", "unit")
_SUMMED = ("value", "status", "detail", "line", "column", "region_name")


def fed(facts: pa.Table, catalog: Catalog) -> pa.Table:
    """MEASURES rows, still with one row per delivery where several give the same number."""
    parts = [rows for series in _series_of(facts) for rows in _fed_by(facts, series, catalog)]
    return pa.concat_tables(parts) if parts else MEASURES.empty_table()


def _series_of(facts: pa.Table) -> list[str]:
    return sorted(pc.unique(facts["series"]).to_pylist())


def _fed_by(facts: pa.Table, series: str, catalog: Catalog) -> Iterator[pa.Table]:
    rows = facts.filter(pc.equal(facts["series"], series))
    source = catalog.source_for(series)
    if source is not None:
        rows = _marked_rounded(rows, source.rounded_to)
        for feed in source.feeds:
            yield _as_measure(_chosen(rows, feed), feed, source)
    if series.startswith(OWN):
        for item in sorted(set(pc.unique(rows["item"]).to_pylist()) & set(catalog.measures)):
            yield _as_measure(_chosen(rows, own := Feed(measure=item, item=item)), own, source)


def _chosen(rows: pa.Table, feed: Feed) -> pa.Table:
    wanted = {name: getattr(feed, name) for name in _SELECTORS}
    tests = [pc.equal(rows[name], str(value)) for name, value in wanted.items() if value is not None]
    if feed.sum_details:
        tests.append(pc.is_in(rows["detail"], pa.array(feed.sum_details, pa.string())))
    chosen = rows.filter(reduce(pc.and_, tests)) if tests else rows
    return _summed(chosen, feed.sum_details) if feed.sum_details else chosen


def _summed(rows: pa.Table, details: tuple[str, ...]) -> pa.Table:
    """One row per fact over all named details; none where a detail is missing or has no value."""
    keys = [name for name in rows.column_names if name not in _SUMMED]
    rows = rows.append_column("rounded", pc.equal(rows["status"], Status.ROUNDED.value))
    sums = rows.group_by(keys).aggregate(
        [("value", "sum"), ("value", "count"), ("detail", "count_distinct"), ("rounded", "max")]
    )
    complete = pc.and_(
        pc.equal(sums["value_count"], len(details)), pc.equal(sums["detail_count_distinct"], len(details))
    )
    sums = sums.filter(complete)
    status = pc.if_else(sums["rounded_max"], Status.ROUNDED.value, Status.OK.value)
    return (
        sums.select([*keys, "value_sum"])
        .rename_columns([*keys, "value"])
        .append_column("status", status)
        .append_column("detail", pa.array([""] * len(sums), pa.string()))
    )


def _as_measure(rows: pa.Table, feed: Feed, source: Source | None) -> pa.Table:
    columns = {name: rows[name] for name in MEASURES.names if name in rows.column_names}
    columns["measure"] = _all(rows, feed.measure)
    if feed.set_group is not None:
        columns["group"] = _all(rows, feed.set_group)
    if feed.set_detail is not None:
        columns["detail"] = _all(rows, feed.set_detail)
    if concept := feed.concept or (source.concept if source else ""):
        columns["concept"] = _all(rows, concept)
    columns["base"] = _base(rows, feed, source)
    return pa.table({name: columns[name] for name in MEASURES.names}, MEASURES)


def _base(rows: pa.Table, feed: Feed, source: Source | None) -> pa.ChunkedArray | pa.Array:
    """The feed's base, else the source's base of that year, else what the reader found."""
    if feed.base is not None:
        return _all(rows, feed.base)
    base = rows["base"]
    rules: tuple[BaseRule, ...] = source.bases if source else ()
    for rule in sorted(rules, key=lambda rule: rule.first_year):
        base = pc.if_else(pc.greater_equal(rows["year"], rule.first_year), rule.base, base)
    return base


def _marked_rounded(rows: pa.Table, step: int | None) -> pa.Table:
    """Plain numbers of rounded periods get their status: those in which every value is a multiple.

    Series often begin with exact figures: foreign residents are rounded since 2016 only.
    """
    if step is None:
        return rows
    fits = pc.equal(
        pc.subtract(rows["value"], pc.multiply(pc.round(pc.divide(rows["value"], step)), step)), 0
    )
    rows = rows.append_column("fits", pc.fill_null(fits, True))
    by_period = rows.group_by(["item", "period"]).aggregate([("fits", "min")])
    whole = rows.select(["item", "period"]).append_column("at", pa.array(range(len(rows))))
    flags = whole.join(by_period, ["item", "period"]).sort_by("at")["fits_min"]
    plain = pc.equal(rows["status"], Status.OK.value)
    status = pc.if_else(pc.and_(plain, flags), Status.ROUNDED.value, rows["status"])
    return rows.drop_columns("fits").set_column(rows.column_names.index("status"), "status", status)


def _all(rows: pa.Table, text: str) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), len(rows))
