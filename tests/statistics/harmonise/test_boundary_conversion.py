from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vorort.statistics.harmonise import NotConvertible, convert, not_convertible

MERGER = (("03152", "2013-12-31", "03159", 1.0), ("03156", "2013-12-31", "03159", 1.0))
GOETTINGEN = {"region": "03152", "period": "2013", "value": 248_249.0}
OSTERODE = {"region": "03156", "period": "2013", "value": 74_367.0}


def test_convert_adds_up_merged_kreise_exactly(facts, keys):
    converted = convert(facts(GOETTINGEN, OSTERODE), keys(*MERGER), "2021-12-31").to_pylist()

    assert [(r["region"], r["value"], r["status"], r["boundary"]) for r in converted] == [
        ("03159", 322_616.0, "ok", "2021-12-31")
    ]


def test_convert_shares_out_a_divided_kreis_and_marks_it_estimated(facts, keys):
    shares = keys(
        ("07135", "2013-12-31", "07135", 0.98),
        ("07135", "2013-12-31", "07140", 0.02),
        ("07140", "2013-12-31", "07140", 1.0),
    )

    converted = convert(
        facts(
            {"region": "07135", "period": "2013", "value": 1000.0},
            {"region": "07140", "period": "2013", "value": 500.0},
        ),
        shares,
        "2021-12-31",
    ).to_pylist()

    assert [(r["region"], round(r["value"], 6), r["status"]) for r in converted] == [
        ("07135", 980.0, "estimated"),
        ("07140", 520.0, "estimated"),
    ]


@pytest.mark.parametrize("unit", ["percent", "per_1000", "index", "years"])
def test_convert_refuses_rates_and_says_why(facts, keys, unit):
    with pytest.raises(NotConvertible, match="Quoten und Mittelwerte darf man nicht addieren"):
        convert(facts({**GOETTINGEN, "unit": unit}), keys(*MERGER), "2021-12-31")


def test_convert_leaves_out_a_kreis_of_which_a_part_is_missing_or_secret(facts, keys):
    alone = facts(GOETTINGEN)
    secret = facts(GOETTINGEN, {**OSTERODE, "value": None, "status": "secret"})

    assert convert(alone, keys(*MERGER), "2021-12-31").num_rows == 0
    assert convert(secret, keys(*MERGER), "2021-12-31").num_rows == 0
    assert not_convertible(alone, keys(*MERGER), "2021-12-31") == [
        "03159 (2013): nur zum Teil umrechenbar, deshalb ausgelassen."
    ]


def test_convert_leaves_out_keys_that_cover_a_kreis_only_partly(facts, keys):
    partly = keys(("03152", "2013-12-31", "03159", 0.9))

    assert convert(facts(GOETTINGEN), partly, "2021-12-31").num_rows == 0


def test_convert_keeps_what_needs_no_conversion(facts, keys):
    table = facts(
        {"region": "03", "period": "2013", "value": 7_790_559.0},
        {"region": "03159", "period": "2005", "value": 344_905.0},  # calculated back by the source
        {"region": "03159", "period": "2023", "value": 1.0},
        GOETTINGEN,
        OSTERODE,
    )

    converted = convert(table, keys(*MERGER, ("03159", "2021-12-31", "03159", 1.0)), "2021-12-31").to_pylist()

    assert {(r["region"], r["period"], r["boundary"]) for r in converted} == {
        ("03", "2013", ""),
        ("03159", "2023", "2021-12-31"),
        ("03159", "2013", "2021-12-31"),
        ("03159", "2005", "2021-12-31"),
    }


def test_convert_leaves_out_a_kreis_that_no_key_knows(facts, keys):
    table = facts({"region": "03999", "period": "2013", "value": 5.0})

    assert convert(table, keys(*MERGER), "2021-12-31").num_rows == 0
    assert not_convertible(table, keys(*MERGER), "2021-12-31") == [
        "03999 (2013): kein Umsteigeschlüssel zum Gebietsstand 2021-12-31."
    ]


VALUES = st.lists(st.integers(0, 10_000), min_size=4, max_size=4)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=VALUES, percent=st.integers(0, 100))
def test_convert_agrees_with_its_naive_twin(facts, keys, values, percent):
    delivered = dict(zip(["03101", "03102", "03103", "03104"], values, strict=True))
    shares = [
        ("03101", "03201", 1.0),
        ("03102", "03201", 1.0),
        ("03103", "03203", percent / 100),
        ("03103", "03204", 1 - percent / 100),
        ("03104", "03204", 1.0),
    ]
    twin = defaultdict(float)
    for a, b, share in shares:
        if share > 0:
            twin[b] += delivered[a] * share

    converted = convert(
        facts(*({"region": key, "period": "2013", "value": float(v)} for key, v in delivered.items())),
        keys(*((a, "2013-12-31", b, share) for a, b, share in shares)),
        "2021-12-31",
    )

    assert {r["region"]: r["value"] for r in converted.to_pylist()} == pytest.approx(dict(twin))
    assert sum(converted["value"].to_pylist()) == pytest.approx(sum(values))
