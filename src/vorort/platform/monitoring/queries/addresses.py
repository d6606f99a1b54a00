"""Where the pages of the monitoring are."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from vorort.platform.monitoring.domain.figures import IndicatorLinks, PlaceRef
from vorort.statistics.catalog.model import Indicator, Variant
from vorort.statistics.vocab import Level

_MAP_LEVELS = (Level.BUND, Level.LAND, Level.REGION, Level.KREIS)


def indicator_url(place: str, indicator: Indicator, variant: str = "") -> str:
    url = reverse("monitoring:indicator", args=[place, indicator.id])
    is_default = not variant or variant == indicator.variants[0].id
    return url if is_default else f"{url}?{urlencode({'variante': variant})}"


def field_url(place: str, field: str) -> str:
    return reverse("monitoring:field", args=[place, field])


def sheet_url(indicator: str) -> str:
    return reverse("monitoring:sheet", args=[indicator])


def comparison_url(indicator: str = "", places: tuple[str, ...] = (), variant: str = "") -> str:
    chosen = {"indikator": indicator, "orte": ",".join(places), "variante": variant}
    query = urlencode({name: value for name, value in chosen.items() if value}, safe=",")
    return reverse("monitoring:compare") + (f"?{query}" if query else "")


def map_url(indicator: str, around: str) -> str:
    return reverse("monitoring:map", args=[indicator, around])


def download_url(place: str, indicator: str, suffix: str) -> str:
    return reverse("monitoring:download", args=[place, indicator, suffix])


def place_download_url(place: str, suffix: str) -> str:
    return reverse("monitoring:place_download", args=[place, suffix])


def links(
    place: PlaceRef,
    indicator: Indicator,
    variant: Variant,
    *,
    variants: tuple[Variant, ...] = (),
    comparable: tuple[str, ...] = (),
    map_around: str = "",
    small_area_map: str = "",
) -> IndicatorLinks:
    """Where one can go from a page about an indicator in a place."""
    return IndicatorLinks(
        permanent=indicator_url(place.key, indicator, variant.id),
        place=place.url,
        field=field_url(place.key, indicator.field),
        sheet=sheet_url(indicator.id),
        comparison=comparison_url(indicator.id, comparable or (place.key,)),
        map=map_url(indicator.id, map_around) if map_around else "",
        small_area_map=map_url(indicator.id, small_area_map) if small_area_map else "",
        csv=download_url(place.key, indicator.id, "csv"),
        json=download_url(place.key, indicator.id, "json"),
        xlsx=download_url(place.key, indicator.id, "xlsx"),
        variants=tuple(
            (other.id, indicator_url(place.key, indicator, other.id))
            for other in variants
            if other.id != variant.id
        ),
    )


def has_map(place: PlaceRef) -> bool:
    return place.level in _MAP_LEVELS
