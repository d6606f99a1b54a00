"""Where published numbers come from: the manifest of a build and what is known about its series."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from vorort import __version__
from vorort.statistics.deliveries import about
from vorort.statistics.publish.builds import build_id

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog
    from vorort.statistics.read.delivery import Delivery, SeriesInfo


def manifest(
    deliveries: Sequence[Delivery],
    catalog: Catalog,
    parameters: Mapping[str, Any],
    unpublished: frozenset[str],
) -> dict[str, Any]:
    """Every input with hash, publisher and licence, catalogue, parameters, engine; `build` is their id."""
    content: dict[str, Any] = {
        "engine": __version__,
        "catalog": catalog.digest,
        "parameters": dict(parameters),
        "inputs": [_input(delivery, catalog, unpublished) for delivery in deliveries],
    }
    return {"build": build_id(content), **content}


def _input(delivery: Delivery, catalog: Catalog, unpublished: frozenset[str]) -> dict[str, Any]:
    known = about(delivery)
    names = series_ids(delivery)
    sources = [source for name in names if (source := catalog.source_for(name)) is not None]
    named = {
        name: known[name] or next((value for s in sources if (value := getattr(s, name))), "")
        for name in ("publisher", "title", "licence", "url")
    }
    return {
        **{name: known[name] for name in ("id", "file_name", "sha256", "size", "format", "kind", "rows")},
        **named,
        "licence_text": known["licence_text"],
        "licence_url": next((s.licence_url for s in sources if s.licence_url), ""),
        "retrieved_at": known["retrieved_at"],
        "mapping": known["mapping"],
        "table": _digest(delivery.table),
        "series": names,
        "published": delivery.origin.id not in unpublished,
    }


def _digest(table: pa.Table) -> str:
    """Hash of what was read: a better reader of the same bytes is another input."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()[:16]


def series_ids(delivery: Delivery) -> list[str]:
    if delivery.kind != "facts":
        return []
    return sorted(set(pc.unique(delivery.table["series"]).to_pylist()))


def about_series(deliveries: Sequence[Delivery], catalog: Catalog) -> dict[str, dict[str, Any]]:
    """What is known about each published series: of several deliveries the newest that says it."""
    newest_first = sorted(deliveries, key=lambda d: (d.origin.retrieved_at, d.origin.id), reverse=True)
    told: dict[str, dict[str, Any]] = {}
    for delivery in newest_first:
        infos = {info.id: info for info in delivery.series}
        for name in series_ids(delivery):
            entry = _about_series(name, infos.get(name), delivery, catalog)
            before = told.get(name, {})
            told[name] = entry | {key: value for key, value in before.items() if value not in ("", None, [])}
    return told


def _about_series(name: str, info: SeriesInfo | None, delivery: Delivery, catalog: Catalog) -> dict[str, Any]:
    source = catalog.source_for(name)
    said = {key: getattr(info, key, "") for key in ("title", "publisher", "licence")}
    listed = {key: getattr(source, key, "") for key in ("title", "publisher", "licence")}
    origin = {key: getattr(delivery.origin, key) for key in ("title", "publisher", "licence")}
    decimals = getattr(info, "decimals", None)
    if source is not None and source.series == name:
        said["title"] = ""  # „Indikator 1.1.1“ says less than the words of our catalogue for this series
    return {
        **{key: said[key] or listed[key] or origin[key] for key in said},
        "unit": getattr(info, "unit", ""),
        "decimals": decimals if decimals is not None else getattr(source, "decimals", None),
        "definition": getattr(info, "definition", ""),
        "reference": getattr(info, "reference", ""),
        "notes": list(getattr(info, "notes", ())),
        "items": list(getattr(info, "items", ())),
        "note": getattr(source, "note", ""),
    }
