"""What is done with accounts."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from vorort.platform.people.models import Grant, User


class NoAccount(Exception):
    """There is no account with this address, and no name to make one."""


@transaction.atomic
def give_role(*, email: str, role: str, name: str = "", until: date | None = None) -> tuple[User, bool]:
    """Give a role for ever or until a day (a day that has passed takes it away).

    Makes the account where there is none and a name is given: without a password, so that nobody
    can log in before one has been set. The second value says whether it is new.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if is_new := user is None:
        if not name.strip():
            raise NoAccount(email)
        user = User.objects.create_user(email.strip(), name=name.strip())
    Grant.objects.update_or_create(user=user, role=role, defaults={"until": until})
    return user, is_new
