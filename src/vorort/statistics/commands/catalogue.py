"""`catalog`: the indicators we know, and the data sheet of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from vorort.statistics import NotFound
from vorort.statistics.commands.output import format_option, print_rows, said_in_german

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog
    from vorort.statistics.catalog.model import Indicator

_COLUMNS = {
    "id": "Kennung",
    "name": "Name",
    "field": "Handlungsfeld",
    "level": "Unterste Ebene",
    "variants": "Varianten",
    "sets": "Sets",
}


@click.command("catalog")
@click.argument("indicator", metavar="[INDIKATOR]", required=False)
@format_option
@said_in_german
def catalog_command(indicator: str | None, form: str) -> None:
    """Listet die Indikatoren auf oder zeigt das Datenblatt von einem."""
    from vorort.statistics import load_catalog

    catalog = load_catalog()
    if indicator is None:
        print_rows([_line(sheet, catalog) for sheet in catalog.indicators.values()], form, _COLUMNS)
        return
    sheet = _named(indicator, catalog)
    content = sheet.model_dump(mode="json")
    if form == "json":
        print_rows([content], form, {})
    else:
        rows = [
            {"field": name, "text": _text(value)}
            for name, value in content.items()
            if value not in (None, "", [])
        ]
        print_rows(rows, form, {"field": "Feld", "text": "Inhalt"}, f"{sheet.id} {sheet.name}")


def _line(sheet: Indicator, catalog: Catalog) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "name": sheet.name,
        "field": catalog.fields[sheet.field].name,
        "level": sheet.level.value,
        "unit": sheet.unit.value,
        "variants": ", ".join(variant.id for variant in sheet.variants),
        "sets": ", ".join(name for name, each in catalog.sets.items() if sheet.id in each.indicators),
    }


def _named(word: str, catalog: Catalog) -> Indicator:
    by_lower = {name.lower(): sheet for name, sheet in catalog.indicators.items()}
    if sheet := by_lower.get(word.strip().lower()):
        return sheet
    from vorort.statistics.figures import suggestion

    words = {
        **{s.name: s.id for s in catalog.indicators.values()},
        **{name: name for name in catalog.indicators},
    }
    hint = suggestion(word, list(words))
    raise NotFound(f"Den Indikator „{word}“ gibt es im Katalog nicht.{hint}")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{name}: {_text(each)}" for name, each in value.items() if each not in (None, "", [])
        )
    return {True: "ja", False: "nein"}.get(value, str(value)) if isinstance(value, bool) else str(value)
