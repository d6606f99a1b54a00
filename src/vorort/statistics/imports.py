"""Taking files into a store: each one whole or not at all, with a message for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vorort.statistics.errors import FileRejected, Rejection, StatisticsError
from vorort.statistics.read import OriginHints, read_file
from vorort.statistics.store import MARKER, Added, Store

if TYPE_CHECKING:
    from vorort.statistics.read.delivery import Delivery

TABLES = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".zip"})


@dataclass(frozen=True)
class Imported:
    """What became of one file: taken in (`added`, `delivery`) or refused (`rejections`)."""

    file: str
    added: Added | None
    delivery: Delivery | None
    rejections: tuple[Rejection, ...] = ()

    @property
    def is_taken_in(self) -> bool:
        return self.added is not None


def import_files(
    paths: Iterable[Path | str],
    store: Store,
    *,
    as_format: str | None = None,
    mapping: Path | None = None,
    origin: OriginHints | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Imported]:
    """Read files, or all tables in folders, into the store. A bad file does not stop the others."""
    files = files_in(paths)
    options: dict[str, Any] = {"as_format": as_format, "origin": origin}
    if mapping is not None:
        options["mapping"] = mapping
    done = []
    for number, path in enumerate(files):
        if progress is not None:
            progress(path.name, number, len(files))
        done.append(_import(path, store, options))
    return done


def files_in(paths: Iterable[Path | str]) -> Sequence[Path]:
    """Files as named; of folders every table in them and below, by name."""
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(p for p in path.rglob("*") if _is_table(p, path))
        if not inside:
            raise StatisticsError(f"Im Ordner „{path.name}“ liegt keine Tabelle (CSV, XLSX oder JSON).")
        found.extend(inside)
    return list(dict.fromkeys(found))


def _is_table(path: Path, folder: Path) -> bool:
    """Tables by their suffix; what lies in a store inside the folder has been taken in before."""
    above = [folder / part for part in path.relative_to(folder).parents]
    in_store = any((place / MARKER).is_file() for place in above)
    return path.suffix.lower() in TABLES and path.is_file() and not in_store


def _import(path: Path, store: Store, options: dict[str, Any]) -> Imported:
    try:
        delivery = read_file(path, **options)
        return Imported(path.name, store.add(delivery, path), delivery)
    except FileRejected as refused:
        return Imported(path.name, None, None, tuple(refused.rejections))
