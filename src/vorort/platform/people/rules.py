"""May this person do that?"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from vorort.platform.people.models import User
from vorort.platform.people.roles import PERMISSIONS, permissions_of


def may(user: User, permission: str, *, on: object = None) -> bool:
    """True if one of the roles that `user` holds today allows `permission`.

    The first roles count everywhere; `on` is the object asked about, for roles bound to one place.
    """
    if permission not in PERMISSIONS:
        raise LookupError(f"Unknown permission {permission!r}: add it to people/roles.py")
    return user.is_active and permission in permissions_of(roles_of(user))


def roles_of(user: User) -> set[str]:
    """Names of the roles that hold today."""
    holds = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    return set(user.grants.filter(holds).values_list("role", flat=True))
