"""Everything that is counted in the Hollermark, in one place. Same seed, same figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from shapely.geometry.base import BaseGeometry

from vorort.platform.demo.borders import areas_in_km
from vorort.platform.demo.cohorts import History, simulate
from vorort.platform.demo.counts import carried_forward
from vorort.platform.demo.cubes import Cube, Row
from vorort.platform.demo.land import Land, demo_land
from vorort.platform.demo.offices import counted
from vorort.platform.demo.shares import drawn_counts

SEED = 90


@dataclass(frozen=True)
class Figures:
    land: Land
    history: History  # the people as they are: Melderegister, AZR
    official: History  # the people as the Fortschreibung counts them
    drawn: dict[str, Cube]  # shares.yaml
    offices: dict[str, list[Row]]  # offices.yaml
    shapes: list[BaseGeometry]  # territory of each area, in km
    seed: int


@cache
def figures(seed: int = SEED) -> Figures:
    land = demo_land()
    history = simulate(land)
    return Figures(
        land=land,
        history=history,
        official=carried_forward(history),
        drawn=drawn_counts(land, history, seed),
        offices=counted(land, history, seed),
        shapes=areas_in_km(land, seed),
        seed=seed,
    )
