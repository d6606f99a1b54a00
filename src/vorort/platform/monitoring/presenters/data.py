"""What lies behind the figures, for everyone, and the desk of those who publish them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import (
    BuildNote,
    DataPage,
    FindingNote,
    OperatePage,
    SourceNote,
)
from vorort.platform.monitoring.presenters.naming import date_name
from vorort.platform.monitoring.presenters.shown import Cell, Column, Fact, Link, Row, SourceView, Table
from vorort.platform.monitoring.presenters.sources import source_views

WORDS = 4  # columns of findings before the numbers begin


@dataclass(frozen=True)
class DownloadView:
    label: str
    url: str
    size: str


@dataclass(frozen=True)
class DeliveryView:
    source: SourceView
    sha256: str


@dataclass(frozen=True)
class PublisherView:
    name: str
    count: str
    deliveries: tuple[DeliveryView, ...]


@dataclass(frozen=True)
class DataView:
    sentence: str
    facts: tuple[Fact, ...]
    downloads: tuple[DownloadView, ...]
    publishers: tuple[PublisherView, ...]
    api: Link | None
    is_empty: bool


@dataclass(frozen=True)
class BuildView:
    name: str
    imported: str
    figures: str
    findings: str
    is_current: bool
    publish_url: str


@dataclass(frozen=True)
class OperateView:
    builds: tuple[BuildView, ...]
    findings: Table | None
    summary: str
    import_url: str


def present_data(page: DataPage, language: str) -> DataView:
    with translation.override(language):
        return DataView(
            sentence=_data_sentence(page),
            facts=tuple(fact for fact in _data_facts(page) if fact.text),
            downloads=tuple(
                DownloadView(f"{item.name} ({item.format})", item.url, file_size(item.size))
                for item in page.downloads
            ),
            publishers=_publishers(page.sources),
            api=Link(_("Schnittstelle für Programme"), page.api_url) if page.api_url else None,
            is_empty=not page.build_id,
        )


def _data_sentence(page: DataPage) -> str:
    figures = ngettext("{n} Zahl", "{n} Zahlen", page.figures).format(n=text.number(page.figures))
    indicators = ngettext("{n} Indikator", "{n} Indikatoren", page.indicators)
    places = ngettext("{n} Ort", "{n} Orten", page.places)
    return _("Hier stehen {figures} zu {indicators} in {places}.").format(
        figures=figures,
        indicators=indicators.format(n=text.number(page.indicators)),
        places=places.format(n=text.number(page.places)),
    )


def _publishers(sources: tuple[SourceNote, ...]) -> tuple[PublisherView, ...]:
    """Deliveries under the name of who sent them, so that the page stays short."""
    by_name: dict[str, list[DeliveryView]] = {}
    for note, view in zip(sources, source_views(sources), strict=True):
        by_name.setdefault(view.publisher, []).append(DeliveryView(view, note.sha256))
    return tuple(
        PublisherView(name, _deliveries(len(by_name[name])), tuple(sorted(by_name[name], key=_title)))
        for name in sorted(by_name, key=str.casefold)
    )


def _deliveries(count: int) -> str:
    return ngettext("{n} Lieferung", "{n} Lieferungen", count).format(n=text.number(count))


def _title(delivery: DeliveryView) -> str:
    return delivery.source.title.casefold()


def _data_facts(page: DataPage) -> list[Fact]:
    return [
        Fact(_("Datenstand"), page.build_id[:12]),
        Fact(_("Veröffentlicht am"), date_name(page.published_on)),
        Fact(_("Lieferungen"), text.number(len(page.sources)) if page.sources else ""),
    ]


def file_size(size: int | None) -> str:
    """„12 kB“, „3,4 MB“: how long a download will take, not how many bytes it has."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{text.number(max(1, round(size / 1000)))}\u202fkB"
    return f"{text.number(size / 1_000_000, 1)}\u202fMB"


def present_operate(page: OperatePage, language: str) -> OperateView:
    with translation.override(language):
        return OperateView(
            builds=tuple(_build(build) for build in page.builds),
            findings=_findings(page.findings) if page.findings else None,
            summary=_summary(page.findings),
            import_url=page.import_url,
        )


def _build(build: BuildNote) -> BuildView:
    return BuildView(
        name=build.build_id[:12],
        imported=date_name(build.imported_at),
        figures=text.number(build.figures),
        findings=text.number(build.findings),
        is_current=build.is_current,
        publish_url=build.publish_url,
    )


def _summary(findings: tuple[FindingNote, ...]) -> str:
    if not findings:
        return _("Die Prüfung hat nichts gefunden.")
    errors = sum(finding.severity == "error" for finding in findings)
    if not errors:
        said = ngettext(
            "Die Prüfung hat {n} Hinweis, aber keinen Fehler gefunden.",
            "Die Prüfung hat {n} Hinweise, aber keinen Fehler gefunden.",
            len(findings),
        )
        return said.format(n=text.number(len(findings)))
    said = ngettext(
        "Die Prüfung hat {n} Fehler gefunden. Bitte vor dem Veröffentlichen ansehen.",
        "Die Prüfung hat {n} Fehler gefunden. Bitte vor dem Veröffentlichen ansehen.",
        errors,
    )
    return said.format(n=text.number(errors))


def _findings(findings: tuple[FindingNote, ...]) -> Table:
    heads = (_("Befund"), _("Schwere"), _("Indikator"), _("Ort"), _("Zeit"), _("erwartet"), _("gefunden"))
    columns = tuple(Column(head, numeric=number >= WORDS) for number, head in enumerate(heads))
    rows = tuple(
        Row(tuple(Cell(value or "–", words=n < WORDS) for n, value in enumerate(_finding(finding))))
        for finding in findings
    )
    return Table("befunde", _("Was die Prüfung gefunden hat"), columns, rows)


def _finding(finding: FindingNote) -> tuple[str, ...]:
    severity = {"error": _("Fehler"), "warning": _("Warnung"), "notice": _("Hinweis")}
    return (
        finding.message,
        severity.get(finding.severity, finding.severity),
        finding.indicator,
        finding.place,
        finding.period,
        finding.expected,
        finding.found,
    )
