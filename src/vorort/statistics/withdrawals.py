"""Deliveries that were wrong: out of the store's figures, kept beside them, and back if need be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vorort.statistics.errors import NotFound, StoreError
from vorort.statistics.publish.folders import put_in_place, read_json, write_json

if TYPE_CHECKING:
    from vorort.statistics.store import Store

DELIVERIES = "deliveries"
WITHDRAWN = "withdrawn"
REASON = "withdrawn.json"


def withdraw(store: Store, ids: Sequence[str], *, reason: str = "", on: date | None = None) -> list[str]:
    """Take deliveries out, all of them or none; their folders move to `withdrawn/` with the reason.

    Returns the ids. Raises NotFound where one is not in the store.
    """
    _must_be_known(ids, _names(store, DELIVERIES), "gibt es in diesem Speicher nicht")
    for name in dict.fromkeys(ids):
        folder, target = store.path / DELIVERIES / name, store.path / WITHDRAWN / name
        told = [*withdrawals(target), {"on": (on or _today()).isoformat(), "reason": reason}]
        write_json(folder / REASON, told)  # noted first: stopped here, it is a delivery as before
        target.parent.mkdir(exist_ok=True)
        put_in_place(folder, target)
    return list(dict.fromkeys(ids))


def restore(store: Store, ids: Sequence[str]) -> list[str]:
    """Put withdrawn deliveries back, all of them or none."""
    _must_be_known(ids, _names(store, WITHDRAWN), "ist nicht zurückgezogen")
    for name in ids:
        if (store.path / DELIVERIES / name).exists():
            raise StoreError(
                f"Die Lieferung „{name}“ wurde inzwischen neu eingelesen. Soll die frühere Fassung gelten, "
                "ziehen Sie bitte zuerst die neue zurück."
            )
    for name in dict.fromkeys(ids):
        folder = store.path / DELIVERIES / name
        put_in_place(store.path / WITHDRAWN / name, folder)
        (folder / REASON).unlink(missing_ok=True)
    return list(dict.fromkeys(ids))


def withdrawn_names(store: Store) -> dict[str, str]:
    """Id → name of the raw file of everything that was withdrawn."""
    return _names(store, WITHDRAWN)


def withdrawals(folder: Path) -> list[dict[str, Any]]:
    """When and why, the last one at the end; empty where it never was withdrawn."""
    if not (folder / REASON).is_file():
        return []
    told: list[dict[str, Any]] = read_json(folder / REASON)
    return told


def _today() -> date:
    return datetime.now().astimezone().date()


def _must_be_known(ids: Sequence[str], known: dict[str, str], problem: str) -> None:
    for name in ids:
        if name not in known:
            raise NotFound(f"Die Lieferung „{name}“ {problem}.{_nearest(name, known)}")


def _nearest(word: str, known: dict[str, str]) -> str:
    """Ids that begin alike or look alike, and those of a file of this name."""
    begins = [name for name, file in known.items() if word and (name.startswith(word) or file == word)]
    close = begins or get_close_matches(word, known, n=3, cutoff=0.5)
    listed = " oder ".join(f"„{name}“ ({known[name]})" for name in close[:3])
    if listed:
        return f" Meinten Sie {listed}?"
    return " Alle Kennungen nennt „vorort statistics deliveries“." if known else " Es gibt keine."


def _names(store: Store, part: str) -> dict[str, str]:
    """Id → name of the raw file, also of a delivery that is damaged otherwise."""
    folders = [path for path in (store.path / part).glob("*") if not path.name.startswith(".")]
    return {path.name: _raw_name(path) for path in sorted(folders)}


def _raw_name(folder: Path) -> str:
    return next((path.name for path in sorted((folder / "raw").glob("*"))), "ohne Datei")
