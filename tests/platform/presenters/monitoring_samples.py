"""Pages with believable figures of an invented Land, for tests and for looking at templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vorort.platform.monitoring.domain.figures import (
    Figure,
    IndicatorLinks,
    IndicatorPage,
    PlaceRef,
    Segment,
    SourceNote,
)
from vorort.statistics.catalog.model import (
    Direction,
    Effort,
    Indicator,
    SeriesBreak,
    SourceRef,
    Term,
    Variant,
)
from vorort.statistics.vocab import TOTAL, Level, Status, Unit

CITY = PlaceRef("99101000", "Auenstadt", Level.GEMEINDE, "/orte/99101000/")
KREIS = PlaceRef("99102", "Landkreis Birkental", Level.KREIS, "/orte/99102/")
LAND = PlaceRef("99", "Mittelland", Level.LAND, "/orte/99/")
BUND = PlaceRef("DG", "Deutschland", Level.BUND, "/orte/DG/")
LONG = PlaceRef(
    "99102042",
    "Verbandsgemeinde Rothenklempenow-Niederhagelsbach am Großen Stein",
    Level.GEMEINDE,
    "/orte/99102042/",
)
VARIANT = Variant(
    id="fort",
    name="Bevölkerungsfortschreibung",
    numerator=Term(measures=("bevoelkerung",), group="auslaender"),
    denominator=Term(measures=("bevoelkerung",)),
)
INDICATOR = Indicator(
    id="A01",
    field="A",
    goal="Wissen, wer hier lebt",
    name="Ausländeranteil",
    short_name="Ausländeranteil",
    question="Welcher Anteil der Menschen hier hat keinen deutschen Pass?",
    sentence="{in_place} hatten {period} von {of} Menschen {count} keinen deutschen Pass",
    definition="Anteil der Menschen ohne deutsche Staatsangehörigkeit an der gesamten Bevölkerung.",
    numerator="Menschen ohne deutsche Staatsangehörigkeit am 31.12.",
    denominator="Bevölkerung am 31.12.",
    unit=Unit.PERCENT,
    direction=Direction.NEUTRAL,
    concepts=("STAA_FORT",),
    sources=(SourceRef(name="Bevölkerungsfortschreibung", table="12411-03-03-4"),),
    reference="31.12.",
    periodicity="jährlich",
    level=Level.GEMEINDE,
    breaks=(SeriesBreak(year=2011, reason="Neue Basis Zensus 2011"),),
    interpretation="Der Anteil beschreibt die Zusammensetzung der Bevölkerung.",
    caveat="Er sagt nichts darüber, wie lange Menschen schon hier leben oder ob sie hier geboren sind. "
    "Eingebürgerte zählen als Deutsche.",
    owner="Statistisches Landesamt",
    effort=Effort.OFFICIAL_TABLE,
    licence="dl-de/by-2-0",
    core=True,
    checked_on=date(2026, 11, 22),
    variants=(VARIANT,),
)
SOURCE = SourceNote(
    "0123456789abcdef",
    "Statistisches Amt Mittelland",
    "Bevölkerung nach Staatsangehörigkeit, Tabelle 12411-03-03-4",
    "dl-de/by-2-0",
    "",
    "2026-11-20",
    "0" * 64,
)
LINKS = IndicatorLinks(
    permanent="https://beispiel.invalid/orte/99101000/indikatoren/A01/",
    place="/orte/99101000/",
    field="/orte/99101000/felder/A/",
    sheet="/indikatoren/A01/",
    comparison="/vergleich/?indikator=A01",
    map="/karte/A01/",
    csv="/api/A01.csv",
    json="/api/A01.json",
    xlsx="/api/A01.xlsx",
)
CITY_SHARES = {
    2005: 12.1, 2006: 12.2, 2007: 12.0, 2008: 11.9, 2009: 11.8, 2010: 12.0, 2011: 11.2, 2012: 11.9,
    2013: 12.8, 2014: 13.9, 2015: 16.2, 2016: 17.0, 2017: 17.6, 2018: 18.3, 2020: 19.2, 2021: 19.7,
    2022: 21.9, 2023: 22.8, 2024: 23.6,
}  # fmt: skip


def figure(value: float | None = 23.6, **changes: object) -> Figure:
    plain = Figure(
        indicator="A01",
        variant="fort",
        place=CITY,
        period="2024",
        year=2024,
        group=TOTAL,
        sex=TOTAL,
        age=TOTAL,
        detail="",
        value=value,
        numerator=None,
        denominator=None,
        low=None,
        high=None,
        unit=Unit.PERCENT,
        status=Status.OK if value is not None else Status.SECRET,
        concept="STAA_FORT",
        base="Zensus 2022",
        boundary="",
        sources=(SOURCE.id,),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def counted(numerator: float, denominator: float, **changes: object) -> Figure:
    """A share with its counts and an interval of about the right width."""
    share = numerator / denominator
    half = 196 * (share * (1 - share) / denominator) ** 0.5
    known = {"low": max(0.0, 100 * share - half), "high": min(100.0, 100 * share + half)}
    return figure(100 * share, numerator=numerator, denominator=denominator, **{**known, **changes})


def at(year: int, value: float | None, **changes: object) -> Figure:
    return figure(value, year=year, period=str(year), **changes)


def city_segments(shares: dict[int, float] | None = None, place: PlaceRef = CITY) -> tuple[Segment, ...]:
    shares = shares or CITY_SHARES
    stretches = (("", 0, 2011), ("Zensus 2011", 2011, 2022), ("Zensus 2022", 2022, 9999))
    return tuple(
        Segment(
            tuple(
                at(year, share, base=base, place=place, numerator=round(share * 2530), denominator=253000)
                for year, share in shares.items()
                if first <= year < last
            )
        )
        for base, first, last in stretches
    )


def indicator_page(**changes: object) -> IndicatorPage:
    segments = city_segments()
    plain = IndicatorPage(
        place=CITY,
        shown_for=CITY,
        indicator=INDICATOR,
        variant=VARIANT,
        variants=(VARIANT,),
        headline=segments[-1].figures[-1],
        previous=segments[-1].figures[-2],
        segments=segments,
        groups=(),
        splits=(
            figure(24.9, sex="m"),
            figure(22.3, sex="w"),
            figure(17.2, age="0-17"),
            figure(34.0, age="18-24"),
            figure(33.1, age="25-44"),
            figure(19.8, age="45-64"),
            figure(9.1, age="65+"),
        ),
        comparison=(figure(23.6), figure(16.1, place=LAND), figure(14.8, place=BUND)),
        not_comparable=((KREIS, "Für 2024 liegt kein Wert vor, der neueste ist von 2023."),),
        small_areas=small_areas(),
        sources=(SOURCE,),
        build_id="4f2a9c7be01d33",
        links=LINKS,
        published_on="2026-11-22",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def small_areas() -> tuple[Figure, ...]:
    shares = {
        "Altstadt": 31.2, "Bahnhofsviertel": 41.5, "Fischerwiese": 18.4, "Gartenstadt": 9.7,
        "Hafen": 36.8, "Lindenhof": 14.2, "Mühlenberg": 12.9, "Oberau": None, "Universität": 27.3,
        "Ziegelei": 33.0,
    }  # fmt: skip
    return tuple(
        figure(share, place=PlaceRef(f"99101000-{number:02}", name, Level.STADTTEIL, f"/orte/{number}/"))
        for number, (name, share) in enumerate(shares.items())
    )
