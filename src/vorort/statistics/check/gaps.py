# ruff: noqa: S608 - queries are put together from our own column names only
"""Areas, years and rows that are missing where others are there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vorort.statistics.check.evidence import SPLIT, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import last_day
from vorort.statistics.check.precision import COLUMN
from vorort.statistics.check.wording import finding
from vorort.statistics.vocab import GERMANY, TOTAL, Level, level_of

_NEARLY_ALL = 0.8
"""Part of a Land's regions that must be there before the others count as missing."""
_SHORT_GAP = 2
"""Years that get lost; a source that pauses for longer knows why."""

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
_ENDS = f"""
WITH years AS (
    SELECT DISTINCT series, item, unit, length(region) AS level, left(region, 2) AS land, region, year
    FROM line_of WHERE region <> 'DG'
), ends AS (
    SELECT series, item, unit, min(year) AS first, max(year) AS last,
           min(year) FILTER (year > first_year) AS second, max(year) FILTER (year < last_year) AS last_but_one
    FROM (SELECT *, min(year) OVER w AS first_year, max(year) OVER w AS last_year FROM years
          WINDOW w AS (PARTITION BY series, item, unit))
    GROUP BY ALL HAVING count(DISTINCT year) >= 3
), wanted AS (
    SELECT series, item, unit, first AS year, second AS beside FROM ends
    UNION ALL SELECT series, item, unit, last, last_but_one FROM ends
), placed AS (
    SELECT years.series, years.item, years.unit, level, land, region, wanted.year,
           EXISTS (SELECT 1 FROM years there WHERE there.series = years.series AND there.item = years.item
                   AND there.unit = years.unit AND there.region = years.region
                   AND there.year = wanted.year) AS is_there
    FROM wanted JOIN years ON years.series = wanted.series AND years.item = wanted.item
     AND years.unit = wanted.unit AND years.year = wanted.beside
)
SELECT series, item, region, year FROM placed
WINDOW w AS (PARTITION BY series, item, unit, level, land, year)
QUALIFY NOT is_there AND count(*) OVER w >= 5 AND avg(is_there::INT) OVER w >= {_NEARLY_ALL}
ORDER BY ALL
"""
_SKIPPED = """
WITH years AS (SELECT DISTINCT series, year FROM line_of),
     steps AS (SELECT series, year, lead(year) OVER (PARTITION BY series ORDER BY year) AS next_year
               FROM years),
     usual AS (SELECT series, mode(next_year - year) AS step, count(*) AS years FROM steps
               WHERE next_year IS NOT NULL GROUP BY series)
SELECT steps.*, step, years FROM steps JOIN usual USING (series) WHERE next_year - year > step ORDER BY ALL
"""
_LOST_ROWS = f"""
WITH cells AS (
    SELECT DISTINCT {COLUMN}, period, length(region) AS level, region, {SPLIT} FROM obs WHERE region <> 'DG'
), grids AS (
    SELECT {COLUMN}, period, level, count(*) AS there, count(DISTINCT region) AS regions,
           count(DISTINCT ({SPLIT})) AS splits
    FROM cells GROUP BY ALL
    HAVING regions >= 5 AND splits >= 2 AND there >= 50
       AND regions * splits - there BETWEEN 1 AND greatest(3, 0.001 * there)
), tables AS (
    SELECT cells.* FROM cells JOIN grids USING ({COLUMN}, period, level)
), places AS (
    SELECT DISTINCT {COLUMN}, period, level, region FROM tables
), figures AS (
    SELECT DISTINCT {COLUMN}, period, level, {SPLIT} FROM tables
)
SELECT places.*, figures.* EXCLUDE ({COLUMN}, period, level)
FROM places JOIN figures USING ({COLUMN}, period, level)
ANTI JOIN cells USING ({COLUMN}, period, level, region, {SPLIT}) ORDER BY ALL
"""
_UNEXPLAINED = f"""
SELECT {COLUMN}, period, min(region) AS region, count(DISTINCT region) AS regions, count(*) AS cells
FROM obs WHERE status = 'not_available' AND value IS NULL GROUP BY ALL ORDER BY ALL
"""
_A_VALUE, _NONE = "ein Wert", "keiner"


def missing_years(evidence: Evidence) -> Iterator[Finding]:
    """Years a region lacks while others have them, and years the whole series lacks."""
    ends = [{**row, "next_year": row["year"] + 1, "year": row["year"] - 1} for row in evidence.rows(_ENDS)]
    for row in [*evidence.rows(_HOLES), *ends]:
        shown = {**row, "period": _between(row)}
        if not evidence.register.exists(row["region"], date(row["next_year"] - 1, 12, 31)):
            continue
        text = "Werte fehlen, andere Gebiete haben sie. Vermutlich ging beim Zusammenstellen etwas verloren."
        yield finding(evidence, "luecke", Severity.WARNUNG, shown, text, _A_VALUE, _NONE)
    for row in evidence.rows(_SKIPPED):
        yield _skipped(evidence, row)


def _skipped(evidence: Evidence, row: Row) -> Finding:
    shown = {**row, "region": "", "period": _between(row)}
    lost = row["step"] == 1 and row["next_year"] - row["year"] - 1 <= _SHORT_GAP and row["years"] >= 4
    severity = Severity.WARNUNG if lost else Severity.HINWEIS
    text = "In der ganzen Reihe gibt es hierfür keine Werte. Die Linie darf hier nicht verbunden werden."
    return finding(evidence, "jahre_fehlen", severity, shown, text, _between(row), _NONE)


def _between(row: Mapping[str, Any]) -> str:
    first, last = row["year"] + 1, row["next_year"] - 1
    return str(first) if first == last else f"{first}–{last}"


def missing_rows(evidence: Evidence) -> Iterator[Finding]:
    """Single rows that a table lacks in which otherwise every region has every split."""
    for row in evidence.rows(_LOST_ROWS):
        text = "Die Zeile fehlt; alle anderen Gebiete haben sie. Vermutlich ging sie verloren."
        yield finding(evidence, "luecke", Severity.WARNUNG, row, text, _A_VALUE, _NONE)


def values_without_reason(evidence: Evidence) -> Iterator[Finding]:
    """Empty cells that do not say why: secret, too uncertain or simply not known."""
    for row in evidence.rows(_UNEXPLAINED):
        alone = row["regions"] == 1
        where = "einem Gebiet" if alone else f"{row['regions']} Gebieten"
        text = f"leere Felder in {where}: {row['cells']}. Die Quelle sagt nicht, warum."
        shown = row if alone else {**row, "region": ""}
        yield finding(evidence, "leer_ohne_grund", Severity.HINWEIS, shown, text, _A_VALUE, "leer")


def missing_areas(evidence: Evidence) -> Iterator[Finding]:
    """Kreise of a Land that a table lacks although it has nearly all of them."""
    tables = evidence.rows(
        """SELECT source, series, period, list(DISTINCT region) AS regions,
                  list(DISTINCT region) FILTER (value IS NOT NULL AND status <> 'nil') AS with_values
           FROM obs GROUP BY ALL ORDER BY ALL"""
    )
    elsewhere = _kreise_of_sisters(tables)
    for table in tables:
        kreise = _kreise(table["regions"])
        for land in sorted({key[:2] for key in table["regions"] if key != GERMANY}):
            there = {key for key in kreise if key.startswith(land)}
            states = _states(evidence, land, there, table["period"])
            if not states:
                sisters = elsewhere[land, table["period"]]
                states = [there | _in_most(sisters) | _above_gemeinden(table["regions"], land)]
            for missing in _missing(there, states):
                text = "Das Gebiet fehlt in der Tabelle, alle anderen des Landes sind da."
                row = {**table, "region": missing, "group": TOTAL}
                yield finding(evidence, "gebiet_fehlt", Severity.WARNUNG, row, text, _A_VALUE, _NONE)


def _kreise(regions: list[str]) -> set[str]:
    return {key for key in regions if level_of(key) is Level.KREIS}


def _above_gemeinden(regions: list[str], land: str) -> set[str]:
    """Kreise that must be there because their Gemeinden are."""
    return {key[:5] for key in regions if level_of(key) is Level.GEMEINDE and key.startswith(land)}


def _kreise_of_sisters(tables: list[Row]) -> dict[tuple[str, str], list[set[str]]]:
    """Land and period → the Kreise of each table: where no list is there, one table knows for another."""
    found: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for table in tables:
        kreise = _kreise(table["with_values"] or [])
        for land in {key[:2] for key in kreise}:
            found[land, table["period"]].append({key for key in kreise if key.startswith(land)})
    return found


def _in_most(tables: list[set[str]]) -> set[str]:
    """In at least half of them: a mistyped key stands in one."""
    counts = Counter(key for kreise in tables for key in kreise)
    return {key for key, times in counts.items() if 2 * times >= len(tables)}


def _states(evidence: Evidence, land: str, there: set[str], period: str) -> list[set[str]]:
    """The Kreise of the Land in the lists before and after that day, and in the newest one.

    A source may give a year in its own boundaries or calculated back to today's. A table with
    Kreise that are newer than every list cannot be judged.
    """
    register, day = evidence.register, last_day(period)
    if any(register.covers(key) and not register.is_official(key) for key in there):
        return []
    days = register.list_days(f"{land}001")
    near = {
        max((d for d in days if d <= day), default=None),
        min((d for d in days if d >= day), default=None),
    }
    wanted = {d for d in {*near, *days[-1:]} if d is not None} or {day}
    states = [set(register.at_level(Level.KREIS, land, d)) for d in sorted(wanted)]
    return [state for state in states if state]


def _missing(there: set[str], states: list[set[str]]) -> list[str]:
    """What is missing by the state that fits best."""
    if not states:
        return []
    expected = min(states, key=lambda state: (len(state - there), sorted(state)))
    return sorted(expected - there) if len(there & expected) >= _NEARLY_ALL * len(expected) else []
