"""A series that somebody else has published, seen as an indicator so that one page shows both.

Nothing is added to what the publisher says: where a text is missing, we say that it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vorort.statistics.catalog.model import (
    Direction,
    Effort,
    FieldOfAction,
    Indicator,
    SourceRef,
    Term,
    Variant,
)
from vorort.statistics.vocab import Level, Unit

PUBLISHED = "published"  # id of the only variant of a series without several value columns
_UNITS = {unit.value: unit for unit in Unit}
FIELD_ID = "weitere"
_NOT_OURS = date(2026, 11, 22)


def field_of_action() -> FieldOfAction:
    """Where such series are listed, beside the fields of our catalogue."""
    return FieldOfAction(
        id=FIELD_ID,
        name=_("Weitere veröffentlichte Reihen"),
        sentence=_("Zahlen, die andere Stellen so veröffentlicht haben. Wir zeigen sie unverändert."),
    )


def as_indicator(series_id: str, about: Mapping[str, Any], variants: list[str]) -> Indicator:
    """The data sheet of a published series, made of what its file or metadata say."""
    title = str(about.get("title") or series_id)
    publisher = str(about.get("publisher") or _("Herausgeber nicht angegeben"))
    unit = _UNITS.get(str(about.get("unit") or ""), Unit.OTHER)
    return Indicator(
        id=series_id,
        field=FIELD_ID,
        goal=_("Zeigen, was andere veröffentlicht haben"),
        name=title,
        short_name=title,
        question=title,
        definition=str(about.get("definition") or _("Die Definition steht beim Herausgeber der Reihe.")),
        numerator=_("Siehe Herausgeber."),
        unit=unit,
        decimals=_decimals(about.get("decimals"), unit),
        direction=Direction.NEUTRAL,
        sources=(SourceRef(name=publisher, table=series_id.partition("/")[2]),),
        reference=str(about.get("reference") or _("Siehe Herausgeber.")),
        periodicity=_("Siehe Herausgeber."),
        level=Level.STADTTEIL,
        interpretation=_("Diese Reihe zeigt, was ihr Herausgeber veröffentlicht hat."),
        caveat=_("Wir haben sie nicht selbst berechnet. Was sie nicht sagt, steht beim Herausgeber."),
        owner=publisher,
        effort=Effort.OFFICIAL_TABLE,
        licence=str(about.get("licence") or ""),
        checked_on=_NOT_OURS,
        variants=tuple(_variant(item, series_id, title) for item in variants or [""]),
    )


def _decimals(said: int | None, unit: Unit) -> int:
    """As the publisher prints it; where nobody says, people and things are whole."""
    if said is not None:
        return min(int(said), 3)
    return 0 if unit in (Unit.PERSONS, Unit.COUNT) else 1


def stored_variant(variant_id: str) -> str:
    """The text under which observations keep this variant."""
    return "" if variant_id == PUBLISHED else variant_id


def shown_variant(stored: str) -> str:
    return stored or PUBLISHED


def _variant(item: str, series_id: str, title: str) -> Variant:
    return Variant(
        id=shown_variant(item), name=item or title, formula="published", numerator=Term(measures=(series_id,))
    )
