# ruff: noqa: S608 - queries are put together from our own column names only
"""Rates in a table whose counts stand in other columns of the same table.

Nobody tells which columns belong together: a rate column is explained by the pair of count columns
from which nearly all of its values follow within rounding. The values that do not are findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vorort.statistics.check.evidence import COUNTS, SPLIT, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.wording import finding, number, numbers_apart, split_text
from vorort.statistics.vocab import TOTAL

Array = npt.NDArray[np.float64]
Column = tuple[str, ...]  # item, unit, group, sex, age, detail

_ENOUGH = 20
_NEARLY_ALL = 0.9
_MOST_COLUMNS = 150
_SCALES = {"percent": 100.0, "per_1000": 1000.0, "index": 1.0, "per_square_kilometre": 1.0, "other": 1.0}
_RATES = str(tuple(_SCALES))


@dataclass(frozen=True)
class Table:
    """A delivery as a matrix: one line per region and period, one column per item, unit and split."""

    columns: list[Column]
    values: Array
    ids: npt.NDArray[np.int64]


def rates_beside_counts(evidence: Evidence) -> Iterator[Finding]:
    tables = evidence.rows(
        f"""SELECT source, series FROM obs GROUP BY ALL
            HAVING count(DISTINCT figure) BETWEEN 3 AND {_MOST_COLUMNS}
               AND bool_or(unit IN {_RATES}) ORDER BY ALL"""
    )
    for table in tables:
        wide = _wide(evidence, table["source"], table["series"])
        for rate, column in enumerate(wide.columns):
            if column[1] in _SCALES:
                yield from _unexplained(evidence, wide, rate)


def _wide(evidence: Evidence, source: str, series: str) -> Table:
    rows = evidence.rows(
        f"""SELECT item, unit, {SPLIT}, dense_rank() OVER (ORDER BY region, period) - 1 AS line, value, id
            FROM single WHERE source = $source AND series = $series AND value IS NOT NULL
              AND (unit IN {COUNTS} OR unit IN {_RATES}) ORDER BY id""",
        source=source,
        series=series,
    )
    columns = sorted({_column(row) for row in rows})
    at = {column: i for i, column in enumerate(columns)}
    height = max((row["line"] for row in rows), default=-1) + 1
    values = np.full((height, len(columns)), np.nan)
    ids = np.zeros((height, len(columns)), dtype=np.int64)
    for row in rows:
        column = at[_column(row)]
        values[row["line"], column] = row["value"]
        ids[row["line"], column] = row["id"]
    return Table(columns, values, ids)


def _column(row: Row) -> Column:
    return tuple(row[name] for name in ("item", "unit", "group", "sex", "age", "detail"))


def _unexplained(evidence: Evidence, table: Table, rate: int) -> Iterator[Finding]:
    pair = _best_pair(table, rate)
    if pair is None:
        return
    numerator, denominator = pair
    expected = _rates(table, [numerator], denominator, rate)[:, 0]
    found = table.values[:, rate]
    off = np.abs(found - expected) > _tolerance(found)
    for line in np.flatnonzero(off & np.isfinite(found) & np.isfinite(expected)):
        row = evidence.rows("SELECT * FROM obs WHERE id = $id", id=int(table.ids[line, rate]))[0]
        counts = table.values[line, numerator], table.values[line, denominator]
        names = f"„{_named(table.columns[numerator])}“ / „{_named(table.columns[denominator])}“"
        yield _finding(evidence, row, names, counts, float(expected[line]))


def _finding(
    evidence: Evidence, row: Row, names: str, counts: tuple[float, float], expected: float
) -> Finding:
    published, follows = numbers_apart(row["value"], expected)
    text = (
        f"veröffentlicht sind {published}, aus {number(counts[0])} / {number(counts[1])} ({names}) "
        f"folgen {follows}. Vermutlich ist eine der drei Zahlen falsch übertragen."
    )
    return finding(evidence, "quote_folgt_nicht", Severity.FEHLER, row, text, expected, row["value"])


def _named(column: Column) -> str:
    item, _, group, sex, age, detail = column
    split = split_text({"sex": sex, "age": age, "detail": detail})
    return ", ".join(part for part in (item, group if group != TOTAL else "", split) if part) or TOTAL


def _best_pair(table: Table, rate: int) -> tuple[int, int] | None:
    """The count columns that explain the rate best, if they explain nearly all of its values."""
    counts = [i for i, column in enumerate(table.columns) if column[1] not in _SCALES]
    found = table.values[:, rate]
    if np.isfinite(found).sum() < _ENOUGH or _is_dull(found[np.isfinite(found)]):
        return None
    tolerance = _tolerance(found)
    candidates = []
    for denominator in counts:
        error = np.abs(found[:, None] - _rates(table, counts, denominator, rate))
        known = np.isfinite(error).sum(axis=0)
        fitting = (error <= tolerance).sum(axis=0) / np.maximum(known, 1)
        for at in np.flatnonzero((known >= _ENOUGH) & (fitting >= _NEARLY_ALL)):
            if counts[at] != denominator:
                median = float(np.nanmedian(error[:, at]))
                candidates.append((-float(fitting[at]), median, counts[at], denominator))
    return min(candidates)[2:] if candidates else None


def _rates(table: Table, numerators: list[int], denominator: int, rate: int) -> Array:
    """What the rates would be: one column for each numerator."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table.values[:, numerators] / table.values[:, [denominator]]
    result: Array = np.where(np.isfinite(share), share * _SCALES[table.columns[rate][1]], np.nan)
    return result


def _is_dull(values: Array) -> bool:
    """A column that is 100 or 0 almost everywhere would be explained by any two equal columns."""
    return len(np.unique(values)) < len(values) / 4


def _tolerance(values: Array) -> float:
    """Half of the last printed digit, a little wider for numbers that are rounded half up."""
    known = values[np.isfinite(values)]
    for digits in range(5):
        if np.allclose(known * 10**digits, np.round(known * 10**digits), atol=1e-6 * 10**digits):
            return float(0.501 * 10**-digits)
    return 1e-6
