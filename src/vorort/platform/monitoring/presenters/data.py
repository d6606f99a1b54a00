"""What lies behind the figures, for everyone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import (
    DataPage,
    SourceNote,
)
from vorort.platform.monitoring.presenters.naming import date_name
from vorort.platform.monitoring.presenters.shown import Fact, Link, SourceView
from vorort.platform.monitoring.presenters.sources import source_views


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
