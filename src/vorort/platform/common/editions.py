"""Reading and setting the versions of the published data."""

from __future__ import annotations

from vorort.platform.common.models import Edition


def current() -> str:
    """All versions as one short text; changes exactly when published data change (one query)."""
    return " ".join(f"{name}={version}" for name, version in Edition.objects.values_list("name", "version"))


def publish(name: str, version: str) -> None:
    """Say that `name` is now at `version`. Call inside the transaction of the import."""
    Edition.objects.update_or_create(name=name, defaults={"version": version})
