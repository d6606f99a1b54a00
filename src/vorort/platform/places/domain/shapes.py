"""Outlines of places: from coordinates in metres to compact SVG path data.

The plane is ETRS89 / UTM zone 32N in steps of ten metres, with y pointing down as SVG wants it.
Only the start of a path is absolute; everything after it is relative and in whole steps, so that a
page can move a path by changing two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

STEP = 10.0  # metres
CRS = "EPSG:25832"
_SMALLEST_RING = 2  # points that must remain beside the start


@dataclass(frozen=True)
class Outline:
    start_x: int
    start_y: int
    path: str  # relative to the start, after "M<start>"
    box: tuple[int, int, int, int]  # left, top, right, bottom


def outline(geometry: shapely.Geometry) -> Outline | None:
    """The outline of a polygon or several; None where nothing remains at this scale."""
    rings = [ring for ring in (_steps(ring) for ring in _rings(geometry)) if len(ring) > _SMALLEST_RING]
    if not rings:
        return None
    here = rings[0][0]
    parts = []
    for ring in rings:
        move = "" if ring is rings[0] else "m" + _pair(*(ring[0] - here))
        parts.append(f"{move}l{_deltas(ring)}z")
        here = ring[0]
    points = np.concatenate(rings)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    start = rings[0][0]
    return Outline(
        int(start[0]), int(start[1]), "".join(parts), (int(left), int(top), int(right), int(bottom))
    )


def _rings(geometry: shapely.Geometry) -> Iterator[shapely.Geometry]:
    polygons = shapely.get_parts(geometry)
    for polygon in sorted(polygons, key=lambda part: -part.area):
        if isinstance(polygon, shapely.Polygon) and not polygon.is_empty:
            yield polygon.exterior
            yield from polygon.interiors


def _steps(ring: shapely.Geometry) -> np.ndarray:
    """The ring's points in steps, without the closing one and without repetitions."""
    points = np.rint(shapely.get_coordinates(ring) * [1 / STEP, -1 / STEP]).astype(int)[:-1]
    moved = np.any(points != np.roll(points, 1, axis=0), axis=1)
    return points[moved]


def _deltas(ring: np.ndarray) -> str:
    return "".join(
        pair if pair[0] == "-" or n == 0 else f" {pair}"
        for n, pair in enumerate(_pair(x, y) for x, y in np.diff(ring, axis=0))
    )


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"
