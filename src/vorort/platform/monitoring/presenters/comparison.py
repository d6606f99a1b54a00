"""Places beside each other. Never a ranking: the order is the level, then the name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain import chance, overview
from vorort.platform.monitoring.domain.chance import Chance
from vorort.platform.monitoring.domain.figures import (
    Choice,
    ComparisonPage,
    Figure,
    PlaceRef,
    Segment,
)
from vorort.platform.monitoring.domain.placewords import name_of, spoken_name
from vorort.platform.monitoring.domain.quantities import period_name
from vorort.platform.monitoring.presenters.figurecharts import bar_chart
from vorort.platform.monitoring.presenters.multiples import MultipleView, small_multiples
from vorort.platform.monitoring.presenters.shown import ChartView, Fact, Link, SourceView, Table
from vorort.platform.monitoring.presenters.sources import downloads, source_views
from vorort.platform.monitoring.presenters.tables import named_table, places_table
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Level

_ORDER = {level: number for number, level in enumerate(reversed(Level))}


@dataclass(frozen=True)
class ComparisonView:
    title: str
    question: str
    sentence: str
    chart: ChartView | None
    multiples: tuple[MultipleView, ...]
    multiples_sentence: str
    multiples_table: Table | None
    left_out: tuple[Fact, ...]
    unknown: tuple[str, ...]
    caveat: str
    indicator_choices: tuple[Choice, ...]
    place_choices: tuple[Choice, ...]
    variant_choices: tuple[Choice, ...]
    chosen_places: tuple[PlaceRef, ...]
    sources: tuple[SourceView, ...]
    downloads: tuple[Link, ...]
    next_url: str
    is_empty: bool
    is_example: bool
    is_alone: bool  # one place only: others should join it


def present_comparison(page: ComparisonPage, language: str) -> ComparisonView:
    with translation.override(language):
        return _view(page)


def _view(page: ComparisonPage) -> ComparisonView:
    indicator = page.indicator
    series = sorted(page.series, key=lambda pair: _order(pair[0]))
    return ComparisonView(
        title=indicator.name if indicator else "",
        question=indicator.question if indicator else "",
        sentence=_sentence(page),
        chart=_chart(page, indicator) if indicator and page.figures else None,
        multiples=small_multiples(series, indicator) if indicator else (),
        multiples_sentence=_series_sentence(series, indicator) if indicator else "",
        multiples_table=_series_table(series, indicator) if indicator and series else None,
        left_out=tuple(Fact(place.name, reason) for place, reason in page.not_comparable),
        unknown=page.unknown,
        caveat=indicator.caveat if indicator else "",
        indicator_choices=page.indicator_choices,
        place_choices=page.place_choices,
        variant_choices=page.variant_choices,
        chosen_places=page.chosen_places,
        sources=source_views(page.sources),
        downloads=downloads(page.links),
        next_url=page.links.sheet,
        is_empty=not page.figures,
        is_example=page.is_example,
        is_alone=len(page.figures) == 1,
    )


def _sentence(page: ComparisonPage) -> str:
    if page.indicator is None or not page.figures:
        return ""
    named = [(spoken_name(figure.place), figure) for figure in _ordered(page.figures)]
    said = overview.list_of_values(named, page.indicator.decimals)
    return f"{said} {_certainty(page.figures, page.indicator)}".strip()


def _certainty(figures: tuple[Figure, ...], indicator: Indicator) -> str:
    """Whether chance could explain what one sees; silent where everybody was counted and they are many."""
    shown = [figure for figure in figures if figure.value is not None]
    pairs = [(one, other) for number, one in enumerate(shown) for other in shown[number + 1 :]]
    found = [chance.behind(one, other, indicator) for one, other in pairs]
    unsure = [kind for kind in found if kind is Chance.SAMPLE]
    if not unsure:
        return chance.remark(*found)
    if len(unsure) == len(pairs):
        return _("Zwischen diesen Orten gibt es keinen gesicherten Unterschied.")
    return _(
        "Nicht alle Unterschiede sind gesichert: Wo sich die Spielräume überschneiden, kann es Zufall sein."
    )


def _chart(page: ComparisonPage, indicator: Indicator) -> ChartView:
    figures = _ordered(page.figures)
    period = period_name(figures[0].period)
    caption = _("{name} im Vergleich, {period}").format(name=indicator.name, period=period)
    rows = [(spoken_name(figure.place), figure.place.url, figure) for figure in figures]
    table = named_table("vergleich-tabelle", caption, _("Ort"), rows, indicator)
    named = [(name, figure) for name, _url, figure in rows]
    notes = (_("Die Reihenfolge folgt der Ebene und dem Namen. Sie ist keine Rangliste."),)
    return bar_chart("vergleich", caption, _sentence(page), named, indicator, table, notes=notes, alone=True)


def _series_sentence(series: list[tuple[PlaceRef, tuple[Segment, ...]]], indicator: Indicator) -> str:
    said = [f"{name_of(place)}: {overview.series(segments, indicator)}" for place, segments in series]
    return " ".join(said)


def _series_table(series: list[tuple[PlaceRef, tuple[Segment, ...]]], indicator: Indicator) -> Table:
    caption = _("{name} im Zeitverlauf").format(name=indicator.name)
    named = [(spoken_name(place), segments) for place, segments in series]
    return places_table("verlauf-tabelle", caption, named, indicator)


def _ordered(figures: tuple[Figure, ...]) -> list[Figure]:
    return sorted(figures, key=lambda figure: _order(figure.place))


def _order(place: PlaceRef) -> tuple[int, str]:
    return (_ORDER[place.level], place.name)
