"""Places in a sentence: „im Landkreis Goslar“, „in der Region Hannover“, „für das Saarland“."""

from __future__ import annotations

import re
from enum import Enum

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import PlaceRef
from vorort.statistics.vocab import Level


class Article(Enum):
    """How German speaks of a place: (in the place, the place in the accusative, to the place)."""

    NONE = ("in ", "", "zu ")
    DER = ("im ", "den ", "zum ")
    DIE = ("in der ", "die ", "zur ")
    DAS = ("im ", "das ", "zum ")


_DER = re.compile(
    r"(Land|Stadt)?kreis\b|.*[- ]?kreis$|Regionalverband\b|Bezirk\b|Ortsteil\b|Stadtteil\b|Flecken\b",
    re.IGNORECASE,
)
_DIE = re.compile(
    r"(Städte|Statistische |Stat\. )?Region\b|(Verbands|Samt|Einheits|Orts)?gemeinde\b"
    r"|(Hanse|Universitäts)?stadt\b",
    re.IGNORECASE,
)


_ADJECTIVE = re.compile(r"^(Statistische|Kreisfreie|Große|Kleine)(?= (Region|Stadt)\b)")  # „in der Großen …“


def in_place(place: PlaceRef, *, begins: bool = False) -> str:
    """„in Köln“; with `begins` as the beginning of a sentence, „In Köln“."""
    if _is_german():
        words = _article(place).value[0] + _ADJECTIVE.sub(r"\1n", spoken_name(place))
    else:
        words = pgettext("Ort im Satz", "in {place}").format(place=name_of(place))
    return words[0].upper() + words[1:] if begins else words


def for_place(place: PlaceRef) -> str:
    """„für den Landkreis Goslar“."""
    if _is_german():
        return "für " + _article(place).value[1] + spoken_name(place)
    return pgettext("Ort im Satz", "für {place}").format(place=name_of(place))


def to_place(place: PlaceRef) -> str:
    """„zum Landkreis Goslar“, as in „gehört zum Landkreis Goslar“."""
    if _is_german():
        return _article(place).value[2] + _ADJECTIVE.sub(r"\1n", spoken_name(place))
    return pgettext("gehört zu einem Ort", "zu {place}").format(place=name_of(place))


def name_of(place: PlaceRef) -> str:
    """The name alone. On pages that run from right to left it is kept together."""
    return text.isolated(spoken_name(place))


def spoken_name(place: PlaceRef) -> str:
    if _is_german() and place.level is Level.STADTTEIL and not _DER.match(place.name):
        return f"Stadtteil {place.name}"
    return place.name


def level_name(level: Level) -> str:
    return {
        Level.BUND: _("Bund"),
        Level.LAND: _("Land"),
        Level.REGION: _("Region"),
        Level.KREIS: _("Kreis"),
        Level.GEMEINDE: _("Gemeinde"),
        Level.STADTTEIL: _("Stadtteil"),
    }[level]


def _article(place: PlaceRef) -> Article:
    if place.name == "Saarland":
        return Article.DAS
    if place.level is Level.LAND and place.name.endswith("mark"):
        return Article.DIE  # die Hollermark, wie die Uckermark
    if place.level in (Level.BUND, Level.LAND):
        return Article.NONE
    if place.level is Level.STADTTEIL or _DER.match(place.name):
        return Article.DER
    return Article.DIE if _DIE.match(place.name) else Article.NONE


def _is_german() -> bool:
    return (get_language() or "de").startswith("de")
