"""A time series as a line that stops where it must not go on."""

from __future__ import annotations

from itertools import pairwise

from vorort.platform.common import text
from vorort.platform.common.charts import svg
from vorort.platform.common.charts.measure import text_width, wrap
from vorort.platform.common.charts.model import LineChart, Mark, Point, Size, Stretch
from vorort.platform.common.charts.plane import (
    LETTERS,
    WIDTHS,
    Plane,
    is_right_to_left,
    runs,
    usual_step,
)
from vorort.platform.common.charts.ticks import Ticks, axis_range, nice_ticks, year_labels

HEIGHTS = {Size.WIDE: 340.0, Size.COMPACT: 300.0}
DOTS_UP_TO = {Size.WIDE: 24, Size.COMPACT: 12}
YEARS_UP_TO = {Size.WIDE: 11, Size.COMPACT: 5}


def draw_line(chart: LineChart, size: Size) -> str:
    """The chart as SVG. The same chart gives the same bytes."""
    plane = lay_out(chart, size)
    letters = LETTERS[size]
    return svg.drawing(
        _grid(chart, plane, letters),
        _year_axis(chart, plane, size),
        *(_faint_line(stretches, plane) for stretches in chart.context),
        _breaks(chart, plane, letters),
        _own_line(chart, plane, size),
        _end_labels(chart, plane, letters),
        chart_id=f"{chart.id}-{size}",
        width=plane.width,
        height=HEIGHTS[size],
        title=chart.title,
        description=chart.description,
        mirrored=plane.mirrored,
        kind=f"{size} chart-svg-line",
    )


def lay_out(chart: LineChart, size: Size) -> Plane:
    letters = LETTERS[size]
    ticks = axis_ticks(chart)
    tick_width = max(text_width(_tick(value, ticks, chart), letters) for value in ticks.values)
    last = _last_shown(chart.stretches)
    end_width = text_width(last.text, letters, bold=True) if last else 0
    return Plane(
        width=WIDTHS[size],
        left=tick_width + 18,
        right=max(end_width + 16, 22),
        top=letters * (3.4 if len(chart.stretches) > 1 else 2.4),
        bottom=HEIGHTS[size] - letters * 2.2,
        years=chart.years or _years(chart),
        ticks=ticks,
        mirrored=is_right_to_left(chart.language),
    )


def axis_ticks(chart: LineChart) -> Ticks:
    values = _extremes(chart)
    if not values:
        return nice_ticks(0, 1, about=2)
    low, high = chart.span or axis_range(min(values), max(values))
    return nice_ticks(low, high, about=5, whole=chart.whole)


def starts_at_zero(chart: LineChart) -> bool:
    return axis_ticks(chart).from_zero


# --- axes ------------------------------------------------------------------------------------------


def _grid(chart: LineChart, plane: Plane, letters: float) -> str:
    begin, end = plane.at(plane.left - 6), plane.at(plane.width - plane.right + 6)
    drawn = []
    for value in plane.ticks.values:
        y = plane.y(value)
        kind = "chart-zero" if value == 0 else "chart-grid"
        drawn.append(svg.tag("line", class_=kind, x1=begin, y1=y, x2=end, y2=y))
        words = _tick(value, plane.ticks, chart)
        x = plane.at(plane.left - 12)
        drawn.append(svg.text(words, class_="chart-tick", x=x, y=y + letters * 0.35, text_anchor="end"))
    drawn.append(svg.text(chart.unit, class_="chart-unit", x=plane.at(0), y=letters, text_anchor="start"))
    if chart.axis_note and not plane.ticks.from_zero:
        drawn.append(_cut_axis(plane))
    return svg.tag("g", *drawn, class_="chart-axis", font_size=letters)


def _cut_axis(plane: Plane) -> str:
    """A small zigzag at the foot of the axis: here something has been left out."""
    x, y = plane.at(plane.left - 4), plane.bottom
    steps = [(x, y - 2), (x - 3, y - 5), (x + 3, y - 8), (x - 3, y - 11), (x, y - 14)]
    return svg.tag("path", class_="chart-cut", d=svg.path(steps))


def _year_axis(chart: LineChart, plane: Plane, size: Size) -> str:
    letters = LETTERS[size]
    y = plane.bottom + letters * 1.6
    first, last = plane.years
    drawn = []
    for year in year_labels([first, last], at_most=YEARS_UP_TO[size]):
        x = plane.x(year)
        drawn.append(svg.tag("line", class_="chart-notch", x1=x, y1=plane.bottom, x2=x, y2=plane.bottom + 5))
        drawn.append(svg.text(str(year), class_="chart-tick", x=x, y=y, text_anchor="middle"))
    return svg.tag("g", *drawn, class_="chart-axis", font_size=letters)


def _tick(value: float, ticks: Ticks, chart: LineChart) -> str:
    return text.number(value, ticks.decimals, language=chart.language)


# --- lines -----------------------------------------------------------------------------------------


def _own_line(chart: LineChart, plane: Plane, size: Size) -> str:
    step = usual_step(chart.stretches)
    count = sum(len(stretch.points) for stretch in chart.stretches)
    sparing = bool(chart.context) or count > DOTS_UP_TO[size]
    drawn = []
    for stretch in chart.stretches:
        for run in runs(stretch, step):
            drawn += [_band(run, plane), *_strokes(run, plane), *_dots(run, plane, sparing)]
    return svg.tag("g", *drawn, class_="chart-own")


def _faint_line(stretches: tuple[Stretch, ...], plane: Plane) -> str:
    step = usual_step(stretches)
    drawn = [_strokes(run, plane) for stretch in stretches for run in runs(stretch, step)]
    return svg.tag("g", *(stroke for strokes in drawn for stroke in strokes), class_="chart-context")


def _band(run: list[Point], plane: Plane) -> str:
    """The interval around the values, as an area, or as a whisker where a value stands alone."""
    known = [(plane.x(p.year), plane.y(p.low), plane.y(p.high)) for p in run if _has_interval(p)]
    if len(known) < len(run):
        return ""
    if len(known) == 1:
        x, low, high = known[0]
        return svg.tag("line", class_="chart-whisker", x1=x, y1=low, x2=x, y2=high)
    edge = [(x, high) for x, _, high in known] + [(x, low) for x, low, _ in reversed(known)]
    return svg.tag("path", class_="chart-band", d=svg.path(edge, closed=True))


def _strokes(run: list[Point], plane: Plane) -> list[str]:
    """The line, in pieces that are all solid or all dashed: dashed leads to a provisional value."""
    pieces: list[tuple[bool, list[tuple[float, float]]]] = []
    for before, after in pairwise(run):
        dashed = after.mark is Mark.PROVISIONAL
        if not pieces or pieces[-1][0] != dashed:
            pieces.append((dashed, [_place(before, plane)]))
        pieces[-1][1].append(_place(after, plane))
    return [
        svg.tag("path", class_="chart-line chart-line-dashed" if dashed else "chart-line", d=svg.path(places))
        for dashed, places in pieces
    ]


def _dots(run: list[Point], plane: Plane, sparing: bool) -> list[str]:
    needed = [p for p in run if not sparing or p is run[-1] or len(run) == 1 or p.mark is not Mark.PLAIN]
    return [_dot(point, plane) for point in needed]


def _dot(point: Point, plane: Plane) -> str:
    x, y = _place(point, plane)
    hover = svg.tag("title", svg.escape(f"{point.label or point.year}: {point.text}"))
    radius = 4 if point.mark is Mark.PLAIN else 5
    return svg.tag("circle", hover, class_=f"chart-dot chart-dot-{point.mark}", cx=x, cy=y, r=radius)


def _end_labels(chart: LineChart, plane: Plane, letters: float) -> str:
    """The last value behind the line: the number most readers came for."""
    last = _last_shown(chart.stretches)
    if last is None:
        return ""
    x, y = _place(last, plane)
    x += -10 if plane.mirrored else 10
    words = svg.text(last.text, class_="chart-value", x=x, y=y + letters * 0.35, text_anchor="start")
    return svg.tag("g", words, font_size=letters)


# --- breaks ----------------------------------------------------------------------------------------


def _breaks(chart: LineChart, plane: Plane, letters: float) -> str:
    """A dashed upright where a series does not continue, with its number and, if it fits, why."""
    marked = [
        (number, _between(before, after, plane), after.reason)
        for number, (before, after) in enumerate(pairwise(chart.stretches), start=1)
        if before.points and after.points
    ]
    ends = [*(x for _, x, _ in marked[1:]), plane.at(plane.width)]
    drawn = [
        _break(number, x, reason, abs(end - x), plane, letters)
        for (number, x, reason), end in zip(marked, ends, strict=False)
    ]
    return svg.tag("g", *drawn, class_="chart-breaks", font_size=letters * 0.87) if drawn else ""


def _break(number: int, x: float, reason: str, room: float, plane: Plane, letters: float) -> str:
    y = plane.top - letters * 1.05
    forward = -1 if plane.mirrored else 1
    drawn = [
        svg.tag("line", class_="chart-break", x1=x, y1=y + 9, x2=x, y2=plane.bottom),
        svg.tag("circle", class_="chart-break-mark", cx=x, cy=y, r=9),
        svg.text(
            str(number),
            class_="chart-break-number",
            x=x,
            y=y + letters * 0.3,
            text_anchor="middle",
            font_size=letters * 0.8,
        ),
    ]
    if reason and wrap(reason, room - 22, letters * 0.87, lines=1) == (reason,):
        at = x + 14 * forward
        drawn.append(svg.text(reason, class_="chart-note", x=at, y=y + letters * 0.3, text_anchor="start"))
    return "".join(drawn)


def _between(before: Stretch, after: Stretch, plane: Plane) -> float:
    return (plane.x(before.points[-1].year) + plane.x(after.points[0].year)) / 2


# --- the data --------------------------------------------------------------------------------------


def _place(point: Point, plane: Plane) -> tuple[float, float]:
    assert point.value is not None, "a run holds values only"
    return plane.x(point.year), plane.y(point.value)


def _has_interval(point: Point) -> bool:
    return point.low is not None and point.high is not None


def _last_shown(stretches: tuple[Stretch, ...]) -> Point | None:
    shown = [p for stretch in stretches for p in stretch.points if p.value is not None]
    return shown[-1] if shown else None


def _years(chart: LineChart) -> tuple[int, int]:
    groups = (chart.stretches, *chart.context)
    years = [p.year for stretches in groups for stretch in stretches for p in stretch.points]
    return (min(years), max(years)) if years else (0, 0)


def _extremes(chart: LineChart) -> list[float]:
    groups = (chart.stretches, *chart.context)
    points = [p for stretches in groups for stretch in stretches for p in stretch.points]
    return [v for p in points for v in (p.value, p.low, p.high) if v is not None]
