"""What the towns and Kreise of the Hollermark count by themselves and have not published yet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

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
        school_office(figures),
        chambers(figures),
        procedures(figures),
        council(figures),
        advisory_boards(figures),
        integration_offices(figures),
        surveys(figures),
        town_halls(figures),
    ]


def _cities(figures: Figures) -> list[Place]:
    return [place for place in figures.land.kreise_today if "statistik" in place.delivers]


def _with_parts(figures: Figures, city: Place) -> tuple[Place, ...]:
    """The city and its Stadtteile."""
    return (city, *(part for part in figures.land.stadtteile if part.key.startswith(f"{city.key}000-")))


def registered(figures: Figures, city: Place) -> OwnTable:
    """The Melderegister by Migrationshintergrund and passport; Sahmbrück by Stadtteil."""
    places = _with_parts(figures, city)
    columns = [column for age in _AGES for column in _registered(figures, places, age)]
    columns += [
        OwnColumn(heading, "einwohner_melderegister", cells_of(people(figures.history, "pass", (TOTAL,)), places, (group,)),
                  group, concept="STAA_MR")
        for heading, group in (("Deutsche", "deutsche"), ("Ausländer", "auslaender"))
    ]  # fmt: skip
    name = city.name.lower().replace("ü", "ue")
    return OwnTable(
        f"{name}-melderegister", f"Einwohnerinnen und Einwohner von {city.name} nach Migrationshintergrund und Alter",
        f"Statistikstelle {city.name} (erfunden)", tuple(columns), places, as_workbook=len(places) > 1,
    )  # fmt: skip


def _registered(figures: Figures, places: tuple[Place, ...], age: str) -> list[OwnColumn]:
    cube, item, word = people(figures.history, "herkunft", (age,)), "einwohner_melderegister", _age_word(age)
    columns = [OwnColumn(f"Einwohner{word}", item, cells_of(cube, places), age=age)]
    for heading, group in (("mit Migrationshintergrund", "mh"), ("ohne Migrationshintergrund", "ohne_mh")):
        columns.append(
            OwnColumn(f"{heading}{word}", item, cells_of(cube, places, (group,)), group, age=age, concept="MH_MR")
        )
    return columns


def _age_word(age: str) -> str:
    if age == TOTAL:
        return ""
    return f", {age[:-1]} Jahre und älter" if age.endswith("+") else f", {age.replace('-', ' bis ')} Jahre"


def electorate(figures: Figures) -> OwnTable:
    """Who may vote in local elections, in the towns with a Statistikstelle."""
    places = tuple(place for city in _cities(figures) for place in _with_parts(figures, city)[:1])
    cells = cells_of(figures.drawn["wahlberechtigte"], places)
    return OwnTable(
        "wahlberechtigte", "Wahlberechtigte zur Kommunalwahl", "Statistikstellen der Hollermark (erfunden)",
        (OwnColumn("Wahlberechtigte", "wahlberechtigte_kommunalwahl", cells),), places,
    )  # fmt: skip


def examination(figures: Figures) -> OwnTable:
    """Before school: Sahmbrück by Stadtteil, all Kreise; Lüttküste has delivered nothing for 2020."""
    sahmbrueck = _cities(figures)[0]
    places = (*_with_parts(figures, sahmbrueck), *(p for p in figures.land.kreise_today if p != sahmbrueck))
    columns = []
    for item, key, heading in (
        ("einschulung_untersucht", "untersuchte", "Untersuchte Kinder"),
        ("einschulung_sprachfoerderbedarf", "sprachfoerderbedarf", "mit Sprachförderbedarf"),
        ("einschulung_vorsorgeheft", "mit_heft", "mit Vorsorgeheft"),
        ("einschulung_u8_u9", "u8_u9", "U8 und U9 vollständig"),
        ("einschulung_uebergewicht", "uebergewicht", "mit Übergewicht"),
        ("einschulung_impfbuch", "mit_heft", "mit Impfbuch"),
        ("einschulung_masern_zwei", "masern", "zweimal gegen Masern geimpft"),
    ):
        for word, group in (("", TOTAL), (", mit Migrationshintergrund", "mh"), (", ohne Migrationshintergrund", "ohne_mh")):
            cells = cells_of(figures.drawn[key], places, () if group == TOTAL else (group,))
            cells = {at: n for at, n in cells.items() if at != ("90151", 2020)}
            columns.append(OwnColumn(heading + word, item, cells, group, concept="" if group == TOTAL else "MH_MR"))
    return OwnTable(
        "schuleingangsuntersuchung", "Schuleingangsuntersuchung", "Gesundheitsämter der Hollermark (erfunden)",
        tuple(columns), places, as_workbook=True,
    )  # fmt: skip


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
            columns.append(OwnColumn(f"{kita}: {word}", "kinder_betreut", cells, group, concept="SPR_KJH", detail=detail))
    return OwnTable("kitas", "Familiensprache in den Kitas", "Jugendamt Sahmbrück (erfunden)", tuple(columns), (city,))


def _by_passport(figures: Figures, key: str, item: str, heading: str, places: tuple[Place, ...], unit: str = "persons",
                 wanted: Callable[[int], bool] = bool) -> list[OwnColumn]:  # fmt: skip
    cube = figures.drawn[key]
    return [
        OwnColumn(heading + word, item, cells_of(cube, places, groups, wanted), group, unit=unit)
        for word, group, groups in (
            ("", TOTAL, ()),
            (", Deutsche", "deutsche", ("deutsche",)),
            (", Ausländer", "auslaender", ("auslaender",)),
        )
    ]


def school_office(figures: Figures) -> OwnTable:
    """Transitions, and preparatory classes since 2014."""
    places = figures.land.kreise_today
    columns = _by_passport(figures, "klasse4", "abgaenge_grundschule", "Kinder nach Klasse 4", places)
    columns += _by_passport(figures, "klasse4_gymnasium", "uebergaenge_gymnasium", "Übergänge an Gymnasien", places)
    for key, item, heading in (
        ("willkommensklassen", "vorbereitungsklasse_eingetreten", "Eingetreten in Vorbereitungsklassen"),
        ("willkommensklassen_uebergang", "vorbereitungsklasse_gewechselt", "Nach höchstens 24 Monaten gewechselt"),
    ):
        cells = cells_of(figures.drawn[key], places, (), lambda year: 2014 <= year <= 2022)
        columns.append(OwnColumn(heading, item, cells))
    return OwnTable("schulamt", "Übergänge und Vorbereitungsklassen", "Schulämter der Hollermark (erfunden)",
                    tuple(columns), places)  # fmt: skip


def chambers(figures: Figures) -> OwnTable:
    places = figures.land.kreise_today
    columns = _by_passport(figures, "vertraege", "ausbildungsvertraege_begonnen", "Begonnene Verträge", places, "count")
    columns += _by_passport(figures, "vertraege_geloest", "ausbildungsvertraege_geloest", "Gelöste Verträge", places, "count")
    return OwnTable("kammern", "Ausbildungsverträge", "Kammern der Hollermark (erfunden)", tuple(columns), places)


def procedures(figures: Figures) -> OwnTable:
    """Median months of naturalisation: longer every year, longest where most people apply."""
    rng = np.random.default_rng([figures.seed, 6])
    places = figures.land.kreise_today
    course = np.linspace(9.5, 17.5, len(YEARS))
    own = rng.normal(0, 1.2, size=(len(places), 1)) + rng.normal(0, 0.5, size=(len(places), len(YEARS)))
    cells: Cells = {
        (place.key, year): round(float(course[n] + own[p, n]) * 2) / 2
        for p, place in enumerate(places)
        for n, year in enumerate(YEARS)
        if (place.key, year) != ("90102", 2013)
    }
    column = OwnColumn("Median in Monaten", "einbuergerung_dauer_median", cells, unit="months")
    return OwnTable("einbuergerungsbehoerden", "Dauer der Einbürgerungsverfahren",
                    "Einbürgerungsbehörden der Hollermark (erfunden)", (column,), places)  # fmt: skip


def council(figures: Figures) -> OwnTable:
    return _counted(
        figures, "raete", "Umfrage in den Räten und Kreistagen", "Städte- und Gemeindetag Hollermark (erfunden)",
        ("rat_antworten", "ratsmitglieder", "Mitglieder mit Antwort", TOTAL, "persons"),
        ("rat_eg", "ratsmitglieder", "davon mit Einwanderungsgeschichte", "eg", "persons"),
        ("leistungen", "kernleistungen", "Geprüfte Leistungen", TOTAL, "count"),
        ("leistungen_mehrsprachig", "kernleistungen_mehrsprachig", "davon mehrsprachig", TOTAL, "count"),
    )  # fmt: skip


def advisory_boards(figures: Figures) -> OwnTable:
    return _counted(
        figures, "beiraete", "Integrationsbeiräte", "Landesverband der Integrationsbeiräte Hollermark (erfunden)",
        ("beirat_berechtigte", "beirat_wahlberechtigte", "Wahlberechtigte", TOTAL, "persons"),
        ("beirat_stimmen", "beirat_waehlende", "Wählende", TOTAL, "persons"),
        ("empfehlungen_entschieden", "beirat_empfehlungen_entschieden", "Entschiedene Empfehlungen", TOTAL, "count"),
        ("empfehlungen_angenommen", "beirat_empfehlungen_angenommen", "Angenommene Empfehlungen", TOTAL, "count"),
        ("gremien_sitze", "gremiensitze", "Sitze in weiteren Gremien", TOTAL, "count"),
        ("gremien_eg", "gremiensitze", "davon mit Einwanderungsgeschichte", "eg", "count"),
    )  # fmt: skip


def integration_offices(figures: Figures) -> OwnTable:
    return _counted(
        figures, "integrationsbueros", "Zählungen der Integrationsbüros", "Integrationsbüros der Hollermark (erfunden)",
        ("tandems", "tandems_aktiv", "Aktive Tandems", TOTAL, "count"),
        ("dolmetscheinsaetze", "dolmetscheinsaetze", "Dolmetscheinsätze", TOTAL, "count"),
        ("gu_anerkannte", "anerkannte_in_unterkunft", "Anerkannte in Unterkünften", TOTAL, "persons"),
        ("gu_laenger", "anerkannte_in_unterkunft_ueber_12_monate", "davon länger als 12 Monate", TOTAL, "persons"),
        ("personal_fortgebildet", "verwaltung_fortgebildete_3_jahre", "Fortgebildete Beschäftigte", TOTAL, "persons"),
    )  # fmt: skip


def surveys(figures: Figures) -> OwnTable:
    """Residents' surveys: both groups, and everybody."""
    columns = []
    for item, heading, parts in (
        ("befragte", "Befragte", ("befragte_eg", "befragte_ohne_eg")),
        ("befragte_engagiert", "freiwillig Engagierte", ("engagierte_eg", "engagierte_ohne_eg")),
    ):
        groups = [cells_from(figures.offices[part]) for part in parts]
        everybody = {at: number + groups[1][at] for at, number in groups[0].items()}
        columns.append(OwnColumn(heading, item, everybody))
        columns += [
            OwnColumn(f"{heading} {word}", item, cells, group)
            for word, group, cells in zip(("mit EG", "ohne EG"), ("eg", "ohne_eg"), groups, strict=True)
        ]
    return OwnTable("buergerumfragen", "Bürgerumfragen", "Statistikstellen der Hollermark (erfunden)",
                    tuple(columns), figures.land.kreise_today)  # fmt: skip


def town_halls(figures: Figures) -> OwnTable:
    return _counted(
        figures, "personalaemter", "Beschäftigte der Verwaltungen", "Personalämter der Hollermark (erfunden)",
        ("personal", "verwaltung_beschaeftigte", "Beschäftigte", TOTAL, "persons"),
        ("personal_antworten", "verwaltung_befragte", "Beschäftigte mit Antwort", TOTAL, "persons"),
        ("personal_eg", "verwaltung_befragte", "davon mit Einwanderungsgeschichte", "eg", "persons"),
        ("nachwuchs", "verwaltung_neue_auszubildende_3_jahre", "Neue Auszubildende in drei Jahren", TOTAL, "persons"),
        ("nachwuchs_eg", "verwaltung_neue_auszubildende_3_jahre", "neue Auszubildende mit Einwanderungsgeschichte", "eg", "persons"),
    )  # fmt: skip


def _counted(figures: Figures, name: str, title: str, publisher: str, *wanted: tuple[str, str, str, str, str]) -> OwnTable:
    columns = tuple(
        OwnColumn(heading, item, cells_from(figures.offices[key]), group, unit=unit)
        for key, item, heading, group, unit in wanted
    )
    return OwnTable(name, title, publisher, columns, figures.land.today)
