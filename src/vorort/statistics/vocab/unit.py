"""Units, with the scale that turns a plain ratio into them."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    PERSONS = "persons"
    COUNT = "count"
    PERCENT = "percent"
    PER_1000 = "per_1000"
    YEARS = "years"
    MONTHS = "months"
    INDEX = "index"  # 0 to 1
    SQUARE_METRES = "square_metres"
    SQUARE_KILOMETRES = "square_kilometres"
    PER_SQUARE_KILOMETRE = "per_square_kilometre"
    EURO = "euro"
    OTHER = "other"

    @property
    def scale(self) -> int:
        return {Unit.PERCENT: 100, Unit.PER_1000: 1000}.get(self, 1)

    @property
    def is_share(self) -> bool:
        return self in (Unit.PERCENT, Unit.PER_1000, Unit.INDEX)
