"""The search in the real register of 11 000 places."""

from pathlib import Path

import pytest
from django.core.management import call_command

from factories.searches import REAL_PLACES, missed
from vorort.platform.places import queries as register
from vorort.platform.places.models import Place

REGISTER = Path(__file__).parents[3] / "shared/data/gebietsstand/31122023_Auszug_GV.xlsx"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not REGISTER.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
    pytest.mark.django_db,
]


def test_real_places_are_found_as_people_write_them():
    call_command("import_regions", REGISTER, verbosity=0)

    left = missed(lambda text: [place.key for place in register.find(text, 3)], REAL_PLACES)

    assert Place.objects.count() > 11_000
    assert left == {}
