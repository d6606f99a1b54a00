# ruff: noqa: S608 - queries are put together from our own column names only
"""What one row of a table says about itself, and one place among all others at the same time.

For tables with a single date, in which no year before or after gives a value away.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from vorort.statistics.check.evidence import COUNTS, SPLIT, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.precision import COLUMN
from vorort.statistics.check.wording import finding, number

_DIMENSIONS = ("group", "sex", "age", "detail")
_ENOUGH = 10
_NEARLY_ALWAYS = 0.95
_PLACES = 30
"""Regions of one kind that show what is usual."""
_FACTOR, _SPREADS = 6.0, 6.0
"""A share is odd if it is six times the usual one, or a sixth, and six spreads away from it."""


def _parts(dimension: str) -> str:
    """Parts above their wholes, and in how many cells of the column parts are above wholes."""
    whole = "''" if dimension == "detail" else "'insgesamt'"
    same = " AND ".join(f'w."{name}" = p."{name}"' for name in _DIMENSIONS if name != dimension)
    return (
        f"""
    WITH pairs AS (
        SELECT p.*, w.value AS whole_value, w.id AS whole_id,
               p.value > w.value * (1 + 1e-9) + coalesce(pp.slack, 0) + coalesce(wp.slack, 0) AS above
        FROM single p JOIN single w
          ON p.source = w.source AND p.series = w.series AND p.item = w.item AND p.unit = w.unit
         AND p.region = w.region AND p.period = w.period AND {same} AND p.concept IN (w.concept, p.concept)
        LEFT JOIN precision pp ON pp.source = p.source AND pp.series = p.series AND pp.item = p.item
         AND pp.unit = p.unit AND pp.period = p.period AND pp.land = p.land AND pp."group" = p."group"
        LEFT JOIN precision wp ON wp.source = w.source AND wp.series = w.series AND wp.item = w.item
         AND wp.unit = w.unit AND wp.period = w.period AND wp.land = w.land AND wp."group" = w."group"
        WHERE w."{dimension}" = {whole} AND p."{dimension}" <> {whole} AND p.unit IN {COUNTS}
          AND p.value IS NOT NULL AND w.value IS NOT NULL)
    SELECT * FROM pairs
    QUALIFY above AND count(*) OVER w >= {_ENOUGH} AND avg((NOT above)::INT) OVER w >= {_NEARLY_ALWAYS}
    """.replace("QUALIFY", f"WINDOW w AS (PARTITION BY {COLUMN}, {SPLIT}) QUALIFY")
        + " ORDER BY id"
    )


def parts_above_their_wholes(evidence: Evidence) -> Iterator[Finding]:
    """More foreign unemployed than unemployed: whatever the other groups are, that cannot be."""
    linked = {(row["whole"], row["part"]) for row in evidence.rows("SELECT DISTINCT whole, part FROM links")}
    for dimension in _DIMENSIONS:
        for row in evidence.rows(_parts(dimension)):
            if (row["whole_id"], row["id"]) in linked:
                continue
            text = (
                f"{number(row['value'])} ist mehr als die {number(row['whole_value'])} insgesamt. "
                "Wahrscheinlich ist eine der beiden Zahlen falsch übertragen."
            )
            expected = row["whole_value"]
            yield finding(evidence, "teil_zu_gross", Severity.FEHLER, row, text, expected, row["value"])


_BETWEEN = f"""
WITH halves AS (
    SELECT {COLUMN}, region, period, sex, age, detail, min(value) AS low, max(value) AS high
    FROM single WHERE sex = 'insgesamt' AND "group" IN ('deutsche', 'auslaender') AND value IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT "group") = 2
    UNION ALL
    SELECT {COLUMN}, region, period, 'insgesamt' AS sex, age, detail, min(value), max(value)
    FROM single WHERE "group" = 'insgesamt' AND sex IN ('m', 'w') AND value IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT single.sex) = 2
), compared AS (
    SELECT w.*, halves.low, halves.high,
           w.value < halves.low - coalesce(step, 0) - 1e-6 OR w.value > halves.high + coalesce(step, 0) + 1e-6
               AS outside
    FROM single w JOIN halves USING ({COLUMN}, region, period, sex, age, detail)
    LEFT JOIN precision p USING ({COLUMN}, period, land, "group")
    WHERE w."group" = 'insgesamt' AND w.value IS NOT NULL AND w.unit NOT IN {COUNTS}
)
SELECT * FROM compared WINDOW w AS (PARTITION BY {COLUMN}, age, detail)
QUALIFY outside AND count(*) OVER w >= {_ENOUGH} AND avg((NOT outside)::INT) OVER w >= {_NEARLY_ALWAYS}
ORDER BY id
"""


def rates_outside_their_halves(evidence: Evidence) -> Iterator[Finding]:
    """The rate of all lies between that of men and women, and between Germans and foreigners."""
    for row in evidence.rows(_BETWEEN):
        text = (
            f"{number(row['value'])} für alle liegt nicht zwischen {number(row['low'])} und "
            f"{number(row['high'])} der beiden Hälften. Vermutlich ist einer der drei Werte falsch."
        )
        expected = f"{number(row['low'])} bis {number(row['high'])}"
        yield finding(evidence, "gesamt_ausserhalb", Severity.FEHLER, row, text, expected, row["value"])


_ODD = f"""
WITH alone AS (
    SELECT *, ln(value) AS height FROM line_of
    WHERE unit IN ('percent', 'per_1000') AND value > 0 AND length(region) IN (5, 8)
    QUALIFY count(DISTINCT period) OVER (PARTITION BY figure) = 1
), placed AS (
    SELECT *, median(height) OVER w AS middle, mad(height) OVER w AS spread, count(*) OVER w AS places
    FROM alone WINDOW w AS (PARTITION BY figure, length(region))
)
SELECT * FROM placed
WHERE places >= {_PLACES} AND abs(height - middle) > ln({_FACTOR})
  AND abs(height - middle) > {_SPREADS} * 1.4826 * spread ORDER BY id
"""


def odd_ones_out(evidence: Evidence) -> Iterator[Finding]:
    """A share unlike those of all other Kreise or Gemeinden, in a table with a single date."""
    for row in evidence.rows(_ODD):
        usual = _usual(row)
        text = (
            f"{number(row['value'])} liegt weit außerhalb der übrigen {row['places'] - 1} Gebiete "
            f"(in der Mitte {number(usual)}). Vermutlich ist das Komma verrutscht, oder es steht ein Anteil "
            "statt Prozent da."
        )
        yield finding(evidence, "ausreisser", Severity.WARNUNG, row, text, usual, row["value"])


def _usual(row: Row) -> float:
    return round(math.exp(row["middle"]), 2)
