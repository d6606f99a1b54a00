"""The catalogue in other languages. The format is described in `translations/README.md`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vorort.statistics.catalog.files import checked_as, shown
from vorort.statistics.catalog.model import (
    Entry,
    FieldOfAction,
    GroupConcept,
    Indicator,
    IndicatorSet,
    Text,
)
from vorort.statistics.errors import CatalogError

if TYPE_CHECKING:
    from vorort.statistics.catalog.load import Catalog

E = TypeVar("E", bound=Entry)
W = TypeVar("W", bound=Entry)

SOURCE_LANGUAGE = "de"


@dataclass(frozen=True)
class Texts:
    """What a reader of `language` sees. Same ids as the catalogue, words translated."""

    language: str
    indicators: Mapping[str, Indicator]
    fields: Mapping[str, FieldOfAction]
    sets: Mapping[str, IndicatorSet]
    concepts: Mapping[str, GroupConcept]
    groups: Mapping[str, str]
    sexes: Mapping[str, str]
    units: Mapping[str, str]


class Sheet(Entry):
    name: Text
    short_name: Text
    question: Text
    sentence: Text | None = None
    definition: Text
    interpretation: Text
    caveat: Text
    numerator: Text | None = None
    denominator: Text | None = None
    variants: dict[str, Text] = {}


class FieldText(Entry):
    name: Text
    sentence: Text


class SetText(Entry):
    name: Text
    description: Text


class ConceptText(Entry):
    name: Text
    rule: Text | None = None
    caveat: Text | None = None


class Translation(Entry):
    """One translation file, or several of one language put together."""

    indicators: dict[str, Sheet] = {}
    phrases: dict[Text, Text] = {}
    fields: dict[str, FieldText] = {}
    sets: dict[str, SetText] = {}
    concepts: dict[str, ConceptText] = {}
    groups: dict[str, Text] = {}
    sexes: dict[str, Text] = {}
    units: dict[str, Text] = {}


def load_texts(catalog: Catalog, language: str) -> Texts:
    """German where the translation has no entry. Raises CatalogError for a broken file."""
    words = load_translation(catalog, language)
    return Texts(
        language=language,
        indicators={
            key: _sheet(sheet, words.indicators.get(key), words.phrases)
            for key, sheet in catalog.indicators.items()
        },
        fields=_with(catalog.fields, words.fields),
        sets=_with(catalog.sets, words.sets),
        concepts={
            key: concept.model_copy(update=_said(concept, _CONCEPT_PHRASES, words.phrases))
            for key, concept in _with(catalog.concepts, words.concepts).items()
        },
        groups={**catalog.groups, **words.groups},
        sexes={**catalog.sexes, **words.sexes},
        units={**catalog.units, **words.units},
    )


def missing_texts(catalog: Catalog, language: str) -> list[str]:
    """Keys such as `indicators.A02.caveat`, `fields.A.name`, in the order of the catalogue."""
    if language == SOURCE_LANGUAGE:
        return []
    words = load_translation(catalog, language).model_dump()
    return [".".join(path) for path in _needed(catalog) if not _at(words, path)]


def load_translation(catalog: Catalog, language: str) -> Translation:
    if language == SOURCE_LANGUAGE:
        return Translation()
    merged: dict[str, Any] = {name: {} for name in Translation.model_fields}
    for path in _files(catalog.folders, language):
        part: Translation = checked_as(path, Translation)
        _refuse_unknown(catalog, path, part)
        for name in merged:
            merged[name] |= getattr(part, name)
    return Translation.model_construct(**merged)


def _files(folders: tuple[Path, ...], language: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((folder / "translations").glob(f"{language}.yaml"))
        yield from sorted((folder / "translations" / language).glob("*.yaml"))


def _refuse_unknown(catalog: Catalog, path: Path, part: Translation) -> None:
    """A key that leads nowhere is a typing error, or a German text that has changed since."""
    known: dict[str, Container[str]] = {
        name: getattr(catalog, name) for name in Translation.model_fields if name != "phrases"
    }
    known["phrases"] = set(_phrases(catalog))
    for name, keys in known.items():
        for key in getattr(part, name):
            if key not in keys:
                raise CatalogError(
                    f"{shown(path)}, Eintrag „{name}.{key}“: Dafür gibt es keinen deutschen Text."
                )


def _sheet(sheet: Indicator, words: Sheet | None, phrases: Mapping[str, str]) -> Indicator:
    """The sheet's own words, and phrases for what many sheets share: „jährlich“, „Jugendamt“."""
    changes = _said(sheet, _SHEET_PHRASES, phrases)
    for name, within in _NESTED_PHRASES.items():
        parts = getattr(sheet, name)
        changes[name] = tuple(p.model_copy(update=_said(p, within, phrases)) for p in parts)
    if words is not None:
        changes |= words.model_dump(exclude={"variants"}, exclude_none=True)
        changes["variants"] = tuple(
            variant.model_copy(update={"name": words.variants.get(variant.id, variant.name)})
            for variant in changes["variants"]
        )
    return sheet.model_copy(update=changes)


_SHEET_PHRASES = (
    "goal", "reference", "periodicity", "boundary", "population_base", "revision", "owner", "unconfirmed",
)  # fmt: skip
_NESTED_PHRASES = {
    "sources": ("name", "note"),
    "breaks": ("reason",),
    "variants": ("mixed_base", "note"),
}
_CONCEPT_PHRASES = ("source", "lowest_level")


def _said(entry: Entry, names: Iterable[str], phrases: Mapping[str, str]) -> dict[str, Any]:
    def say(german: Any) -> Any:
        return tuple(map(say, german)) if isinstance(german, tuple) else phrases.get(german, german)

    return {name: say(getattr(entry, name)) for name in names}


def _phrases(catalog: Catalog) -> list[str]:
    """Every German phrase once, in the order of the catalogue."""
    found: list[Any] = []
    for sheet in catalog.indicators.values():
        found += [getattr(sheet, name) for name in _SHEET_PHRASES]
        for name, within in _NESTED_PHRASES.items():
            found += [getattr(part, field) for part in getattr(sheet, name) for field in within]
    found += [getattr(concept, name) for concept in catalog.concepts.values() for name in _CONCEPT_PHRASES]
    flat = [text for value in found for text in (value if isinstance(value, tuple) else (value,))]
    return [text for text in dict.fromkeys(flat) if any(letter.isalpha() for letter in text)]


def _with(originals: Mapping[str, E], words: Mapping[str, W]) -> Mapping[str, E]:
    return {
        key: entry.model_copy(update=words[key].model_dump(exclude_none=True)) if key in words else entry
        for key, entry in originals.items()
    }


def _needed(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    for key, sheet in catalog.indicators.items():
        yield from (("indicators", key, name) for name in _sheet_fields(sheet))
        yield from (("indicators", key, "variants", variant.id) for variant in sheet.variants)
    yield from (("phrases", german) for german in _phrases(catalog))
    yield from (("fields", key, name) for key in catalog.fields for name in FieldText.model_fields)
    yield from (("sets", key, name) for key in catalog.sets for name in SetText.model_fields)
    for key, concept in catalog.concepts.items():
        yield from (("concepts", key, name) for name in ("name", "rule", "caveat") if getattr(concept, name))
    for name in ("groups", "sexes", "units"):
        yield from ((name, key) for key in getattr(catalog, name))


def _sheet_fields(sheet: Indicator) -> Iterator[str]:
    return (name for name in Sheet.model_fields if name != "variants" and getattr(sheet, name))


def _at(words: object, path: tuple[str, ...]) -> object:
    for step in path:
        words = words.get(step) if isinstance(words, dict) else None
    return words
