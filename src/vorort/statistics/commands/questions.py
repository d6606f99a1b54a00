"""`show` and `compare`: questions to the published build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from vorort.statistics import Store
from vorort.statistics.commands.output import format_option, print_rows, said_in_german
from vorort.statistics.commands.words import in_words

_COLUMNS = {
    "variant": "Variante",
    "region_name": "Gebiet",
    "region": "Schlüssel",
    "period": "Zeitraum",
    "group": "Gruppe",
    "sex": "Geschlecht",
    "age": "Alter",
    "detail": "Merkmal",
    "value": "Wert",
    "unit": "Einheit",
    "numerator": "Zähler",
    "denominator": "Nenner",
    "status": "Status",
    "concept": "Begriff",
    "base": "Basis",
    "boundary": "Gebietsstand",
    "publisher": "Quelle",
    "note": "Hinweis",
}
_BESIDE = {"difference": "Abstand", "not_comparable": "Nicht vergleichbar, weil"}

_store = click.argument("store", metavar="SPEICHER", type=click.Path(path_type=Path))
_indicator = click.argument("indicator", metavar="INDIKATOR")
_period = click.option("--period", metavar="ZEITRAUM", help="Jahr oder Datum, zum Beispiel 2019.")
_group = click.option("--group", metavar="GRUPPE", help="Nur diese Gruppe, zum Beispiel auslaender.")
_variant = click.option("--variant", metavar="VARIANTE", help="Nur diese Variante der Formel.")


@click.command("show")
@_store
@_indicator
@click.option(
    "--region", metavar="SCHLÜSSEL", required=True, help="Gebiet, zum Beispiel 03, 03101 oder K03101."
)
@_period
@_group
@_variant
@click.option("--splits", is_flag=True, help="In der Tabelle auch nach Geschlecht, Alter und Merkmal.")
@format_option
@said_in_german
def show_command(
    store: Path,
    indicator: str,
    region: str,
    period: str | None,
    group: str | None,
    variant: str | None,
    splits: bool,
    form: str,
) -> None:
    """Zeigt einen Indikator oder eine veröffentlichte Reihe (etwa ni/1-2-2) für ein Gebiet."""
    from vorort.statistics import show
    from vorort.statistics.figures import undivided

    published = Store.open(store).published()
    figures = show(published, indicator, region=region, period=period, group=group, variant=variant)
    rows = figures if splits or form != "table" else undivided(figures)
    print_rows(
        _said(rows, form), form, _COLUMNS, f"{rows[0]['indicator']}: {rows[0]['region_name'] or region}"
    )
    if len(rows) < len(figures):
        click.echo(
            f"{len(figures) - len(rows)} weitere nach Geschlecht, Alter oder Merkmal: --splits", err=True
        )


@click.command("compare")
@_store
@_indicator
@click.option(
    "--regions",
    metavar="S1,S2,…",
    required=True,
    help="Gebiete, mit Komma getrennt; das erste ist der Maßstab.",
)
@_period
@_group
@_variant
@format_option
@said_in_german
def compare_command(
    store: Path,
    indicator: str,
    regions: str,
    period: str | None,
    group: str | None,
    variant: str | None,
    form: str,
) -> None:
    """Stellt Gebiete nebeneinander, mit dem Abstand zum ersten.

    Wo Gruppenbegriff, Bevölkerungsbasis oder Gebietsstand verschieden sind, gibt es keinen Abstand,
    sondern den Grund.
    """
    from vorort.statistics import compare

    keys = [key.strip() for key in regions.split(",") if key.strip()]
    if len(keys) < 2:
        raise click.UsageError("Zum Vergleichen braucht es mindestens zwei Gebiete: --regions 03101,03102")
    published = Store.open(store).published()
    figures = compare(published, indicator, regions=keys, period=period, group=group, variant=variant)
    title = f"{figures[0]['indicator']} im Vergleich"
    print_rows(_said(figures, form), form, _COLUMNS | _BESIDE, title)


def _said(rows: Sequence[Mapping[str, Any]], form: str) -> Sequence[Mapping[str, Any]]:
    return in_words(rows) if form == "table" else rows
