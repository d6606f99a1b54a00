"""Which official keys mean the same place, and so share one page.

Official keys fill up with zeros where a level has nothing of its own: the kreisfreie Stadt
Braunschweig is the Kreis `03101` and the Gemeinde `03101000`; Berlin is the Land `11`, the Kreis
`11000` and the Gemeinde `11000000`. We show such a place once, under the shortest of its keys; the
longer ones lead there. Figures may arrive under any of them.
"""

from __future__ import annotations

from vorort.statistics.vocab import GERMANY, Level, level_of

_LAST_LAND = 16


def page_key(key: str) -> str:
    """The key whose page shows the place `key`."""
    if len(key) == 8 and key.endswith("000"):
        key = key[:5]
    if len(key) == 5 and key.endswith("000"):
        key = key[:2]
    return key


def own_keys(key: str) -> tuple[str, ...]:
    """All keys that may stand for the place whose page is `key`, the page's own first."""
    level = level_of(key)
    if level is Level.LAND:
        return (key, f"{key}000", f"{key}000000")
    if level is Level.KREIS:
        return (key, f"{key}000")
    return (key,)


def is_fictional(key: str) -> bool:
    """Whether no real place can have this key: the 16 Länder are numbered 01 to 16."""
    return key != GERMANY and not 1 <= int(key[:2]) <= _LAST_LAND
