"""From rows of the database to the values of a page. Everything here is one SQL query at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from vorort.platform.monitoring.domain.figures import Figure, PlaceRef, SourceNote
from vorort.platform.monitoring.domain.published_series import shown_variant
from vorort.platform.monitoring.models import Build, Delivery, Observation
from vorort.platform.places.models import Place
from vorort.statistics.vocab import Level, Status, Unit

COLUMNS = (
    "place_id", "indicator", "variant", "period", "year", "group", "sex", "age", "detail", "value",
    "numerator", "denominator", "low", "high", "unit", "status", "concept", "base", "boundary", "sources",
    "note",
)  # fmt: skip
_UNITS = {unit.value: unit for unit in Unit}
_STATES = {status.value: status for status in Status}


def current_build() -> Build | None:
    """The build that is shown, without its long manifest."""
    return Build.objects.filter(is_current=True).defer("manifest").first()


def figures(observations: QuerySet[Observation], places: Mapping[int, PlaceRef]) -> list[Figure]:
    """Observations as figures; `places` says under which page a row of the register is shown."""
    return [_figure(row, places) for row in observations.values_list(*COLUMNS)]


def place_ref(place: Place) -> PlaceRef:
    return PlaceRef(place.key, place.title, Level(place.level), place.get_absolute_url())


def source_notes(build: Build, used: Iterable[Figure]) -> tuple[SourceNote, ...]:
    """The deliveries behind figures."""
    ids = {source for figure in used for source in figure.sources}
    return tuple(source_note(delivery) for delivery in build.deliveries.filter(delivery_id__in=ids))


def publishers_of(used: Iterable[Figure]) -> tuple[str, ...]:
    """Who published the figures, by name; in one query."""
    ids = {source for figure in used for source in figure.sources}
    rows = Delivery.objects.filter(build__is_current=True, delivery_id__in=ids)
    names = rows.exclude(publisher="").values_list("publisher", flat=True)
    return tuple(sorted(set(names), key=str.casefold))


def source_note(delivery: Delivery) -> SourceNote:
    return SourceNote(
        id=delivery.delivery_id,
        publisher=delivery.publisher,
        title=delivery.title or delivery.file_name,
        licence=delivery.licence,
        licence_url=delivery.licence_url,
        retrieved_at=delivery.retrieved_at,
        sha256=delivery.sha256,
    )


def published_on(build: Build) -> str:
    return build.published_at.date().isoformat() if build.published_at else ""


def _figure(row: tuple, places: Mapping[int, PlaceRef]) -> Figure:
    record = dict(zip(COLUMNS, row, strict=True))
    record["place"] = places[record.pop("place_id")]
    record["variant"] = shown_variant(record["variant"])
    record["unit"] = _UNITS.get(record["unit"], Unit.OTHER)
    record["status"] = _STATES[record["status"]]
    record["sources"] = tuple(record["sources"].split())
    return Figure(**record)
