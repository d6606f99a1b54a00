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
        sums = _sums(self.cube, place, self.groups, self.sexes)
        return {year: self.written(n, year) for year, n in zip(self.cube.years, sums, strict=True)}


@dataclass(frozen=True)
class Rate:
    """A column of rates or means: one cube divided by another, printed with a decimal comma."""

    heading: tuple[str, ...]
    above: Cube
    below: Cube
    scale: float = 100
    groups: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()

    def cells(self, place: Place) -> dict[int, str]:
        above, below = (_sums(cube, place, self.groups, self.sexes) for cube in (self.above, self.below))
        return {
            year: _one_decimal(a / b * self.scale) if b else "x"
            for year, a, b in zip(self.above.years, above, below, strict=True)
        }


def _sums(cube: Cube, place: Place, groups: tuple[str, ...], sexes: tuple[str, ...]) -> list[int]:
    """The sum of a place in each year, over the named groups and sexes, or over all."""
    values = cube.of(place)
    if groups:
        values = values[:, [cube.groups.index(name) for name in groups]]
    if sexes:
        values = values[:, :, [cube.sexes.index(name) for name in sexes]]
    return [int(n) for n in values.sum(axis=(1, 2, 3))]


def _one_decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


AnyColumn = Column | Rate


def headers(columns: Sequence[AnyColumn], keys: int = 3) -> tuple[tuple[str, ...], ...]:
    """Header lines above the columns, the unit in the last; the key columns have none."""
    depth = max(len(column.heading) for column in columns)
    padded = [(*c.heading[:-1], *[""] * (depth - len(c.heading)), c.heading[-1]) for c in columns]
    return tuple(("",) * keys + tuple(line) for line in zip(*padded, strict=True))


def rows(
    columns: Sequence[AnyColumn], places: Sequence[Place], period: str, years: tuple[int, ...] = YEARS
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
