"""The fields in which a municipality acts, shared by all systems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language


@dataclass(frozen=True)
class Handlungsfeld:
    id: str
    names: dict[str, str]  # by language
    fields: tuple[str, ...]  # of the indicator catalogue

    @property
    def name(self) -> str:
        """In the language of this page, German where there is no translation."""
        language = (get_language() or "de").partition("-")[0]
        return self.names.get(language, self.names["de"])


@cache
def handlungsfelder() -> tuple[Handlungsfeld, ...]:
    """All seven, in their order."""
    raw = yaml.safe_load(files(__package__).joinpath("handlungsfelder.yaml").read_text("utf-8"))
    return tuple(Handlungsfeld(entry["id"], entry["name"], tuple(entry["fields"])) for entry in raw)
