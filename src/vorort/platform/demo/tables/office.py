"""What all printed tables of the Statistisches Amt Hollermark (erfunden) have in common."""

from __future__ import annotations

from collections.abc import Sequence

from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import Cube
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.land import Place
from vorort.platform.demo.tables.formats import GenesisTable
from vorort.platform.demo.tables.printed import AnyColumn, Column, headers, rows

GROUPS: dict[str, tuple[str, ...]] = {
    "Insgesamt": (),
    "Deutsche": ("deutsche",),
    "Ausländer": ("auslaender",),
}
SEXES: dict[str, tuple[str, ...]] = {"Insgesamt": (), "männlich": ("m",), "weiblich": ("w",)}
AZR = "Ausländerstatistik (AZR)"
YEAR_END = "31.12.{year}"

_INVENTED = (
    "Alle Angaben sind frei erfunden. Das Land Hollermark gibt es nicht; die Tabelle zeigt nur, wie eine "
    "amtliche Tabelle aussieht."
)
_ROUNDING = (
    "ab 2016: Aus Gründen der Geheimhaltung wird jeder Wert für sich auf ein Vielfaches von 5 gerundet. "
    "Summen können deshalb von der angegebenen Summe abweichen."
)
_UNITED = (
    "Der Landkreis Kranichland ging am 01.07.2016 im Landkreis Immerwald auf. Das Zeichen - bedeutet "
    "hier: Das Gebiet gibt es zum Stichtag nicht."
)


def kreis_table(
    figures: Figures,
    code: str,
    title: str,
    columns: Sequence[AnyColumn],
    source: str,
    period: str = YEAR_END,
    years: tuple[int, ...] = YEARS,
) -> GenesisTable:
    """A table of the Land, its Regionen and its Kreise, in the boundaries of each date."""
    notes = (_UNITED, *([_ROUNDING] if source == AZR else []))
    titles = (f"{title} -", "Kreise und krfr. Städte", source)
    return table(code, titles, columns, figures.land.official, notes, period, years)


def table(
    code: str,
    titles: tuple[str, ...],
    columns: Sequence[AnyColumn],
    places: Sequence[Place],
    notes: tuple[str, ...],
    period: str = YEAR_END,
    years: tuple[int, ...] = YEARS,
) -> GenesisTable:
    return GenesisTable(
        code, titles, headers(columns), rows(columns, places, period, years), (*notes, _INVENTED)
    )


def gemeinden(figures: Figures) -> list[Place]:
    """The places of a table for Gemeinden: a kreisfreie Stadt stands there under its Kreis."""
    cities = [place for place in figures.land.kreise_today if place.title != "Landkreis"]
    return [figures.land.whole, *cities, *figures.land.small_gemeinden]


def by_group_and_sex(name: str, cube: Cube, age: str = "") -> list[Column]:
    between = (age,) if age else ()
    return [
        Column((name, *between, group, sex, "Anzahl"), cube, groups, sexes)
        for group, groups in GROUPS.items()
        for sex, sexes in SEXES.items()
    ]


def by_group(name: str, cube: Cube, age: str = "") -> list[Column]:
    between = (age,) if age else ()
    return [Column((name, *between, group, "Anzahl"), cube, groups) for group, groups in GROUPS.items()]


def by_sex(name: str, cube: Cube, *between: str) -> list[Column]:
    return [Column((name, *between, sex, "Anzahl"), cube, sexes=sexes) for sex, sexes in SEXES.items()]


def both(one: Cube, other: Cube) -> Cube:
    """Two cubes of the same shape added up."""
    return Cube(one.values + other.values, one.groups, one.sexes, one.ages, one.years)
