"""What fills the register: regions from a Gemeindeverzeichnis or a store, and boundaries from a file."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from vorort.platform.common import editions
from vorort.platform.places.domain import naming, shapes
from vorort.platform.places.domain.keys import is_fictional, page_key
from vorort.platform.places.models import Boundary, Place
from vorort.statistics.vocab import GERMANY, Level, level_of, parent_of

_COMPARED = ("level", "name", "title", "slug", "valid_to", "population", "area", "fictional")
_WRITTEN = (*_COMPARED, "parent", "valid_from", "changed_at")
_BATCH = 500
_MOST = 0.5  # share of the people


@dataclass(frozen=True)
class Imported:
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class ImportedBoundaries:
    drawn: int
    unknown: tuple[str, ...]  # keys in the file that the register does not hold


class NoSuchRegister(Exception):
    """Boundaries were given before the places they belong to. `str(error)` is a German sentence."""


@transaction.atomic
def import_regions(
    table: pa.Table, *, only_missing: bool = False, needed: Container[str] = frozenset()
) -> Imported:
    """Take in the rows of a REGIONS table. The same table again changes nothing.

    A row is a place of the register when both have the key at the same time. With `only_missing`,
    places whose key is known stay as they are. A key that nobody has given a name (conversion keys
    hold such) is no place to show, unless it is `needed` because there are figures for it.
    """
    rows = [row for row in table.to_pylist() if row["name"] != row["key"] or row["key"] in needed]
    known = _Register()
    cities = {row["key"][:5] for row in rows if len(row["key"]) == 8 and row["key"].endswith("000")}
    now = timezone.now()
    new, changed, unchanged = [], [], 0
    if not known.has(GERMANY) and not any(row["key"] == GERMANY for row in rows):
        rows.insert(0, _germany())
    for row in rows:
        if only_missing and known.has(row["key"]):
            continue
        place, values = known.match(row), _values(row, is_city=row["key"] in cities)
        if place is None:
            new.append(known.add(Place(key=row["key"], changed_at=now, **values)))
        elif place.pk is None:  # twice in this table: the later row completes the earlier
            _update(place, values, now)
        elif _differs(place, values):
            changed.append(_update(place, values, now))
        else:
            unchanged += 1
    _save(new, changed, known, {row["key"]: row["parent"] for row in rows})
    if new or changed:
        _renew_pages(now)
    return Imported(len(new), len(changed), unchanged)


@transaction.atomic
def note_successors(conversion: pa.Table) -> int:
    """Let keys that ended lead to the place that took over most of their people (CONVERSION table)."""
    register, now = _Register(), timezone.now()
    heirs: dict[str, set[str]] = {}
    for row in conversion.to_pylist():
        ended, heir = row["from_key"], row["to_key"]
        if ended != heir and row["population_share"] > _MOST and not register.exists_today(ended):
            heirs.setdefault(heir, set()).add(ended)
    changed = []
    for key, former in heirs.items():
        place = register.page_of(key)
        if place is not None and not former <= set(place.former_keys):
            place.former_keys, place.changed_at = sorted(former | set(place.former_keys)), now
            changed.append(place)
    Place.objects.bulk_update(changed, ["former_keys", "changed_at"], batch_size=_BATCH)
    return len(changed)


@transaction.atomic
def import_boundaries(
    path: Path,
    key_field: str | None = None,
    *,
    source: str = "",
    licence: str = "",
    licence_url: str = "",
    state_on: date | None = None,
) -> ImportedBoundaries:
    """Draw the places that a boundary file knows. Earlier outlines of the same places are replaced."""
    from vorort.platform.places.boundary_files import read_boundaries  # GDAL, PROJ: not in a web server

    found = read_boundaries(path, key_field)
    register = _Register()
    drawn: dict[int, Boundary] = {}
    for shape in found:
        place, line = register.page_of(shape.key), shapes.outline(shape.geometry)
        if place is not None and line is not None:
            drawn[place.pk] = _boundary(place, line, source, licence, licence_url, state_on)
    unknown = tuple(shape.key for shape in found if register.page_of(shape.key) is None)
    if not drawn:
        raise NoSuchRegister(
            f"Keines der {len(found)} Gebiete in „{path.name}“ steht im Ortsverzeichnis. Bitte zuerst ein "
            "Gemeindeverzeichnis einlesen: vorort manage import_regions DATEI"
        )
    Boundary.objects.filter(place_id__in=drawn).delete()
    Boundary.objects.bulk_create(drawn.values(), batch_size=_BATCH)
    _renew_pages(timezone.now())
    return ImportedBoundaries(len(drawn), unknown)


class _Register:
    """The places in the database by key, newest first."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Place]] = {}
        for place in Place.objects.order_by("-valid_from", "pk"):
            self.add(place)

    def add(self, place: Place) -> Place:
        self._by_key.setdefault(place.key, []).append(place)
        return place

    def has(self, key: str) -> bool:
        return key in self._by_key

    def exists_today(self, key: str) -> bool:
        return any(place.valid_to is None for place in self._by_key.get(key, []))

    def newest(self, key: str) -> Place | None:
        """The place that exists today, else the one that existed last."""
        places = self._by_key.get(key, [])
        return max(places, key=lambda p: (p.valid_to is None, p.valid_from or date.min), default=None)

    def page_of(self, key: str) -> Place | None:
        """The place that is shown for a key: a kreisfreie Stadt under the key of its Kreis."""
        return self.newest(page_key(key)) or self.newest(key)

    def match(self, row: dict[str, object]) -> Place | None:
        """A key belongs to one place at a time: whoever has it while the row's place exists is that place."""
        start, end = _day(row["valid_from"]) or date.min, _day(row["valid_to"]) or date.max
        for place in self._by_key.get(str(row["key"]), []):
            if (place.valid_from or date.min) <= end and start <= (place.valid_to or date.max):
                return place
        return None

    def parent(self, key: str, named: str) -> Place | None:
        """The parent a table names, else the nearest one above that the register holds."""
        if named and named != key and (place := self.newest(named)):
            return place
        above = parent_of(key)
        while above is not None:
            if place := self.newest(above):
                return place
            above = parent_of(above)
        return None


def _germany() -> dict[str, object]:
    empty = {"parent": "", "valid_from": "", "valid_to": "", "population": None, "area": None}
    return {"key": GERMANY, "name": "Deutschland", "level": Level.BUND.value, **empty}


def _values(row: dict[str, object], *, is_city: bool) -> dict[str, object]:
    key, name = str(row["key"]), str(row["name"])
    level = Level(row["level"]) if row["level"] else level_of(key)
    title = naming.title(name, level, key, is_city=is_city)
    population = row["population"]
    return {
        "level": level.value,
        "name": name,
        "title": title,
        "slug": naming.slug(title),
        "valid_from": _day(row["valid_from"]),
        "valid_to": _day(row["valid_to"]),
        "population": None if population is None else round(float(population)),
        "area": row["area"],
        "fictional": is_fictional(key),
    }


def _differs(place: Place, values: dict[str, object]) -> bool:
    """What a table does not say (empty population or area) is no change."""
    if place.valid_from is None and values["valid_from"] is not None:
        return True
    return any(values[name] is not None and getattr(place, name) != values[name] for name in _COMPARED)


def _update(place: Place, values: dict[str, object], now: datetime) -> Place:
    """The earliest known start stays: lists of few years know it less well."""
    start = place.valid_from
    for name, value in values.items():
        if value is not None:
            setattr(place, name, value)
    place.valid_from = min(filter(None, (start, place.valid_from)), default=None)
    place.changed_at = now
    return place


def _save(new: list[Place], changed: list[Place], register: _Register, parents: dict[str, object]) -> None:
    for place in [*new, *changed]:
        place.parent = register.parent(place.key, str(parents.get(place.key) or ""))
    Place.objects.bulk_update(changed, _WRITTEN, batch_size=_BATCH)
    while new:
        ready = [place for place in new if place.parent is None or place.parent.pk]
        Place.objects.bulk_create(ready or new[:1], batch_size=_BATCH)
        new = [place for place in new if place.pk is None]


def _renew_pages(at: datetime) -> None:
    editions.publish("places", at.isoformat(timespec="microseconds"))


def _boundary(
    place: Place, line: shapes.Outline, source: str, licence: str, licence_url: str, state_on: date | None
) -> Boundary:
    left, top, right, bottom = line.box
    return Boundary(
        place=place,
        start_x=line.start_x,
        start_y=line.start_y,
        path=line.path,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        source=source,
        licence=licence,
        licence_url=licence_url,
        state_on=state_on,
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
