"""What leaves the engine: no number that points to one or two persons, unless it is public already."""

import pytest

from factories.tables import catalog_of, indicator, result_row, results
from vorort.statistics.catalog.model import Source
from vorort.statistics.protect import Rules, is_unpublished, protect
from vorort.statistics.publish.folders import write_table

SHARE = {"numerator": {"measures": ["mh"]}, "denominator": {"measures": ["alle"]}}
OWN = {"eigen"}
NUMBERS = ("numerator", "denominator", "value", "low", "high")


def protected(*rows, rules=None, unpublished=OWN, variants=(SHARE,), **sheet):
    catalog = catalog_of(indicator(list(variants), **sheet))
    return protect(results(*rows), catalog, rules, unpublished).to_pylist()


def own_rate(numerator, denominator, **other):
    value = numerator / denominator * 100 if denominator else None
    return result_row(
        numerator=numerator, denominator=denominator, value=value, low=1.0, high=99.0, source="eigen", **other
    )


def own_count(value, **other):
    return result_row(indicator="own/x", variant="", value=value, unit="persons", source="eigen", **other)


@pytest.mark.parametrize("numerator", [1.0, 2.0, 198.0, 199.0])
def test_rate_with_one_or_two_cases_or_all_but_two_is_withheld_with_its_parts(numerator):
    [row] = protected(own_rate(numerator, 200.0))

    assert row["status"] == "secret"
    assert all(row[name] is None for name in NUMBERS)


@pytest.mark.parametrize("numerator", [0.0, 3.0, 197.0, 200.0])
def test_rate_with_nobody_three_or_everybody_is_shown(numerator):
    [row] = protected(own_rate(numerator, 200.0))

    assert (row["status"], row["value"]) == ("ok", numerator / 2)


def test_data_sheet_may_ask_for_more_cases():
    [row] = protected(own_rate(4.0, 200.0), min_cases=5)

    assert row["status"] == "secret"


def test_rule_of_the_build_outranks_the_data_sheet():
    [row] = protected(own_rate(4.0, 200.0), rules=Rules(min_cases=10))

    assert row["status"] == "secret"


def test_published_figures_are_not_withheld_a_second_time():
    [row] = protected(own_rate(2.0, 200.0) | {"source": "amtlich"})

    assert (row["status"], row["value"]) == ("ok", 1.0)


def test_rate_of_published_and_own_figures_counts_as_own():
    [row] = protected(own_rate(2.0, 200.0) | {"source": "amtlich eigen"})

    assert row["status"] == "secret"


def test_small_denominator_is_kept_with_a_warning():
    [row] = protected(own_rate(20.0, 41.0))

    assert (row["status"], row["note"]) == ("uncertain", "Kleine Fallzahl: Nenner 41.")
    assert row["value"] == pytest.approx(48.78, abs=0.01)


def test_warning_leaves_a_graver_state_and_an_earlier_note():
    row = own_rate(20.0, 41.0, status="estimated", note="Zähler: AZR; Nenner: Zensus 2022.")

    [row] = protected(row)

    assert row["status"] == "estimated"
    assert row["note"] == "Zähler: AZR; Nenner: Zensus 2022. Kleine Fallzahl: Nenner 41."


def test_withheld_group_cannot_be_had_by_subtraction():
    rows = protected(
        own_count(16.0),
        own_count(2.0, group="mh"),
        own_count(14.0, group="ohne_mh"),
        own_count(0.0, group="eg"),
    )

    assert {row["group"]: row["status"] for row in rows} == {
        "insgesamt": "ok",
        "mh": "secret",
        "ohne_mh": "secret_secondary",
        "eg": "ok",
    }


def test_withheld_sex_takes_the_smaller_other_one_along():
    rows = protected(
        own_count(60.0), own_count(2.0, sex="d"), own_count(20.0, sex="m"), own_count(38.0, sex="w")
    )

    assert [(row["sex"], row["status"]) for row in rows] == [
        ("insgesamt", "ok"),
        ("d", "secret"),
        ("m", "secret_secondary"),
        ("w", "ok"),
    ]


def test_two_withheld_groups_protect_each_other():
    rows = protected(
        own_count(60.0), own_count(2.0, group="a"), own_count(1.0, group="b"), own_count(57.0, group="c")
    )

    assert [row["status"] for row in rows] == ["ok", "secret", "secret", "ok"]


def test_groups_of_rates_are_protected_by_their_numerators():
    split = {
        "numerator": {"measures": ["arbeitslose"], "group": None},
        "denominator": {"measures": ["alle"], "group": None},
        "groups": ["insgesamt", "deutsche", "auslaender"],
    }

    rows = protected(
        own_rate(42.0, 1000.0),
        own_rate(2.0, 100.0, group="auslaender", concept="STAA_MR"),
        own_rate(40.0, 900.0, group="deutsche", concept="STAA_MR"),
        variants=[split],
    )

    assert [row["status"] for row in rows] == ["ok", "secret", "secret_secondary"]


def test_rate_in_an_own_table_does_not_tell_the_count_beside_it():
    rows = protected(
        own_count(16.0),
        own_count(2.0, group="mh"),
        own_count(14.0, group="ohne_mh"),
        own_count(12.5, group="mh") | {"unit": "percent", "variant": "anteil"},
    )

    assert rows[3]["status"] == "secret_secondary"
    assert rows[3]["value"] is None


def test_rounding_rounds_every_count_and_recomputes_the_rate():
    rows = protected(own_rate(43.0, 197.0), own_count(12.0), rules=Rules(round_to=5))

    assert (rows[0]["numerator"], rows[0]["denominator"], rows[0]["status"]) == (45.0, 195.0, "rounded")
    assert rows[0]["value"] == 45 / 195 * 100
    assert rows[0]["low"] is None
    assert (rows[1]["value"], rows[1]["status"]) == (10.0, "rounded")


def test_rounding_leaves_published_figures_alone():
    [row] = protected(own_rate(43.0, 197.0) | {"source": "amtlich"}, rules=Rules(round_to=5))

    assert (row["numerator"], row["status"]) == (43.0, "ok")


def test_stored_bytes_do_not_contain_a_withheld_number(tmp_path):
    import struct

    catalog = catalog_of(indicator([SHARE]))
    table = protect(results(own_rate(2.0, 77_771.0), own_rate(500.0, 1000.0)), catalog, None, OWN)

    write_table(tmp_path / "results.parquet", table)

    stored = (tmp_path / "results.parquet").read_bytes()
    assert struct.pack("<d", 77_771.0) not in stored
    assert table["numerator"].to_pylist() == [None, 500.0]
    assert all(b"77771" not in part for part in (stored, str(table.schema.metadata).encode()))


def test_order_of_the_rows_is_kept():
    rows = protected(*(own_rate(float(n), 500.0, region=f"9010{n % 7}") for n in range(3, 60)))

    assert [row["numerator"] for row in rows] == [float(n) for n in range(3, 60)]


def test_nothing_in_gives_nothing_out():
    assert protected() == []


def test_own_tables_are_unpublished_unless_the_catalogue_says_otherwise():
    catalog = catalog_of(indicator([SHARE]))
    lor = Source(series="own/lor", publisher="Amt", title="LOR", published=True)
    intern = Source(series="ni/intern", publisher="LSN", title="Intern", published=False)
    object.__setattr__(catalog, "sources", {**catalog.sources, "own/lor": lor, "ni/intern": intern})

    assert is_unpublished("own/zahlen", catalog)
    assert not is_unpublished("own/lor", catalog)
    assert is_unpublished("ni/intern", catalog)
    assert not is_unpublished("ni/1-2-1", catalog)


def test_rules_below_one_are_refused():
    with pytest.raises(ValueError, match="mindestens 1"):
        Rules(min_cases=0)
