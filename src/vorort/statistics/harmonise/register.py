"""The region register: which regions exist, when, under what name, and what they are part of.

It grows from Gemeindeverzeichnisse (complete lists at a date), from conversion keys (complete lists
of the Kreise at a date) and, where neither says anything, from the names seen in deliveries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from vorort.statistics.harmonise.delivered import Delivered
from vorort.statistics.harmonise.sightings import Sightings, edition_of
from vorort.statistics.vocab import GERMANY, REGIONS, Level, Region, level_of, parent_of

Row = Mapping[str, Any]


def register_from(deliveries: Sequence[Delivered]) -> RegionRegister:
    """Everything the deliveries say about regions, whatever order they come in."""
    sightings = Sightings()
    for delivery in deliveries:
        if delivery.kind == "conversion":
            sightings.add_conversion(delivery.table)
    tables = [d.table for d in deliveries if d.kind == "regions"]
    seen = names_in([d.table for d in deliveries if d.kind == "facts"])
    return RegionRegister.from_tables(*tables, seen=seen, sightings=sightings)


class RegionRegister:
    """Answers about regions by canonical key. Not changed once built."""

    def __init__(self, rows: Sequence[Row], sightings: Sightings, seen: Mapping[str, str]) -> None:
        self._rows = {row["key"]: row for row in rows}
        self._sightings = sightings
        self._official = {*self._rows, *sightings.keys()}
        self._names = _names(rows, self._official, seen)
        self._parents = {key: self._parent_of(key) for key in sorted(self._names)}
        self._children = _inverted(self._parents)
        self._by_level = _by_level(self._official)

    @classmethod
    def from_tables(
        cls,
        *tables: pa.Table,
        seen: Mapping[str, str] | None = None,
        sightings: Sightings | None = None,
    ) -> RegionRegister:
        """From REGIONS tables of any number of editions, in any order; the newest name counts."""
        sightings = sightings or Sightings()
        for table in tables:
            sightings.add_edition(table)
        oldest_first = sorted(tables, key=lambda table: edition_of(table) or date.min)
        rows = [row for table in oldest_first for row in table.to_pylist()]
        return cls(rows, sightings, seen or {})

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def __len__(self) -> int:
        return len(self._names)

    def keys(self) -> list[str]:
        return sorted(self._names)

    def is_official(self, key: str) -> bool:
        """Whether an official list names this region, at any date."""
        return key in self._official

    def covers(self, key: str) -> bool:
        """Whether the lists would know this region if it existed: they hold its Land and level."""
        return self._sightings.covers(key)

    def list_days(self, key: str) -> list[date]:
        """The days of the complete lists that hold all regions of this Land and level."""
        return self._sightings.days(key)

    def exists(self, key: str, day: date) -> bool:
        """False where a complete list or a validity rules it out, and for keys nobody has named.

        Between two lists the region has the benefit of the doubt.
        """
        if key == GERMANY:
            return True
        if self._sightings.knows(key):
            return self._sightings.exists(key, day)
        if key not in self._rows:
            return key in self._names and not self.covers(key)
        begins, ends = self._validity(key)
        return (begins is None or begins <= day) and (ends is None or day <= ends)

    def get(self, key: str, day: date | None = None) -> Region:
        """The region, on `day` if given. Raises KeyError where it is unknown or does not exist then."""
        if key not in self._names or (day is not None and not self.exists(key, day)):
            raise KeyError(key)
        begins, ends = self._validity(key)
        return Region(key, self.name(key), level_of(key), self.parent(key), begins, ends)

    def name(self, key: str) -> str:
        """The newest official name, the name in a delivery, or the key itself."""
        return self._names.get(key) or ("Deutschland" if key == GERMANY else key)

    def population(self, key: str) -> float | None:
        """Inhabitants in the newest list that gives them."""
        population: float | None = self._rows.get(key, {}).get("population")
        return population

    def parent(self, key: str) -> str | None:
        """The next region up that the register knows, else by construction of the key."""
        return self._parents[key] if key in self._parents else self._parent_of(key)

    def ancestors(self, key: str) -> list[str]:
        """From the next region up to Germany."""
        chain: list[str] = []
        above = self.parent(key)
        while above is not None and above not in chain:
            chain.append(above)
            above = self.parent(above)
        return chain

    def children(self, key: str, day: date | None = None) -> list[str]:
        """Regions directly below; on `day` only those that exist then."""
        below = self._children.get(key, [])
        return [child for child in below if day is None or self.exists(child, day)]

    def at_level(self, level: Level | str, within: str = GERMANY, day: date | None = None) -> list[str]:
        """Official regions of a level inside another region; on `day` only those that exist then."""
        keys = self._by_level.get(Level(level), [])
        if within != GERMANY:
            keys = keys[bisect_left(keys, within) : bisect_left(keys, within + "~")]
        return [key for key in keys if day is None or self.exists(key, day)]

    def same_place(self, key: str) -> tuple[str, ...]:
        """All keys of one place, the highest first: a kreisfreie Stadt is Kreis and Gemeinde.

        ("05315", "05315000") for Köln; ("11", "11000", "11000000") for Berlin.
        """
        chain = [key]
        while (only := self._only_child(chain[-1])) is not None:
            chain.append(only)
        while (above := self._only_child_of(chain[0])) is not None:
            chain.insert(0, above)
        return tuple(chain)

    def main_key(self, key: str) -> str:
        """The one key under which figures of a place are kept: the highest of `same_place`."""
        return self.same_place(key)[0]

    def to_table(self) -> pa.Table:
        """REGIONS, sorted by key; regions known by name only have no dates."""
        rows = [{**self._rows.get(key, {}), **self._fixed(key)} for key in self.keys()]
        return pa.Table.from_pylist(rows, REGIONS)

    def _fixed(self, key: str) -> Row:
        begins, ends = self._validity(key)
        return {
            "key": key,
            "name": self.name(key),
            "level": level_of(key).value,
            "parent": self.parent(key) or "",
            "valid_from": begins.isoformat() if begins else "",
            "valid_to": ends.isoformat() if ends else "",
        }

    def _validity(self, key: str) -> tuple[date | None, date | None]:
        if self._sightings.knows(key):
            return self._sightings.span(key)
        row = self._rows.get(key, {})
        return _day(row.get("valid_from")), _day(row.get("valid_to"))

    def _parent_of(self, key: str) -> str | None:
        if key in self._rows and (named := self._rows[key]["parent"]):
            return str(named)
        if level_of(key) is Level.KREIS and key[:3] in self._names:
            return key[:3]
        if level_of(key) is Level.STADTTEIL:
            return self._nested_parent(key)
        return parent_of(key)

    def _nested_parent(self, key: str) -> str | None:
        """Local numbers may nest: 11000000-01100101 lies in 11000000-01."""
        head, _, local = key.partition("-")
        shorter = [f"{head}-{local[:n]}" for n in range(len(local) - 1, 0, -1)]
        return next((k for k in shorter if k in self._names), head)

    def _only_child(self, key: str) -> str | None:
        """The single Kreis of a Land or the single Gemeinde of a Kreis, if it is the same place."""
        wanted = {2: f"{key}000", 5: f"{key}000"}.get(len(key)) if key.isdigit() else None
        return wanted if wanted in self._official else None

    def _only_child_of(self, key: str) -> str | None:
        if not (key.isdigit() and len(key) in (5, 8) and key.endswith("000")):
            return None
        above = key[:-3]
        return above if above in self._official and key in self._official else None


def names_in(tables: Sequence[pa.Table]) -> dict[str, str]:
    """Key to the name that most rows give it; among equally frequent ones the alphabet decides."""
    counts: dict[str, dict[str, int]] = {}
    for table in tables:
        pairs = table.group_by(["region", "region_name"]).aggregate([([], "count_all")])
        for row in pairs.to_pylist():
            names = counts.setdefault(row["region"], {})
            names[row["region_name"]] = names.get(row["region_name"], 0) + row["count_all"]
    return {key: min(names, key=lambda n: (-names[n], n)) for key, names in sorted(counts.items())}


def _names(rows: Sequence[Row], official: set[str], seen: Mapping[str, str]) -> dict[str, str]:
    listed = {row["key"]: row["name"] for row in rows}
    return {key: listed.get(key) or seen.get(key) or key for key in {*official, *seen}}


def _inverted(parents: Mapping[str, str | None]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for key, parent in parents.items():
        if parent is not None:
            below.setdefault(parent, []).append(key)
    return below


def _by_level(keys: set[str]) -> dict[Level, list[str]]:
    levels: dict[Level, list[str]] = {}
    for key in sorted(keys):
        levels.setdefault(level_of(key), []).append(key)
    return levels


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
