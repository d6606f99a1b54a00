"""Periods. A number for a year and a number at a date within that year are the same column.

Text forms: `2024` (a year, a yearly mean, a school year named by its first half, or the state of
31 December), `2024-06-30` (any other date), `2024-06` (a month).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_YEAR = re.compile(r"(19|20)\d\d")
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_ISO_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)/(?:\d\d)?(\d\d)")


@total_ordering
@dataclass(frozen=True)
class Period:
    """`text` is the canonical form; `year` is what series and comparisons align on."""

    text: str
    year: int

    def __lt__(self, other: Period) -> bool:
        return (self.year, self.text) < (other.year, other.text)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, raw: str) -> Period:
        """Read `2024`, `31.12.2024`, `30.06.2024`, `2024-06-30`, `2024-06`, `2023/24`.

        Raises ValueError for everything else, also for dates that do not exist.
        """
        raw = raw.strip()
        if _YEAR.fullmatch(raw):
            return cls(raw, int(raw))
        if match := _MONTH.fullmatch(raw):
            return cls(raw, int(match[1]))
        if match := _SCHOOL_YEAR.fullmatch(raw):
            if (int(match[1]) + 1) % 100 != int(match[2]):
                raise ValueError(f"„{raw}“ ist kein Schuljahr")
            return cls(match[1], int(match[1]))
        if match := _GERMAN_DATE.fullmatch(raw):
            return cls.at(date(int(match[3]), int(match[2]), int(match[1])))
        if match := _ISO_DATE.fullmatch(raw):
            return cls.at(date(int(match[1]), int(match[2]), int(match[3])))
        raise ValueError(f"„{raw}“ ist kein Zeitraum, den wir kennen")

    @classmethod
    def at(cls, day: date) -> Period:
        """The state at a date. 31 December stands for its year."""
        if (day.month, day.day) == (12, 31):
            return cls(str(day.year), day.year)
        return cls(day.isoformat(), day.year)
