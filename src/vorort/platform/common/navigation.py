"""The four doors in the header of every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MAIN = (
    (gettext_noop("Orte"), "portal:places"),
    (gettext_noop("Indikatoren"), "monitoring:catalogue"),
    (gettext_noop("Vergleichen"), "monitoring:compare"),
    (gettext_noop("Daten"), "monitoring:data"),
)


@dataclass(frozen=True)
class Door:
    label: str
    url: str
    is_current: bool


def main_navigation(path: str) -> tuple[Door, ...]:
    """The doors, with the one we stand behind marked."""
    doors = [(label, reverse(name)) for label, name in MAIN]
    return tuple(Door(_(label), url, path.startswith(url)) for label, url in doors)
