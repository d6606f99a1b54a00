"""The shape of JSON-stat 2.0, and finding the one cube in an answer. Raises FileRejected."""

from __future__ import annotations

import json
import math
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vorort.statistics.read.rawfile import RawFile
from vorort.statistics.read.refusal import refused

MOST_NUMBERS = 5_000_000


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Unit(_Lenient):
    label: str = ""
    base: str = ""
    symbol: str = ""
    decimals: int | None = None


class _Category(_Lenient):
    index: dict[str, int] | list[str] = Field(default_factory=dict)
    label: dict[str, str] = Field(default_factory=dict)
    unit: dict[str, Unit] = Field(default_factory=dict)

    def codes(self) -> list[str]:
        index = self.index
        if isinstance(index, list):
            return index
        return sorted(index, key=index.__getitem__) or list(self.label)


class _Dimension(_Lenient):
    label: str = ""
    category: _Category


class _Role(_Lenient):
    time: list[str] = Field(default_factory=list)
    geo: list[str] = Field(default_factory=list)
    metric: list[str] = Field(default_factory=list)


class Dataset(_Lenient):
    id: list[str] = Field(min_length=1)
    size: list[int] = Field(min_length=1)
    dimension: dict[str, _Dimension]
    value: list[float | None] | dict[str, float | None]
    status: list[str | None] | dict[str, str] | str | None = None
    role: _Role = _Role()
    label: str = ""
    source: str = ""
    updated: str = ""
    note: list[str] = Field(default_factory=list)


def read_dataset(raw: RawFile) -> Dataset:
    content = _parsed(raw)
    _refuse_answers(raw, content)
    found = _unwrapped(content)
    if found is None:
        raise refused(
            raw.name,
            "Das ist JSON, aber keine JSON-stat-Tabelle",
            "Bitte das Ergebnis als JSON-stat, CSV oder Flat CSV herunterladen.",
        )
    try:
        data = Dataset.model_validate(found)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"][:3])
        raise refused(
            raw.name,
            f"Die JSON-stat-Tabelle ist beschädigt, im Feld „{place}“",
            "Bitte die Tabelle erneut herunterladen.",
        ) from None
    _refuse_uneven(raw, data)
    return data


def _parsed(raw: RawFile) -> Any:
    try:
        return json.loads(raw.decoded.text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise refused(
            raw.name,
            "Das JSON ist unvollständig oder beschädigt",
            "Bitte die Datei erneut vollständig herunterladen.",
            line=error.lineno,
        ) from None
    except (ValueError, RecursionError):
        raise refused(
            raw.name, "Das JSON enthält Unzulässiges", "Bitte die Datei erneut vollständig herunterladen."
        ) from None


def _no_constant(text: str) -> float:
    raise ValueError(text)


def _refuse_answers(raw: RawFile, content: Any) -> None:
    """GENESIS answers with `Status.Content` where a query failed: that sentence is what helps."""
    status = content.get("Status") if isinstance(content, dict) else None
    if isinstance(status, dict) and _unwrapped(content) is None:
        raise refused(
            raw.name,
            "Das ist eine Meldung von GENESIS, keine Tabelle",
            "Bitte Anmeldung und Auswahl prüfen und die Tabelle erneut abrufen.",
            value=str(status.get("Content", "")),
        )


def _unwrapped(content: Any, depth: int = 0) -> dict[str, Any] | None:
    """The dataset itself, or the only one inside a collection or an answer of an interface."""
    if not isinstance(content, dict) or depth > 4:
        return None
    if isinstance(content.get("dimension"), dict) and "value" in content:
        inner = content["dimension"]
        if "id" not in content and isinstance(inner.get("id"), list):  # JSON-stat 1
            return {**content, "id": inner["id"], "size": inner.get("size"), "role": inner.get("role") or {}}
        return content
    for name in ("dataset", "Object", "Content", "link", "item", "data"):
        inner = content.get(name)
        candidates = inner if isinstance(inner, list) else [inner]
        found = [d for one in candidates[:50] if (d := _unwrapped(one, depth + 1)) is not None]
        if len(found) == 1:
            return found[0]
    return None


def _refuse_uneven(raw: RawFile, data: Dataset) -> None:
    problem = None
    if len(data.id) != len(data.size) or set(data.id) - set(data.dimension):
        problem = "Die Liste der Merkmale passt nicht zu ihren Größen"
    elif any(
        size != len(data.dimension[name].category.codes())
        for name, size in zip(data.id, data.size, strict=True)
    ):
        problem = "Ein Merkmal hat nicht so viele Ausprägungen, wie die Tabelle angibt"
    elif math.prod(data.size) > MOST_NUMBERS:
        problem = f"Die Tabelle hat mehr als {MOST_NUMBERS // 1_000_000} Millionen Werte"
    elif isinstance(data.value, list) and len(data.value) != math.prod(data.size):
        problem = f"Es sind {len(data.value)} Werte statt {math.prod(data.size)}"
    if problem:
        raise refused(raw.name, problem, "Bitte die Tabelle erneut vollständig herunterladen.")
