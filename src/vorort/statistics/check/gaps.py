# ruff: noqa: S608 - queries are put together from our own column names only
"""Areas and years that are missing where others are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vorort.statistics.check.evidence import COLUMN, Evidence
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import last_day
from vorort.statistics.check.wording import finding
from vorort.statistics.vocab import GERMANY, TOTAL, Level, level_of

_NEARLY_ALL = 0.8
"""Part of a Land's regions that must be there before the others count as missing."""

_HOLES = """
WITH years AS (
    SELECT DISTINCT series, item, unit, region, year FROM line_of
), table_years AS (
    SELECT series, item, unit, year, row_number() OVER (PARTITION BY series, item, unit ORDER BY year) AS nth
    FROM (SELECT DISTINCT series, item, unit, year FROM years)
), placed AS (
    SELECT years.*, nth, lead(year) OVER w AS next_year, lead(nth) OVER w AS next_nth
    FROM years JOIN table_years USING (series, item, unit, year)
    WINDOW w AS (PARTITION BY years.series, years.item, years.unit, region ORDER BY year)
)
SELECT series, item, region, year, next_year FROM placed WHERE next_nth > nth + 1 ORDER BY ALL
"""
_SKIPPED = """
WITH years AS (SELECT DISTINCT series, year FROM line_of),
     steps AS (SELECT series, year, lead(year) OVER (PARTITION BY series ORDER BY year) AS next_year
               FROM years),
     usual AS (SELECT series, mode(next_year - year) AS step FROM steps
               WHERE next_year IS NOT NULL GROUP BY series)
SELECT steps.* FROM steps JOIN usual USING (series) WHERE next_year - year > step ORDER BY ALL
"""
_UNEXPLAINED = f"""
SELECT {COLUMN}, period, min(region) AS region, count(DISTINCT region) AS regions, count(*) AS cells
FROM obs WHERE status = 'not_available' AND value IS NULL GROUP BY ALL ORDER BY ALL
"""


def missing_years(evidence: Evidence) -> Iterator[Finding]:
    """Years a region lacks while others have them, and years the whole series lacks."""
    for row in evidence.rows(_HOLES):
        where = _between(row)
        text = "Werte fehlen, andere Gebiete haben sie. Vermutlich ging beim Zusammenstellen etwas verloren."
        yield finding(evidence, "luecke", Severity.WARNUNG, {**row, "period": where}, text)
    for row in evidence.rows(_SKIPPED):
        text = "In der ganzen Reihe gibt es hierfür keine Werte. Die Linie darf hier nicht verbunden werden."
        yield finding(
            evidence, "jahre_fehlen", Severity.HINWEIS, {**row, "region": "", "period": _between(row)}, text
        )


def _between(row: dict[str, Any]) -> str:
    first, last = row["year"] + 1, row["next_year"] - 1
    return str(first) if first == last else f"{first}–{last}"


def values_without_reason(evidence: Evidence) -> Iterator[Finding]:
    """Empty cells that do not say why: secret, too uncertain or simply not known."""
    for row in evidence.rows(_UNEXPLAINED):
        where = "einem Gebiet" if row["regions"] == 1 else f"{row['regions']} Gebieten"
        text = f"leere Felder in {where}: {row['cells']}. Die Quelle sagt nicht, warum."
        yield finding(evidence, "leer_ohne_grund", Severity.HINWEIS, {**row, "region": ""}, text)


def missing_areas(evidence: Evidence) -> Iterator[Finding]:
    """Kreise of a Land that a table lacks although it has nearly all of them."""
    tables = evidence.rows(
        "SELECT source, series, period, list(DISTINCT region) AS regions FROM obs GROUP BY ALL ORDER BY ALL"
    )
    for table in tables:
        there = set(table["regions"])
        for land in sorted({key[:2] for key in there if key != GERMANY}):
            for missing in _missing(evidence, land, there, table["period"]):
                text = "Das Gebiet fehlt in der Tabelle, alle anderen des Landes sind da."
                row = {**table, "region": missing, "group": TOTAL}
                yield finding(evidence, "gebiet_fehlt", Severity.WARNUNG, row, text)


def _missing(evidence: Evidence, land: str, there: set[str], period: str) -> list[str]:
    kreise = {key for key in there if key.startswith(land) and level_of(key) is Level.KREIS}
    day = last_day(period)
    expected = set(evidence.register.at_level(Level.KREIS, land, day))
    if not expected or len(kreise & expected) < _NEARLY_ALL * len(expected):
        return []
    calculated_back = {key for key in kreise if not evidence.register.exists(key, day)}
    gone = {key for key in expected - kreise if _lies_in_the_past(evidence, key)}
    return sorted(expected - kreise - (gone if calculated_back else set()))


def _lies_in_the_past(evidence: Evidence, key: str) -> bool:
    """Whether the region has ceased to exist, so that a source calculating back cannot have it."""
    return evidence.register.get(key).valid_to is not None
