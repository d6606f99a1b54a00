"""Builds the demo through the product's own doors: import, build with check, platform actions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from vorort.platform.demo.figures import figures
from vorort.platform.demo.files import DemoFile, write
from vorort.platform.demo.tables.registers import CARRIED_TO
from vorort.statistics import Store, import_files, load_catalog
from vorort.statistics.errors import StatisticsError
from vorort.statistics.imports import TABLES

Say = Callable[[str, int, int], None]  # what is being done, steps done, steps in all

BOUNDARIES = ("land", "regionen", "kreise", "gemeinden", "stadtteile")
BOUNDARY_FILES = frozenset({".shp", ".geojson", ".gpkg"})


@dataclass(frozen=True)
class Built:
    """What the demo was built from and into. `refused`: real files that could not be taken in, and why."""

    folder: Path
    store: Store
    manifest: Mapping[str, Any]
    refused: tuple[str, ...] = ()


def silent(what: str, done: int, of: int) -> None:
    """For tests: nothing is said."""


def build_store(folder: Path, *, real: Sequence[Path] = (), say: Say = silent) -> Built:
    """Write the files of the demo, read them into a store, compute, check and publish. No Django."""
    say("Dateien aus Hollermark schreiben", 0, 1)
    written = write(figures(), folder / "dateien")
    store = Store.open(folder / "speicher", create=True)
    for number, file in enumerate(written):
        say("Dateien einlesen", number, len(written))
        _take_in(file, folder / "dateien", store)
    refused = tuple(_take_in_real(real, store, say))
    with _catalogue() as catalogue:
        manifest = store.build(
            catalog=load_catalog(catalogue),
            convert_to=f"{CARRIED_TO}-12-31",
            progress=lambda step, done, of: say(f"Berechnen: {step}", done, of),
        )
    return Built(folder, store, manifest, refused)


def fill_platform(built: Built, *, real: Sequence[Path] = (), say: Say = silent) -> None:
    """Places, figures and boundaries into the database. Needs Django to be set up."""
    from vorort.platform.monitoring.actions import import_published
    from vorort.platform.places.actions import import_regions, note_successors

    published = built.store.published()
    say("Orte in die Plattform einlesen", 0, 1)
    import_regions(published.regions())
    for delivery in built.store.deliveries():
        if delivery.kind == "conversion":
            note_successors(delivery.table)
    say("Zahlen in die Plattform einlesen", 0, 1)
    import_published(published, show=True)
    _draw(built.folder / "dateien" / "grenzen", say)
    _draw_real(real, say)


@contextmanager
def _catalogue() -> Iterator[Path]:
    """The demo's own catalogue folder: which of its invented tables feed which measure."""
    with as_file(files("vorort.platform.demo").joinpath("catalog")) as folder:
        yield folder


def _take_in(file: DemoFile, folder: Path, store: Store) -> None:
    mapping = folder / file.mapping_path if file.mapping is not None else None
    (done,) = import_files([folder / file.path], store, mapping=mapping, origin=file.origin)
    if not done.is_taken_in:
        reasons = "\n".join(str(reason) for reason in done.rejections[:5])
        raise StatisticsError(
            f"Eine Datei der Demo wurde nicht angenommen. Bitte melden Sie uns das.\n{reasons}"
        )


def _take_in_real(paths: Sequence[Path], store: Store, say: Say) -> Iterator[str]:
    """Reasons why files were refused. An own table needs its mapping beside it: <name>.zuordnung.yaml."""
    tables = _inside(paths, TABLES)
    for number, found in enumerate(tables):
        say(f"Echte Dateien einlesen: {found.name}", number, len(tables))
        mapping = found.with_suffix(".zuordnung.yaml")
        (done,) = import_files([found], store, mapping=mapping if mapping.is_file() else None)
        yield from (str(reason) for reason in done.rejections[:1])


def _inside(paths: Sequence[Path], suffixes: Collection[str]) -> list[Path]:
    """The files of these kinds among the paths and in the folders, by name."""
    found = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [file for file in found if file.is_file() and file.suffix.lower() in suffixes]


def _draw(folder: Path, say: Say) -> None:
    from vorort.platform.demo.tables.formats import LICENCE, PUBLISHER
    from vorort.platform.places.actions import import_boundaries

    for number, name in enumerate(BOUNDARIES):
        say("Grenzen einlesen", number, len(BOUNDARIES))
        import_boundaries(folder / f"{name}.geojson", "AGS", source=PUBLISHER, licence=LICENCE)


def _draw_real(paths: Sequence[Path], say: Say) -> None:
    """Boundary files in the folders; those that belong to no place we know are left out."""
    from vorort.platform.places.actions import NoSuchRegister, import_boundaries
    from vorort.platform.places.boundary_files import BoundaryFileRejected

    for found in _inside(paths, BOUNDARY_FILES):
        say(f"Echte Grenzen einlesen: {found.name}", 0, 1)
        try:
            import_boundaries(found)
        except (NoSuchRegister, BoundaryFileRejected):
            continue
