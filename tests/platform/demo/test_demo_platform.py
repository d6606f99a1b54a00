import pytest

from factories.demo import built_demo, fill_platform
from vorort.platform.demo import accounts
from vorort.platform.monitoring.models import Build
from vorort.platform.people.models import User
from vorort.platform.places.models import Boundary, Place

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The demo in the database for all tests of this module; taken out again afterwards."""
    with django_db_blocker.unblock():
        fill_platform(built_demo())
        yield
        Build.objects.all().delete()
        Boundary.objects.all().delete()
        while Place.objects.exists():
            Place.objects.filter(children__isnull=True).delete()


def test_places_of_the_demo_are_marked_as_fictional(filled):
    assert not Place.objects.filter(key__startswith="90", fictional=False).exists()
    assert Place.objects.get(key="90").title == "Hollermark"


def test_every_place_of_today_has_an_outline(filled):
    drawn = set(Boundary.objects.values_list("place__key", flat=True))

    assert {"90", "901", "90101", "90151", "90151009", "90101000-12"} <= drawn


def test_the_build_is_published(filled):
    assert Build.objects.get(is_current=True).observations_count > 50_000


def test_filling_twice_changes_nothing(filled):
    before = (Place.objects.count(), Boundary.objects.count(), Build.objects.count())

    fill_platform(built_demo())

    assert (Place.objects.count(), Boundary.objects.count(), Build.objects.count()) == before


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/orte/90/",
        "/orte/90251/",
        "/orte/90151009/",
        "/orte/90101/A01/",
        "/karte/A01/90/",
        "/indikatoren/",
    ],
)
def test_pages_of_the_demo_answer(filled, client, address):
    assert client.get(address).status_code == 200


def test_banner_says_that_everything_is_invented(filled, client, settings):
    settings.VORORT_DEMO = True

    page = client.get("/orte/90/").content.decode()

    assert "Das Land Hollermark, seine Orte und seine Zahlen sind frei erfunden" in page


def test_accounts_have_roles_and_passwords_that_work(tmp_path, client):
    log_ins = accounts.create(tmp_path)

    assert [log_in.role for log_in in log_ins] == ["operator", "statistician"]
    assert all(client.login(username=log_in.email, password=log_in.password) for log_in in log_ins)
    assert accounts.known(tmp_path) == log_ins


def test_new_passwords_replace_the_old_ones(tmp_path):
    first = accounts.create(tmp_path)

    second = accounts.create(tmp_path)

    assert User.objects.count() == 2
    assert {entry.password for entry in first}.isdisjoint(entry.password for entry in second)


def test_somebody_elses_account_is_a_stranger(person):
    assert accounts.strangers()


def test_passwords_are_readable_for_their_owner_only(tmp_path):
    accounts.create(tmp_path)

    assert (tmp_path / "zugaenge.json").stat().st_mode & 0o077 == 0


def test_merged_gemeinde_leads_to_the_one_it_belongs_to(client, filled):
    text = client.get("/orte/90151006/").content.decode().replace("\u00a0", " ")

    assert "Klein Wendeby gehört seit 1. Januar 2019 zu Groß Wendeby." in text
    assert 'href="/orte/90151005/"' in text
