"""`deliveries` and `withdraw`: what is in a store, and taking out what was wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vorort.statistics import Store, StoreError
from vorort.statistics.commands.output import format_option, print_rows, said_in_german

if TYPE_CHECKING:
    from vorort.statistics.read.delivery import Delivery

_COLUMNS = {
    "id": "Lieferung",
    "file": "Datei",
    "publisher": "Herausgeber",
    "series": "Reihen",
    "periods": "Zeiträume",
    "retrieved": "Abgerufen",
    "rows": "Zahlen",
    "withdrawn": "Zurückgezogen",
    "reason": "Grund",
}

_store = click.argument("store", metavar="SPEICHER", type=click.Path(path_type=Path))


@click.command("deliveries")
@_store
@format_option
@said_in_german
def deliveries_command(store: Path, form: str) -> None:
    """Listet, was eingelesen wurde; was zurückgezogen ist, steht mit dem Grund am Ende."""
    opened = Store.open(store)
    rows = [_row(delivery, {"on": "", "reason": ""}) for delivery in opened.deliveries()]
    rows += _withdrawn_rows(opened)
    if form == "table" and not rows:
        click.echo("In diesem Speicher ist noch nichts eingelesen.")
    else:
        print_rows(rows, form, _COLUMNS, "Lieferungen")


@click.command("withdraw")
@_store
@click.argument("deliveries", metavar="LIEFERUNG…", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", default="", help="Warum; steht danach bei der Lieferung.")
@click.option("--undo", is_flag=True, help="Zurückgezogene Lieferungen wieder gelten lassen.")
@said_in_german
def withdraw_command(store: Path, deliveries: tuple[str, ...], reason: str, undo: bool) -> None:
    """Zieht falsche Lieferungen zurück: Sie zählen nicht mehr, bleiben aber aufbewahrt.

    Die Kennungen nennt „deliveries“.
    """
    from vorort.statistics.withdrawals import restore, withdraw

    opened = Store.open(store)
    done = restore(opened, deliveries) if undo else withdraw(opened, deliveries, reason=reason)
    said = "Gilt wieder" if undo else "Zurückgezogen"
    for name in done:
        click.echo(f"{said}: {name}")
    click.echo(f"Veröffentlicht wird das mit: vorort statistics build {store}", err=True)


def _withdrawn_rows(store: Store) -> list[dict[str, Any]]:
    """Also of a delivery that was withdrawn because it is damaged."""
    from vorort.statistics.deliveries import read_delivery
    from vorort.statistics.withdrawals import WITHDRAWN, withdrawals, withdrawn_names

    rows = []
    for name, file in withdrawn_names(store).items():
        folder = store.path / WITHDRAWN / name
        told = withdrawals(folder)[-1]
        try:
            rows.append(_row(read_delivery(folder), told))
        except StoreError:
            known = {"id": name, "file": file, "withdrawn": told["on"], "reason": told["reason"]}
            rows.append(dict.fromkeys(_COLUMNS, "") | {"rows": None} | known)
    return rows


def _row(delivery: Delivery, withdrawal: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": delivery.origin.id,
        "file": delivery.origin.file_name,
        "publisher": delivery.origin.publisher,
        **extent(delivery),
        "retrieved": delivery.origin.retrieved_at,
        "rows": delivery.table.num_rows,
        "withdrawn": withdrawal["on"],
        "reason": withdrawal["reason"],
    }


def extent(delivery: Delivery) -> dict[str, str]:
    """Series and periods of a delivery, each in one cell."""
    if delivery.kind != "facts":
        return {"series": "", "periods": ""}
    periods = sorted(set(delivery.table["period"].to_pylist()))
    series = sorted(set(delivery.table["series"].to_pylist()))
    return {"series": ", ".join(series), "periods": " bis ".join(dict.fromkeys((periods[0], periods[-1])))}
