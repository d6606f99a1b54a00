"""The numbers of ../shared/data/README.md that concern statistics, through the command line."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vorort.cli import cli

DATA = Path(__file__).parents[3] / "shared/data"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]
LOR = "berlin-lor-population-2024-02-t1"


def run(*arguments):
    answer = CliRunner().invoke(cli, ["statistics", *map(str, arguments)], prog_name="vorort")
    assert answer.exit_code == 0, answer.stderr or answer.exception
    return answer


def figures(store, indicator, region, *more):
    answer = run("show", store, indicator, "--region", region, *more, "--format", "json")
    return json.loads(answer.stdout)


def whole(found):
    return [f for f in found if (f["group"], f["sex"], f["age"]) == ("insgesamt",) * 3]


def everything(store, tmp_path):
    out = tmp_path / "alles.csv"
    run("export", store, "--as", "csv", "--out", out)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def built(tmp_path_factory, name, *sources, build=()):
    store = tmp_path_factory.mktemp(name) / "speicher"
    run("import", *(DATA / source for source in sources), "--into", store, "--retrieved", "2026-11-01")
    run("build", store, *build)
    return store


@pytest.fixture(scope="module")
def niedersachsen(tmp_path_factory):
    return built(tmp_path_factory, "ni", "niedersachsen/csv")


@pytest.fixture(scope="module")
def nrw(tmp_path_factory):
    return built(tmp_path_factory, "nw", "nrw")


@pytest.fixture(scope="module")
def berlin(tmp_path_factory):
    """Three own tables by the mappings that the program proposes, beside the official flat file."""
    folder = tmp_path_factory.mktemp("be")
    store = folder / "speicher"
    for part in ("city", "districts", "planning-areas"):
        table = DATA / "berlin_lor" / f"{LOR}-{part}.csv"
        mapping = folder / f"{part}.yaml"
        run("inspect", table, "--mapping-out", mapping)
        run("import", table, "--into", store, "--mapping", mapping)
    run("import", DATA / "genesis", "--into", store)
    run("build", store)
    return store


def test_niedersachsen_2019_has_10_52297_percent(niedersachsen):
    [figure] = figures(niedersachsen, "A01", "03", "--variant", "azr", "--period", "2019")

    assert (figure["numerator"], figure["denominator"]) == (841165, 7993608)
    assert figure["value"] == pytest.approx(10.52297, abs=5e-6)
    assert (figure["unit"], figure["concept"]) == ("percent", "STAA_AZR")


def test_all_780_published_rates_follow_from_the_counts(niedersachsen, tmp_path):
    rows = everything(niedersachsen, tmp_path)
    ours = {
        (r["region"], r["period"]): r["value"]
        for r in rows
        if (r["indicator"], r["variant"]) == ("A01", "azr")
    }
    published = {(r["region"], r["period"]): r["value"] for r in rows if r["indicator"] == "ni/1-2-2"}

    years = {key: value for key, value in published.items() if 2005 <= int(key[1]) <= 2019}

    assert len(years) == 780
    assert max(abs(float(ours[key]) - float(value)) for key, value in years.items()) < 1e-9


def test_a_published_series_keeps_its_id(niedersachsen):
    [figure] = figures(niedersachsen, "ni/1-2-2", "K03101", "--period", "2005")

    assert figure["indicator"] == "ni/1-2-2"
    assert figure["value"] == 8.26629918498979


def test_naturalisations_of_the_kreise_add_up_to_the_land(niedersachsen, tmp_path):
    rows = everything(niedersachsen, tmp_path)

    differences = sums_of_kreise(rows, "ni/2-3-1")

    assert set(differences.values()) == {0}
    assert len(differences) == 20


def test_foreigners_of_the_kreise_differ_by_rounding_only(niedersachsen, tmp_path):
    rows = everything(niedersachsen, tmp_path)

    differences = sums_of_kreise(rows, "ni/1-2-1")

    assert max(map(abs, differences.values())) <= 15


def sums_of_kreise(rows, series):
    """Land less the sum of its Kreise, by year."""
    left = {}
    for row in rows:
        if row["indicator"] == series and len(row["region"]) in (2, 5):
            sign = 1 if len(row["region"]) == 2 else -1
            left[row["period"]] = left.get(row["period"], 0) + sign * float(row["value"])
    return left


def test_naturalisation_rate_2024_is_that_of_the_handbook(niedersachsen):
    [figure] = figures(niedersachsen, "B01", "03", "--variant", "niedersachsen", "--period", "2024")

    assert (figure["numerator"], figure["denominator"]) == (23381, 1093110)
    assert figure["value"] == pytest.approx(2.138943, abs=1e-6)


@pytest.mark.parametrize(
    ("region", "foreign", "people", "share"),
    [("05", 3273550, 18034454, 18.15), ("05315", 241900, 1024621, 23.61)],
)
def test_foreigners_of_nordrhein_westfalen(nrw, region, foreign, people, share):
    [figure] = whole(figures(nrw, "A01", region, "--variant", "azr"))

    assert (figure["numerator"], figure["denominator"], figure["period"]) == (foreign, people, "2024")
    assert round(figure["value"], 2) == share


def test_berlin_2024_has_41_10_percent_with_migration_background(berlin):
    [figure] = figures(berlin, "A02", "11")

    assert (figure["numerator"], figure["denominator"]) == (1601865, 3897145)
    assert round(figure["value"], 2) == 41.10
    assert figure["concept"] == "MH_MR"


def test_planning_areas_of_berlin_add_up_to_districts_and_city(berlin, tmp_path):
    rows = [
        r
        for r in everything(berlin, tmp_path)
        if r["indicator"].startswith("own/") and r["unit"] == "persons"
    ]

    sums = {}
    for row in rows:
        layer = len(row["region"].partition("-")[2])
        for place in {"11", row["region"][: len("11000000-01")]}:
            key = (place, layer, row["group"])
            sums[key] = sums.get(key, 0) + float(row["value"])

    assert sums["11", 0, "insgesamt"] == sums["11", 2, "insgesamt"] == sums["11", 8, "insgesamt"] == 3897145
    assert sums["11", 0, "mh"] == sums["11", 2, "mh"] == sums["11", 8, "mh"] == 1601865
    districts = {key: value for key, value in sums.items() if key[0] != "11" and key[1] == 2}
    assert len({place for place, _, _ in districts}) == 12
    assert all(sums[place, 8, group] == value for (place, _, group), value in districts.items())


def test_segregation_of_berlin_is_computed_over_its_planning_areas(berlin):
    [figure] = figures(berlin, "F01", "11", "--variant", "mh")

    assert 0.2 < figure["value"] < 0.3
    assert "536 Teilräume" in figure["note"]


def test_berlin_2022_has_22_2_percent_foreigners(berlin):
    [figure] = whole(figures(berlin, "A01", "11", "--variant", "fort", "--period", "2022"))

    assert (figure["numerator"], figure["denominator"]) == (834349, 3755251)
    assert round(figure["value"], 1) == 22.2


def test_mean_ages_of_berlin_differ_as_expected(berlin):
    found = whole(figures(berlin, "A09", "11", "--period", "2022"))

    assert found
    assert all(5 < figure["value"] < 12 for figure in found)


def test_goettingen_and_osterode_are_carried_to_todays_boundaries(tmp_path_factory):
    files = ["31122013_Auszug_GV.xlsx", "ref-kreise-umrech-2021-1990-2020.xlsx"]
    store = built(tmp_path_factory, "gebiet", *(f"gebietsstand/{name}" for name in files))
    before = [figures(store, "gv/bevoelkerung", key)[0]["value"] for key in ("03152", "03156")]

    run("build", store, "--convert-to", "2021-12-31")
    [after] = figures(store, "gv/bevoelkerung", "03159", "--period", "2013")

    assert before == [248249, 74367]
    assert (after["value"], after["boundary"]) == (322616, "2021-12-31")


def test_whole_way_through_the_installed_command(tmp_path):
    """One real process each, as in a shell."""
    command = shutil.which("vorort", path=os.fspath(Path(sys.executable).parent)) or "vorort"

    def shell(*arguments):
        return subprocess.run(
            [command, "statistics", *map(str, arguments)], capture_output=True, text=True, check=True
        )

    folder = DATA / "niedersachsen/csv"
    shell("import", folder / "indicator_1-1-1.csv", folder / "indicator_1-2-1.csv", "--into", tmp_path / "s")
    shell("build", tmp_path / "s")
    answer = shell(
        *("show", tmp_path / "s", "A01", "--region", "03", "--variant", "azr", "--period", "2019"),
        *("--format", "json"),
    )

    [figure] = json.loads(answer.stdout)
    assert figure["value"] == 841165 / 7993608 * 100
    assert answer.stderr == ""
