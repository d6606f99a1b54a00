import pyarrow.compute as pc
import pytest

from factories.demo import built_demo
from vorort.platform.demo.mistakes import MISTAKES
from vorort.statistics import load_catalog, show


@pytest.fixture(scope="module")
def published():
    return built_demo().store.published()


@pytest.fixture(scope="module")
def results(published):
    return published.results()


def test_most_indicators_have_figures_and_the_rest_honestly_none(results):
    with_value = results.filter(pc.is_valid(results["value"]))
    known = set(load_catalog().indicators)

    found = known & set(with_value["indicator"].unique().to_pylist())

    assert len(found) >= 45
    assert known - found == {"C07", "D09", "E10", "F02", "F03"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.rule)
def test_every_mistake_is_found(published, mistake):
    found = [
        finding
        for finding in published.findings()
        if finding["rule"] == mistake.rule
        and finding["indicator"] == mistake.series
        and finding["region"] == mistake.region
        and str(mistake.year) in finding["period"]
    ]

    assert found, mistake.what


def test_nothing_but_the_mistakes_is_called_an_error(published):
    planned = {mistake.series for mistake in MISTAKES}

    errors = {finding["indicator"] for finding in published.findings() if finding["severity"] == "fehler"}

    assert errors <= planned


def test_invented_figures_belong_to_keys_of_the_invented_land_only(results, published):
    keys = set(results["region"].unique().to_pylist())

    assert all(key.startswith("90") for key in keys)
    assert all("(erfunden)" in entry["publisher"] for entry in published.manifest["inputs"])


def test_gemeinde_is_carried_over_the_merger(published):
    figures = show(published, "A01", region="90151005", variant="fort", group="insgesamt")

    people = {f["period"]: f["denominator"] for f in figures if f["sex"] == f["age"] == "insgesamt"}

    assert people["2018"] > 1600
    assert 0.95 < people["2019"] / people["2018"] < 1.02


def test_united_kreis_is_carried_back_and_says_so(published):
    figures = show(published, "B01", region="90251", variant="niedersachsen")

    oldest = min(figures, key=lambda figure: figure["period"])

    assert (oldest["period"], oldest["boundary"]) == ("2012", "2024-12-31")


def test_census_breaks_the_series(published):
    figures = show(published, "A01", region="90", variant="fort", group="insgesamt")

    bases = {figure["period"]: figure["base"] for figure in figures}

    assert (bases["2021"], bases["2022"]) == ("Zensus 2011", "Zensus 2022")


def test_small_numbers_of_own_tables_are_protected(results):
    smallest = results.filter(pc.equal(results["region"], "90101000-12"))

    states = set(smallest["status"].to_pylist())

    assert "secret" in states


def test_parts_of_the_city_show_how_groups_live_apart(published):
    figures = show(published, "F01", region="90101", variant="mh")

    newest = max(figures, key=lambda figure: figure["period"])

    assert 0.05 < newest["value"] < 0.4
