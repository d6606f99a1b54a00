"""The page of an indicator in a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from vorort.platform.monitoring.definitions import indicator_of, words
from vorort.platform.monitoring.domain import series as lines
from vorort.platform.monitoring.domain.comparison import beside
from vorort.platform.monitoring.domain.figures import Figure, IndicatorLinks, IndicatorPage, PlaceRef
from vorort.platform.monitoring.domain.published_series import stored_variant
from vorort.platform.monitoring.models import Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.rows import (
    figures,
    place_ref,
    published_on,
    source_notes,
)
from vorort.platform.places import queries as places
from vorort.platform.places.models import Place
from vorort.platform.places.queries import Surroundings
from vorort.statistics.catalog.model import Indicator, Variant
from vorort.statistics.vocab import TOTAL, Level

_BORROWS = (Level.STADTTEIL, Level.GEMEINDE)  # places that may show the value of a broader one
_LENDS = (Level.GEMEINDE, Level.KREIS)
_NEIGHBOURS = 24


def indicator_page(key: str, indicator_id: str, variant_id: str = "") -> IndicatorPage | None:
    """Everything the page shows; None where place, indicator or variant do not exist."""
    asked = _asked(key, indicator_id)
    if asked is None:
        return None
    shown_for, variants, variant = _choice(asked, variant_id)
    if variant is None:
        return None
    own = asked.of(shown_for, variant)
    segments = lines.segments(own, asked.indicator)
    headline = lines.headline(own)
    splits = _splits(asked, shown_for, variant, headline)
    comparison, left = _comparison(asked, variant, headline)
    small_areas = _small_areas(asked, shown_for, variant, headline)
    used = [*own, *splits, *comparison, *small_areas]
    return IndicatorPage(
        place=place_ref(asked.around.place),
        shown_for=place_ref(shown_for),
        indicator=asked.indicator,
        variant=variant,
        variants=variants,
        headline=headline,
        previous=lines.previous(headline, segments),
        segments=segments,
        groups=tuple(f for f in splits if f.group != TOTAL and _is_plain(f, "sex", "age") and not f.detail),
        splits=tuple(f for f in splits if not _is_plain(f, "sex", "age") and not f.detail),
        details=tuple(f for f in splits if f.detail),
        comparison=comparison,
        not_comparable=left,
        small_areas=small_areas,
        sources=source_notes(asked.series.build, used) if asked.series else (),
        build_id=asked.series.build.build_id if asked.series else "",
        published_on=published_on(asked.series.build) if asked.series else "",
        neighbours=_neighbours(asked, shown_for, headline),
        links=_links(asked, variant, variants, comparison, small_areas),
        series_publisher="" if asked.is_ours else asked.indicator.owner,
    )


@dataclass(frozen=True)
class _Asked:
    """What a request is about, and the undivided numbers of the place and everything above it."""

    around: Surroundings
    indicator: Indicator
    series: Series | None
    totals: tuple[Figure, ...]
    is_ours: bool

    def of(self, place: Place, variant: Variant) -> list[Figure]:
        return [f for f in self.totals if f.place.key == place.key and f.variant == variant.id]

    def observations(self, variant: Variant) -> QuerySet[Observation]:
        return Observation.objects.filter(
            build_id=self.series.build_id if self.series else None,
            indicator=self.indicator.id,
            variant=stored_variant(variant.id),
        )


def _asked(key: str, indicator_id: str) -> _Asked | None:
    place = places.place(key)
    series = (
        Series.objects.filter(build__is_current=True, series_id=indicator_id)
        .select_related("build")
        .defer("build__manifest")
        .first()
    )
    ours = words().indicators.get(indicator_id)
    indicator = indicator_of(series) if series else ours
    if place is None or indicator is None:
        return None
    around = places.surroundings(place)
    totals = _totals(around, series) if series else []
    return _Asked(around, indicator, series, tuple(totals), ours is not None)


def _totals(around: Surroundings, series: Series) -> list[Figure]:
    rows = Observation.objects.filter(
        build_id=series.build_id, indicator=series.series_id, is_total=True, place_id__in=list(around.pages)
    )
    return figures(rows, {row: place_ref(page) for row, page in around.pages.items()})


def _choice(asked: _Asked, variant_id: str) -> tuple[Place, tuple[Variant, ...], Variant | None]:
    """Whose figures are shown, the formulas there are for it, and the one to show."""
    shown_for = whose_figures(asked.around, asked.totals)
    there = {figure.variant for figure in asked.totals if figure.place.key == shown_for.key}
    variants = tuple(variant for variant in asked.indicator.variants if variant.id in there)
    if variant_id:
        chosen = next((v for v in asked.indicator.variants if v.id == variant_id), None)
    else:
        chosen = (variants or asked.indicator.variants)[0]
    return shown_for, variants, chosen


def whose_figures(around: Surroundings, totals: Iterable[Figure]) -> Place:
    """The place itself; for a Gemeinde or Stadtteil without any value of its own what lies around it."""
    with_value = {figure.place.key for figure in totals if figure.value is not None}
    place = around.place
    if place.key in with_value:
        return place
    lenders = [above for above in around.above if may_lend(place, above) and above.key in with_value]
    return lenders[0] if lenders else place


def may_lend(place: Place, above: Place) -> bool:
    return Level(place.level) in _BORROWS and Level(above.level) in _LENDS


def _splits(asked: _Asked, place: Place, variant: Variant, headline: Figure | None) -> list[Figure]:
    """Newest values by group, sex, age and other dimensions, on the same population base."""
    if headline is None:
        return []
    rows = asked.observations(variant).filter(
        is_total=False, place_id__in=asked.around.rows_of(place), period=headline.period, year=headline.year
    )
    found = figures(rows, {row: place_ref(place) for row in asked.around.rows_of(place)})
    best: dict[tuple[str, ...], Figure] = {}
    for figure in sorted(found, key=lambda f: (f.base == headline.base, f.concept == headline.concept)):
        best[(figure.group, figure.sex, figure.age, figure.detail)] = figure
    return [best[key] for key in sorted(best, key=_split_order)]


def _split_order(key: tuple[str, ...]) -> tuple[object, ...]:
    group, sex, age, detail = key
    known = list(words().groups)
    start = age.rstrip("+").partition("-")[0]
    return (detail, known.index(group) if group in known else len(known), group, sex,
            int(start) if start.isdigit() else -1, age)  # fmt: skip


def _is_plain(figure: Figure, *dimensions: str) -> bool:
    return all(getattr(figure, name) == TOTAL for name in dimensions)


def _comparison(
    asked: _Asked, variant: Variant, headline: Figure | None
) -> tuple[tuple[Figure, ...], tuple[tuple[PlaceRef, str], ...]]:
    """The place beside Kreis, Land and Bund. A Region stands there only where it has figures."""
    if headline is None:
        return (), ()
    candidates = []
    for place in (asked.around.place, *asked.around.above):
        own = asked.of(place, variant)
        if own or Level(place.level) is not Level.REGION:
            candidates.append((place_ref(place), own))
    return beside(headline, candidates)


def _small_areas(
    asked: _Asked, place: Place, variant: Variant, headline: Figure | None
) -> tuple[Figure, ...]:
    """Numbers of the parts of the place, comparable with its own."""
    if headline is None or place.pk != asked.around.place.pk:
        return ()
    pages = {part.pk: place_ref(part) for part in places.usual_parts(asked.around)}
    rows = asked.observations(variant).filter(
        is_total=True, place_id__in=list(pages), year=headline.year, period=headline.period
    )
    fitting = [f for f in figures(rows, pages) if (f.concept, f.base) == (headline.concept, headline.base)]
    return tuple(sorted(fitting, key=lambda figure: figure.place.name.casefold()))


def _neighbours(asked: _Asked, place: Place, headline: Figure | None) -> tuple[PlaceRef, ...]:
    """Other places of the same kind beside it that have this number too."""
    if headline is None or place.parent_id is None:
        return ()
    with_value = Observation.objects.filter(
        build_id=asked.series.build_id,
        indicator=asked.indicator.id,
        is_total=True,
        year=headline.year,
        value__isnull=False,
    )
    beside_it = Place.objects.filter(
        parent_id=place.parent_id, level=place.level, pk__in=with_value.values("place_id")
    ).exclude(pk=place.pk)
    return tuple(place_ref(other) for other in beside_it.order_by("title")[:_NEIGHBOURS])


def _links(
    asked: _Asked,
    variant: Variant,
    variants: tuple[Variant, ...],
    comparison: tuple[Figure, ...],
    small_areas: tuple[Figure, ...],
) -> IndicatorLinks:
    place = place_ref(asked.around.place)
    around = next((p for p in asked.around.above if Level(p.level) in (Level.LAND, Level.BUND)), None)
    drawn = _drawn(around, bool(small_areas), asked.around.place)
    return addresses.links(
        place,
        asked.indicator,
        variant,
        variants=variants,
        comparable=tuple(dict.fromkeys(figure.place.key for figure in comparison)),
        map_around=around.key if around is not None and around.pk in drawn else "",
        small_area_map=place.key if asked.around.place.pk in drawn else "",
    )


def _drawn(around: Place | None, has_parts: bool, place: Place) -> set[int]:
    """Of the places whose parts could be on a map, those with at least one outline inside."""
    parents = {place.pk} if has_parts else set()
    parents |= {around.pk} if around is not None else set()
    return places.with_outlines_inside(parents)
