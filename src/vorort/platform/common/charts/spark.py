"""A line as small as a word. It carries no text: the sentence beside it says everything."""

from __future__ import annotations

from vorort.platform.common.charts import svg
from vorort.platform.common.charts.model import Stretch
from vorort.platform.common.charts.plane import Plane, runs, usual_step
from vorort.platform.common.charts.ticks import Ticks, axis_range

WIDTH, HEIGHT = 120.0, 36.0


def draw_spark(stretches: tuple[Stretch, ...], *, mirrored: bool = False) -> str:
    """The shape of a series for a card, empty when there are fewer than three values."""
    points = [p for stretch in stretches for p in stretch.points if p.value is not None]
    if len(points) < 3:
        return ""
    plane = _plane([p.value for p in points if p.value is not None], [p.year for p in points], mirrored)
    step = usual_step(stretches)
    lines = [
        svg.tag("path", class_="chart-line", d=svg.path([_place(p.year, p.value, plane) for p in run]))
        for stretch in stretches
        for run in runs(stretch, step)
        if len(run) > 1
    ]
    x, y = _place(points[-1].year, points[-1].value, plane)
    return svg.tag(
        "svg",
        *lines,
        svg.tag("circle", class_="chart-dot chart-dot-plain", cx=x, cy=y, r=3.5),
        class_="chart-spark",
        viewBox=f"0 0 {svg.number(WIDTH)} {svg.number(HEIGHT)}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        focusable="false",
    )


def _plane(values: list[float], years: list[int], mirrored: bool) -> Plane:
    low, high = axis_range(min(values), max(values))
    ticks = Ticks((low, high if high > low else low + 1), 0)
    span = (min(years), max(years))
    return Plane(WIDTH, 4, 5, 5, HEIGHT - 5, span, ticks, mirrored)


def _place(year: int, value: float | None, plane: Plane) -> tuple[float, float]:
    return plane.x(year), plane.y(value or 0.0)
