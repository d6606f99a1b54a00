"""What the interface reads: published figures, places, definitions."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from vorort.platform.monitoring.definitions import indicator_of, words
from vorort.platform.monitoring.domain.published_series import shown_variant, stored_variant
from vorort.platform.monitoring.models import Build, Observation, Series
from vorort.platform.monitoring.queries import current_build, publications
from vorort.platform.places import queries as register
from vorort.platform.places.domain.keys import own_keys, page_key
from vorort.platform.places.models import Place
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Level, level_of

_SAME = (
    "indicator", "period", "group", "sex", "age", "detail", "value", "numerator", "denominator", "low",
    "high", "unit", "status", "concept", "base", "boundary", "note",
)  # fmt: skip


def places(search: str, level: Level | None, parent: str) -> QuerySet[Place] | list[Place]:
    """Places that exist today, each under its one key; with `search` the best matches first."""
    if search:
        found = register.places([candidate.key for candidate in register.find(search, 100)])
        return [place for place in found if level is None or place.level == level.value]
    today = Place.objects.filter(valid_to__isnull=True).select_related("parent").order_by("key")
    if parent:
        above = register.place(parent)
        today = today.filter(parent__key__in=_own(above.key)) if above else today.none()
    if level is not None:
        today = today.filter(level=level.value)
    return today.exclude(key__endswith="000", level__in=(Level.KREIS.value, Level.GEMEINDE.value))


def place_record(place: Place) -> dict[str, object]:
    return {
        "key": place.key,
        "name": place.title,
        "level": place.level,
        "parent": page_key(place.parent.key) if place.parent else None,
        "population": place.population,
        "area": place.area,
        "valid_to": place.valid_to.isoformat() if place.valid_to else None,
        "fictional": place.fictional,
        "url": place.get_absolute_url(),
    }


def indicators() -> list[dict[str, object]]:
    """Our catalogue and the published series, with what there is of each."""
    published = {row.series_id: row for row in Series.objects.filter(build__is_current=True)}
    ours = [
        indicator_record(indicator, published.get(name)) for name, indicator in words().indicators.items()
    ]
    others = [
        indicator_record(indicator_of(row), row)
        for name, row in published.items()
        if name not in words().indicators
    ]
    return [*ours, *others]


def indicator_record(indicator: Indicator, series: Series | None) -> dict[str, object]:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "field": indicator.field,
        "question": indicator.question,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "variants": [variant.id for variant in indicator.variants],
        "first_year": series.first_year if series else None,
        "last_year": series.last_year if series else None,
        "places": series.places_count if series else 0,
    }


def sheet(indicator_id: str) -> dict[str, object] | None:
    series = (
        Series.objects.filter(build__is_current=True, series_id=indicator_id).select_related("build").first()
    )
    indicator = indicator_of(series) if series else words().indicators.get(indicator_id)
    if indicator is None:
        return None
    names = ("definition", "numerator", "denominator", "interpretation", "caveat", "reference")
    return {
        **indicator_record(indicator, series),
        **{name: getattr(indicator, name) for name in names},
        "concepts": list(indicator.concepts),
        "sources": _sources(series) if series else [],
    }


def observations(
    *, indicator: str, regions: list[str], years: list[int], groups: list[str], variant: str | None
) -> QuerySet[Observation]:
    """Values of the current build in one fixed order."""
    found = Observation.objects.filter(build=current_build(), indicator=indicator).select_related("place")
    if regions:
        keys = {key for region in regions for key in _own(region)}
        found = found.filter(place__key__in=keys)
    if years:
        found = found.filter(year__in=years)
    if groups:
        found = found.filter(group__in=groups)
    if variant is not None:
        found = found.filter(Q(variant=stored_variant(variant)) | Q(variant=variant))
    return found.order_by("pk")


def observation_record(row: Observation) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in _SAME},
        "variant": shown_variant(row.variant),
        "region": page_key(row.place.key),
        "region_name": row.place.title,
        "source": row.sources,
    }


def builds() -> list[dict[str, object]]:
    def file(build: Build, name: str) -> str:
        return reverse("monitoring:build_file", args=[build.build_id, name])

    return [
        {
            "id": build.build_id,
            "published_at": build.published_at.isoformat(),
            "is_current": build.is_current,
            "observations": build.observations_count,
            "manifest": file(build, "herkunft.json"),
            "values": file(build, "werte.csv"),
        }
        for build in publications(100)
    ]


def _own(region: str) -> tuple[str, ...]:
    """Every key under which a place may stand."""
    try:
        level_of(region)
    except ValueError:
        return (region,)
    return (region, *own_keys(page_key(region)))


def _sources(series: Series) -> list[dict[str, str]]:
    texts = Observation.objects.filter(build=series.build, indicator=series.series_id).values_list(
        "sources", flat=True
    )
    ids = {source for text in texts.distinct() for source in text.split()}
    names = ("publisher", "title", "licence", "licence_url", "retrieved_at", "sha256")
    return [
        {"id": delivery.delivery_id, **{name: getattr(delivery, name) for name in names}}
        for delivery in series.build.deliveries.filter(delivery_id__in=ids)
    ]


def sheet_exists(indicator_id: str) -> bool:
    return Series.objects.filter(build__is_current=True, series_id=indicator_id).exists()
