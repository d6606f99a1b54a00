"""From a store, or from raw files through the platform's own store, into the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from vorort.platform.monitoring.actions.imports import ImportedBuild, import_published
from vorort.platform.places.actions import import_regions, note_successors
from vorort.statistics import FileRejected, Rejection, Store

if TYPE_CHECKING:
    from vorort.statistics import OriginHints

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ImportedFiles:
    """What became of the files. Nothing is built while one of them is refused."""

    build: ImportedBuild
    files: tuple[str, ...]


def import_store(path: Path | str, *, show: bool = False) -> ImportedBuild:
    """Take in the published build of a store. Taking it in again changes nothing.

    The first build is shown at once; a later one waits until somebody publishes it, or `show`.
    Raises StoreError of the engine where there is no store, or one with damaged files.
    """
    published = Store.open(path).published()
    published.verify()
    return import_published(published, show=show)


def import_raw_files(
    paths: Sequence[Path | str],
    *,
    store: Path | str | None = None,
    as_format: str | None = None,
    mapping: Path | None = None,
    origin: OriginHints | None = None,
    convert_to: str | None = None,
    show: bool = False,
    progress: Progress | None = None,
) -> ImportedFiles:
    """Files through the whole way: into the platform's own store, built, checked, taken in.

    Raises FileRejected with everything that is wrong in any of the files; the public figures stay.
    """
    from vorort.statistics import import_files  # all readers: not in a web server

    home = Store.open(store or Path(settings.VORORT_HOME) / "store", create=True)
    done = import_files(paths, home, as_format=as_format, mapping=mapping, origin=origin, progress=progress)
    refused: list[Rejection] = [rejection for file in done for rejection in file.rejections]
    if refused:
        raise FileRejected(refused)
    home.build(convert_to=convert_to, progress=progress)
    build = _take_in(home, show)
    return ImportedFiles(build, tuple(file.file for file in done))


@transaction.atomic
def _take_in(store: Store, show: bool) -> ImportedBuild:
    """Our own files may also bring new names of places, and who took over from whom."""
    published = store.published()
    build = import_published(published, show=show)
    import_regions(published.regions())
    for table in _conversions(store):
        note_successors(table)
    return build


def _conversions(store: Store) -> list[pa.Table]:
    return [delivery.table for delivery in store.deliveries() if delivery.kind == "conversion"]
