"""The catalogue of indicators, and the data sheet of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vorort.platform.monitoring.domain import published_series
from vorort.platform.monitoring.domain.figures import (
    CatalogueFilter,
    CataloguePage,
    IndicatorEntry,
    IndicatorLinks,
    SheetPage,
)
from vorort.platform.monitoring.domain.placewords import level_name
from vorort.platform.monitoring.domain.quantities import unit_name
from vorort.platform.monitoring.presenters.brief import EntryView, entry_views
from vorort.platform.monitoring.presenters.naming import date_name, direction_name, effort_name
from vorort.platform.monitoring.presenters.shown import Fact, Link, SourceView
from vorort.platform.monitoring.presenters.sources import downloads, source_views
from vorort.statistics.catalog.model import Indicator, SourceRef, Variant


@dataclass(frozen=True)
class CatalogueEntryView:
    id: str
    title: str
    question: str
    url: str
    meta: str
    core: bool
    has_figures: bool


@dataclass(frozen=True)
class CatalogueFieldView:
    id: str
    title: str
    sentence: str
    entries: tuple[CatalogueEntryView, ...]
    is_long: bool = False  # better folded while nothing is chosen


@dataclass(frozen=True)
class CatalogueView:
    count: str
    fields: tuple[CatalogueFieldView, ...]
    filters: tuple[CatalogueFilter, ...]
    search: str
    reset_url: str
    is_filtered: bool


@dataclass(frozen=True)
class SheetView:
    id: str
    title: str
    field: str
    question: str
    definition: str
    interpretation: str
    caveat: str
    direction: str
    formula: tuple[Fact, ...]
    variants: tuple[Fact, ...]
    concepts: tuple[Fact, ...]
    availability: tuple[Fact, ...]
    care: tuple[Fact, ...]
    breaks: tuple[Fact, ...]
    official_sources: tuple[Fact, ...]
    unconfirmed: tuple[str, ...]
    sources: tuple[SourceView, ...]
    related: tuple[EntryView, ...]
    places: tuple[Link, ...]
    sets: tuple[str, ...]
    downloads: tuple[Link, ...]
    links: IndicatorLinks


def present_catalogue(page: CataloguePage, language: str) -> CatalogueView:
    with translation.override(language):
        fields = tuple(
            CatalogueFieldView(
                field.id,
                field.name,
                field.sentence,
                tuple(_entry(entry) for entry in entries),
                is_long=field.id == published_series.FIELD_ID,
            )
            for field, entries in page.fields
            if entries
        )
        shown = sum(len(field.entries) for field in fields)
        return CatalogueView(
            count=_count(shown, page.total),
            fields=fields,
            filters=page.filters,
            search=page.search,
            reset_url=page.reset_url,
            is_filtered=shown != page.total or bool(page.search),
        )


def _count(shown: int, total: int) -> str:
    if shown == total:
        return ngettext("{n} Indikator", "{n} Indikatoren", total).format(n=total)
    return ngettext("{shown} von {n} Indikator", "{shown} von {n} Indikatoren", total).format(
        shown=shown, n=total
    )


def _entry(entry: IndicatorEntry) -> CatalogueEntryView:
    indicator = entry.indicator
    meta = [
        unit_name(indicator.unit),
        _("ab Ebene {level}").format(level=level_name(indicator.level)),
        effort_name(indicator.effort),
    ]
    return CatalogueEntryView(
        id=indicator.id,
        title=indicator.name,
        question=indicator.question,
        url=entry.url,
        meta=" · ".join(part for part in meta if part),
        core=indicator.core,
        has_figures=entry.has_figures,
    )


def present_sheet(page: SheetPage, language: str) -> SheetView:
    with translation.override(language):
        sheet = page.indicator
        return SheetView(
            id=sheet.id,
            title=sheet.name,
            field=page.field.name,
            question=sheet.question,
            definition=sheet.definition,
            interpretation=sheet.interpretation,
            caveat=sheet.caveat,
            direction=direction_name(sheet.direction),
            formula=_filled(_formula(sheet)),
            variants=tuple(_variant(variant) for variant in sheet.variants),
            concepts=tuple(Fact(c.name, f"{c.rule} {c.caveat}".strip()) for c in page.concepts),
            availability=_filled(_availability(sheet)),
            care=_filled(_care(sheet)),
            breaks=tuple(Fact(str(b.year), b.reason) for b in sheet.breaks),
            official_sources=tuple(_official(source) for source in sheet.sources),
            unconfirmed=sheet.unconfirmed,
            sources=source_views(page.sources),
            related=entry_views(page.related),
            places=tuple(Link(place.name, url) for place, url in page.places),
            sets=page.sets,
            downloads=downloads(page.links),
            links=page.links,
        )


def _formula(sheet: Indicator) -> list[Fact]:
    return [
        Fact(_("Gezählt werden"), sheet.numerator),
        Fact(_("im Verhältnis zu"), sheet.denominator),
        Fact(_("Einheit"), unit_name(sheet.unit)),
        Fact(_("Zeitpunkt"), sheet.reference),
    ]


def _availability(sheet: Indicator) -> list[Fact]:
    return [
        Fact(_("Kleinste Ebene"), level_name(sheet.level)),
        Fact(_("Wie oft"), sheet.periodicity),
        Fact(_("Erstes Jahr"), str(sheet.first_year or "")),
        Fact(_("Wer liefert"), sheet.owner),
        Fact(_("Aufwand"), effort_name(sheet.effort)),
        Fact(_("Lizenz"), sheet.licence),
        Fact(_("Gebietsstand"), sheet.boundary),
        Fact(_("Bevölkerungszahl"), sheet.population_base),
        Fact(_("Berichtigungen"), sheet.revision),
    ]


def _care(sheet: Indicator) -> list[Fact]:
    return [
        Fact(_("Mindestens so viele Fälle"), str(sheet.min_cases)),
        Fact(_("Warnung bei weniger als"), _("{n} Menschen im Nenner").format(n=sheet.min_denominator)),
        Fact(_("Ähnlich im Monitoring der Länder"), sheet.laender_code),
        Fact(_("Datenblatt geprüft am"), date_name(sheet.checked_on.isoformat())),
    ]


def _variant(variant: Variant) -> Fact:
    parts = [variant.note, variant.mixed_base, variant.source]
    if not variant.confirmed:
        parts.append(_("Noch nicht an der Quelle bestätigt."))
    return Fact(variant.name, " ".join(part for part in parts if part) or "–")


def _official(source: SourceRef) -> Fact:
    parts = [
        _("Tabelle {code}").format(code=source.table) if source.table else "",
        source.note,
        "" if source.confirmed else _("Tabellencode noch nicht bestätigt."),
    ]
    return Fact(source.name, " · ".join(part for part in parts if part) or "–")


def _filled(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)
