"""A map in few classes that can be told apart in grey, in print and by colour-blind eyes."""

from __future__ import annotations

import math
from bisect import bisect_right

from vorort.platform.common.charts import svg
from vorort.platform.common.charts.model import MapChart, Shape
from vorort.platform.common.charts.ticks import nice_ticks

MOST_CLASSES = 5


def class_bounds(values: list[float], *, whole: bool = False) -> tuple[float, ...]:
    """Limits of at most five classes with round numbers, n + 1 of them for n classes."""
    if not values:
        return ()
    return nice_ticks(min(values), max(values), about=MOST_CLASSES, whole=whole).values


def class_of(value: float, bounds: tuple[float, ...]) -> int:
    """The class of a value, from 0. A limit belongs to the class above it, the last to the last."""
    return min(max(bisect_right(bounds, value) - 1, 0), len(bounds) - 2)


def draw_map(chart: MapChart) -> str:
    """The map as SVG. Each place is a link where it has an address."""
    patterns = "".join(_pattern(chart.id, number) for number in range(max(len(chart.bounds) - 1, 0)))
    shapes = "".join(_shape(shape, chart) for shape in chart.shapes if shape.path)
    return svg.drawing(
        svg.tag("defs", patterns, _unknown(chart.id)),
        svg.tag("g", shapes, class_="chart-areas"),
        chart_id=chart.id,
        width=chart.width,
        height=chart.height,
        title=chart.title,
        description=chart.description,
        mirrored=False,  # east stays east
        kind="map",
    )


def draw_swatch(chart: MapChart, number: int | None) -> str:
    """The sample of a class for the legend; None is the sample for places without a value."""
    fill = f"url(#{chart.id}-{'none' if number is None else number})"
    box = svg.tag("rect", class_="chart-area", x=1, y=1, width=26, height=18, fill=fill)
    return svg.tag(
        "svg",
        box,
        class_="chart-swatch",
        viewBox="0 0 28 20",
        width=28,
        height=20,
        aria_hidden="true",
        focusable="false",
    )


def _shape(shape: Shape, chart: MapChart) -> str:
    number = "none" if shape.value is None else str(class_of(shape.value, chart.bounds))
    hover = svg.tag("title", svg.escape(f"{shape.name}: {shape.text}"))
    return svg.tag("path", hover, class_="chart-area", d=shape.path, fill=f"url(#{chart.id}-{number})")


def _pattern(chart_id: str, number: int) -> str:
    """A tone with dots that grow with the class: the tone for eyes, the dots for bad copies."""
    tone = svg.tag("rect", class_=f"chart-tone chart-tone-{number}", width=8, height=8)
    radius = math.sqrt(number) * 0.9
    dot = svg.tag("circle", class_="chart-tone-dot", cx=4, cy=4, r=radius) if number else ""
    return _tile(f"{chart_id}-{number}", tone + dot)


def _unknown(chart_id: str) -> str:
    tone = svg.tag("rect", class_="chart-tone chart-tone-none", width=8, height=8)
    stroke = svg.tag("path", class_="chart-hatch", d="M0 8L8 0M-2 2L2 -2M6 10L10 6")
    return _tile(f"{chart_id}-none", tone + stroke)


def _tile(pattern_id: str, content: str) -> str:
    return svg.tag("pattern", content, id=pattern_id, width=8, height=8, patternUnits="userSpaceOnUse")
