"""Exports of a published build: one long CSV, a workbook with data sheets, JSON. Same build, same bytes."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vorort.statistics.errors import StatisticsError
from vorort.statistics.publish.published import Published
from vorort.statistics.publish.workbook import workbook
from vorort.statistics.vocab import RESULTS

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

COLUMNS = [name for name in RESULTS.names if name != "year"]
COLUMNS.insert(COLUMNS.index("region") + 1, "region_name")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # begins a formula in a spreadsheet


def export(published: Published, kind: str, path: Path | str, catalog: Catalog) -> Path:
    """Write everything published to one file (csv, xlsx, json), whole or not at all."""
    path = Path(path)
    writers: dict[str, Callable[[Published, Catalog], bytes]] = {
        "csv": lambda build, _: as_csv(build),
        "xlsx": workbook,
        "json": as_json,
    }
    if kind not in writers:
        raise StatisticsError(f"Als „{kind}“ kann nichts ausgegeben werden, nur als {', '.join(writers)}.")
    content = writers[kind](published, catalog)
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        fresh.write_bytes(content)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StatisticsError(
            f"Die Datei „{path.name}“ lässt sich nicht schreiben. Bitte Ordner und Schreibrechte prüfen."
        ) from error
    return path


def as_csv(published: Published) -> bytes:
    """RFC 4180, UTF-8, decimal point; text that a spreadsheet would run as a formula gets a quote."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows(published):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return buffer.getvalue().encode()


def as_json(published: Published, catalog: Catalog) -> bytes:
    """Manifest, data sheets and figures in one object."""
    used = [name for name in published.indicators() if name in catalog.indicators]
    content = {
        "manifest": published.manifest,
        "indicators": {name: catalog.indicators[name].model_dump(mode="json") for name in used},
        "series": published.series(),
        "figures": list(rows(published)),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def rows(published: Published) -> Iterator[dict[str, Any]]:
    """All figures with the names of their regions, in the order of the build."""
    names = published.region_names
    for batch in published.results().to_batches(max_chunksize=20_000):
        for row in batch.to_pylist():
            row["region_name"] = names.get(row["region"], "")
            yield {name: row[name] for name in COLUMNS}


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return f"'{value}" if value.startswith(_DANGEROUS) else value
