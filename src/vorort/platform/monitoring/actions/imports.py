"""A published store becomes rows of the database, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from vorort.platform.monitoring.actions.bulk import insert_observations
from vorort.platform.monitoring.actions.publishing import publish
from vorort.platform.monitoring.domain.summary import place_levels, summaries
from vorort.platform.monitoring.domain.totals import mark_totals
from vorort.platform.monitoring.models import Build, Delivery, Finding, Series
from vorort.platform.places.actions import import_regions
from vorort.platform.places.domain.keys import page_key
from vorort.platform.places.models import Place

_BATCH = 500


class StoreRejected(Exception):
    """A store contradicts itself. `str(error)` is a German sentence."""


class Published(Protocol):
    """What `vorort.statistics` hands over: a published, protected build."""

    manifest: Mapping[str, Any]

    def results(self) -> pa.Table: ...
    def regions(self) -> pa.Table: ...
    def series(self) -> Mapping[str, Mapping[str, Any]]: ...
    def findings(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True)
class ImportedBuild:
    build: Build
    is_new: bool


@transaction.atomic
def import_published(
    published: Published, *, show: bool = False, at: datetime | None = None
) -> ImportedBuild:
    at = at or timezone.now()
    build_id = str(published.manifest["build"])
    build = Build.objects.filter(build_id=build_id).first()
    if is_new := build is None:
        build = _take_in(published, build_id, at)
    if show or not Build.objects.filter(is_current=True).exists():
        publish(build=build, at=at)
    return ImportedBuild(build, is_new)


def _take_in(published: Published, build_id: str, at: datetime) -> Build:
    results = mark_totals(published.results())
    import_regions(published.regions(), only_missing=True, needed=set(results["region"].unique().to_pylist()))
    places = _places_of(results)
    build = Build.objects.create(
        build_id=build_id,
        manifest=dict(published.manifest),
        imported_at=at,
        observations_count=results.num_rows,
        places_count=len({page_key(key) for key in places}),
    )
    insert_observations(build, results, {key: place.pk for key, place in places.items()})
    levels = {key: place.level for key, place in places.items()}
    _add_series(build, results, levels, published.series())
    Delivery.objects.bulk_create(_deliveries(build, published.manifest), batch_size=_BATCH)
    Finding.objects.bulk_create(_findings(build, published.findings()), batch_size=_BATCH)
    return build


def _places_of(results: pa.Table) -> dict[str, Place]:
    """The place that exists today, or existed last, behind every key in the results."""
    keys = set(results["region"].unique().to_pylist())
    rows = Place.objects.filter(key__in=keys).order_by("valid_from", "pk")
    places = {row.key: row for row in sorted(rows, key=lambda row: row.valid_to is None)}
    if missing := sorted(keys - places.keys()):
        raise StoreRejected(
            f"Der Speicher enthält Werte für Gebiete, die er nicht beschreibt: {', '.join(missing[:5])}. "
            "Bitte den Stand neu berechnen: vorort statistics build"
        )
    return places


def _add_series(
    build: Build, results: pa.Table, levels: Mapping[str, str], about: Mapping[str, Mapping[str, Any]]
) -> None:
    Series.objects.bulk_create(
        [
            Series(
                build=build,
                series_id=summary.indicator,
                observations_count=summary.observations,
                places_count=len(summary.regions),
                first_year=summary.first_year,
                last_year=summary.last_year,
                levels=place_levels(summary.regions, levels),
                variants=list(summary.variants),
                about={**about.get(summary.indicator, {}), "unit": summary.unit},
            )
            for summary in summaries(results)
        ],
        batch_size=_BATCH,
    )


def _deliveries(build: Build, manifest: Mapping[str, Any]) -> list[Delivery]:
    names = ("publisher", "title", "licence", "licence_url", "url", "retrieved_at", "sha256", "file_name")
    return [
        Delivery(
            build=build,
            delivery_id=entry["id"],
            **{name: str(entry.get(name) or "") for name in names},
        )
        for entry in manifest["inputs"]
    ]


def _findings(build: Build, findings: Sequence[Mapping[str, Any]]) -> list[Finding]:
    names = ("rule", "severity", "indicator", "region", "period", "message", "expected", "found")
    return [
        Finding(build=build, **{name: _text(finding.get(name)) for name in names}) for finding in findings
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)[:200] if not isinstance(value, str) else value
