"""`import`: files into a store, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vorort.statistics.commands.deliveries import extent
from vorort.statistics.commands.output import format_option, print_rows, progress_bar, said_in_german

if TYPE_CHECKING:
    from vorort.statistics.errors import Rejection
    from vorort.statistics.imports import Imported

_COLUMNS = {
    "file": "Datei",
    "outcome": "Ergebnis",
    "format": "Format",
    "rows": "Zahlen",
    "series": "Reihen",
    "periods": "Zeiträume",
    "id": "Lieferung",
}
_OUTCOMES = {"new": "eingelesen", "known": "war schon da", "replaced": "neu gelesen", None: "abgelehnt"}


@click.command("import")
@click.argument(
    "files", metavar="DATEI…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--into",
    "store",
    metavar="SPEICHER",
    required=True,
    type=click.Path(path_type=Path),
    help="Ordner des Speichers; entsteht beim ersten Mal.",
)
@click.option("--as", "as_format", metavar="FORMAT", help="Format vorgeben statt erkennen (siehe „formats“).")
@click.option(
    "--mapping",
    metavar="DATEI",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Zuordnung für eine eigene Tabelle (siehe „inspect --mapping-out“).",
)
@click.option("--publisher", default="", help="Herausgeber, falls er nicht in der Datei steht.")
@click.option("--title", default="", help="Titel, falls er nicht in der Datei steht.")
@click.option("--licence", default="", help="Lizenz, zum Beispiel dl-de/by-2-0.")
@click.option("--url", default="", help="Adresse, von der die Datei stammt.")
@click.option("--retrieved", type=click.DateTime(["%Y-%m-%d"]), help="Tag des Abrufs.")
@format_option
@said_in_german
def import_command(
    files: tuple[Path, ...],
    store: Path,
    as_format: str | None,
    mapping: Path | None,
    publisher: str,
    title: str,
    licence: str,
    url: str,
    retrieved: Any,
    form: str,
) -> None:
    """Liest Dateien oder ganze Ordner ein. Jede Datei wird ganz übernommen oder gar nicht.

    Endet mit 1, wenn eine Datei abgelehnt wurde; die anderen sind dann trotzdem eingelesen.
    """
    from vorort.statistics import OriginHints, import_files
    from vorort.statistics.store import kept_if_filled

    hints = OriginHints(
        publisher=publisher,
        title=title,
        licence=licence,
        url=url,
        retrieved_at=_day(retrieved),
    )
    with kept_if_filled(store) as opened, progress_bar("Einlesen") as progress:
        done = import_files(
            files, opened, as_format=as_format, mapping=mapping, origin=hints, progress=progress
        )
    print_rows([_row(each) for each in done], form, _COLUMNS)
    for sentence in in_few_lines(rejection for each in done for rejection in each.rejections):
        click.echo(f"Fehler: {sentence}", err=True)
    if not all(each.is_taken_in for each in done):
        raise click.exceptions.Exit(1)


def in_few_lines(rejections: Iterable[Rejection]) -> list[str]:
    """What is wrong, the same thing in many lines once; JSON lists every single line."""
    alike: dict[Rejection, list[Rejection]] = {}
    for rejection in rejections:
        alike.setdefault(replace(rejection, line=None), []).append(rejection)
    return [str(found[0]) if len(found) == 1 else _with_lines(found) for found in alike.values()]


def _with_lines(found: list[Rejection], most: int = 10) -> str:
    lines = [str(rejection.line) for rejection in found]
    more = f" und {len(lines) - most} weiteren" if len(lines) > most else ""
    return str(found[0]).replace(f"Zeile {lines[0]}", f"in den Zeilen {', '.join(lines[:most])}{more}", 1)


def _day(retrieved: Any) -> str:
    return "" if retrieved is None else date(retrieved.year, retrieved.month, retrieved.day).isoformat()


def _row(each: Imported) -> dict[str, Any]:
    row: dict[str, Any] = {"file": each.file, "outcome": _OUTCOMES[each.added.value if each.added else None]}
    if each.delivery is None:
        return {
            **row,
            "format": "",
            "rows": None,
            "series": "",
            "periods": "",
            "id": "",
            "messages": [str(r) for r in each.rejections],
        }
    return {
        **row,
        "format": each.delivery.format,
        "rows": each.delivery.table.num_rows,
        **extent(each.delivery),
        "id": each.delivery.origin.id,
        "messages": [],
    }
