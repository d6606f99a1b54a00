"""`check`: what looks wrong in the deliveries and the results of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from vorort.statistics import Store, StoreError
from vorort.statistics.commands.output import format_option, print_rows, progress_bar, said_in_german

_COLUMNS = {
    "severity": "Schwere",
    "rule": "Regel",
    "indicator": "Reihe",
    "period": "Zeitraum",
    "places": "Gebiete",
    "message": "Befund (der größte)",
}


@click.command("check")
@click.argument("store", metavar="SPEICHER", type=click.Path(path_type=Path))
@format_option
@said_in_german
def check_command(store: Path, form: str) -> None:
    """Nennt, was in Lieferungen und Ergebnissen nicht stimmen kann. Endet mit 1, wenn Fehler dabei sind."""
    opened = Store.open(store)
    if not opened.delivery_ids():
        raise StoreError("In diesem Speicher ist noch nichts eingelesen, also ist nichts zu prüfen.")
    with progress_bar("Prüfen"):
        findings = opened.check()
    if form == "table" and not findings:
        click.echo("Nichts gefunden, was nicht stimmt.")
    else:
        print_rows(_grouped(findings) if form == "table" else findings, form, _COLUMNS, "Befunde")
    if any(finding["severity"] == "fehler" for finding in findings):
        raise click.exceptions.Exit(1)


def _grouped(findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line per rule, series and period: the largest deviation stands for the others."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for finding in findings:
        key = tuple(str(finding[name]) for name in ("severity", "rule", "indicator", "period"))
        groups.setdefault(key, []).append(finding)
    lines = []
    for group in groups.values():
        worst = max(group, key=_deviation)
        lines.append({**worst, "places": len({finding["region"] for finding in group})})
    return lines


def _deviation(finding: Mapping[str, Any]) -> float:
    expected, found = finding["expected"], finding["found"]
    both = isinstance(expected, (int, float)) and isinstance(found, (int, float))
    return abs(found - expected) if both else 0.0
