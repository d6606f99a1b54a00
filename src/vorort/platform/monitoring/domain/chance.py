"""When chance is worth a word. A register counts everybody: what changed there has changed.

Only a sample can miss the truth, and only where few people are counted do single ones move a share.
Elsewhere an interval would make a fact sound like a guess, so it is neither said nor drawn.
"""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain.figures import Figure
from vorort.statistics.catalog.model import Effort, Indicator

FEW_CASES = 30
SMALL_WHOLE = 1000
_SAMPLES = frozenset({"MH_MZ_E", "MH_MZ_W", "EG_MZ", "EG_MZ_1"})  # concepts of the Mikrozensus


class Chance(Enum):
    """What may lie behind a difference."""

    NONE = "none"
    FEW = "few"  # everybody was counted, but they are so few that one or two move the share
    SAMPLE = "sample"  # some were asked; asking others could have given another value


def behind(one: Figure, other: Figure, indicator: Indicator) -> Chance:
    """Why a difference may mean nothing: only where the intervals of both are known and overlap."""
    if not intervals_overlap(one, other):
        return Chance.NONE
    if is_sample(one, indicator) or is_sample(other, indicator):
        return Chance.SAMPLE
    return Chance.FEW if is_few(one) or is_few(other) else Chance.NONE


def interval(figure: Figure, indicator: Indicator) -> tuple[float, float] | None:
    """The interval where it tells something: of samples and of small numbers."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    if not is_sample(figure, indicator) and not is_few(figure):
        return None
    return figure.low, figure.high


def is_sample(figure: Figure, indicator: Indicator) -> bool:
    return indicator.effort is Effort.SURVEY or figure.concept in _SAMPLES


def is_few(figure: Figure) -> bool:
    """Few people in the group, few beside it, or few in all."""
    if not figure.is_share or figure.numerator is None or figure.denominator is None:
        return False
    rest = figure.denominator - figure.numerator
    return min(figure.numerator, rest) < FEW_CASES or figure.denominator < SMALL_WHOLE


def intervals_overlap(one: Figure, other: Figure) -> bool:
    """True only where both intervals are known and share at least one value."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def have_intervals(*figures: Figure) -> bool:
    return all(figure.low is not None and figure.high is not None for figure in figures)


def remark(*found: Chance) -> str:
    """The sentence about small numbers, once for all the differences before it."""
    if Chance.FEW not in found:
        return ""
    return _("Bei so kleinen Zahlen machen schon wenige Menschen einen Unterschied.")


def interval_name(figures: list[Figure], indicator: Indicator) -> str:
    """What a chart or table calls the intervals it shows."""
    if any(is_sample(figure, indicator) for figure in figures):
        return _("Spielraum der Befragung")
    return _("Spielraum bei kleinen Zahlen")
