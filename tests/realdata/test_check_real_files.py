"""What `check` must find in the real files, and that it is silent about everything else."""

from collections import Counter
from pathlib import Path

import pytest

from vorort.statistics.catalog import load_catalog
from vorort.statistics.check import check
from vorort.statistics.harmonise import register_from
from vorort.statistics.read import propose_mapping, read_file

DATA = Path(__file__).parents[3] / "shared/data"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]


def files(*patterns):
    return [path for pattern in patterns for path in sorted(DATA.glob(pattern))]


def findings_in(*patterns):
    deliveries = [read_file(path) for path in files(*patterns, "gebietsstand/[r3]*.xlsx")]
    return check(deliveries, None, register_from(deliveries), load_catalog())


def serious(findings):
    return [f for f in findings if f.severity != "hinweis"]


@pytest.fixture(scope="module")
def niedersachsen():
    return findings_in("niedersachsen/csv/*.csv")


def of(findings, rule, series):
    return [f for f in findings if (f.rule, f.indicator) == (rule, series)]


def test_published_share_does_not_follow_from_the_counts_since_2020(niedersachsen):
    found = of(niedersachsen, "quote_folgt_nicht", "ni/1-2-2")

    assert Counter(f.period for f in found) == {"2020": 51, "2021": 51, "2022": 52, "2023": 52, "2024": 52}
    land = next(f for f in found if (f.region, f.period) == ("03", "2024"))
    assert land.expected == pytest.approx(13.6456, abs=1e-4)
    assert land.found == pytest.approx(13.6562, abs=1e-4)
    assert "andere" in land.message
    assert "Zensus" in land.message
    assert {f.severity.value for f in found} == {"warnung"}


def test_goettingen_does_not_fit_its_region_from_2005_to_2017(niedersachsen):
    found = of(niedersachsen, "summe_gebiete", "ni/1-1-1")

    assert {f.region for f in found} == {"031"}
    assert {int(f.period): f.expected - f.found for f in found} == {
        2005: 898, 2006: 296, 2007: 199, 2008: 571, 2009: 628, 2010: 789, 2011: 353, 2012: 78, 2013: -189,
        2014: -1504, 2015: -4277, 2016: -821, 2017: -641,
    }  # fmt: skip


def test_single_wrong_counts_are_found_by_the_sum_of_their_region(niedersachsen):
    naturalised = of(niedersachsen, "summe_gebiete", "ni/2-3-1")
    leavers = of(niedersachsen, "summe_gebiete", "ni/4-1-4")

    assert [(f.region, f.period, f.expected, f.found) for f in naturalised] == [
        ("03241", "2019", 2295.0, 2465.0)
    ]
    assert {(f.region, f.period, f.group, f.expected, f.found) for f in leavers} == {
        ("031", "2023", "auslaender", 394.0, 309.0),
        ("031", "2014", "deutsche", 601.0, 644.0),
        ("031", "2014", "auslaender", 139.0, 140.0),
    }


def test_wrong_key_of_hannover_is_told(niedersachsen):
    (found,) = of(niedersachsen, "schluessel_berichtigt", "ni/2-3-3")

    assert "03241001" in found.message


def test_nothing_else_in_niedersachsen_is_serious(niedersachsen):
    counts = Counter((f.rule, f.indicator) for f in serious(niedersachsen))

    assert counts == {
        ("quote_folgt_nicht", "ni/1-2-2"): 258,
        ("summe_gebiete", "ni/1-1-1"): 13,
        ("summe_gebiete", "ni/2-3-1"): 1,
        ("summe_gebiete", "ni/4-1-4"): 3,
        ("schluessel_berichtigt", "ni/2-3-3"): 1,
    }


def test_figures_calculated_back_to_todays_goettingen_are_pointed_out(niedersachsen):
    found = [f for f in niedersachsen if f.rule == "gebiet_zurueckgerechnet"]

    assert {f.region for f in found} == {"03159"}
    assert ("ni/1-1-1", "2005–2015") in {(f.indicator, f.period) for f in found}


def test_dashes_for_withheld_numbers_are_found_in_the_foreign_residents_of_nrw():
    findings = serious(findings_in("nrw/*.csv"))

    assert {f.rule for f in findings} == {"strich_statt_geheim"}
    krefeld_or_larger = {(f.region, f.split, f.expected, f.found) for f in findings}
    assert ("05166", "staatsangehoerigkeit=249", 0.0, 15.0) in krefeld_or_larger
    assert len(findings) == 301


def test_unemployment_of_all_kreise_is_clean():
    assert serious(findings_in("regionalstatistik/13211*.csv")) == []


def test_schools_of_germany_do_not_add_up_by_type_of_school():
    findings = serious(findings_in("regionalstatistik/21111*.csv"))

    total = [
        f for f in findings if (f.rule, f.region, f.group, f.split) == ("summe_teile", "DG", "insgesamt", "")
    ]
    assert [(f.expected, f.found) for f in total] == [(8_794_399.0, 8_819_489.0)]
    assert {f.region for f in findings} == {"DG"}
    assert len(findings) == 6


def test_population_of_berlin_over_22_years_is_clean():
    assert findings_in("genesis/*.csv") == []


def test_small_areas_of_berlin_and_hamburg_are_clean():
    deliveries = [
        read_file(path, mapping=propose_mapping(path)) for path in files("berlin_lor/*.csv", "hamburg/*.csv")
    ]

    assert serious(check(deliveries, None, register_from(deliveries), load_catalog())) == []
