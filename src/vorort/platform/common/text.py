"""Numbers, years and lists as people write them in German, English and Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

NARROW = "\u202f"  # narrow no-break space
MINUS = "\u2212"
_LEFT_TO_RIGHT, _ANY_DIRECTION, _END = "\u2066", "\u2068", "\u2069"  # isolates

Numeric = int | float | Decimal


def number(value: Numeric | None, decimals: int = 0, *, language: str | None = None) -> str:
    """`1234.5, 1` → "1 234,5" (de), "1,234.5" (en, ar). Rounds half up, as official statistics do.

    Arabic pages keep the digits 0 to 9: the same figures stand in letters, forms and tables of
    German authorities.
    """
    if value is None:
        return _("keine Angabe")
    group, point = _separators(_code(language))
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    shown = f"{abs(rounded):,f}".replace(",", "\0").replace(".", point).replace("\0", group)
    return _kept_together(MINUS + shown, language) if rounded < 0 else shown


def signed(value: Numeric | None, decimals: int = 0, *, language: str | None = None) -> str:
    """Like `number`, with a plus sign: a change."""
    shown = number(value, decimals, language=language)
    if value is None or value <= 0 or shown == number(0, decimals, language=language):
        return shown
    return _kept_together("+" + shown, language)


def percent(value: Numeric | None, decimals: int = 1, *, language: str | None = None) -> str:
    """`12.5` → "12,5 %" (de), "12.5%" (en), the same in its own direction (ar)."""
    shown = number(value, decimals, language=language)
    if value is None:
        return shown
    space = NARROW if _code(language).startswith("de") else ""
    return _kept_together(f"{shown}{space}%", language)


def year(value: int | str) -> str:
    """A year is a name, not a quantity: never grouped."""
    return str(value)


def span(first: int | str, last: int | str) -> str:
    """ "2012 bis 2024": readable aloud, unlike a dash."""
    return str(first) if first == last else _("{first} bis {last}").format(first=first, last=last)


def enumeration(items: list[str], *, language: str | None = None) -> str:
    """ "A, B und C" in the page's language."""
    return format_list(items, locale=_locale(_code(language)))


def listed(parts: Iterable[str]) -> str:
    """Short parts side by side, empty ones left out: "2024, vorläufig". Arabic has a comma of its own."""
    return _(", ").join(part for part in parts if part)


def isolated(words: str, *, language: str | None = None) -> str:
    """A name or a code that keeps its own direction, and its commas, within right-to-left text."""
    return f"{_ANY_DIRECTION}{words}{_END}" if words and _is_bidi(language) else words


def _code(language: str | None) -> str:
    return language or get_language() or "de"


def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


@cache
def _separators(code: str) -> tuple[str, str]:
    if code.startswith("de"):  # DIN 5008 and the statistical offices group by a space, not by a point
        return NARROW, ","
    locale = _locale(code)
    return get_group_symbol(locale, numbering_system="latn"), get_decimal_symbol(
        locale, numbering_system="latn"
    )


def _kept_together(shown: str, language: str | None) -> str:
    """In right-to-left text a sign would hop behind its number, and a year in brackets before it."""
    return f"{_LEFT_TO_RIGHT}{shown}{_END}" if _is_bidi(language) else shown


def _is_bidi(language: str | None) -> bool:
    return bool(get_language_info(_code(language))["bidi"])
