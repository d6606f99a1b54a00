"""One cell of an official table: a number, or a sign that says why there is none.

The signs follow the legend printed in German official statistics (Destatis, Statistische Ämter):
`-` nothing, `0` less than half of the last unit, `.` unknown or secret, `...` later, `x` makes no
sense, `/` too uncertain, `( )` limited statement, `r` corrected, `p` preliminary, `s` estimated.
The Bundesagentur für Arbeit prints `*` for a withheld value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from vorort.statistics.vocab import Status

THOUSANDS = ("", ".", ",", " ", "'")
_BLANKS = str.maketrans(dict.fromkeys("\xa0\u202f\u2009\u2007\u2008\u200a\t", " "))
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
_SIGNS = {
    "": Status.NOT_AVAILABLE,
    "-": Status.NIL,
    ".": Status.SECRET,
    "•": Status.SECRET,
    "*": Status.SECRET,
    "/": Status.UNSAFE,
    "(/)": Status.UNSAFE,
    "()": Status.UNSAFE,
    "( )": Status.UNSAFE,
    "x": Status.NOT_MEANINGFUL,
    "X": Status.NOT_MEANINGFUL,
    "...": Status.LATER,
    "…": Status.LATER,
    "k.A.": Status.NOT_AVAILABLE,
    "k. A.": Status.NOT_AVAILABLE,
    "NA": Status.NOT_AVAILABLE,
    "n/a": Status.NOT_AVAILABLE,
}
_MARKS = {"r": Status.REVISED, "p": Status.PROVISIONAL, "s": Status.ESTIMATED}
_NOTE = re.compile(r"(?:\s+\d{1,2}\)|\s*[¹²³⁴-⁹]+\)?|\s*(?<=\d)\*)$")
_GLUED_NOTE = re.compile(r"(\d+)\)$")
_MARK = re.compile(r"\s*([rps])$")
_BRACKETS = re.compile(r"\(\s*([^()]*\d[^()]*)\s*\)")
_LETTER = re.compile(r"[A-Za-zÄÖÜäöüß]")


@dataclass(frozen=True)
class NumberStyle:
    """How numbers are written: decimal mark and thousands mark. A blank stands for all blanks."""

    decimal: str = ","
    thousands: str = ""
    zero: Status = Status.OK  # what a printed 0 means; BELOW_HALF where nothing is `-`
    footnotes: frozenset[str] = frozenset()  # numbers of the footnotes that the file explains


GERMAN = NumberStyle(",", "", Status.BELOW_HALF)
"""GENESIS writes no thousands mark, and its own legend says that exactly nothing is `-`."""

PLAIN = NumberStyle(".", "")


@dataclass(frozen=True, slots=True)
class Cell:
    value: float | None
    status: Status


def cell_reader(style: NumberStyle) -> Callable[[str], Cell]:
    """`read_cell` for one style, remembering what it has seen: official tables repeat values."""
    return cache(lambda text: read_cell(text, style))


def read_cell(text: str, style: NumberStyle) -> Cell:
    """The number or the sign in a cell. Raises ValueError with a German reason."""
    clean = text.translate(_BLANKS).strip()
    if sign := _SIGNS.get(clean.translate(_DASHES)):
        return Cell(0.0 if sign is Status.NIL else None, sign)
    clean = _NOTE.sub("", clean.translate(_DASHES))
    clean = _without_glued_note(clean, style)
    status = Status.OK
    if match := _MARK.search(clean):
        status, clean = _MARKS[match[1]], clean[: match.start()]
    if match := _BRACKETS.fullmatch(clean):
        status, clean = Status.UNCERTAIN, match[1]
    value = read_number(clean.strip(), style)
    if value == 0 and status is Status.OK:
        status = style.zero
    return Cell(value, status)


def read_number(text: str, style: NumberStyle) -> float:
    """A bare number in the given style. Raises ValueError with a German reason."""
    text = text.replace("’", "'").removesuffix("%").removesuffix("€").rstrip()
    if not _pattern(style.decimal, style.thousands).fullmatch(text):
        raise ValueError(_why_not(text, style))
    digits = text.replace(" ", "")
    if style.thousands.strip():
        digits = digits.replace(style.thousands, "")
    value = float(digits.replace(style.decimal, "."))
    if value in (float("inf"), float("-inf")):
        raise ValueError("Die Zahl ist zu groß")
    return value


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    whole = r"\d+"
    if thousands:
        whole = rf"(?:\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)"
    exponent = r"(?:[eE][+-]?\d{1,3})?" if decimal == "." else ""
    return re.compile(rf"[+-]? *{whole}(?:{re.escape(decimal)}\d+)?{exponent}", re.ASCII)


def _without_glued_note(text: str, style: NumberStyle) -> str:
    """`12341)` is 1234 with footnote 1, if the file explains a footnote 1 but none numbered 41."""
    if "(" in text or not (match := _GLUED_NOTE.search(text)):
        return text
    digits = match[1]
    fitting = [n for n in (digits[-1:], digits[-2:]) if n in style.footnotes and len(n) < len(digits)]
    if len(fitting) == 1:
        return text[: match.end(1) - len(fitting[0])]
    return text


def _why_not(text: str, style: NumberStyle) -> str:
    if text.startswith("#"):
        return "Statt einer Zahl steht hier ein Rechenfehler der Tabellenkalkulation"
    if _LETTER.search(text):
        return "Statt einer Zahl steht hier Text"
    mark = "Komma" if style.decimal == "," else "Punkt"
    return f"Das ist keine Zahl mit {mark} als Dezimalzeichen und {_named(style.thousands)} für Tausender"


def _named(thousands: str) -> str:
    names = {"": "keinem Zeichen", ".": "Punkt", ",": "Komma", " ": "Leerzeichen", "'": "Apostroph"}
    return names[thousands]


def is_value(text: str) -> bool:
    """Could this be a value cell in some style? Used to find where the numbers begin."""
    clean = text.translate(_BLANKS).translate(_DASHES).strip()
    return clean in _SIGNS or bool(_LOOSE.fullmatch(clean))


_LOOSE = re.compile(r"\(?[+-]? *\d[\d.,' ]*(?:[eE][+-]?\d+)?\)?(?: *[rps%*€]| *\d\)|[¹²³⁴-⁹])?", re.ASCII)


def sign_of(text: str) -> str | None:
    """The official sign a cell consists of, or None where it holds a number or text."""
    clean = text.translate(_BLANKS).translate(_DASHES).strip()
    return clean if clean in _SIGNS and clean else None


def fitting_styles(texts: Iterable[str]) -> list[NumberStyle]:
    """Styles in which every one of these cells can be read, German ones first."""
    distinct = {text for text in texts if text.strip()}
    candidates = [NumberStyle(",", t) for t in THOUSANDS if t != ","]
    candidates += [NumberStyle(".", t) for t in THOUSANDS if t != "."]
    return [style for style in candidates if all(_fits(text, style) for text in distinct)]


def _fits(text: str, style: NumberStyle) -> bool:
    try:
        read_cell(text, style)
    except ValueError:
        return False
    return True
