"""The queries against the naive twin, on random tables."""

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.tables import catalog_of, indicator, measure_row, measures, result_row, results
from vorort.statistics.compute import changes, compute, gaps, pooled, reference
from vorort.statistics.compute.means import bounds, classes, finest_chain
from vorort.statistics.vocab import Status

FEW = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
COUNTS = st.one_of(st.integers(0, 30), st.integers(0, 90_000_000), st.none())
STATES = st.sampled_from([s.value for s in Status])


@st.composite
def fact(draw, names):
    status = draw(STATES)
    value = None if not Status(status).has_value else draw(COUNTS)
    return measure_row(
        draw(st.sampled_from(names)),
        None if value is None else float(value),
        status=status,
        series=draw(st.sampled_from(["amt/1", "amt/2"])),
        source=draw(st.sampled_from(["a", "b"])),
        region=draw(st.sampled_from(["90101", "90102", "90103"])),
        period=draw(st.sampled_from(["2022", "2023", "2023-06-30"])),
        group=draw(st.sampled_from(["insgesamt", "auslaender"])),
        sex=draw(st.sampled_from(["insgesamt", "w"])),
        concept=draw(st.sampled_from(["", "STAA_AZR", "EG_MZ"])),
        base=draw(st.sampled_from(["", "Zensus 2011", "Zensus 2022"])),
    )


TERMS = st.fixed_dictionaries(
    {"measures": st.sampled_from([["a"], ["b"], ["a", "b"]])},
    optional={
        "minus": st.sampled_from([[], ["c"]]),
        "group": st.sampled_from(["insgesamt", "auslaender", None]),
        "sex": st.sampled_from(["w", None]),
        "year_offset": st.sampled_from([0, -1]),
        "concept": st.sampled_from([None, "STAA_AZR"]),
    },
)
VARIANTS = st.fixed_dictionaries(
    {"numerator": TERMS, "denominator": TERMS},
    optional={
        "groups": st.sampled_from([["insgesamt"], ["insgesamt", "auslaender"]]),
        "mixed_base": st.sampled_from(["", "so gemeint"]),
        "scale": st.sampled_from([1000.0, None]),
    },
)


def once(rows):
    """Random rows without two that differ only in their value."""
    seen = {}
    for row in rows:
        seen.setdefault(tuple(v for k, v in row.items() if k not in ("value", "status")), row)
    return list(seen.values())


def by_key(rows, key):
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in key))


@FEW
@given(st.lists(fact(["a", "b", "c"]), min_size=10, max_size=60).map(once), VARIANTS)
def test_rates_equal_their_naive_twin(rows, variant):
    sheet = indicator([variant])
    catalog = catalog_of(sheet)
    expected = reference.ratio(sheet, sheet.variants[0], rows, catalog.measures)

    found = compute(measures(*rows), catalog).to_pylist()

    key = [
        "region",
        "period",
        "year",
        "group",
        "sex",
        "age",
        "detail",
        "concept",
        "base",
        "boundary",
        "numerator",
    ]
    expected, found = by_key(expected, key), by_key(found, key)
    assert [[row[name] for name in key] for row in found] == [[row[name] for name in key] for row in expected]
    for one, other in zip(found, expected, strict=True):
        assert (one["status"], one["source"]) == (other["status"], other["source"])
        for name in ("denominator", "value", "low", "high"):
            assert same(one[name], other[name]), (name, one, other)


def same(one, other):
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


SHARES = st.tuples(
    st.one_of(st.integers(0, 20), st.integers(0, 10**9)), st.one_of(st.integers(1, 20), st.integers(1, 10**9))
)


@FEW
@given(st.lists(SHARES, min_size=1, max_size=60))
def test_wilson_intervals_equal_their_naive_twin(shares):
    sheet = indicator([{"numerator": {"measures": ["a"]}, "denominator": {"measures": ["b"]}}])
    rows = [
        measure_row(name, float(count), region=f"90101000-{number:03}")
        for number, share in enumerate(shares)
        for name, count in zip("ab", share, strict=True)
    ]

    found = compute(measures(*rows), catalog_of(sheet)).to_pylist()

    for row, share in zip(found, shares, strict=True):
        interval = reference.wilson(*share)
        low, high = (None, None) if interval is None else (end * 100 for end in interval)
        assert same(row["low"], low)
        assert same(row["high"], high)
        assert low is None or 0 <= row["low"] <= row["value"] + 1e-9 <= row["high"] + 2e-9 <= 100 + 3e-9


def test_wilson_interval_reaches_the_ends_exactly():
    assert reference.wilson(0, 10) == (0.0, 0.2775327998628892)
    assert reference.wilson(10, 10) == (0.7224672001371107, 1.0)
    assert reference.wilson(3, 0) is None
    assert reference.wilson(-1, 10) is None


AREAS = st.lists(
    st.integers(0, 6000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=8, max_size=16
)


@FEW
@given(AREAS)
def test_segregation_equals_its_naive_twin(areas):
    term = {"measures": ["bevoelkerung"]}
    sheet = indicator(
        [
            {
                "formula": "segregation",
                "numerator": term | {"group": "auslaender"},
                "denominator": term,
                "min_parts": 10,
                "min_part_size": 300,
            }
        ],
        unit="index",
    )
    rows = [
        measure_row("bevoelkerung", float(count), region=f"90101000-{number:02}", group=group)
        for number, (part, whole) in enumerate(areas)
        for group, count in (("auslaender", part), ("insgesamt", whole))
    ]

    found = compute(measures(*rows), catalog_of(sheet)).to_pylist()

    expected = reference.segregation(areas)
    assert len(found) == (1 if any(whole >= 300 for _, whole in areas) else 0)
    for row in found:
        assert row["region"] == "90101000"
        assert same(row["value"], expected)
        assert (row["status"] == "not_meaningful") == (expected is None)


CUTS = st.lists(st.integers(1, 84), min_size=1, max_size=8, unique=True).map(sorted)


@FEW
@given(CUTS, st.data())
def test_difference_of_mean_ages_equals_its_naive_twin(cuts, data):
    starts = [0, *cuts, 85]
    labels = [f"{a}-{b - 1}" for a, b in pairwise(starts)] + ["85+"]
    counts = {
        group: {label: float(data.draw(st.integers(0, 10_000))) for label in labels}
        for group in ("deutsche", "auslaender")
    }
    term = {"measures": ["bevoelkerung"]}
    sheet = indicator(
        [
            {
                "formula": "difference_of_means",
                "numerator": term | {"group": "deutsche"},
                "denominator": term | {"group": "auslaender"},
            }
        ],
        unit="years",
    )
    rows = [
        measure_row("bevoelkerung", count, group=group, age=label)
        for group, by_age in counts.items()
        for label, count in by_age.items()
    ]

    found = compute(measures(*rows), catalog_of(sheet)).to_pylist()

    means = [
        reference.mean_age({bounds(k): v for k, v in counts[g].items()}) for g in ("deutsche", "auslaender")
    ]
    if None in means:
        assert found == []
    else:
        assert same(found[0]["value"], means[0] - means[1])
        assert (found[0]["age"], found[0]["low"]) == ("insgesamt", None)


def test_delivered_means_are_subtracted_as_they_are():
    term = {"measures": ["durchschnittsalter"]}
    sheet = indicator(
        [
            {
                "formula": "difference_of_means",
                "numerator": term | {"group": "deutsche"},
                "denominator": term | {"group": "auslaender"},
            }
        ],
        unit="years",
    )

    [row] = compute(
        measures(
            measure_row("durchschnittsalter", 46.5, group="deutsche", unit="years"),
            measure_row("durchschnittsalter", 38.25, group="auslaender", unit="years"),
        ),
        catalog_of(sheet),
    ).to_pylist()

    assert (row["value"], row["numerator"], row["denominator"]) == (8.25, 46.5, 38.25)


def test_finest_chain_prefers_single_years_and_needs_every_age():
    single = {str(age) for age in range(90)} | {"90+"}

    assert len(finest_chain(single | {"0-17", "18-64", "65+", "insgesamt"})) == 91
    assert finest_chain({"0-17", "18-64", "65+"}) == ()
    assert finest_chain({"0-17", "20-84", "85+"}) == ()
    assert finest_chain({"0-17", "18-84", "85+"}) == ("0-17", "18-84", "85+")


def test_classes_belong_to_the_series_that_has_them():
    table = classes(
        measures(
            *(measure_row("bevoelkerung", 1.0, age=age) for age in ("0-84", "85+")),
            measure_row("bevoelkerung", 1.0, age="0-17", series="amt/2"),
        )
    )

    assert table.select(["class_series", "class_age", "middle"]).to_pylist() == [
        {"class_series": "amt/1", "class_age": "0-84", "middle": 42.5},
        {"class_series": "amt/1", "class_age": "85+", "middle": 90.0},
    ]


@FEW
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=30))
def test_gaps_equal_their_naive_twin(both):
    table = results(
        *(
            result_row(group=group, value=value, region=f"90101000-{number:03}")
            for number, values in enumerate(both)
            for group, value in zip(("auslaender", "deutsche"), values, strict=True)
        )
    )

    found = gaps(table).to_pylist()

    for row, values in zip(found, both, strict=True):
        for name, value in reference.gap(*values).items():
            assert same(row[name], value), name


@FEW
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=9))
def test_pooled_rates_equal_their_naive_twin(years):
    sheet = indicator([{"numerator": {"measures": ["a"]}, "denominator": {"measures": ["b"]}}])
    rows = [
        result_row(period=str(2010 + at), numerator=float(n), denominator=float(d), value=n / d * 100)
        for at, (n, d) in enumerate(years)
    ]

    found = pooled(results(*rows), catalog_of(sheet)).to_pylist()

    spans = [years[at : at + 3] for at in range(len(years) - 2)]
    assert [row["value"] for row in found] == [pytest.approx(reference.pooled(span, 100)) for span in spans]
    assert all(row["note"].startswith("Zusammen für 20") for row in found)


def test_pooled_rate_needs_every_year():
    sheet = indicator([{"numerator": {"measures": ["a"]}, "denominator": {"measures": ["b"]}}])
    rows = [
        result_row(period=year, numerator=5.0, denominator=50.0, value=10.0, low=4.3, high=21.4)
        for year in ("2019", "2020", "2022", "2023", "2024")
    ]

    [row] = pooled(results(*rows), catalog_of(sheet)).to_pylist()

    assert (row["period"], row["numerator"], row["denominator"], row["value"]) == ("2024", 15.0, 150.0, 10.0)
    assert row["note"] == "Zusammen für 2022 bis 2024"
    assert row["low"] == pytest.approx(reference.wilson(15, 150)[0] * 100)


def test_change_ends_at_a_break_and_at_another_base():
    table = results(
        result_row(period="2009", value=10.0, base="Zensus 1987"),
        result_row(period="2010", value=12.0, base="Zensus 1987"),
        result_row(period="2011", value=11.0, base="Zensus 2011"),
        result_row(period="2012", value=13.0, base="Zensus 2011", status="break"),
        result_row(period="2013", value=14.0, base="Zensus 2011"),
    )

    found = changes(table).to_pylist()

    assert [(row["before_period"], row["period"], row["points"]) for row in found] == [
        ("2009", "2010", 2.0),
        ("2012", "2013", 1.0),
    ]
    assert found[0]["percent"] == pytest.approx(20)
