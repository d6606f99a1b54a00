import pytest

from factories.builds import HOLLERMARK, SOURCE, publish, region, result
from vorort.platform.monitoring import queries
from vorort.statistics.vocab import Status

pytestmark = pytest.mark.django_db


def page(rows, key="90001", indicator="A01", variant="", places=HOLLERMARK):
    publish(rows, places)
    return queries.indicator_page(key, indicator, variant)


def test_headline_is_the_newest_value_and_previous_the_one_before():
    shown = page([result("90001", 2022, 12.0), result("90001", 2023, 12.5), result("90001", 2024, 13.0)])

    assert (shown.headline.year, shown.headline.value) == (2024, 13.0)
    assert shown.previous.value == 12.5
    assert [figure.year for segment in shown.segments for figure in segment.figures] == [2022, 2023, 2024]
    assert [source.id for source in shown.sources] == [SOURCE]


def test_values_on_another_population_base_are_another_line():
    shown = page(
        [
            result("90001", 2021, 12.0, base="Zensus 2011"),
            result("90001", 2022, 11.5),
            result("90001", 2023, 11.9),
        ]
    )

    assert [[f.year for f in segment.figures] for segment in shown.segments] == [[2021], [2022, 2023]]


def test_previous_never_crosses_a_break():
    shown = page([result("90001", 2022, 12.0, base="Zensus 2011"), result("90001", 2023, 11.5)])

    assert shown.previous is None


def test_newest_secret_value_leaves_the_last_published_one_as_headline():
    shown = page([result("90001", 2023, 12.5), result("90001", 2024, None, status="secret")])

    assert shown.headline.year == 2023
    assert shown.segments[0].figures[-1].status is Status.SECRET


def test_place_with_secret_values_only_says_so():
    shown = page([result("90001", 2024, None, status="secret")])

    assert shown.headline.status is Status.SECRET


def test_gemeinde_without_a_value_shows_that_of_its_kreis():
    shown = page([result("90011", 2024, 8.0), result("90", 2024, 11.0)], key="90011002")

    assert shown.place.name == "Öhrsen"
    assert shown.shown_for.name == "Landkreis Sahmetal"
    assert shown.headline.value == 8.0


def test_gemeinde_never_borrows_from_the_land():
    shown = page([result("90", 2024, 11.0)], key="90011002")

    assert shown.headline is None
    assert shown.shown_for == shown.place


def test_kreis_never_borrows():
    shown = page([result("90", 2024, 11.0)], key="90011")

    assert shown.headline is None


def test_comparison_takes_only_what_is_counted_alike_and_says_why_not():
    shown = page(
        [
            result("90001", 2024, 13.0),
            result("90", 2024, 11.0, concept="STAA_AZR"),
            result("DG", 2023, 15.0),
        ]
    )

    assert [figure.place.key for figure in shown.comparison] == ["90001"]
    reasons = {place.key: reason for place, reason in shown.not_comparable}
    assert "anders abgegrenzte Gruppe" in reasons["90"]
    assert reasons["DG"] == "Für 2024 liegt kein Wert vor, der neueste ist von 2023."


def test_comparison_leaves_out_another_population_base():
    shown = page([result("90001", 2024, 13.0), result("90", 2024, 11.0, base="Zensus 2011")])

    assert "Zensus 2011" in {p.key: why for p, why in shown.not_comparable}["90"]


def test_figures_of_a_city_may_arrive_under_either_of_its_keys():
    shown = page([result("90001000", 2024, 13.0), result("90", 2024, 11.0)])

    assert shown.shown_for.key == shown.place.key == "90001"
    assert shown.headline.value == 13.0


def test_groups_splits_and_details_are_told_apart():
    shown = page(
        [
            result("90001", 2024, 13.0),
            result("90001", 2023, 12.0, group="deutsche"),
            result("90001", 2024, 5.0, group="deutsche"),
            result("90001", 2024, 9.0, group="auslaender"),
            result("90001", 2024, 7.0, sex="w"),
            result("90001", 2024, 6.0, age="15-24"),
            result("90001", 2024, 6.0, age="0-14"),
            result("90001", 2024, 1.0, detail="staat=Polen"),
        ]
    )

    assert {figure.group: figure.value for figure in shown.groups} == {"deutsche": 5.0, "auslaender": 9.0}
    assert [(f.sex, f.age) for f in shown.splits] == [
        ("insgesamt", "0-14"),
        ("insgesamt", "15-24"),
        ("w", "insgesamt"),
    ]
    assert [figure.detail for figure in shown.details] == ["staat=Polen"]


def test_small_areas_are_kreise_of_a_land_and_stadtteile_of_a_city():
    rows = [
        result("90", 2024, 11.0),
        result("90001", 2024, 13.0),
        result("90011", 2024, 8.0),
        result("90001000-01", 2024, 20.0),
        result("90001000-02", 2023, 30.0),
    ]
    land, city = page(rows, key="90"), queries.indicator_page("90001", "A01")

    assert [figure.place.name for figure in land.small_areas] == ["Kirchtannau", "Landkreis Sahmetal"]
    assert [figure.place.name for figure in city.small_areas] == ["Altstadt"]  # Hafen has no value for 2024
    assert [place.name for place in city.neighbours] == ["Landkreis Sahmetal"]


def test_variants_offered_are_those_with_figures_here():
    rows = [result("90001", 2024, 13.0), result("90001", 2024, 12.8, variant="azr", concept="STAA_AZR")]
    shown = page(rows, variant="azr")

    assert [variant.id for variant in shown.variants] == ["fort", "azr"]
    assert shown.headline.value == 12.8
    assert shown.links.variants == (("fort", "/orte/90001/A01/"),)
    assert queries.indicator_page("90001", "A01", "erfunden") is None


def test_published_series_of_others_has_a_page_of_its_own():
    about = {"ni/1-2-2": {"title": "Anteil", "unit": "percent", "decimals": 2, "publisher": "LSN"}}
    publish([result("90001", 2024, 13.0, indicator="ni/1-2-2", variant="", concept="STAA_AZR")], about=about)

    shown = queries.indicator_page("90001", "ni/1-2-2")

    assert (shown.indicator.name, shown.indicator.decimals, shown.series_publisher) == ("Anteil", 2, "LSN")
    assert shown.variant.id == "published"
    assert shown.headline.value == 13.0


def test_unknown_place_or_indicator_has_no_page():
    publish([result("90001", 2024, 13.0)])

    assert queries.indicator_page("90999", "A01") is None
    assert queries.indicator_page("90001", "Z99") is None


def test_indicator_without_any_figures_still_has_a_page():
    publish([result("90001", 2024, 13.0)])

    shown = queries.indicator_page("90001", "A02")

    assert shown.headline is None
    assert shown.build_id == ""


@pytest.mark.parametrize("count", [1, 30])
def test_indicator_page_needs_few_queries_however_many_places(count, django_assert_max_num_queries):
    towns = [region(f"90012{n:03}", f"Ort {n}") for n in range(1, count + 1)]
    rows = [result(town["key"], year, 5.0) for town in towns for year in (2023, 2024)]
    publish([*rows, result("90012", 2024, 6.0)], [*HOLLERMARK, region("90012", "Tannwald"), *towns])

    with django_assert_max_num_queries(11):
        shown = queries.indicator_page("90012", "A01")

    assert len(shown.small_areas) == count
