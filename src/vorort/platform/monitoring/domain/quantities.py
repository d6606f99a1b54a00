"""A value with its unit, and the state of a value, in the words of the page's language."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date, get_month_names
from django.utils.translation import get_language, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import Figure
from vorort.statistics.vocab import Status, Unit

UNIT_NAMES = {
    Unit.PERSONS: gettext_noop("Menschen"),
    Unit.COUNT: gettext_noop("Anzahl"),
    Unit.PERCENT: gettext_noop("Prozent"),
    Unit.PER_1000: gettext_noop("je {n}"),
    Unit.YEARS: gettext_noop("Jahre"),
    Unit.MONTHS: gettext_noop("Monate"),
    Unit.INDEX: gettext_noop("Index von 0 bis 1"),
    Unit.SQUARE_METRES: gettext_noop("Quadratmeter"),
    Unit.SQUARE_KILOMETRES: gettext_noop("Quadratkilometer"),
    Unit.PER_SQUARE_KILOMETRE: gettext_noop("je Quadratkilometer"),
    Unit.EURO: gettext_noop("Euro"),
}

UNIT_PATTERNS = {
    Unit.PER_1000: gettext_noop("{n} je {thousand}"),
    Unit.YEARS: gettext_noop("{n} Jahre"),
    Unit.MONTHS: gettext_noop("{n} Monate"),
    Unit.SQUARE_METRES: gettext_noop("{n} m²"),
    Unit.SQUARE_KILOMETRES: gettext_noop("{n} km²"),
    Unit.PER_SQUARE_KILOMETRE: gettext_noop("{n} je km²"),
    Unit.EURO: gettext_noop("{n} €"),
}

STATUS_WORDS = {
    Status.NIL: gettext_noop("genau null"),
    Status.BELOW_HALF: gettext_noop("weniger als die Hälfte der kleinsten Einheit"),
    Status.PROVISIONAL: gettext_noop("vorläufig"),
    Status.ESTIMATED: gettext_noop("geschätzt"),
    Status.REVISED: gettext_noop("berichtigt"),
    Status.ROUNDED: gettext_noop("auf Vielfache von 5 gerundet"),
    Status.UNCERTAIN: gettext_noop("unsicher, Aussage eingeschränkt"),
    Status.UNSAFE: gettext_noop("zu unsicher"),
    Status.SECRET: gettext_noop("geheim gehalten"),
    Status.SECRET_SECONDARY: gettext_noop("geheim gehalten"),
    Status.NOT_AVAILABLE: gettext_noop("keine Angabe"),
    Status.LATER: gettext_noop("folgt später"),
    Status.NOT_MEANINGFUL: gettext_noop("nicht sinnvoll"),
    Status.BREAK: gettext_noop("mit dem Jahr davor nicht vergleichbar"),
    Status.NO_REGION: gettext_noop("Gebiet gab es nicht"),
}

BASE_NAMES = {
    "Volkszählung 1987": gettext_noop("Volkszählung 1987"),
    "Zensus 2011": gettext_noop("Zensus 2011"),
    "Zensus 2022": gettext_noop("Zensus 2022"),
    "AZR": gettext_noop("Ausländerzentralregister"),
    "ungeklärt": gettext_noop("ungeklärt"),
}


def quantity(value: float, unit: Unit, decimals: int = 1, *, dative: bool = False) -> str:
    """„23,6 %“, „88 je 1 000“, „12,4 Jahre“, „0,31“. No line breaks between number and unit.

    German says „bei“, „von“ and „zwischen 12,4 Jahren“: `dative` is for there.
    """
    return _quantity(get_language() or "de", value, unit, decimals, dative)


@lru_cache(maxsize=8192)
def _quantity(language: str, value: float, unit: Unit, decimals: int, dative: bool) -> str:
    """A page says each value several times: in its charts, its table and its sentence."""
    shown = text.number(value, decimals)
    if unit is Unit.PERCENT:
        return text.percent(value, decimals)
    if unit is Unit.PERSONS:
        return _kept(ngettext("{n} Mensch", "{n} Menschen", whole(value)).format(n=shown))
    if unit not in UNIT_PATTERNS:
        return shown
    pattern = (dative and _dative_pattern(unit)) or _(UNIT_PATTERNS[unit])
    return _kept(pattern.replace("{n}", shown).replace("{thousand}", text.number(1000)))


def difference(value: float, unit: Unit, decimals: int = 1) -> str:
    """How far two values lie apart; never negative, the direction is a matter of the sentence."""
    if unit is Unit.PERCENT:
        return _kept(_("{n} Prozentpunkte").format(n=text.number(abs(value), decimals)))
    return quantity(abs(value), unit, decimals)


def _kept(words: str) -> str:
    return words.replace(" ", "\u00a0")


def unit_name(unit: Unit) -> str:
    """What stands beside an axis and above a column of numbers."""
    name = UNIT_NAMES.get(unit)
    return _(name).replace("{n}", text.number(1000)) if name else ""


def _dative_pattern(unit: Unit) -> str:
    if unit is Unit.YEARS:
        return pgettext("nach bei, von, zwischen", "{n} Jahren")
    return pgettext("nach bei, von, zwischen", "{n} Monaten") if unit is Unit.MONTHS else ""


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
    words = STATUS_WORDS.get(status)
    return _(words) if words else ""


def base_name(base: str) -> str:
    """The count of people that a value rests on; a base that only a file knows keeps its name."""
    return _(BASE_NAMES[base]) if base in BASE_NAMES else base


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
    code = (get_language() or "de").replace("-", "_")
    return "en_GB" if code == "en" else code  # "30 June 2024", not "June 30, 2024"
