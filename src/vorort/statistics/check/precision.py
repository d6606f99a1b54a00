# ruff: noqa: S608 - queries are put together from our own column names only
"""How finely numbers are given: `precision`, for each column of a delivery, Land and group.

`step` 5 means rounded to 5; `slack` is how far rounding can have moved a number. Länder round
differently within one table, and some round one group only: in the statistics of schools Bremen
gives the foreign pupils in multiples of 3 and all others exactly. No file says so.
"""

from __future__ import annotations

COLUMN = "source, series, item, unit"
"""What makes a value column of a delivery."""

_STEPS = (1000, 100, 10, 5, 3)
"""Roundings that are in use. 3: Schleswig-Holstein and Sachsen-Anhalt in the statistics of schools."""


def _multiples(step: int) -> str:
    """Whether numbers of a column, of its Land and group, are multiples of a step.

    Nearly all of many, so that one mistyped number does not make a column exact, or all of a few:
    twelve numbers are multiples of 3 by chance once in half a million tables.
    """
    return f"""(numbers >= 20 AND by_{step} >= 0.95 * numbers OR numbers >= 12 AND by_{step} = numbers)"""


def _printed(digits: int) -> str:
    return f"bool_and(abs(value * 1e{digits} - round(value * 1e{digits})) < 1e-7)"


_MULTIPLE = f"CASE {' '.join(f'WHEN {_multiples(step)} THEN {step}' for step in _STEPS)} ELSE 0 END"


def _step_of(*columns: str) -> str:
    """The rounding of everything that agrees in these columns."""
    names = ", ".join((COLUMN, "period", *columns))
    sums = ", ".join(f"sum(by_{step}) AS by_{step}" for step in _STEPS)
    return f"""SELECT {names}, {_MULTIPLE} AS multiple
               FROM (SELECT {names}, sum(numbers) AS numbers, {sums} FROM shape GROUP BY ALL)"""


_COUNTED = ", ".join(f"count(*) FILTER (value <> 0 AND value % {n} = 0) AS by_{n}" for n in _STEPS)
PRECISION = f"""
CREATE TEMP TABLE precision AS
WITH shape AS (
    SELECT {COLUMN}, period, land, "group", any_value(rounded_to) AS rounded_to,
           count(*) FILTER (value <> 0) AS numbers, bool_and(value = round(value)) AS whole,
           {_COUNTED},
           {", ".join(f"{_printed(n)} AS with_{n}" for n in (1, 2, 3))}
    FROM obs JOIN declared USING (series) WHERE value IS NOT NULL GROUP BY ALL
), printed AS (
    SELECT {COLUMN}, period, land, bool_and(whole) AS whole,
           {", ".join(f"bool_and(with_{n}) AS with_{n}" for n in (1, 2, 3))}
    FROM shape GROUP BY ALL
)
SELECT shape.* EXCLUDE (whole, with_1, with_2, with_3), printed.whole,
       greatest(of_group.multiple, of_land.multiple, CASE WHEN shape.numbers < 20 THEN of_all.multiple END,
                CASE WHEN shape.by_5 = shape.numbers AND shape.rounded_to = 5 THEN 5 ELSE 0 END) AS rounded,
       CASE WHEN rounded > 0 THEN rounded WHEN printed.whole THEN 1
            WHEN printed.with_1 THEN 0.1 WHEN printed.with_2 THEN 0.01
            WHEN printed.with_3 THEN 0.001 ELSE 0 END AS step,
       CASE step WHEN 5 THEN 2 WHEN 3 THEN 1 WHEN 1 THEN 0 ELSE step / 2 END AS slack
FROM shape JOIN printed USING ({COLUMN}, period, land)
JOIN ({_step_of("land", '"group"')}) of_group USING ({COLUMN}, period, land, "group")
JOIN ({_step_of("land")}) of_land USING ({COLUMN}, period, land)
JOIN ({_step_of()}) of_all USING ({COLUMN}, period)
"""
