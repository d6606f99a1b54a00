"""Boundary files as offices publish them, read into keys and simplified shapes.

Shapefile, GeoJSON and GeoPackage, in any coordinate system that the file names. Neighbours keep a
common line when they are simplified, so that no gaps open between them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from vorort.platform.places.domain.shapes import CRS as PLANE
from vorort.statistics.vocab import Level, level_of
from vorort.statistics.vocab.keys import canonical_key

_SUFFIXES = {".shp", ".geojson", ".json", ".gpkg"}
_TOLERANCE = {  # metres; a page shows a level inside the next broader one
    Level.BUND: 1500,
    Level.LAND: 800,
    Level.REGION: 500,
    Level.KREIS: 300,
    Level.GEMEINDE: 60,
    Level.STADTTEIL: 15,
}
_LIKELY_NAMES = ("AGS", "SCHLUESSEL", "KEY", "ARS", "RS", "GEOCODE")
_PLANE_EXTENT = (-1_000_000, 4_000_000, 2_500_000, 8_000_000)  # Germany and plenty around it, in metres


class BoundaryFileRejected(Exception):
    """The file cannot be used. `str(error)` is a German sentence that says what to do."""


@dataclass(frozen=True)
class Shape:
    key: str
    geometry: shapely.Geometry  # in the plane of `domain.shapes`, simplified


def read_boundaries(path: Path, key_field: str | None = None) -> list[Shape]:
    """Shapes by canonical key. Several features with one key are joined; raises BoundaryFileRejected."""
    meta, features, columns = _read(path)
    fields = dict(zip((str(name) for name in meta["fields"]), columns, strict=True))
    keys = _keys(path, fields, key_field)
    shapes = _joined(keys, _in_plane(path, features, meta["crs"]))
    return _simplified(shapes)


def _read(path: Path) -> tuple[dict, np.ndarray, list[np.ndarray]]:
    if not path.is_file():
        raise BoundaryFileRejected(f"Die Datei „{path.name}“ gibt es nicht. Bitte den Pfad prüfen.")
    if path.suffix.lower() not in _SUFFIXES:
        raise BoundaryFileRejected(
            f"„{path.name}“ ist keine Grenzdatei, die wir lesen. Möglich sind Shapefile (.shp, mit den "
            "Dateien .dbf, .shx und .prj daneben), GeoJSON (.geojson, .json) und GeoPackage (.gpkg)."
        )
    try:
        meta, _, features, columns = pyogrio.raw.read(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError) as error:
        raise BoundaryFileRejected(
            f"„{path.name}“ lässt sich nicht lesen: Die Datei ist beschädigt oder unvollständig. "
            "Bitte neu herunterladen; zu einem Shapefile gehören .shp, .dbf, .shx und .prj."
        ) from error
    if features is None or len(features) == 0:
        raise BoundaryFileRejected(f"„{path.name}“ enthält keine Gebiete.")
    return meta, shapely.from_wkb(features), columns


def _keys(path: Path, fields: dict[str, np.ndarray], key_field: str | None) -> list[str | None]:
    if key_field is not None and key_field not in fields:
        raise BoundaryFileRejected(
            f"„{path.name}“ hat kein Feld „{key_field}“. Vorhanden sind: {', '.join(fields)}."
        )
    field = key_field or _guess(fields)
    keys = [_key(value) for value in fields[field]] if field else []
    if not any(keys):
        raise BoundaryFileRejected(
            f"In „{path.name}“ ist kein Feld mit Regionalschlüsseln zu erkennen. Vorhanden sind: "
            f"{', '.join(fields) or 'keine Felder'}. Bitte das Feld mit --key angeben."
        )
    return keys


def _guess(fields: dict[str, np.ndarray]) -> str | None:
    """The field in which (nearly) everything is a different key; the usual names win a tie."""

    def quality(name: str) -> tuple[int, int]:
        keys = {_key(value) for value in fields[name]} - {None}
        likely = max(
            (len(_LIKELY_NAMES) - n for n, word in enumerate(_LIKELY_NAMES) if word in name.upper()),
            default=0,
        )
        return (len(keys), likely)

    texts = [name for name, values in fields.items() if values.dtype == object and _looks_like_keys(values)]
    return max(texts, key=quality, default=None)


def _looks_like_keys(values: np.ndarray) -> bool:
    return sum(_key(value) is not None for value in values) >= 0.9 * len(values)


def _key(value: object) -> str | None:
    if not re.search(r"\d\d", str(value)):
        return None
    try:
        return canonical_key(str(value))
    except ValueError:
        return None


def _in_plane(path: Path, geometries: np.ndarray, crs: str | None) -> np.ndarray:
    if not crs:
        raise BoundaryFileRejected(
            f"„{path.name}“ nennt kein Koordinatensystem. Bei einem Shapefile fehlt meist die Datei .prj."
        )
    try:
        transformer = Transformer.from_crs(CRS.from_user_input(crs), PLANE, always_xy=True)
    except CRSError as error:
        raise BoundaryFileRejected(
            f"Das Koordinatensystem von „{path.name}“ ist unbekannt: {crs}."
        ) from error
    moved = shapely.make_valid(shapely.transform(geometries, transformer.transform, interleaved=False))
    _check_extent(path, moved)
    return moved


def _check_extent(path: Path, geometries: np.ndarray) -> None:
    if not any(geometry is not None and geometry.area > 0 for geometry in geometries):
        raise BoundaryFileRejected(f"„{path.name}“ enthält keine Flächen, nur Punkte oder Linien.")
    left, bottom, right, top = shapely.total_bounds(geometries)
    west, south, east, north = _PLANE_EXTENT
    if not (west <= left <= right <= east and south <= bottom <= top <= north):
        raise BoundaryFileRejected(
            f"Die Gebiete in „{path.name}“ liegen nicht in Deutschland. Wahrscheinlich nennt die Datei "
            "ein falsches Koordinatensystem."
        )


def _joined(keys: list[str | None], geometries: np.ndarray) -> dict[str, shapely.Geometry]:
    count = Counter(key for key in keys if key)
    shapes: dict[str, shapely.Geometry] = {}
    for key, geometry in zip(keys, geometries, strict=True):
        if key is not None and geometry is not None:
            shapes[key] = (
                shapely.union(shapes[key], geometry) if count[key] > 1 and key in shapes else geometry
            )
    return shapes


def _simplified(shapes: dict[str, shapely.Geometry]) -> list[Shape]:
    simple = []
    for level in Level:
        keys = sorted(key for key in shapes if level_of(key) is level)
        if keys:
            geometries = shapely.coverage_simplify([_surface(shapes[key]) for key in keys], _TOLERANCE[level])
            simple += [Shape(key, geometry) for key, geometry in zip(keys, geometries, strict=True)]
    return simple


def _surface(geometry: shapely.Geometry) -> shapely.Geometry:
    """Polygons only: making a shape valid may leave stray lines, which a coverage refuses."""
    polygons = [
        part for part in shapely.get_parts(shapely.get_parts(geometry)) if part.geom_type == "Polygon"
    ]
    return shapely.multipolygons(polygons)
