"""`formats` and `inspect`: what we can read, and what is in a file."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vorort.statistics.commands.output import NotInOrder, format_option, print_rows, said_in_german

if TYPE_CHECKING:
    from vorort.statistics.read import Inspection

_LABELS = {
    "file": "Datei",
    "format_name": "Format",
    "encoding": "Zeichensatz",
    "separator": "Trennzeichen",
    "sheets": "Blätter",
    "title": "Titel",
    "publisher": "Herausgeber",
    "licence": "Lizenz",
    "retrieved_at": "Abgerufen am",
    "series": "Reihen",
    "items": "Wertspalten",
    "numbers": "Zahlen",
    "periods": "Zeiträume",
    "regions": "Gebiete",
    "signs": "Zeichen",
    "columns": "Spalten",
    "notes": "Fußnoten",
    "problems": "Probleme",
}
_MOST = 12


@click.command("formats")
@format_option
@said_in_german
def formats_command(form: str) -> None:
    """Zählt die Formate auf, die eingelesen werden."""
    from vorort.statistics import formats

    headings = {"id": "Kennung", "name": "Format", "recognised_by": "Erkannt an", "example": "Beispiel"}
    print_rows([asdict(each) for each in formats()], form, headings)


@click.command("inspect")
@click.argument("file", metavar="DATEI", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping-out",
    metavar="DATEI",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Vorgeschlagene Zuordnung für eine eigene Tabelle hierhin schreiben.",
)
@format_option
@said_in_german
def inspect_command(file: Path, mapping_out: Path | None, form: str) -> None:
    """Zeigt, was in einer Datei steht, ohne sie einzulesen.

    Für eine eigene Tabelle schlägt das Programm eine Zuordnung vor: mit --mapping-out speichern,
    durchsehen, verbessern und mit „import --mapping“ verwenden.
    """
    from vorort.statistics import inspect

    found = inspect(file)
    if form == "table":
        rows = [{"what": label, "found": _words(getattr(found, name))} for name, label in _LABELS.items()]
        print_rows([row for row in rows if row["found"]], form, {"what": "", "found": ""})
    else:
        print_rows([_plain(found)], form, {})
    if mapping_out is not None:
        _write_mapping(file, mapping_out)
    elif found.mapping is not None and form == "table":
        click.echo("Eine Zuordnung schreibt: --mapping-out zuordnung.yaml", err=True)
    if found.problems:
        raise click.exceptions.Exit(1)


def _plain(found: Inspection) -> dict[str, Any]:
    mapping = None if found.mapping is None else found.mapping.model_dump(mode="json")
    return asdict(replace(found, mapping=None)) | {"mapping": mapping}


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{number} × {name}" for name, number in value.items())
    if not isinstance(value, tuple):
        return str(value) if value else ""
    words = [each if isinstance(each, str) else _sign(each) for each in value]
    more = [f"… und {len(words) - _MOST} weitere"] if len(words) > _MOST else []
    return "\n".join([*words[:_MOST], *more])


def _sign(each: Any) -> str:
    return f"{each.count} × „{each.sign}“ {each.meaning}".rstrip()


def _write_mapping(file: Path, out: Path) -> None:
    from vorort.statistics import propose_mapping
    from vorort.statistics.read import mapping_yaml

    if out.exists():
        raise NotInOrder(f"Die Datei „{out.name}“ gibt es schon. Bitte einen anderen Namen angeben.")
    out.write_text(mapping_yaml(propose_mapping(file), file.name), encoding="utf-8")
    click.echo(f"Zuordnung geschrieben: {out.name}. Bitte durchsehen und verbessern.", err=True)
