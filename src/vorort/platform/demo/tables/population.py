"""Who lives in the Hollermark: tables of the invented statistical office about people and their status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vorort.platform.demo import counts
from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import Cube, people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.land import Place
from vorort.platform.demo.tables.formats import Feature, FlatTable, GenesisTable
from vorort.platform.demo.tables.office import (
    AZR,
    GROUPS,
    SEXES,
    by_group_and_sex,
    by_sex,
    gemeinden,
    kreis_table,
    table,
)
from vorort.platform.demo.tables.printed import Column, Rate, rounded_since_2016
from vorort.statistics.vocab import TOTAL

_BASE = (
    "Die Fortschreibung des Bevölkerungsstandes basiert ab dem Jahr 2022 auf den Ergebnissen des Zensus "
    "2022, für die Jahre 2011 bis 2021 auf den Ergebnissen des Zensus 2011."
)
_STAYS = {
    "unter_1": "unter 1 Jahr",
    "1_bis_unter_4": "1 bis unter 4 Jahre",
    "4_bis_unter_6": "4 bis unter 6 Jahre",
    "6_bis_unter_8": "6 bis unter 8 Jahre",
    "8_bis_unter_10": "8 bis unter 10 Jahre",
    "10_und_mehr": "10 Jahre und mehr",
}
_TITLES = {
    "unbefristet": "Unbefristeter Aufenthaltstitel",
    "freizuegigkeit": "Freizügigkeit EU, EWR und Schweiz",
    "befristet": "Befristeter Aufenthaltstitel",
    "gestattung": "Aufenthaltsgestattung",
    "duldung": "Duldung",
    "sonstige": "Sonstiger Status",
}


def tables(figures: Figures) -> list[GenesisTable]:
    return [
        population(figures),
        mean_age(figures),
        census(figures),
        *foreigners(figures),
        refugees(figures),
        naturalisations(figures),
        migration(figures),
    ]


def population(figures: Figures) -> GenesisTable:
    """Down to the Gemeinden, in the boundaries of each date."""
    columns = by_group_and_sex("Bevölkerungsstand", people(figures.official, "pass", (TOTAL,)))
    titles = (
        "Bevölkerung nach Nationalität und Geschlecht - Stichtag - Gemeinden",
        "Bevölkerungsfortschreibung",
    )
    return table("90-12411-1", titles, columns, gemeinden(figures), (_BASE,))


def mean_age(figures: Figures) -> GenesisTable:
    years = people(figures.official, "pass", tuple(str(age) for age in range(91)))
    weight = np.arange(91) * 2 + 1  # half years: who is 34 is 34.5 on average
    lived = Cube(years.values * weight, years.groups, years.sexes, years.ages)
    columns = [
        Rate(("Durchschnittsalter", group, sex, "Jahre"), lived, years, 0.5, groups, sexes)
        for group, groups in GROUPS.items()
        for sex, sexes in SEXES.items()
    ]
    return kreis_table(figures, "90-12411-3", "Durchschnittsalter nach Nationalität und Geschlecht", columns,
                       "Bevölkerungsfortschreibung")  # fmt: skip


def census(figures: Figures) -> GenesisTable:
    """Einwanderungsgeschichte on the census day, once, down to the Gemeinden."""
    drawn = figures.drawn
    immigrated = _without_split(drawn["eg_eingewandert"], drawn["eg_eingewandert_kinder"])
    descended = _without_split(drawn["eg_nachkommen"])
    history = Cube(immigrated.values + descended.values)
    everybody = people(figures.history, "alle", (TOTAL,)).together(sexes=True)
    columns = [
        Column(("Bevölkerung am Zensustag", group, "Anzahl"), cube)
        for group, cube in (
            ("Insgesamt", everybody),
            ("Mit Einwanderungsgeschichte", history),
            ("Eingewanderte", immigrated),
            ("Direkte Nachkommen von Eingewanderten", descended),
            ("Ohne Einwanderungsgeschichte", Cube(everybody.values - history.values)),
        )
    ]
    titles = ("Bevölkerung nach Einwanderungsgeschichte - Stichtag - Gemeinden", "Zensus 2022 (erfunden)")
    return table("90-1000A-1", titles, columns, gemeinden(figures), (), "15.05.{year}", (2022,))


def _without_split(*cubes: Cube) -> Cube:
    return Cube(sum(cube.values.sum(axis=(2, 3, 4), keepdims=True) for cube in cubes))


def foreigners(figures: Figures) -> list[GenesisTable]:
    """By stay and by status; from 2016 on each value is rounded to 5 by itself."""
    by_stay = counts.azr_by_stay(figures.history)
    by_title = counts.azr_by_title(figures.history, figures.drawn["schutzsuchende"], figures.seed)
    everyone = by_sex("Ausländische Bevölkerung", counts.azr(figures.history))
    stays = [
        Column((f"Aufenthaltsdauer {_STAYS[name]}", "Insgesamt", "Anzahl"), cube)
        for name, cube in by_stay.items()
    ]
    titles = [Column((_TITLES[name], "Insgesamt", "Anzahl"), cube) for name, cube in by_title.items()]
    stay_title = "Ausländische Bevölkerung nach Aufenthaltsdauer und Geschlecht"
    title_title = "Ausländische Bevölkerung nach Aufenthaltsstatus"
    return [
        kreis_table(figures, "90-12521-1", stay_title, _rounded([*everyone, *stays]), AZR),
        kreis_table(figures, "90-12521-2", title_title, _rounded(titles), AZR),
    ]


def refugees(figures: Figures) -> GenesisTable:
    columns = _rounded(by_sex("Schutzsuchende", figures.drawn["schutzsuchende"]))
    return kreis_table(figures, "90-12531-1", "Schutzsuchende nach Geschlecht", columns, AZR)


def _rounded(columns: list[Column]) -> list[Column]:
    return [replace(column, written=rounded_since_2016) for column in columns]


def naturalisations(figures: Figures) -> GenesisTable:
    columns = by_sex("Einbürgerungen", counts.naturalised(figures.history))
    return kreis_table(
        figures, "90-12511-1", "Einbürgerungen nach Geschlecht", columns, "Einbürgerungsstatistik", "{year}"
    )


def migration(figures: Figures) -> GenesisTable:
    moves = counts.moves(figures.history)
    columns = [
        column
        for key, name in (("zuzuege", "Zuzüge"), ("fortzuege", "Fortzüge"))
        for column in by_sex(f"{name} über die Gemeindegrenze", moves[key], "Ausländer")
    ]
    return kreis_table(figures, "90-12711-1", "Zu- und Fortzüge von Ausländern nach Geschlecht", columns,
                       "Wanderungsstatistik", "{year}")  # fmt: skip


_AGES = {
    TOTAL: "Insgesamt", "0-2": "unter 3 Jahre", "3-5": "3 bis unter 6 Jahre", "6-9": "6 bis unter 10 Jahre",
    "10-14": "10 bis unter 15 Jahre", "15-17": "15 bis unter 18 Jahre", "18-20": "18 bis unter 21 Jahre",
    "21-24": "21 bis unter 25 Jahre", "25-29": "25 bis unter 30 Jahre", "30-39": "30 bis unter 40 Jahre",
    "40-49": "40 bis unter 50 Jahre", "50-59": "50 bis unter 60 Jahre", "60-64": "60 bis unter 65 Jahre",
    "65-74": "65 bis unter 75 Jahre", "75-84": "75 bis unter 85 Jahre", "85+": "85 Jahre und mehr",
    "0-17": "unter 18 Jahre", "15-64": "15 bis unter 65 Jahre",
}  # fmt: skip


def by_age(figures: Figures) -> FlatTable:
    """Population of the Kreise by age, nationality and sex, as a flat file."""
    return FlatTable(
        "90-12411", "Fortschreibung des Bevölkerungsstandes", "BEVSTD__Bevoelkerungsstand__Anzahl",
        _flat_rows(figures),
    )  # fmt: skip


def _flat_rows(figures: Figures) -> Iterator[tuple[str, tuple[Feature, ...], str]]:
    cube = people(figures.official, "pass", tuple(_AGES))
    for place in figures.land.official:
        for year, group, sex, numbers in _by_year(cube, place):
            for age, number in zip(_AGES, numbers, strict=True):
                features = (
                    Feature("KREISE", "Kreise und Land", place.key, place.official_name),
                    Feature("ALT103", "Altersgruppen", "" if age == TOTAL else f"ALT{age}", _AGES[age]),
                    Feature("NAT", "Nationalität", _NATIONS[group], group),
                    Feature("GES", "Geschlecht", _SEX_CODES[sex], sex),
                )
                yield f"31.12.{year}", features, str(number)


_NATIONS = {"Insgesamt": "", "Deutsche": "NATD", "Ausländer": "NATA"}
_SEX_CODES = {"Insgesamt": "", "männlich": "GESM", "weiblich": "GESW"}


def _by_year(cube: Cube, place: Place) -> Iterator[tuple[int, str, str, list[int]]]:
    values = cube.of(place)
    for n, year in enumerate(YEARS):
        if place.exists_in(year):
            for group, groups in GROUPS.items():
                for sex, sexes in SEXES.items():
                    g = [cube.groups.index(name) for name in groups] or slice(None)
                    s = [cube.sexes.index(name) for name in sexes] or slice(None)
                    yield year, group, sex, [int(x) for x in values[n][g][:, s].sum(axis=(0, 1))]
