"""Indicators in brief: on a place's page and on the page of a field of action."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain import words
from vorort.platform.monitoring.domain.figures import FieldPage, IndicatorEntry, PlaceFigure, PlaceRef
from vorort.platform.monitoring.domain.placewords import for_place, spoken_name
from vorort.platform.monitoring.domain.quantities import figure_text, period_name
from vorort.platform.monitoring.presenters.figurecharts import spark
from vorort.platform.monitoring.presenters.shown import Link


@dataclass(frozen=True)
class PlaceFigureView:
    """As `components/figure_list.html` shows it."""

    title: str
    url: str
    value: str
    sentence: str
    spark: SafeString
    meta: str


@dataclass(frozen=True)
class EntryView:
    title: str
    url: str
    question: str


@dataclass(frozen=True)
class FieldView:
    title: str
    lead: str
    place: PlaceRef
    place_name: str
    figures: tuple[PlaceFigureView, ...]
    without: tuple[EntryView, ...]
    other_fields: tuple[Link, ...]
    breadcrumb: tuple[Link, ...]
    description: str


def present_place_figure(figure: PlaceFigure, language: str) -> PlaceFigureView:
    with translation.override(language):
        return _figure(figure)


def present_field(page: FieldPage, language: str) -> FieldView:
    with translation.override(language):
        name = spoken_name(page.place)
        return FieldView(
            title=page.field.name,
            lead=page.field.sentence,
            place=page.place,
            place_name=name,
            figures=tuple(_figure(figure) for figure in page.figures),
            without=entry_views(page.without),
            other_fields=tuple(Link(field.name, url) for field, url in page.other_fields),
            breadcrumb=(Link(name, page.place.url), Link(page.field.name, "")),
            description=_("{field} – {place}: {sentence}").format(
                field=page.field.name, place=name, sentence=page.field.sentence
            ),
        )


def entry_views(entries: tuple[IndicatorEntry, ...]) -> tuple[EntryView, ...]:
    return tuple(EntryView(e.indicator.name, e.url, e.indicator.question) for e in entries)


def _figure(brief: PlaceFigure) -> PlaceFigureView:
    indicator, figure = brief.indicator, brief.headline
    if figure is None:
        sentence, value = _("Dazu liegt keine Zahl vor."), "–"
    else:
        sentence = str(words.headline(figure, brief.previous, indicator))
        value = figure_text(figure, indicator.decimals) if figure.value is not None else "–"
    return PlaceFigureView(
        title=indicator.short_name,
        url=brief.url,
        value=value,
        sentence=sentence,
        spark=spark(brief.segments, indicator),
        meta=_meta(brief),
    )


def _meta(brief: PlaceFigure) -> str:
    parts = []
    if brief.place.key != brief.shown_for.key:
        parts.append(_("Wert {for_place}").format(for_place=for_place(brief.shown_for)))
    if brief.headline is not None:
        parts.append(period_name(brief.headline.period))
    return " · ".join(parts)
