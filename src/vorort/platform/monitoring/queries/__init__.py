"""What the pages of the monitoring show. Each function answers one page with a frozen dataclass."""

from vorort.platform.monitoring.queries.builds import (
    data_page,
    operate_page,
    places_with_figures,
    publications,
)
from vorort.platform.monitoring.queries.catalogue import (
    catalogue_page,
    found_indicators,
    indicator_ids,
    sheet_page,
)
from vorort.platform.monitoring.queries.comparison import comparison_page
from vorort.platform.monitoring.queries.field import field_page, figures_by_field
from vorort.platform.monitoring.queries.indicator import indicator_page
from vorort.platform.monitoring.queries.maps import map_page
from vorort.platform.monitoring.queries.rows import current_build, place_ref, publishers_of
from vorort.platform.monitoring.queries.tables import indicator_table, place_downloads, place_table

__all__ = [
    "catalogue_page",
    "comparison_page",
    "current_build",
    "data_page",
    "field_page",
    "figures_by_field",
    "found_indicators",
    "indicator_ids",
    "indicator_page",
    "indicator_table",
    "map_page",
    "operate_page",
    "place_downloads",
    "place_ref",
    "place_table",
    "places_with_figures",
    "publications",
    "publishers_of",
    "sheet_page",
]
