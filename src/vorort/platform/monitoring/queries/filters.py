"""The filters of the catalogue: each is a row of links that keep the other choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vorort.platform.monitoring import definitions
from vorort.platform.topics.queries import handlungsfelder
from vorort.statistics.catalog.model import Direction, Effort, Indicator
from vorort.statistics.vocab import Level

_LEVELS = list(Level)


@dataclass(frozen=True)
class Filter:
    """The name in the address, the name on the page, and what an indicator answers."""

    parameter: str
    name: str
    values: Mapping[str, str]  # value in the address → label
    has: Callable[[Indicator, str], bool]

    def fits(self, indicator: Indicator, value: str) -> bool:
        """Nothing chosen fits everything; a value that no link offers fits nothing."""
        return not value or (value in self.values and self.has(indicator, value))


def all_filters() -> tuple[Filter, ...]:
    """In the language of the page."""
    return (_by_field(), _by_handlungsfeld(), _by_set(), _by_level(), _by_effort(), _by_direction())


def _by_field() -> Filter:
    names = {field.id: field.name for field in definitions.fields()}
    return Filter("feld", _("Thema"), names, lambda indicator, value: indicator.field == value)


def _by_handlungsfeld() -> Filter:
    fields = {one.id: one.fields for one in handlungsfelder()}
    names = {one.id: one.name for one in handlungsfelder()}
    return Filter(
        "handlungsfeld",
        _("Handlungsfeld der Kommune"),
        names,
        lambda indicator, value: indicator.field in fields[value],
    )


def _by_set() -> Filter:
    sets = definitions.words().sets
    names = {one.id: one.name for one in sets.values()}
    return Filter("set", _("Auswahl"), names, lambda indicator, value: indicator.id in sets[value].indicators)


def _by_level() -> Filter:
    names = {
        Level.STADTTEIL.value: _("Stadtteile"),
        Level.GEMEINDE.value: _("Gemeinden"),
        Level.KREIS.value: _("Kreise"),
        Level.LAND.value: _("Länder"),
    }
    return Filter("ebene", _("Verfügbar für"), names, lambda i, value: _reaches(i.level, Level(value)))


def _reaches(lowest: Level, wanted: Level) -> bool:
    return _LEVELS.index(lowest) >= _LEVELS.index(wanted)


def _by_effort() -> Filter:
    names = {
        Effort.OFFICIAL_TABLE.value: _("amtliche Tabellen"),
        Effort.OWN_OFFICE.value: _("eigene Ämter"),
        Effort.SURVEY.value: _("Befragung"),
    }
    return Filter("aufwand", _("Woher die Zahlen kommen"), names, lambda i, value: i.effort.value == value)


def _by_direction() -> Filter:
    names = {
        Direction.HIGHER.value: _("höher spricht für Teilhabe"),
        Direction.LOWER.value: _("niedriger spricht für Teilhabe"),
        Direction.NEUTRAL.value: _("beschreibt nur"),
    }
    return Filter("lesart", _("Wie zu lesen"), names, lambda i, value: i.direction.value == value)
