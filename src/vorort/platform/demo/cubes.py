"""Counts by year, area, group, sex and age, and the rows that tables are written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

import numpy as np

from vorort.platform.demo.cohorts import FOREIGN, ORIGIN, OTHER, YEARS, Counts, Flow, History
from vorort.platform.demo.land import Land, Place
from vorort.statistics.vocab import TOTAL

GROUPINGS: dict[str, dict[str, tuple[int, ...]]] = {
    # name of the split → group → nations of the model
    "alle": {TOTAL: (FOREIGN, ORIGIN, OTHER)},
    "pass": {"deutsche": (ORIGIN, OTHER), "auslaender": (FOREIGN,)},
    "herkunft": {"mh": (FOREIGN, ORIGIN), "ohne_mh": (OTHER,)},
}
SEXES = ("m", "w")
OPEN_END = 90


class Row(NamedTuple):
    region: str
    year: int
    group: str
    sex: str
    age: str
    value: int


@dataclass(frozen=True)
class Cube:
    """`values[year, area, group, sex, age]`; a dimension that is not split has length 1."""

    values: Counts
    groups: tuple[str, ...] = (TOTAL,)
    sexes: tuple[str, ...] = (TOTAL,)
    ages: tuple[str, ...] = (TOTAL,)
    years: tuple[int, ...] = field(default=YEARS)

    def of(self, place: Place) -> Counts:
        """year, group, sex, age: the sum over the parts of the place."""
        return self.values[:, list(place.parts)].sum(axis=1)

    def rows(self, places: tuple[Place, ...], *, totals: bool = True) -> Iterator[Row]:
        """One row per number; with `totals` also the sums over groups, sexes and ages."""
        for place in places:
            yield from self._rows_of(place, totals)

    def _rows_of(self, place: Place, totals: bool) -> Iterator[Row]:
        values, groups, sexes, ages = self.of(place), self.groups, self.sexes, self.ages
        if totals:
            values, groups = _with_total(values, 1, groups)
            values, sexes = _with_total(values, 2, sexes)
            values, ages = _with_total(values, 3, ages)
        for n, year in [(n, year) for n, year in enumerate(self.years) if place.exists_in(year)]:
            for (g, group), (s, sex), (a, age) in product(*map(enumerate, (groups, sexes, ages))):
                yield Row(place.key, year, group, sex, age, int(values[n, g, s, a]))

    def only(self, years: tuple[int, ...]) -> Cube:
        chosen = [self.years.index(year) for year in years]
        return Cube(self.values[chosen], self.groups, self.sexes, self.ages, years)

    def together(self, *, groups: bool = False, sexes: bool = False, ages: bool = False) -> Cube:
        """The cube with some dimensions summed away."""
        axes = [axis for axis, away in ((2, groups), (3, sexes), (4, ages)) if away]
        return Cube(
            self.values.sum(axis=tuple(axes), keepdims=True),
            (TOTAL,) if groups else self.groups,
            (TOTAL,) if sexes else self.sexes,
            (TOTAL,) if ages else self.ages,
            self.years,
        )

    def group(self, name: str) -> Cube:
        place = self.groups.index(name)
        return Cube(self.values[:, :, [place]], (name,), self.sexes, self.ages, self.years)


def _with_total(values: Counts, axis: int, names: tuple[str, ...]) -> tuple[Counts, tuple[str, ...]]:
    """The sum in front, unless there is nothing to sum. Only for splits that cover everybody once."""
    if len(names) == 1:
        return values, names
    return np.concatenate([values.sum(axis=axis, keepdims=True), values], axis=axis), (TOTAL, *names)


def people(history: History, grouping: str, ages: tuple[str, ...]) -> Cube:
    """The inhabitants at 31 December by a split of `GROUPINGS`, sex and age bands."""
    parts = GROUPINGS[grouping]
    grouped = np.stack(
        [history.people[:, :, :, list(nations)].sum(axis=3) for nations in parts.values()], axis=2
    )
    banded = np.stack(
        [grouped[..., first : last + 1].sum(axis=-1) for first, last in map(band, ages)], axis=-1
    )
    return Cube(banded, tuple(parts), SEXES, ages)


def band(age: str) -> tuple[int, int]:
    """First and last year of `15-64`, `18+`, `7` or `insgesamt`."""
    if age == TOTAL:
        return 0, OPEN_END
    if age.endswith("+"):
        return int(age[:-1]), OPEN_END
    first, _, last = age.partition("-")
    return int(first), int(last or first)


def areas_of_kreis(land: Land) -> list[int]:
    """For each area the number of its Kreis."""
    keys = [kreis.key for kreis in land.kreise_today]
    return [keys.index(area.kreis) for area in land.areas]


def drawn(base: Counts, chance: Flow, rng: np.random.Generator) -> Counts:
    """How many of each cell of `base` it happens to, drawn by chance: small places jump, as they do."""
    return rng.binomial(np.maximum(base, 0), np.clip(chance, 0, 1)).astype(np.int64)
