"""Counts that offices make by themselves, drawn place by place from `offices.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np
import yaml

from vorort.platform.demo.cohorts import FOREIGN, YEARS, History
from vorort.platform.demo.cubes import Row
from vorort.platform.demo.land import Land, Place
from vorort.statistics.vocab import TOTAL


@dataclass(frozen=True)
class Count:
    id: str
    who: str
    share: tuple[float, float]
    size: str | int = ""
    of: str = ""
    plus: str = ""
    many: bool = False
    differs: float = 0.05
    years: tuple[int, ...] = ()
    first: int = YEARS[0]
    silent: dict[str, tuple[int, ...]] | None = None
    table: str = ""
    item: str = ""
    group: str = TOTAL
    heading: str = ""

    @property
    def asked_in(self) -> tuple[int, ...]:
        return tuple(self.years) or tuple(year for year in YEARS if year >= self.first)

    def says(self, place: Place, year: int) -> bool:
        return place.exists_in(year) and year not in (self.silent or {}).get(place.key, ())


Numbers = dict[tuple[str, int], int]  # (place, year) → how many


def counted(land: Land, history: History, seed: int) -> dict[str, list[Row]]:
    """The rows of each entry, by its id."""
    numbers: dict[str, Numbers] = {}
    for count in counts():
        rng = np.random.default_rng([seed, crc32(count.id.encode())])
        numbers[count.id] = _numbers(count, numbers, land, history, rng)
    return {count.id: _rows(count, numbers[count.id], land) for count in counts()}


def _rows(count: Count, numbers: Numbers, land: Land) -> list[Row]:
    return [
        Row(place.key, year, count.group, TOTAL, TOTAL, numbers[place.key, year])
        for place in asked(land, count.who)
        for year in count.asked_in
        if count.says(place, year)
    ]


def asked(land: Land, who: str) -> tuple[Place, ...]:
    """The places that keep such a count, each once: a kreisfreie Stadt under its Kreis."""
    kreise = land.kreise_today
    gemeinden = (place for place in land.small_gemeinden if place.is_today)
    return tuple(place for place in (*kreise, *gemeinden) if who in place.delivers)


@cache
def counts() -> tuple[Count, ...]:
    return tuple(Count(**entry) for entry in _file()["counts"])


def tables() -> dict[str, dict[str, str]]:
    """Title and publisher of the tables that are handed in, by their name."""
    found: dict[str, dict[str, str]] = _file()["tables"]
    return found


@cache
def _file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("offices.yaml").read_text(encoding="utf-8")
    )
    return content


def _numbers(
    count: Count, known: dict[str, Numbers], land: Land, history: History, rng: np.random.Generator
) -> Numbers:
    found: Numbers = {}
    for place in asked(land, count.who):
        eager = max(rng.normal(1, count.differs), 0.2) if count.share != [1, 1] else 1.0
        for year in count.asked_in:
            how_many = (
                known[count.of][place.key, year] if count.of else _size(count.size, place, year, history)
            )
            more = known[count.plus][place.key, year] if count.plus else 0
            found[place.key, year] = _draw(count, how_many, eager * _share(count, year), rng) + more
    return found


def _share(count: Count, year: int) -> float:
    start, end = count.share
    return float(np.interp(year, [YEARS[0], YEARS[-1]], [start, end]))


def _draw(count: Count, how_many: int, chance: float, rng: np.random.Generator) -> int:
    if count.many:
        return int(rng.poisson(how_many * chance))
    return int(rng.binomial(how_many, min(chance, 1.0)))


def _size(size: str | int, place: Place, year: int, history: History) -> int:
    if isinstance(size, int):
        return size
    here = history.people[YEARS.index(year), list(place.parts)]
    inhabitants = int(here.sum())
    if size == "sitze":
        return 2 * round(
            float(np.interp(inhabitants, [300, 5000, 30000, 100000, 300000], [4, 9, 18, 25, 36]))
        )
    if size == "personal":
        return round(inhabitants * 0.0105)
    foreigners = here[:, :, FOREIGN].sum(axis=(1, 2))
    if size == "neue":
        stay = history.stay[YEARS.index(year), list(place.parts), :, :4].sum(axis=-1).mean(axis=-1)
        return round(float((foreigners * stay).sum()))
    return inhabitants if size == "menschen" else int(foreigners.sum())
