"""Figures as tables: the same values as in the chart beside them, with every sign explained."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring.domain import chance
from vorort.platform.monitoring.domain.figures import Figure, Segment
from vorort.platform.monitoring.domain.quantities import base_name, period_name, status_words, unit_name
from vorort.platform.monitoring.presenters.shown import Cell, Column, Row, Table
from vorort.statistics.catalog.model import Indicator

Named = tuple[str, str, Figure]  # name, url, figure


def series_table(table_id: str, caption: str, segments: tuple[Segment, ...], indicator: Indicator) -> Table:
    """A row for each time, the newest first, as one looks for it."""
    figures = [figure for segment in segments for figure in segment.figures]
    named = [(period_name(figure.period), "", figure) for figure in reversed(figures)]
    return _table(table_id, caption, _("Zeit"), named, indicator)


def named_table(
    table_id: str,
    caption: str,
    heading: str,
    named: Iterable[Named],
    indicator: Indicator,
    own: str = "",
    *,
    brief: bool = False,
) -> Table:
    """A row for each group, place or area. `own` is the key of the place that is marked.

    `brief` leaves out counts and intervals.
    """
    return _table(table_id, caption, heading, list(named), indicator, own, brief=brief)


def _table(
    table_id: str,
    caption: str,
    heading: str,
    named: list[Named],
    indicator: Indicator,
    own: str = "",
    *,
    brief: bool = False,
) -> Table:
    figures = [figure for _name, _url, figure in named]
    optional = [] if brief else _optional_columns(figures, indicator)
    first = figures[0] if figures else None
    value = Column(_("Wert"), hint=unit_name(first.unit) if first else "")
    rows = tuple(
        Row(
            (
                Cell(name, url),
                value_cell(figure, indicator.decimals),
                *(_optional_cell(kind, figure, indicator) for kind in optional),
            ),
            own=bool(own) and figure.place.key == own,
        )
        for name, url, figure in named
    )
    columns = (
        Column(heading, numeric=False),
        value,
        *(_column(kind, figures, indicator) for kind in optional),
    )
    return Table(table_id, caption, columns, rows, signs_note(figures))


_COLUMNS = {
    "numerator": lambda: Column(_("Anzahl")),
    "denominator": lambda: Column(_("von allen")),
    "base": lambda: Column(_("Bevölkerungszahl"), numeric=False),
}


def _column(kind: str, figures: list[Figure], indicator: Indicator) -> Column:
    if kind != "interval":
        return _COLUMNS[kind]()
    shown = [figure for figure in figures if chance.interval(figure, indicator)]
    return Column(chance.interval_name(shown, indicator), hint="95 %")


def _optional_columns(figures: list[Figure], indicator: Indicator) -> list[str]:
    """Columns that say something in at least one row; the base only where it changes."""
    kinds = []
    if any(figure.is_share and figure.numerator is not None for figure in figures):
        kinds.append("numerator")
    if any(figure.is_share and figure.denominator is not None for figure in figures):
        kinds.append("denominator")
    if any(chance.interval(figure, indicator) for figure in figures):
        kinds.append("interval")
    if len({figure.base for figure in figures}) > 1:
        kinds.append("base")
    return kinds


def _optional_cell(kind: str, figure: Figure, indicator: Indicator) -> Cell:
    if kind == "base":
        return Cell(base_name(figure.base) or "–", words=True)
    if kind == "interval":
        return Cell(interval_text(figure, indicator) or "–")
    count = figure.numerator if kind == "numerator" else figure.denominator
    if count is None:
        return Cell("–")
    return Cell(text.number(count, 0 if count == int(count) else 1))


def value_cell(figure: Figure, decimals: int) -> Cell:
    """The number, or the reason why there is none, with the official sign beside it."""
    words, sign = status_words(figure.status), figure.status.sign
    shown = words if figure.value is None else text.number(figure.value, decimals)
    return Cell(shown or "–", mark=sign, title=words if sign else "")


def interval_text(figure: Figure, indicator: Indicator) -> str:
    shown = chance.interval(figure, indicator)
    if shown is None:
        return ""
    low, high = (text.number(end, indicator.decimals) for end in shown)
    return _("{low} bis {high}").format(low=low, high=high)


def signs_note(figures: Iterable[Figure]) -> str:
    """„Zeichen: „.“ geheim gehalten, „p“ vorläufig“; empty where no sign stands in the table."""
    said = {figure.status.sign: status_words(figure.status) for figure in figures if figure.status.sign}
    if not said:
        return ""
    pairs = (_("„{sign}“ {words}").format(sign=sign, words=words) for sign, words in sorted(said.items()))
    return _("Zeichen: {listed}.").format(listed=text.listed(pairs))


def places_table(
    table_id: str, caption: str, series: list[tuple[str, tuple[Segment, ...]]], indicator: Indicator
) -> Table:
    """A row for each time, a column for each place. Where two bases overlap, the newer one stands."""
    by_place = [_by_period(segments) for _name, segments in series]
    periods = sorted({period for figures in by_place for period in figures}, reverse=True)
    columns = (Column(_("Zeit"), numeric=False), *(Column(name) for name, _segments in series))
    rows = tuple(
        Row(
            (
                Cell(period_name(period)),
                *(
                    value_cell(found[period], indicator.decimals) if period in found else Cell("–")
                    for found in by_place
                ),
            )
        )
        for period in periods
    )
    listed = [figure for figures in by_place for figure in figures.values()]
    return Table(table_id, caption, columns, rows, signs_note(listed))


def _by_period(segments: tuple[Segment, ...]) -> dict[str, Figure]:
    return {figure.period: figure for segment in segments for figure in segment.figures}
