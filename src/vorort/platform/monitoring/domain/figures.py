"""What a page of the monitoring knows. Queries return these; presenters turn them into words and charts."""

from __future__ import annotations

from dataclasses import dataclass, field

from vorort.statistics.catalog.model import Indicator, Variant
from vorort.statistics.vocab import Level, Status, Unit


@dataclass(frozen=True)
class PlaceRef:
    key: str
    name: str
    level: Level
    url: str


@dataclass(frozen=True)
class Figure:
    """One published number."""

    indicator: str
    variant: str
    place: PlaceRef
    period: str
    year: int
    group: str
    sex: str
    age: str
    detail: str
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    unit: Unit
    status: Status
    concept: str
    base: str
    boundary: str
    sources: tuple[str, ...]  # delivery ids
    note: str = ""


@dataclass(frozen=True)
class SourceNote:
    """The line under a figure: who published it, when, under which licence."""

    id: str
    publisher: str
    title: str
    licence: str
    licence_url: str
    retrieved_at: str
    sha256: str


@dataclass(frozen=True)
class Segment:
    """A stretch of a series without a change of concept, base or boundary: one line of the chart."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """Everything the page of an indicator in a place shows."""

    place: PlaceRef  # whose page it is
    shown_for: PlaceRef  # whose value it is: the Kreis where the Gemeinde has none
    indicator: Indicator
    variant: Variant
    variants: tuple[Variant, ...]  # those with figures here
    headline: Figure | None  # newest total
    previous: Figure | None  # the comparable one before
    segments: tuple[Segment, ...]  # time series of the total
    groups: tuple[Figure, ...]  # newest values by group (deutsche, auslaender, …)
    splits: tuple[Figure, ...]  # newest values by sex and age
    comparison: tuple[Figure, ...]  # Gemeinde, Kreis, Land, Bund: same concept, same year
    not_comparable: tuple[tuple[PlaceRef, str], ...]  # left out of the comparison, and why
    small_areas: tuple[Figure, ...]  # parts of the place
    sources: tuple[SourceNote, ...]
    build_id: str
    neighbours: tuple[PlaceRef, ...] = field(default=())
