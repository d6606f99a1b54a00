"""Everything published about an indicator in a place, for downloads."""

from __future__ import annotations

from django.conf import settings

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.exports import IndicatorTable
from vorort.platform.monitoring.models import Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.field import lenders
from vorort.platform.monitoring.queries.rows import figures, place_ref, source_notes
from vorort.platform.places import queries as places


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
