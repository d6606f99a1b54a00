"""Where numbers come from, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import (
    Figure,
    IndicatorLinks,
    IndicatorPage,
    SourceNote,
)
from vorort.platform.monitoring.domain.placewords import name_of
from vorort.platform.monitoring.domain.quantities import figure_text, period_name
from vorort.platform.monitoring.presenters.naming import date_name
from vorort.platform.monitoring.presenters.shown import Link, SourceView

_LICENCES = {
    "dl-de/by-2-0": (
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        "https://www.govdata.de/dl-de/by-2-0",
    ),
    "dl-de/zero-2-0": (
        "Datenlizenz Deutschland – Zero – Version 2.0",
        "https://www.govdata.de/dl-de/zero-2-0",
    ),
    "cc-by-4.0": (
        "Creative Commons Namensnennung 4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.de",
    ),
    "cc0-1.0": ("Creative Commons CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.de"),
}


def source_views(sources: Iterable[SourceNote]) -> tuple[SourceView, ...]:
    return tuple(_source(source) for source in sources)


def _source(source: SourceNote) -> SourceView:
    name, url = _LICENCES.get(source.licence.lower(), (source.licence, ""))
    return SourceView(
        publisher=source.publisher or _("Herausgeber nicht angegeben"),
        title=source.title,
        licence=name or _("nicht angegeben"),
        licence_url=source.licence_url or url,
        date=date_name(source.retrieved_at),
    )


def downloads(links: IndicatorLinks) -> tuple[Link, ...]:
    offered = (("CSV", links.csv), ("JSON", links.json), ("Excel (XLSX)", links.xlsx))
    return tuple(Link(label, url) for label, url in offered if url)


def citation(page: IndicatorPage, address: str = "") -> str:
    """One line that a report or a newspaper can take over as it is; `address` is where the reader is."""
    figure = page.headline
    if figure is None or figure.value is None:
        return ""
    publishers = dict.fromkeys(source.publisher for source in page.sources if source.publisher)
    named = _("; ").join(text.isolated(publisher) for publisher in publishers)
    said = [
        f"{name_of(page.shown_for)}: {_citable(figure, page)}.",
        _("Quelle: {publishers}.").format(publishers=named) if named else "",
        _made_by(page),
        text.isolated(address or page.links.permanent),
    ]
    return " ".join(part for part in said if part)


def _citable(figure: Figure, page: IndicatorPage) -> str:
    value = figure_text(figure, page.indicator.decimals)
    return f"{page.indicator.name} {period_name(figure.period)}: {value}"


def _made_by(page: IndicatorPage) -> str:
    parts = {"site": text.isolated(settings.VORORT_TITLE), "build": text.isolated(page.build_id[:12])}
    if page.series_publisher:
        return _("Wiedergegeben von {site}, Datenstand {build}.").format(**parts)
    return _("Berechnung: {site}, Datenstand {build}.").format(**parts)
