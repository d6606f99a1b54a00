"""The demo for tests, built through the product's own doors, once for all processes and runs.

It lies in var/tests under the hash of everything that takes part in building it.

built_demo()             store of the demo with a published build (engine only, no database)
fill_platform(built)     the same in the database of a test marked `django_db`
demo_in_database(…)      the same for all tests of a module
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from vorort.platform.demo.build import Built, build_store, fill_platform
from vorort.platform.demo.command import state_of
from vorort.statistics import Store

__all__ = ["Built", "built_demo", "demo_in_database", "fill_platform"]


KEPT = Path(__file__).parent.parent.parent / "var" / "tests"
_HOUR = 3600


@cache
def built_demo() -> Built:
    folder = KEPT / f"hollermark-{state_of()[:16]}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of one run wait for the first
        if not folder.exists():
            _build_anew(folder)
        os.utime(folder)  # in use: another run must not clear it away
    store = Store.open(folder / "speicher")
    return Built(folder, store, store.published().manifest)


def _build_anew(folder: Path) -> None:
    """A folder that is there is complete; what an hour-old state of the code has built may go."""
    for old in KEPT.glob("hollermark-*"):
        if time.time() - old.stat().st_mtime > _HOUR:
            shutil.rmtree(old, ignore_errors=True)
    unfinished = KEPT / "unfinished"  # ours alone: we hold the lock
    shutil.rmtree(unfinished, ignore_errors=True)
    build_store(unfinished)
    unfinished.rename(folder)


@contextmanager
def demo_in_database(blocker: Any) -> Iterator[None]:
    """The demo for all tests of a module, taken out again afterwards; `blocker` is pytest-django's."""
    with blocker.unblock():
        fill_platform(built_demo())
        try:
            yield
        finally:
            _empty()


def _empty() -> None:
    from vorort.platform.common.models import Edition
    from vorort.platform.monitoring.models import Build
    from vorort.platform.places.models import Boundary, Place

    Edition.objects.all().delete()
    Build.objects.all().delete()
    Boundary.objects.all().delete()
    while Place.objects.exists():
        Place.objects.filter(children__isnull=True).delete()
