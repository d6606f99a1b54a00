"""All files of the demo, as a sceptical statistician would receive them: written to a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vorort.platform.demo.borders import geojson
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.mistakes import spoiled, spoiled_series
from vorort.platform.demo.tables import life, monitoring, offices, population
from vorort.platform.demo.tables.formats import (
    LICENCE,
    LICENCE_TEXT,
    PUBLISHER,
    RETRIEVED,
    flat_csv,
    genesis_csv,
)
from vorort.platform.demo.tables.own import OwnTable, mapping_bytes, table_bytes
from vorort.platform.demo.tables.registers import EDITIONS, conversion_keys, gemeindeverzeichnis
from vorort.statistics import OriginHints


@dataclass(frozen=True)
class DemoFile:
    """A file to import, its mapping if it is an own table, and what is known about its origin."""

    path: str
    data: bytes
    mapping: bytes | None = None
    publisher: str = PUBLISHER
    title: str = ""

    @property
    def mapping_path(self) -> str:
        return f"{self.path.rpartition('.')[0]}.zuordnung.yaml"

    @property
    def origin(self) -> OriginHints:
        return OriginHints(
            publisher=self.publisher,
            title=self.title,
            licence=LICENCE.lower(),
            licence_text=LICENCE_TEXT,
            retrieved_at=RETRIEVED,
        )


def deliveries(figures: Figures) -> Iterator[DemoFile]:
    """Everything that is read into the store."""
    yield from _registers(figures)
    for table in (*population.tables(figures), *life.tables(figures)):
        yield DemoFile(f"statistisches-amt/{table.code}.csv", genesis_csv(spoiled(table)))
    flat = population.by_age(figures)
    yield DemoFile("statistisches-amt/bevoelkerung-alter_flat.csv", flat_csv(flat), title=flat.label)
    for path, data in monitoring.files(figures, spoiled_series).items():
        if path.endswith(".csv"):
            yield DemoFile(
                f"monitoring/{path}", data, publisher="Integrationsmonitoring Hollermark (erfunden)"
            )
    for own in offices.tables(figures):
        yield _own(own)


def companions(figures: Figures) -> dict[str, bytes]:
    """Files that lie beside the deliveries and are read with them, or into the map."""
    land = figures.land
    layers = {
        "land": (land.whole,),
        "regionen": land.regions,
        "kreise": land.kreise_today,
        "gemeinden": tuple(place for place in land.gemeinden if place.is_today),
        "stadtteile": land.stadtteile,
    }
    borders = {
        f"grenzen/{name}.geojson": geojson(places, figures.shapes).encode() for name, places in layers.items()
    }
    series = monitoring.files(figures, spoiled_series)
    return borders | {f"monitoring/{path}": data for path, data in series.items() if path.endswith(".md")}


def write(figures: Figures, folder: Path) -> list[DemoFile]:
    """Write everything; returns what is to be imported, in the order of `deliveries`."""
    found = list(deliveries(figures))
    everything = {file.path: file.data for file in found} | companions(figures)
    everything |= {file.mapping_path: file.mapping for file in found if file.mapping is not None}
    for path, data in everything.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return found


def _registers(figures: Figures) -> Iterator[DemoFile]:
    for year in EDITIONS:
        yield DemoFile(f"gebiete/3112{year}_Auszug_GV.xlsx", gemeindeverzeichnis(figures, year))
    for kind in ("Kreise", "Gemeinden"):
        title = f"Umsteigeschlüssel der {kind}"
        yield DemoFile(
            f"gebiete/ref-{kind.lower()}-umrech-2024.xlsx", conversion_keys(figures, kind), title=title
        )


def _own(table: OwnTable) -> DemoFile:
    return DemoFile(
        f"aemter/{table.file_name}", table_bytes(table), mapping_bytes(table), table.publisher, table.title
    )
