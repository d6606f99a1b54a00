"""The store: a folder with everything delivered and everything published (docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vorort.statistics.errors import FileRejected, Rejection, StoreError
from vorort.statistics.publish.builds import BUILDS, CURRENT, swap, write_build
from vorort.statistics.publish.folders import clear_abandoned, read_json, write_json
from vorort.statistics.publish.published import Published
from vorort.statistics.withdrawals import DELIVERIES, WITHDRAWN, withdrawals

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog
    from vorort.statistics.protect import Rules
    from vorort.statistics.read.delivery import Delivery

MARKER = "vorort-store.json"
LAYOUT = 1


class Added(StrEnum):
    """What became of a delivery."""

    NEW = "new"
    KNOWN = "known"  # the same bytes, read the same way: nothing to do
    REPLACED = "replaced"  # the same bytes, read another way (mapping, licence, …)


class Store:
    """Raw files, what was read of them, and published builds, in one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path | str, create: bool = False) -> Store:
        """The store in this folder. `create` makes one of a folder that is empty or not there.

        Raises StoreError where there is none, or one of another version.
        """
        path = Path(path)
        if not (path / MARKER).is_file():
            _found(path, create)
        layout = _layout_of(path)
        if layout != LAYOUT:
            raise StoreError(
                f"Der Speicher „{path.name}“ hat die Version {layout}, diese Fassung von Vor Ort liest "
                f"Version {LAYOUT}. Bitte Vor Ort aktualisieren oder die Rohdateien neu einlesen."
            )
        return cls(path)

    def add(self, delivery: Delivery, raw: Path | str) -> Added:
        """Take in what was read of a raw file, whole or not at all. Twice the same is once.

        Raises FileRejected where the very same was withdrawn: it would come back unnoticed.
        """
        from vorort.statistics.deliveries import ABOUT, about, write_delivery

        self._refuse_withdrawn(delivery)
        folder = self.path / DELIVERIES / delivery.origin.id
        before = _about_before(folder / ABOUT)
        if before is not None and before == _as_json(about(delivery)) and self._same(folder, delivery):
            return Added.KNOWN
        write_delivery(folder, delivery, Path(raw))
        return Added.NEW if before is None else Added.REPLACED

    def _refuse_withdrawn(self, delivery: Delivery) -> None:
        from vorort.statistics.deliveries import ABOUT, about

        folder = self.path / WITHDRAWN / delivery.origin.id
        if _about_before(folder / ABOUT) != _as_json(about(delivery)):
            return
        reason = next((told["reason"] for told in reversed(withdrawals(folder)) if told["reason"]), "")
        told = f" ({reason.rstrip('.')})" if reason else ""
        raise FileRejected(
            [
                Rejection(
                    file=delivery.origin.file_name,
                    line=None,
                    column=None,
                    value=None,
                    problem=f"Diese Lieferung wurde zurückgezogen{told} und gilt deshalb nicht",
                    remedy="Soll sie wieder gelten: vorort statistics withdraw "
                    f"{self.path} {delivery.origin.id} --undo",
                )
            ]
        )

    def _same(self, folder: Path, delivery: Delivery) -> bool:
        from vorort.statistics.deliveries import read_delivery

        try:
            return bool(read_delivery(folder).table.equals(delivery.table))
        except StoreError:
            return False

    def delivery_ids(self) -> list[str]:
        folder = self.path / DELIVERIES
        clear_abandoned(folder)
        if (self.path / WITHDRAWN).is_dir():
            clear_abandoned(self.path / WITHDRAWN)
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))

    def deliveries(self) -> list[Delivery]:
        """Everything delivered, in the order of the ids."""
        from vorort.statistics.deliveries import read_delivery  # loads all readers

        return [read_delivery(self.path / DELIVERIES / name) for name in self.delivery_ids()]

    def build(
        self,
        set_name: str | None = None,
        rules: Rules | None = None,
        convert_to: str | None = None,
        catalog: Catalog | None = None,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Mapping[str, Any]:
        """Compute, protect and publish what is in the store; returns the manifest.

        Built beside the published state and swapped in at the end: a failure leaves the old one.
        """
        from vorort.statistics.pipeline import assemble  # Ibis takes a second to load

        build = assemble(
            self.deliveries(),
            catalog=catalog,
            set_name=set_name,
            rules=rules,
            convert_to=convert_to,
            progress=progress,
        )
        manifest = write_build(self.path, build)
        swap(self.path, build.id)
        return manifest

    def check(self, catalog: Catalog | None = None) -> list[dict[str, Any]]:
        """What looks wrong in the deliveries and, where they have been computed, in the results.

        For the people who keep the store: it looks at the deliveries themselves, so it may quote
        figures that are not published. The findings of a build never do.
        """
        from vorort.statistics.pipeline import findings_of_deliveries

        results = self.published().results() if (self.path / CURRENT).exists() else None
        return findings_of_deliveries(self.deliveries(), results, catalog)

    def published(self) -> Published:
        """The published build. Raises StoreError where there is none yet."""
        folder = self.path / CURRENT
        if not (folder / "manifest.json").is_file():
            raise StoreError(
                "In diesem Speicher ist noch nichts veröffentlicht. Bitte zuerst berechnen: "
                f"vorort statistics build {self.path}"
            )
        return Published(folder)


@contextmanager
def kept_if_filled(path: Path | str) -> Iterator[Store]:
    """The store in this folder, made if need be. A new one into which nothing was put goes again."""
    path = Path(path)
    was_store, was_folder = (path / MARKER).is_file(), path.is_dir()
    store = Store.open(path, create=True)
    try:
        yield store
    finally:
        if not was_store and not store.delivery_ids():
            _unmake(path, was_folder)


def _unmake(path: Path, keep_folder: bool) -> None:
    (path / MARKER).unlink()
    (path / DELIVERIES).rmdir()
    (path / BUILDS).rmdir()
    if not keep_folder:
        path.rmdir()


def _found(path: Path, create: bool) -> None:
    if not create:
        raise StoreError(
            f"In „{path.name}“ ist kein Speicher. Er entsteht beim ersten Einlesen: "
            f"vorort statistics import DATEI --into {path}"
        )
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(
            f"„{path.name}“ ist weder ein Speicher noch ein leerer Ordner. Bitte einen anderen Ort angeben."
        )
    try:
        (path / DELIVERIES).mkdir(parents=True)
        (path / BUILDS).mkdir()
        write_json(path / MARKER, {"layout": LAYOUT})
    except OSError as error:
        raise StoreError(
            f"Der Ordner „{path.name}“ lässt sich nicht anlegen. Bitte Ort und Schreibrechte prüfen."
        ) from error


def _layout_of(path: Path) -> object:
    try:
        return read_json(path / MARKER)["layout"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"Die Datei „{MARKER}“ in „{path.name}“ ist beschädigt. Bitte eine Sicherung einspielen "
            "oder die Rohdateien in einen neuen Speicher einlesen."
        ) from error


def _about_before(path: Path) -> Any:
    """What a delivery was said to be; None where there is none, or it is damaged and to be replaced."""
    try:
        return read_json(path)
    except (OSError, ValueError):
        return None


def _as_json(content: dict[str, Any]) -> Any:
    import json

    return json.loads(json.dumps(content))
