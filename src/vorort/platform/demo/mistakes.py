"""The mistakes in the demo's figures, put in on purpose so that `check` has something to show.

Real deliveries contain every one of these. Each entry says what is wrong, where, and which rule of
`vorort statistics check` must find it; a test holds the two together.

| what happened                                                        | where                            |
|----------------------------------------------------------------------|----------------------------------|
| a published share that does not follow from the two counts beside it | demo/1-2-2, Schmelzau 2021       |
| a row entered twice                                                  | 90-12511-1, Sahmetal 2019        |
| a total that is 200 higher than its parts                            | 90-21111-2, Hollermark 2018      |
| a whole year that was forgotten                                      | 90-12531-1, 2019                 |
| a decimal point that slipped                                         | 90-13211-1, Lüttküste 2018       |
| a Kreis that is missing in one year                                  | 90-21211-1, Immerwald 2020       |

Besides these, some places simply deliver nothing in some years, as places do: Lüttküste has no
examination before school for 2020, Immerwald no tandems for 2020, Schmelzau no interpreters for 2017
and no duration of procedures for 2013, Mühlenschlag no list of services for 2020.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vorort.platform.demo.tables.formats import GenesisTable
from vorort.platform.demo.tables.monitoring import Values

Lines = list[list[str]]


@dataclass(frozen=True)
class Mistake:
    """One mistake: where it is, what it is, and the rule of `check` that finds it."""

    series: str
    region: str
    year: int
    rule: str
    what: str


MISTAKES = (
    Mistake("demo/1-2-2", "90102", 2021, "quote_folgt_nicht", "Der Anteil ist 1,9 Punkte zu hoch."),
    Mistake("tabelle/90-12511-1", "90152", 2019, "doppelte_zeile", "Die Zeile steht zweimal da."),
    Mistake("tabelle/90-21111-2", "90", 2018, "summe_gebiete", "Die Summe des Landes ist um 200 zu hoch."),
    Mistake("tabelle/90-12531-1", "", 2019, "jahre_fehlen", "Das ganze Jahr fehlt."),
    Mistake("tabelle/90-13211-1", "90151", 2018, "kommafehler", "Bei der Quote ist das Komma verrutscht."),
    Mistake("tabelle/90-21211-1", "90251", 2020, "gebiet_fehlt", "Die Zeile des Kreises fehlt."),
)


def spoiled(table: GenesisTable) -> GenesisTable:
    """The table with the mistakes that belong to it; most have none."""
    lines = [list(line) for line in table.rows]
    change = _IN_TABLES.get(table.code)
    return table if change is None else replace(table, rows=change(table, lines))


def spoiled_series(number: str, values: Values) -> Values:
    """The published share of one Kreis in one year rests on other counts than those beside it."""
    return {**values, ("90102", 2021): values["90102", 2021] + 1.9} if number == "1-2-2" else values


def _row_twice(table: GenesisTable, lines: Lines) -> Lines:
    at = _line(lines, "2019", "90152")
    return [*lines[: at + 1], list(lines[at]), *lines[at + 1 :]]


def _total_too_high(table: GenesisTable, lines: Lines) -> Lines:
    at = _line(lines, "2018", "90")
    lines[at][3] = str(int(lines[at][3]) + 200)
    return lines


def _year_forgotten(table: GenesisTable, lines: Lines) -> Lines:
    return [line for line in lines if not line[0].endswith("2019")]


def _point_slipped(table: GenesisTable, lines: Lines) -> Lines:
    at, rate = _line(lines, "2018", "90151"), _column(table, "Arbeitslosenquote")
    lines[at][rate] = lines[at][rate].replace(",", "") + ",0"
    return lines


def _row_missing(table: GenesisTable, lines: Lines) -> Lines:
    del lines[_line(lines, "31.12.2020", "90251")]
    return lines


_IN_TABLES: dict[str, Callable[[GenesisTable, Lines], Lines]] = {
    "90-12511-1": _row_twice,
    "90-21111-2": _total_too_high,
    "90-12531-1": _year_forgotten,
    "90-13211-1": _point_slipped,
    "90-21211-1": _row_missing,
}


def _line(lines: Lines, period: str, key: str) -> int:
    return next(n for n, line in enumerate(lines) if line[0] == period and line[1] == key)


def _column(table: GenesisTable, item: str) -> int:
    return next(n for n, heading in enumerate(table.headers[0]) if heading.startswith(item))
