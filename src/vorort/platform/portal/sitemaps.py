"""What search engines should know: places with figures, data sheets, and the doors, in every language."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from vorort.platform.monitoring.queries import current_build, indicator_ids, places_with_figures
from vorort.platform.places.models import Place


class Pages(Sitemap):
    """Every page with its sisters in the other languages; new figures renew them all."""

    i18n = alternates = x_default = True

    @property
    def protocol(self) -> str:
        """Search engines keep what they are told, so what the operator says counts, not who asks."""
        return urlsplit(settings.VORORT_URL).scheme

    @cached_property
    def published_at(self) -> datetime | None:
        build = current_build()
        return build.published_at if build else None

    def lastmod(self, item: object) -> datetime | None:
        return self.published_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.published_at


class Doors(Pages):
    def items(self) -> list[str]:
        return [
            "portal:start",
            "portal:places",
            "monitoring:catalogue",
            "monitoring:compare",
            "monitoring:data",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class Sheets(Pages):
    def items(self) -> list[str]:
        return indicator_ids()

    def location(self, item: str) -> str:
        return reverse("monitoring:sheet", args=[item])


class Places(Pages):
    """A page without figures helps nobody who searches, so those are left out."""

    limit = 2_000  # small enough to be kept in memory between two robots

    def items(self) -> list[Place]:
        return places_with_figures()


SITEMAPS = {"seiten": Doors, "indikatoren": Sheets, "orte": Places}
