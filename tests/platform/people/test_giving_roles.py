"""Accounts and roles from the command line of the operator."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from vorort.platform.people.models import User
from vorort.platform.people.rules import may

pytestmark = pytest.mark.django_db


def give_role(*arguments, **options):
    out = StringIO()
    call_command("give_role", *arguments, stdout=out, **options)
    return out.getvalue()


def test_new_account_may_publish_but_not_log_in_before_it_has_a_password():
    said = give_role("Amina.Keller@Stadt.example", "statistician", name="Amina Keller")

    user = User.objects.get(email="amina.keller@stadt.example")
    assert may(user, "monitoring.import")
    assert not may(user, "people.manage")
    assert not user.has_usable_password()
    assert "changepassword amina.keller@stadt.example" in said


def test_known_account_keeps_its_name_and_password():
    user = User.objects.create_user("a@stadt.example", "Ein-langes-Kennwort", name="Amina Keller")

    said = give_role("A@stadt.example", "operator", name="Jemand anders")

    user.refresh_from_db()
    assert (user.name, user.check_password("Ein-langes-Kennwort")) == ("Amina Keller", True)
    assert said == "Amina Keller hat die Rolle „Betrieb“.\n"


def test_day_that_has_passed_takes_the_role_away():
    give_role("a@stadt.example", "statistician", name="Amina Keller")

    give_role("a@stadt.example", "statistician", until=date(2020, 1, 31))

    user = User.objects.get()
    assert user.grants.count() == 1
    assert not may(user, "monitoring.import")


def test_unknown_address_without_a_name_is_refused():
    with pytest.raises(CommandError, match="--name"):
        give_role("a@stadt.example", "statistician")

    assert not User.objects.exists()


def test_address_that_is_none_is_refused():
    with pytest.raises(CommandError):
        give_role("kein-adresse", "statistician", name="Amina Keller")

    assert not User.objects.exists()
