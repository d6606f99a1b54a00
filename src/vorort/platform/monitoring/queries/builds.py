"""What lies behind all the figures, for everyone, and the desk of those who publish them."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain.figures import (
    BuildNote,
    DataPage,
    Download,
    FindingNote,
    OperatePage,
)
from vorort.platform.monitoring.domain.findings import alike
from vorort.platform.monitoring.models import Build, Finding, Observation, Series
from vorort.platform.monitoring.queries.rows import current_build, published_on, source_note
from vorort.platform.places.domain.keys import page_key
from vorort.platform.places.models import Place

_FINDINGS_SHOWN = 500


def data_page() -> DataPage:
    """The current build; all zero where nothing has been published."""
    build = current_build()
    if build is None:
        return DataPage("", "", 0, 0, 0, (), ())
    return DataPage(
        build_id=build.build_id,
        published_on=published_on(build),
        figures=build.observations_count,
        indicators=Series.objects.filter(build=build).count(),
        places=build.places_count,
        sources=tuple(source_note(delivery) for delivery in build.deliveries.all()),
        downloads=_downloads(build),
        api_url=reverse("api:about"),
    )


def operate_page(*, may_publish: bool = False) -> OperatePage:
    """All imported builds, and what was found in the newest; buttons only for those who may press them."""
    builds = list(Build.objects.defer("manifest").annotate(found=Count("findings")))
    findings = Finding.objects.filter(build=builds[0]) if builds else []
    return OperatePage(
        builds=tuple(_build_note(build, may_publish) for build in builds),
        findings=_finding_notes(alike(findings)[:_FINDINGS_SHOWN]),
    )


def publications(limit: int = 20) -> list[Build]:
    """Builds that have been shown to the public, newest first."""
    shown = Build.objects.filter(published_at__isnull=False).annotate(indicators=Count("series"))
    return list(shown.defer("manifest").order_by("-published_at")[:limit])


def places_with_figures() -> list[Place]:
    """Places that have a number of their own in the current build, by key."""
    ids = Observation.objects.filter(build__is_current=True, value__isnull=False).values("place_id")
    rows = Place.objects.filter(pk__in=ids, valid_to__isnull=True).order_by("key")
    pages = {page_key(row.key): row for row in rows}
    return [pages[key] for key in sorted(pages)]


def _downloads(build: Build) -> tuple[Download, ...]:
    def url(name: str) -> str:
        return reverse("monitoring:build_file", args=[build.build_id, name])

    return (
        Download(_("Alle Werte"), "CSV", url("werte.csv")),
        Download(_("Indikatoren und Reihen"), "JSON", url("reihen.json")),
        Download(_("Herkunft und Prüfsummen"), "JSON", url("herkunft.json")),
    )


def _build_note(build: Build, may_publish: bool) -> BuildNote:
    return BuildNote(
        build_id=build.build_id,
        imported_at=timezone.localtime(build.imported_at).isoformat(timespec="minutes"),
        figures=build.observations_count,
        is_current=build.is_current,
        publish_url=reverse("monitoring:publish", args=[build.build_id])
        if may_publish and not build.is_current
        else "",
        findings=build.found,
    )


def _finding_notes(findings: list[tuple[Finding, int]]) -> tuple[FindingNote, ...]:
    keys = {finding.region for finding, _others in findings}
    titles = dict(Place.objects.filter(key__in=keys).values_list("key", "title"))
    return tuple(
        FindingNote(
            rule=finding.rule,
            severity=finding.severity,
            indicator=finding.indicator,
            place=titles.get(finding.region, finding.region),
            period=finding.period,
            message=finding.message,
            expected=finding.expected,
            found=finding.found,
            others=others,
        )
        for finding, others in findings
    )
