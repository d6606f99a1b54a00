"""What is known about places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml
from django.db.models import Count, Max, Q, QuerySet

from vorort.platform.places.domain.finding import Candidate, PlaceIndex
from vorort.platform.places.domain.keys import own_keys, page_key
from vorort.platform.places.models import Boundary, Place
from vorort.statistics.vocab import Level, level_of

_BELOW = {
    Level.BUND: Level.LAND,
    Level.LAND: Level.KREIS,
    Level.REGION: Level.KREIS,
    Level.KREIS: Level.GEMEINDE,
}
_ABOVE = "parent__parent__parent__parent__parent"


@dataclass(frozen=True)
class Surroundings:
    """A place with what is above it, nearest first, and every row of the register that means one of them."""

    place: Place
    above: tuple[Place, ...]
    pages: dict[int, Place]  # row of the register → the place whose page shows it
    keys: frozenset[str]

    @property
    def is_city(self) -> bool:
        """Whether the place is a Gemeinde, also where its page has the key of a Kreis or Land."""
        is_gemeinde = self.place.level == Level.GEMEINDE.value
        return is_gemeinde or any(len(key) == 8 and page_key(key) == self.place.key for key in self.keys)

    def rows_of(self, place: Place) -> list[int]:
        return [row for row, page in self.pages.items() if page.pk == place.pk]


def place(key: str) -> Place | None:
    """The place whose page has this key; also found by a longer or a former key of the same place."""
    best = _held(key)
    if best is not None and best.valid_to is None:
        return best
    return _heir_of(key) or best


def place_itself(key: str) -> Place | None:
    """As `place`, but one that ended stands for itself as long as the register holds it."""
    return _held(key) or _heir_of(key)


def successor(place: Place) -> Place | None:
    """The place of today to which one that ended belongs now."""
    return None if place.valid_to is None else _heir_of(place.key)


def _held(key: str) -> Place | None:
    rows = list(Place.objects.filter(key__in={page_key(key), key}).select_related(_ABOVE))
    return max(rows, key=lambda row: (row.key == page_key(key), *_newest(row)), default=None)


def places(keys: list[str]) -> list[Place]:
    """The places of several pages, in the order asked for, unknown keys left out."""
    wanted = [page_key(key) for key in keys]
    rows = sorted(Place.objects.filter(key__in={*wanted, *keys}).select_related(_ABOVE), key=_newest)
    by_key = {row.key: row for row in rows}
    found = [by_key.get(page) or by_key.get(key) for page, key in zip(wanted, keys, strict=True)]
    return list(dict.fromkeys(row for row in found if row is not None))


def surroundings(place: Place) -> Surroundings:
    """One query, where `place` came from `place()` or `places()` of this module."""
    above = wider(place)
    pages = {key: page for page in (place, *above) for key in _keys_of(page)}
    rows = dict(Place.objects.filter(key__in=pages).values_list("pk", "key"))
    return Surroundings(
        place, above, {row: pages[key] for row, key in rows.items()}, frozenset(rows.values())
    )


def wider(place: Place) -> tuple[Place, ...]:
    """What is above a place, nearest first. No query, where it came from `place()` or `places()`."""
    found: list[Place] = []
    here = place.parent
    while here is not None:
        if page_key(here.key) == here.key and here.key not in _keys_of(place):
            found.append(here)
        here = here.parent
    return tuple(found)


def usual_parts(around: Surroundings) -> list[Place]:
    """The parts for which figures of a place are usually given: Länder, Kreise, Gemeinden, Stadtteile."""
    place = around.place
    below = None if around.is_city else _BELOW.get(Level(place.level))
    if below is None:
        parts = Place.objects.filter(parent_id__in=around.rows_of(place), level=Level.STADTTEIL.value)
        return list(parts.filter(valid_to__isnull=True).order_by("key"))
    return list(inside(place, below))


def with_outlines_inside(rows: set[int]) -> set[int]:
    """Of these places, those with an outline of a place directly inside, or one level further."""
    if not rows:
        return set()
    nearer, farther = Q(place__parent__in=rows), Q(place__parent__parent__in=rows)
    found = Boundary.objects.filter(nearer | farther).values_list("place__parent", "place__parent__parent")
    return rows & {row for pair in found.distinct() for row in pair}


def parts(place: Place) -> list[Place]:
    """The places directly inside a place, as they exist today, by name."""
    keys = _keys_of(place)
    inside = Place.objects.filter(parent__key__in=keys, valid_to__isnull=True).exclude(key__in=keys)
    return sorted(inside, key=lambda part: (part.title.casefold(), part.key))


def inside(place: Place, level: Level) -> QuerySet[Place]:
    """All places of a level within a place, however far below."""
    found = Place.objects.filter(level=level.value, valid_to__isnull=True).order_by("key")
    if place.level == Level.BUND.value:
        return found
    if place.level == Level.REGION.value:
        return found.filter(parent=place)
    return found.filter(key__startswith=place.key).exclude(key__in=_keys_of(place))


def outlines(rows: list[Place]) -> dict[int, Boundary]:
    """Boundaries by row of the register, for those that have been imported."""
    return {boundary.place_id: boundary for boundary in Boundary.objects.filter(place__in=rows)}


def with_slug(slug: str) -> list[Place]:
    """Places that an address typed by hand may mean, each page once."""
    rows = Place.objects.filter(slug=slug, valid_to__isnull=True).order_by("key")
    pages = {page_key(row.key): row for row in sorted(rows, key=lambda row: -len(row.key))}
    return list(pages.values())


def laender() -> list[Place]:
    return sorted(
        Place.objects.filter(level=Level.LAND.value, valid_to__isnull=True).select_related("parent"),
        key=lambda land: (not land.fictional, land.title.casefold()),
    )


def find(text: str, limit: int = 20) -> list[Candidate]:
    """Places that somebody may mean who typed `text`, best first. One query while nothing changes."""
    return _index().find(text, limit)


_built: tuple[tuple[object, ...], PlaceIndex] | None = None


def _index() -> PlaceIndex:
    """Built once per process, and again when the register has changed."""
    global _built
    state = tuple(Place.objects.aggregate(rows=Count("pk"), last=Max("pk"), at=Max("changed_at")).values())
    if _built is None or _built[0] != state:
        _built = (state, PlaceIndex(_candidates(), _said_as()))
    return _built[1]


@cache
def _said_as() -> dict[str, list[str]]:
    text = files("vorort.platform.places").joinpath("said_as.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def _candidates() -> list[Candidate]:
    rows = Place.objects.order_by("key", "valid_from")
    fields = ("key", "title", "name", "level", "population", "former_keys", "valid_to")
    today, ended = [], {}
    for key, title, name, level, population, former, valid_to in rows.values_list(*fields):
        candidate = Candidate(key, title, name, Level(level), population, tuple(former))
        if valid_to is None:
            today.append(candidate)
        else:
            ended[key] = candidate
    heirs = {former: heir for heir in today for former in heir.former_keys}
    return [*today, *(_ended(each, heirs[key]) for key, each in ended.items() if _leads_on(each, heirs))]


def _leads_on(ended: Candidate, heirs: dict[str, Candidate]) -> bool:
    """One that goes on under the same name and another key is found by that."""
    return ended.key in heirs and heirs[ended.key].title != ended.title


def _ended(candidate: Candidate, heir: Candidate) -> Candidate:
    return replace(candidate, population=None, heir=heir.key)


def _heir_of(key: str) -> Place | None:
    candidate = _index().heir(key) if _is_key(key) else None
    return _held(candidate.key) if candidate else None


def _keys_of(place: Place) -> tuple[str, ...]:
    return own_keys(place.key) if _is_key(place.key) else (place.key,)


def _newest(row: Place) -> tuple[bool, str]:
    return (row.valid_to is None, str(row.valid_from or ""))


def _is_key(text: str) -> bool:
    try:
        level_of(text)
    except ValueError:
        return False
    return True
