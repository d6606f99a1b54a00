"""The same small chart for each place, on one scale, with the others faintly behind."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from vorort.platform.common import charts, text
from vorort.platform.common.charts import Size
from vorort.platform.common.charts.ticks import axis_range
from vorort.platform.monitoring.domain import chance, overview
from vorort.platform.monitoring.domain.figures import Figure, PlaceRef, Segment
from vorort.platform.monitoring.domain.placewords import name_of, spoken_name
from vorort.platform.monitoring.presenters.figurecharts import line_chart, stretches
from vorort.statistics.catalog.model import Indicator

Series = list[tuple[PlaceRef, tuple[Segment, ...]]]


@dataclass(frozen=True)
class MultipleView:
    name: str
    url: str
    drawing: SafeString
    notes: tuple[str, ...]
    cut: bool


def small_multiples(series: Series, indicator: Indicator) -> tuple[MultipleView, ...]:
    """Empty where fewer than two places have a series of at least two values."""
    shown = [(place, segments) for place, segments in series if len(_shown(segments)) > 1]
    if len(shown) < 2:
        return ()
    values = [value for _place, segments in shown for value in _values(segments, indicator)]
    years = [f.year for _place, segments in shown for s in segments for f in s.figures]
    frame = {"span": axis_range(min(values), max(values)), "years": (min(years), max(years))}
    return tuple(_multiple(number, shown, indicator, frame) for number in range(len(shown)))


def _multiple(number: int, shown: Series, indicator: Indicator, frame: dict[str, object]) -> MultipleView:
    place, segments = shown[number]
    others = tuple(stretches(other, indicator) for n, (_place, other) in enumerate(shown) if n != number)
    sentence = overview.series_with_breaks(segments, indicator)
    chart = line_chart(
        f"verlauf-{number + 1}",
        text.listed((indicator.name, name_of(place))),
        sentence,
        segments,
        indicator,
        context=others,
        **frame,
    )
    return MultipleView(
        name=spoken_name(place),
        url=place.url,
        drawing=mark_safe(charts.draw_line(chart, Size.COMPACT)),  # noqa: S308 - escaped by charts
        notes=tuple(overview.series_breaks(segments, indicator)),
        cut=not charts.starts_at_zero(chart),
    )


def _values(segments: tuple[Segment, ...], indicator: Indicator) -> list[float]:
    """What must fit into the frame: values and the intervals that are drawn."""
    figures = _shown(segments)
    intervals = [chance.interval(figure, indicator) or () for figure in figures]
    return [*(f.value for f in figures if f.value is not None), *(v for pair in intervals for v in pair)]


def _shown(segments: tuple[Segment, ...]) -> list[Figure]:
    return [f for segment in segments for f in segment.figures if f.value is not None]
