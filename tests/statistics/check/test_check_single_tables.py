"""Errors as a tester puts them into one file, without a Gemeindeverzeichnis or other years to help."""

import math

import pyarrow as pa
import pytest

from vorort.statistics.check.wording import numbers_apart
from vorort.statistics.vocab import RESULTS, TOTAL

KREISE = [f"03{n}" for n in range(101, 141)]
SLIP = {"region": "03105", "period": "2018"}


def serious(findings):
    return [f for f in findings if f.severity != "hinweis"]


def totals(land):
    return [r for r in land if r["sex"] == r["group"] == TOTAL]


def kreise(land):
    return [r for r in totals(land) if r["region"] != "03"]


@pytest.fixture
def one_date(make_row):
    """One share in forty Kreise, 4 to 9 percent."""
    return [
        make_row(
            region=key,
            region_name=f"Ort {key}",
            period="2023",
            unit="percent",
            value=round(6.5 + 2.5 * math.sin(n), 1),
        )
        for n, key in enumerate(KREISE)
    ]


def test_name_that_everywhere_else_belongs_to_another_key_is_found(run, land, change):
    first = change(kreise(land), lambda r: {"region_name": "Hallig"}, **SLIP)
    both = change(first, lambda r: {"region_name": "Eschwerk"}, region="03108", period="2018")

    findings = run(both, editions=[])

    assert {(f.rule, f.severity.value, f.region, f.period, f.expected, f.found) for f in findings} == {
        ("name_passt_nicht", "warnung", "03105", "2018", "Eschwerk", "Hallig"),
        ("name_passt_nicht", "warnung", "03108", "2018", "Hallig", "Eschwerk"),
    }


def test_mistyped_key_is_found_by_the_name_beside_it(run, land, change):
    many_years = [
        {**r, "period": f"{r['year'] + d}", "year": r["year"] + d} for d in (0, 10) for r in kreise(land)
    ]

    findings = run(change(many_years, lambda r: {"region": "03195"}, **SLIP), editions=[])

    assert ("name_passt_nicht", "03195", "2018", "03105", "03195") in {
        (f.rule, f.region, f.period, f.expected, f.found) for f in findings
    }


def test_names_that_are_numbers_belong_to_nobody_else(run, land):
    assert run([{**r, "region_name": r["region"]} for r in kreise(land)], editions=[]) == []


def test_kreis_whose_gemeinden_are_there_is_missing(run, make_row):
    rows = [
        make_row(region=f"{kreis}{n:03}", region_name="", period="2023", value=1000.0 * n)
        for kreis in KREISE[:10]
        for n in range(1, 6)
    ]
    rows += [make_row(region=kreis, region_name="", period="2023", value=15_000.0) for kreis in KREISE[1:10]]

    assert [(f.rule, f.region) for f in serious(run(rows, editions=[]))] == [("gebiet_fehlt", KREISE[0])]


def test_lists_on_both_sides_of_a_merger_do_not_claim_that_old_kreise_are_missing(
    run, land, gemeindeverzeichnis
):
    before = gemeindeverzeichnis("2013-12-31", keys=[*sorted({r["region"] for r in kreise(land)}), "03191"])
    after = gemeindeverzeichnis("2023-12-31")

    assert serious(run(kreise(land), editions=[before, after])) == []


def test_lost_kreis_is_one_finding_not_one_for_each_number(run, make_row):
    keys = [f"{region}{n:02}" for region in ("031", "032", "033") for n in range(1, 6)]
    rows = []
    for code in range(40):
        value = {key: float(10 * (code + 3) + n) for n, key in enumerate(keys)}
        value |= {
            above: sum(value[k] for k in keys if k.startswith(above)) for above in ("031", "032", "033")
        }
        rows += [
            make_row(region=k, region_name="", period="2023", value=v, detail=f"land={code + 100}")
            for k, v in value.items()
        ]

    assert run(rows, editions=[]) == []
    findings = serious(run([r for r in rows if r["region"] != "03203"], editions=[]))

    assert [(f.rule, f.severity.value, f.region) for f in findings] == [("summe_gebiete", "fehler", "032")]
    assert "in 40 Zahlen zugleich" in findings[0].message


def test_averages_rounded_to_whole_numbers_need_not_add_up_exactly(run, make_row, change):
    rows = []
    for land in range(1, 13):
        exact = {f"{land:02}{n:03}": 1000 * math.sqrt(land * n) for n in range(1, 10)}
        exact[f"{land:02}"] = sum(exact.values())
        rows += [
            make_row(region=k, region_name="", period="2023", value=float(round(v))) for k, v in exact.items()
        ]

    assert run(rows, editions=[]) == []
    findings = run(change(rows, lambda r: {"value": r["value"] + 100}, region="07"), editions=[])

    assert [(f.rule, f.severity.value, f.region) for f in findings] == [("summe_gebiete", "fehler", "07")]


def test_group_that_alone_is_rounded_may_miss_its_sum_by_rounding(run, land):
    rounded = [
        {**r, "value": 3.0 * round(r["value"] / 3)} if r["group"] == "auslaender" else r
        for r in land
        if r["group"] in (TOTAL, "auslaender")
    ]

    assert serious(run(rounded)) == []


def test_more_foreigners_than_people_are_an_error(run, land, change):
    one = [
        r for r in land if r["group"] in (TOTAL, "auslaender") and r["sex"] == TOTAL and r["region"] != "03"
    ]

    findings = run(change(one, lambda r: {"value": 99_999.0}, group="auslaender", **SLIP))

    assert ("teil_zu_gross", "fehler", "03105", "2018", 99_999.0) in {
        (f.rule, f.severity.value, f.region, f.period, f.found) for f in findings
    }


def test_rate_of_all_lies_between_those_of_men_and_women(run, one_date, change):
    table = [
        {**r, "sex": sex, "value": round(r["value"] * factor, 1)}
        for r in one_date
        for sex, factor in ((TOTAL, 1), ("m", 1.2), ("w", 0.8))
    ]

    assert run(table, editions=[]) == []
    findings = run(change(table, lambda r: {"value": r["value"] * 2}, region="03105", sex=TOTAL), editions=[])

    assert [(f.rule, f.severity.value, f.region) for f in findings] == [
        ("gesamt_ausserhalb", "fehler", "03105")
    ]


@pytest.mark.parametrize("factor", [0.01, 10])
def test_share_unlike_that_of_all_other_kreise_is_found(run, one_date, change, factor):
    assert run(one_date, editions=[]) == []
    findings = run(change(one_date, lambda r: {"value": r["value"] * factor}, region="03110"), editions=[])

    assert {(f.rule, f.severity.value, f.region) for f in findings} == {("ausreisser", "warnung", "03110")}


def test_density_that_does_not_follow_from_people_and_area_is_found(run, make_row, change):
    rows = []
    for n, key in enumerate(KREISE, 1):
        people, area = 20_000.0 + 1_111 * n, 100.0 + 7 * n
        for item, unit, value in (
            ("Einwohner", "persons", people),
            ("Fläche", "square_kilometres", area),
            ("Dichte", "per_square_kilometre", round(people / area, 1)),
        ):
            rows.append(
                make_row(region=key, region_name="", period="2023", item=item, unit=unit, value=value)
            )

    assert run(rows, editions=[]) == []
    findings = run(
        change(rows, lambda r: {"value": r["value"] / 10}, region="03110", item="Dichte"), editions=[]
    )

    assert [(f.rule, f.region, f.item) for f in findings] == [("quote_folgt_nicht", "03110", "Dichte")]


def test_rate_that_leaves_the_others_is_an_error_even_where_all_deviate_a_little(
    run, land, make_shares, change
):
    people = [r for r in land if r["sex"] == TOTAL]
    counts = [
        {**r, "series": {TOTAL: "ni/nenner", "auslaender": "ni/zaehler"}[r["group"]]}
        for r in people
        if r["group"] in (TOTAL, "auslaender")
    ]
    rates = [{**r, "series": "ni/quote", "group": "auslaender"} for r in make_shares(land)]
    moved = [{**r, "value": r["value"] * 1.004} if r["period"] == "2023" else r for r in rates]
    slip = change(moved, lambda r: {"value": r["value"] + 0.5}, region="03105", period="2023")

    found = [f for f in run(counts, slip) if f.rule == "quote_folgt_nicht"]

    assert {f.region for f in found if f.severity == "fehler"} == {"03105"}
    assert {f.severity.value for f in found if f.region != "03105"} == {"warnung"}


def test_same_table_read_under_two_years_is_told_once(run, land, deliver):
    newest = [r for r in kreise(land) if r["period"] == "2023"]
    other = [{**r, "item": item} for r in newest for item in ("", "b")]
    again = [{**r, "period": "2024", "year": 2024} for r in other]

    findings = run(other, more=[deliver(again, name="b")], editions=[])

    assert [(f.rule, f.severity.value, f.period, f.expected) for f in serious(findings)] == [
        ("vorjahr_kopiert", "warnung", "2024", "2023")
    ]
    assert "in 2 Spalten" in findings[0].message


def test_same_value_with_fewer_digits_is_no_contradiction(run, one_date, deliver):
    printed = deliver([{**r, "value": float(round(r["value"]))} for r in one_date], name="b")

    findings = run(one_date, more=[printed], editions=[])

    assert {(f.rule, f.severity.value) for f in findings} == {("lieferungen_uneins", "hinweis")}
    assert "verschieden gerundet" in findings[0].message


def result(**own):
    row = dict.fromkeys(RESULTS.names, "") | {
        "indicator": "A01",
        "variant": "azr",
        "period": "2024",
        "year": 2024,
    }
    row |= {"group": TOTAL, "sex": TOTAL, "age": TOTAL, "unit": "percent", "status": "ok", "value": 10.0}
    return row | {"numerator": 10.0, "denominator": 100.0, "low": None, "high": None} | own


@pytest.mark.parametrize(
    ("regions", "severity"), [(("03", "05"), "hinweis"), (("03101", "03102"), "warnung")]
)
def test_bases_of_different_sources_limit_comparison_and_are_no_error(run, land, regions, severity):
    bases = ("Zensus 2011", "Zensus 2022")
    rows = [result(region=r, base=b) for r, b in zip(regions, bases, strict=True)]

    findings = run(land, results=pa.Table.from_pylist(rows, RESULTS))

    assert [(f.rule, f.severity.value, f.indicator) for f in findings] == [
        ("gemischte_basis", severity, "A01")
    ]


def test_numbers_in_a_message_show_that_they_differ():
    assert numbers_apart(0.614605, 0.614517) == ("0,6146", "0,6145")
    assert numbers_apart(12.0, 13.0) == ("12", "13")
    assert numbers_apart(1234.5, 7.0) == ("1\u202f234,50", "7,00")
