"""What the pages show that see all systems."""

from __future__ import annotations

from dataclasses import dataclass

from vorort.platform.monitoring import queries as monitoring
from vorort.platform.monitoring.domain.figures import (
    DataPage,
    Download,
    IndicatorEntry,
    PlaceFigure,
    PlaceRef,
)
from vorort.platform.monitoring.queries import place_ref
from vorort.platform.places import queries as register
from vorort.platform.places.domain.finding import Candidate
from vorort.platform.places.models import Place
from vorort.statistics.catalog.model import FieldOfAction

_RESULTS = 20


@dataclass(frozen=True)
class StartPage:
    data: DataPage
    laender: tuple[Place, ...]
    parts: tuple[Place, ...]  # of the only Land, where there is one
    is_fictional: bool  # all there is has been invented


@dataclass(frozen=True)
class PlacesPage:
    """Results of a search, or where to begin without one."""

    search: str
    found: tuple[Candidate, ...]
    laender: tuple[Place, ...]
    parts: tuple[Place, ...]  # of the only Land, where there is one


@dataclass(frozen=True)
class PlacePage:
    place: Place
    above: tuple[PlaceRef, ...]  # broadest first
    fields: tuple[tuple[FieldOfAction, str, tuple[PlaceFigure, ...]], ...]
    parts: tuple[PlaceRef, ...]
    downloads: tuple[Download, ...]
    publishers: tuple[str, ...] = ()  # of the figures shown
    successor: PlaceRef | None = None  # of a place that ended


@dataclass(frozen=True)
class SearchPage:
    search: str
    places: tuple[Candidate, ...]
    indicators: tuple[IndicatorEntry, ...]


def start_page() -> StartPage:
    laender = register.laender()
    return StartPage(
        data=monitoring.data_page(),
        laender=tuple(laender),
        parts=_parts_of_only(laender),
        is_fictional=bool(laender) and all(land.fictional for land in laender),
    )


def places_page(search: str) -> PlacesPage:
    laender = register.laender()
    return PlacesPage(
        search=search,
        found=tuple(register.find(search, _RESULTS)) if search else (),
        laender=tuple(laender),
        parts=_parts_of_only(laender),
    )


def _parts_of_only(laender: list[Place]) -> tuple[Place, ...]:
    if len(laender) != 1:
        return ()
    parts = register.usual_parts(register.surroundings(laender[0]))
    return tuple(sorted(parts, key=lambda part: part.title.casefold()))


def place_page(key: str) -> PlacePage | None:
    """Everything known about a place, one figure per field. None where the register has no such place."""
    place = register.place_itself(key)
    if place is None:
        return None
    successor = register.successor(place)
    around = register.surroundings(place)
    fields = monitoring.figures_by_field(around)
    parts = sorted(register.usual_parts(around), key=lambda part: part.title.casefold())
    return PlacePage(
        place=place,
        above=tuple(place_ref(above) for above in reversed(around.above)),
        fields=fields,
        parts=tuple(place_ref(part) for part in parts),
        downloads=monitoring.place_downloads(place) if fields else (),
        publishers=_publishers(fields),
        successor=place_ref(successor) if successor else None,
    )


def _publishers(fields: tuple[tuple[FieldOfAction, str, tuple[PlaceFigure, ...]], ...]) -> tuple[str, ...]:
    shown = [brief.headline for _field, _url, found in fields for brief in found if brief.headline]
    return monitoring.publishers_of(shown) if shown else ()


def search_page(search: str) -> SearchPage:
    return SearchPage(
        search=search,
        places=tuple(register.find(search, _RESULTS)),
        indicators=tuple(monitoring.found_indicators(search, _RESULTS)),
    )
