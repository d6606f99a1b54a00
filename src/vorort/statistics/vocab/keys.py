"""Regional keys in every shape that files give them, turned into the canonical one.

| found in                     | shape               | canonical    |
|------------------------------|---------------------|--------------|
| GENESIS, Regionalstatistik   | `DG`, `03`, `03101` | as it is     |
| Open SDG, Niedersachsen      | `K03101`, `RH03101` | `03101`      |
| Open SDG, the Land itself    | `K030`              | `03`         |
| spreadsheets (zero lost)     | `3101`, `3101000`   | `03101`, `03101000` |
| BBSR conversion keys         | `1001000.0`         | `01001` (with the hint `kreis`) |
| Gemeindeverzeichnis (ARS)    | `032410001001`      | `03241001`   |
| typed by hand                | `03 1 01`           | `03101`      |
"""

from __future__ import annotations

import re

from vorort.statistics.vocab.region import GERMANY, Level, level_of

_SPACE = re.compile(r"[\s\u00a0\u202f\u2009']+")
_SHAPE = re.compile(r"(?:[A-Z]{1,3}[-_]?)?(\d{1,12})(?:[.,]0+)?")
_STADTTEIL = re.compile(r"(\d{7,8})-([\w.]+)")
_WIDTHS = {Level.LAND: 2, Level.REGION: 3, Level.KREIS: 5, Level.GEMEINDE: 8}
_ZERO_LOST = {1: 2, 4: 5, 7: 8, 11: 12}
_LAST_LAND = 16
_INVENTED = range(90, 99)
"""Länder of demos and exercises; 99 is what people type where they know no key."""


def canonical_key(text: str, level_hint: Level | str | None = None) -> str:
    """The canonical key behind `text`, or ValueError with a German sentence.

    The hint decides where the digits alone cannot: seven digits are a Gemeinde whose zero was
    lost or a Kreis with three zeros behind it. It never invents digits that carry meaning.
    """
    compact = _SPACE.sub("", text).upper()
    if compact in {GERMANY, "D"}:
        return GERMANY
    if match := _STADTTEIL.fullmatch(_SPACE.sub("", text)):
        return f"{match[1].zfill(8)}-{match[2]}"
    match = _SHAPE.fullmatch(compact)
    if match is None:
        raise ValueError("Das ist kein Regionalschlüssel")
    key = _from_digits(match[1], Level(level_hint) if level_hint else None)
    if not _is_plausible(key):
        raise ValueError("Das ist kein Regionalschlüssel")
    return key


def _from_digits(digits: str, hint: Level | None) -> str:
    if hint is Level.BUND and int(digits) == 0:
        return GERMANY
    if hint in _WIDTHS and len(digits) == _WIDTHS[hint] - 1:
        digits = digits.zfill(_WIDTHS[hint])
    digits = digits.zfill(_ZERO_LOST.get(len(digits), len(digits)))
    if len(digits) == 12:
        digits = digits[:5] + digits[9:]
    if hint is Level.KREIS and len(digits) == 8 and digits.endswith("000"):
        return digits[:5]
    if len(digits) == 3 and digits.endswith("0"):  # "no Regierungsbezirk": the Land itself
        return digits[:2]
    return digits


def _is_plausible(key: str) -> bool:
    """A level we know, in one of the 16 Länder (or an invented one)."""
    try:
        level_of(key)
    except ValueError:
        return False
    return key == GERMANY or 1 <= int(key[:2]) <= _LAST_LAND or int(key[:2]) in _INVENTED
