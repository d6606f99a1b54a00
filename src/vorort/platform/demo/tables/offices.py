"""What the towns and Kreise of the Hollermark count by themselves and have not published yet."""

from __future__ import annotations

import numpy as np

from vorort.platform.demo import offices
from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.land import Place
from vorort.platform.demo.tables.own import Cells, OwnColumn, OwnTable, cells_from, cells_of
from vorort.statistics.vocab import TOTAL

_AGES = (TOTAL, "0-2", "3-5", "6-9", "10-17", "0-17", "18+")


def tables(figures: Figures) -> list[OwnTable]:
    return [
        *(registered(figures, city) for city in _cities(figures)),
        electorate(figures),
        kitas(figures),
        examination(figures),
        transitions(figures),
        preparatory_classes(figures),
        chambers(figures),
        procedures(figures),
        *counted_tables(figures),
    ]


def _cities(figures: Figures) -> list[Place]:
    return [place for place in figures.land.kreise_today if "statistik" in place.delivers]


def _with_parts(figures: Figures, city: Place) -> tuple[Place, ...]:
    """The city and its Stadtteile."""
    return (city, *(part for part in figures.land.stadtteile if part.key.startswith(f"{city.key}000-")))


def registered(figures: Figures, city: Place) -> OwnTable:
    """The Melderegister by Migrationshintergrund and passport; Sahmbrück by Stadtteil."""
    places, passports = _with_parts(figures, city), people(figures.history, "pass", (TOTAL,))
    columns = [column for age in _AGES for column in _registered(figures, places, age)]
    for heading, group in (("Deutsche", "deutsche"), ("Ausländer", "auslaender")):
        cells = cells_of(passports, places, (group,))
        columns.append(OwnColumn(heading, "einwohner_melderegister", cells, group, concept="STAA_MR"))
    return OwnTable(
        f"{city.name.lower().replace('ü', 'ue')}-melderegister",
        f"Einwohnerinnen und Einwohner von {city.name} nach Migrationshintergrund und Alter",
        f"Statistikstelle {city.name} (erfunden)",
        tuple(columns),
        places,
        as_workbook=len(places) > 1,
    )


def _registered(figures: Figures, places: tuple[Place, ...], age: str) -> list[OwnColumn]:
    cube, item, word = people(figures.history, "herkunft", (age,)), "einwohner_melderegister", _age_word(age)
    columns = [OwnColumn(f"Einwohner{word}", item, cells_of(cube, places), age=age)]
    for heading, group in (("mit Migrationshintergrund", "mh"), ("ohne Migrationshintergrund", "ohne_mh")):
        columns.append(
            OwnColumn(
                f"{heading}{word}", item, cells_of(cube, places, (group,)), group, age=age, concept="MH_MR"
            )
        )
    return columns


def _age_word(age: str) -> str:
    if age == TOTAL:
        return ""
    return f", {age[:-1]} Jahre und älter" if age.endswith("+") else f", {age.replace('-', ' bis ')} Jahre"


def electorate(figures: Figures) -> OwnTable:
    """Who may vote in local elections, in the towns with a Statistikstelle."""
    places = tuple(_cities(figures))
    cells = cells_of(figures.drawn["wahlberechtigte"], places)
    column = OwnColumn("Wahlberechtigte", "wahlberechtigte_kommunalwahl", cells)
    title, publisher = "Wahlberechtigte zur Kommunalwahl", "Statistikstellen in Hollermark (erfunden)"
    return OwnTable("wahlberechtigte", title, publisher, (column,), places)


_EXAMINED = (
    ("einschulung_untersucht", "untersuchte", "Untersuchte Kinder"),
    ("einschulung_sprachfoerderbedarf", "sprachfoerderbedarf", "mit Sprachförderbedarf"),
    ("einschulung_vorsorgeheft", "mit_heft", "mit Vorsorgeheft"),
    ("einschulung_u8_u9", "u8_u9", "U8 und U9 vollständig"),
    ("einschulung_uebergewicht", "uebergewicht", "mit Übergewicht"),
    ("einschulung_impfbuch", "mit_heft", "mit Impfbuch"),
    ("einschulung_masern_zwei", "masern", "zweimal gegen Masern geimpft"),
)


def examination(figures: Figures) -> OwnTable:
    """Before school: Sahmbrück by Stadtteil, all Kreise; Lüttküste has delivered nothing for 2020."""
    sahmbrueck = _cities(figures)[0]
    places = (*_with_parts(figures, sahmbrueck), *(p for p in figures.land.kreise if p != sahmbrueck))
    columns = []
    for item, key, heading in _EXAMINED:
        for word, group, concept in (
            ("", TOTAL, ""),
            (", mit MH", "mh", "MH_MR"),
            (", ohne MH", "ohne_mh", "MH_MR"),
        ):
            cells = cells_of(figures.drawn[key], places, () if group == TOTAL else (group,))
            delivered = {at: n for at, n in cells.items() if at != ("90151", 2020)}
            columns.append(OwnColumn(heading + word, item, delivered, group, concept=concept))
    title, publisher = "Schuleingangsuntersuchung", "Gesundheitsämter in Hollermark (erfunden)"
    return OwnTable("schuleingangsuntersuchung", title, publisher, tuple(columns), places, as_workbook=True)


_KITAS = (
    "Ankerplatz", "Apfelbaum", "Brückenzwerge", "Deichkinder", "Drachennest", "Fünf Freunde", "Gänseblümchen",
    "Hafenkran", "Hand in Hand", "Himmelszelt", "Kleiner Leuchtturm", "Kunterbunt", "Lohgerber", "Mühlenrad",
    "Park-Piraten", "Regenbogen", "Schleusenkinder", "Sonnenhang", "Sternschnuppe", "Südwind", "Tannenzapfen",
    "Vielfalt", "Wasserfloh", "Wolkenschiff",
)  # fmt: skip


def kitas(figures: Figures) -> OwnTable:
    """Family language in the Kitas of Sahmbrück, since 2018: where children of one language come together."""
    rng = np.random.default_rng([figures.seed, 4])
    city = _cities(figures)[0]
    places = rng.integers(45, 130, size=len(_KITAS))
    share = np.clip(rng.beta(1.6, 3.2, size=len(_KITAS)), 0.04, 0.9)
    columns = []
    for kita, size, chance in zip(_KITAS, places, share, strict=True):
        other = {(city.key, year): int(rng.binomial(size, chance)) for year in YEARS if year >= 2018}
        german = {at: int(size) - number for at, number in other.items()}
        for word, group, cells in (
            ("nicht Deutsch", "nicht_deutsche_familiensprache", other),
            ("Deutsch", "deutsche_familiensprache", german),
        ):
            detail = (("einrichtung", kita),)
            columns.append(
                OwnColumn(f"{kita}: {word}", "kinder_betreut", cells, group, concept="SPR_KJH", detail=detail)
            )
    title, publisher = "Familiensprache in den Kitas", "Jugendamt Sahmbrück (erfunden)"
    return OwnTable("kitas", title, publisher, tuple(columns), (city,))


def _by_passport(figures: Figures, key: str, item: str, heading: str) -> list[OwnColumn]:
    cube, places = figures.drawn[key], figures.land.kreise
    return [
        OwnColumn(heading + word, item, cells_of(cube, places, groups), group)
        for word, group, groups in (
            ("", TOTAL, ()),
            (", Deutsche", "deutsche", ("deutsche",)),
            (", Ausländer", "auslaender", ("auslaender",)),
        )
    ]


def transitions(figures: Figures) -> OwnTable:
    columns = _by_passport(figures, "klasse4", "abgaenge_grundschule", "Kinder nach Klasse 4")
    columns += _by_passport(figures, "klasse4_gymnasium", "uebergaenge_gymnasium", "Übergänge an Gymnasien")
    title, publisher = "Übergänge von der Grundschule", "Schulämter in Hollermark (erfunden)"
    return OwnTable("uebergaenge", title, publisher, tuple(columns), figures.land.kreise)


def preparatory_classes(figures: Figures) -> OwnTable:
    """Since 2014; who entered after 2022 has not had the 24 months yet."""
    columns = tuple(
        OwnColumn(
            heading, item, cells_of(figures.drawn[key].only(tuple(range(2014, 2023))), figures.land.kreise)
        )
        for key, item, heading in (
            ("willkommensklassen", "vorbereitungsklasse_eingetreten", "Eingetreten"),
            ("willkommensklassen_uebergang", "vorbereitungsklasse_gewechselt", "in 24 Monaten gewechselt"),
        )
    )
    title, publisher = "Vorbereitungsklassen", "Schulämter in Hollermark (erfunden)"
    return OwnTable("vorbereitungsklassen", title, publisher, columns, figures.land.kreise)


def chambers(figures: Figures) -> OwnTable:
    columns = _by_passport(figures, "vertraege", "ausbildungsvertraege_begonnen", "Begonnene Verträge")
    columns += _by_passport(figures, "vertraege_geloest", "ausbildungsvertraege_geloest", "Gelöste Verträge")
    title, publisher = "Ausbildungsverträge", "Kammern in Hollermark (erfunden)"
    return OwnTable("kammern", title, publisher, tuple(columns), figures.land.kreise)


def procedures(figures: Figures) -> OwnTable:
    """Median months of naturalisation: longer every year. Schmelzau has no figure for 2013."""
    rng = np.random.default_rng([figures.seed, 6])
    places = figures.land.kreise
    course = np.linspace(9.5, 17.5, len(YEARS))
    own = rng.normal(0, 1.2, size=(len(places), 1)) + rng.normal(0, 0.5, size=(len(places), len(YEARS)))
    cells: Cells = {
        (place.key, year): round(float(course[n] + own[p, n]) * 2) / 2
        for p, place in enumerate(places)
        for n, year in enumerate(YEARS)
        if place.exists_in(year) and (place.key, year) != ("90102", 2013)
    }
    column = OwnColumn("Median in Monaten", "einbuergerung_dauer_median", cells)
    title, publisher = "Dauer der Einbürgerungsverfahren", "Einbürgerungsbehörden in Hollermark (erfunden)"
    return OwnTable("einbuergerungsdauer", title, publisher, (column,), places)


def counted_tables(figures: Figures) -> list[OwnTable]:
    """The tables of offices.yaml."""
    columns: dict[str, list[OwnColumn]] = {name: [] for name in offices.tables()}
    for count in offices.counts():
        if count.table:
            cells = cells_from(figures.offices[count.id])
            columns[count.table].append(OwnColumn(count.heading, count.item, cells, count.group))
    return [
        OwnTable(name, about["title"], about["publisher"], tuple(columns[name]), figures.land.today)
        for name, about in offices.tables().items()
    ]
