"""Names and keys of the demo belong to no real place, and real places get real figures only."""

from __future__ import annotations

from pathlib import Path

import pytest

from vorort.platform.demo.build import build_store
from vorort.platform.demo.land import demo_land
from vorort.statistics import read_file

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
REGISTERS = [SHARED / "gebietsstand" / f"3112{year}_Auszug_GV.xlsx" for year in (2013, 2023)]

ABSENT = "Die echten Daten in ../shared/data sind hier nicht vorhanden."
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not SHARED.is_dir(), reason=ABSENT)]


@pytest.fixture(scope="module", params=REGISTERS, ids=lambda path: path.name)
def register(request):
    return read_file(request.param).table.to_pylist()


def test_no_place_of_the_demo_carries_a_real_name(register):
    real = {row["name"].split(",")[0].strip().casefold() for row in register}
    land = demo_land()
    places = (*land.official, *land.gemeinden)

    invented = {place.name.casefold() for place in places}

    assert invented & real == set()


def test_no_real_place_has_a_key_of_the_demo(register):
    keys = {row["key"] for row in register}

    assert not {key for key in keys if key.startswith("90")}


def test_real_places_beside_the_demo_get_real_figures_only(tmp_path):
    built = build_store(tmp_path, real=[SHARED / "niedersachsen" / "csv"])
    published = built.store.published()
    publishers = {entry["id"]: entry["publisher"] for entry in published.manifest["inputs"]}

    pairs = published.results().group_by(["region", "source"]).aggregate([]).to_pylist()
    invented: dict[str, set[bool]] = {}
    for pair in pairs:
        found = {"(erfunden)" in publishers[source] for source in pair["source"].split()}
        invented.setdefault(pair["region"][:2], set()).update(found)

    assert built.refused == ()
    assert invented == {"90": {True}, "03": {False}}
