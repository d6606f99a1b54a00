"""Our own style sheets, joined to one file: one request instead of many, and no build step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "common/vorort.css"
SOURCES = Path(__file__).parent / "styles"
ORDER = (
    "tokens",
    "fonts",
    "base",
    "layout",
    "components",
    "data",
    "charts",
    "pages",
    "rtl",
    "contrast",
    "print",
)


class Bundle(BaseFinder):
    """Finder that offers `common/vorort.css`, written anew whenever a part is newer."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        found = [str(write())] if path == NAME else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        write()
        yield NAME, FileSystemStorage(location=_folder())

    def check(self, **kwargs: object) -> list[object]:
        return []


def write() -> Path:
    """Write the joined sheet if a part changed; returns its path."""
    target = _folder() / NAME
    css = joined()
    if not target.exists() or target.read_text(encoding="utf-8") != css:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(css, encoding="utf-8")
    return target


def joined() -> str:
    return "\n".join((SOURCES / f"{part}.css").read_text(encoding="utf-8") for part in ORDER)


def _folder() -> Path:
    return Path(settings.ASSETS) / "own"
