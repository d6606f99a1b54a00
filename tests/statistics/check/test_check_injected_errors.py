"""Each test puts one error into figures that are otherwise right, and expects exactly that finding."""

import pyarrow as pa
import pytest

from vorort.statistics.vocab import RESULTS, TOTAL


def serious(findings):
    return [f for f in findings if f.severity != "hinweis"]


def rules(findings):
    return {f.rule for f in serious(findings)}


def times(factor):
    return lambda row: {"value": row["value"] * factor}


def plus(number):
    return lambda row: {"value": row["value"] + number}


ONE = {"region": "03105", "period": "2018", "group": TOTAL, "sex": "w"}


def test_consistent_figures_raise_nothing(run, land, make_shares):
    assert run(land, make_shares(land)) == []


def test_wrong_part_is_found_in_the_sum_of_sexes_and_of_regions(run, land, change):
    findings = run(change(land, plus(100), count=1, **ONE))

    assert {(f.rule, f.region, f.period, f.expected - f.found) for f in findings} == {
        ("summe_teile", "03105", "2018", 100.0),
        ("summe_gebiete", "03", "2018", 100.0),
    }
    assert all(f.severity == "fehler" for f in findings)


def test_wrong_group_is_found_in_the_sum_of_groups(run, land, change):
    findings = run(change(land, plus(-7), region="03103", period="2020", group="deutsche"))

    assert ("summe_teile", "03103", -7.0) in {(f.rule, f.region, f.expected - f.found) for f in findings}


def test_wrong_age_is_found_where_ages_otherwise_add_up(run, land, change, make_row):
    ages = ["0-17", "18-64", "65+"]
    rows = [r for r in land if r["sex"] == r["group"] == TOTAL]
    split = [
        {
            **r,
            "age": age,
            "value": float(r["value"] // 4 if age != "65+" else r["value"] - 2 * (r["value"] // 4)),
        }
        for r in rows
        if r["region"] != "03"
        for age in ages
    ]
    rows = [r for r in rows if r["region"] != "03"] + split

    assert run(rows) == []
    findings = run(change(rows, plus(11), region="03103", period="2020", age="18-64"))

    assert [(f.rule, f.region, f.found - f.expected) for f in findings] == [("summe_teile", "03103", -11.0)]


def test_secret_part_raises_no_alarm(run, land, change):
    hidden = change(land, lambda r: {"value": None, "status": "secret"}, **ONE)

    assert run(hidden) == []


def test_known_parts_above_the_whole_are_an_error_even_if_a_part_is_secret(run, land, change):
    hidden = change(
        land, lambda r: {"value": None, "status": "secret"}, region="03105", period="2018", sex="m"
    )
    findings = run(change(hidden, times(3), **ONE))

    assert "summe_teile" in {f.rule for f in findings if f.severity == "fehler" and f.region == "03105"}


def test_sums_of_rounded_figures_are_tolerated(run, land):
    rounded = [{**r, "value": 5.0 * round(r["value"] / 5), "status": "rounded"} for r in land]

    assert serious(run(rounded)) == []


def test_error_beyond_rounding_is_found_in_rounded_figures(run, land, change):
    rounded = [{**r, "value": 5.0 * round(r["value"] / 5), "status": "rounded"} for r in land]

    findings = run(change(rounded, plus(50), **ONE))

    assert {(f.rule, f.region) for f in serious(findings)} == {
        ("summe_teile", "03105"),
        ("summe_gebiete", "03"),
    }


def test_dash_that_stands_for_a_withheld_number_is_told_apart(run, land, change):
    small = [{**r, "value": 5.0 * round(r["value"] / 2000), "status": "rounded"} for r in land]
    dashed = change(small, lambda r: {"value": 0.0, "status": "nil"}, **ONE)

    assert rules(run(dashed)) >= {"strich_statt_geheim"}


def test_dashes_do_not_excuse_what_is_far_too_large(run, land, change):
    small = [{**r, "value": 5.0 * round(r["value"] / 2000), "status": "rounded"} for r in land]
    dashed = change(small, lambda r: {"value": 0.0, "status": "nil"}, **ONE)
    total = ONE | {"sex": TOTAL}

    findings = run(change(dashed, lambda r: {"value": r["value"] * 10}, **total))

    assert ("summe_teile", "03105", "fehler") in {(f.rule, f.region, f.severity.value) for f in findings}


def test_row_pasted_twice_is_found(run, land):
    findings = run([*land, land[17]])

    assert [(f.rule, f.severity.value, f.found) for f in findings] == [("doppelte_zeile", "warnung", 2.0)]


def test_two_values_for_the_same_thing_are_an_error(run, land):
    findings = run([*land, {**land[17], "value": land[17]["value"] + 1}])

    assert ("widerspruch", "fehler") in {(f.rule, f.severity.value) for f in findings}


def test_region_that_is_missing_in_one_year_is_found(run, land):
    findings = run([r for r in land if (r["region"], r["period"]) != ("03105", "2018")])

    assert {(f.rule, f.region, f.period) for f in serious(findings)} == {
        ("luecke", "03105", "2018"),
        ("gebiet_fehlt", "03105", "2018"),
    }


@pytest.mark.parametrize(
    ("lost", "severity", "period"),
    [([2016], "warnung", "2016"), ([2016, 2017, 2018], "hinweis", "2016–2018")],
)
def test_year_that_nobody_has_was_lost_or_left_out(run, land, lost, severity, period):
    findings = run([r for r in land if r["year"] not in lost])

    assert [(f.rule, f.severity.value, f.period) for f in findings] == [("jahre_fehlen", severity, period)]


@pytest.mark.parametrize("period", ["2014", "2023"])
def test_region_that_is_missing_in_the_first_or_newest_year_is_found(run, land, period):
    findings = run([r for r in land if (r["region"], r["period"]) != ("03105", period)])

    assert ("luecke", "03105", period, "ein Wert", "keiner") in {
        (f.rule, f.region, f.period, f.expected, f.found) for f in serious(findings)
    }


def test_single_row_that_is_missing_is_found(run, land):
    lost = {"region": "03105", "period": "2018", "sex": "m"}

    findings = run([r for r in land if any(r[name] != value for name, value in lost.items())])

    assert [(f.rule, f.region, f.period, f.split) for f in serious(findings)] == [
        ("luecke", "03105", "2018", "Männer")
    ]


def test_one_table_knows_which_kreise_another_lacks(run, land, deliver):
    other = [{**r, "series": "ni/anderes"} for r in land if r["sex"] == r["group"] == TOTAL]
    without = [r for r in land if r["region"] != "03105"]

    findings = run(without, more=[deliver(other, name="b")], editions=[])

    missing = {(f.rule, f.indicator, f.region, f.severity.value) for f in findings if f.region == "03105"}
    assert missing == {("gebiet_fehlt", "ni/bestand", "03105", "warnung")}


@pytest.mark.parametrize(
    ("column", "rule"),
    [("base", "gemischte_basis"), ("concept", "gemischter_begriff"), ("boundary", "gemischter_gebietsstand")],
)
def test_mixed_states_in_one_period_are_an_error(run, land, change, column, rule):
    uniform = [{**r, column: "Stand A"} for r in land]

    assert run(uniform) == []
    findings = run(change(uniform, lambda r: {column: "Stand B"}, region="03105", period="2018"))

    assert (rule, "2018", "Stand A", "Stand B") in {
        (f.rule, f.period, f.expected, f.found) for f in findings if f.severity == "fehler"
    }


def test_new_base_from_a_year_on_is_a_break_not_an_error(run, land):
    findings = run([{**r, "base": "Zensus 2022" if r["year"] >= 2020 else "Zensus 2011"} for r in land])

    assert {(f.rule, f.severity.value, f.period) for f in findings} == {
        ("gemischte_basis", "hinweis", "2020")
    }


def test_share_above_100_percent_is_an_error(run, land, make_shares, change):
    wrong = change(make_shares(land), lambda r: {"value": 108.0}, region="03105", period="2023")

    assert ("anteil_zu_gross", "fehler", 108.0) in {
        (f.rule, f.severity.value, f.found) for f in run(land, wrong)
    }


def test_care_rate_above_100_percent_is_only_pointed_out(run, land, make_shares, change):
    rates = [{**r, "series": "ni/kita", "value": 90 + r["value"] / 2} for r in make_shares(land)]
    findings = run(change(rates, lambda r: {"value": 101.5}, region="03105", period="2018"))

    assert {(f.rule, f.severity.value) for f in findings} == {("anteil_zu_gross", "hinweis")}


def test_negative_count_is_an_error_and_a_balance_is_not(run, land, change):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    balance = [
        {**r, "item": "Wanderungssaldo", "value": (-1) ** r["year"] * 50.0 - n % 17}
        for n, r in enumerate(totals)
    ]

    findings = run(change(totals, times(-1), region="03105", period="2018"))

    assert [(f.rule, f.found < 0) for f in serious(findings)] == [("negativer_wert", True)]
    assert "negativer_wert" not in {f.rule for f in run(balance)}


def test_rate_that_does_not_follow_from_the_series_named_in_the_catalogue(run, land, make_shares, change):
    counts = [
        {**r, "series": "ni/zaehler" if r["group"] == "auslaender" else "ni/nenner", "group": TOTAL}
        for r in land
        if r["sex"] == TOTAL and r["group"] in (TOTAL, "auslaender")
    ]
    rates = [{**r, "series": "ni/quote"} for r in make_shares(land)]

    assert run(counts, rates) == []
    one = run(counts, change(rates, plus(0.2), region="03105", period="2018"))
    base = run(counts, change(rates, times(1.01), period="2021"))

    assert [(f.rule, f.severity.value, f.region, round(f.found - f.expected, 6)) for f in one] == [
        ("quote_folgt_nicht", "fehler", "03105", 0.2)
    ]
    assert len(base) == 13
    assert {f.severity.value for f in base} == {"warnung"}
    assert "andere" in base[0].message
    assert "Zensus" in base[0].message


def test_rate_that_does_not_follow_from_columns_beside_it(run, land, make_shares, change):
    people = [{**r, "item": "Bevölkerung"} for r in land if r["group"] == r["sex"] == TOTAL]
    foreign = [{**r, "item": "Ausländer", "group": TOTAL} for r in land if r["group"] == "auslaender"]
    rates = [
        {**r, "series": "ni/bestand", "item": "Anteil", "value": round(r["value"], 1)}
        for r in make_shares(land)
    ]

    assert run(people, foreign, rates) == []
    findings = run(people, foreign, change(rates, plus(0.3), region="03105", period="2018"))

    assert [(f.rule, f.region, f.period, f.item) for f in findings] == [
        ("quote_folgt_nicht", "03105", "2018", "Anteil")
    ]
    assert "„Ausländer“ / „Bevölkerung“" in findings[0].message


def test_unknown_key_is_an_error(run, land, change):
    findings = run(change(land, lambda r: {"region": "03998"}, region="03105"))

    assert ("gebiet_unbekannt", "03998") in {(f.rule, f.region) for f in findings if f.severity == "fehler"}


def test_key_that_was_given_up_is_an_error_and_a_new_one_was_calculated_back(run, land, gemeindeverzeichnis):
    old, new = gemeindeverzeichnis("2010-12-31"), gemeindeverzeichnis("2013-12-31")
    without = [r["key"] for r in new.table.to_pylist() if r["key"] not in ("03", "03105")]
    gone = run(land, editions=[old, gemeindeverzeichnis("2013-12-31", without)])
    came = run(land, editions=[gemeindeverzeichnis("2016-12-31", without), gemeindeverzeichnis("2023-12-31")])

    assert {(f.rule, f.region) for f in serious(gone)} == {("gebiet_gibt_es_nicht", "03105")}
    assert {(f.rule, f.severity.value, f.period) for f in came} == {
        ("gebiet_zurueckgerechnet", "hinweis", "2014–2016")
    }


def test_name_of_another_region_is_found(run, land, change):
    findings = run(change(land, lambda r: {"region_name": "Birkfeld, Stadt"}, region="03105"))

    assert [(f.rule, f.expected, f.found) for f in findings] == [
        ("name_passt_nicht", "Eschwerk", "Birkfeld, Stadt")
    ]


def test_exact_figure_among_rounded_ones_is_found(run, land, change):
    rounded = [{**r, "value": 5.0 * round(r["value"] / 5), "status": "rounded"} for r in land]
    findings = run(change(rounded, plus(1), **ONE))

    assert [(f.rule, f.region) for f in serious(findings)] == [("rundung", "03105")]


@pytest.mark.parametrize("factor", [10, 100, 1000, 0.1, 0.01])
@pytest.mark.parametrize("period", ["2018", "2023"])
def test_decimal_point_in_the_wrong_place_is_found(run, land, change, factor, period):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    findings = run(change(totals, times(factor), region="03105", period=period))

    assert [(f.rule, f.region, f.period) for f in serious(findings)] == [("kommafehler", "03105", period)]


@pytest.mark.parametrize("factor", [10, 1000])
def test_decimal_point_in_the_first_year_is_told_of_the_first_year(run, land, change, factor):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]

    findings = run(change(totals, times(factor), region="03105", period="2014"))

    assert [(f.rule, f.region, f.period) for f in serious(findings)] == [("kommafehler", "03105", "2014")]


@pytest.mark.parametrize("period", ["2014", "2018", "2023"])
def test_two_rows_that_changed_places_are_found(run, land, change, period):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    value = {r["region"]: r["value"] for r in totals if r["period"] == period}
    first = change(totals, lambda r: {"value": value["03108"]}, region="03105", period=period)

    findings = run(change(first, lambda r: {"value": value["03105"]}, region="03108", period=period))

    assert {(f.rule, f.region, f.period, f.expected, f.found) for f in findings} == {
        ("zeilen_vertauscht", "03105", period, value["03105"], value["03108"]),
        ("zeilen_vertauscht", "03108", period, value["03108"], value["03105"]),
    }


@pytest.mark.parametrize("period", ["2018", "2023"])
def test_population_that_is_nothing_all_at_once_is_found(run, land, change, period):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]

    findings = run(change(totals, lambda r: {"value": 0.0}, region="03105", period=period))

    assert {(f.region, f.period) for f in serious(findings)} == {("03105", period)}


def test_value_far_from_both_neighbours_is_found(run, land, change):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    findings = run(change(totals, times(2.2), region="03105", period="2018"))

    assert [(f.rule, f.severity.value, f.period) for f in findings] == [("ausreisser", "warnung", "2018")]


def test_step_that_stays_is_only_pointed_out(run, land):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    stepped = [
        {**r, "value": r["value"] * (4 if r["region"] == "03105" and r["year"] >= 2018 else 1)}
        for r in totals
    ]

    findings = run(stepped)

    assert [(f.rule, f.severity.value, f.region, f.period) for f in findings] == [
        ("sprung", "hinweis", "03105", "2018")
    ]


def test_jump_that_all_regions_share_is_a_break_not_an_error(run, land):
    totals = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] != "03"]
    shared = [{**r, "value": r["value"] * (2.5 if r["year"] >= 2018 else 1)} for r in totals]

    assert run(shared) == []


def test_column_in_another_unit_is_found(run, land, make_shares):
    per_mille = [{**r, "value": r["value"] * (10 if r["year"] >= 2020 else 1)} for r in make_shares(land)]

    findings = run([r for r in per_mille if r["value"] < 100])

    assert ("einheit_gewechselt", "fehler", "2020") in {
        (f.rule, f.severity.value, f.period) for f in findings
    }


def test_year_copied_from_the_year_before_is_found(run, land):
    before = {(r["region"], r["group"], r["sex"]): r["value"] for r in land if r["year"] == 2019}
    copied = [
        {**r, "value": before[r["region"], r["group"], r["sex"]]} if r["year"] == 2020 else r for r in land
    ]

    findings = serious(run(copied))

    assert {(f.rule, f.period) for f in findings} == {("vorjahr_kopiert", "2020")}
    assert len(findings) == 5


def test_swapped_columns_are_found(run, land):
    other = {"deutsche": "auslaender", "auslaender": "deutsche"}
    swapped = [{**r, "group": other.get(r["group"], r["group"])} if r["year"] == 2019 else r for r in land]

    assert ("spalten_vertauscht", "2019") in {
        (f.rule, f.period) for f in run(swapped) if f.severity == "fehler"
    }


def contradiction(land, deliver, older, newer):
    [total] = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] == "03101"][:1]
    return [deliver([total], name="b", at=older), deliver([{**total, "value": 7.0}], name="c", at=newer)]


def contradictions(run, land, more):
    others = [r for r in land if r["sex"] == r["group"] == TOTAL and r["region"] not in ("03", "03101")]
    return [f for f in run(others, more=more) if f.rule == "lieferungen_uneins"]


def test_newer_delivery_with_another_value_is_only_pointed_out(run, land, deliver):
    more = contradiction(land, deliver, "2024-01-01", "2025-01-01")

    [found] = contradictions(run, land, more)

    assert (found.severity.value, found.found) == ("hinweis", 7.0)


@pytest.mark.parametrize(
    ("days", "severity", "reason"),
    [
        (("", ""), "fehler", "bei beiden fehlt der Tag des Abrufs"),
        (("2025-01-15", "2025-01-15"), "fehler", "beide wurden am 2025-01-15 abgerufen"),
        (("", "2025-01-15"), "warnung", "bei einer fehlt der Tag des Abrufs"),
    ],
)
def test_deliveries_that_contradict_on_no_known_day_must_be_decided(
    run, land, deliver, days, severity, reason
):
    more = contradiction(land, deliver, *days)

    [found] = contradictions(run, land, more)

    assert found.severity.value == severity
    assert all(f"„{d.origin.file_name}“ ({d.origin.id})" in found.message for d in more)
    assert reason in found.message
    assert "--retrieved" in found.message
    assert "withdraw" in found.message
    assert contradictions(run, land, more[::-1]) == [found]


def test_result_that_is_not_numerator_by_denominator_is_an_error(run, land):
    result = dict.fromkeys(RESULTS.names, "") | {"indicator": "A01", "variant": "azr", "region": "03101"}
    result |= {"period": "2020", "year": 2020, "group": TOTAL, "sex": TOTAL, "age": TOTAL, "unit": "percent"}
    result |= {
        "numerator": 10.0,
        "denominator": 100.0,
        "value": 10.0,
        "low": None,
        "high": None,
        "status": "ok",
    }
    right = pa.Table.from_pylist([result], RESULTS)
    wrong = pa.Table.from_pylist([{**result, "value": 11.0}], RESULTS)

    assert run(land, results=right) == []
    assert [(f.rule, f.indicator, f.expected, f.found) for f in run(land, results=wrong)] == [
        ("quote_folgt_nicht", "A01", 10.0, 11.0)
    ]


def test_two_publishers_of_one_measure_who_disagree_are_pointed_out(run, make_row, deliver):
    count = make_row(region="03101", period="2020", value=1000.0, series="ni/amt")
    other = deliver([{**count, "series": "zz/amt", "value": 1010.0}], name="b", at="2025-01-01")

    found = [f for f in run([count], more=[other]) if f.rule == "quellen_uneins"]

    assert [(f.severity.value, f.indicator, f.expected, f.found) for f in found] == [
        ("hinweis", "zz/amt", 1000.0, 1010.0)
    ]
