"""A delivery on disk: the bytes as they came, where they come from, and what was read of them."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vorort.statistics.errors import StoreError
from vorort.statistics.publish.folders import new_folder, read_json, read_table, write_json, write_table
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo

ABOUT = "delivery.json"


def write_delivery(folder: Path, delivery: Delivery, raw: Path) -> None:
    """Put a delivery in place, whole or not at all. The raw bytes must be those that were read."""
    with new_folder(folder) as fresh:
        (fresh / "raw").mkdir()
        copy = fresh / "raw" / delivery.origin.file_name
        shutil.copyfile(raw, copy)
        if hashlib.sha256(copy.read_bytes()).hexdigest() != delivery.origin.sha256:
            raise StoreError(
                f"Die Datei „{delivery.origin.file_name}“ hat sich während des Einlesens geändert. "
                "Bitte noch einmal einlesen."
            )
        write_table(fresh / _table_name(delivery.kind), delivery.table)
        write_json(fresh / ABOUT, about(delivery))


def about(delivery: Delivery) -> dict[str, Any]:
    """Everything of a delivery but its table, as it stands in delivery.json."""
    return {
        **asdict(delivery.origin),
        "id": delivery.origin.id,
        "format": delivery.format,
        "kind": delivery.kind,
        "rows": delivery.table.num_rows,
        "series": [asdict(info) for info in delivery.series],
        "notes": list(delivery.notes),
        "mapping": delivery.mapping,
    }


def read_delivery(folder: Path) -> Delivery:
    """The delivery as it was read. Raises StoreError where files are missing or damaged."""
    try:
        known = read_json(folder / ABOUT)
        table = read_table(folder / _table_name(known["kind"]))
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(
            f"Die Lieferung {folder.name} im Speicher ist beschädigt. Bitte die Datei noch einmal einlesen "
            "oder die Lieferung mit „vorort statistics withdraw“ zurückziehen."
        ) from error
    return Delivery(
        origin=Origin(**{name: known[name] for name in Origin.__dataclass_fields__}),
        format=known["format"],
        kind=known["kind"],
        table=table,
        series=tuple(_series_info(info) for info in known["series"]),
        notes=tuple(known["notes"]),
        mapping=known["mapping"],
    )


def _series_info(known: dict[str, Any]) -> SeriesInfo:
    lists = {name: tuple(known[name]) for name in ("notes", "items")}
    return SeriesInfo(**(known | lists))


def _table_name(kind: str) -> str:
    return f"{kind}.parquet"
