"""A value with its unit, and the state of a value, in the words of the page's language."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, get_month_names
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import Figure
from vorort.statistics.vocab import Status, Unit


def quantity(value: float, unit: Unit, decimals: int = 1, *, dative: bool = False) -> str:
    """„23,6 %“, „88 je 1 000“, „12,4 Jahre“, „0,31“. No line breaks between number and unit.

    German says „bei“, „von“ and „zwischen 12,4 Jahren“: `dative` is for there.
    """
    shown = text.number(value, decimals)
    if unit is Unit.PERCENT:
        return text.percent(value, decimals)
    if unit is Unit.PERSONS:
        return _kept(ngettext("{n} Mensch", "{n} Menschen", whole(value)).format(n=shown))
    pattern = (dative and _dative_patterns().get(unit)) or _unit_patterns().get(unit)
    return _kept(pattern.format(n=shown)) if pattern else shown


def difference(value: float, unit: Unit, decimals: int = 1) -> str:
    """How far two values lie apart; never negative, the direction is a matter of the sentence."""
    if unit is Unit.PERCENT:
        return _kept(_("{n} Prozentpunkte").format(n=text.number(abs(value), decimals)))
    return quantity(abs(value), unit, decimals)


def _kept(words: str) -> str:
    return words.replace(" ", "\u00a0")


def unit_name(unit: Unit) -> str:
    """What stands beside an axis and above a column of numbers."""
    names = {
        Unit.PERSONS: _("Menschen"),
        Unit.COUNT: _("Anzahl"),
        Unit.PERCENT: _("Prozent"),
        Unit.PER_1000: _("je {n}").format(n=text.number(1000)),
        Unit.YEARS: _("Jahre"),
        Unit.MONTHS: _("Monate"),
        Unit.INDEX: _("Index von 0 bis 1"),
        Unit.SQUARE_METRES: _("Quadratmeter"),
        Unit.SQUARE_KILOMETRES: _("Quadratkilometer"),
        Unit.PER_SQUARE_KILOMETRE: _("je Quadratkilometer"),
        Unit.EURO: _("Euro"),
    }
    return names.get(unit, "")


def _unit_patterns() -> dict[Unit, str]:
    return {
        Unit.PER_1000: _("{n} je {thousand}").replace("{thousand}", text.number(1000)),
        Unit.YEARS: _("{n} Jahre"),
        Unit.MONTHS: _("{n} Monate"),
        Unit.SQUARE_METRES: _("{n} m²"),
        Unit.SQUARE_KILOMETRES: _("{n} km²"),
        Unit.PER_SQUARE_KILOMETRE: _("{n} je km²"),
        Unit.EURO: _("{n} €"),
    }


def _dative_patterns() -> dict[Unit, str]:
    return {
        Unit.YEARS: pgettext("nach bei, von, zwischen", "{n} Jahren"),
        Unit.MONTHS: pgettext("nach bei, von, zwischen", "{n} Monaten"),
    }


def rounded(value: float, decimals: int) -> float:
    """The value as a reader sees it: halves go up. Differences of these add up on the page."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def whole(value: float) -> int:
    return int(rounded(value, 0))


def figure_text(figure: Figure, decimals: int = 1, *, dative: bool = False) -> str:
    """The value, or why there is none, with the official sign: „geheim gehalten (.)“."""
    if figure.value is None:
        words, sign = status_words(figure.status), figure.status.sign
        return _("{words} ({sign})").format(words=words, sign=sign) if sign else words
    return quantity(figure.value, figure.unit, decimals, dative=dative)


def status_words(status: Status) -> str:
    """The state of a value in a few words; empty for a plain number."""
    words = {
        Status.NIL: _("genau null"),
        Status.BELOW_HALF: _("weniger als die Hälfte der kleinsten Einheit"),
        Status.PROVISIONAL: _("vorläufig"),
        Status.ESTIMATED: _("geschätzt"),
        Status.REVISED: _("berichtigt"),
        Status.ROUNDED: _("auf Vielfache von 5 gerundet"),
        Status.UNCERTAIN: _("unsicher, Aussage eingeschränkt"),
        Status.UNSAFE: _("zu unsicher"),
        Status.SECRET: _("geheim gehalten"),
        Status.SECRET_SECONDARY: _("geheim gehalten"),
        Status.NOT_AVAILABLE: _("keine Angabe"),
        Status.LATER: _("folgt später"),
        Status.NOT_MEANINGFUL: _("nicht sinnvoll"),
        Status.BREAK: _("mit dem Jahr davor nicht vergleichbar"),
        Status.NO_REGION: _("Gebiet gab es nicht"),
    }
    return words.get(status, "")


def period_name(period: str) -> str:
    """„2024“, „30. Juni 2024“, „Juni 2024“: as a heading or in a table."""
    language = _locale()
    if len(period) == 10:
        day = format_date(date.fromisoformat(period), format="long", locale=language)
        return day.replace(" ", "\u00a0", 1)
    if len(period) == 7:
        year, _dash, month = period.partition("-")
        name = get_month_names("wide", context="stand-alone", locale=language)[int(month)]
        return f"{name} {year}"
    return period


def in_period(period: str) -> str:
    """The time within a sentence: „2024“, „am 30. Juni 2024“, „im Juni 2024“."""
    name = period_name(period)
    if len(period) == 10:
        return pgettext("Zeit im Satz, ein Tag", "am {time}").format(time=name)
    if len(period) == 7:
        return pgettext("Zeit im Satz, ein Monat", "im {time}").format(time=name)
    return pgettext("Zeit im Satz, ein Jahr", "{time}").format(time=name)


def _locale() -> str:
    return (get_language() or "de").replace("-", "_")
