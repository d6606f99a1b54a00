"""What a reader hands over: one raw file, its origin, and its typed table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa


@dataclass(frozen=True)
class Origin:
    """Where a file comes from. What the file says itself is kept; `import` may add the rest."""

    file_name: str
    sha256: str
    size: int
    publisher: str = ""
    title: str = ""
    licence: str = ""  # "dl-de/by-2-0", "" when not stated
    licence_text: str = ""  # the sentence as it stands in the file
    url: str = ""
    retrieved_at: str = ""  # ISO date or date-time as the file or the user says; never our clock

    @property
    def id(self) -> str:
        return self.sha256[:16]


@dataclass(frozen=True)
class SeriesInfo:
    """What is known about a published series from its own file or metadata."""

    id: str
    title: str
    unit: str = ""
    decimals: int | None = None
    definition: str = ""
    publisher: str = ""
    licence: str = ""
    reference: str = ""
    notes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)  # "staatsangehoerigkeit=163" → "Türkei"


@dataclass(frozen=True)
class Delivery:
    """One delivered file, read in full. `table` follows FACTS, REGIONS or CONVERSION by `kind`."""

    origin: Origin
    format: str
    kind: Literal["facts", "regions", "conversion"]
    table: pa.Table
    series: tuple[SeriesInfo, ...] = ()
    notes: tuple[str, ...] = ()  # footnotes of the file, kept word for word
    mapping: dict[str, object] = field(default_factory=dict)  # of "my own table", as it was used
