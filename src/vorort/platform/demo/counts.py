"""Counts that follow directly from the people: two population bases, the AZR, moves, naturalisations."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from vorort.platform.demo.cohorts import FOREIGN, YEARS, Counts, Flow, History, whole
from vorort.platform.demo.cubes import SEXES, Cube, band, people
from vorort.statistics.vocab import TOTAL

CENSUS = 2022  # first year on the new base
_NOT_SIGNED_OFF = 0.0062  # foreigners who left unnoticed, per year since the last census
_NOT_SIGNED_OFF_GERMANS = 0.0007
_AZR_HAS_MORE = 1.04  # the Ausländerzentralregister counts more people than the Fortschreibung

STAYS = {  # full years in the country → first and last class of the model
    "unter_1": (0, 0),
    "1_bis_unter_4": (1, 3),
    "4_bis_unter_6": (4, 5),
    "6_bis_unter_8": (6, 7),
    "8_bis_unter_10": (8, 9),
    "10_und_mehr": (10, 10),
}
TITLES = ("unbefristet", "freizuegigkeit", "befristet", "gestattung", "duldung", "sonstige")


def carried_forward(history: History) -> History:
    """The people as the Bevölkerungsfortschreibung counts them: too many, until a census corrects it."""
    since = np.array([0 if year >= CENSUS else year - 2011 for year in YEARS])
    extra = since[:, None] * np.array([_NOT_SIGNED_OFF, _NOT_SIGNED_OFF_GERMANS, _NOT_SIGNED_OFF_GERMANS])
    counted = whole(history.people * (1 + extra[:, None, None, :, None]))
    return History(counted, history.naturalised, history.arrivals, history.departures, history.stay)


def base_of(year: int) -> str:
    return "Zensus 2022" if year >= CENSUS else "Zensus 2011"


def azr(history: History) -> Cube:
    """Foreigners in the AZR by sex, before rounding."""
    return Cube(_azr(history)[:, :, None, :, None], ("auslaender",), SEXES)


def azr_by_stay(history: History) -> dict[str, Cube]:
    """By years in the country; the classes add up to `azr`."""
    counted = whole(_azr(history)[..., None] * history.stay)
    counted[..., 10] += _azr(history) - counted.sum(axis=-1)
    return {
        name: Cube(
            counted[:, :, None, :, first : last + 1].sum(axis=-1, keepdims=True), ("auslaender",), SEXES
        )
        for name, (first, last) in STAYS.items()
    }


def azr_by_title(history: History, protected: Cube, seed: int) -> dict[str, Cube]:
    """By residence title, drawn so that places with many refugees have fewer permanent titles."""
    rng = np.random.default_rng([seed, crc32(b"azr_by_title")])
    everyone = _azr(history)
    refugees = protected.values[:, :, 0, :, 0] / np.maximum(history.people[:, :, :, FOREIGN].sum(axis=-1), 1)
    chances = _chances(np.clip(refugees, 0, 0.8), history.stay)
    drawn = rng.multinomial(everyone, chances)
    return {
        title: Cube(drawn[:, :, None, :, n : n + 1].astype(np.int64), ("auslaender",), SEXES)
        for n, title in enumerate(TITLES)
    }


def _chances(refugees: Flow, stay: Flow) -> Flow:
    long = stay[..., 8:].sum(axis=-1)
    settled, eu = 0.62 * long * (1 - refugees) + 0.02, 0.42 * (1 - refugees)
    waiting, tolerated = 0.14 * refugees * (1 - long) + 0.004, 0.09 * refugees + 0.006
    other = np.full_like(long, 0.02)
    known = settled + eu + waiting + tolerated + other
    return np.stack([settled, eu, 1 - known, waiting, tolerated, other], axis=-1)


def _azr(history: History) -> Counts:
    return np.rint(history.people[:, :, :, FOREIGN].sum(axis=-1) * _AZR_HAS_MORE).astype(np.int64)


def naturalised(history: History) -> Cube:
    return Cube(history.naturalised.sum(axis=-1)[:, :, None, :, None], (TOTAL,), SEXES)


def moves(history: History) -> dict[str, Cube]:
    return {
        "zuzuege": Cube(history.arrivals[:, :, None, :, None], ("auslaender",), SEXES),
        "fortzuege": Cube(history.departures[:, :, None, :, None], ("auslaender",), SEXES),
    }


def registered(history: History, ages: tuple[str, ...]) -> tuple[Cube, Cube]:
    """The Melderegister: by Migrationshintergrund and by passport, on no census base."""
    return people(history, "herkunft", ages), people(history, "pass", ages)


def rounded(value: int) -> int:
    """To a multiple of 5, each value by itself, as the AZR is published."""
    return 5 * ((value + 2) // 5)


def mean_age(cube: Cube) -> Flow:
    """year, area, group: mean age from single years of age."""
    middle = np.array([band(age)[0] + 0.5 for age in cube.ages])
    heads = cube.values.sum(axis=3)
    return (heads * middle).sum(axis=-1) / np.maximum(heads.sum(axis=-1), 1)
