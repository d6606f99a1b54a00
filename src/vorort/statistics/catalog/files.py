"""YAML files of a catalogue folder → checked entries. Every error names file, entry and field."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from vorort.statistics.catalog.model import Entry
from vorort.statistics.errors import CatalogError

E = TypeVar("E", bound=Entry)

PACKAGED = Path(__file__).parent


def entries(folder: Path, pattern: str, model: type[E]) -> Iterator[tuple[Path, E]]:
    """Entries of all files that match, in order of file names. A file holds one entry or a list."""
    for path in sorted(folder.glob(pattern)):
        content = read_yaml(path)
        for raw in content if isinstance(content, list) else [content]:
            yield path, _checked(path, raw, model)


def text_map(path: Path) -> dict[str, str]:
    """A file with `key: text` lines; empty where the folder has no such file."""
    return checked_as(path, dict[str, str]) if path.exists() else {}


def checked_as(path: Path, kind: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except ValidationError as error:
        raise CatalogError(f"{shown(path)}: {_first(error)}") from None


def read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - safe subclass
    except UnicodeDecodeError:
        raise CatalogError(f"{shown(path)}: Die Datei ist nicht in UTF-8 gespeichert.") from None
    except yaml.MarkedYAMLError as error:
        raise CatalogError(f"{shown(path)}{_line(error)}: {_yaml_problem(error)}") from None
    except yaml.YAMLError:
        raise CatalogError(f"{shown(path)}: Die Datei enthält Zeichen, die YAML nicht kennt.") from None


def digest_of(folders: list[Path]) -> str:
    """Hash of everything that can change a result. Translations cannot, so they do not count."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml"), key=lambda p: p.relative_to(folder).as_posix()):
            name = path.relative_to(folder).as_posix()
            if not name.startswith("translations/"):
                total.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
        total.update(b"\n")
    return total.hexdigest()


def shown(path: Path) -> str:
    """`indicators/A01.yaml`: enough to find the file, and no path of this machine."""
    return f"{path.parent.name}/{path.name}"


def _checked(path: Path, raw: Any, model: type[E]) -> E:
    if not isinstance(raw, dict):
        raise CatalogError(f"{shown(path)}: Hier fehlt ein Eintrag der Form „id: …“.")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        key = raw.get("id") or raw.get("series") or "ohne Kennung"
        raise CatalogError(f"{shown(path)}, Eintrag „{key}“, {_first(error)}") from None


def _first(error: ValidationError) -> str:
    """The first problem in words, a mistyped field before the one that is missing for it."""
    problems = error.errors(include_url=False, include_input=False)
    problem = min(problems, key=lambda p: p["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in problem["loc"]) or "gesamter Eintrag"
    return f"Feld „{where}“: {_in_german(problem)}"


def _in_german(problem: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return f"{context['error']}."
    if kind in ("enum", "literal_error"):
        return f"Erlaubt sind nur {context['expected'].replace(' or ', ' oder ')}."
    return _PROBLEMS.get(kind, "Der Wert passt nicht zu diesem Feld.")


_PROBLEMS = {
    "missing": "Das Feld fehlt.",
    "extra_forbidden": "Dieses Feld gibt es nicht; bitte die Schreibweise prüfen.",
    "string_type": "Hier muss Text stehen; Zahlen, Daten und ja/nein bitte in Anführungszeichen setzen.",
    "string_too_short": "Der Text ist leer.",
    "too_short": "Die Liste ist leer.",
    "tuple_type": "Hier muss eine Liste stehen.",
    "dict_type": "Hier müssen Zeilen der Form „Name: Text“ stehen.",
    "model_type": "Hier müssen benannte Felder stehen.",
    "int_type": "Hier muss eine ganze Zahl stehen.",
    "int_parsing": "Hier muss eine ganze Zahl stehen.",
    "float_type": "Hier muss eine Zahl stehen.",
    "float_parsing": "Hier muss eine Zahl stehen.",
    "bool_type": "Hier muss true oder false stehen.",
    "bool_parsing": "Hier muss true oder false stehen.",
    "greater_than_equal": "Die Zahl ist zu klein.",
    "less_than_equal": "Die Zahl ist zu groß.",
    "date_type": "Hier muss ein Datum der Form 2026-01-31 stehen.",
    "date_parsing": "Hier muss ein Datum der Form 2026-01-31 stehen.",
    "date_from_datetime_parsing": "Hier muss ein Datum der Form 2026-01-31 stehen.",
}


def _line(error: yaml.MarkedYAMLError) -> str:
    return f", Zeile {error.problem_mark.line + 1}" if error.problem_mark else ""


def _yaml_problem(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _DoubleKey):
        return f"Das Feld „{error.problem}“ steht zweimal da."
    return (
        "Die Datei ist kein gültiges YAML; oft fehlen Anführungszeichen oder die Einrückung ist verrutscht."
    )


class _DoubleKey(yaml.MarkedYAMLError):
    pass


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, which also refuses what YAML silently overwrites: a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _DoubleKey(problem=key.value, problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping
