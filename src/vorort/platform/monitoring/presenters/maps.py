"""An indicator on the map of a Land or Kreis, with the list that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vorort.platform.common import charts
from vorort.platform.common.charts import MapChart, Shape
from vorort.platform.monitoring.domain import overview
from vorort.platform.monitoring.domain.figures import Choice, Figure, MapArea, MapPage
from vorort.platform.monitoring.domain.placewords import name_of, spoken_name
from vorort.platform.monitoring.domain.quantities import figure_text, period_name, quantity, rounded
from vorort.platform.monitoring.presenters.figurecharts import WHOLE_UNITS
from vorort.platform.monitoring.presenters.naming import ground_line
from vorort.platform.monitoring.presenters.shown import Cell, Link, Row, SourceView, Table
from vorort.platform.monitoring.presenters.sources import downloads, source_views
from vorort.platform.monitoring.presenters.tables import named_table


@dataclass(frozen=True)
class ClassView:
    swatch: SafeString
    label: str
    count: int


@dataclass(frozen=True)
class MapView:
    title: str
    around: str
    subtitle: str
    sentence: str
    drawing: SafeString  # empty where no boundaries have been imported
    classes: tuple[ClassView, ...]
    table: Table | None
    caveat: str
    indicator_choices: tuple[Choice, ...]
    around_choices: tuple[Choice, ...]
    boundary: SourceView | None
    sources: tuple[SourceView, ...]
    downloads: tuple[Link, ...]
    next_url: str


def present_map(page: MapPage, language: str) -> MapView:
    with translation.override(language):
        return _view(page)


def _view(page: MapPage) -> MapView:
    figures = tuple(area.figure for area in page.areas if area.figure is not None)
    around, period = spoken_name(page.around), period_name(page.period)
    parts = {"name": page.indicator.name, "place": name_of(page.around), "what": period}
    title = _("{name}, {place}, {what}").format(**parts)
    silent = overview.without_value(sum(area.figure is None for area in page.areas) + _missing(figures))
    sentence = f"{overview.spread(_with_value(figures), page.indicator.decimals)} {silent}".strip()
    chart = _chart(page, title, sentence)
    boundary = source_views([page.boundary_note])[0] if page.boundary_note else None
    return MapView(
        title=title,
        around=around,
        subtitle=ground_line(figures[0]) if figures else "",
        sentence=sentence,
        drawing=mark_safe(charts.draw_map(chart)) if chart else SafeString(""),  # noqa: S308 - escaped by charts
        classes=_classes(chart, page) if chart else (),
        table=_table(page, title),
        caveat=page.indicator.caveat,
        indicator_choices=page.indicator_choices,
        around_choices=page.around_choices,
        boundary=boundary,
        sources=source_views(page.sources),
        downloads=downloads(page.links),
        next_url=page.links.comparison,
    )


def _chart(page: MapPage, title: str, sentence: str) -> MapChart | None:
    if not any(area.path for area in page.areas) or min(page.view_box) <= 0:
        return None
    shapes = tuple(_shape(area, page) for area in page.areas)
    values = [shape.value for shape in shapes if shape.value is not None]
    return MapChart(
        id="karte",
        title=title,
        description=sentence,
        shapes=shapes,
        width=page.view_box[0],
        height=page.view_box[1],
        bounds=charts.class_bounds(values, whole=page.indicator.unit in WHOLE_UNITS),
    )


def _shape(area: MapArea, page: MapPage) -> Shape:
    if area.figure is None:
        return Shape(area.place.name, area.path, None, _("keine Angabe"))
    decimals, value = page.indicator.decimals, area.figure.value
    said = figure_text(area.figure, decimals)  # the class follows the value as it is read
    return Shape(area.place.name, area.path, None if value is None else rounded(value, decimals), said)


def _classes(chart: MapChart, page: MapPage) -> tuple[ClassView, ...]:
    shown = [shape for shape in chart.shapes if shape.path]
    of_class = [None if s.value is None else charts.class_of(s.value, chart.bounds) for s in shown]
    classes = [
        ClassView(_safe(chart, number), _label(chart, number, page), of_class.count(number))
        for number in range(len(chart.bounds) - 1)
    ]
    if None in of_class:
        classes.append(ClassView(_safe(chart, None), _("kein Wert"), of_class.count(None)))
    return tuple(classes)


def _label(chart: MapChart, number: int, page: MapPage) -> str:
    """„10 % bis unter 15 %“; the highest class includes its limit."""
    unit, bounds = page.indicator.unit, chart.bounds
    decimals = charts.decimals_of(bounds)
    low, high = (quantity(bound, unit, decimals) for bound in bounds[number : number + 2])
    said = _("{low} bis {high}") if number == len(bounds) - 2 else _("{low} bis unter {high}")
    return said.format(low=low, high=high)


def _with_value(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.value is not None)


def _missing(figures: tuple[Figure, ...]) -> int:
    return sum(figure.value is None for figure in figures)


def _table(page: MapPage, title: str) -> Table | None:
    """All places by name, also those without a figure; the map's counterpart for eyes and ears."""
    areas = sorted(page.areas, key=lambda area: area.place.name)
    named = [(a.place.name, a.place.url, a.figure) for a in areas if a.figure is not None]
    if not named:
        return None
    table = named_table("karte-tabelle", title, _("Ort"), named, page.indicator, brief=True)
    silent = [area.place for area in areas if area.figure is None]
    rows = tuple(Row((Cell(place.name, place.url), Cell(_("keine Angabe")))) for place in silent)
    return replace(table, rows=(*table.rows, *rows))


def _safe(chart: MapChart, number: int | None) -> SafeString:
    return mark_safe(charts.draw_swatch(chart, number))  # noqa: S308 - escaped by charts
