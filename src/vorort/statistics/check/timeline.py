# ruff: noqa: S608 - queries are put together from our own column names only
"""Numbers that do not fit the years before and after.

Everything is measured on the logarithm, after taking off what all regions of the table share (a
break is not an error), and against how restless the region and its peers usually are, plus the
chance fluctuation of small numbers (1/n). A point far from both neighbours is hardly real; a step
that stays may be: it is only pointed out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

from vorort.statistics.check.evidence import COUNTS, SPLIT, Evidence, Row
from vorort.statistics.check.exchanged import Place, rows_that_changed_places
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.wording import finding, number

_PEERS = 8
"""Regions needed to say what they share."""
_YEARS = 5
"""Points of its own needed to say how restless a region is."""
_SPIKE_FACTOR, _SPIKE_Z = 1.8, 9.0
_STEP_FACTOR, _STEP_Z = 3.0, 12.0
_CALM_FACTOR, _CALM_Z = 1.5, 40.0
"""In a series as calm as the population of a Kreis, half as many again is a jump."""
_SMALLEST = 20.0
"""Counts below this say nothing about errors: 3 may well become 12."""

_POINTS = f"""
CREATE TEMP TABLE points AS
WITH usable AS (
    SELECT *, unit IN {COUNTS} AS is_count, ln(value + CASE WHEN is_count THEN 0.5 ELSE 0 END) AS height
    FROM line_of WHERE value > 0 OR (value = 0 AND unit IN {COUNTS})
), placed AS (
    SELECT *, lag(height) OVER w AS before, lead(height) OVER w AS after,
           lag(value) OVER w AS value_before, lead(value) OVER w AS value_after,
           lag(value, 2) OVER w AS value_before_that, lag(period) OVER w AS period_before,
           year - lag(year) OVER w AS since, lead(year) OVER w - year AS until
    FROM usable WINDOW w AS (PARTITION BY figure, region ORDER BY year, period)
), moved AS (
    SELECT *, CASE WHEN since <= 1 THEN height - before END AS step,
           CASE WHEN since <= 1 AND until <= 1 THEN height - (before + after) / 2 END AS spike,
           CASE WHEN is_count
                THEN 2 / sqrt((value + 0.5) * (coalesce(value_before, value_after, value) + 0.5))
                ELSE 0 END AS chance
    FROM placed WHERE since IS NOT NULL OR until IS NOT NULL
), peers AS (
    SELECT figure, period, count(step) AS regions, count(spike) AS spikes,
           CASE WHEN count(step) >= {_PEERS} THEN median(step) ELSE 0 END AS step,
           CASE WHEN count(step) >= {_PEERS} THEN mad(step) ELSE 0 END AS step_spread,
           CASE WHEN count(spike) >= {_PEERS} THEN median(spike) ELSE 0 END AS spike,
           CASE WHEN count(spike) >= {_PEERS} THEN mad(spike) ELSE 0 END AS spike_spread
    FROM moved GROUP BY figure, period
), own AS (
    SELECT figure, region, count(step) AS steps, coalesce(mad(step), 0) AS step_spread,
           coalesce(mad(spike), 0) AS spike_spread
    FROM moved GROUP BY figure, region
)
SELECT moved.*, own.steps, peers.regions,
       moved.step - peers.step AS own_step, moved.spike - peers.spike AS own_spike,
       sqrt(pow(1.4826 * greatest(own.step_spread, peers.step_spread, 0.01), 2) + chance) AS step_scale,
       sqrt(pow(1.4826 * greatest(own.spike_spread, peers.spike_spread, 0.01), 2) + chance) AS spike_scale
FROM moved JOIN own USING (figure, region) JOIN peers USING (figure, period)
"""
_OUTLIERS = f"""
SELECT * FROM points
WHERE greatest(value, coalesce(value_before, 0), coalesce(value_after, 0)) >= CASE WHEN is_count
          THEN {_SMALLEST} ELSE 0 END
  AND (steps >= {_YEARS} OR regions >= {_PEERS})
  AND (abs(own_spike) >= ln({_SPIKE_FACTOR}) AND abs(own_spike) >= {_SPIKE_Z} * spike_scale
       OR abs(own_step) >= ln({_STEP_FACTOR}) AND abs(own_step) >= {_STEP_Z} * step_scale
       OR abs(own_step) >= ln({_CALM_FACTOR}) AND abs(own_step) >= {_CALM_Z} * step_scale)
ORDER BY id
"""


def outliers(evidence: Evidence) -> Iterator[Finding]:
    """Rows that changed places, spikes, decimal points in the wrong place, and steps."""
    evidence.run(_POINTS)
    suspects = evidence.rows(_OUTLIERS)
    exchanged = list(rows_that_changed_places(evidence))
    told = {place for pair in exchanged for place in pair.places}
    yield from (pair.finding for pair in exchanged)
    suspects = [row for row in suspects if _place(row, 0) not in told]
    spikes = {_place(row, 0) for row in suspects if _is_spike(row)}
    for row in suspects:
        if _is_spike(row):
            yield from _spike(evidence, row, spikes)
        elif _is_step(row) and _place(row, -1) not in spikes:
            yield _step(evidence, row)


def _is_spike(row: Row) -> bool:
    spike = row["own_spike"]
    if spike is None or abs(spike) < math.log(_SPIKE_FACTOR) or abs(spike) < _SPIKE_Z * row["spike_scale"]:
        return False
    return _sticks_out(row)


def _is_step(row: Row) -> bool:
    step, scale = row["own_step"], row["step_scale"]
    bounds = ((_STEP_FACTOR, _STEP_Z), (_CALM_FACTOR, _CALM_Z))
    return step is not None and any(abs(step) >= max(math.log(f), z * scale) for f, z in bounds)


def _sticks_out(row: Row) -> bool:
    """Above or below both neighbours: a step that stays has one neighbour at its own height."""
    up, down = row["height"] - row["before"], row["height"] - row["after"]
    return bool(up * down > 0 and min(abs(up), abs(down)) > 0.5 * abs(row["own_spike"]))


def _place(row: Row, years: int) -> Place:
    return row["figure"], row["region"], row["year"] + years


def _spike(evidence: Evidence, row: Row, spikes: set[Place]) -> Iterator[Finding]:
    beside_higher = any(_place(row, d) in spikes for d in (-1, 1)) and abs(row["own_spike"]) < 1
    if beside_higher:
        return
    usual = math.exp(row["height"] - row["own_spike"])
    if shift := _decimal_shift(row["own_spike"]):
        yield _shifted(evidence, row, usual, shift)
        return
    text = (
        f"{number(row['value'])} zwischen {number(row['value_before'])} davor und "
        f"{number(row['value_after'])} danach. Vermutlich ein Tippfehler oder eine vertauschte Zeile."
    )
    yield finding(evidence, "ausreisser", Severity.WARNUNG, row, text, round(usual, 4), row["value"])


def _step(evidence: Evidence, row: Row) -> Finding:
    usual = math.exp(row["height"] - row["own_step"])
    is_at_the_end = row["value_after"] is None
    if is_at_the_end and (shift := _decimal_shift(row["own_step"])):
        return _shifted(evidence, row, usual, shift)
    if not is_at_the_end and row["value_before_that"] is None:
        return _step_from_the_first(evidence, row)
    severity = Severity.WARNUNG if is_at_the_end and _is_large(row) else Severity.HINWEIS
    return finding(evidence, "sprung", severity, row, _jump(row), round(usual, 4), row["value"])


def _step_from_the_first(evidence: Evidence, row: Row) -> Finding:
    """One value, then another height for all years: it is the first one that stands alone."""
    usual = math.exp(row["before"] + row["own_step"])
    first = {**row, "period": row["period_before"], "value": row["value_before"]}
    if shift := _decimal_shift(row["own_step"]):
        return _shifted(evidence, first, usual, shift)
    severity = Severity.WARNUNG if _is_large(row) else Severity.HINWEIS
    return finding(evidence, "sprung", severity, first, _jump(row), round(usual, 4), first["value"])


def _is_large(row: Row) -> bool:
    """By a factor of five, or far out of the habit of a calm series."""
    step = abs(row["own_step"])
    return bool(step > math.log(5) or step >= _CALM_Z * row["step_scale"])


def _jump(row: Row) -> str:
    factor = row["value"] / row["value_before"] if row["value_before"] else math.inf
    how = f"nur noch {number(100 * factor)} %"
    if factor > 1:
        how = "vorher nichts" if factor == math.inf else f"das {number(round(factor, 1))}-Fache"
    return (
        f"von {number(row['value_before'])} auf {number(row['value'])} ({how}), anders als in den übrigen "
        "Gebieten und Jahren. Das kann stimmen (etwa eine neue Unterkunft) oder ein neuer Zuschnitt sein."
    )


def _shifted(evidence: Evidence, row: Row, usual: float, factor: int) -> Finding:
    how = "groß" if row["value"] > usual else "klein"
    text = (
        f"{number(row['value'])} ist rund {number(factor)}-mal so {how} wie erwartet "
        f"(etwa {number(_rough(usual))}). Wahrscheinlich ist das Komma verrutscht oder eine Null zu viel "
        "oder zu wenig."
    )
    return finding(evidence, "kommafehler", Severity.FEHLER, row, text, round(usual, 4), row["value"])


def _rough(value: float) -> float:
    """An expectation is no exact number: whole from 100 on."""
    return float(round(value)) if value >= 100 else round(value, 1)


def _decimal_shift(distance: float) -> int | None:
    """10, 100 or 1000 if that is about the factor by which the value is off."""
    for power in (1, 2, 3):
        if abs(abs(distance) - power * math.log(10)) < 0.3:
            return int(10**power)
    return None


_UNIT_CHANGE = f"""
SELECT series, item, unit, {SPLIT}, period, min(region) AS region, count(step) AS regions,
       median(step) AS step, median(value) AS value, median(value_before) AS value_before
FROM points WHERE value > 0 AND value_before > 0
GROUP BY ALL HAVING count(step) >= 5 AND abs(median(step)) > ln(5) AND mad(step) < 0.3
ORDER BY ALL
"""


def changed_units(evidence: Evidence) -> Iterator[Finding]:
    """A whole column ten, a hundred or a thousand times as large as the year before."""
    for row in evidence.rows(_UNIT_CHANGE):
        if factor := _decimal_shift(row["step"]):
            direction = "größer" if row["step"] > 0 else "kleiner"
            text = (
                f"Alle {row['regions']} Gebiete sind auf einmal rund {number(factor)}-mal {direction}. "
                "Wahrscheinlich hat die Einheit gewechselt (Prozent, Promille, Tausend)."
            )
            usual = row["value"] / factor if row["step"] > 0 else row["value"] * factor
            yield finding(
                evidence,
                "einheit_gewechselt",
                Severity.FEHLER,
                {**row, "region": ""},
                text,
                usual,
                row["value"],
            )


_COPIES = f"""
WITH pairs AS (
    SELECT now.*, old.period AS old_period, old.value AS old_value, old.source AS old_source
    FROM line_of now JOIN line_of old
      ON now.figure = old.figure AND now.region = old.region AND old.year = now.year - 1
    WHERE now.value IS NOT NULL AND old.value IS NOT NULL AND (now.value <> 0 OR old.value <> 0))
SELECT series, item, unit, {SPLIT}, period, old_period, count(*) AS cells, min(source) AS source,
       bool_and(source <> old_source) AS is_another_delivery
FROM pairs GROUP BY ALL
HAVING count(*) >= {_PEERS} AND count(DISTINCT value) >= 5 AND bool_and(value = old_value) ORDER BY ALL
"""


def copied_periods(evidence: Evidence) -> Iterator[Finding]:
    """A whole column that is the same as the year before, to the last digit."""
    rows = evidence.rows(_COPIES)
    for row in rows:
        if not row["is_another_delivery"]:
            text = (
                f"Alle {row['cells']} Werte sind dieselben wie {row['old_period']}. "
                "Wahrscheinlich wurde das Vorjahr noch einmal eingefügt."
            )
            yield finding(evidence, "vorjahr_kopiert", Severity.FEHLER, {**row, "region": ""}, text)
    twice = [row for row in rows if row["is_another_delivery"]]
    tables = groupby(sorted(twice, key=_years_of), key=_years_of)
    for _, columns in tables:
        yield _delivered_twice(evidence, list(columns))


def _years_of(row: Row) -> tuple[str, ...]:
    return row["series"], row["period"], row["old_period"], row["source"]


def _delivered_twice(evidence: Evidence, columns: list[Row]) -> Finding:
    """The same table under two dates: one of the two was read with the wrong one."""
    row = columns[0]
    many = "einer Spalte" if len(columns) == 1 else f"{len(columns)} Spalten"
    text = (
        f"Eine andere Lieferung nennt in {many} für {row['old_period']} dieselben Zahlen. Wahrscheinlich "
        "wurde dieselbe Tabelle unter zwei Zeiträumen eingelesen; bitte den Zeitraum in der Zuordnung prüfen."
    )
    shown = {"series": row["series"], "region": "", "period": row["period"], "source": row["source"]}
    return finding(
        evidence, "vorjahr_kopiert", Severity.WARNUNG, shown, text, row["old_period"], row["period"]
    )
