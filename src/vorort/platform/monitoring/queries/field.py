"""Indicators of a place in brief: all of a field of action, or one for each field."""

from __future__ import annotations

from collections.abc import Iterable

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain import series as lines
from vorort.platform.monitoring.domain.figures import (
    FieldPage,
    Figure,
    IndicatorEntry,
    PlaceFigure,
)
from vorort.platform.monitoring.models import Build, Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.indicator import may_lend, whose_figures
from vorort.platform.monitoring.queries.rows import current_build, figures, place_ref
from vorort.platform.places import queries as places
from vorort.platform.places.models import Place
from vorort.platform.places.queries import Surroundings
from vorort.statistics.catalog.model import FieldOfAction, Indicator


def field_page(key: str, field_id: str) -> FieldPage | None:
    """The indicators of a field in a place, first those with figures. None where either is unknown."""
    place = places.place(key)
    field = next((field for field in definitions.fields() if field.id == field_id), None)
    if place is None or field is None:
        return None
    build = current_build()
    briefs = _briefs(build, places.surroundings(place), field) if build else ()
    shown = {brief.indicator.id for brief in briefs}
    missing = [
        i for i in definitions.words().indicators.values() if i.field == field.id and i.id not in shown
    ]
    return FieldPage(
        place=place_ref(place),
        field=field,
        figures=briefs,
        without=tuple(IndicatorEntry(i, addresses.sheet_url(i.id)) for i in missing),
        other_fields=_other_fields(place, field),
        build_id=build.build_id if build else "",
    )


def figures_by_field(
    around: Surroundings,
) -> tuple[tuple[FieldOfAction, str, tuple[PlaceFigure, ...]], ...]:
    """For a place's page: each field with figures here, its address, and its indicators, core ones first."""
    build = current_build()
    briefs = _briefs(build, around, None) if build else ()
    by_field = [
        (field, tuple(brief for brief in briefs if brief.indicator.field == field.id))
        for field in definitions.fields()
    ]
    return tuple(
        (field, addresses.field_url(around.place.key, field.id), found) for field, found in by_field if found
    )


def lenders(around: Surroundings) -> list[Place]:
    """The place itself, and those whose value it may show."""
    return [around.place, *(above for above in around.above if may_lend(around.place, above))]


def _briefs(build: Build, around: Surroundings, field: FieldOfAction | None) -> tuple[PlaceFigure, ...]:
    """Indicators with a number for the place or the one around it, core indicators first."""
    indicators = _published(build, field)
    totals: dict[str, list[Figure]] = {}
    for figure in _totals(build, around, indicators):
        totals.setdefault(figure.indicator, []).append(figure)
    briefs = [_brief(around, indicators[name], found) for name, found in totals.items()]
    with_value = [
        brief for brief in briefs if brief.headline is not None and brief.headline.value is not None
    ]
    return tuple(sorted(with_value, key=lambda brief: definitions.order(brief.indicator)))


def _published(build: Build, field: FieldOfAction | None) -> dict[str, Indicator]:
    known = {row.series_id: definitions.indicator_of(row) for row in Series.objects.filter(build=build)}
    return {name: i for name, i in known.items() if field is None or i.field == field.id}


def _totals(build: Build, around: Surroundings, indicators: Iterable[str]) -> list[Figure]:
    """One query: the place and those whose value it may show."""
    rows = {row: place_ref(page) for row, page in around.pages.items() if page in lenders(around)}
    found = Observation.objects.filter(
        build=build, is_total=True, place_id__in=list(rows), indicator__in=list(indicators)
    )
    return figures(found, rows)


def _brief(around: Surroundings, indicator: Indicator, totals: list[Figure]) -> PlaceFigure:
    shown_for = whose_figures(around, totals)
    own = [figure for figure in totals if figure.place.key == shown_for.key]
    variants = {figure.variant for figure in own}
    variant = next((v for v in indicator.variants if v.id in variants), indicator.variants[0])
    line = [figure for figure in own if figure.variant == variant.id]
    segments = lines.segments(line, indicator)
    headline = lines.headline(line)
    return PlaceFigure(
        place=place_ref(around.place),
        shown_for=place_ref(shown_for),
        indicator=indicator,
        variant=variant,
        headline=headline,
        previous=lines.previous(headline, segments),
        url=addresses.indicator_url(around.place.key, indicator),
        segments=segments,
    )


def _other_fields(place: Place, field: FieldOfAction) -> tuple[tuple[FieldOfAction, str], ...]:
    return tuple(
        (other, addresses.field_url(place.key, other.id))
        for other in definitions.words().fields.values()
        if other.id != field.id
    )
