"""A believable map for places that do not exist.

Thousands of small Voronoi cells are dealt out to the nearest place (a larger place reaches
further), so neighbours share jagged borders to the last vertex. The Land lies in the open North
Sea, where it covers nobody.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from vorort.platform.demo.land import Area, Land, Place

_WEST, _SOUTH = 4.6, 54.6  # corner of the map, degrees
_KM_PER_DEGREE = 111.2
_CELLS_OPEN, _CELLS_PER_AREA = 2600, 50


def areas_in_km(land: Land, seed: int) -> list[BaseGeometry]:
    """The territory of each area of the Land, in kilometres on the plane of `land.yaml`."""
    rng = np.random.default_rng(seed)
    outline = _coast(land, rng)
    cells = _cells(outline, land.areas, rng)
    owner = _owners(cells, land.areas)
    return [shapely.union_all([c for c, o in zip(cells, owner, strict=True) if o == n], grid_size=1e-6)
            for n in range(len(land.areas))]  # fmt: skip


def square_kilometres(shapes: list[BaseGeometry], place: Place) -> float:
    return round(sum(shapes[part].area for part in place.parts), 2)


def geojson(places: tuple[Place, ...], shapes: list[BaseGeometry]) -> str:
    """A FeatureCollection of the places, with key and name, in degrees."""
    features = [_feature(place, shapes) for place in places]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _feature(place: Place, shapes: list[BaseGeometry]) -> dict[str, Any]:
    shape = shapely.union_all([shapes[part] for part in place.parts], grid_size=1e-6)
    degrees = shapely.transform(shape, _to_degrees)
    return {
        "type": "Feature",
        "properties": {"AGS": place.key, "GEN": place.name},
        "geometry": mapping(shapely.set_precision(degrees, 1e-5)),
    }


def _to_degrees(points: np.ndarray) -> np.ndarray:
    latitude = _SOUTH + points[:, 1] / _KM_PER_DEGREE
    narrowing = np.cos(np.radians(_SOUTH + 0.4))
    return np.column_stack([_WEST + points[:, 0] / (_KM_PER_DEGREE * narrowing), latitude])


def _coast(land: Land, rng: np.random.Generator) -> Polygon:
    """The border of the file, roughened by halving each stretch a few times."""
    points = [np.array(point) for point in land.border]
    for roughness in (0.16, 0.15, 0.12, 0.10):
        rougher = []
        for here, there in zip(points, [*points[1:], points[0]], strict=True):
            across = np.array([here[1] - there[1], there[0] - here[0]])
            rougher += [here, (here + there) / 2 + across * roughness * rng.uniform(-1, 1)]
        points = rougher
    return shapely.make_valid(Polygon(points)).buffer(0)


def _cells(outline: Polygon, areas: tuple[Area, ...], rng: np.random.Generator) -> list[BaseGeometry]:
    seeds = shapely.MultiPoint(np.vstack([_spread(outline, rng), *(_around(area, rng) for area in areas)]))
    voronoi = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=outline)
    clipped = shapely.intersection(np.array(shapely.get_parts(voronoi)), outline, grid_size=1e-6)
    parts = shapely.get_parts(clipped)
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def _spread(outline: Polygon, rng: np.random.Generator) -> np.ndarray:
    west, south, east, north = outline.bounds
    return rng.uniform((west, south), (east, north), size=(_CELLS_OPEN, 2))


def _around(area: Area, rng: np.random.Generator) -> np.ndarray:
    """Finer cells near a centre, so that a Stadtteil is more than one pebble."""
    return rng.normal((area.x, area.y), area.size * 0.8, size=(_CELLS_PER_AREA, 2))


def _owners(cells: list[BaseGeometry], areas: tuple[Area, ...]) -> np.ndarray:
    middle = shapely.get_coordinates(shapely.centroid(np.array(cells)))
    centres = np.array([(area.x, area.y) for area in areas])
    reach = np.array([area.size for area in areas])
    distance = np.linalg.norm(middle[:, None, :] - centres[None, :, :], axis=2)
    return np.argmin(distance - reach, axis=1)
