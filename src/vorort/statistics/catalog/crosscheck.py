"""Do the entries of the catalogue fit each other? Every name that an entry uses must exist."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from vorort.statistics.catalog.model import Indicator, IndicatorSet, Source, Term, Variant
from vorort.statistics.errors import CatalogError
from vorort.statistics.vocab import Unit

if TYPE_CHECKING:
    from vorort.statistics.catalog.load import Catalog


def crosscheck(catalog: Catalog) -> None:
    """Raises CatalogError for the first name that leads nowhere."""
    for indicator in catalog.indicators.values():
        _indicator(catalog, indicator)
    for each in catalog.sets.values():
        _set(catalog, each)
    for source in catalog.sources.values():
        _source(catalog, source)
    for concept in catalog.concepts.values():
        _known(f"groups, Eintrag „{concept.id}“", "groups", concept.groups, catalog.groups, "Gruppe")
    _known("units.yaml", "Einheiten", [unit.value for unit in Unit], catalog.units, "Beschriftung")


def _indicator(catalog: Catalog, indicator: Indicator) -> None:
    where = f"indicators/{indicator.id}.yaml, Eintrag „{indicator.id}“"
    _known(where, "field", [indicator.field], catalog.fields, "Handlungsfeld")
    _known(where, "concepts", indicator.concepts, catalog.concepts, "Gruppenkonzept")
    _known(where, "related", indicator.related, catalog.indicators, "Indikator")
    ids = [variant.id for variant in indicator.variants]
    if len(set(ids)) < len(ids):
        raise CatalogError(f"{where}, Feld „variants“: Eine Variante steht zweimal da.")
    used = [ref.variant for ref in indicator.sources if ref.variant]
    _known(where, "sources", used, ids, "Variante")
    for variant in indicator.variants:
        _variant(catalog, f"{where}, Variante „{variant.id}“", variant)


def _variant(catalog: Catalog, where: str, variant: Variant) -> None:
    _known(where, "groups", variant.groups, catalog.groups, "Gruppe")
    terms = {"numerator": variant.numerator, "denominator": variant.denominator}
    for name, term in terms.items():
        if term is not None:
            _term(catalog, where, name, term)
    follows = any(term is not None and term.group is None for term in terms.values())
    if len(variant.groups) > 1 and not follows:
        raise CatalogError(
            f"{where}, Feld „groups“: Die Aufteilung bliebe ohne Wirkung, "
            "weil Zähler und Nenner eine feste Gruppe haben. Bitte dort „group: null“ eintragen."
        )


def _term(catalog: Catalog, where: str, field: str, term: Term) -> None:
    measures = (*term.measures, *term.minus)
    _known(where, f"{field}.measures", measures, catalog.measures, "Messgröße")
    if term.group is not None:
        _known(where, f"{field}.group", [term.group], catalog.groups, "Gruppe")
    if term.sex is not None:
        _known(where, f"{field}.sex", [term.sex], catalog.sexes, "Geschlecht")
    if term.concept is not None:
        _known(where, f"{field}.concept", [term.concept], catalog.concepts, "Gruppenkonzept")


def _set(catalog: Catalog, each: IndicatorSet) -> None:
    where = f"sets, Eintrag „{each.id}“"
    _known(where, "indicators", each.indicators, catalog.indicators, "Indikator")
    _known(where, "from_kreis", each.from_kreis, each.indicators, "Indikator des Sets")


def _source(catalog: Catalog, source: Source) -> None:
    where = f"sources, Eintrag „{source.series}“"
    if source.concept:
        _known(where, "concept", [source.concept], catalog.concepts, "Gruppenkonzept")
    for feed in source.feeds:
        _known(where, "feeds.measure", [feed.measure], catalog.measures, "Messgröße")
        groups = [group for group in (feed.group, feed.set_group) if group]
        _known(where, "feeds.group", groups, catalog.groups, "Gruppe")
        if feed.concept:
            _known(where, "feeds.concept", [feed.concept], catalog.concepts, "Gruppenkonzept")
    _known(where, "follows_from", source.follows_from or (), catalog.sources, "Reihe")


def _known(where: str, field: str, names: Iterable[str], known: Container[str], kind: str) -> None:
    for name in names:
        if name not in known:
            raise CatalogError(f"{where}, Feld „{field}“: „{name}“ gibt es nicht ({kind}).")
