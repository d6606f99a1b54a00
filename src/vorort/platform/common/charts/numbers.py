"""Numbers as people of a language write them, the same on pages, in charts and in tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def write_number(value: float, decimals: int = 0, language: str = "de") -> str:
    """`1234.56` as „1 234,6“ in German, "1,234.6" in English.

    Halves are rounded up as official statistics do, not to even. Arabic and Persian pages keep
    Western digits: they are read everywhere and can be compared with the source. A sign in front
    of a number carries a mark there, else it would hop behind the number.
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    group, point = _separators(language)
    plain = f"{abs(rounded):,f}"
    text = plain.replace(",", "\0").replace(".", point).replace("\0", group)
    return _sign(language) + text if rounded < 0 else text


def is_right_to_left(language: str) -> bool:
    return language.partition("-")[0] in RIGHT_TO_LEFT


def _sign(language: str) -> str:
    return LEFT_TO_RIGHT_MARK + MINUS if is_right_to_left(language) else MINUS


@lru_cache(maxsize=64)
def _separators(language: str) -> tuple[str, str]:
    code = language.partition("-")[0]
    if code == "de":  # DIN 5008 and the statistical offices group by a space, not by a point
        return NARROW_SPACE, ","
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return NARROW_SPACE, ","
    return (
        get_group_symbol(locale, numbering_system="latn"),
        get_decimal_symbol(locale, numbering_system="latn"),
    )
