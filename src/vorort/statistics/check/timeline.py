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

from vorort.statistics.check.evidence import COUNTS, SPLIT, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.wording import finding, number

_FIGURE = f"series, item, unit, {SPLIT}"
_PEERS = 8
"""Regions needed to say what they share."""
_YEARS = 5
"""Points of its own needed to say how restless a region is."""
_SPIKE_FACTOR, _SPIKE_Z = 1.8, 9.0
_STEP_FACTOR, _STEP_Z = 3.0, 12.0
_SMALLEST = 20.0
"""Counts below this say nothing about errors: 3 may well become 12."""

_POINTS = f"""
CREATE TEMP TABLE points AS
WITH usable AS (
    SELECT *, unit IN {COUNTS} AS is_count, ln(value + CASE WHEN unit IN {COUNTS} THEN 0.5 ELSE 0 END) AS height
    FROM line_of WHERE value > 0 OR (value = 0 AND unit IN {COUNTS})
), placed AS (
    SELECT *, lag(height) OVER w AS before, lead(height) OVER w AS after,
           lag(value) OVER w AS value_before, lead(value) OVER w AS value_after,
           year - lag(year) OVER w AS since, lead(year) OVER w - year AS until
    FROM usable WINDOW w AS (PARTITION BY {_FIGURE}, region ORDER BY year, period)
), moved AS (
    SELECT *, CASE WHEN since <= 1 THEN height - before END AS step,
           CASE WHEN since <= 1 AND until <= 1 THEN height - (before + after) / 2 END AS spike,
           CASE WHEN is_count THEN 1 / (value + 0.5) + 1 / (coalesce(value_before, value_after, value) + 0.5)
                ELSE 0 END AS chance
    FROM placed
), peers AS (
    SELECT {_FIGURE}, period, count(step) AS regions, median(step) AS step, mad(step) AS step_spread,
           count(spike) AS spikes, median(spike) AS spike, mad(spike) AS spike_spread
    FROM moved GROUP BY ALL
), own AS (
    SELECT {_FIGURE}, region, count(step) AS steps, mad(step) AS step_spread, mad(spike) AS spike_spread
    FROM moved GROUP BY ALL
)
SELECT moved.*, own.steps, peers.regions,
       moved.step - CASE WHEN peers.regions >= {_PEERS} THEN peers.step ELSE 0 END AS own_step,
       moved.spike - CASE WHEN peers.spikes >= {_PEERS} THEN peers.spike ELSE 0 END AS own_spike,
       sqrt(pow(1.4826 * greatest(coalesce(own.step_spread, 0),
            CASE WHEN peers.regions >= {_PEERS} THEN peers.step_spread ELSE 0 END, 0.01), 2) + chance) AS step_scale,
       sqrt(pow(1.4826 * greatest(coalesce(own.spike_spread, 0),
            CASE WHEN peers.spikes >= {_PEERS} THEN peers.spike_spread ELSE 0 END, 0.01), 2) + chance) AS spike_scale
FROM moved
JOIN own USING ({_FIGURE}, region)
JOIN peers USING ({_FIGURE}, period)
"""
_OUTLIERS = f"""
SELECT * FROM points
WHERE greatest(value, coalesce(value_before, 0), coalesce(value_after, 0)) >= CASE WHEN is_count
          THEN {_SMALLEST} ELSE 0 END
  AND (steps >= {_YEARS} OR regions >= {_PEERS})
  AND (abs(own_spike) >= ln({_SPIKE_FACTOR}) AND abs(own_spike) >= {_SPIKE_Z} * spike_scale
       OR abs(own_step) >= ln({_STEP_FACTOR}) AND abs(own_step) >= {_STEP_Z} * step_scale)
ORDER BY id
"""


def outliers(evidence: Evidence) -> Iterator[Finding]:
    """Spikes, decimal points in the wrong place, and steps."""
    evidence.run(_POINTS)
    suspects = evidence.rows(_OUTLIERS)
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
    step = row["own_step"]
    return step is not None and abs(step) >= max(math.log(_STEP_FACTOR), _STEP_Z * row["step_scale"])


def _sticks_out(row: Row) -> bool:
    """Above or below both neighbours: a step that stays has one neighbour at its own height."""
    up, down = row["height"] - row["before"], row["height"] - row["after"]
    return bool(up * down > 0 and min(abs(up), abs(down)) > 0.5 * abs(row["own_spike"]))


def _place(row: Row, years: int) -> tuple[object, ...]:
    figure = ("series", "item", "unit", "group", "sex", "age", "detail", "region")
    return (*(row[name] for name in figure), row["year"] + years)


def _spike(evidence: Evidence, row: Row, spikes: set[tuple[object, ...]]) -> Iterator[Finding]:
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
    factor = row["value"] / row["value_before"] if row["value_before"] else math.inf
    how = f"das {number(round(factor, 1))}-Fache" if factor > 1 else f"nur noch {number(100 * factor)} %"
    text = (
        f"von {number(row['value_before'])} auf {number(row['value'])} ({how}), anders als in den übrigen "
        "Gebieten und Jahren. Das kann stimmen (etwa eine neue Unterkunft) oder ein neuer Zuschnitt sein."
    )
    severity = Severity.WARNUNG if is_at_the_end and abs(row["own_step"]) > math.log(5) else Severity.HINWEIS
    return finding(evidence, "sprung", severity, row, text, round(usual, 4), row["value"])


def _shifted(evidence: Evidence, row: Row, usual: float, factor: int) -> Finding:
    what = "großer" if row["value"] > usual else "kleiner"
    text = (
        f"{number(row['value'])} ist rund {number(factor)}-mal so {'groß' if what == 'großer' else 'klein'} "
        f"wie erwartet (etwa {number(round(usual, 1))}). Wahrscheinlich ist das Komma verrutscht oder eine Null "
        "zu viel oder zu wenig."
    )
    return finding(evidence, "kommafehler", Severity.FEHLER, row, text, round(usual, 4), row["value"])


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
            usual = row["value"] / math.copysign(1, 1) / (factor if row["step"] > 0 else 1 / factor)
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
    SELECT now.series, now.item, now.unit, {", ".join(f"now.{name} AS {name}" for name in SPLIT.split(", "))},
           now.period, now.year, old.period AS old_period, now.value, old.value AS old_value, now.region
    FROM line_of now JOIN line_of old
      ON {" AND ".join(f"now.{name} = old.{name}" for name in _FIGURE.split(", "))}
     AND now.region = old.region AND old.year = now.year - 1
    WHERE now.value IS NOT NULL AND old.value IS NOT NULL AND (now.value <> 0 OR old.value <> 0))
SELECT series, item, unit, {SPLIT}, period, old_period, count(*) AS cells
FROM pairs GROUP BY ALL
HAVING count(*) >= {_PEERS} AND count(DISTINCT value) >= 5 AND bool_and(value = old_value) ORDER BY ALL
"""


def copied_periods(evidence: Evidence) -> Iterator[Finding]:
    """A whole column that is the same as the year before, to the last digit."""
    for row in evidence.rows(_COPIES):
        text = (
            f"Alle {row['cells']} Werte sind dieselben wie {row['old_period']}. "
            "Wahrscheinlich wurde das Vorjahr noch einmal eingefügt."
        )
        yield finding(evidence, "vorjahr_kopiert", Severity.FEHLER, {**row, "region": ""}, text)


_CROSSED = """
WITH columns AS (
    SELECT series, unit, item, "group", sex, age, detail, region, year, period, ln(value) AS height
    FROM line_of WHERE value > 0),
moves AS (
    SELECT now.*, old.height AS old_height FROM columns now JOIN columns old
      USING (series, unit, item, "group", sex, age, detail, region) WHERE old.year = now.year - 1)
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
