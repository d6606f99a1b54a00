"""The group `vorort statistics`: every command in its own module, loaded when it is called."""

from __future__ import annotations

import click

from vorort.statistics.commands.lazy import LazyGroup

_HERE = "vorort.statistics.commands"


@click.group(
    cls=LazyGroup,
    lazy={
        "formats": f"{_HERE}.files:formats_command",
        "inspect": f"{_HERE}.files:inspect_command",
        "import": f"{_HERE}.imports:import_command",
        "deliveries": f"{_HERE}.deliveries:deliveries_command",
        "withdraw": f"{_HERE}.deliveries:withdraw_command",
        "build": f"{_HERE}.builds:build_command",
        "show": f"{_HERE}.questions:show_command",
        "compare": f"{_HERE}.questions:compare_command",
        "check": f"{_HERE}.checking:check_command",
        "export": f"{_HERE}.builds:export_command",
        "catalog": f"{_HERE}.catalogue:catalog_command",
    },
)
def statistics() -> None:
    """Amtliche und eigene Tabellen einlesen, Indikatoren berechnen, prüfen und veröffentlichen.

    Ende mit 0: alles gut. 1: Daten nicht in Ordnung oder nichts gefunden. 2: falscher Aufruf.
    """
