"""The places of the demo, read from `land.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

CITY_GEMEINDE = "000"  # a kreisfreie Stadt is its own Gemeinde


@dataclass(frozen=True)
class Area:
    """The smallest piece of the Land that has people in it: a Stadtteil, or a Gemeinde without any."""

    key: str
    name: str
    gemeinde: str
    x: float
    y: float
    size: float
    population: int
    foreign: float
    origin: float
    age: str
    growth: float
    pull: float
    reception: dict[int, int]

    @property
    def kreis(self) -> str:
        return self.gemeinde[:5]

    @property
    def is_stadtteil(self) -> bool:
        return self.key != self.gemeinde


@dataclass(frozen=True)
class Place:
    """A region with a name: Land, Region, Kreis, Gemeinde or Stadtteil. `parts` are the areas in it.

    A place whose boundaries changed stands here once for each of its shapes, with the years in which
    the shape held at 31 December.
    """

    key: str
    name: str
    title: str  # "Stadt", "Landkreis", "kreisfreie Stadt", "Universitätsstadt" or ""
    parent: str
    parts: tuple[int, ...]
    delivers: frozenset[str] = frozenset()
    first: int = 0
    last: int = 9999

    def exists_in(self, year: int) -> bool:
        return self.first <= year <= self.last

    @property
    def is_today(self) -> bool:
        return self.last == 9999

    @property
    def official_name(self) -> str:
        """As official tables write it: `Kirchtannau, Stadt`."""
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True)
class Land:
    key: str
    name: str
    sentence: str
    border: tuple[tuple[float, float], ...]
    areas: tuple[Area, ...]
    regions: tuple[Place, ...]
    kreise: tuple[Place, ...]  # today's first, then former ones and earlier shapes
    gemeinden: tuple[Place, ...]
    stadtteile: tuple[Place, ...]

    @property
    def whole(self) -> Place:
        return Place(self.key, self.name, "", "DG", tuple(range(len(self.areas))))

    @property
    def official(self) -> tuple[Place, ...]:
        """What tables of the statistical office list: the Land, its Regionen and its Kreise."""
        return (self.whole, *self.regions, *self.kreise)

    @property
    def today(self) -> tuple[Place, ...]:
        """Every region of today, from the Land down to its Stadtteile."""
        places = (*self.official, *self.gemeinden, *self.stadtteile)
        return tuple(place for place in places if place.is_today)

    @property
    def kreise_today(self) -> tuple[Place, ...]:
        return tuple(kreis for kreis in self.kreise if kreis.is_today)

    @property
    def small_gemeinden(self) -> tuple[Place, ...]:
        """The Gemeinden that belong to a Landkreis, all shapes."""
        return tuple(place for place in self.gemeinden if not place.key.endswith(CITY_GEMEINDE))


@cache
def demo_land() -> Land:
    return _land(yaml.safe_load(files(__package__).joinpath("land.yaml").read_text(encoding="utf-8")))


def _land(raw: dict[str, Any]) -> Land:
    areas = tuple(area for kreis in raw["kreise"] for area in _areas(kreis))
    kreise = [_kreis(kreis, areas) for kreis in raw["kreise"]]
    gemeinden = [gemeinde for kreis in raw["kreise"] for gemeinde in _gemeinden(kreis, areas)]
    return Land(
        key=raw["key"],
        name=raw["name"],
        sentence=raw["sentence"],
        border=tuple((float(x), float(y)) for x, y in raw["border"]),
        areas=areas,
        regions=tuple(_region(region, raw, areas) for region in raw["regions"]),
        kreise=tuple(_united(kreise, raw["kreise"])),
        gemeinden=tuple(_merged(gemeinden, raw["kreise"])),
        stadtteile=_stadtteile(areas),
    )


def _areas(kreis: dict[str, Any]) -> list[Area]:
    if "gemeinden" in kreis:
        found = [(kreis["key"] + raw["key"], kreis["key"] + raw["key"], raw) for raw in kreis["gemeinden"]]
    elif "stadtteile" in kreis:
        city = kreis["key"] + CITY_GEMEINDE
        found = [(f"{city}-{raw['key']}", city, raw) for raw in kreis["stadtteile"]]
    else:
        found = [(kreis["key"] + CITY_GEMEINDE, kreis["key"] + CITY_GEMEINDE, kreis)]
    return [_area(key, gemeinde, raw) for key, gemeinde, raw in found]


def _area(key: str, gemeinde: str, raw: dict[str, Any]) -> Area:
    return Area(
        key=key,
        name=raw["name"],
        gemeinde=gemeinde,
        x=float(raw["x"]),
        y=float(raw["y"]),
        size=float(raw["size"]),
        population=raw["population"],
        foreign=raw["foreign"] / 100,
        origin=raw["origin"] / 100,
        age=raw["age"],
        growth=raw["growth"] / 1000,
        pull=float(raw["pull"]),
        reception=raw.get("reception", {}),
    )


def _parts(areas: tuple[Area, ...], prefixes: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(number for number, area in enumerate(areas) if area.key.startswith(prefixes))


def _region(raw: dict[str, Any], land: dict[str, Any], areas: tuple[Area, ...]) -> Place:
    kreise = tuple(kreis["key"] for kreis in land["kreise"] if kreis["region"] == raw["key"])
    return Place(raw["key"], raw["name"], "", land["key"], _parts(areas, kreise))


def _kreis(raw: dict[str, Any], areas: tuple[Area, ...]) -> Place:
    return Place(
        raw["key"],
        raw["name"],
        raw["title"],
        raw["region"],
        _parts(areas, (raw["key"],)),
        frozenset(raw["delivers"]),
    )


def _gemeinden(kreis: dict[str, Any], areas: tuple[Area, ...]) -> list[Place]:
    rows = kreis.get("gemeinden", [{**kreis, "key": CITY_GEMEINDE}])
    return [
        Place(
            kreis["key"] + raw["key"],
            raw["name"],
            raw.get("title", ""),
            kreis["key"],
            _parts(areas, (kreis["key"] + raw["key"],)),
            frozenset(raw.get("delivers", ())),
        )
        for raw in rows
    ]


def _stadtteile(areas: tuple[Area, ...]) -> tuple[Place, ...]:
    return tuple(
        Place(area.key, area.name, "", area.gemeinde, (number,))
        for number, area in enumerate(areas)
        if area.is_stadtteil
    )


def _united(kreise: list[Place], raw: list[dict[str, Any]]) -> list[Place]:
    """Kreise, with those that were two until they were united, in all their shapes."""
    today, earlier = [], []
    for kreis, entry in zip(kreise, raw, strict=True):
        union = entry.get("united")
        if union is None:
            today.append(kreis)
            continue
        year = union["since"].year
        east = tuple(
            kreis.parts[0] + n for n, g in enumerate(entry["gemeinden"]) if g["key"] in union["gemeinden"]
        )
        west = tuple(part for part in kreis.parts if part not in east)
        today.append(replace(kreis, first=year))
        former = union["former"]
        earlier.append(replace(kreis, parts=west, last=year - 1))
        earlier.append(
            Place(former["key"], former["name"], former["title"], kreis.parent, east, last=year - 1)
        )
    return [*today, *earlier]


def _merged(gemeinden: list[Place], raw: list[dict[str, Any]]) -> list[Place]:
    """Gemeinden, with those that took another one in, in all their shapes."""
    mergers = {
        kreis["key"] + gemeinde["key"]: gemeinde["merged"]
        for kreis in raw
        for gemeinde in kreis.get("gemeinden", ())
        if "merged" in gemeinde
    }
    taken_in = {merger["into"]: (key, merger["since"].year) for key, merger in mergers.items()}
    parts = {gemeinde.key: gemeinde.parts for gemeinde in gemeinden}
    today, earlier = [], []
    for gemeinde in gemeinden:
        if gemeinde.key in mergers:
            earlier.append(replace(gemeinde, last=mergers[gemeinde.key]["since"].year - 1))
        elif gemeinde.key in taken_in:
            other, year = taken_in[gemeinde.key]
            earlier.append(replace(gemeinde, last=year - 1))
            today.append(replace(gemeinde, parts=gemeinde.parts + parts[other], first=year))
        else:
            today.append(gemeinde)
    return [*today, *earlier]
