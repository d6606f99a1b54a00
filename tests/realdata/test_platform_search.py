"""The search in the real register of 11 000 places."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from factories.searches import REAL_PLACES, missed
from vorort.platform.monitoring.domain.placewords import in_place
from vorort.platform.monitoring.queries import place_ref
from vorort.platform.places import queries as register
from vorort.platform.places.models import Place

REGISTER = Path(__file__).parents[3] / "shared/data/gebietsstand/31122023_Auszug_GV.xlsx"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not REGISTER.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
    pytest.mark.django_db,
]


def test_sentences_about_every_real_kreis_and_region_are_german():
    call_command("import_regions", REGISTER, verbosity=0)
    places = Place.objects.filter(level__in=["kreis", "region", "land"])

    said = [in_place(place_ref(place), begins=True) for place in places]

    assert sum(place.level == "kreis" for place in places) >= 400
    assert [words for words in said if "Statistische " in words or "," in words] == []
    assert [
        words for words in said if re.match(r"In (Landkreis|Kreis|Region|Regionalverband)\b", words)
    ] == []


def test_real_places_are_found_as_people_write_them():
    call_command("import_regions", REGISTER, verbosity=0)

    left = missed(lambda text: [place.key for place in register.find(text, 3)], REAL_PLACES)

    assert Place.objects.count() > 11_000
    assert left == {}
