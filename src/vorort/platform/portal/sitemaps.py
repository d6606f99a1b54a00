"""What search engines should know: places with figures, data sheets, and the doors, in every language."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import get_language, override

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

    def location(self, item: Any) -> str:
        """Asked for once in each language and for each sister, so the address is worked out once."""
        language = get_language()
        prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
        if item not in self._paths:
            with override(settings.LANGUAGE_CODE):
                self._paths[item] = self.path(item)
        return prefix + self._paths[item]

    def path(self, item: Any) -> str:
        raise NotImplementedError

    @cached_property
    def _paths(self) -> dict[Any, str]:
        return {}

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

    def path(self, item: str) -> str:
        return reverse(item)


class Sheets(Pages):
    def items(self) -> list[str]:
        return indicator_ids()

    def path(self, item: str) -> str:
        return reverse("monitoring:sheet", args=[item])


class Places(Pages):
    """A page without figures helps nobody who searches, so those are left out."""

    limit = 450  # small enough to be remembered between two robots

    def items(self) -> list[Place]:
        return places_with_figures()

    def path(self, item: Place) -> str:
        return item.get_absolute_url()


SITEMAPS = {"seiten": Doors, "indikatoren": Sheets, "orte": Places}
