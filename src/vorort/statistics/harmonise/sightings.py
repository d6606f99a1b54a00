"""On which days a region was seen in a complete list.

A Gemeindeverzeichnis lists every region on one day; the conversion keys list every Kreis on the
last day of each year. Between two lists a region of either may exist, outside them the nearest
list counts. Lists are kept per Land and level, so a list of one Land says nothing about others.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date

import pyarrow as pa

from vorort.statistics.vocab import Level, level_of

Scope = tuple[str, Level]


class Sightings:
    def __init__(self) -> None:
        self._lists: dict[Scope, dict[date, set[str]]] = {}
        self._days: dict[Scope, list[date]] = {}  # the days of the lists, in order
        self._keys: set[str] = set()

    def add_edition(self, regions: pa.Table) -> None:
        """Note a REGIONS table if it is the state on one day: all rows begin on the same date."""
        if (day := edition_of(regions)) is not None:
            self.add(day, [str(key) for key in regions["key"].to_pylist()])

    def add_conversion(self, keys: pa.Table) -> None:
        """Note the Kreise on both ends of a CONVERSION table."""
        for side in ("from", "to"):
            pairs = keys.group_by([f"{side}_date", f"{side}_key"]).aggregate([])
            for row in pairs.to_pylist():
                self.add(date.fromisoformat(row[f"{side}_date"]), [row[f"{side}_key"]])

    def add(self, day: date, keys: list[str]) -> None:
        for key in keys:
            days = self._lists.setdefault(scope := _scope(key), {})
            if day not in days:
                days[day] = set()
                insort(self._days.setdefault(scope, []), day)
            days[day].add(key)
        self._keys.update(keys)

    def keys(self) -> set[str]:
        return set(self._keys)

    def knows(self, key: str) -> bool:
        return key in self._keys

    def covers(self, key: str) -> bool:
        return _scope(key) in self._lists

    def days(self, key: str) -> list[date]:
        """The days of the complete lists that would hold this region, in order."""
        return list(self._days.get(_scope(key), ()))

    def exists(self, key: str, day: date) -> bool:
        scope = _scope(key)
        days, ordered = self._lists[scope], self._days[scope]
        at = bisect_left(ordered, day)
        if at < len(ordered) and ordered[at] == day:
            return key in days[day]
        neighbours = ordered[max(at - 1, 0) : at + 1]
        return any(key in days[neighbour] for neighbour in neighbours)

    def span(self, key: str) -> tuple[date | None, date | None]:
        """First and last day seen, None where the first or last list holds the region too.

        The region may have begun up to one list earlier and ended up to one list later.
        """
        scope = _scope(key)
        days, ordered = self._lists[scope], self._days[scope]
        seen = [day for day in ordered if key in days[day]]
        first, last = seen[0], seen[-1]
        return (None if first == ordered[0] else first, None if last == ordered[-1] else last)


def edition_of(regions: pa.Table) -> date | None:
    """The day a REGIONS table is the state of, None if its rows have validities of their own."""
    begins = set(regions["valid_from"].to_pylist())
    if len(begins) != 1 or not (text := next(iter(begins))):
        return None
    return date.fromisoformat(text)


def _scope(key: str) -> Scope:
    level = level_of(key)
    return ("" if level in (Level.BUND, Level.LAND) else key[:2], level)
