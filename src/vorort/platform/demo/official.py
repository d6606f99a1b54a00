"""What the Statistisches Amt Hollermark (erfunden) delivers: printed tables in GENESIS csv."""

from __future__ import annotations

from collections.abc import Sequence

from vorort.platform.demo import counts
from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import Cube, people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.formats import GenesisTable
from vorort.platform.demo.land import Place
from vorort.platform.demo.printed import Column, headers, plain, rounded_since_2016, rows
from vorort.statistics.vocab import TOTAL

_KREISE = "Kreise und krfr. Städte - Stichtag"
_INVENTED = (
    "Alle Angaben sind frei erfunden. Die Hollermark gibt es nicht; die Tabelle zeigt nur, wie eine "
    "amtliche Tabelle aussieht."
)
_ROUNDING = (
    "ab 2016: Aus Gründen der Geheimhaltung wird jeder Wert für sich auf ein Vielfaches von 5 gerundet. "
    "Summen können deshalb von der angegebenen Summe abweichen."
)
_BASE = (
    "Die Fortschreibung des Bevölkerungsstandes basiert ab dem Jahr 2022 auf den Ergebnissen des Zensus "
    "2022, für die Jahre 2011 bis 2021 auf den Ergebnissen des Zensus 2011."
)
_UNITED = (
    "Der Landkreis Kranichland ging am 01.07.2016 im Landkreis Immerwald auf. Das Zeichen - bedeutet "
    "hier: Das Gebiet gibt es zum Stichtag nicht."
)
_GROUPS = {"Insgesamt": (), "Deutsche": ("deutsche",), "Ausländer": ("auslaender",)}
_SEXES = {"Insgesamt": (), "männlich": ("m",), "weiblich": ("w",)}


def tables(figures: Figures) -> list[GenesisTable]:
    return [
        population(figures),
        *foreigners(figures),
        refugees(figures),
        naturalisations(figures),
        migration(figures),
        *labour(figures),
        *schools(figures),
        day_care(figures),
        *livelihood(figures),
    ]


def population(figures: Figures) -> GenesisTable:
    """Down to the Gemeinden, in the boundaries of each date."""
    cube = people(figures.official, "pass", (TOTAL,))
    columns = [
        Column(("Bevölkerungsstand", group, sex, "Anzahl"), cube, groups, sexes)
        for group, groups in _GROUPS.items()
        for sex, sexes in _SEXES.items()
    ]
    cities = [place for place in figures.land.kreise_today if place.title != "Landkreis"]
    places = [figures.land.whole, *cities, *figures.land.small_gemeinden]
    title = ("Bevölkerung nach Nationalität und Geschlecht - Stichtag - Gemeinden", "Bevölkerungsfortschreibung")
    return _table("90-12411-1", title, columns, places, notes=(_BASE,), period="31.12.{year}")


def foreigners(figures: Figures) -> list[GenesisTable]:
    title = "Ausländische Bevölkerung nach {} und Geschlecht"
    azr, by_stay = counts.azr(figures.history), counts.azr_by_stay(figures.history)
    by_title = counts.azr_by_title(figures.history, figures.drawn["schutzsuchende"], figures.seed)
    everyone = [_azr("Ausländische Bevölkerung", sex, azr, sexes) for sex, sexes in _SEXES.items()]
    stays = [_azr(f"Aufenthaltsdauer {_STAYS[name]}", "Insgesamt", cube) for name, cube in by_stay.items()]
    titles = [_azr(_TITLES[name], "Insgesamt", cube) for name, cube in by_title.items()]
    return [
        _official(figures, "90-12521-1", title.format("Aufenthaltsdauer"), [*everyone, *stays], _AZR),
        _official(figures, "90-12521-2", title.format("Aufenthaltsstatus"), [*titles], _AZR),
    ]


_AZR = "Ausländerstatistik (AZR)"
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


def _azr(item: str, sex: str, cube: Cube, sexes: tuple[str, ...] = ()) -> Column:
    return Column((item, sex, "Anzahl"), cube, sexes=sexes, written=rounded_since_2016)


def refugees(figures: Figures) -> GenesisTable:
    columns = [
        Column(("Schutzsuchende", sex, "Anzahl"), figures.drawn["schutzsuchende"], sexes=sexes, written=rounded_since_2016)
        for sex, sexes in _SEXES.items()
    ]
    return _official(figures, "90-12531-1", "Schutzsuchende nach Geschlecht", columns, _AZR)


def naturalisations(figures: Figures) -> GenesisTable:
    cube = counts.naturalised(figures.history)
    columns = [Column(("Einbürgerungen", sex, "Anzahl"), cube, sexes=sexes) for sex, sexes in _SEXES.items()]
    return _official(figures, "90-12511-1", "Einbürgerungen nach Geschlecht", columns, "Einbürgerungsstatistik")


def migration(figures: Figures) -> GenesisTable:
    moves = counts.moves(figures.history)
    columns = [
        Column((name, "Ausländer", sex, "Anzahl"), moves[key], sexes=sexes)
        for key, name in (("zuzuege", "Zuzüge über die Gemeindegrenze"), ("fortzuege", "Fortzüge über die Gemeindegrenze"))
        for sex, sexes in _SEXES.items()
    ]
    return _official(figures, "90-12711-1", "Zu- und Fortzüge von Ausländern nach Geschlecht", columns, "Wanderungsstatistik")


def labour(figures: Figures) -> list[GenesisTable]:
    at_work = [
        *_split("Sozialversicherungspflichtig Beschäftigte am Wohnort, 15 bis unter 65 Jahre", figures.drawn["beschaeftigte"]),
    ]
    kinds = [
        column
        for key, name in (
            ("ohne_abschluss", "Beschäftigte ohne beruflichen Ausbildungsabschluss"),
            ("abschluss_unbekannt", "Beschäftigte, Ausbildungsabschluss unbekannt"),
            ("helfer", "Beschäftigte in Helfertätigkeiten"),
            ("nur_geringfuegig", "Ausschließlich geringfügig entlohnte Beschäftigte"),
        )
        for column in _by_passport(name, figures.drawn[key])
    ]
    source = "Beschäftigungsstatistik der Bundesagentur für Arbeit (erfunden)"
    return [
        _official(figures, "90-13111-1", "Beschäftigte am Wohnort nach Nationalität und Geschlecht", at_work, source, period="30.06.{year}"),
        _official(figures, "90-13111-2", "Beschäftigte am Wohnort nach Merkmalen der Tätigkeit", kinds, source, period="30.06.{year}"),
    ]


def schools(figures: Figures) -> list[GenesisTable]:
    leavers = [
        column
        for key, name in (
            ("abgaenge", "Schulentlassene"),
            ("abgaenge_ohne", "Schulentlassene ohne Ersten Schulabschluss"),
            ("abgaenge_hochschulreife", "Schulentlassene mit allgemeiner Hochschulreife"),
        )
        for column in _split(name, figures.drawn[key])
    ]
    pupils = [
        column
        for key, name in (
            ("schueler", "Schülerinnen und Schüler"),
            ("schueler_foerderung", "Schülerinnen und Schüler mit sonderpädagogischer Förderung"),
            ("klasse8", "Schülerinnen und Schüler in Klasse 8"),
            ("klasse8_gymnasium", "Schülerinnen und Schüler in Klasse 8 an Gymnasien"),
        )
        for column in _by_passport(name, figures.drawn[key])
    ]
    trainees = _split("Auszubildende von 18 bis unter 21 Jahren", figures.drawn["auszubildende"])
    source = "Statistik der allgemeinbildenden Schulen"
    return [
        _official(figures, "90-21111-1", "Schulentlassene nach Abschluss, Nationalität und Geschlecht", leavers, source, period="{year}"),
        _official(figures, "90-21111-2", "Schülerinnen und Schüler nach Nationalität", pupils, source, period="{year}"),
        _official(figures, "90-21211-1", "Auszubildende nach Nationalität und Geschlecht", trainees, "Berufsbildungsstatistik"),
    ]


def day_care(figures: Figures) -> GenesisTable:
    """Counted on 1 March where the children are looked after; parents' origin and family language."""
    drawn = figures.drawn
    columns = [
        column
        for age, care, language in (
            ("Insgesamt", _both(drawn["kita_u3"], drawn["kita_3bis5"]), _both(drawn["familiensprache_u3"], drawn["familiensprache_3bis5"])),
            ("unter 3 Jahre", drawn["kita_u3"], drawn["familiensprache_u3"]),
            ("3 bis unter 6 Jahre", drawn["kita_3bis5"], drawn["familiensprache_3bis5"]),
        )
        for column in _care(age, care, language)
    ]
    return _official(figures, "90-22541-1", "Kinder in Tagesbetreuung nach Alter, Herkunft der Eltern und Familiensprache",
                     columns, "Statistik der Kinder- und Jugendhilfe", period="01.03.{year}")  # fmt: skip


def _both(younger: Cube, older: Cube) -> Cube:
    return Cube(younger.values + older.values, younger.groups)


def _care(age: str, care: Cube, language: Cube) -> list[Column]:
    return [
        Column(("Betreute Kinder", age, "Insgesamt", "Anzahl"), care),
        Column(("Betreute Kinder", age, "mindestens ein Elternteil ausländischer Herkunft", "Anzahl"), care, ("mh",)),
        Column(("Betreute Kinder", age, "kein Elternteil ausländischer Herkunft", "Anzahl"), care, ("ohne_mh",)),
        Column(("Betreute Kinder", age, "vorrangig nicht deutsche Familiensprache", "Anzahl"), language),
    ]


def livelihood(figures: Figures) -> list[GenesisTable]:
    benefits = _split("Personen mit Leistungen der sozialen Mindestsicherung", figures.drawn["mindestsicherung"])
    basic = [
        *_split("Personen in Regelleistung (SGB II)", figures.drawn["sgb2"]),
        *_by_passport("Kinder unter 18 Jahren in Regelleistung (SGB II)", figures.drawn["sgb2_kinder"]),
    ]
    return [
        _official(figures, "90-22811-1", "Empfängerinnen und Empfänger sozialer Mindestsicherung", benefits, "Sozialberichterstattung"),
        _official(figures, "90-22821-1", "Personen in Regelleistung nach Nationalität", basic, "Grundsicherungsstatistik"),
    ]


def _split(name: str, cube: Cube) -> list[Column]:
    return [
        Column((name, group, sex, "Anzahl"), cube, groups, sexes)
        for group, groups in _GROUPS.items()
        for sex, sexes in _SEXES.items()
    ]


def _by_passport(name: str, cube: Cube) -> list[Column]:
    return [Column((name, group, "Anzahl"), cube, groups) for group, groups in _GROUPS.items()]


def _official(
    figures: Figures, code: str, title: str, columns: list[Column], source: str, period: str = "31.12.{year}"
) -> GenesisTable:
    notes = [_UNITED, *([_ROUNDING] if source == _AZR else [])]
    return _table(code, (f"{title} -", _KREISE, source), columns, figures.land.official, tuple(notes), period)


def _table(
    code: str, title: tuple[str, ...], columns: list[Column], places: Sequence[Place], notes: tuple[str, ...], period: str
) -> GenesisTable:
    return GenesisTable(code, title, headers(columns), rows(columns, places, period, YEARS), (*notes, _INVENTED))
