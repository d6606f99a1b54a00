"""The catalogue of indicators with filters that are links, and the data sheet of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain.figures import (
    CatalogueFilter,
    CataloguePage,
    FilterLink,
    IndicatorEntry,
    IndicatorLinks,
    PlaceRef,
    SheetPage,
)
from vorort.platform.monitoring.domain.finding import CLOSE_ENOUGH, Sheet, closeness, words
from vorort.platform.monitoring.models import Build, Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.filters import Filter, all_filters
from vorort.platform.monitoring.queries.rows import place_ref, source_note
from vorort.platform.places.domain.keys import page_key
from vorort.platform.places.models import Place
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Level

_PLACES_NAMED = 60


def catalogue_page(asked: Mapping[str, str]) -> CataloguePage:
    """All indicators that fit what the address asks for: filters and a search (`q`)."""
    filters = all_filters()
    chosen = {f.parameter: asked.get(f.parameter, "") for f in filters}
    search = asked.get("q", "").strip()
    everything = [*definitions.words().indicators.values(), *_foreign_series()]
    matching = [indicator for indicator in everything if _matches(indicator, search)]
    fitting = [i for i in matching if all(f.fits(i, chosen[f.parameter]) for f in filters)]
    published = set(Series.objects.filter(build__is_current=True).values_list("series_id", flat=True))
    return CataloguePage(
        fields=tuple(
            (field, entries)
            for field in definitions.fields()
            if (entries := _entries(fitting, field.id, published))
        ),
        filters=tuple(_links(f, filters, chosen, search, matching) for f in filters),
        total=len(everything),
        search=search,
        reset_url=_url({}) if search or any(chosen.values()) else "",
    )


def indicator_ids() -> list[str]:
    """Ids of all data sheets: ours, and those of published series."""
    published = Series.objects.filter(build__is_current=True).values_list("series_id", flat=True)
    return list(dict.fromkeys((*definitions.catalogue().indicators, *published)))


def found_indicators(text: str, limit: int) -> list[IndicatorEntry]:
    """Indicators that somebody may mean who typed `text`."""
    wanted = words(text)
    everything = [*definitions.words().indicators.values(), *_foreign_series()]
    scored = [(_closeness(indicator, wanted), indicator) for indicator in everything]
    best = sorted(((s, i) for s, i in scored if s >= CLOSE_ENOUGH), key=lambda pair: (-pair[0], pair[1].id))
    return [IndicatorEntry(i, addresses.sheet_url(i.id)) for _score, i in best[:limit]]


def sheet_page(indicator_id: str) -> SheetPage | None:
    """The data sheet of an indicator or published series, with places that have figures."""
    series = (
        Series.objects.filter(build__is_current=True, series_id=indicator_id).select_related("build").first()
    )
    words = definitions.words()
    indicator = definitions.indicator_of(series) if series else words.indicators.get(indicator_id)
    if indicator is None:
        return None
    related = [words.indicators[name] for name in indicator.related if name in words.indicators]
    return SheetPage(
        indicator=indicator,
        field=definitions.field_of(indicator),
        concepts=tuple(words.concepts[name] for name in indicator.concepts if name in words.concepts),
        related=tuple(IndicatorEntry(i, addresses.sheet_url(i.id)) for i in related),
        sets=tuple(s.name for s in words.sets.values() if indicator.id in s.indicators),
        places=_places_with(series.build, indicator) if series else (),
        sources=_sources(series.build, indicator.id) if series else (),
        links=IndicatorLinks(comparison=addresses.comparison_url(indicator.id))
        if series
        else IndicatorLinks(),
    )


def _places_with(build: Build, indicator: Indicator) -> tuple[tuple[PlaceRef, str], ...]:
    """Broader places first; long lists end where a search begins to serve better."""
    ids = Observation.objects.filter(build=build, indicator=indicator.id, is_total=True, value__isnull=False)
    rows = Place.objects.filter(pk__in=ids.values("place_id"), valid_to__isnull=True)
    order = {level.value: number for number, level in enumerate(Level)}
    pages = {page_key(row.key): row for row in sorted(rows, key=lambda row: -len(row.key))}
    ordered = sorted(pages.values(), key=lambda row: (order[row.level], row.title.casefold()))
    return tuple(
        (place_ref(row), addresses.indicator_url(page_key(row.key), indicator))
        for row in ordered[:_PLACES_NAMED]
    )


def _sources(build: Build, indicator_id: str) -> tuple:
    texts = Observation.objects.filter(build=build, indicator=indicator_id).values_list("sources", flat=True)
    ids = {source for text in texts.distinct() for source in text.split()}
    return tuple(source_note(delivery) for delivery in build.deliveries.filter(delivery_id__in=ids))


def _foreign_series() -> list[Indicator]:
    ours = definitions.words().indicators
    rows = Series.objects.filter(build__is_current=True).exclude(series_id__in=list(ours))
    return [definitions.indicator_of(row) for row in rows]


def _links(
    row: Filter,
    filters: tuple[Filter, ...],
    chosen: Mapping[str, str],
    search: str,
    matching: list[Indicator],
) -> CatalogueFilter:
    """Each link keeps the other choices and says how many indicators it leads to."""
    others = {**chosen, row.parameter: ""}
    remaining = [i for i in matching if all(f.fits(i, others[f.parameter]) for f in filters)]
    links = []
    for value, label in row.values.items():
        count = sum(row.fits(indicator, value) for indicator in remaining)
        is_chosen = chosen[row.parameter] == value
        target = {**others, row.parameter: "" if is_chosen else value, "q": search}
        if count or is_chosen:
            links.append(FilterLink(label, _url(target), count, is_chosen))
    return CatalogueFilter(row.name, tuple(links))


def _url(parameters: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in parameters.items() if value})
    return reverse("monitoring:catalogue") + (f"?{query}" if query else "")


def _entries(fitting: list[Indicator], field_id: str, published: set[str]) -> tuple[IndicatorEntry, ...]:
    return tuple(
        IndicatorEntry(i, addresses.sheet_url(i.id), has_figures=i.id in published)
        for i in fitting
        if i.field == field_id
    )


def _matches(indicator: Indicator, search: str) -> bool:
    return not search or _closeness(indicator, words(search)) >= CLOSE_ENOUGH


def _closeness(indicator: Indicator, wanted: tuple[str, ...]) -> float:
    return closeness(wanted, _sheet(indicator, get_language() or "de"))


@lru_cache(maxsize=2_000)
def _sheet(indicator: Indicator, language: str) -> Sheet:
    """Names also in German, which stands on every form and in the papers."""
    german = definitions.catalogue().indicators.get(indicator.id, indicator)
    return Sheet.of(
        (indicator.name, indicator.short_name, german.name, german.short_name, indicator.id),
        definitions.everyday_words(indicator.id, language),
        (indicator.question, indicator.definition, german.question),
    )
