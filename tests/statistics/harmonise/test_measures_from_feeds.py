import itertools

from vorort.statistics.catalog.model import BaseRule, Feed
from vorort.statistics.harmonise import conflicts, register_from, to_measures

FOREIGN = {"series": "ni/1-2-1", "region": "03101", "period": "2019", "value": 28_010.0}


def rows(table, *names):
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


def test_feed_sets_measure_concept_base_of_the_year_and_group(deliver, catalog, source):
    known = catalog(
        source(
            "ni/1-2-1",
            concept="STAA_AZR",
            bases=(
                BaseRule(first_year=2011, base="Zensus 2011"),
                BaseRule(first_year=2022, base="Zensus 2022"),
            ),
            feeds=(Feed(measure="auslaender_azr", set_group="auslaender"),),
        )
    )
    delivery = deliver("a", FOREIGN, {**FOREIGN, "period": "2022"}, {**FOREIGN, "series": "zz/9"})

    measures = to_measures([delivery], known)

    assert rows(measures, "measure", "period", "group", "concept", "base", "source") == [
        ("auslaender_azr", "2019", "auslaender", "STAA_AZR", "Zensus 2011", "a"),
        ("auslaender_azr", "2022", "auslaender", "STAA_AZR", "Zensus 2022", "a"),
    ]


def test_feed_selects_rows_by_item_group_sex_and_unit(deliver, catalog, source):
    known = catalog(source("xx/1", feeds=(Feed(measure="bevoelkerung", item="Bevölkerung", sex="w"),)))
    base = {"region": "05", "period": "2024", "value": 1.0, "item": "Bevölkerung"}
    delivery = deliver("a", base, {**base, "sex": "w", "value": 2.0}, {**base, "item": "Fläche", "sex": "w"})

    assert rows(to_measures([delivery], known), "sex", "value") == [("w", 2.0)]


def test_rounded_status_is_set_for_rounded_periods_only(deliver, catalog, source):
    known = catalog(source("ni/1-2-1", rounded_to=5, feeds=(Feed(measure="auslaender_azr"),)))
    delivery = deliver(
        "a",
        {**FOREIGN, "period": "2010", "value": 20_275.0},
        {**FOREIGN, "period": "2010", "region": "03102", "value": 10_721.0},
        FOREIGN,
        {**FOREIGN, "region": "03102", "value": None, "status": "secret"},
    )

    assert rows(to_measures([delivery], known), "region", "period", "status") == [
        ("03101", "2010", "ok"),
        ("03101", "2019", "rounded"),
        ("03102", "2010", "ok"),
        ("03102", "2019", "secret"),
    ]


def test_sum_details_adds_up_only_where_every_detail_has_a_value(deliver, catalog, source):
    known = catalog(source("xx/1", feeds=(Feed(measure="auslaender_azr", sum_details=("k=1", "k=2")),)))
    part = {"region": "05111", "period": "2024", "value": 5.0}
    delivery = deliver(
        "a",
        {**part, "detail": "k=1"},
        {**part, "detail": "k=2", "value": 10.0},
        {**part, "detail": "k=3", "value": 99.0},
        {**part, "region": "05112", "detail": "k=1"},
        {**part, "region": "05113", "detail": "k=1"},
        {**part, "region": "05113", "detail": "k=2", "value": None, "status": "secret"},
    )

    assert rows(to_measures([delivery], known), "region", "detail", "value") == [("05111", "", 15.0)]


def test_own_series_feeds_the_measure_its_item_names(deliver, catalog):
    row = {"series": "own/register", "region": "05111000", "period": "2024", "value": 3.0}
    delivery = deliver("a", {**row, "item": "bevoelkerung"}, {**row, "item": "hunde"})

    assert rows(to_measures([delivery], catalog()), "measure", "value") == [("bevoelkerung", 3.0)]


def test_equal_numbers_are_kept_once_with_both_sources(deliver, catalog, source):
    known = catalog(source("ni/1-2-1", feeds=(Feed(measure="auslaender_azr"),)))

    measures = to_measures([deliver("b", FOREIGN), deliver("a", FOREIGN)], known)

    assert rows(measures, "value", "source") == [(28_010.0, "a b")]
    assert conflicts([deliver("b", FOREIGN), deliver("a", FOREIGN)], known).num_rows == 0


def test_contradictions_are_settled_by_retrieval_not_by_arrival(deliver, catalog, source):
    known = catalog(source("ni/1-2-1", feeds=(Feed(measure="auslaender_azr"),)))
    deliveries = [
        deliver("c", FOREIGN, at="2024-03-01"),
        deliver("a", {**FOREIGN, "value": 28_015.0}, at="2025-03-01"),
        deliver("b", {**FOREIGN, "value": None, "status": "secret"}, at="2026-03-01"),
    ]

    tables = [to_measures(order, known) for order in itertools.permutations(deliveries)]

    assert rows(tables[0], "value", "source") == [(28_015.0, "a")]
    assert all(table.equals(tables[0]) for table in tables)
    assert rows(conflicts(deliveries, known), "kept", "dropped", "dropped_source") == [
        (28_015.0, 28_010.0, "c")
    ]


def test_kreisfreie_stadt_has_one_key_with_a_register(deliver, catalog, source, edition):
    known = catalog(
        source("a/1", feeds=(Feed(measure="bevoelkerung"),)),
        source("b/1", feeds=(Feed(measure="auslaender_azr"),)),
    )
    deliveries = [
        deliver("a", {"series": "a/1", "region": "05315000", "period": "2024", "value": 9.0}),
        deliver("b", {"series": "b/1", "region": "05315", "period": "2024", "value": 2.0}),
    ]
    register = register_from([edition("2023-12-31", "05315=Köln", "05315000=Köln, Stadt")])

    assert rows(to_measures(deliveries, known, register), "region") == [("05315",), ("05315",)]
