"""News for feed readers: each newly published state of the figures."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from vorort.platform.common import text
from vorort.platform.monitoring.models import Build
from vorort.platform.monitoring.queries import publications


class Publications(Feed):
    feed_type = Atom1Feed
    language = "de"
    subtitle = "Jeder neu veröffentlichte Stand der Zahlen"

    def title(self) -> str:
        return f"{settings.VORORT_TITLE}: neue Zahlen"

    def author_name(self) -> str:
        """Atom wants to know who says so."""
        return settings.VORORT_OPERATOR[0] if settings.VORORT_OPERATOR else settings.VORORT_TITLE

    def link(self) -> str:
        return reverse("monitoring:data")

    def items(self) -> list[Build]:
        return publications()

    def item_title(self, item: Build) -> str:
        return f"Neuer Stand {item.build_id[:12]}"

    def item_description(self, item: Build) -> str:
        figures, series = text.number(item.observations_count), text.number(item.indicators)
        return f"Zahlen: {figures}. Indikatoren und Reihen: {series}. Orte: {text.number(item.places_count)}."

    def item_link(self, item: Build) -> str:
        return reverse("monitoring:data")

    def item_guid(self, item: Build) -> str:
        return f"{settings.VORORT_URL}{reverse('monitoring:data')}#{item.build_id}"

    def item_pubdate(self, item: Build) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Build) -> datetime | None:
        return item.published_at
