"""From figures to charts with sentence, table, legend and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from vorort.platform.common import charts
from vorort.platform.common.charts import Bar, BarChart, LineChart, Mark, Point, Size, Stretch
from vorort.platform.monitoring.domain import chance, overview, words
from vorort.platform.monitoring.domain.figures import Figure, Segment
from vorort.platform.monitoring.domain.quantities import figure_text, period_name, unit_name
from vorort.platform.monitoring.presenters.naming import chart_line, ground_line
from vorort.platform.monitoring.presenters.shown import ChartView, LegendEntry, Table
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Status, Unit

_MARKS = {
    Status.UNCERTAIN: Mark.UNCERTAIN,
    Status.PROVISIONAL: Mark.PROVISIONAL,
    Status.ESTIMATED: Mark.PROVISIONAL,
}
WHOLE_UNITS = frozenset({Unit.PERSONS, Unit.COUNT})


def series_chart(
    chart_id: str, title: str, segments: tuple[Segment, ...], indicator: Indicator, table: Table
) -> ChartView:
    sentence = overview.series(segments, indicator)
    description = overview.series_with_breaks(segments, indicator)
    drawn = line_chart(chart_id, title, description, segments, indicator)
    cut = drawn.axis_note if not charts.starts_at_zero(drawn) else ""
    figures = [figure for segment in segments for figure in segment.figures]
    breaks = overview.series_breaks(segments, indicator)
    numbered = [f"{number}. {said}" for number, said in enumerate(breaks, start=1)]
    return ChartView(
        id=chart_id,
        title=title,
        subtitle=chart_line(figures[-1]) if figures else "",
        sentence=sentence,
        wide=_safe(charts.draw_line(drawn, Size.WIDE)),
        narrow=_safe(charts.draw_line(drawn, Size.COMPACT)),
        table=table,
        notes=tuple(note for note in (*numbered, cut) if note),
        legend=_legend(figures, indicator, bars=False),
    )


def line_chart(
    chart_id: str,
    title: str,
    sentence: str,
    segments: tuple[Segment, ...],
    indicator: Indicator,
    **frame: object,
) -> LineChart:
    first = next((figure for segment in segments for figure in segment.figures), None)
    return LineChart(
        id=chart_id,
        title=title,
        description=sentence,
        stretches=stretches(segments, indicator),
        unit=unit_name(first.unit) if first else "",
        language=get_language() or "de",
        axis_note=_("Die Achse beginnt nicht bei null; der gezackte Fuß der Achse zeigt das an."),
        whole=first is not None and first.unit in WHOLE_UNITS,
        **frame,  # type: ignore[arg-type]
    )


def stretches(segments: tuple[Segment, ...], indicator: Indicator) -> tuple[Stretch, ...]:
    filled = [segment.figures for segment in segments if segment.figures]
    reasons = [
        words.why_not_comparable(before[-1], after[0], indicator) for before, after in pairwise(filled)
    ]
    return tuple(
        Stretch(tuple(_point(figure, indicator) for figure in figures), reason)
        for figures, reason in zip(filled, ["", *reasons], strict=False)
    )


def bar_chart(
    chart_id: str,
    title: str,
    sentence: str,
    named: Iterable[tuple[str, Figure]],
    indicator: Indicator,
    table: Table,
    *,
    own: str = "",
    reference: tuple[str, Figure] | None = None,
    notes: tuple[str, ...] = (),
    alone: bool = False,
) -> ChartView:
    """Values beside each other. `own` is the key of the place that is marked by weight.

    A chart that stands `alone` also names base and boundaries.
    """
    listed = list(named)
    figures = [figure for _name, figure in listed]
    drawn = BarChart(
        id=chart_id,
        title=title,
        description=sentence,
        bars=tuple(_bar(name, figure, indicator, own) for name, figure in listed),
        language=get_language() or "de",
        reference=_bar(*reference, indicator, "") if reference else None,
    )
    return ChartView(
        id=chart_id,
        title=title,
        subtitle=_common_ground(figures, ground_line if alone else chart_line),
        sentence=sentence,
        wide=_safe(charts.draw_bars(drawn, Size.WIDE)),
        narrow=_safe(charts.draw_bars(drawn, Size.COMPACT)),
        table=table,
        notes=notes,
        legend=_legend(figures, indicator, bars=True),
    )


def spark(segments: tuple[Segment, ...], indicator: Indicator) -> SafeString:
    return _safe(charts.draw_spark(stretches(segments, indicator), mirrored=get_language_bidi()))


def mark_of(figure: Figure) -> Mark:
    if figure.value is None:
        return Mark.MISSING
    return _MARKS.get(figure.status, Mark.PLAIN)


def _point(figure: Figure, indicator: Indicator) -> Point:
    low, high = chance.interval(figure, indicator) or (None, None)
    return Point(
        year=figure.year,
        value=figure.value,
        text=figure_text(figure, indicator.decimals),
        label=period_name(figure.period),
        low=low,
        high=high,
        mark=mark_of(figure),
    )


def _bar(name: str, figure: Figure, indicator: Indicator, own: str) -> Bar:
    low, high = chance.interval(figure, indicator) or (None, None)
    return Bar(
        name=name,
        value=figure.value,
        text=figure_text(figure, indicator.decimals),
        low=low,
        high=high,
        mark=mark_of(figure),
        own=bool(own) and figure.place.key == own,
    )


def _common_ground(figures: list[Figure], line: Callable[[Figure], str]) -> str:
    if not figures:
        return ""
    periods = {figure.period for figure in figures}
    time = f"{period_name(figures[0].period)} · " if len(periods) == 1 else ""
    return time + line(figures[0])


def _legend(figures: list[Figure], indicator: Indicator, *, bars: bool) -> tuple[LegendEntry, ...]:
    """Only what stands in this chart is explained."""
    marks = {mark_of(figure) for figure in figures}
    with_interval = [figure for figure in figures if chance.interval(figure, indicator)]
    form = "bar" if bars else "line"
    entries = [
        (Mark.UNCERTAIN in marks, LegendEntry(f"{form}-uncertain", _("unsicher"))),
        (Mark.PROVISIONAL in marks, LegendEntry(f"{form}-provisional", _("vorläufig oder geschätzt"))),
        (
            bool(with_interval),
            LegendEntry(
                "whisker" if bars else "band",
                _("{name} (95 %)").format(name=chance.interval_name(with_interval, indicator)),
            ),
        ),
    ]
    return tuple(entry for is_shown, entry in entries if is_shown)


def _safe(markup: str) -> SafeString:
    """Charts are written by common/charts, which escapes every text and attribute."""
    return mark_safe(markup)  # noqa: S308
