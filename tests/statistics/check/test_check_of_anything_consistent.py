"""Whatever is consistent raises neither error nor warning, and the order of things does not matter."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vorort.statistics.check import Severity
from vorort.statistics.check.ages import tiling
from vorort.statistics.check.finding import Finding, in_order
from vorort.statistics.vocab import TOTAL

QUIET = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def consistent(rng, land, shock, round_to):
    """Random walks of random sizes: sums hold, all regions share a shock in one year."""
    year_of_shock = rng.randint(2015, 2023)
    factor = {r["region"]: rng.uniform(0.02, 3) for r in land}
    drift = {}
    rows = {}
    for r in land:
        if r["region"] == "03":
            continue
        at = (r["region"], r["year"])
        drift.setdefault(
            at, factor[r["region"]] * rng.uniform(0.98, 1.02) * (shock if r["year"] >= year_of_shock else 1)
        )
        if (r["group"], r["sex"]) in (("auslaender", TOTAL), (TOTAL, "m")):
            rows[r["region"], r["period"], r["group"], r["sex"]] = round(r["value"] * drift[at])
        if (r["group"], r["sex"]) == (TOTAL, TOTAL):
            rows[r["region"], r["period"], TOTAL, TOTAL] = round(r["value"] * drift[at]) + 2
    for region, period in {key[:2] for key in rows}:
        total = rows[region, period, TOTAL, TOTAL]
        rows[region, period, "deutsche", TOTAL] = total - rows[region, period, "auslaender", TOTAL]
        rows[region, period, TOTAL, "w"] = total - rows[region, period, TOTAL, "m"]
    for (_, period, group, sex), value in list(rows.items()):
        rows["03", period, group, sex] = rows.get(("03", period, group, sex), 0) + value
    return {key: float(round_to * round(value / round_to)) for key, value in rows.items()}


@QUIET
@given(
    seed=st.integers(0, 10**6), shock=st.sampled_from([1, 1, 0.4, 3]), round_to=st.sampled_from([1, 1, 3, 5])
)
def test_consistent_tables_raise_no_error_and_no_warning(run, land, make_row, seed, shock, round_to):
    values = consistent(random.Random(seed), land, shock, round_to)
    rows = [
        make_row(region=region, period=period, group=group, sex=sex, value=value)
        for (region, period, group, sex), value in sorted(values.items())
    ]

    assert [f.message for f in run(rows) if f.severity != Severity.HINWEIS] == []


@settings(QUIET, max_examples=3)
@given(seed=st.integers(0, 10**6))
def test_order_of_rows_and_deliveries_does_not_matter(run, land, deliver, change, seed):
    wrong = change(land, lambda r: {"value": r["value"] * 10}, region="03105", period="2018", sex="w")
    halves = wrong[: len(wrong) // 2], wrong[len(wrong) // 2 :]
    first = run(halves[0], more=[deliver(halves[1], name="b")])
    shuffled = random.Random(seed).sample(halves[0], len(halves[0]))

    second = run(shuffled, more=[deliver(random.Random(seed).sample(halves[1], len(halves[1])), name="b")])

    told = [(f.rule, f.region, f.period, f.expected, f.found, f.message) for f in first]
    assert told
    assert told == [(f.rule, f.region, f.period, f.expected, f.found, f.message) for f in second]


def naive_tiling_exists(ages, first, last):
    """Twin: try every chain of adjoining ages."""
    spans = [tuple(map(int, age.split("-"))) for age in ages]
    reached = {first}
    for _ in spans:
        reached |= {b + 1 for a, b in spans if a in reached and b <= last}
    return last + 1 in reached


SPANS = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda pair: f"{min(pair)}-{max(pair)}")


@given(st.sets(SPANS, max_size=12))
def test_tiling_covers_without_gap_or_overlap_whenever_that_is_possible(ages):
    inner = sorted(ages - {"0-8"})

    found = tiling("0-8", inner)

    covered = [year for age in found for year in range(int(age.split("-")[0]), int(age.split("-")[1]) + 1)]
    assert covered == (list(range(9)) if naive_tiling_exists(inner, 0, 8) else [])


def test_tiling_prefers_the_finest_ages_and_reads_open_ones():
    assert tiling(TOTAL, ["0-17", "0-5", "6-17", "18-64", "65+"]) == ["0-5", "6-17", "18-64", "65+"]
    assert tiling("15-24", ["15-19", "20-24", "25-29"]) == ["15-19", "20-24"]
    assert tiling(TOTAL, ["15-19", "25-29"]) == []


def finding(**own):
    known = {"rule": "r", "severity": Severity.WARNUNG, "indicator": "ni/1", "region": "03", "period": "2020"}
    return Finding(**{**known, "group": TOTAL, "expected": 1.0, "found": 2.0, "message": "m", **own})


def test_errors_come_first_and_equal_findings_once():
    hint, error = finding(severity=Severity.HINWEIS), finding(severity=Severity.FEHLER, period="2024")

    assert in_order([hint, error, hint]) == [error, hint]
    assert error.to_dict()["severity"] == "fehler"
