"""Regions and their keys.

Canonical keys, always text:

| level      | key                                              | example               |
|------------|--------------------------------------------------|-----------------------|
| bund       | `DG`                                             | `DG`                  |
| land       | 2 digits                                         | `03`                  |
| region     | 3 digits (Regierungsbezirk, Statistische Region) | `031`                 |
| kreis      | 5 digits                                         | `03101`               |
| gemeinde   | 8 digits (AGS)                                   | `03101000`            |
| stadtteil  | AGS, hyphen, local number                        | `11000000-01100101`   |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    BUND = "bund"
    LAND = "land"
    REGION = "region"
    KREIS = "kreis"
    GEMEINDE = "gemeinde"
    STADTTEIL = "stadtteil"


GERMANY = "DG"
_BY_LENGTH = {2: Level.LAND, 3: Level.REGION, 5: Level.KREIS, 8: Level.GEMEINDE}
_STADTTEIL = re.compile(r"\d{8}-[\w.]+")


def level_of(key: str) -> Level:
    """Level of a canonical key. Raises ValueError for anything that is not one."""
    if key == GERMANY:
        return Level.BUND
    if _STADTTEIL.fullmatch(key):
        return Level.STADTTEIL
    if key.isascii() and key.isdigit() and len(key) in _BY_LENGTH:
        return _BY_LENGTH[len(key)]
    raise ValueError(f"„{key}“ ist kein Regionalschlüssel")


def parent_of(key: str) -> str | None:
    """Key of the next level up by construction of the key; None for Germany.

    A Kreis belongs to its Land here. Whether a region (3 digits) stands between them is a matter
    of the Land and is known to the register only.
    """
    level = level_of(key)
    if level is Level.BUND:
        return None
    if level is Level.LAND:
        return GERMANY
    if level in (Level.REGION, Level.KREIS):
        return key[:2]
    if level is Level.GEMEINDE:
        return key[:5]
    return key.split("-", 1)[0]


@dataclass(frozen=True)
class Region:
    """A region while it exists. `valid_to` is the last day, None while it exists today."""

    key: str
    name: str
    level: Level
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
