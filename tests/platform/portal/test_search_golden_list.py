"""Misspelt, shortened, in everyday words, in three languages: the right entry is among the first three."""

import pytest
from django.utils import translation

from factories.demo import demo_in_database
from factories.searches import DEMO_PLACES, INDICATORS, missed
from vorort.platform.monitoring.definitions import catalogue
from vorort.platform.monitoring.queries import found_indicators
from vorort.platform.places import queries as register

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demo_in_database(django_db_blocker):
        yield


def test_places_of_the_demo(demo):
    assert missed(lambda text: [place.key for place in register.find(text, 3)], DEMO_PLACES) == {}


@pytest.mark.parametrize("language", list(INDICATORS))
def test_indicators(demo, language):
    with translation.override(language):
        left = missed(
            lambda text: [entry.indicator.id for entry in found_indicators(text, 3)], INDICATORS[language]
        )

    assert left == {}


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_indicator_is_found_by_its_own_name(language, db):
    with translation.override(language):
        sheets = catalogue().text(language).indicators.values()
        names = {sheet.name: sheet.id for sheet in sheets}
        left = missed(lambda text: [entry.indicator.id for entry in found_indicators(text, 3)], names)

    assert left == {}


def test_short_words_inside_others_are_no_hit(db):
    with translation.override("de"):
        found = {entry.indicator.id for entry in found_indicators("Rat", 60)}

    assert "H01" in found
    assert "A02" not in found  # „…rat…“ in the middle of a word


def test_words_that_no_sheet_knows_find_nothing(db):
    assert found_indicators("Xyzzyqua", 5) == found_indicators("!?", 5) == found_indicators("", 5) == []
