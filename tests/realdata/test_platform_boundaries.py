"""Real boundary files on real places: BKG (UTM32, Shapefile) and Niedersachsen (WGS84, GeoJSON)."""

from pathlib import Path

import pyarrow as pa
import pytest

from vorort.platform.places.actions import import_boundaries, import_regions
from vorort.platform.places.boundary_files import read_boundaries
from vorort.platform.places.models import Boundary
from vorort.statistics.vocab import REGIONS, level_of, parent_of

GEO = Path(__file__).parents[3] / "shared/data/geo/VG2500_KRS.shp"
NIEDERSACHSEN = Path(__file__).parents[3] / "shared/data/niedersachsen/geo/NI_Region_Hannover.geojson"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not GEO.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]


def register_of(keys):
    rows = [
        {"key": key, "name": f"Kreis {key}", "level": level_of(key).value, "parent": parent_of(key) or "",
         "valid_from": "", "valid_to": "", "population": None, "area": None}
        for key in keys
    ]  # fmt: skip
    import_regions(pa.Table.from_pylist(rows, REGIONS))


def test_all_400_kreise_of_the_bkg_are_read():
    shapes = read_boundaries(GEO)

    assert len(shapes) == 400
    assert {len(shape.key) for shape in shapes} == {5}
    area = sum(shape.geometry.area for shape in shapes) / 1e6
    assert area == pytest.approx(357_000, rel=0.02)  # km², the size of Germany


@pytest.mark.django_db
def test_two_files_in_two_coordinate_systems_draw_the_same_kreis():
    register_of(["03", "03159", "03153"])

    import_boundaries(GEO)
    bkg = Boundary.objects.get(place__key="03159")
    import_boundaries(NIEDERSACHSEN)
    land = Boundary.objects.get(place__key="03159")

    for side in ("left", "top", "right", "bottom"):
        assert getattr(bkg, side) == pytest.approx(getattr(land, side), abs=300)  # 3 km on 60 km


def test_geojson_of_niedersachsen_names_its_kreise_with_a_prefix():
    shapes = read_boundaries(NIEDERSACHSEN)

    assert {shape.key[:2] for shape in shapes} == {"03", "04"}  # with Bremen and Bremerhaven
    assert sum(shape.key.startswith("03") for shape in shapes) == 45
