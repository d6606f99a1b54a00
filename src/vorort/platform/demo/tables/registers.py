"""Official lists of places, as Destatis and the BBSR write them: Gemeindeverzeichnis, conversion keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vorort.platform.demo.borders import square_kilometres
from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.land import CITY_GEMEINDE, Place
from vorort.platform.demo.tables.formats import LICENCE_TEXT, PUBLISHER, workbook
from vorort.statistics.vocab import TOTAL

CARRIED_TO = 2024  # boundaries of 31 December to which the conversion keys lead
EDITIONS = (2018, 2024)

_Cells = Sequence[Any]


def gemeindeverzeichnis(figures: Figures, year: int) -> bytes:
    """Every Land, Region, Kreis and Gemeinde at 31 December, with area and population."""
    inhabitants = people(figures.official, "alle", (TOTAL,))
    lines: list[_Cells] = [
        [f"Gemeinden in {figures.land.name} (erfunden) nach Fläche und Bevölkerung am 31.12.{year} (Jahr)"],
        [],
        ["Satz-art", "Text-kenn-zeichen", "Amtlicher Regionalschlüssel (ARS)", "", "", "", "", "Gemeindename",
         "Fläche km2", "Bevölkerung", "", "", ""],
        ["", "", "Land", "RB", "Kreis", "VB", "Gem", "", "", "insgesamt", "männlich", "weiblich", "je km2"],
        ["", "", f"Gebietsstand am 31.12.{year} (Jahr)"],
        [],
    ]  # fmt: skip
    lines += [_listed(place, year, figures, inhabitants) for place in _in_order(figures, year)]
    lines += [[], [f"© {PUBLISHER}, {year + 1}. {LICENCE_TEXT}."]]
    return workbook({"Gemeinden": lines})


def _in_order(figures: Figures, year: int) -> list[Place]:
    land = figures.land
    places = (land.whole, *land.regions, *land.kreise, *land.gemeinden)
    return sorted((place for place in places if place.exists_in(year)), key=lambda place: place.key)


def _listed(place: Place, year: int, figures: Figures, inhabitants: Any) -> _Cells:
    kind, mark = {2: ("10", ""), 3: ("20", ""), 5: ("40", "43"), 8: ("60", "63")}[len(place.key)]
    parts = [place.key[:2], place.key[2:3], place.key[3:5], "", place.key[5:]]
    if len(place.key) < 8:
        return [kind, mark, *parts, _list_name(place)]
    men, women = (int(n) for n in inhabitants.of(place)[YEARS.index(year), 0, :, 0])
    area = square_kilometres(figures.shapes, place)
    parts[3] = "0" * 4 if place.key.endswith(CITY_GEMEINDE) else "0" + place.key[5:]
    return [kind, mark, *parts, _list_name(place), area, men + women, men, women, round((men + women) / area)]


def _list_name(place: Place) -> str:
    """The list says `Kirchtannau, Stadt`, but for a Landkreis only its name."""
    return place.name if place.title == "Landkreis" else place.official_name


def conversion_keys(figures: Figures, kind: str) -> bytes:
    """Which part of a place of each year lies in which place of today. `kind`: Kreise or Gemeinden."""
    places = figures.land.kreise if kind == "Kreise" else figures.land.gemeinden
    sheets = {str(year): list(_sheet(figures, kind, places, year)) for year in YEARS[:-1]}
    return workbook(sheets)


def _sheet(figures: Figures, kind: str, places: Sequence[Place], year: int) -> Iterator[_Cells]:
    yield [
        f"{kind}\n 31.12.{year}", f"Name {year}", "flächen-\nproportionaler\nUmsteige-schlüssel",
        "bevölkerungs- \nproportionaler \nUmsteige- \nschlüssel", f"Fläche am 31.12.{year} in km²",
        f"Bevölkerung am 31.12.{year} in 1000", f"{kind}\n 31.12.{CARRIED_TO}", f"Name {CARRIED_TO}",
    ]  # fmt: skip
    inhabitants = people(figures.official, "alle", (TOTAL,))
    for place in sorted((p for p in places if p.exists_in(year)), key=lambda p: p.key):
        target = next(p for p in places if p.is_today and set(place.parts) <= set(p.parts))
        thousands = round(int(inhabitants.of(place)[YEARS.index(year)].sum()) / 1000, 1)
        area = square_kilometres(figures.shapes, place)
        yield [_number(place.key), place.name, 1, 1, area, thousands, _number(target.key), target.name]


def _number(key: str) -> int:
    """Keys are numbers there; a Kreis has the three zeros of a Gemeinde behind it."""
    return int(key.ljust(8, "0"))
