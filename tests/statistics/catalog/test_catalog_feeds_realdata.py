"""The real official tables, through reading and harmonising, give the numbers the handbook names."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from vorort.statistics.compute import compute
from vorort.statistics.harmonise import to_measures
from vorort.statistics.read import read_file

DATA = Path(__file__).parents[4] / "shared" / "data"
FILES = (
    "niedersachsen/csv/indicator_1-1-1.csv",
    "niedersachsen/csv/indicator_1-2-1.csv",
    "niedersachsen/csv/indicator_2-3-1.csv",
    "niedersachsen/csv/indicator_3-1-3.csv",
    "niedersachsen/csv/indicator_4-1-4.csv",
    "niedersachsen/csv/indicator_5-2-1.csv",
    "nrw/2024_12411-15i.csv",
    "nrw/2024_12521-03i.csv",
    "regionalstatistik/13211-02-05-4_2025.csv",
    "regionalstatistik/21111-01-03-4_2023.csv",
    "genesis/12411-0013_berlin_2000-2022_ffcsv.csv",
)
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="Die echten Dateien in ../shared/data fehlen."),
]


@pytest.fixture(scope="module")
def results(catalog):
    deliveries = [read_file(DATA / name) for name in FILES]
    return compute(to_measures(deliveries, catalog), catalog)


def figure(results, indicator, variant, region, year, group="insgesamt", sex="insgesamt", age="insgesamt"):
    wanted = {"indicator": indicator, "variant": variant, "region": region, "year": year}
    wanted |= {"group": group, "sex": sex, "age": age, "detail": ""}
    for name, value in wanted.items():
        results = results.filter(pc.equal(results[name], value))
    (row,) = results.to_pylist()
    return row


@pytest.mark.parametrize(
    ("variant", "region", "year", "numerator", "denominator", "base"),
    [
        ("azr", "03", 2019, 841165, 7993608, "Zensus 2011"),
        ("azr", "05315", 2024, 241900, 1024621, "Zensus 2022"),
        ("azr", "05", 2024, 3273550, 18034454, "Zensus 2022"),
        ("fort", "11", 2022, 834349, 3755251, "ungeklärt"),
        ("azr", "03101", 2005, 20275, 245273, "Volkszählung 1987"),
    ],
)
def test_share_of_foreigners_is_the_official_one(
    results, variant, region, year, numerator, denominator, base
):
    row = figure(results, "A01", variant, region, year)

    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["value"] == pytest.approx(numerator / denominator * 100, abs=1e-9)
    assert row["base"] == base


def test_naturalisation_rate_of_lower_saxony_is_the_published_one(results):
    row = figure(results, "B01", "niedersachsen", "03", 2024)

    assert (row["numerator"], row["denominator"]) == (23381, 1093110)
    assert row["value"] == pytest.approx(2.138943, abs=1e-6)


def test_naturalisation_rate_of_the_laender_uses_the_year_before(results):
    row = figure(results, "B01", "laender_b2b", "03101", 2024)
    before = figure(results, "A01", "azr", "03101", 2023)

    assert row["numerator"] == 1209
    assert row["denominator"] == before["numerator"]


@pytest.mark.parametrize(
    ("group", "sex", "age", "value"),
    [
        ("insgesamt", "insgesamt", "insgesamt", 6.3),
        ("auslaender", "insgesamt", "insgesamt", 14.8),
        ("insgesamt", "w", "insgesamt", 6.0),
        ("insgesamt", "insgesamt", "15-24", 5.7),
    ],
)
def test_unemployment_rate_is_taken_over_as_published(results, group, sex, age, value):
    row = figure(results, "E01", "published", "DG", 2025, group, sex, age)

    assert row["value"] == value
    assert row["numerator"] is None


def test_unemployed_foreigners_are_counted_among_all_unemployed(results):
    row = figure(results, "E02", "ba", "05315", 2025)

    assert (row["numerator"], row["denominator"]) == (22705, 56541)


def test_leavers_without_certificate_follow_the_published_rate(results):
    row = figure(results, "D01", "veroeffentlicht", "03153", 2024, "auslaender")

    assert row["value"] == pytest.approx(38.7, abs=0.05)


def test_pupils_at_gymnasien_are_compared_with_all_pupils(results):
    row = figure(results, "D03", "alle_klassen", "DG", 2023, "auslaender")

    assert (row["numerator"], row["denominator"]) == (183692, 1359457)


def test_employees_at_the_place_of_work_feed_nothing(results, catalog):
    assert catalog.source_for("ni/5-2-1").feeds == ()
    assert figure_count(results, "E03") == 0


def figure_count(results, indicator):
    return results.filter(pc.equal(results["indicator"], indicator)).num_rows
