"""How the people of the Hollermark lived from 2011 to 2024: a small cohort model.

One array `people[area, sex, nation, age]` is carried from year to year: everyone grows older, some
die, children are born, people come, go and are naturalised. Everything that is published later is a
sum over whole numbers of this model, so parts add up by construction.

sex: 0 men, 1 women · nation: 0 foreigners, 1 Germans with Migrationshintergrund, 2 other Germans ·
age: 0 … 90 (90 and older) · stay of foreigners: 0 … 10 (10 and more) full years
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vorort.platform.demo.land import Area, Land

Counts = NDArray[np.int64]
Flow = NDArray[np.float64]

YEARS = tuple(range(2012, 2025))
FOREIGN, ORIGIN, OTHER = 0, 1, 2
MEN, WOMEN = 0, 1
_AGES = np.arange(91)

# Immigration from abroad per 1000 inhabitants before the pull of a place: the known waves of these years.
_ARRIVALS = dict(
    zip(YEARS, (9.5, 10.5, 12.5, 20.0, 13.5, 11.0, 10.5, 10.0, 8.0, 9.5, 22.0, 14.0, 11.5), strict=True)
)
_LEAVING = 0.085  # part of the foreigners who move away in a year
_NATURALISED = dict(
    zip(
        YEARS,
        (0.017, 0.017, 0.0155, 0.0145, 0.0135, 0.013, 0.0128, 0.0135, 0.0112, 0.013, 0.0152, 0.0178, 0.0245),
        strict=True,
    )
)  # fmt: skip
_CHILDREN_PER_WOMAN = np.array([1.85, 1.50, 1.42])


@dataclass(frozen=True)
class History:
    """Whole numbers per year (first axis, as in YEARS) and area (second axis)."""

    people: Counts  # year, area, sex, nation, age: at 31 December
    naturalised: Counts  # year, area, sex, age: during the year
    arrivals: Counts  # year, area, sex: foreigners who came over the border of the municipality
    departures: Counts  # year, area, sex: foreigners who left
    stay: Flow  # year, area, sex, stay: shares of the foreigners, each row sums to 1


@dataclass
class _State:
    people: Flow
    stay: Flow


@dataclass(frozen=True)
class _Year:
    naturalised: Flow
    arrivals: Flow
    departures: Flow


def simulate(land: Land) -> History:
    """Live through the years. Nothing is drawn by chance: the same file gives the same people."""
    state = _first(land)
    people, stay, flows = [], [], []
    for year in YEARS:
        flows.append(_live(state, land, year))
        people.append(whole(state.people))
        stay.append(state.stay / state.stay.sum(axis=-1, keepdims=True))
    return History(
        people=np.stack(people),
        naturalised=np.stack([whole(flow.naturalised) for flow in flows]),
        arrivals=np.stack([whole(flow.arrivals) for flow in flows]),
        departures=np.stack([whole(flow.departures) for flow in flows]),
        stay=np.stack(stay),
    )


def whole(values: Flow) -> Counts:
    """Whole numbers whose running sum along the last axis stays within a half of the given one.

    Rounding each cell by itself would empty the small Gemeinden, where each age has half a person.
    """
    running = np.rint(np.cumsum(np.maximum(values, 0), axis=-1))
    return np.diff(running, axis=-1, prepend=0).astype(np.int64)


def _live(state: _State, land: Land, year: int) -> _Year:
    _age_and_die(state)
    _born(state)
    _move_within(state, land)
    departures = _leave(state, land, year)
    naturalised = _naturalise(state, land, year)
    arrivals = _arrive(state, land, year)
    _follow_stay(state, arrivals)
    return _Year(naturalised, arrivals.sum(axis=-1, keepdims=True)[..., 0], departures)


def _age_and_die(state: _State) -> None:
    staying = state.people * (1 - _mortality())[None, :, None, :]
    state.people[..., 1:] = staying[..., :-1]
    state.people[..., 90] += staying[..., 90]
    state.people[..., 0] = 0


def _mortality() -> Flow:
    """Gompertz: doubling about every seven years; women live longer."""
    death = 0.000035 * np.exp(0.098 * _AGES)
    return np.minimum(np.stack([death * 1.35, death * 0.8]), 0.45)


def _born(state: _State) -> None:
    fertility = np.exp(-(((_AGES - 31) / 5.6) ** 2) / 2)
    fertility /= fertility.sum()
    mothers = (state.people[:, WOMEN] * fertility).sum(axis=-1) * _CHILDREN_PER_WOMAN
    born = np.zeros_like(mothers)
    born[:, FOREIGN] = mothers[:, FOREIGN] * 0.56
    born[:, ORIGIN] = mothers[:, FOREIGN] * 0.44 + mothers[:, ORIGIN] + mothers[:, OTHER] * 0.05
    born[:, OTHER] = mothers[:, OTHER] * 0.95
    state.people[:, MEN, :, 0] = born * 0.513
    state.people[:, WOMEN, :, 0] = born * 0.487


_MOVERS = {
    "hochschule": ((18, 24, 1.0), (27, 36, -0.75)),
    "familie": ((28, 40, 1.0), (0, 8, 0.6), (18, 22, -0.8)),
    "industrie": ((20, 45, 0.4),),
    "alt": ((18, 25, -1.0), (58, 70, 0.4)),
    "ferien": ((18, 25, -1.0), (55, 70, 1.0)),
    "ausgewogen": ((18, 24, -0.4), (28, 40, 0.4)),
}


def _move_within(state: _State, land: Land) -> None:
    """Net moves of Germans: by the character of a place, and its growth on top."""
    for number, area in enumerate(land.areas):
        rate = np.full(91, area.growth)
        for first, last, strength in _MOVERS[area.age]:
            rate[first : last + 1] += strength * (0.09 if area.age == "hochschule" else 0.02)
        state.people[number, :, 1:] *= 1 + rate


def _leave(state: _State, land: Land, year: int) -> Flow:
    rate = _LEAVING * np.where((_AGES > 17) & (_AGES < 50), 1.25, 0.6)
    leaving = state.people[:, :, FOREIGN] * rate
    leaving[:, MEN] += _sheltered(land, year - 1)[:, None] * 0.8 * _ages_of_refuge()
    leaving = np.minimum(leaving, state.people[:, :, FOREIGN] * 0.9)
    state.people[:, :, FOREIGN] -= leaving
    return leaving.sum(axis=-1)


def _naturalise(state: _State, land: Land, year: int) -> Flow:
    eager = np.array([1.0 + 0.06 * (len(area.name) % 7 - 3) for area in land.areas])
    rate = _NATURALISED[year] * np.interp(
        _AGES, [0, 5, 16, 24, 40, 60, 90], [0, 0.4, 1.0, 1.7, 1.3, 0.6, 0.1]
    )
    crossing = state.people[:, :, FOREIGN] * rate * eager[:, None, None]
    state.people[:, :, FOREIGN] -= crossing
    state.people[:, :, ORIGIN] += crossing
    return crossing


def _arrive(state: _State, land: Land, year: int) -> Flow:
    inhabitants = state.people.sum(axis=(1, 2, 3))
    pull = np.array([area.pull for area in land.areas])
    coming = inhabitants * _ARRIVALS[year] / 1000 * pull
    sexes = np.array([0.42, 0.58]) if year == 2022 else np.array([0.57, 0.43])
    arrivals = coming[:, None, None] * sexes[None, :, None] * _ages_of_arrival(year)
    arrivals[:, MEN] += _sheltered(land, year)[:, None] * 0.8 * _ages_of_refuge()
    arrivals[:, WOMEN] += _sheltered(land, year)[:, None] * 0.2 * _ages_of_refuge()
    state.people[:, :, FOREIGN] += arrivals
    return arrivals


def _sheltered(land: Land, year: int) -> Flow:
    return np.array([float(area.reception.get(year, 0)) for area in land.areas])


def _ages_of_arrival(year: int) -> Flow:
    children = 0.034 if year == 2022 else 0.016
    shape = np.where(_AGES < 18, children, 0.0) + np.exp(-(((_AGES - 29) / 9) ** 2) / 2) * 0.04
    shape += np.where((_AGES > 45) & (_AGES < 75), 0.006 if year == 2022 else 0.003, 0.0)
    return shape / shape.sum()


def _ages_of_refuge() -> Flow:
    shape = np.exp(-(((_AGES - 25) / 8) ** 2) / 2) + np.where(_AGES < 15, 0.2, 0.0)
    return shape / shape.sum()


def _follow_stay(state: _State, arrivals: Flow) -> None:
    """Everyone has stayed a year longer; those who came begin at 0; the sum follows the people."""
    older = np.zeros_like(state.stay)
    older[..., 1:] = state.stay[..., :-1]
    older[..., 10] += state.stay[..., 10]
    older[..., 1:5] *= 0.88
    older[..., 5:] *= 0.965
    older[..., 0] = arrivals.sum(axis=-1)
    present = state.people[:, :, FOREIGN].sum(axis=-1, keepdims=True)
    state.stay = older * present / older.sum(axis=-1, keepdims=True)


def _first(land: Land) -> _State:
    people = np.stack([_settle(area) for area in land.areas])
    foreigners = people[:, :, FOREIGN].sum(axis=-1, keepdims=True)
    return _State(people, foreigners * np.stack([_first_stay(area) for area in land.areas])[:, None, :])


def _settle(area: Area) -> Flow:
    """The people of a place at the end of 2011."""
    shares = np.array([area.foreign, area.origin, 1 - area.foreign - area.origin])
    ages = np.stack([_ages_foreign(area.age), _ages_origin(), _ages_german(area.age)])
    women = np.interp(_AGES, [0, 50, 70, 90], [0.487, 0.50, 0.53, 0.70])
    both = area.population * shares[:, None] * ages
    return np.stack([both * (1 - women), both * women])


_BUMPS = {
    "hochschule": ((23, 3.2, 1.9),),
    "familie": ((38, 6, 0.35), (7, 4, 0.4)),
    "alt": ((70, 9, 0.55),),
    "ferien": ((66, 8, 0.6),),
    "industrie": ((30, 8, 0.1),),
    "ausgewogen": (),
}


def _ages_german(kind: str) -> Flow:
    """The German population pyramid of 2011, roughly, with what is special about the place."""
    shape = np.interp(
        _AGES,
        [0, 10, 20, 30, 40, 48, 60, 70, 75, 85, 90],
        [0.75, 0.85, 1.0, 1.0, 1.15, 1.7, 1.3, 1.2, 1.0, 0.4, 0.5],
    )
    for middle, width, height in _BUMPS[kind]:
        shape += height * np.exp(-(((_AGES - middle) / width) ** 2) / 2)
    return shape / shape.sum()


def _ages_origin() -> Flow:
    shape = np.interp(_AGES, [0, 5, 18, 30, 50, 70, 90], [2.6, 2.4, 1.7, 1.1, 1.0, 0.5, 0.05])
    return shape / shape.sum()


def _ages_foreign(kind: str) -> Flow:
    """Students in the university city; the generation of 1961 to 1973 in the industrial town."""
    shape = np.interp(_AGES, [0, 5, 18, 30, 42, 60, 75, 90], [0.5, 0.5, 0.8, 1.7, 1.5, 0.8, 0.4, 0.02])
    if kind == "hochschule":
        shape += 2.4 * np.exp(-(((_AGES - 25) / 3.5) ** 2) / 2)
    if kind == "industrie":
        shape += 0.8 * np.exp(-(((_AGES - 64) / 7) ** 2) / 2)
    return shape / shape.sum()


def _first_stay(area: Area) -> Flow:
    if area.age == "hochschule":
        return np.array([0.16, 0.12, 0.10, 0.08, 0.06, 0.05, 0.05, 0.04, 0.04, 0.03, 0.27])
    if area.age == "industrie":
        return np.array([0.06, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 0.64])
    return np.array([0.09, 0.07, 0.06, 0.05, 0.04, 0.04, 0.04, 0.04, 0.04, 0.03, 0.50])
