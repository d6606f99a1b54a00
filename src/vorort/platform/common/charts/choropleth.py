"""A map in few classes that can be told apart in grey, in print and by colour-blind eyes."""

from __future__ import annotations

import math
from bisect import bisect_right

from vorort.platform.common.charts import svg
from vorort.platform.common.charts.model import MapChart, Shape, Size
from vorort.platform.common.charts.plane import WIDTHS
from vorort.platform.common.charts.ticks import nice_ticks

MOST_CLASSES = 5


def class_bounds(values: list[float], *, whole: bool = False) -> tuple[float, ...]:
    """Limits of at most five classes with round numbers, n + 1 of them for n classes."""
    if not values:
        return ()
    about = min(MOST_CLASSES, max(2, len(set(values))))  # three places do not need five classes
    return nice_ticks(min(values), max(values), about=about, whole=whole).values


def decimals_of(bounds: tuple[float, ...]) -> int:
    """How many decimals the limits need to be told apart."""
    return next(n for n in range(13) if n == 12 or all(math.isclose(round(b, n), b) for b in bounds))


def class_of(value: float, bounds: tuple[float, ...]) -> int:
    """The class of a value, from 0. A limit belongs to the class above it, the last to the last."""
    return min(max(bisect_right(bounds, value) - 1, 0), len(bounds) - 2)


def draw_map(chart: MapChart) -> str:
    """The map as SVG, as wide as every drawing, whatever the plane of its outlines measures."""
    scale = WIDTHS[Size.WIDE] / chart.width
    tiles = [_tile(chart, str(number), _tone(number), scale) for number in range(len(chart.bounds) - 1)]
    shapes = "".join(_shape(shape, chart) for shape in chart.shapes if shape.path)
    return svg.drawing(
        svg.tag("defs", *tiles, _tile(chart, "none", _no_tone(), scale)),
        svg.tag("g", shapes, class_="chart-areas", transform=f"scale({scale:.6g})"),
        chart_id=chart.id,
        width=WIDTHS[Size.WIDE],
        height=chart.height * scale,
        title=chart.title,
        description=chart.description,
        mirrored=False,  # east stays east
        kind="map",
    )


def draw_swatch(chart: MapChart, number: int | None) -> str:
    """The sample of a class for the legend; None is the sample for places without a value."""
    tone = _no_tone() if number is None else _tone(number)
    tiles = "".join(svg.tag("g", tone, transform=f"translate({x},{y})") for y in (2, 10) for x in (2, 10, 18))
    return svg.tag(
        "svg",
        tiles,
        svg.tag("rect", class_="chart-swatch-edge", x=1, y=1, width=26, height=18),
        class_="chart-swatch",
        viewBox="0 0 28 20",
        width=28,
        height=20,
        aria_hidden="true",
        focusable="false",
    )


def _shape(shape: Shape, chart: MapChart) -> str:
    name = "none" if shape.value is None else str(class_of(shape.value, chart.bounds))
    hover = svg.tag("title", svg.escape(f"{shape.name}: {shape.text}"))
    return svg.tag("path", hover, class_="chart-area", d=shape.path, fill=f"url(#{chart.id}-{name})")


def _tone(number: int) -> str:
    """A tone with dots that grow with the class: the tone for eyes, the dots for bad copies."""
    tone = svg.tag("rect", class_=f"chart-tone chart-tone-{number}", width=8, height=8)
    radius = math.sqrt(number) * 0.9
    dot = svg.tag("circle", class_=f"chart-tone-dot chart-tone-dot-{number}", cx=4, cy=4, r=radius)
    return tone + (dot if number else "")


def _no_tone() -> str:
    tone = svg.tag("rect", class_="chart-tone chart-tone-none", width=8, height=8)
    return tone + svg.tag("path", class_="chart-hatch", d="M0 8L8 0M-2 2L2 -2M6 10L10 6")


def _tile(chart: MapChart, name: str, content: str, scale: float) -> str:
    """Outlines are scaled to the drawing, so the tile is scaled back to stay the same on every map."""
    return svg.tag(
        "pattern",
        content,
        id=f"{chart.id}-{name}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform=f"scale({1 / scale:.6g})",
    )
