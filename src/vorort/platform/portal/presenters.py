"""Places and search results in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain import published_series
from vorort.platform.monitoring.domain.figures import IndicatorEntry, PlaceFigure
from vorort.platform.monitoring.domain.placewords import level_name, to_place
from vorort.platform.monitoring.domain.quantities import period_name
from vorort.platform.monitoring.presenters import present_place_figure
from vorort.platform.monitoring.presenters.brief import PlaceFigureView
from vorort.platform.monitoring.queries import place_ref
from vorort.platform.places.domain import naming
from vorort.platform.places.domain.finding import Candidate
from vorort.platform.places.models import Place
from vorort.platform.portal.queries import PlacePage, PlacesPage, SearchPage, StartPage
from vorort.statistics.catalog.model import FieldOfAction
from vorort.statistics.vocab import Level


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    meta: str = ""


@dataclass(frozen=True)
class FieldView:
    title: str
    sentence: str
    url: str
    figures: tuple[PlaceFigureView, ...]
    more: str  # how many there are beyond those shown, "" where these are all


@dataclass(frozen=True)
class PlaceView:
    place: Place
    title: str
    kind: str  # "Gemeinde im Landkreis Goslar"
    facts: tuple[dict[str, str], ...]
    breadcrumb: tuple[Link, ...]
    fields: tuple[FieldView, ...]
    summary: str
    parts: tuple[Link, ...]
    parts_title: str
    downloads: tuple[Link, ...]
    sources: str  # who published what is shown
    description: str
    ended: str  # "Klein Wendeby gehört seit 1. Januar 2019 zu Groß Wendeby.", "" for a place of today
    successor: Link | None


def present_place(page: PlacePage, language: str) -> PlaceView:
    ref = place_ref(page.place)
    kind = _kind(page)
    return PlaceView(
        place=page.place,
        title=page.place.title,
        kind=kind,
        facts=tuple(_facts(page.place)),
        breadcrumb=(*(Link(above.name, above.url) for above in page.above), Link(ref.name, "")),
        fields=tuple(_field(field, url, found, language) for field, url, found in page.fields),
        summary=_summary(page),
        parts=tuple(Link(part.name, part.url) for part in page.parts),
        parts_title=_parts_title(page),
        downloads=tuple(Link(f"{item.name} ({item.format})", item.url) for item in page.downloads),
        sources=text.listed(page.publishers),
        ended=_ended(page),
        successor=_successor(page),
        description=_("{place}: Zahlen zum Zusammenleben, mit Quelle und Erklärung.").format(place=ref.name),
    )


def _field(field: FieldOfAction, url: str, found: tuple[PlaceFigure, ...], language: str) -> FieldView:
    """One figure says what a field is about; series of others are many, and only counted here."""
    shown = found[:1] if field.id != published_series.FIELD_ID else ()
    rest = len(found) - len(shown)
    if shown:
        said = ngettext("{n} weitere Zahl", "{n} weitere Zahlen", rest)
    else:
        said = ngettext("{n} Reihe ansehen", "{n} Reihen ansehen", rest)
    return FieldView(
        title=field.name,
        sentence=field.sentence,
        url=url,
        figures=tuple(present_place_figure(figure, language) for figure in shown),
        more=said.format(n=text.number(rest)) if rest else "",
    )


def _kind(page: PlacePage) -> str:
    """What kind of place it is, and in what it lies."""
    place = page.place
    kind = kind_name(Level(place.level), place.name, place.title)
    inside = page.above[-1] if page.above else None
    return kind if inside is None or inside.level is Level.BUND else f"{kind} · {inside.name}"


def kind_name(level: Level, name: str, title: str) -> str:
    if not naming.is_city(name, title, level):
        return level_name(level)
    return _("kreisfreie Stadt") if level is Level.KREIS else _("Stadt")


def _facts(place: Place) -> list[dict[str, str]]:
    facts = []
    if place.population is not None:
        facts.append({"term": _("Einwohnerinnen und Einwohner"), "text": text.number(place.population)})
    if place.area is not None:
        area = _("{area} km²").format(area=text.number(place.area, 1))
        facts.append({"term": _("Fläche"), "text": text.isolated(area)})
    if place.valid_to is not None:
        facts.append({"term": _("Bestand bis"), "text": str(place.valid_to.year)})
    facts.append({"term": _("Amtlicher Schlüssel"), "text": place.key})
    return facts


def _summary(page: PlacePage) -> str:
    count = sum(len(found) for _field, _url, found in page.fields)
    borrowed = sum(f.place.key != f.shown_for.key for _field, _url, found in page.fields for f in found)
    said = ngettext("Wir zeigen {n} Zahl zu diesem Ort.", "Wir zeigen {n} Zahlen zu diesem Ort.", count)
    said = said.format(n=text.number(count))
    if page.place.valid_to is not None and page.successor is None:
        gone = _("Diesen Ort gab es bis {year}.").format(year=page.place.valid_to.year)
        said = f"{gone} {said}"
    if not borrowed:
        return said
    if borrowed == count:
        return said + " " + _("Sie gelten für den ganzen Kreis; für den Ort allein liegen keine vor.")
    return (
        said
        + " "
        + _("Davon gelten {n} für den ganzen Kreis; das steht jeweils dabei.").format(n=text.number(borrowed))
    )


def _ended(page: PlacePage) -> str:
    if page.place.valid_to is None or page.successor is None:
        return ""
    since = period_name((page.place.valid_to + timedelta(days=1)).isoformat())
    return _("{place} gehört seit {day} {to_place}.").format(
        place=text.isolated(page.place.title), day=since, to_place=to_place(page.successor)
    )


def _successor(page: PlacePage) -> Link | None:
    if page.successor is None:
        return None
    return Link(_("Zur Seite von {place}").format(place=page.successor.name), page.successor.url)


def _parts_title(page: PlacePage) -> str:
    return {
        Level.LAND: _("Länder"),
        Level.KREIS: _("Landkreise und kreisfreie Städte"),
        Level.GEMEINDE: _("Städte und Gemeinden"),
        Level.STADTTEIL: _("Stadtteile"),
    }.get(page.parts[0].level if page.parts else None, "")


@dataclass(frozen=True)
class StartView:
    page: StartPage
    places: tuple[Link, ...]
    data: str  # one sentence about what is there
    is_empty: bool


def present_start(page: StartPage) -> StartView:
    return StartView(
        page=page,
        places=tuple(Link(place.title, place.get_absolute_url()) for place in (*page.laender, *page.parts)),
        data=_data(page),
        is_empty=not page.data.build_id,
    )


def _data(page: StartPage) -> str:
    data = page.data
    publishers = {source.publisher for source in data.sources if source.publisher}
    return _("Zurzeit stehen hier {figures} Zahlen für {places} Orte, von {publishers}.").format(
        figures=text.number(data.figures),
        places=text.number(data.places),
        publishers=ngettext("einer Stelle", "{n} Stellen", len(publishers)).format(n=len(publishers)),
    )


@dataclass(frozen=True)
class ResultsView:
    search: str
    places: tuple[Link, ...]
    indicators: tuple[Link, ...] = ()
    parts: tuple[Link, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.places and not self.indicators


def present_search(page: SearchPage) -> ResultsView:
    return ResultsView(
        search=page.search,
        places=tuple(_candidate(found) for found in page.places),
        indicators=tuple(Link(entry.indicator.name, entry.url, _said_of(entry)) for entry in page.indicators),
    )


def _said_of(entry: IndicatorEntry) -> str:
    """Its question; a series of others has none, so who publishes it."""
    indicator = entry.indicator
    return indicator.question if indicator.question != indicator.name else indicator.owner


def present_places(page: PlacesPage) -> ResultsView:
    return ResultsView(
        search=page.search,
        places=tuple(_candidate(found) for found in page.found)
        if page.search
        else tuple(Link(land.title, land.get_absolute_url()) for land in page.laender),
        parts=tuple(Link(part.title, part.get_absolute_url()) for part in page.parts),
    )


def _candidate(found: Candidate) -> Link:
    place = Place(key=found.key)
    size = (
        _("{n} Einwohnerinnen und Einwohner").format(n=text.number(found.population))
        if found.population
        else ""
    )
    kind = kind_name(found.level, found.name, found.title)
    gone = _("gibt es nicht mehr") if found.heir else ""
    meta = text.listed((kind, size, gone))
    return Link(found.title, place.get_absolute_url(), meta)
