"""What the interface answers. Descriptions are German, then English."""

from __future__ import annotations

from ninja import Field, Schema

from vorort.statistics.vocab import Level, Status, Unit


class PlaceOut(Schema):
    key: str = Field(description="Amtlicher Schlüssel / official key", examples=["90001"])
    name: str
    level: Level
    parent: str | None = Field(description="Schlüssel des nächsthöheren Ortes / key of the place above")
    population: int | None
    area: float | None = Field(description="km²")
    valid_to: str | None = Field(description="Letzter Tag, falls aufgelöst / last day, if dissolved")
    fictional: bool = Field(description="Erfunden, nur zur Vorführung / invented, for demonstration")
    url: str


class SourceOut(Schema):
    id: str
    publisher: str
    title: str
    licence: str
    licence_url: str
    retrieved_at: str
    sha256: str


class IndicatorOut(Schema):
    id: str = Field(examples=["A01", "ni/1-2-2"])
    name: str
    field: str = Field(description="Handlungsfeld / field of action")
    question: str
    unit: Unit
    decimals: int
    variants: list[str]
    first_year: int | None = Field(description="Erstes Jahr mit Werten / first year with values")
    last_year: int | None
    places: int = Field(description="Zahl der Orte mit Werten / number of places with values")


class IndicatorSheetOut(IndicatorOut):
    definition: str
    numerator: str
    denominator: str
    interpretation: str = Field(description="So ist es zu lesen / how to read it")
    caveat: str = Field(description="Was es nicht sagt / what it does not say")
    reference: str
    concepts: list[str]
    sources: list[SourceOut]


class ObservationOut(Schema):
    indicator: str
    variant: str
    region: str
    region_name: str
    period: str
    group: str
    sex: str
    age: str
    detail: str
    value: float | None = Field(description="Leer mit Grund in status / empty, with the reason in status")
    numerator: float | None
    denominator: float | None
    low: float | None = Field(description="95-%-Bereich nach Wilson / 95 % Wilson interval")
    high: float | None
    unit: Unit
    status: Status
    concept: str = Field(description="Gruppenkonzept / group concept")
    base: str = Field(description="Bevölkerungsbasis / population base")
    boundary: str = Field(description="Gebietsstand nach Umrechnung / boundary state after conversion")
    source: str = Field(
        description="Lieferungen, durch Leerzeichen getrennt / deliveries, separated by blanks"
    )
    note: str


class Page(Schema):
    count: int = Field(description="Treffer insgesamt / total number of hits")
    next: str | None = Field(description="Adresse der nächsten Seite / address of the next page")


class PlacesPage(Page):
    items: list[PlaceOut]


class ObservationsPage(Page):
    build: str = Field(description="Datenstand / build")
    items: list[ObservationOut]


class BuildOut(Schema):
    id: str
    published_at: str
    is_current: bool
    observations: int
    manifest: str = Field(description="Herkunft aller Lieferungen / origin of all deliveries")
    values: str = Field(description="Alle Werte als CSV / all values as CSV")


class Problem(Schema):
    """Fehler nach RFC 9457 / problem details after RFC 9457."""

    title: str
    status: int
    detail: str
