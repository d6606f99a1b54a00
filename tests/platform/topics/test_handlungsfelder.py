from django.utils import translation

from vorort.platform.topics.queries import handlungsfelder
from vorort.statistics import load_catalog


def test_there_are_seven_with_names_in_every_language():
    found = handlungsfelder()

    assert len({one.id for one in found}) == 7
    assert all(set(one.names) == {"de", "en", "ar"} and all(one.names.values()) for one in found)


def test_every_field_of_the_catalogue_belongs_to_at_least_one():
    covered = {field for one in handlungsfelder() for field in one.fields}

    assert covered == set(load_catalog().fields)


def test_name_follows_the_language_of_the_page():
    with translation.override("en"):
        assert handlungsfelder()[3].name == "Work and economic development"
