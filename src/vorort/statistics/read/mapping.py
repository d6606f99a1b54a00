"""How „my own table“ is to be read: a small YAML file that the program proposes and a person corrects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.refusal import refused
from vorort.statistics.vocab import TOTAL, Level, Status, Unit

Text = Annotated[str, Field(min_length=1)]
Column = Annotated[str, Field(min_length=1)] | Annotated[int, Field(ge=1)]
_LARGEST = 1024 * 1024


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Section(_Part):
    """Rows of the same table whose regions are of another kind, such as the Bezirke below the Stadtteile."""

    from_row: int = Field(ge=1)
    to_row: int = Field(ge=1)
    prefix: str = Field(pattern=r"^[a-z0-9_]+\.$")


class RegionSource(_Part):
    """Where the region of a row stands, and how its text becomes a key."""

    column: Column | None = None
    kind: Literal["key", "name"] = "key"
    fixed: str = ""  # one region for the whole table
    level: Level | None = None  # decides where digits alone cannot
    parent: str = Field(default="", pattern=r"^(\d{8})?$")  # parts of a city: key becomes <parent>-<text>
    width: int | None = Field(default=None, ge=1, le=12)  # digits of a part's key, where zeros were lost
    name_column: Column | None = None
    keys: dict[str, str] = Field(default_factory=dict)  # text in the table → key, before every other rule
    sections: tuple[Section, ...] = ()


class PeriodSource(_Part):
    column: Column | None = None
    fixed: str = ""


class Keep(_Part):
    """Read only rows with one of these texts in a column."""

    column: Column
    values: tuple[str, ...] = Field(min_length=1)


class ValueColumn(_Part):
    """One column of numbers, and what it is about."""

    column: Column
    item: str = ""  # a measure of the catalogue, or a name of your own
    unit: Unit = Unit.COUNT
    factor: float = Field(default=1, gt=0)  # 1000 where the table gives thousands
    group: str = TOTAL
    sex: str = TOTAL
    age: str = TOTAL
    detail: dict[str, str] = Field(default_factory=dict)
    period: str = ""  # where it differs from the table's
    concept: str | None = None
    decimal: Literal[",", "."] | None = None
    thousands: Literal["", ".", ",", " ", "'"] | None = None


class Dimension(_Part):
    """A column that says what the row is about, in a long table."""

    column: Column
    name: str = ""


class Mapping(_Part):
    format: Literal["eigene"] = "eigene"
    series: str = Field(pattern=r"^own/[a-z0-9][a-z0-9._-]*$")
    title: Text
    publisher: str = ""
    licence: str = ""
    concept: str = ""
    base: str = ""
    sheet: str | None = None
    separator: Literal[";", ",", "\t", "|"] | None = None
    header_row: int = Field(ge=1)
    first_row: int | None = Field(default=None, ge=1)
    last_row: int | None = Field(default=None, ge=1)
    skip_rows: tuple[int, ...] = ()
    keep: Keep | None = None
    decimal: Literal[",", "."] = ","
    thousands: Literal["", ".", ",", " ", "'"] = ""
    zero: Literal[Status.OK, Status.BELOW_HALF] = Status.OK
    region: RegionSource
    period: PeriodSource = PeriodSource()
    dimensions: tuple[Dimension, ...] = ()
    values: tuple[ValueColumn, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def marks_differ(self) -> Mapping:
        if self.decimal == self.thousands:
            raise ValueError("Dezimalzeichen und Tausenderzeichen dürfen nicht dasselbe sein")
        return self

    @property
    def first_data_row(self) -> int:
        return self.first_row or self.header_row + 1


def read_mapping(path: Path) -> Mapping:
    """A mapping from a YAML file. Raises FileRejected naming each field that is wrong."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise _unreadable(path, None) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _unreadable(path, mark.line + 1 if mark else None) from None
    return mapping_of(content, path.name)


def mapping_of(content: Any, file: str) -> Mapping:
    """The mapping in a parsed YAML document. Raises FileRejected."""
    if not isinstance(content, dict):
        raise _unreadable(Path(file), None)
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise refused(
            file,
            f"Die Zuordnung ist nicht in Ordnung, Feld „{_path(first['loc'])}“: {_said(dict(first))}",
            "Eine neue Zuordnung schlägt `vorort statistics inspect DATEI --mapping-out ZUORDNUNG` vor.",
            value=_short(first.get("input")),
        ) from None


def mapping_yaml(mapping: Mapping, file: str = "") -> str:
    """The mapping as YAML with a German comment for every line a person may want to change."""
    lines = [
        f"# Zuordnung für {file}" if file else "# Zuordnung für eine eigene Tabelle",
        "# Bitte prüfen und ändern. Zeilennummern zählen wie im Editor ab 1.",
        "",
    ]
    content = mapping.model_dump(mode="json", exclude_defaults=True)
    content = {"format": "eigene", **content}
    for name in Mapping.model_fields:
        if name == "values":
            lines += ["", *_value_lines(mapping)]
        elif name in content or name in _ALWAYS:
            value = content.get(name, getattr(mapping, name))
            lines.append(f"{name}: {_flow(value)}  # {_COMMENTS[name]}".rstrip())
    return "\n".join(lines) + "\n"


_ALWAYS = ("title", "publisher", "licence", "concept", "decimal", "thousands", "period")
_COMMENTS = {
    "format": "fest",
    "series": "Kennung der Reihe: own/ und ein kurzer Name ohne Umlaute",
    "title": "Titel, wie er auf Seiten und in Quellenangaben steht",
    "publisher": "Wer die Zahlen herausgibt",
    "licence": "Lizenz, zum Beispiel dl-de/by-2-0",
    "concept": "Gruppenbegriff, zum Beispiel MH_MR (Melderegister) oder STAA_FORT; leer, wenn keiner passt",
    "base": "Grundlage der Bevölkerungszahlen, zum Beispiel Zensus 2022",
    "sheet": "Name des Tabellenblatts",
    "separator": "Trennzeichen der CSV-Datei",
    "header_row": "Zeile mit den Überschriften",
    "first_row": "erste Zeile mit Werten",
    "last_row": "letzte Zeile mit Werten; alles darunter gilt als Anmerkung",
    "skip_rows": "Zeilen dazwischen, die keine Werte enthalten",
    "keep": "nur Zeilen lesen, die in dieser Spalte einen dieser Texte haben",
    "decimal": "Dezimalzeichen",
    "thousands": "Tausenderzeichen: nichts, Punkt, Komma, Leerzeichen oder Apostroph",
    "zero": "was eine gedruckte 0 bedeutet: ok (genau nichts) oder below_half (weniger als die Hälfte der "
    "letzten Stelle)",
    "region": "Gebiet; kind: key (Schlüssel) oder name; parent: Gemeinde, deren Teile es sind; "
    "keys: Text der Tabelle → Schlüssel",
    "period": "Zeitraum: fixed: 2024 oder 31.12.2024, oder column: Spalte damit",
    "dimensions": "Spalten, die sagen, worum es in der Zeile geht (Geschlecht, Alter, …)",
}


def _value_lines(mapping: Mapping) -> list[str]:
    lines = [
        "# Spalten mit Werten. item: Kennzahl des Katalogs (etwa bevoelkerung) oder ein eigener Name;",
        "# unit: persons, count, percent, per_1000, euro, years, …; group: insgesamt, auslaender, mh, …;",
        "# sex: m, w, d; age: 0-17, 65+; factor: 1000 bei Angaben in Tausend; period: falls abweichend.",
        "# Zeilen, die nicht gebraucht werden, einfach löschen.",
        "values:",
    ]
    for column in mapping.values:
        known = column.model_dump(mode="json", exclude_defaults=True)
        known = {"column": column.column, "item": column.item, "unit": str(column.unit)} | known
        lines.append(f"  - {_flow(known)}")
    return lines


def _flow(value: Any) -> str:
    """A value on one line; JSON strings are YAML strings."""
    if isinstance(value, _Part):
        value = value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_name(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    return key if key.isidentifier() else json.dumps(key, ensure_ascii=False)


def _unreadable(path: Path, line: int | None) -> FileRejected:
    return refused(
        path.name,
        "Die Zuordnung ist keine lesbare YAML-Datei",
        "Eine neue Zuordnung schlägt `vorort statistics inspect DATEI --mapping-out ZUORDNUNG` vor.",
        line=line,
    )


def _path(place: tuple[int | str, ...]) -> str:
    parts = [str(part + 1) if isinstance(part, int) else part for part in place if part not in ("str", "int")]
    return ".".join(parts) or "Zuordnung"


_SAID = {
    "missing": "Diese Angabe fehlt",
    "extra_forbidden": "Diese Angabe gibt es nicht",
    "string_too_short": "Hier darf nichts Leeres stehen",
    "too_short": "Hier muss mindestens ein Eintrag stehen",
    "string_pattern_mismatch": "Der Text hat nicht die verlangte Form",
    "greater_than_equal": "Die Zahl ist zu klein",
    "greater_than": "Die Zahl ist zu klein",
}


def _said(error: dict[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] in ("enum", "literal_error"):
        return f"Erlaubt sind nur {error['ctx']['expected'].replace(' or ', ' oder ')}"
    return _SAID.get(error["type"], "Diese Angabe passt nicht hierher")


def _short(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int | float | bool) else None
