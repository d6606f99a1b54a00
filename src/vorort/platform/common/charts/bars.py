"""Values beside each other: groups, places, small areas. Bars always begin at zero."""

from __future__ import annotations

from dataclasses import dataclass

from vorort.platform.common.charts import svg
from vorort.platform.common.charts.measure import text_width, wrap
from vorort.platform.common.charts.model import Bar, BarChart, Mark, Size
from vorort.platform.common.charts.plane import LETTERS, WIDTHS, is_right_to_left

BAR = {Size.WIDE: 24.0, Size.COMPACT: 18.0}
GAP = {Size.WIDE: 14.0, Size.COMPACT: 18.0}
NAMES = 230.0  # width of the column of names in the wide drawing
ABOVE = 10.0


@dataclass(frozen=True)
class Row:
    """A bar with its place: `top` of the row, lines of its name, upper edge of the bar itself."""

    bar: Bar
    lines: tuple[str, ...]
    top: float
    bar_top: float
    height: float


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    begin: float  # where bars may begin and end, in reading direction
    end: float
    low: float
    high: float
    mirrored: bool
    rows: tuple[Row, ...]

    def x(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return self.at(self.begin + share * (self.end - self.begin))

    def at(self, distance: float) -> float:
        return self.width - distance if self.mirrored else distance


def draw_bars(chart: BarChart, size: Size) -> str:
    """The chart as SVG. The same chart gives the same bytes."""
    layout = lay_out_bars(chart, size)
    letters = LETTERS[size]
    drawn = "".join(_row(row, layout, size) for row in layout.rows)
    return svg.drawing(
        _reference(chart, layout, letters),
        svg.tag("g", drawn, font_size=letters),
        _zero(layout),
        chart_id=f"{chart.id}-{size}",
        width=layout.width,
        height=layout.height,
        title=chart.title,
        description=chart.description,
        mirrored=layout.mirrored,
        kind=f"{size} chart-svg-{'bars' if any(bar.own for bar in chart.bars) else 'even'}",
    )


def lay_out_bars(chart: BarChart, size: Size) -> Layout:
    width, letters = WIDTHS[size], LETTERS[size]
    wide = size is Size.WIDE
    values = [
        v for bar in (*chart.bars, *_extra(chart)) for v in (bar.value, bar.low, bar.high) if v is not None
    ]
    low, high = min([0.0, *values]), max([0.0, *values])
    labels = [text_width(bar.text, letters, bold=True) for bar in chart.bars if bar.value is not None]
    beside = max([0.0, *labels]) + 14
    top = letters * 1.8 if chart.reference else ABOVE
    rows = _rows(chart, size, top)
    return Layout(
        width=width,
        height=(rows[-1].top + rows[-1].height + ABOVE) if rows else top,
        begin=(NAMES + 16 if wide else 1.5) + (beside if low < 0 else 0),
        end=width - beside,
        low=low,
        high=high if high > low else 1.0,
        mirrored=is_right_to_left(chart.language),
        rows=rows,
    )


def _rows(chart: BarChart, size: Size, top: float) -> tuple[Row, ...]:
    letters, wide = LETTERS[size], size is Size.WIDE
    rows, y = [], top
    for bar in chart.bars:
        lines = wrap(bar.name, NAMES if wide else WIDTHS[size] - 4, letters, lines=4, bold=bar.own)
        words = len(lines) * letters * 1.25
        if wide:
            height = max(words, BAR[size])
            bar_top = y + (height - BAR[size]) / 2
        else:
            height = words + 5 + BAR[size]
            bar_top = y + words + 5
        rows.append(Row(bar, lines, y, bar_top, height))
        y += height + GAP[size]
    return tuple(rows)


def _row(row: Row, layout: Layout, size: Size) -> str:
    value = _missing(row, layout, size) if row.bar.value is None else _bar(row, layout, size)
    return svg.tag(
        "g", _name(row, layout, size), value, class_="chart-row-own" if row.bar.own else "chart-row"
    )


def _name(row: Row, layout: Layout, size: Size) -> str:
    letters, wide = LETTERS[size], size is Size.WIDE
    x = layout.at(NAMES if wide else 0)
    first = row.top + letters
    if wide:
        first += (row.height - len(row.lines) * letters * 1.25) / 2
    return "".join(
        svg.text(
            line,
            class_="chart-name",
            x=x,
            y=first + number * letters * 1.25,
            text_anchor="end" if wide else "start",
        )
        for number, line in enumerate(row.lines)
    )


def _bar(row: Row, layout: Layout, size: Size) -> str:
    bar = row.bar
    zero, end = layout.x(0), layout.x(bar.value or 0)
    body = svg.tag(
        "rect",
        class_=f"chart-bar chart-bar-{bar.mark}",
        x=min(zero, end),
        y=row.bar_top,
        width=abs(end - zero),
        height=BAR[size],
    )
    return body + _whisker(row, layout, size) + _value(row, layout, size)


def _whisker(row: Row, layout: Layout, size: Size) -> str:
    if row.bar.low is None or row.bar.high is None:
        return ""
    x1, x2, y = layout.x(row.bar.low), layout.x(row.bar.high), row.bar_top + BAR[size] / 2
    steps = f"M{svg.number(x1)} {svg.number(y)}H{svg.number(x2)}"
    caps = "".join(f"M{svg.number(x)} {svg.number(y - 5)}v10" for x in (x1, x2))
    return svg.tag("path", class_="chart-whisker", d=steps + caps)


def _value(row: Row, layout: Layout, size: Size) -> str:
    bar = row.bar
    value = bar.value or 0
    negative = value < 0
    edges = [value] if bar.low is None or bar.high is None else [value, bar.low, bar.high]
    edge = layout.x(min(edges) if negative else max(edges))
    forward = (-1 if negative else 1) * (-1 if layout.mirrored else 1)
    y = row.bar_top + BAR[size] / 2 + LETTERS[size] * 0.35
    anchor = "end" if negative else "start"
    return svg.text(bar.text, class_="chart-value", x=edge + 8 * forward, y=y, text_anchor=anchor)


def _missing(row: Row, layout: Layout, size: Size) -> str:
    """No bar, and in its place the reason: an empty row would look like zero."""
    letters = LETTERS[size]
    x = layout.x(0) + (-10 if layout.mirrored else 10)
    y = row.bar_top + BAR[size] / 2 + letters * 0.35
    room = abs(layout.at(layout.width) - x)
    words = wrap(row.bar.text, room, letters, lines=1)[0]
    return svg.text(words, class_="chart-missing", x=x, y=y, text_anchor="start")


def _zero(layout: Layout) -> str:
    x = layout.x(0)
    if not layout.rows:
        return ""
    first, last = layout.rows[0], layout.rows[-1]
    if first.bar_top > first.top + 2 and layout.begin < NAMES:
        return _short_zeros(layout, x)
    return svg.tag("line", class_="chart-zero", x1=x, y1=first.top - 4, x2=x, y2=last.top + last.height + 4)


def _short_zeros(layout: Layout, x: float) -> str:
    """Where names stand above their bars, one long line would cross the names."""
    steps = "".join(
        f"M{svg.number(x)} {svg.number(row.bar_top - 2)}V{svg.number(row.top + row.height + 2)}"
        for row in layout.rows
    )
    return svg.tag("path", class_="chart-zero", d=steps)


def _reference(chart: BarChart, layout: Layout, letters: float) -> str:
    if chart.reference is None or chart.reference.value is None or not layout.rows:
        return ""
    x, last = layout.x(chart.reference.value), layout.rows[-1]
    bottom = last.top + last.height + 4
    line = svg.tag("line", class_="chart-reference", x1=x, y1=letters * 1.5, x2=x, y2=bottom)
    words = f"{chart.reference.name}: {chart.reference.text}"
    half = text_width(words, letters) / 2
    middle = min(max(x, half + 2), layout.width - half - 2)
    label = svg.text(words, class_="chart-note", x=middle, y=letters, text_anchor="middle", font_size=letters)
    return line + label


def _extra(chart: BarChart) -> tuple[Bar, ...]:
    return (chart.reference,) if chart.reference else ()


def has_mark(chart: BarChart, mark: Mark) -> bool:
    return any(bar.mark is mark for bar in chart.bars)
