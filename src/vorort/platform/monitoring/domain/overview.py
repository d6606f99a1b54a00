"""Many figures in a few sentences: a series, groups, areas. Each is true of what it is made from."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain import chance
from vorort.platform.monitoring.domain.chance import Chance
from vorort.platform.monitoring.domain.figures import Figure, Segment
from vorort.platform.monitoring.domain.quantities import figure_text, period_name, quantity, rounded
from vorort.platform.monitoring.domain.words import break_sentence
from vorort.statistics.catalog.model import Indicator

MIDDLE_FROM = 4  # fewer areas have no middle worth naming


def series(segments: tuple[Segment, ...], indicator: Indicator) -> str:
    """The chart of a series for those who do not see it: first, last, lowest, highest, direction.

    Each comparable stretch is told by itself; nothing is said across a break.
    """
    stretches = [_shown(segment) for segment in segments]
    told = [_stretch(figures, indicator) for figures in stretches if figures]
    if not told:
        return _("Für keinen Zeitpunkt liegt eine Zahl vor.")
    found = [chance.behind(figures[0], figures[-1], indicator) for figures in stretches if len(figures) > 1]
    return " ".join([*told, chance.remark(*found)]).rstrip()


def series_with_breaks(segments: tuple[Segment, ...], indicator: Indicator) -> str:
    """`series`, with the reason for each break: for the description inside the chart."""
    return " ".join([series(segments, indicator), *series_breaks(segments, indicator)])


def series_breaks(segments: tuple[Segment, ...], indicator: Indicator) -> list[str]:
    """One sentence per break, in the order of the marks in the chart."""
    filled = [segment.figures for segment in segments if segment.figures]
    return [break_sentence(before[-1], after[0], indicator) for before, after in pairwise(filled)]


def _stretch(figures: list[Figure], indicator: Indicator) -> str:
    first, last, decimals = figures[0], figures[-1], indicator.decimals
    parts = {
        "first": period_name(first.period),
        "last": period_name(last.period),
        "from": figure_text(first, decimals, dative=True),
        "begin": figure_text(first, decimals),
        "to": figure_text(last, decimals),
    }
    if len(figures) == 1:
        return _("{last}: {to}.").format(**parts)
    extremes = _extremes(figures, decimals)
    said = _direction(first, last, indicator, bool(extremes)).format(**parts)
    return f"{said} {extremes}".strip()


def _same(varies: bool) -> str:
    if varies:
        return _("{last} war der Wert wieder so hoch wie {first}: {to}.")
    return _("Von {first} bis {last} blieb der Wert gleich: {to}.")


def _direction(first: Figure, last: Figure, indicator: Indicator, varies: bool) -> str:
    """From the first to the last value; nothing about what lies between, nor about why."""
    decimals = indicator.decimals
    change = rounded(last.value or 0, decimals) - rounded(first.value or 0, decimals)
    if rounded(change, decimals) == 0:
        return _same(varies)
    if chance.behind(first, last, indicator) is Chance.SAMPLE:
        return _(
            "Von {first} bis {last} ist keine gesicherte Veränderung zu erkennen: am Anfang {begin}, "
            "am Ende {to}."
        )
    if change > 0:
        return _("Von {first} bis {last} stieg der Wert von {from} auf {to}.")
    return _("Von {first} bis {last} sank der Wert von {from} auf {to}.")


def _extremes(figures: list[Figure], decimals: int) -> str:
    """The lowest and the highest value, where they are not at an end of the stretch."""
    low, high = min(figures, key=_by_value), max(figures, key=_by_value)
    ends = {rounded(figure.value or 0, decimals) for figure in (figures[0], figures[-1])}
    said = []
    if rounded(low.value or 0, decimals) not in ends:
        said.append(_("Der niedrigste Wert war {low}.").format(low=_value_and_time(low, decimals)))
    if rounded(high.value or 0, decimals) not in ends:
        said.append(_("Der höchste Wert war {high}.").format(high=_value_and_time(high, decimals)))
    return " ".join(said)


def _shown(segment: Segment) -> list[Figure]:
    return [figure for figure in segment.figures if figure.value is not None]


def spread(figures: tuple[Figure, ...], decimals: int) -> str:
    """Many areas in one sentence, without naming and shaming the first and the last."""
    shown = sorted((figure for figure in figures if figure.value is not None), key=_by_value)
    if not shown:
        return _("Für keines der Gebiete liegt eine Zahl vor.")
    middle = median(_by_value(figure) for figure in shown)
    parts = {
        "n": text.number(len(shown)),
        "only": figure_text(shown[0], decimals),
        "low": figure_text(shown[0], decimals, dative=True),
        "high": figure_text(shown[-1], decimals, dative=True),
        "middle": quantity(middle, shown[0].unit, decimals, dative=True),
    }
    if len(shown) == 1:
        said = _("Für ein Gebiet liegt eine Zahl vor: {only}.")
    elif len(shown) < MIDDLE_FROM:
        said = _("In {n} Gebieten liegt der Wert zwischen {low} und {high}.")
    else:
        said = _("In {n} Gebieten liegt der Wert zwischen {low} und {high}, in der Mitte bei {middle}.")
    return f"{said.format(**parts)} {without_value(len(figures) - len(shown))}".strip()


def spread_of_groups(figures: tuple[Figure, ...], decimals: int) -> str:
    """Many groups in one sentence: how far apart the values lie."""
    shown = sorted((figure for figure in figures if figure.value is not None), key=_by_value)
    if not shown:
        return _("Für keine der Gruppen liegt eine Zahl vor.")
    low, high = (figure_text(figure, decimals, dative=True) for figure in (shown[0], shown[-1]))
    return _("Die Werte liegen zwischen {low} und {high}.").format(low=low, high=high)


def without_value(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "Für {n} Gebiet wird keine Zahl gezeigt.", "Für {n} Gebiete wird keine Zahl gezeigt.", count
    )
    return said.format(n=text.number(count))


def list_of_values(named: list[tuple[str, Figure]], decimals: int) -> str:
    """A chart of few bars, read aloud: „Köln: 23,6 %; Nordrhein-Westfalen: 16,1 %.“"""
    parts = [f"{text.isolated(name)}: {figure_text(figure, decimals)}" for name, figure in named]
    return _("; ").join(parts) + "." if parts else ""


def _value_and_time(figure: Figure, decimals: int) -> str:
    said = {"value": figure_text(figure, decimals), "period": period_name(figure.period)}
    return _("{value} ({period})").format(**said)


def _by_value(figure: Figure) -> float:
    return figure.value if figure.value is not None else 0.0
