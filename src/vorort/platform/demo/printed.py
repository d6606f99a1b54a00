"""Printed tables of the invented statistical office: from cubes to GENESIS csv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import Cube
from vorort.platform.demo.land import Place

Written = Callable[[int, int], str]  # value, year → cell

_INDENT = {2: "", 3: "  ", 5: "    ", 8: "      "}


def plain(value: int, year: int) -> str:
    """GENESIS prints exactly nothing as a dash."""
    return str(value) if value else "-"


def rounded_since_2016(value: int, year: int) -> str:
    """The AZR is published in multiples of 5 since 2016, each value by itself."""
    return plain(5 * ((value + 2) // 5) if year >= 2016 else value, year)


@dataclass(frozen=True)
class Column:
    """A column of numbers: its heading from top to bottom, and what of a cube it sums."""

    heading: tuple[str, ...]
    cube: Cube
    groups: tuple[str, ...] = ()  # none: all
    sexes: tuple[str, ...] = ()
    written: Written = plain

    def cells(self, place: Place) -> dict[int, str]:
        values = self.cube.of(place)
        if self.groups:
            values = values[:, [self.cube.groups.index(name) for name in self.groups]]
        if self.sexes:
            values = values[:, :, [self.cube.sexes.index(name) for name in self.sexes]]
        sums = values.sum(axis=(1, 2, 3))
        return {year: self.written(int(n), year) for year, n in zip(self.cube.years, sums, strict=True)}


def headers(columns: Sequence[Column], keys: int = 3) -> tuple[tuple[str, ...], ...]:
    """Header lines above the columns, the unit in the last; the key columns have none."""
    depth = max(len(column.heading) for column in columns)
    padded = [(*c.heading[:-1], *[""] * (depth - len(c.heading)), c.heading[-1]) for c in columns]
    return tuple(("",) * keys + tuple(line) for line in zip(*padded, strict=True))


def rows(
    columns: Sequence[Column], places: Sequence[Place], period: str, years: tuple[int, ...] = YEARS
) -> list[list[str]]:
    """Lines of the table by year, then place. `period` is a form such as `31.12.{year}`.

    A place that does not exist at a date is listed with dashes, as Regionalstatistik does.
    """
    cells = {place: [column.cells(place) for column in columns] for place in places}
    keys = list(dict.fromkeys(place.key for place in places))
    lines = []
    for year in years:
        for key in keys:
            shapes = [place for place in places if place.key == key]
            here = next((place for place in shapes if place.exists_in(year)), None)
            values = [cell[year] for cell in cells[here]] if here else ["-"] * len(columns)
            lines.append([period.format(year=year), key, _name(shapes[0]), *values])
    return lines


def _name(place: Place) -> str:
    return _INDENT[len(place.key)] + place.official_name
