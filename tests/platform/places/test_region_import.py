from datetime import date

import pyarrow as pa
import pytest

from factories.builds import HOLLERMARK, region
from vorort.platform.common import editions
from vorort.platform.places import queries
from vorort.platform.places.actions import import_regions, note_successors
from vorort.platform.places.models import Place
from vorort.statistics.vocab import CONVERSION, REGIONS, Level

pytestmark = pytest.mark.django_db


def table(*rows):
    return pa.Table.from_pylist(list(rows), REGIONS)


def test_import_builds_the_hierarchy_up_to_germany():
    imported = import_regions(table(*HOLLERMARK[1:]))

    assert imported.new == len(HOLLERMARK)  # Germany is added
    town = Place.objects.get(key="90011001")
    assert [town.parent.key, town.parent.parent.key, town.parent.parent.parent.key] == ["90011", "90", "DG"]
    assert town.title == "Möhlenbrück"
    assert town.fictional


def test_import_again_changes_nothing():
    import_regions(table(*HOLLERMARK))
    before = editions.current()

    again = import_regions(table(*HOLLERMARK))

    assert (again.new, again.changed, again.unchanged) == (0, 0, len(HOLLERMARK))
    assert editions.current() == before


def test_a_row_given_twice_is_one_place():
    import_regions(table(*HOLLERMARK, region("90011002", "Öhrsen", population=4_200)))

    assert Place.objects.get(key="90011002").population == 4_200


def test_import_takes_over_new_names_and_figures():
    import_regions(table(*HOLLERMARK))

    changed = import_regions(table(region("90011002", "Öhrsen-Süd", population=4_100)))

    assert changed.changed == 1
    place = queries.place("90011002")
    assert (place.title, place.population, place.slug) == ("Öhrsen-Süd", 4_100, "oehrsen-sued")
    assert queries.find("Öhrsen Süd")[0].key == "90011002"


def test_import_keeps_both_lives_of_a_key_that_was_given_anew():
    first = region("90011003", "Altdorf", valid_from="1990-01-01", valid_to="2000-12-31")
    second = region("90011003", "Neudorf", valid_from="2010-01-01")

    import_regions(table(*HOLLERMARK, first, second))

    assert Place.objects.filter(key="90011003").count() == 2
    assert queries.place("90011003").title == "Neudorf"


def test_key_without_a_name_is_no_place_unless_there_are_figures():
    nameless = [region("90077", "90077"), region("90078", "90078")]

    import_regions(table(*HOLLERMARK, *nameless), needed={"90078"})

    assert queries.place("90077") is None
    assert queries.place("90078") is not None


def test_lists_of_other_years_do_not_double_a_place():
    import_regions(table(*HOLLERMARK, region("90011003", "Neudorf", valid_from="2016-12-31")))

    import_regions(table(region("90011003", "Neudorf", valid_from="2023-12-31")))

    assert Place.objects.get(key="90011003").valid_from == date(2016, 12, 31)


def test_a_place_that_ended_is_not_found_but_keeps_its_page():
    ended = region("90011004", "Versunken", valid_to="2015-12-31")
    import_regions(table(*HOLLERMARK, ended))

    assert queries.find("Versunken") == []
    assert queries.place("90011004").valid_to == date(2015, 12, 31)


def test_long_key_of_a_city_leads_to_the_page_of_its_kreis():
    import_regions(table(*HOLLERMARK))

    assert queries.place("90001000").key == "90001"
    assert [place.title for place in queries.parts(queries.place("90001"))] == ["Altstadt", "Hafen"]


def test_surroundings_know_every_row_that_means_the_same_place():
    import_regions(table(*HOLLERMARK))

    around = queries.surroundings(queries.place("90001000-01"))

    assert [place.key for place in around.above] == ["90001", "90", "DG"]
    city = around.above[0]
    assert len(around.rows_of(city)) == 2


def test_places_inside_a_level_skip_the_own_second_key():
    import_regions(table(*HOLLERMARK))

    kreise = [place.key for place in queries.inside(queries.place("90"), Level.KREIS)]

    assert kreise == ["90001", "90011"]


def test_a_merged_kreis_leads_to_its_successor():
    import_regions(table(*HOLLERMARK))
    keys = [{"from_key": "90012", "from_date": "2013-12-31", "to_key": "90011", "to_date": "2021-12-31",
             "population_share": 1.0, "area_share": 1.0}]  # fmt: skip

    noted = note_successors(pa.Table.from_pylist(keys, CONVERSION))

    assert noted == 1
    assert queries.place("90012").key == "90011"
    assert queries.place("90013") is None


def test_slug_finds_each_page_once():
    import_regions(table(*HOLLERMARK))

    assert [place.key for place in queries.with_slug("kirchtannau")] == ["90001"]


@pytest.mark.parametrize("count", [1, 30])
def test_import_queries_do_not_grow_with_the_number_of_rows(count, django_assert_max_num_queries):
    rows = [region(f"90012{n:03}", f"Ort {n}") for n in range(count)]
    import_regions(table(*HOLLERMARK))

    with django_assert_max_num_queries(20):
        import_regions(table(*rows))
