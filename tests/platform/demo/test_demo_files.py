import hashlib

import pytest

from vorort.platform.demo.figures import figures
from vorort.platform.demo.files import companions, deliveries, write
from vorort.platform.demo.tables.formats import LICENCE_TEXT
from vorort.statistics import read_file


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dateien")
    return folder, write(figures(), folder)


def test_same_seed_writes_the_same_bytes(written):
    _, files = written
    figures.cache_clear()

    again = {file.path: file for file in deliveries(figures())}

    assert {f.path: _digest(f.data) for f in files} == {p: _digest(f.data) for p, f in again.items()}
    assert all(file.mapping == again[file.path].mapping for file in files)


def test_companions_are_the_same_each_time():
    assert companions(figures()) == companions(figures())


def test_every_file_is_read_by_the_product(written):
    folder, files = written

    read = [_read(folder, file) for file in files]

    assert {delivery.format for delivery in read} == {
        "bbsr-umrechnung",
        "eigene",
        "gemeindeverzeichnis",
        "genesis-csv",
        "genesis-ffcsv",
        "opensdg-csv",
    }


def test_every_file_names_an_invented_publisher_and_the_licence(written):
    folder, files = written

    origins = [_read(folder, file).origin for file in files]

    assert all("(erfunden)" in origin.publisher for origin in origins)
    assert {origin.licence.lower() for origin in origins} == {"cc0-1.0"}


def test_printed_table_has_title_header_notes_licence_and_time(written):
    folder, _ = written
    text = (folder / "statistisches-amt" / "90-12521-1.csv").read_bytes().decode("iso-8859-1")

    lines = text.splitlines()

    assert lines[0] == "Tabelle: 90-12521-1"
    assert lines[4].startswith(";;;Ausländische Bevölkerung;")
    assert "__________" in lines
    assert lines[-2].endswith(f"{LICENCE_TEXT}.")
    assert lines[-1].startswith("Stand: ")


def test_register_is_rounded_to_five_since_2016_only(written):
    folder, files = written
    table = _read(folder, next(f for f in files if "90-12521-1" in f.path)).table.to_pylist()

    before = {row["value"] % 5 for row in table if row["year"] == 2015 and row["value"] is not None}
    since = {row["value"] % 5 for row in table if row["year"] >= 2016 and row["value"] is not None}

    assert before == {0, 1, 2, 3, 4}
    assert since == {0}


def test_former_kreis_is_listed_with_dashes(written):
    folder, files = written
    table = _read(folder, next(f for f in files if "90-12511-1" in f.path)).table.to_pylist()

    states = {row["year"]: row["status"] for row in table if row["region"] == "90252"}

    assert states[2015] == "ok"
    assert states[2016] == "no_region"


def _read(folder, file):
    mapping = folder / file.mapping_path if file.mapping else None
    return read_file(folder / file.path, mapping=mapping, origin=file.origin)


def _digest(data):
    return hashlib.sha256(data).hexdigest()
