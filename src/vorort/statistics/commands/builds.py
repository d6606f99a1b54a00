"""`build` and `export`: from what was taken in to what is published."""

from __future__ import annotations

from pathlib import Path

import click

from vorort.statistics import Store
from vorort.statistics.commands.output import format_option, print_rows, progress_bar, said_in_german

_AT_LEAST_ONE = click.IntRange(min=1)


@click.command("build")
@click.argument("store", metavar="SPEICHER", type=click.Path(path_type=Path))
@click.option("--set", "set_name", metavar="NAME", help="Nur die Indikatoren dieses Sets, sonst alle.")
@click.option(
    "--convert-to",
    metavar="DATUM",
    help="Zahlen der Kreise auf diesen Gebietsstand umrechnen, zum Beispiel 2021-12-31.",
)
@click.option(
    "--min-cases", type=_AT_LEAST_ONE, help="Mindestfallzahl für noch nicht veröffentlichte Zahlen."
)
@click.option(
    "--round-to", type=_AT_LEAST_ONE, help="Noch nicht veröffentlichte Zahlen runden, üblich ist 5."
)
@click.option("--min-denominator", type=_AT_LEAST_ONE, help="Warnung bei kleinerem Nenner.")
@format_option
@said_in_german
def build_command(
    store: Path,
    set_name: str | None,
    convert_to: str | None,
    min_cases: int | None,
    round_to: int | None,
    min_denominator: int | None,
    form: str,
) -> None:
    """Berechnet alle Indikatoren und veröffentlicht sie. Bis zum Schluss gilt der alte Stand."""
    from vorort.statistics import Rules

    opened = Store.open(store)
    rules = Rules(min_cases=min_cases, round_to=round_to, min_denominator=min_denominator)
    with progress_bar("Berechnen") as progress:
        manifest = opened.build(set_name=set_name, rules=rules, convert_to=convert_to, progress=progress)
    published = opened.published()
    summary = {
        "build": manifest["build"],
        "inputs": len(manifest["inputs"]),
        "figures": published.results().num_rows,
        "indicators": len(published.indicators()),
        "findings": len(published.findings()),
    }
    headings = {
        "build": "Stand",
        "inputs": "Lieferungen",
        "figures": "Zahlen",
        "indicators": "Indikatoren und Reihen",
        "findings": "Befunde",
    }
    print_rows([summary], form, headings, "Veröffentlicht")


@click.command("export")
@click.argument("store", metavar="SPEICHER", type=click.Path(path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice(["csv", "xlsx", "json"]), required=True, help="Form der Datei."
)
@click.option(
    "--out",
    "path",
    metavar="DATEI",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Zieldatei.",
)
@said_in_german
def export_command(store: Path, kind: str, path: Path) -> None:
    """Schreibt alles Veröffentlichte in eine Datei. Gleicher Stand, gleiche Bytes."""
    from vorort.statistics import export, load_catalog

    published = Store.open(store).published()
    with progress_bar("Schreiben"):
        export(published, kind, path, load_catalog())
    click.echo(
        f"Geschrieben: {path.name} ({published.results().num_rows} Zahlen, Stand {published.id})", err=True
    )
