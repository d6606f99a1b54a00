"""What the published data are at this moment."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """Version of one body of published data ("monitoring": build id, "places": register version).

    Every public page that is made from them carries all versions in its ETag, so an import renews
    the pages of all processes at once.
    """

    name = models.CharField(max_length=40, primary_key=True)
    version = models.CharField(max_length=80)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
