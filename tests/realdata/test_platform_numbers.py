"""Real official files through the platform's own import: the numbers people know come out again."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum

from vorort.platform.monitoring.actions import import_raw_files
from vorort.platform.monitoring.models import Build, Observation
from vorort.platform.places import queries as register
from vorort.platform.places.models import Place

DATA = Path(__file__).parents[3] / "shared/data"
FILES = [
    "niedersachsen/csv",
    "nrw",
    "regionalstatistik",
    "genesis",
    "gebietsstand/31122013_Auszug_GV.xlsx",
    "gebietsstand/31122023_Auszug_GV.xlsx",
    "gebietsstand/ref-kreise-umrech-2021-1990-2020.xlsx",
]
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="Die echten Daten in ../shared/data fehlen hier."),
]


TYPED = [
    ("brauschweig", "03101"),
    ("Muenchen", "09162"),
    ("Landkreis Goslar", "03153"),
    ("Halle", "15002"),
    ("Frankfurt", "06412"),
    ("stuttgard", "08111"),
    ("hamburg", "02"),
    ("Sankt Ingbert", "10045117"),
]
PAGES = [
    "/orte/03/",
    "/orte/05/A01/",
    "/orte/DG/E01/",
    "/orte/03159016/",
    "/karte/A01/05/",
    "/orte/05315/nw/12521-03i/",
    "/vergleich/?indikator=E01&orte=03,05,DG,09162",
]


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker, tmp_path_factory):
    """One import for all tests of this file; it takes a while."""
    settings.VORORT_HOME = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock():
        yield import_raw_files([DATA / name for name in FILES], show=True)
        Build.objects.all().delete()
        Place.objects.update(parent=None)
        Place.objects.all().delete()


@pytest.fixture
def values(imported, db):
    """Published values of a series or indicator."""

    def of(indicator, **wanted):
        return Observation.objects.filter(build__is_current=True, indicator=indicator, **wanted)

    return of


def test_share_of_niedersachsen_2019_is_the_published_one(values):
    ours = values("A01", variant="azr", place__key="03", year=2019).get()

    assert (ours.numerator, ours.denominator) == (841_165, 7_993_608)
    assert ours.value == pytest.approx(10.52297, abs=1e-5)


def test_our_share_equals_the_published_one_in_all_regions_2005_to_2019(values):
    years = {"year__gte": 2005, "year__lte": 2019}
    published = {(o.place_id, o.year): o.value for o in values("ni/1-2-2", **years)}
    ours = {(o.place_id, o.year): o.value for o in values("A01", variant="azr", **years)}

    assert len(published) == 780
    assert all(ours[key] == pytest.approx(value, abs=1e-9) for key, value in published.items())


def test_naturalisations_of_the_kreise_add_up_to_the_land(values):
    for series, tolerance in (("ni/2-3-1", 0), ("ni/1-2-1", 15)):
        land = {o.year: o.value for o in values(series, place__key="03")}
        kreise = values(series, place__level="kreis", place__key__startswith="03", place__valid_to=None)
        sums = dict(kreise.values_list("year").annotate(Sum("value")))
        assert sums.keys() == land.keys()
        assert all(abs(sums[year] - land[year]) <= tolerance for year in land)


def test_shares_of_nordrhein_westfalen_and_koeln(values):
    land, koeln = (values("A01", place__key=key, year=2024, is_total=True).get() for key in ("05", "05315"))

    assert (land.numerator, land.denominator, round(land.value, 2)) == (3_273_550, 18_034_454, 18.15)
    assert (koeln.numerator, koeln.denominator, round(koeln.value, 2)) == (241_900, 1_024_621, 23.61)


def test_berlin_2022_from_the_flat_file(values):
    berlin = values("A01", place__key__startswith="11", year=2022, is_total=True).get()

    assert (berlin.numerator, berlin.denominator, round(berlin.value, 1)) == (834_349, 3_755_251, 22.2)


def test_register_knows_the_merger_of_goettingen(imported, db):
    assert register.place("03156").key == "03159"
    assert register.place("03159").former_keys == ["03152", "03156"]
    assert register.place("03159").population == 328_952


def test_register_holds_all_of_germany(imported, db):
    today = Place.objects.filter(valid_to__isnull=True)

    assert today.filter(level="kreis").count() == 400
    assert today.filter(level="gemeinde", key__startswith="03").count() > 900
    assert not Place.objects.filter(fictional=True).exists()


@pytest.mark.parametrize(("typed", "key"), TYPED)
def test_real_places_are_found_however_they_are_typed(imported, db, typed, key):
    assert register.find(typed, 3)[0].key == key


@pytest.mark.parametrize("url", PAGES)
def test_pages_on_real_data_need_at_most_twelve_queries(
    imported, db, client, url, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        answer = client.get(url)

    assert answer.status_code == 200
