import pytest

from vorort.statistics.errors import IncompatibleSeries
from vorort.statistics.harmonise import join_series, segments

ROW = {"region": "03", "value": 1.0}


def years(*tables):
    return [table["year"].to_pylist() for table in tables]


def test_join_series_puts_periods_in_order(facts):
    joined = join_series(
        facts({**ROW, "period": "2020"}), facts({**ROW, "period": "2018"}, {**ROW, "period": "2019"})
    )

    assert joined["period"].to_pylist() == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("column", "one", "other", "reason"),
    [
        (
            "concept",
            "STAA_AZR",
            "STAA_FORT",
            "verschiedene Gruppenbegriffe .*zählen nicht dieselben Menschen",
        ),
        ("base", "Zensus 2011", "Zensus 2022", "verschiedene Bevölkerungsbasen .*Zensus 2011.*Zensus 2022"),
        ("boundary", "", "2021-12-31", "verschiedene Gebietsstände .*ohne Angabe"),
        ("region", "03", "05", "„region“ ist einmal „03“ und einmal „05“"),
    ],
)
def test_join_series_refuses_what_is_not_one_line_and_says_why(facts, column, one, other, reason):
    with pytest.raises(IncompatibleSeries, match=reason):
        join_series(facts({**ROW, "period": "2020", column: one}, {**ROW, "period": "2021", column: other}))


def test_join_series_refuses_a_period_twice(facts):
    with pytest.raises(IncompatibleSeries, match="kommt doppelt vor"):
        join_series(facts({**ROW, "period": "2020"}, {**ROW, "period": "2020", "value": 2.0}))


def test_segments_end_where_the_base_changes(facts):
    table = facts(
        *({**ROW, "period": str(y), "base": "Z11" if y < 2022 else "Z22"} for y in range(2019, 2025))
    )

    assert years(*segments(table)) == [[2019, 2020, 2021], [2022, 2023, 2024]]


def test_segments_keep_old_and_new_base_of_one_year_apart(facts):
    table = facts(
        {**ROW, "period": "2021", "base": "Z11"},
        {**ROW, "period": "2022", "base": "Z11"},
        {**ROW, "period": "2022", "base": "Z22"},
        {**ROW, "period": "2023", "base": "Z22"},
    )

    assert years(*segments(table)) == [[2021, 2022], [2022, 2023]]


def test_segments_do_not_bridge_years_of_another_state(facts):
    table = facts(
        *({**ROW, "period": str(y), "concept": "B" if y == 2011 else "A"} for y in range(2010, 2013))
    )

    assert years(*segments(table)) == [[2010], [2011], [2012]]
