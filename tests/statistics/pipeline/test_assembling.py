"""The stages in a row: conversion, directories, findings, the front door."""

import subprocess
import sys
from dataclasses import replace

import pyarrow as pa
import pytest

import vorort.statistics
from factories.deliveries import delivery
from vorort.statistics import NotFound, StatisticsError
from vorort.statistics.catalog import load_catalog
from vorort.statistics.pipeline import assemble
from vorort.statistics.provenance import about_series
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo
from vorort.statistics.vocab import CONVERSION, REGIONS


def regions(*rows, date="2013-12-31"):
    table = pa.Table.from_pylist(
        [
            {"key": key, "name": name, "level": "kreis", "parent": key[:2], "valid_from": date,
             "valid_to": "", "population": people, "area": 1.0}
            for key, name, people in rows
        ],
        schema=REGIONS,
    )  # fmt: skip
    return Delivery(Origin("gv.xlsx", "b" * 64, 1), "gemeindeverzeichnis", "regions", table)


def keys(*rows):
    table = pa.Table.from_pylist(
        [
            {"from_key": a, "from_date": "2013-12-31", "to_key": b, "to_date": "2021-12-31",
             "population_share": 1.0, "area_share": 1.0}
            for a, b in rows
        ],
        schema=CONVERSION,
    )  # fmt: skip
    return Delivery(Origin("bbsr.xlsx", "c" * 64, 1), "bbsr-umrechnung", "conversion", table)


def test_directory_gives_a_series_of_its_own():
    build = assemble([regions(("03152", "Göttingen", 248249.0))])

    [row] = build.results.to_pylist()
    assert (row["indicator"], row["period"], row["value"]) == ("gv/bevoelkerung", "2013", 248249.0)
    assert build.series["gv/bevoelkerung"]["title"] == "Bevölkerung nach dem Gemeindeverzeichnis"


def test_title_of_our_catalogue_goes_before_a_bare_number(tmp_path):
    received, _raw = delivery(tmp_path, "ni/1-2-2", {"region": "03"})
    published = replace(received, series=(SeriesInfo("ni/1-2-2", "Indikator 1.2.2"),))

    about = about_series([published], load_catalog())

    assert about["ni/1-2-2"]["title"] == "Ausländeranteil (Ausländerzentralregister)"


def test_counts_are_carried_over_a_merger():
    places = regions(("03152", "Göttingen", 248249.0), ("03156", "Osterode am Harz", 74367.0))

    build = assemble([places, keys(("03152", "03159"), ("03156", "03159"))], convert_to="2021-12-31")

    [row] = build.results.to_pylist()
    assert (row["region"], row["value"], row["boundary"]) == ("03159", 322616.0, "2021-12-31")


def test_conversion_without_keys_names_those_that_are_there():
    with pytest.raises(StatisticsError, match=r"Gebietsstand 2030-12-31.*Vorhanden sind .*2021-12-31"):
        assemble([keys(("03152", "03159"))], convert_to="2030-12-31")


def test_unknown_set_names_the_known_ones():
    with pytest.raises(NotFound, match="kern10, kern20, voll58"):
        assemble([], set_name="kern11")


def test_nothing_delivered_gives_an_empty_build():
    build = assemble([])

    assert build.results.num_rows == 0
    assert build.manifest["inputs"] == []


def test_every_region_of_the_results_and_those_above_are_described(tmp_path):
    one, _ = delivery(tmp_path, "amt/9", {"region": "90101001-07"}, {"region": "90102"})

    build = assemble([one])

    assert set(build.regions["key"].to_pylist()) >= {"90101001-07", "90101001", "90101", "90102", "90", "DG"}


def test_order_of_the_deliveries_does_not_matter(tmp_path):
    one, _ = delivery(tmp_path / "a", "amt/8", {"value": 3.0})
    two, _ = delivery(tmp_path / "b", "amt/9", {"value": 5.0})

    first, second = assemble([one, two]), assemble([two, one])

    assert first.id == second.id
    assert first.results.equals(second.results)
    assert first.series == second.series


def test_published_findings_do_not_quote_own_figures(tmp_path):
    own, _ = delivery(
        tmp_path, "own/kita", {"value": 1.0, "line": 2}, {"value": 1.0, "line": 3}, {"value": 2.0, "line": 4}
    )

    build = assemble([own])

    for finding in build.findings:
        assert (finding["expected"], finding["found"]) == (None, None)
        assert "Zahlen dazu" in finding["message"]


def test_front_door_opens_for_every_name_and_loads_nothing_before():
    code = "import sys, vorort.statistics; print(sorted({'ibis', 'pyarrow'} & set(sys.modules)))"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
    assert all(getattr(vorort.statistics, name) for name in vorort.statistics.__all__)
    with pytest.raises(AttributeError):
        _ = vorort.statistics.unbekannt
