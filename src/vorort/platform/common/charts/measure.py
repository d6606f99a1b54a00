"""How wide a text will be, without asking a browser.

Advance widths of Fira Sans, in thousandths of the font size, rounded up by class of letter. A
label that is thought a little too wide wraps a little early; one thought too narrow would be cut.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("ijltfrI.,:;'’‘|!()[]-·\u202f ")
_WIDE = frozenset("mwMWÄÖÜGOQD%@–—…&")
_UNSEEN = frozenset("\u200e\u200f\u2066\u2068\u2069")  # marks and isolates of direction
_SOFT_HYPHENS = ("-", "/")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    thousandths = sum(_advance(letter) for letter in text)
    return thousandths * size / 1000 * (1.06 if bold else 1.0)


def wrap(text: str, width: float, size: float, *, lines: int = 3, bold: bool = False) -> tuple[str, ...]:
    """`text` in at most `lines` lines no wider than `width`; what does not fit ends in „…“."""
    rows = [""]
    for word in _pieces(text):
        candidate = rows[-1] + word
        if rows[-1] and text_width(candidate.rstrip(), size, bold=bold) > width:
            rows.append(word)
        else:
            rows[-1] = candidate
    rows = [row.strip() for row in rows]
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return tuple(_shortened(row, width, size, bold) for row in rows)


def _pieces(text: str) -> list[str]:
    """Words with the space, hyphen or stroke behind which a line may break."""
    pieces, current = [], ""
    for letter in text:
        current += letter
        if letter == " " or letter in _SOFT_HYPHENS:
            pieces.append(current)
            current = ""
    return [*pieces, current] if current else pieces


def _shortened(row: str, width: float, size: float, bold: bool) -> str:
    if text_width(row, size, bold=bold) <= width:
        return row
    while row and text_width(row + "…", size, bold=bold) > width:
        row = row[:-1]
    return row.rstrip() + "…"


def _advance(letter: str) -> int:
    if letter in _NARROW:
        return 340
    if letter in _WIDE:
        return 830
    if unicodedata.combining(letter) or letter in _UNSEEN:
        return 0
    return 680 if letter.isupper() else 580
