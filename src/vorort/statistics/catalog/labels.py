"""What the words in official tables mean: „Ausländerinnen und Ausländer“ is group `auslaender`.

Words stand in `labels.yaml`; ages are read by pattern, because there are too many of them:

| written                                              | age       |
|------------------------------------------------------|-----------|
| unter 1 Jahr · 17 Jahre · 1-Jährige · ALT017          | 0, 17, 1  |
| unter 3 Jahren · unter 18-Jährige · bis 17 Jahre      | 0-2, 0-17 |
| 15 bis unter 25 Jahre · 15 - 24 Jahre · 15 bis 24     | 15-24     |
| 65 Jahre und mehr · 65-Jährige und Ältere · ab 65     | 65+       |

An age always names its last full year of life, so „15 bis unter 25“ is `15-24`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from vorort.statistics.catalog.files import PACKAGED, checked_as
from vorort.statistics.catalog.model import Entry, Text

TOTALS = "total"  # dimension of „Insgesamt“, „zusammen“: the total of whatever it stands beside


@dataclass(frozen=True)
class LabelBook:
    words: Mapping[str, tuple[tuple[str, str], ...]]
    variables: Mapping[str, str]

    def recognise(self, label: str) -> tuple[str, str] | None:
        """("sex", "w"), ("group", "auslaender"), ("age", "15-24"), ("total", "insgesamt") or None.

        None also where a label says more than one thing; `recognise_all` tells.
        """
        found = self.recognise_all(label)
        return found[0] if len(found) == 1 else None

    def recognise_all(self, label: str) -> tuple[tuple[str, str], ...]:
        """Everything a label says: „Kinder unter 3 Jahren mit …“ is an age and a group."""
        words = normalised(label)
        if words in self.words:
            return self.words[words]
        age = age_of(words)
        return (("age", age),) if age else ()

    def variable(self, label: str) -> str | None:
        """Dimension of a column or variable by its name or code: „Geschlecht“, „GES“ → sex."""
        return self.variables.get(normalised(label))


def recognise(label: str) -> tuple[str, str] | None:
    """See `LabelBook.recognise`; with the words of the packaged catalogue."""
    return load_labels((PACKAGED,)).recognise(label)


def recognise_all(label: str) -> tuple[tuple[str, str], ...]:
    return load_labels((PACKAGED,)).recognise_all(label)


def variable(label: str) -> str | None:
    return load_labels((PACKAGED,)).variable(label)


def normalised(label: str) -> str:
    """Lower case, single blanks, plain hyphens, without footnote marks, soft hyphens and colons."""
    plain = label.replace("\u00ad", "").replace("\u00a0", " ").replace("–", "-").casefold()
    plain = _FOOTNOTE.sub("", " ".join(plain.split()))
    return plain.strip(" :*").replace("*in", ":in").replace("_in", ":in")


def age_of(words: str) -> str | None:
    """The age class in a normalised label, None where it is not an age."""
    for pattern, form in _AGES:
        if match := pattern.fullmatch(words):
            low, high = ([int(part) for part in match.groups()] + [0])[:2]
            return form(low, high)
    return None


def _below(high: int, _: int) -> str | None:
    return _span(0, high - 1)


def _up_to(high: int, _: int) -> str | None:
    return _span(0, high)


def _from_below(low: int, high: int) -> str | None:
    return _span(low, high - 1)


def _span(low: int, high: int) -> str | None:
    if not low <= high <= 120:
        return None
    return str(low) if low == high else f"{low}-{high}"


def _single(year: int, _: int) -> str | None:
    return str(year) if year <= 120 else None


def _open(low: int, _: int) -> str | None:
    return f"{low}+" if low <= 120 else None


_FOOTNOTE = re.compile(r"(?<=\D)\s?(\d\)|[¹²³⁴⁵⁶⁷⁸⁹])+$")
_YEARS = r"(?: ?jahre?n?| ?-?jährigen?| ?-?jähriger?| lebensjahre?)"
_BEFORE = r"(?:(?:im )?alter (?:von )?|kinder |personen |von )?"
_OLDER = r"(?:und|oder) (?:mehr|älter|ältere|älteren|darüber)"
_AGES = tuple(
    (re.compile(_BEFORE + text), form)
    for text, form in (
        (rf"unter (\d{{1,3}}){_YEARS}", _below),
        (rf"(?:bis|bis zu|höchstens) (\d{{1,3}}){_YEARS}", _up_to),
        (rf"(\d{{1,3}}){_YEARS}? bis unter (\d{{1,3}}){_YEARS}?", _from_below),
        (rf"(\d{{1,3}}){_YEARS}? ?(?:bis|-|bis einschließlich) ?(\d{{1,3}}){_YEARS}", _span),
        (r"(\d{1,3}) bis (\d{1,3})", _span),
        (rf"(\d{{1,3}}){_YEARS}? {_OLDER}{_YEARS}?", _open),
        (rf"ab (\d{{1,3}}){_YEARS}", _open),
        (rf"(\d{{1,3}}){_YEARS}", _single),
        (r"alt(\d{3})", _single),
        (r"alt(\d{3})um", _open),
    )
)


class _LabelFile(Entry):
    """`labels.yaml`: what is meant → how it is written. `several` goes the other way round."""

    group: dict[Text, tuple[Text, ...]] = {}
    sex: dict[Text, tuple[Text, ...]] = {}
    age: dict[Text, tuple[Text, ...]] = {}
    total: dict[Text, tuple[Text, ...]] = {}
    several: dict[Text, dict[Text, Text]] = {}
    variables: dict[Text, tuple[Text, ...]] = {}


@lru_cache(maxsize=8)
def load_labels(folders: tuple[Path, ...]) -> LabelBook:
    """Words of all folders; later folders win. Raises CatalogError."""
    words: dict[str, tuple[tuple[str, str], ...]] = {}
    variables: dict[str, str] = {}
    for path in (folder / "labels.yaml" for folder in folders):
        if path.exists():
            content: _LabelFile = checked_as(path, _LabelFile)
            words |= _words(content)
            variables |= {
                normalised(name): dimension
                for dimension, names in content.variables.items()
                for name in names
            }
    return LabelBook(MappingProxyType(words), MappingProxyType(variables))


def _words(content: _LabelFile) -> dict[str, tuple[tuple[str, str], ...]]:
    single = {
        normalised(label): ((dimension, value),)
        for dimension in ("group", "sex", "age", TOTALS)
        for value, labels in getattr(content, dimension).items()
        for label in labels
    }
    several = {normalised(label): tuple(parts.items()) for label, parts in content.several.items()}
    return single | several
