import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.builds import AT, HOLLERMARK, SOURCE, Rows, publish, region, result
from vorort.platform.common import editions
from vorort.platform.monitoring.actions import StoreRejected, import_published, withdraw
from vorort.platform.monitoring.actions import publish as publish_build
from vorort.platform.monitoring.domain.totals import mark_totals
from vorort.platform.monitoring.models import Build, Delivery, Finding, Observation, Series
from vorort.platform.places.models import Place

ROWS = [
    result("90", 2023, 12.5, numerator=150_000, denominator=1_200_000),
    result("90", 2024, 13.0),
    result("90", 2024, 9.0, group="auslaender", sex="w"),
    result("90011002", 2024, None, status="secret", note="Wenige Fälle; „geheim“, 'ja'\nzweite Zeile"),
]


@pytest.mark.django_db
def test_import_keeps_every_number_with_its_reasons():
    publish(
        ROWS, found=[{"rule": "sums", "severity": "warning", "message": "Summe weicht ab", "expected": 3.5}]
    )

    first = Observation.objects.get(place__key="90", year=2023)
    secret = Observation.objects.get(place__key="90011002")
    assert (first.value, first.numerator, first.sources) == (12.5, 150_000, SOURCE)
    assert (secret.value, secret.status) == (None, "secret")
    assert secret.note == "Wenige Fälle; „geheim“, 'ja'\nzweite Zeile"
    assert (secret.detail, secret.boundary) == ("", "")
    assert Delivery.objects.get().licence == "dl-de/by-2-0"
    assert Finding.objects.get().expected == "3.5"


@pytest.mark.django_db
def test_import_again_changes_nothing():
    build = publish(ROWS)
    again = import_published(Rows(ROWS, HOLLERMARK), at=AT)

    assert again.build == build
    assert not again.is_new
    assert Observation.objects.count() == len(ROWS)


@pytest.mark.django_db
def test_import_summarises_what_a_build_holds():
    publish(ROWS)

    series = Series.objects.get()
    assert (series.series_id, series.observations_count, series.places_count) == ("A01", 4, 2)
    assert (series.first_year, series.last_year, series.levels) == (2023, 2024, ["land", "gemeinde"])


@pytest.mark.django_db
def test_first_build_is_shown_and_a_later_one_waits():
    first = import_published(Rows(ROWS, HOLLERMARK), at=AT).build
    second = import_published(Rows(ROWS, HOLLERMARK, build_id="c" * 16), at=AT).build

    assert Build.objects.get(is_current=True) == first
    publish_build(build=second, at=AT)
    assert Build.objects.get(is_current=True) == second
    assert second.build_id in editions.current()


@pytest.mark.django_db
def test_withdrawn_build_leaves_nothing_shown():
    publish(ROWS)
    before = editions.current()

    withdraw()

    assert not Build.objects.filter(is_current=True).exists()
    assert editions.current() != before


@pytest.mark.django_db
def test_import_adds_unknown_places_and_leaves_known_ones():
    publish(ROWS)
    renamed = [{**place, "name": "Anders"} for place in HOLLERMARK]

    publish(
        [*ROWS, result("90011005", 2024, 1.0)], [*renamed, region("90011005", "Neuhof")], build_id="d" * 16
    )

    assert Place.objects.get(key="90011005").title == "Neuhof"
    assert Place.objects.get(key="90").title == "Hollermark"


@pytest.mark.django_db
def test_store_with_undescribed_regions_leaves_everything_as_it_was():
    with pytest.raises(StoreRejected, match="90011777"):
        publish([*ROWS, result("90011777", 2024, 1.0)])

    assert not Build.objects.exists()
    assert not Place.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("years", [1, 30])
def test_import_queries_do_not_grow_with_rows(years, django_assert_max_num_queries):
    rows = [result("90", 1990 + year, 1.0 * year) for year in range(years)]
    publish(ROWS)

    with django_assert_max_num_queries(25):
        publish(rows, build_id="e" * 16)


def test_only_age_of_an_indicator_is_its_whole():
    table = Rows(
        [result("90", 2024, 30.0, age="0-2"), result("90", 2024, 25.0, age="0-2", sex="w")], []
    ).results()

    # there is a row for both sexes, so the row for women is a split
    assert mark_totals(table)["is_total"].to_pylist() == [True, False]


VALUES = st.sampled_from(["insgesamt", "a", "b"])


@given(
    st.lists(st.tuples(st.sampled_from(["A01", "B01"]), VALUES, VALUES, st.sampled_from(["", "x=1", "x=2"])))
)
def test_totals_agree_with_a_naive_rule(rows):
    table = Rows(
        [result("90", 2024, 1.0, indicator=i, sex=s, age=a, detail=d) for i, s, a, d in rows], []
    ).results()

    def whole(indicator, position, usual):
        values = {row[position] for row in rows if row[0] == indicator}
        return usual if usual in values or len(values) != 1 else values.pop()

    naive = [
        s == whole(i, 1, "insgesamt") and a == whole(i, 2, "insgesamt") and d == whole(i, 3, "")
        for i, s, a, d in rows
    ]
    assert mark_totals(table)["is_total"].to_pylist() == naive
