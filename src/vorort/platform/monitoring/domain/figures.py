"""What a page of the monitoring knows. Queries return these; presenters turn them into words and charts."""

from __future__ import annotations

from dataclasses import dataclass, field

from vorort.statistics.catalog.model import FieldOfAction, GroupConcept, Indicator, Variant
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

    @property
    def is_share(self) -> bool:
        """Only then its numerator and denominator count something; two mean ages are no cases."""
        return self.unit in (Unit.PERCENT, Unit.PER_1000)


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
class IndicatorLinks:
    """Where one can go from the page of an indicator. An empty string leaves the link out."""

    permanent: str = ""  # path of this page with its variant, for citing
    place: str = ""
    field: str = ""
    sheet: str = ""
    comparison: str = ""
    map: str = ""
    csv: str = ""
    json: str = ""
    xlsx: str = ""
    variants: tuple[tuple[str, str], ...] = ()  # (variant id, url) of the other formulas
    small_area_map: str = ""


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
    links: IndicatorLinks = field(default_factory=IndicatorLinks)
    published_on: str = ""  # ISO date of the build's publication, for citing
    details: tuple[Figure, ...] = ()  # newest values by other dimensions: nationality, school type, …
    series_publisher: str = ""  # of a series that somebody else publishes and we pass on as it is


@dataclass(frozen=True)
class PlaceFigure:
    """One indicator of a place in brief: on the place's page, on a field page, in a list."""

    place: PlaceRef
    shown_for: PlaceRef
    indicator: Indicator
    variant: Variant
    headline: Figure | None
    previous: Figure | None
    url: str
    segments: tuple[Segment, ...] = ()  # for the small line beside the sentence


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator in a list. `url` leads to its data sheet."""

    indicator: Indicator
    url: str
    has_figures: bool = False


@dataclass(frozen=True)
class FieldPage:
    """A field of action in a place: its indicators, first those with a figure."""

    place: PlaceRef
    field: FieldOfAction
    figures: tuple[PlaceFigure, ...]
    without: tuple[IndicatorEntry, ...] = ()  # indicators of the field that have no figure here
    other_fields: tuple[tuple[FieldOfAction, str], ...] = ()  # with url
    build_id: str = ""


@dataclass(frozen=True)
class FilterLink:
    """One choice of a filter that is a link."""

    name: str
    url: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class CatalogueFilter:
    name: str
    links: tuple[FilterLink, ...]


@dataclass(frozen=True)
class CataloguePage:
    fields: tuple[tuple[FieldOfAction, tuple[IndicatorEntry, ...]], ...]  # after filtering
    filters: tuple[CatalogueFilter, ...]
    total: int  # indicators in the catalogue
    search: str = ""
    reset_url: str = ""


@dataclass(frozen=True)
class SheetPage:
    """The data sheet of an indicator."""

    indicator: Indicator
    field: FieldOfAction
    concepts: tuple[GroupConcept, ...]
    related: tuple[IndicatorEntry, ...]
    sets: tuple[str, ...] = ()  # names of the sets it belongs to
    places: tuple[tuple[PlaceRef, str], ...] = ()  # some places with figures, and the page's url
    sources: tuple[SourceNote, ...] = ()
    links: IndicatorLinks = field(default_factory=IndicatorLinks)


@dataclass(frozen=True)
class Choice:
    """One option of a plain form."""

    value: str
    name: str
    chosen: bool = False
    group: str = ""


@dataclass(frozen=True)
class ComparisonPage:
    """Places beside each other. Nothing is chosen yet while `indicator` is None."""

    indicator: Indicator | None
    variant: Variant | None
    figures: tuple[Figure, ...]  # one per place: same concept, same base, same period
    not_comparable: tuple[tuple[PlaceRef, str], ...]
    series: tuple[tuple[PlaceRef, tuple[Segment, ...]], ...]
    indicator_choices: tuple[Choice, ...]
    place_choices: tuple[Choice, ...]
    variant_choices: tuple[Choice, ...] = ()
    chosen_places: tuple[PlaceRef, ...] = ()
    unknown: tuple[str, ...] = ()  # what was asked for and not found
    is_example: bool = False  # nothing was asked for
    sources: tuple[SourceNote, ...] = ()
    links: IndicatorLinks = field(default_factory=IndicatorLinks)
    build_id: str = ""


@dataclass(frozen=True)
class MapArea:
    """A place with its outline as SVG path data, "" where no boundary has been imported."""

    place: PlaceRef
    path: str
    figure: Figure | None


@dataclass(frozen=True)
class MapPage:
    around: PlaceRef  # the Land or Kreis whose parts are shown
    indicator: Indicator
    variant: Variant
    period: str
    areas: tuple[MapArea, ...]
    view_box: tuple[float, float]  # width and height of the paths' plane
    indicator_choices: tuple[Choice, ...] = ()  # `value` is the address of that map
    around_choices: tuple[Choice, ...] = ()
    boundary_note: SourceNote | None = None
    sources: tuple[SourceNote, ...] = ()
    links: IndicatorLinks = field(default_factory=IndicatorLinks)
    build_id: str = ""


@dataclass(frozen=True)
class Download:
    name: str
    format: str  # "CSV", "JSON", "XLSX"
    url: str
    size: int | None = None  # bytes


@dataclass(frozen=True)
class DataPage:
    """What lies behind all the figures: build, deliveries, licences, downloads, interface."""

    build_id: str
    published_on: str
    figures: int
    indicators: int
    places: int
    sources: tuple[SourceNote, ...]
    downloads: tuple[Download, ...]
    api_url: str = ""


@dataclass(frozen=True)
class BuildNote:
    build_id: str
    imported_at: str
    figures: int
    is_current: bool
    publish_url: str = ""  # where the button posts to; "" when there is nothing to publish
    findings: int = 0


@dataclass(frozen=True)
class FindingNote:
    rule: str
    severity: str  # "fehler", "warnung", "hinweis", as the engine says
    indicator: str
    place: str
    period: str
    message: str
    expected: str = ""
    found: str = ""
    others: int = 0  # further places with the same rule, series and period; this one is the worst


@dataclass(frozen=True)
class OperatePage:
    builds: tuple[BuildNote, ...]
    findings: tuple[FindingNote, ...]
    import_url: str = ""
