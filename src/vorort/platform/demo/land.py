"""The places of the demo, read from `land.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
class Merger:
    key: str
    into: str
    since: date


@dataclass(frozen=True)
class Place:
    """A region with a name: Land, Region, Kreis, Gemeinde or Stadtteil. `parts` are the areas in it."""

    key: str
    name: str
    title: str  # "Stadt", "Landkreis", "kreisfreie Stadt", "Universitätsstadt" or ""
    parent: str
    parts: tuple[int, ...]
    delivers: frozenset[str] = frozenset()

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
    kreise: tuple[Place, ...]
    gemeinden: tuple[Place, ...]
    stadtteile: tuple[Place, ...]
    mergers: tuple[Merger, ...]

    @property
    def whole(self) -> Place:
        return Place(self.key, self.name, "", "DG", tuple(range(len(self.areas))))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every region, from the Land down to its Stadtteile."""
        return (self.whole, *self.regions, *self.kreise, *self.gemeinden, *self.stadtteile)

    @property
    def official(self) -> tuple[Place, ...]:
        """What tables of the statistical office list: the Land, its Regionen and its Kreise."""
        return (self.whole, *self.regions, *self.kreise)

    def place(self, key: str) -> Place:
        return next(place for place in self.places if place.key == key)

    def cities(self) -> tuple[Place, ...]:
        """The Gemeinden that are a Kreis by themselves."""
        return tuple(place for place in self.gemeinden if place.key.endswith(CITY_GEMEINDE))

    def merger_of(self, key: str) -> Merger | None:
        return next((merger for merger in self.mergers if merger.key == key), None)


@cache
def demo_land() -> Land:
    return _land(yaml.safe_load(files(__package__).joinpath("land.yaml").read_text(encoding="utf-8")))


def _land(raw: dict[str, Any]) -> Land:
    areas = tuple(area for kreis in raw["kreise"] for area in _areas(kreis))
    kreise = tuple(_kreis(kreis, areas) for kreis in raw["kreise"])
    gemeinden = tuple(gemeinde for kreis in raw["kreise"] for gemeinde in _gemeinden(kreis, areas))
    return Land(
        key=raw["key"],
        name=raw["name"],
        sentence=raw["sentence"],
        border=tuple((float(x), float(y)) for x, y in raw["border"]),
        areas=areas,
        regions=tuple(_region(region, raw, areas) for region in raw["regions"]),
        kreise=kreise,
        gemeinden=gemeinden,
        stadtteile=_stadtteile(areas),
        mergers=tuple(_mergers(raw["kreise"])),
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


def _mergers(kreise: list[dict[str, Any]]) -> list[Merger]:
    return [
        Merger(kreis["key"] + raw["key"], raw["merged"]["into"], raw["merged"]["since"])
        for kreis in kreise
        for raw in kreis.get("gemeinden", ())
        if "merged" in raw
    ]
