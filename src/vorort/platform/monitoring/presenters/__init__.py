"""From what a page knows (domain/figures.py) to words, tables and charts for its template."""

from vorort.platform.monitoring.presenters.brief import present_field, present_place_figure
from vorort.platform.monitoring.presenters.catalogue import present_catalogue, present_sheet
from vorort.platform.monitoring.presenters.comparison import present_comparison
from vorort.platform.monitoring.presenters.data import present_data
from vorort.platform.monitoring.presenters.desk import present_operate
from vorort.platform.monitoring.presenters.indicator import present_indicator
from vorort.platform.monitoring.presenters.maps import present_map

__all__ = [
    "present_catalogue",
    "present_comparison",
    "present_data",
    "present_field",
    "present_indicator",
    "present_map",
    "present_operate",
    "present_place_figure",
    "present_sheet",
]
