"""The register of all German regions, and Göttingen carried over its merger."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from vorort.statistics.harmonise import convert, not_convertible, register_from
from vorort.statistics.read import read_file
from vorort.statistics.vocab import FACTS, TOTAL

DATA = Path(__file__).parents[3] / "shared/data/gebietsstand"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]


@pytest.fixture(scope="module")
def deliveries():
    return [read_file(path) for path in sorted(DATA.glob("[r3]*.xlsx"))]


@pytest.fixture(scope="module")
def register(deliveries):
    return register_from(deliveries)


@pytest.fixture(scope="module")
def keys(deliveries):
    return next(d.table for d in deliveries if d.kind == "conversion")


def population_2013(deliveries):
    regions = next(d.table for d in deliveries if d.kind == "regions" and "2013" in d.origin.file_name)
    kreise = {}
    for row in regions.to_pylist():
        if row["level"] == "gemeinde" and row["population"]:  # nobody lives on the river to Luxembourg
            kreise[row["key"][:5]] = kreise.get(row["key"][:5], 0.0) + row["population"]
    fixed = {"series": "gv", "period": "2013", "year": 2013, "group": TOTAL, "sex": TOTAL, "age": TOTAL}
    fixed |= dict.fromkeys(("item", "region_name", "detail", "concept", "base", "boundary", "column"), "")
    rows = [
        {**fixed, "region": key, "value": value, "status": "ok", "unit": "persons", "line": 1}
        for key, value in kreise.items()
    ]
    return pa.Table.from_pylist(rows, FACTS)


def test_goettingen_and_osterode_together_are_todays_goettingen(deliveries, keys):
    converted = convert(population_2013(deliveries), keys, "2021-12-31")

    value = {row["region"]: row["value"] for row in converted.to_pylist()}
    assert value["03159"] == 322_616.0
    assert "03152" not in value


def test_all_kreise_of_2013_are_carried_over_and_nobody_is_lost(deliveries, keys):
    facts = population_2013(deliveries)

    converted = convert(facts, keys, "2021-12-31")

    assert (facts.num_rows, converted.num_rows) == (402, 400)
    assert sum(converted["value"].to_pylist()) == pytest.approx(sum(facts["value"].to_pylist()), rel=1e-12)
    assert set(converted["boundary"].to_pylist()) == {"2021-12-31"}
    assert not_convertible(facts, keys, "2021-12-31") == []


def test_register_holds_every_region_with_its_place_in_the_hierarchy(register):
    assert register.ancestors("03101000") == ["03101", "031", "03", "DG"]
    assert len(register.at_level("land", day=date(2023, 12, 31))) == 16
    assert len(register.at_level("kreis", day=date(2023, 12, 31))) == 400
    assert len(register.at_level("kreis", day=date(2013, 12, 31))) == 402
    assert register.same_place("05315000") == ("05315", "05315000")
    assert register.same_place("11000000") == ("11", "11000", "11000000")


def test_register_knows_since_when_todays_goettingen_exists(register):
    assert register.exists("03152", date(2015, 12, 31))
    assert not register.exists("03152", date(2016, 12, 31))
    assert not register.exists("03159", date(2015, 12, 31))
    assert register.exists("03159", date(2016, 12, 31))
