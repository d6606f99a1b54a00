"""The demo for tests, built through the product's own doors, once per test process.

built_demo()             store of the demo with a published build (engine only, no database)
fill_platform(built)     the same in the database of a test marked `django_db`
demo_in_database(…)      the same for all tests of a module
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from vorort.platform.demo.build import Built, build_store, fill_platform

__all__ = ["Built", "built_demo", "demo_in_database", "fill_platform"]


@cache
def built_demo() -> Built:
    folder = Path(tempfile.mkdtemp(prefix="hollermark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_store(folder)


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
    from vorort.platform.monitoring.models import Build
    from vorort.platform.places.models import Boundary, Place

    Build.objects.all().delete()
    Boundary.objects.all().delete()
    while Place.objects.exists():
        Place.objects.filter(children__isnull=True).delete()
