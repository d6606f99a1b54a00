# ruff: noqa: S608 - queries are put together from our own numbers only
"""What changed places: two rows of a year, two columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.wording import finding, number, place

Place = tuple[object, str, int]
"""Figure, region and year: one point of a line."""

_CLEAR, _CLEAR_Z = 1.15, 8.0
"""Both must move clearly: by that factor and that many times their usual restlessness."""

_ROWS = f"""
WITH movers AS (
    SELECT *, step - own_step AS shared FROM points
    WHERE (steps >= 5 OR regions >= 8) AND abs(own_step) >= greatest(ln({_CLEAR}), {_CLEAR_Z} * step_scale)
)
SELECT a.*, b.region AS other, b.value AS other_value, b.value_before AS other_before
FROM movers a JOIN movers b
  ON a.figure = b.figure AND a.period = b.period AND a.source = b.source AND a.region <> b.region
 AND length(a.region) = length(b.region)
WHERE a.own_step * b.own_step < 0
  AND abs(a.height - b.before - a.shared) <= greatest(0.05, 4 * b.step_scale)
  AND abs(b.height - a.before - b.shared) <= greatest(0.05, 4 * a.step_scale)
ORDER BY a.id
"""


@dataclass(frozen=True)
class Exchanged:
    finding: Finding
    places: tuple[Place, ...]  # points that are explained by this


def rows_that_changed_places(evidence: Evidence) -> Iterator[Exchanged]:
    """Two regions whose values continue each other's: their rows, or keys, were exchanged.

    Needs the table `points`. In the middle of a line there are two moves, there and back.
    """
    told: set[Place] = set()
    for row in evidence.rows(_ROWS):
        here = (row["figure"], row["region"], row["year"])
        if (row["figure"], row["region"], row["year"] - 1) in told:
            continue
        told.add(here)
        yield _rows(evidence, row, here)


def _rows(evidence: Evidence, row: Row, here: Place) -> Exchanged:
    is_first = row["value_before_that"] is None and row["value_after"] is not None
    value, expected = row["value"], row["other_value"]
    if is_first:
        value, expected = row["value_before"], row["other_before"]
    text = (
        f"{number(value)} passt zu {place(evidence, row['other'])}, dort steht {number(expected)}. "
        "Wahrscheinlich sind die beiden Zeilen oder ihre Schlüssel vertauscht."
    )
    shown = {**row, "period": row["period_before"]} if is_first else row
    found = finding(evidence, "zeilen_vertauscht", Severity.FEHLER, shown, text, expected, value)
    figure, region, year = here
    return Exchanged(found, ((figure, region, year - 1), here, (figure, region, year + 1)))


_CROSSED = """
WITH moves AS (
    SELECT now.*, ln(now.value) AS height, ln(old.value) AS old_height
    FROM line_of now JOIN line_of old
      ON now.figure = old.figure AND now.region = old.region AND old.year = now.year - 1
    WHERE now.value > 0 AND old.value > 0)
SELECT a.series, a.unit, a.item, a."group", a.sex, a.age, a.detail, a.period, a.year,
       b.item AS other_item, b."group" AS other_group, b.sex AS other_sex, count(*) AS regions,
       median(abs(a.height - a.old_height) + abs(b.height - b.old_height)) AS straight,
       median(abs(a.height - b.old_height) + abs(b.height - a.old_height)) AS crossed
FROM moves a JOIN moves b
  ON a.series = b.series AND a.unit = b.unit AND a.region = b.region AND a.period = b.period
 AND a.age = b.age AND a.detail = b.detail
 AND (a.item, a."group", a.sex) < (b.item, b."group", b.sex)
 AND (a.item <> b.item)::INT + (a."group" <> b."group")::INT + (a.sex <> b.sex)::INT = 1
GROUP BY ALL HAVING count(*) >= 5 AND straight > 0.2 AND crossed < 0.35 * straight
ORDER BY ALL
"""


def swapped_columns(evidence: Evidence) -> Iterator[Finding]:
    """Two columns that continue each other better than themselves, in most regions at once."""
    told: set[tuple[object, ...]] = set()
    for row in evidence.rows(_CROSSED):
        pair = tuple(row[n] for n in ("series", "unit", "item", "group", "sex", "age", "detail", "other_item",
                                      "other_group", "other_sex"))  # fmt: skip
        if (*pair, row["year"] - 1) in told:  # the way back after a swapped year
            continue
        told.add((*pair, row["year"]))
        first, second = _names(row)
        text = (
            f"In {row['regions']} Gebieten setzt sich „{first}“ in „{second}“ fort und umgekehrt. "
            "Wahrscheinlich sind die beiden Spalten vertauscht."
        )
        yield finding(
            evidence, "spalten_vertauscht", Severity.FEHLER, {**row, "region": ""}, text, first, second
        )


def _names(row: Row) -> tuple[str, str]:
    for own, other in (("item", "other_item"), ("group", "other_group"), ("sex", "other_sex")):
        if row[own] != row[other]:
            return str(row[own]), str(row[other])
    return "", ""
