"""Draws the counts of `shares.yaml` from the people of the cohort model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np
import yaml

from vorort.platform.demo.cohorts import YEARS, Flow, History
from vorort.platform.demo.cubes import Cube, areas_of_kreis, drawn, people
from vorort.platform.demo.land import Land

_SMALL_DIFFERENCES = 0.02  # between the places of a Kreis


@dataclass(frozen=True)
class Share:
    id: str
    of: dict[str, str]
    share: dict[str, tuple[float, float]]
    women: float = 1.0
    newcomers: float = 1.0
    differs: float = 0.0
    kinds: dict[str, float] | None = None
    years: dict[int, float] | None = None
    together: tuple[str, ...] = ()


def drawn_counts(land: Land, history: History, seed: int) -> dict[str, Cube]:
    """One cube per entry, by its id. Each entry has its own chance, so one more changes no other."""
    cubes: dict[str, Cube] = {}
    for share in _shares():
        base = _base(share, cubes, history)
        rng = np.random.default_rng([seed, crc32(share.id.encode())])
        chance = _chance(share, base, land, history, rng)
        cubes[share.id] = Cube(drawn(base.values, chance, rng), base.groups, base.sexes, base.ages)
    return cubes


@cache
def _shares() -> tuple[Share, ...]:
    raw = yaml.safe_load(files(__package__).joinpath("shares.yaml").read_text(encoding="utf-8"))
    return tuple(_share(entry) for entry in raw)


def _share(raw: dict[str, Any]) -> Share:
    return Share(**{**raw, "share": {group: tuple(ends) for group, ends in raw["share"].items()}})


def _base(share: Share, cubes: dict[str, Cube], history: History) -> Cube:
    if "count" in share.of:
        base = cubes[share.of["count"]]
    else:
        base = people(history, share.of["split"], (share.of["age"],))
    if "group" in share.of:
        base = base.group(share.of["group"])
    return base.together(sexes="sexes" in share.together)


def _chance(share: Share, base: Cube, land: Land, history: History, rng: np.random.Generator) -> Flow:
    """year, area, group, sex, age: the chance that something happens to one person of the cell."""
    course = np.linspace(0, 1, len(YEARS))
    by_group = np.stack([a + (b - a) * course for a, b in (share.share[g] for g in base.groups)], axis=-1)
    chance = by_group[:, None, :] * _by_place(share, land, rng) * _by_year(share)
    chance = chance * np.where(np.array(base.groups) == "auslaender", _by_stay(share, history), 1.0)
    women = np.array([share.women if sex == "w" else 1.0 for sex in base.sexes])
    return chance[..., None, None] * women[:, None]


def _by_place(share: Share, land: Land, rng: np.random.Generator) -> Flow:
    kreis = rng.normal(1, share.differs or 1e-12, size=len(land.kreise_today))[areas_of_kreis(land)]
    inside = rng.normal(1, _SMALL_DIFFERENCES if share.differs else 1e-12, size=len(land.areas))
    kinds = np.array([(share.kinds or {}).get(area.age, 1.0) for area in land.areas])
    return (kreis * inside * kinds)[None, :, None]


def _by_year(share: Share) -> Flow:
    return np.array([(share.years or {}).get(year, 1.0) for year in YEARS])[:, None, None]


def _by_stay(share: Share, history: History) -> Flow:
    """Where many have only just come, what takes time shows less (or more) than in other places."""
    new = history.stay[..., :3].sum(axis=-1).mean(axis=-1)
    return (1 + (share.newcomers - 1) * (new - new.mean()))[:, :, None]
