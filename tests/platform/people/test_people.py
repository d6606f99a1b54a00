"""Accounts, roles, and logging in and out."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import timezone

from vorort.platform.people.models import User
from vorort.platform.people.roles import PERMISSIONS, ROLES
from vorort.platform.people.rules import may

pytestmark = pytest.mark.django_db


def test_role_allows_what_it_says_and_nothing_else(statistician):
    assert may(statistician, "monitoring.import")
    assert not may(statistician, "people.manage")


def test_role_ends_with_its_day(person):
    today = timezone.localdate()
    grant = person.grants.create(role="statistician", until=today)

    assert may(person, "monitoring.import")
    grant.until = today - timedelta(days=1)
    grant.save()
    assert not may(person, "monitoring.import")


def test_inactive_account_may_nothing(statistician):
    statistician.is_active = False

    assert not may(statistician, "monitoring.import")


def test_unknown_permission_is_a_mistake_of_ours(person):
    with pytest.raises(LookupError, match="people/roles"):
        may(person, "monitoring.imprt")


def test_roles_use_known_permissions_only():
    assert {permission for role in ROLES for permission in role.permissions} <= PERMISSIONS.keys()


def test_address_is_unique_whatever_the_spelling(person):
    with pytest.raises(ValidationError):
        User.objects.create_user("MINA@beispiel.de", "ein langes Passwort", name="Andere")


def test_log_in_accepts_the_address_in_any_spelling(person):
    assert authenticate(username=" Mina@Beispiel.de", password="ein langes Passwort") == person
    assert authenticate(username="mina@beispiel.de", password="ein falsches") is None


def test_createsuperuser_makes_an_operator():
    user = User.objects.create_superuser("b@beispiel.de", "ein langes Passwort", name="Betrieb")

    assert may(user, "people.manage")


def test_log_in_page_leads_back_to_where_one_wanted(client, person):
    answer = client.post(
        "/anmelden/?next=/komponenten/",
        {"username": "mina@beispiel.de", "password": "ein langes Passwort", "next": "/komponenten/"},
    )

    assert answer["Location"] == "/komponenten/"


def test_log_in_never_leads_to_a_foreign_address(client, person):
    answer = client.post(
        "/anmelden/",
        {"username": person.email, "password": "ein langes Passwort", "next": "https://fremd.example/"},
    )

    assert answer["Location"] == "/betrieb/"


def test_wrong_password_keeps_the_address_and_says_what_to_do(client, person):
    answer = client.post("/anmelden/", {"username": "mina@beispiel.de", "password": "falsch"})

    page = answer.content.decode()
    assert "passen nicht zusammen" in page
    assert 'value="mina@beispiel.de"' in page


def test_log_out_ends_the_session(client, person):
    client.force_login(person)

    assert "Abmelden" in client.get("/komponenten/").content.decode()
    client.post("/abmelden/")
    assert "Abmelden" not in client.get("/komponenten/").content.decode()
