"""The demo for tests, built through the product's own doors, once per test process.

built_demo()             store of the demo with a published build (engine only, no database)
fill_platform(built)     the same in the database of a test marked `django_db`
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from vorort.platform.demo.build import Built, build_store, fill_platform

__all__ = ["Built", "built_demo", "fill_platform"]


@cache
def built_demo() -> Built:
    folder = Path(tempfile.mkdtemp(prefix="hollermark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_store(folder)
