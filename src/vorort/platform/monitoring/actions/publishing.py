"""Which build is shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vorort.platform.common import editions
from vorort.platform.monitoring.models import Build

EDITION = "monitoring"


@transaction.atomic
def publish(*, build: Build, at: datetime) -> Build:
    """Show this build from now on, instead of the one before. Also the way back to an earlier one.

    Pressing the button twice changes nothing; two people at once wait for each other.
    """
    shown = dict(Build.objects.select_for_update().order_by("pk").values_list("pk", "is_current"))
    if shown[build.pk]:
        return build
    Build.objects.filter(is_current=True).exclude(pk=build.pk).update(is_current=False)
    build.is_current, build.published_at = True, at
    build.save(update_fields=["is_current", "published_at"])
    editions.publish(EDITION, build.build_id)
    return build


@transaction.atomic
def withdraw() -> None:
    """Show no figures until a build is published again."""
    Build.objects.filter(is_current=True).update(is_current=False)
    editions.publish(EDITION, "")
