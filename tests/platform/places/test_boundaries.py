import json

import pyarrow as pa
import pyogrio
import pytest
import shapely

from factories.builds import HOLLERMARK
from vorort.platform.places.actions import NoSuchRegister, import_boundaries, import_regions
from vorort.platform.places.boundary_files import BoundaryFileRejected, read_boundaries
from vorort.platform.places.domain.shapes import outline
from vorort.platform.places.models import Boundary
from vorort.statistics.vocab import REGIONS


def square(left, bottom, size):
    return [
        [
            [left, bottom],
            [left + size, bottom],
            [left + size, bottom + size],
            [left, bottom + size],
            [left, bottom],
        ]
    ]


def geojson(path, *areas, field="AGS"):
    features = [
        {
            "type": "Feature",
            "properties": {field: key, "GEN": "Ort"},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for key, rings in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def two_areas(tmp_path):
    return geojson(
        tmp_path / "grenzen.geojson", ("RH90001", square(9.0, 52.0, 0.5)), ("RH90011", square(9.5, 52.0, 0.5))
    )


@pytest.fixture
def register(db):
    import_regions(pa.Table.from_pylist(HOLLERMARK, REGIONS))


def test_outline_is_relative_points_down_and_closes():
    line = outline(shapely.box(100, 200, 130, 260))

    assert (line.start_x, line.start_y) in {(10, -20), (13, -20), (13, -26), (10, -26)}
    assert line.path.endswith("z")
    assert line.box == (10, -26, 13, -20)


def test_outline_of_a_speck_is_nothing():
    assert outline(shapely.box(0, 0, 2, 2)) is None


def test_neighbours_keep_their_common_line(two_areas):
    west, east = read_boundaries(two_areas)

    assert (west.key, east.key) == ("90001", "90011")
    assert west.geometry.intersection(east.geometry).area == pytest.approx(0, abs=1)
    assert west.geometry.distance(east.geometry) == 0


def test_import_draws_the_places_it_knows_and_names_the_rest(two_areas, register, tmp_path):
    more = geojson(
        tmp_path / "mehr.geojson", ("90011001", square(9.5, 52.0, 0.2)), ("90099001", square(9.8, 52.0, 0.2))
    )

    done = import_boundaries(two_areas, source="Landesvermessung", licence="dl-de/by-2-0")
    again = import_boundaries(more)

    assert (done.drawn, done.unknown) == (2, ())
    assert (again.drawn, again.unknown) == (1, ("90099001",))
    assert Boundary.objects.get(place__key="90001").source == "Landesvermessung"


def test_import_again_replaces(two_areas, register):
    import_boundaries(two_areas)
    import_boundaries(two_areas)

    assert Boundary.objects.count() == 2


def test_geopackage_in_another_coordinate_system_gives_the_same_place(two_areas, register, tmp_path):
    _, _, wkb, fields = pyogrio.raw.read(two_areas)
    package = tmp_path / "grenzen.gpkg"
    pyogrio.raw.write(
        package, wkb, fields[:1], ["schluessel"], geometry_type="Polygon", crs="EPSG:4326", driver="GPKG"
    )

    import_boundaries(package)

    assert set(Boundary.objects.values_list("place__key", flat=True)) == {"90001", "90011"}


@pytest.mark.django_db
def test_without_register_the_error_says_what_to_do_first(two_areas):
    with pytest.raises(NoSuchRegister, match="import_regions"):
        import_boundaries(two_areas)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(BoundaryFileRejected, match=r"„fehlt\.shp“ gibt es nicht"):
        read_boundaries(tmp_path / "fehlt.shp")


def test_other_kinds_of_files_are_refused(tmp_path):
    (tmp_path / "karte.pdf").write_bytes(b"%PDF")

    with pytest.raises(BoundaryFileRejected, match="GeoPackage"):
        read_boundaries(tmp_path / "karte.pdf")


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"type": "FeatureCollection", "features": []}', b"\x00" * 300]
)
def test_broken_files_give_a_german_sentence(tmp_path, content):
    (tmp_path / "kaputt.geojson").write_bytes(content)

    with pytest.raises(BoundaryFileRejected, match=r"lässt sich nicht lesen|keine Gebiete"):
        read_boundaries(tmp_path / "kaputt.geojson")


def test_shapefile_without_its_sisters_is_refused(tmp_path):
    (tmp_path / "allein.shp").write_bytes(b"\x00\x00\x27\x0a" + b"\x00" * 96)

    with pytest.raises(BoundaryFileRejected):
        read_boundaries(tmp_path / "allein.shp")


def test_unknown_key_field_lists_what_is_there(two_areas):
    with pytest.raises(BoundaryFileRejected, match="Vorhanden sind: AGS, GEN"):
        read_boundaries(two_areas, "SCHLUESSEL")


def test_file_without_keys_asks_for_the_field(tmp_path):
    path = geojson(tmp_path / "namen.geojson", ("Nordstadt", square(9, 52, 0.5)))

    with pytest.raises(BoundaryFileRejected, match="--key"):
        read_boundaries(path)


def test_areas_outside_germany_are_refused(tmp_path):
    path = geojson(tmp_path / "fern.geojson", ("90001", square(100, 10, 0.5)))

    with pytest.raises(BoundaryFileRejected, match="nicht in Deutschland"):
        read_boundaries(path)


def test_points_are_no_areas(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"AGS": "90001"},
        "geometry": {"type": "Point", "coordinates": [9, 52]},
    }
    (tmp_path / "punkte.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    with pytest.raises(BoundaryFileRejected, match="keine Flächen"):
        read_boundaries(tmp_path / "punkte.geojson")
