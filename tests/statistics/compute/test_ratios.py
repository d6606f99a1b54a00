"""Rates: what is divided by what, and when it is not."""

import pytest

from factories.tables import catalog_of, indicator, measure_row, measures
from vorort.statistics.compute import compute

SHARE = {"numerator": {"measures": ["auslaender"]}, "denominator": {"measures": ["bevoelkerung"]}}


def computed(catalog, *rows):
    return compute(measures(*rows), catalog).to_pylist()


def test_rate_of_niedersachsen_2019_is_exact():
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog,
        measure_row("auslaender", 841165.0, region="03", period="2019", source="b", concept="STAA_AZR"),
        measure_row("bevoelkerung", 7993608.0, region="03", period="2019", source="a"),
    )

    assert row["value"] == 841165 / 7993608 * 100
    assert (row["numerator"], row["denominator"]) == (841165, 7993608)
    assert (row["status"], row["concept"], row["source"], row["note"]) == ("ok", "STAA_AZR", "a b", "")
    assert row["low"] == pytest.approx(10.501718, abs=1e-6)
    assert row["high"] == pytest.approx(10.544261, abs=1e-6)


def test_year_offset_takes_the_year_before():
    catalog = catalog_of(
        indicator(
            [
                {
                    "numerator": {"measures": ["einbuergerungen"]},
                    "denominator": {"measures": ["auslaender"], "year_offset": -1},
                }
            ]
        )
    )

    rows = computed(
        catalog,
        measure_row("einbuergerungen", 20.0, period="2023"),
        measure_row("auslaender", 1000.0, period="2022"),
        measure_row("auslaender", 4000.0, period="2023"),
    )

    assert [(row["period"], row["value"]) for row in rows] == [("2023", 2.0)]


def test_several_measures_are_added_only_if_all_are_there():
    catalog = catalog_of(
        indicator([{"numerator": {"measures": ["kita", "pflege"]}, "denominator": {"measures": ["kinder"]}}])
    )

    rows = computed(
        catalog,
        measure_row("kita", 30.0),
        measure_row("pflege", 10.0),
        measure_row("kinder", 100.0),
        measure_row("kita", 30.0, region="90102"),
        measure_row("kinder", 100.0, region="90102"),
    )

    assert [(row["region"], row["numerator"], row["value"]) for row in rows] == [("90101", 40.0, 40.0)]


def test_balance_takes_away_and_has_no_interval():
    catalog = catalog_of(
        indicator(
            [
                {
                    "numerator": {"measures": ["zuzuege"], "minus": ["fortzuege"]},
                    "denominator": {"measures": ["auslaender"]},
                }
            ],
            unit="per_1000",
        )
    )

    [row] = computed(
        catalog,
        measure_row("zuzuege", 50.0),
        measure_row("fortzuege", 80.0),
        measure_row("auslaender", 1000.0),
    )

    assert (row["numerator"], row["value"], row["low"]) == (-30.0, -30.0, None)


def test_groups_are_split_where_the_term_follows_them():
    catalog = catalog_of(
        indicator(
            [
                {
                    "numerator": {"measures": ["arbeitslose"], "group": None},
                    "denominator": {"measures": ["erwerbspersonen"], "group": None},
                    "groups": ["insgesamt", "deutsche", "auslaender"],
                }
            ]
        )
    )

    rows = computed(
        catalog,
        measure_row("arbeitslose", 60.0),
        measure_row("erwerbspersonen", 1000.0),
        measure_row("arbeitslose", 30.0, group="auslaender", concept="STAA_MR"),
        measure_row("erwerbspersonen", 200.0, group="auslaender", concept="STAA_MR"),
        measure_row("arbeitslose", 30.0, group="deutsche", concept="STAA_MR"),
    )

    assert [(row["group"], row["value"]) for row in rows] == [("auslaender", 15.0), ("insgesamt", 6.0)]


def test_sex_is_split_where_both_sides_have_it():
    catalog = catalog_of(indicator([SHARE]))

    rows = computed(
        catalog,
        measure_row("auslaender", 10.0),
        measure_row("bevoelkerung", 100.0),
        measure_row("auslaender", 4.0, sex="w"),
        measure_row("bevoelkerung", 50.0, sex="w"),
        measure_row("auslaender", 6.0, sex="m"),
    )

    assert [(row["sex"], row["value"]) for row in rows] == [("insgesamt", 10.0), ("w", 8.0)]


def test_share_of_women_has_everybody_below():
    catalog = catalog_of(
        indicator(
            [
                {
                    "numerator": {"measures": ["gewaehlte"], "sex": "w"},
                    "denominator": {"measures": ["gewaehlte"]},
                }
            ]
        )
    )

    rows = computed(
        catalog,
        measure_row("gewaehlte", 20.0),
        measure_row("gewaehlte", 8.0, sex="w"),
        measure_row("gewaehlte", 12.0, sex="m"),
    )

    assert [(row["sex"], row["numerator"], row["value"]) for row in rows] == [("insgesamt", 8.0, 40.0)]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("secret", "ok", "secret"),
        ("ok", "unsafe", "unsafe"),
        ("not_available", "secret", "secret"),
        ("no_region", "no_region", "no_region"),
    ],
)
def test_missing_part_makes_the_rate_missing_for_the_same_reason(above, below, expected):
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog,
        measure_row("auslaender", None if above != "ok" else 5.0, status=above),
        measure_row("bevoelkerung", None if below != "ok" else 50.0, status=below),
    )

    assert (row["value"], row["low"], row["status"]) == (None, None, expected)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [("rounded", "provisional", "provisional"), ("nil", "ok", "ok"), ("below_half", "ok", "rounded")],
)
def test_weaker_part_marks_the_rate(above, below, expected):
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog,
        measure_row("auslaender", 5.0, status=above),
        measure_row("bevoelkerung", 50.0, status=below),
    )

    assert (row["value"], row["status"]) == (10.0, expected)


def test_nobody_below_is_not_meaningful():
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(catalog, measure_row("auslaender", 0.0), measure_row("bevoelkerung", 0.0))

    assert (row["value"], row["status"]) == (None, "not_meaningful")


def test_different_bases_are_refused_with_both_named():
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog,
        measure_row("auslaender", 5.0, base="Zensus 2011"),
        measure_row("bevoelkerung", 50.0, base="Zensus 2022"),
    )

    assert (row["value"], row["status"]) == (None, "not_meaningful")
    assert row["note"] == (
        "Nicht berechnet, weil beide Seiten nicht zusammenpassen. Zähler: Zensus 2011; Nenner: Zensus 2022."
    )


def test_different_bases_are_computed_where_the_catalogue_says_why():
    catalog = catalog_of(indicator([SHARE | {"mixed_base": "So veröffentlichen es die Länder."}]))

    [row] = computed(
        catalog,
        measure_row("auslaender", 5.0, base="AZR", concept="STAA_AZR"),
        measure_row("bevoelkerung", 50.0, base="Zensus 2022"),
    )

    assert (row["value"], row["base"], row["note"]) == (
        10.0,
        "Zensus 2022",
        "Zähler: AZR; Nenner: Zensus 2022.",
    )


def test_denominator_of_the_same_base_is_taken_before_all_others():
    catalog = catalog_of(indicator([SHARE | {"mixed_base": "erlaubt"}]))

    rows = computed(
        catalog,
        measure_row("auslaender", 5.0, base="Zensus 2022"),
        measure_row("bevoelkerung", 50.0, base="Zensus 2022"),
        measure_row("bevoelkerung", 40.0, base="Zensus 2011"),
    )

    assert [(row["denominator"], row["base"]) for row in rows] == [(50.0, "Zensus 2022")]


def test_groups_of_different_concepts_are_refused():
    catalog = catalog_of(
        indicator(
            [
                {
                    "numerator": {"measures": ["kinder_in_kita"], "group": "mh"},
                    "denominator": {"measures": ["kinder"], "group": "mh"},
                }
            ]
        )
    )

    [row] = computed(
        catalog,
        measure_row("kinder_in_kita", 5.0, group="mh", concept="HERK_KJH"),
        measure_row("kinder", 50.0, group="mh", concept="MH_MR"),
    )

    assert (row["value"], row["status"]) == (None, "not_meaningful")
    assert "Zähler: HERK_KJH; Nenner: MH_MR." in row["note"]


def test_different_boundary_states_never_meet():
    catalog = catalog_of(indicator([SHARE]))

    rows = computed(
        catalog, measure_row("auslaender", 5.0, boundary="2021-12-31"), measure_row("bevoelkerung", 50.0)
    )

    assert rows == []


def test_date_within_the_year_finds_the_denominator_of_the_year():
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog,
        measure_row("auslaender", 5.0, period="2023-06-30"),
        measure_row("bevoelkerung", 50.0, period="2023"),
        measure_row("bevoelkerung", 40.0, period="2023-03-31"),
    )

    assert (row["period"], row["denominator"]) == ("2023-06-30", 50.0)


def test_extrapolated_heads_get_no_interval():
    catalog = catalog_of(indicator([SHARE]))

    [row] = computed(
        catalog, measure_row("auslaender", 5000.0, concept="EG_MZ"), measure_row("bevoelkerung", 50000.0)
    )

    assert (row["value"], row["low"], row["high"]) == (10.0, None, None)


def test_only_wanted_indicators_are_computed():
    catalog = catalog_of(indicator([SHARE]), indicator([SHARE], name="X02"))
    table = measures(measure_row("auslaender", 5.0), measure_row("bevoelkerung", 50.0))

    rows = compute(table, catalog, ["X02"]).to_pylist()

    assert [row["indicator"] for row in rows] == ["X02"]


def test_published_rate_is_taken_over_with_its_state():
    catalog = catalog_of(indicator([{"formula": "published", "numerator": {"measures": ["quote"]}}]))

    [row] = computed(catalog, measure_row("quote", 7.3, unit="percent", status="provisional"))

    assert (row["value"], row["numerator"], row["low"], row["status"]) == (7.3, None, None, "provisional")
