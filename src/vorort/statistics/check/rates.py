"""Published rates that do not follow from the counts beside them.

Three kinds of counts beside a rate: those the catalogue names (`follows_from`), those in other
columns of the same table (found by looking which pair of columns explains nearly all rates), and
numerator and denominator of our own results.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.wording import finding, number, numbers_apart

_EXACT = 1e-6
"""Relative difference up to which a rate counts as computed from exactly these counts."""
_CLEARLY, _FAR = 0.02, 8.0
"""Relative distance, and spreads away from the other deviations, from which a rate is alone."""

_FOLLOWS = """
SELECT r.*, n.value AS numerator, d.value AS denominator, p.step,
       coalesce(np.slack, 0) AS numerator_slack, coalesce(dp.slack, 0) AS denominator_slack
FROM obs r
JOIN line_of n ON n.series = $numerator AND n.region = r.region AND n.period = r.period
  AND n."group" = r."group" AND n.sex = r.sex AND n.age = r.age AND n.detail = r.detail
JOIN line_of d ON d.series = $denominator AND d.region = r.region AND d.period = r.period
  AND d.sex = r.sex AND d.age = r.age AND d.detail = r.detail
  AND d."group" IN (r."group", 'insgesamt')
LEFT JOIN precision p ON p.source = r.source AND p.series = r.series AND p.item = r.item
  AND p.unit = r.unit AND p.period = r.period AND p.land = r.land
  AND p."group" = r."group"
LEFT JOIN precision np ON np.source = n.source AND np.series = n.series AND np.item = n.item
  AND np.unit = n.unit AND np.period = n.period AND np.land = n.land
  AND np."group" = n."group"
LEFT JOIN precision dp ON dp.source = d.source AND dp.series = d.series AND dp.item = d.item
  AND dp.unit = d.unit AND dp.period = d.period AND dp.land = d.land
  AND dp."group" = d."group"
WHERE r.series = $rate AND r.unit IN ('percent', 'per_1000', 'index', '') AND r.value IS NOT NULL
  AND n.unit NOT IN ('percent', 'per_1000') AND d.unit NOT IN ('percent', 'per_1000')
  AND n.value IS NOT NULL AND d.value > 0
QUALIFY row_number() OVER (PARTITION BY r.id ORDER BY d."group" = r."group" DESC, n.id, d.id) = 1
ORDER BY r.period, r.region, r.id
"""


def declared_rates(evidence: Evidence) -> Iterator[Finding]:
    """Rates of series of which the catalogue says from which two series they follow."""
    for series in evidence.rows("SELECT DISTINCT series FROM obs ORDER BY series"):
        source = evidence.catalog.source_for(series["series"])
        if source is None or source.follows_from is None or source.series != series["series"]:
            continue
        numerator, denominator = source.follows_from
        rows = evidence.rows(_FOLLOWS, rate=source.series, numerator=numerator, denominator=denominator)
        yield from _deviating(evidence, rows, f"{numerator} / {denominator}")


def _deviating(evidence: Evidence, rows: list[Row], formula: str) -> Iterator[Finding]:
    scale = _scale_of(rows)
    for row in rows:
        row["expected"] = row["numerator"] / row["denominator"] * scale
    exact = sum(_is_near(row, _EXACT * abs(row["expected"])) for row in rows)
    is_computed_from_these = exact >= 0.5 * len(rows)
    off: dict[str, list[Row]] = {}
    for row in rows:
        if not _is_near(row, _tolerance(row, scale, is_computed_from_these)):
            off.setdefault(row["period"], []).append(row)
    counts = _per_period(rows)
    for period, deviating in off.items():
        many = len(deviating) >= 0.5 * counts[period]
        usual = _usual_deviation(deviating) if many else None
        for row in deviating:
            yield _rate_finding(evidence, row, formula, many and _is_usual(row, usual))


def _usual_deviation(rows: list[Row]) -> tuple[float, float]:
    """Where nearly all rates deviate: by how much, and how far apart they lie (on the logarithm)."""
    distances = [_distance(row) for row in rows]
    middle = statistics.median(distances)
    return middle, 1.4826 * statistics.median(abs(distance - middle) for distance in distances)


def _is_usual(row: Row, usual: tuple[float, float] | None) -> bool:
    """Another denominator moves all rates a little; a mistyped one moves away from the others."""
    middle, spread = usual or (0.0, 0.0)
    far = abs(_distance(row) - middle)
    return 0.9 < _ratio(row) < 1.1 and (far <= _CLEARLY or far <= _FAR * spread)


def _distance(row: Row) -> float:
    return math.log(ratio) if (ratio := _ratio(row)) > 0 else -1e9


def _ratio(row: Row) -> float:
    return float(row["value"] / row["expected"]) if row["expected"] else 0.0


def _per_period(rows: list[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["period"]] = counts.get(row["period"], 0) + 1
    return counts


def _scale_of(rows: list[Row]) -> float:
    """The scale that the unit says, or the one that fits most rates where there is no unit."""
    units = {row["unit"] for row in rows}
    if units == {"per_1000"}:
        return 1000.0
    if units == {"index"}:
        return 1.0
    return 100.0


def _is_near(row: Row, tolerance: float) -> bool:
    return bool(abs(row["value"] - row["expected"]) <= tolerance)


def _tolerance(row: Row, scale: float, is_computed_from_these: bool) -> float:
    """Half of the last printed digit, and what the rounding of the counts can do to the rate.

    A publisher who computes from the rounded counts (seen where most rates are exact) gets the
    tight bound: then a difference of 0.001 points is another denominator, not rounding.
    """
    printed = 0.5 * (row["step"] or 0.0) if row["step"] and row["step"] < 1 else 0.0
    tight = printed + 10 * _EXACT * abs(row["expected"]) + 1e-9
    if is_computed_from_these:
        return float(tight)
    share = row["numerator"] / row["denominator"]
    rounding = (row["numerator_slack"] + share * row["denominator_slack"]) / row["denominator"] * scale
    return float(tight + rounding)


def _rate_finding(evidence: Evidence, row: Row, formula: str, by_habit: bool) -> Finding:
    published, follows = numbers_apart(row["value"], row["expected"])
    text = (
        f"veröffentlicht sind {published}, aus {number(row['numerator'])} / "
        f"{number(row['denominator'])} ({formula}) folgen {follows}. {_cause(row, by_habit)}"
    )
    severity = Severity.WARNUNG if by_habit else Severity.FEHLER
    return finding(evidence, "quote_folgt_nicht", severity, row, text, row["expected"], row["value"])


def _cause(row: Row, by_habit: bool) -> str:
    if by_habit:
        return "Wahrscheinlich rechnet die Quelle mit einer anderen Bevölkerungsbasis (Zensus)."
    ratio = _ratio(row)
    if abs(ratio * 100 - 1) < 0.01:
        return "Wahrscheinlich steht hier ein Anteil statt Prozent."
    for factor in (10, 100, 1000):
        if any(abs(ratio * f - 1) < 0.01 for f in (factor, 1 / factor)):
            return f"Der Faktor {number(factor)} deutet auf einen Kommafehler in einer der drei Zahlen."
    return "Vermutlich ist eine der drei Zahlen falsch übertragen oder aus einem anderen Stand."


def computed_rates(evidence: Evidence) -> Iterator[Finding]:
    """Our own results must be numerator / denominator × scale; whatever is not was damaged."""
    rows = evidence.rows(
        """SELECT *, indicator AS series, variant AS item,
                  numerator / denominator * CASE unit WHEN 'percent' THEN 100 WHEN 'per_1000' THEN 1000
                                            ELSE 1 END AS expected
           FROM results WHERE unit IN ('percent', 'per_1000') AND value IS NOT NULL
             AND numerator IS NOT NULL AND denominator > 0
             AND abs(value - expected) > 1e-9 * greatest(abs(expected), 1) + 1e-6
           ORDER BY ALL"""
    )
    for row in rows:
        shown, follows = numbers_apart(row["value"], row["expected"])
        text = (
            f"gezeigt werden {shown}, aus {number(row['numerator'])} / {number(row['denominator'])} "
            f"folgen {follows}. Bitte den Bestand neu berechnen: vorort statistics build."
        )
        yield finding(
            evidence, "quote_folgt_nicht", Severity.FEHLER, row, text, row["expected"], row["value"]
        )
