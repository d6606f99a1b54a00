"""Charts drawn on the server as accessible SVG. Words come from the caller (ADR 0003)."""

from vorort.platform.common.charts.bars import draw_bars
from vorort.platform.common.charts.choropleth import (
    class_bounds,
    class_of,
    decimals_of,
    draw_map,
    draw_swatch,
)
from vorort.platform.common.charts.line import draw_line, starts_at_zero
from vorort.platform.common.charts.model import (
    Bar,
    BarChart,
    LineChart,
    MapChart,
    Mark,
    Point,
    Shape,
    Size,
    Stretch,
)
from vorort.platform.common.charts.plane import is_right_to_left
from vorort.platform.common.charts.spark import draw_spark

__all__ = [
    "Bar",
    "BarChart",
    "LineChart",
    "MapChart",
    "Mark",
    "Point",
    "Shape",
    "Size",
    "Stretch",
    "class_bounds",
    "class_of",
    "decimals_of",
    "draw_bars",
    "draw_line",
    "draw_map",
    "draw_spark",
    "draw_swatch",
    "is_right_to_left",
    "starts_at_zero",
]
