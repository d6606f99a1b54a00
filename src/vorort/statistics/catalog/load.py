"""The catalogue in memory: what the YAML files say, checked against schema and each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from vorort.statistics.catalog.crosscheck import crosscheck
from vorort.statistics.catalog.files import PACKAGED, digest_of, entries, shown, text_map
from vorort.statistics.catalog.labels import LabelBook, load_labels
from vorort.statistics.catalog.model import (
    Entry,
    FieldOfAction,
    GroupConcept,
    Indicator,
    IndicatorSet,
    Measure,
    Source,
)
from vorort.statistics.catalog.text import Texts, load_texts, missing_texts
from vorort.statistics.errors import CatalogError

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Catalog:
    """All definitions. `digest` changes whenever a definition does."""

    fields: Mapping[str, FieldOfAction]
    indicators: Mapping[str, Indicator]
    sets: Mapping[str, IndicatorSet]
    concepts: Mapping[str, GroupConcept]
    groups: Mapping[str, str]  # group value → German label: "auslaender" → "Ausländerinnen und Ausländer"
    sexes: Mapping[str, str]
    units: Mapping[str, str]  # Unit → German label: "per_1000" → "je 1 000"
    measures: Mapping[str, Measure]
    sources: Mapping[str, Source]
    labels: LabelBook
    digest: str
    folders: tuple[Path, ...] = field(repr=False, compare=False)

    def source_for(self, series_id: str) -> Source | None:
        """The source whose `series` fits best: the id itself before the longest pattern "nw/*"."""
        if series_id in self.sources:
            return self.sources[series_id]
        fitting = [p for p in self.sources if p.endswith("*") and series_id.startswith(p[:-1])]
        return self.sources[max(fitting, key=len)] if fitting else None

    def text(self, language: str) -> Texts:
        """Data sheets, fields, groups, … in a language; German where a translation is missing."""
        return load_texts(self, language)

    def missing(self, language: str) -> list[str]:
        """What has no translation yet: ["indicators.A02.caveat", …]. Empty for German."""
        return missing_texts(self, language)


@lru_cache(maxsize=8)
def load_catalog(path: Path | None = None) -> Catalog:
    """The packaged catalogue; with `path` also the folder of an operator.

    The folder is laid out like this one (`indicators/*.yaml`, `sources/*.yaml`, …). Its entries
    are added, or take the place of packaged entries with the same id. Raises CatalogError.
    """
    if path is not None and not path.is_dir():
        raise CatalogError(f"Den Ordner „{path.name}“ mit eigenen Indikatoren gibt es nicht.")
    folders = [PACKAGED] if path is None else [PACKAGED, path]
    catalog = Catalog(
        fields=_collect(folders, "fields.yaml", FieldOfAction),
        indicators=_collect(folders, "indicators/*.yaml", Indicator, named_by_file=True),
        sets=_collect(folders, "sets/*.yaml", IndicatorSet),
        concepts=_collect(folders, "groups/concepts*.yaml", GroupConcept),
        groups=_texts(folders, "groups/values.yaml"),
        sexes=_texts(folders, "sexes.yaml"),
        units=_texts(folders, "units.yaml"),
        measures=_collect(folders, "measures*.yaml", Measure),
        sources=_collect(folders, "sources/*.yaml", Source, key="series"),
        labels=load_labels(tuple(folders)),
        digest=digest_of(folders),
        folders=tuple(folders),
    )
    crosscheck(catalog)
    return catalog


def _collect(
    folders: list[Path], pattern: str, model: type[E], key: str = "id", named_by_file: bool = False
) -> Mapping[str, E]:
    found: dict[str, E] = {}
    for folder in folders:
        here: dict[str, E] = {}
        for path, entry in entries(folder, pattern, model):
            name: str = getattr(entry, key)
            where = f"{shown(path)}, Eintrag „{name}“, Feld „{key}“"
            if name in here:
                raise CatalogError(f"{where}: Diesen Eintrag gibt es schon.")
            if named_by_file and name != path.stem:
                raise CatalogError(f"{where}: Die Kennung muss heißen wie die Datei, also „{path.stem}“.")
            here[name] = entry
        found |= here
    return MappingProxyType(found)


def _texts(folders: list[Path], name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for folder in folders:
        found |= text_map(folder / name)
    return MappingProxyType(found)
