"""Everything published about a place, or about one indicator in it, for downloads."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain.figures import Download
from vorort.platform.monitoring.exports import IndicatorTable, PlaceTable
from vorort.platform.monitoring.models import Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.field import lenders
from vorort.platform.monitoring.queries.rows import current_build, figures, place_ref, source_notes
from vorort.platform.places import queries as places
from vorort.platform.places.models import Place


def place_downloads(place: Place) -> tuple[Download, ...]:
    return tuple(
        Download(
            _("Alle Zahlen zu diesem Ort"), suffix.upper(), addresses.place_download_url(place.key, suffix)
        )
        for suffix in ("csv", "json")
    )


def place_table(key: str) -> PlaceTable | None:
    """All figures of a place and of the Kreis whose values it borrows."""
    place, build = places.place(key), current_build()
    if place is None or build is None:
        return None
    around = places.surroundings(place)
    rows = {row: place_ref(page) for row, page in around.pages.items() if page in lenders(around)}
    found = Observation.objects.filter(build=build, place_id__in=list(rows))
    listed = tuple(figures(found.order_by("indicator", "variant", "year", "period", "pk"), rows))
    return PlaceTable(
        place=place_ref(place),
        figures=listed,
        sources=source_notes(build, listed),
        build_id=build.build_id,
        address=settings.VORORT_URL + place.get_absolute_url(),
    )


def indicator_table(key: str, indicator_id: str) -> IndicatorTable | None:
    """All variants, years and splits of the place, and of the Kreis whose values it borrows."""
    place = places.place(key)
    series = (
        Series.objects.filter(build__is_current=True, series_id=indicator_id).select_related("build").first()
    )
    if place is None or series is None:
        return None
    around = places.surroundings(place)
    rows = {row: place_ref(page) for row, page in around.pages.items() if page in lenders(around)}
    found = Observation.objects.filter(
        build=series.build, indicator=indicator_id, place_id__in=list(rows)
    ).order_by("variant", "year", "period", "is_total", "pk")
    indicator = definitions.indicator_of(series)
    listed = tuple(figures(found, rows))
    return IndicatorTable(
        place=place_ref(place),
        indicator=indicator,
        figures=listed,
        sources=source_notes(series.build, listed),
        build_id=series.build.build_id,
        address=settings.VORORT_URL + addresses.indicator_url(place.key, indicator),
    )
