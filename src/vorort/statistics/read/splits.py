"""What a number is about: group, sex, age and every other dimension, from the words of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from vorort.statistics.catalog.labels import recognise_all, variable
from vorort.statistics.vocab import TOTAL, Unit

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NO_TOTAL = frozenset({"", "insgesamt", "zusammen", "total", "alle"})
_OWN_COLUMNS = ("group", "sex", "age")


@dataclass(frozen=True)
class Split:
    """The dimensions of a number. `detail` holds what is neither group, sex nor age."""

    group: str = TOTAL
    sex: str = TOTAL
    age: str = TOTAL
    detail: tuple[tuple[str, str], ...] = ()

    def plus(self, other: Split) -> Split:
        """Both together. Where both name the same dimension, the second goes to `detail`."""
        result = replace(self, detail=self.detail + other.detail)
        for name in _OWN_COLUMNS:
            theirs = getattr(other, name)
            if theirs != TOTAL:
                result = result.with_value(name, theirs)
        return result

    def with_value(self, name: str, value: str) -> Split:
        if name in _OWN_COLUMNS and getattr(self, name) == TOTAL:
            return Split(**{**_parts(self), name: value}, detail=self.detail)
        return replace(self, detail=(*self.detail, (name, value)))

    @property
    def detail_text(self) -> str:
        """`schulart=Gymnasien;klasse=7`: semicolons inside a value become commas."""
        return ";".join(f"{slug(name)}={_tidy(value).replace(';', ',')}" for name, value in self.detail)


def _parts(split: Split) -> dict[str, str]:
    return {name: getattr(split, name) for name in _OWN_COLUMNS}


EVERYTHING = Split()


@cache
def split_of(label: str, dimension: str = "", code: str = "") -> Split:
    """The split that a label stands for; `dimension` is the heading above it, if there is one.

    What the catalogue does not recognise goes to `detail` under the heading's name, or under
    `merkmal`; a code, where the table gives one, is kept instead of the label.
    """
    if is_total(label) or (is_total(dimension) and not label):
        return EVERYTHING
    found = recognise_all(label)
    if found:
        return _recognised(found)
    return Split(detail=((dimension_name(dimension), code or label),))


def _recognised(found: tuple[tuple[str, str], ...]) -> Split:
    split = EVERYTHING
    for name, value in found:
        if name != "total" and value != TOTAL:
            split = split.with_value(name, value)
    return split


def is_total(label: str) -> bool:
    words = " ".join(label.split()).casefold()
    return words in _NO_TOTAL or any(name == "total" for name, _ in recognise_all(label))


def dimension_name(heading: str) -> str:
    """Short name of a dimension: what the catalogue calls it, else the heading as a slug."""
    return variable(heading) or slug(heading) or "merkmal"


def is_dimension_heading(label: str) -> bool:
    return variable(label) is not None


def slug(text: str) -> str:
    """`Ausländische Bevölkerung (AZR)` → `auslaendische-bevoelkerung-azr`."""
    plain = text.casefold().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _tidy(text: str) -> str:
    return " ".join(text.split())


_UNITS: dict[str, tuple[Unit, float]] = {
    "anzahl": (Unit.COUNT, 1),
    "zahl": (Unit.COUNT, 1),
    "number": (Unit.COUNT, 1),
    "personen": (Unit.PERSONS, 1),
    "einwohner": (Unit.PERSONS, 1),
    "ew": (Unit.PERSONS, 1),
    "persons": (Unit.PERSONS, 1),
    "1000": (Unit.COUNT, 1000),
    "1 000": (Unit.COUNT, 1000),
    "tausend": (Unit.COUNT, 1000),
    "tsd.": (Unit.COUNT, 1000),
    "1000 personen": (Unit.PERSONS, 1000),
    "tsd. personen": (Unit.PERSONS, 1000),
    "prozent": (Unit.PERCENT, 1),
    "percent": (Unit.PERCENT, 1),
    "%": (Unit.PERCENT, 1),
    "v.h.": (Unit.PERCENT, 1),
    "promille": (Unit.PER_1000, 1),
    "‰": (Unit.PER_1000, 1),
    "je 1000": (Unit.PER_1000, 1),
    "je 1 000": (Unit.PER_1000, 1),
    "je 1000 einwohner": (Unit.PER_1000, 1),
    "je 1000 ew": (Unit.PER_1000, 1),
    "jahre": (Unit.YEARS, 1),
    "monate": (Unit.MONTHS, 1),
    "index": (Unit.INDEX, 1),
    "m²": (Unit.SQUARE_METRES, 1),
    "m2": (Unit.SQUARE_METRES, 1),
    "qm": (Unit.SQUARE_METRES, 1),
    "km²": (Unit.SQUARE_KILOMETRES, 1),
    "km2": (Unit.SQUARE_KILOMETRES, 1),
    "qkm": (Unit.SQUARE_KILOMETRES, 1),
    "ew pro qkm": (Unit.PER_SQUARE_KILOMETRE, 1),
    "ew je km²": (Unit.PER_SQUARE_KILOMETRE, 1),
    "einwohner je qkm": (Unit.PER_SQUARE_KILOMETRE, 1),
    "einwohner je km²": (Unit.PER_SQUARE_KILOMETRE, 1),
    "eur": (Unit.EURO, 1),
    "euro": (Unit.EURO, 1),
    "€": (Unit.EURO, 1),
    "tsd. eur": (Unit.EURO, 1000),
    "1000 eur": (Unit.EURO, 1000),
}


def unit_of(text: str) -> tuple[str, float]:
    """Unit and factor behind a unit as tables write it; ("", 1) for nothing, OTHER for the rest.

    „Tsd. EUR“ is euro with factor 1000: the value is multiplied, nothing else is ever scaled.
    """
    words = " ".join(text.split()).casefold().removeprefix("in ")
    if not words:
        return "", 1
    unit, factor = _UNITS.get(words, (Unit.OTHER, 1))
    return str(unit), factor


def is_unit(text: str) -> bool:
    return " ".join(text.split()).casefold().removeprefix("in ") in _UNITS
