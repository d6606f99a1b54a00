"""How people live in the Hollermark: work, school, day care, livelihood, as printed tables."""

from __future__ import annotations

from vorort.platform.demo.cubes import Cube, people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.tables.formats import GenesisTable
from vorort.platform.demo.tables.office import (
    GROUPS,
    both,
    by_group,
    by_group_and_sex,
    gemeinden,
    kreis_table,
    table,
)
from vorort.platform.demo.tables.printed import AnyColumn, Column, Rate

_BA = "Statistik der Bundesagentur für Arbeit (erfunden)"
_SCHOOLS = "Statistik der allgemeinbildenden Schulen"
_JUNE = "30.06.{year}"
_WORKING_AGE = "15 bis unter 65 Jahre"


def tables(figures: Figures) -> list[GenesisTable]:
    return [
        unemployment(figures),
        unemployment_in_gemeinden(figures),
        employment(figures),
        kinds_of_work(figures),
        leavers(figures),
        pupils(figures),
        trainees(figures),
        day_care(figures),
        benefits(figures),
        basic_income(figures),
    ]


def unemployment(figures: Figures) -> GenesisTable:
    """Yearly means, with the rates on all civil labour force beside the counts."""
    jobless, force = figures.drawn["arbeitslose"], figures.drawn["erwerbspersonen"]
    rate = "Arbeitslosenquote bez. auf alle zivile Erwerbsp."
    columns: list[AnyColumn] = [*by_group("Arbeitslose", jobless)]
    columns += [
        Column(
            ("Arbeitslose", "15 bis unter 25 Jahre", "Insgesamt", "Anzahl"), figures.drawn["arbeitslose_jung"]
        )
    ]
    columns += [
        Rate((rate, group, "Prozent"), jobless, force, 100, groups) for group, groups in GROUPS.items()
    ]
    columns += [
        Rate((rate, sex, "Prozent"), jobless, force, 100, (), sexes)
        for sex, sexes in (("Männer", ("m",)), ("Frauen", ("w",)))
    ]
    title = "Arbeitslose nach ausgewählten Personengruppen sowie Arbeitslosenquoten - Jahresdurchschnitt"
    return kreis_table(figures, "90-13211-1", title, columns, _BA, "{year}")


def unemployment_in_gemeinden(figures: Figures) -> GenesisTable:
    titles = ("Arbeitslose nach Nationalität - Jahresdurchschnitt - Gemeinden", _BA)
    columns = by_group("Arbeitslose in Gemeinden", figures.drawn["arbeitslose"])
    places = [place for place in gemeinden(figures) if len(place.key) == 8]
    return table("90-13211-2", titles, columns, places, (), "{year}")


def employment(figures: Figures) -> GenesisTable:
    drawn = figures.drawn
    name = "Sozialversicherungspflichtig Beschäftigte am Wohnort"
    everyone = both(drawn["beschaeftigte"], drawn["beschaeftigte_aelter"])
    columns = by_group_and_sex(name, everyone, "Insgesamt") + by_group_and_sex(
        name, drawn["beschaeftigte"], _WORKING_AGE
    )
    title = "Beschäftigte am Wohnort nach Alter, Nationalität und Geschlecht - Stichtag"
    return kreis_table(figures, "90-13111-1", title, columns, _BA, _JUNE)


def kinds_of_work(figures: Figures) -> GenesisTable:
    columns = [
        column
        for key, name in (
            ("ohne_abschluss", "Beschäftigte ohne beruflichen Ausbildungsabschluss"),
            ("abschluss_unbekannt", "Beschäftigte mit unbekanntem Ausbildungsabschluss"),
            ("helfer", "Beschäftigte in Helfertätigkeiten"),
            ("nur_geringfuegig", "Ausschließlich geringfügig entlohnte Beschäftigte"),
        )
        for column in by_group(name, figures.drawn[key])
    ]
    return kreis_table(
        figures, "90-13111-2", "Beschäftigte nach Merkmalen der Tätigkeit - Stichtag", columns, _BA, _JUNE
    )


def leavers(figures: Figures) -> GenesisTable:
    columns = [
        column
        for key, name in (
            ("abgaenge", "Schulentlassene"),
            ("abgaenge_ohne", "Schulentlassene ohne Ersten Schulabschluss"),
            ("abgaenge_hochschulreife", "Schulentlassene mit allgemeiner Hochschulreife"),
        )
        for column in by_group_and_sex(name, figures.drawn[key])
    ]
    title = "Schulentlassene nach Abschluss, Nationalität und Geschlecht - Schuljahr"
    return kreis_table(figures, "90-21111-1", title, columns, _SCHOOLS, "{year}")


def pupils(figures: Figures) -> GenesisTable:
    columns = [
        column
        for key, name in (
            ("schueler", "Schülerinnen und Schüler"),
            ("schueler_foerderung", "Schülerinnen und Schüler mit sonderpädagogischer Förderung"),
            ("klasse8", "Schülerinnen und Schüler in Klasse 8"),
            ("klasse8_gymnasium", "Schülerinnen und Schüler in Klasse 8 an Gymnasien"),
        )
        for column in by_group(name, figures.drawn[key])
    ]
    title = "Schülerinnen und Schüler nach Nationalität - Schuljahr"
    return kreis_table(figures, "90-21111-2", title, columns, _SCHOOLS, "{year}")


def trainees(figures: Figures) -> GenesisTable:
    columns = by_group_and_sex("Auszubildende", figures.drawn["auszubildende"], "18 bis unter 21 Jahre")
    title = "Auszubildende nach Alter, Nationalität und Geschlecht - Stichtag"
    return kreis_table(figures, "90-21211-1", title, columns, "Berufsbildungsstatistik")


def day_care(figures: Figures) -> GenesisTable:
    """Counted on 1 March where the children are looked after; parents' origin and family language."""
    drawn = figures.drawn
    care, language = (
        (drawn["kita_u3"], drawn["kita_3bis5"]),
        (drawn["familiensprache_u3"], drawn["familiensprache_3bis5"]),
    )
    ages = {
        "Insgesamt": (both(*care), both(*language)),
        "unter 3 Jahre": (care[0], language[0]),
        "3 bis unter 6 Jahre": (care[1], language[1]),
    }
    columns = [column for age, cubes in ages.items() for column in _care(age, *cubes)]
    title = "Kinder in Tagesbetreuung nach Alter, Herkunft der Eltern und Familiensprache - Stichtag"
    return kreis_table(
        figures, "90-22541-1", title, columns, "Statistik der Kinder- und Jugendhilfe", "01.03.{year}"
    )


def _care(age: str, care: Cube, language: Cube) -> list[AnyColumn]:
    origin = "Betreute Kinder nach Herkunft der Eltern"
    return [
        Column(("Betreute Kinder", age, "Insgesamt", "Anzahl"), care),
        Column((origin, age, "mindestens ein Elternteil ausländischer Herkunft", "Anzahl"), care, ("mh",)),
        Column((origin, age, "kein Elternteil ausländischer Herkunft", "Anzahl"), care, ("ohne_mh",)),
        Column(
            (
                "Betreute Kinder nach Familiensprache",
                age,
                "vorrangig nicht deutsche Familiensprache",
                "Anzahl",
            ),
            language,
        ),
    ]


def benefits(figures: Figures) -> GenesisTable:
    columns = by_group_and_sex(
        "Empfänger von Leistungen der Mindestsicherung", figures.drawn["mindestsicherung"]
    )
    title = "Empfängerinnen und Empfänger sozialer Mindestsicherung - Stichtag"
    return kreis_table(figures, "90-22811-1", title, columns, "Sozialberichterstattung")


def basic_income(figures: Figures) -> GenesisTable:
    """Regelleistung beside the population below pension age that the rate is computed on."""
    name = "Personen in Regelleistung (SGB II)"
    below_pension = people(figures.official, "pass", ("0-65",))
    columns = [
        *by_group(name, figures.drawn["sgb2"], "Insgesamt"),
        *by_group(name, figures.drawn["sgb2_kinder"], "unter 18 Jahre"),
        *by_group("Bevölkerung unter der Regelaltersgrenze", below_pension, "Insgesamt"),
    ]
    title = "Personen in Regelleistung nach Alter und Nationalität - Stichtag"
    return kreis_table(figures, "90-22821-1", title, columns, "Grundsicherungsstatistik")
