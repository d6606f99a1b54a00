"""Roles and what each may do, in plain words. Roles live in code; who holds one lives in `Grant`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    name: str
    title: str
    meaning: str  # shown to the person who is asked to give the role
    permissions: frozenset[str]


PERMISSIONS = {
    "monitoring.import": _("Statistik-Speicher einlesen und veröffentlichen"),
    "monitoring.check": _("Prüfberichte vor der Veröffentlichung ansehen"),
    "places.import": _("Gemeindeverzeichnis und Grenzen einlesen"),
    "people.manage": _("Konten und Rollen verwalten"),
}

ROLES = (
    Role(
        "operator",
        _("Betrieb"),
        _("Hält die Plattform am Laufen: liest Verzeichnisse ein, vergibt Konten und Rollen."),
        frozenset({"places.import", "people.manage", "monitoring.check"}),
    ),
    Role(
        "statistician",
        _("Statistikstelle"),
        _("Liest Zahlen ein, prüft sie und gibt sie zur Veröffentlichung frei."),
        frozenset({"monitoring.import", "monitoring.check"}),
    ),
)


def permissions_of(names: set[str]) -> frozenset[str]:
    """Everything that the roles with these names may do together."""
    return frozenset().union(*(role.permissions for role in ROLES if role.name in names))
