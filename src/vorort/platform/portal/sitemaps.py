"""What search engines should know: places with figures, data sheets, and the doors."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from vorort.platform.monitoring.queries import catalogue_page, current_build, places_with_figures
from vorort.platform.places.models import Place


class Doors(Sitemap):
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


class Sheets(Sitemap):
    def items(self) -> list[str]:
        return [entry.url for _field, entries in catalogue_page({}).fields for entry in entries]

    def location(self, item: str) -> str:
        return item


class Places(Sitemap):
    """A page without figures helps nobody who searches, so those are left out."""

    limit = 2_000  # small enough to be kept in memory between two robots

    def items(self) -> list[Place]:
        return places_with_figures()

    def get_latest_lastmod(self) -> object:
        build = current_build()
        return build.published_at if build else None


SITEMAPS = {"seiten": Doors, "indikatoren": Sheets, "orte": Places}
