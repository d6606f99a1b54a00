"""The store: idempotent, whole or not at all, the same bytes for the same input."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from factories.deliveries import delivery, open_sdg
from vorort.statistics import Added, OriginHints, Store, StoreError, import_files
from vorort.statistics.read import read_file

PEOPLE = {"03": 7993608, "03101": 249406, "03102": 104291}
FOREIGN = {"03": 841165, "03101": 29000, "03102": 18000}


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "speicher", create=True)


def filled(tmp_path, store, order=1):
    files = [
        open_sdg(tmp_path / f"ordner{order}", "1-1-1", PEOPLE),
        open_sdg(tmp_path / f"ordner{order}", "1-2-1", FOREIGN),
    ][::order]
    for path in files:
        import_files([path], store)
    return store


def bytes_below(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_missing_store_names_the_command_that_makes_one(tmp_path):
    with pytest.raises(StoreError, match="vorort statistics import DATEI --into"):
        Store.open(tmp_path / "nirgends")


def test_folder_with_other_things_does_not_become_a_store(tmp_path):
    (tmp_path / "urlaub.txt").write_text("Ostsee")

    with pytest.raises(StoreError, match="weder ein Speicher noch ein leerer Ordner"):
        Store.open(tmp_path, create=True)


def test_store_of_a_later_version_is_refused(store):
    (store.path / "vorort-store.json").write_text('{"layout": 7}')

    with pytest.raises(StoreError, match="Version 7"):
        Store.open(store.path)


def test_damaged_marker_is_refused(store):
    (store.path / "vorort-store.json").write_text("{")

    with pytest.raises(StoreError, match="beschädigt"):
        Store.open(store.path)


def test_raw_bytes_are_kept_unchanged_with_their_origin(tmp_path, store):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)

    store.add(read_file(path, origin=OriginHints(publisher="LSN", retrieved_at="2026-11-01")), path)

    [name] = store.delivery_ids()
    folder = store.path / "deliveries" / name
    about = json.loads((folder / "delivery.json").read_text())
    assert (folder / "raw" / path.name).read_bytes() == path.read_bytes()
    assert about["sha256"].startswith(name)
    assert (about["publisher"], about["retrieved_at"]) == ("LSN", "2026-11-01")
    assert store.deliveries()[0].table.num_rows == 3


def test_same_file_twice_is_once(tmp_path, store):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)
    read = read_file(path)

    outcomes = [store.add(read, path), store.add(read, path)]

    assert outcomes == [Added.NEW, Added.KNOWN]
    assert len(store.delivery_ids()) == 1


def test_same_file_read_another_way_replaces_the_first_reading(tmp_path, store):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)
    store.add(read_file(path), path)

    outcome = store.add(read_file(path, origin=OriginHints(licence="dl-de/by-2-0")), path)

    assert outcome is Added.REPLACED
    assert [d.origin.licence for d in store.deliveries()] == ["dl-de/by-2-0"]


def test_file_that_changed_while_being_read_is_not_taken_in(tmp_path, store):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)
    read = read_file(path)
    path.write_text("anders")

    with pytest.raises(StoreError, match="geändert"):
        store.add(read, path)

    assert store.delivery_ids() == []


def test_bad_file_leaves_the_store_and_the_other_files_alone(tmp_path, store):
    good = open_sdg(tmp_path, "1-1-1", PEOPLE)
    bad = tmp_path / "kaputt.csv"
    bad.write_text("<html>Fehler 404</html>")

    done = import_files([bad, good], store)

    assert [each.is_taken_in for each in done] == [False, True]
    assert done[0].rejections[0].file == "kaputt.csv"
    assert len(store.delivery_ids()) == 1


def test_build_publishes_series_and_indicator(tmp_path, store):
    filled(tmp_path, store).build()

    published = store.published()
    [row] = published.figures("A01", variant="azr", region="03").to_pylist()
    assert row["value"] == 841165 / 7993608 * 100
    assert published.figures("ni/1-2-1", region="03")["value"].to_pylist() == [841165.0]
    assert published.manifest["build"] == published.folder.name
    assert [entry["file_name"] for entry in published.manifest["inputs"]]
    assert {"03", "03101", "DG"} <= set(published.regions()["key"].to_pylist())
    assert published.series()["ni/1-1-1"]["publisher"]


def test_published_needs_a_build_and_says_how(store):
    with pytest.raises(StoreError, match="vorort statistics build"):
        store.published()


def test_same_input_gives_the_same_bytes_whatever_the_order_and_place(tmp_path, store):
    other = Store.open(tmp_path / "anderswo" / "speicher", create=True)
    filled(tmp_path, store, order=1).build()
    time.sleep(0.01)

    filled(tmp_path, other, order=-1).build()

    assert bytes_below(store.path / "builds") == bytes_below(other.path / "builds")
    assert os.readlink(store.path / "current") == os.readlink(other.path / "current")


def test_building_twice_changes_nothing(tmp_path, store):
    filled(tmp_path, store).build()
    before = bytes_below(store.path / "builds")

    store.build()

    assert bytes_below(store.path / "builds") == before


def test_damaged_build_is_mended_by_building(tmp_path, store):
    filled(tmp_path, store).build()
    before = bytes_below(store.path / "builds")
    (store.published().folder / "results.parquet").write_bytes(b"x")

    store.build()

    assert bytes_below(store.path / "builds") == before


def test_other_parameters_make_another_build_and_keep_the_old_one(tmp_path, store):
    first = filled(tmp_path, store).build()["build"]

    second = store.build(set_name="kern10")["build"]

    assert first != second
    assert sorted(os.listdir(store.path / "builds")) == sorted([first, second])
    assert store.published().id == second


KILLED = """
import os, sys
from vorort.statistics import Store
from vorort.statistics.publish import builds, folders
def die(*_): os.kill(os.getpid(), 9)
{where} = die
Store.open(sys.argv[1]).build()
"""


@pytest.mark.parametrize("where", ["folders.flush", "builds.write_json", "folders.put_in_place"])
def test_killed_build_leaves_the_old_one(tmp_path, store, where):
    old = filled(tmp_path, store).build()["build"]
    path = open_sdg(tmp_path, "2-3-1", {"03": 12000})
    import_files([path], store)

    died = subprocess.run([sys.executable, "-c", KILLED.format(where=where), store.path], capture_output=True)

    assert died.returncode == -9
    assert store.published().id == old
    assert store.build()["build"] != old
    assert not [name for name in os.listdir(store.path / "builds") if name.startswith(".")]


def test_replacement_that_was_interrupted_comes_back(tmp_path, store):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)
    store.add(read_file(path), path)
    [name] = store.delivery_ids()
    (store.path / "deliveries" / name).rename(store.path / "deliveries" / f".old-{name}")

    found = store.delivery_ids()

    assert found == [name]


def test_damaged_delivery_is_named_with_a_remedy(tmp_path, store):
    filled(tmp_path, store)
    name = store.delivery_ids()[0]
    (store.path / "deliveries" / name / "facts.parquet").write_bytes(b"x")

    with pytest.raises(StoreError, match=f"Lieferung {name}.*noch einmal einlesen"):
        store.build()


def test_newer_delivery_of_the_same_figures_counts(tmp_path, store):
    old, raw = delivery(tmp_path / "a", "amt/9", {"value": 1.0}, retrieved_at="2025-01-01")
    store.add(old, raw)
    new, raw = delivery(tmp_path / "b", "amt/9", {"value": 2.0}, retrieved_at="2026-01-01")
    store.add(new, raw)

    store.build()

    assert store.published().figures("amt/9")["value"].to_pylist() == [2.0]


def test_own_figures_are_protected_in_everything_published(tmp_path, store):
    own, raw = delivery(
        tmp_path, "own/kita", {"value": 1.0, "region": "90101"}, {"value": 4711.0, "region": "90102"}
    )
    store.add(own, raw)

    store.build()

    rows = store.published().figures("own/kita").to_pylist()
    assert [(row["value"], row["status"]) for row in rows] == [(None, "secret"), (4711.0, "ok")]
    assert store.published().manifest["inputs"][0]["published"] is False


def test_moved_store_still_works(tmp_path, store):
    filled(tmp_path, store).build()

    moved = shutil.move(store.path, tmp_path / "umgezogen")

    assert Store.open(moved).published().figures("A01", region="03").num_rows > 0
