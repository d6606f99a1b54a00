"""An indicator on the map of a place's parts."""

from __future__ import annotations

from collections import Counter

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain import series as lines
from vorort.platform.monitoring.domain.figures import (
    Choice,
    Figure,
    IndicatorLinks,
    MapArea,
    MapPage,
    SourceNote,
)
from vorort.platform.monitoring.models import Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.rows import figures, place_ref, source_notes
from vorort.platform.places import queries as places
from vorort.platform.places.models import Boundary, Place
from vorort.platform.places.queries import Surroundings
from vorort.statistics.catalog.model import Indicator


def map_page(indicator_id: str, key: str) -> MapPage | None:
    """The parts of a place with their newest common number; None where place or indicator are unknown."""
    place = places.place(key)
    series = list(
        Series.objects.filter(build__is_current=True).select_related("build").defer("build__manifest")
    )
    shown = next((row for row in series if row.series_id == indicator_id), None)
    if place is None or shown is None:
        return None
    indicator = definitions.indicator_of(shown)
    around = places.surroundings(place)
    parts = places.usual_parts(around)
    common = _common(_totals(shown, parts), indicator)
    outlines = places.outlines(parts)
    first = next(iter(common.values()), None)
    return MapPage(
        around=place_ref(place),
        indicator=indicator,
        variant=indicator.variant(first.variant) if first else indicator.variants[0],
        period=first.period if first else str(shown.last_year),
        areas=_areas(parts, outlines, common),
        view_box=_view_box(outlines),
        indicator_choices=_indicator_choices(series, indicator, place.key),
        around_choices=_around_choices(around, indicator),
        boundary_note=_boundary_note(outlines),
        sources=source_notes(shown.build, common.values()),
        links=_links(indicator, place),
        build_id=shown.build.build_id,
    )


def _totals(series: Series, parts: list[Place]) -> list[Figure]:
    rows = Observation.objects.filter(
        build_id=series.build_id,
        indicator=series.series_id,
        is_total=True,
        place_id__in=[part.pk for part in parts],
    )
    return figures(rows, {part.pk: place_ref(part) for part in parts})


def _common(totals: list[Figure], indicator: Indicator) -> dict[str, Figure]:
    """Per place the number of the newest period that most parts share; one variant, concept and base."""
    order = [variant.id for variant in indicator.variants]
    with_value = Counter(_shared(f) for f in totals if f.value is not None)
    newest = {_shared(f): lines.when(f) for f in totals}
    best = max(
        with_value,
        key=lambda s: (with_value[s], newest[s], -order.index(s[0]) if s[0] in order else 0),
        default=None,
    )
    return {f.place.key: f for f in totals if _shared(f) == best}


def _shared(figure: Figure) -> tuple[str, ...]:
    return (figure.variant, figure.period, figure.concept, figure.base)


def _areas(
    parts: list[Place], outlines: dict[int, Boundary], common: dict[str, Figure]
) -> tuple[MapArea, ...]:
    left, top = _corner(outlines)
    return tuple(
        MapArea(
            place=place_ref(part),
            path=_path(outlines[part.pk], left, top) if part.pk in outlines else "",
            figure=common.get(part.key),
        )
        for part in sorted(parts, key=lambda part: part.title.casefold())
    )


def _path(boundary: Boundary, left: int, top: int) -> str:
    return f"M{boundary.start_x - left} {boundary.start_y - top}{boundary.path}"


def _corner(outlines: dict[int, Boundary]) -> tuple[int, int]:
    if not outlines:
        return (0, 0)
    return min(b.left for b in outlines.values()), min(b.top for b in outlines.values())


def _view_box(outlines: dict[int, Boundary]) -> tuple[float, float]:
    if not outlines:
        return (0, 0)
    left, top = _corner(outlines)
    right, bottom = max(b.right for b in outlines.values()), max(b.bottom for b in outlines.values())
    return (right - left, bottom - top)


def _indicator_choices(series: list[Series], chosen: Indicator, around: str) -> tuple[Choice, ...]:
    """Every value of a choice is the address it leads to."""
    fields = {field.id: field.name for field in definitions.fields()}
    indicators = sorted((definitions.indicator_of(row) for row in series), key=definitions.order)
    return tuple(
        Choice(addresses.map_url(i.id, around), i.name, chosen=i.id == chosen.id, group=fields[i.field])
        for i in indicators
    )


def _around_choices(around: Surroundings, indicator: Indicator) -> tuple[Choice, ...]:
    """The place and what is above it."""
    wider = [place for place in reversed(around.above) if addresses.has_map(place_ref(place))]
    return tuple(
        Choice(addresses.map_url(indicator.id, p.key), p.title, chosen=p.pk == around.place.pk)
        for p in (*wider, around.place)
    )


def _boundary_note(outlines: dict[int, Boundary]) -> SourceNote | None:
    boundary = next(iter(outlines.values()), None)
    if boundary is None:
        return None
    return SourceNote(
        id="",
        publisher=boundary.source,
        title="",
        licence=boundary.licence,
        licence_url=boundary.licence_url,
        retrieved_at=boundary.state_on.isoformat() if boundary.state_on else "",
        sha256="",
    )


def _links(indicator: Indicator, place: Place) -> IndicatorLinks:
    return IndicatorLinks(
        place=place.get_absolute_url(),
        sheet=addresses.sheet_url(indicator.id),
        comparison=addresses.comparison_url(indicator.id, (place.key,)),
    )
