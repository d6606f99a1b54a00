"""The metadata file of an Open SDG indicator: Markdown or YAML with a YAML head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from vorort.statistics.read.delivery import SeriesInfo

_LARGEST = 1024 * 1024
_TAGS = re.compile(r"<[^>]+>")
_TRANSLATION_KEY = re.compile(r"\w+\.[\w-]+")


@dataclass(frozen=True)
class Meta:
    fields: dict[str, object] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """A text field without HTML; empty for keys of translation files such as `global.title`."""
        value = self.fields.get(name)
        if not isinstance(value, str) or _TRANSLATION_KEY.fullmatch(value) or value == "Untitled":
            return ""
        return " ".join(_TAGS.sub(" ", value).split())


def find_meta(csv_path: Path, number: str) -> Meta | None:
    """The metadata beside the CSV, in `meta/` beside it, or in `../meta/`; None if there is none."""
    folder = csv_path.parent
    for place in (folder, folder / "meta", folder.parent / "meta"):
        for name in (f"{number}.md", f"{number}.yml", f"{number}.yaml"):
            path = place / name
            if path.is_file():
                return _read(path)
    return None


def _read(path: Path) -> Meta:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        text = path.read_text(encoding="utf-8-sig")
        parts = re.split(r"^---\s*$", text, flags=re.MULTILINE)
        fields = yaml.safe_load(parts[1] if len(parts) > 1 else text)
        if not isinstance(fields, dict):
            raise ValueError
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return Meta(
            problems=(f"Die Beschreibung {path.name} ließ sich nicht lesen; die Werte sind vollständig.",)
        )
    return Meta({str(key): value for key, value in fields.items()})


def series_info(series: str, number: str, meta: Meta | None, items: list[object]) -> SeriesInfo:
    meta = meta or Meta()
    return SeriesInfo(
        id=series,
        title=_title(meta) or f"Indikator {number.replace('-', '.')}",
        unit=_unit(meta),
        decimals=_decimals(meta),
        definition=meta.text("national_indicator_description"),
        reference=meta.text("data_source"),
        notes=tuple(_notes(meta)),
        items=tuple(str(item) for item in items),
    )


def _title(meta: Meta) -> str:
    for name in ("title", "indicator_name", "graph_title"):
        if title := meta.text(name):
            return title
    for entry in _entries(meta, "graph_titles"):
        if isinstance(longer := entry.get("title"), str):
            return " ".join(longer.split())
    return meta.text("source_url_text_1")


def _unit(meta: Meta) -> str:
    units = {str(entry["unit"]) for entry in _entries(meta, "precision") if entry.get("unit")}
    return units.pop() if len(units) == 1 else meta.text("computation_units")


def _decimals(meta: Meta) -> int | None:
    """Decimals of the series; with several units the largest, which is that of the rate."""
    found = [entry.get("decimals") for entry in _entries(meta, "precision")]
    numbers = [value for value in found if isinstance(value, int) and 0 <= value <= 6]
    return max(numbers, default=None)


def _entries(meta: Meta, name: str) -> list[dict[str, object]]:
    value = meta.fields.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _notes(meta: Meta) -> list[str]:
    notes = [meta.text(name) for name in ("computation_calculations", "other_info", "data_footnote")]
    tags = meta.fields.get("tags")
    notes += [str(tag) for tag in tags] if isinstance(tags, list) else []
    return [note for note in notes if note]
