"""What a reader says about the format it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.rawfile import OriginHints, RawFile


@dataclass(frozen=True)
class Format:
    """A kind of file we read. Texts are German and shown by `vorort statistics formats`."""

    id: str
    name: str
    recognised_by: str
    example: str


@dataclass(frozen=True)
class Reader:
    """A format, how to tell it, and how to read it. `matches` never raises."""

    format: Format
    matches: Callable[[RawFile], bool]
    read: Callable[[RawFile, OriginHints | None], Delivery]
