"""The workbook: one sheet per indicator, its data sheet above the figures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from vorort.statistics.publish.published import Published

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

_HEADINGS = {
    "variant": "Variante",
    "region": "Gebietsschlüssel",
    "region_name": "Gebiet",
    "period": "Zeitraum",
    "group": "Gruppe",
    "sex": "Geschlecht",
    "age": "Alter",
    "detail": "Merkmal",
    "value": "Wert",
    "numerator": "Zähler",
    "denominator": "Nenner",
    "low": "Intervall von",
    "high": "Intervall bis",
    "unit": "Einheit",
    "status": "Status",
    "concept": "Gruppenbegriff",
    "base": "Bevölkerungsbasis",
    "boundary": "Gebietsstand",
    "source": "Quelle",
    "note": "Hinweis",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_MOST_ROWS = 1_048_000
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is written


def workbook(published: Published, catalog: Catalog) -> bytes:
    """XLSX with the sources on the first sheet. Texts are written as texts, never as formulas."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Vor Ort", "created": _FIXED})
    bold = book.add_format({"bold": True})
    taken: set[str] = set()
    _sources(book.add_worksheet(_sheet_name("Quellen", taken)), published, bold)
    for name in published.indicators():
        sheet = book.add_worksheet(_sheet_name(name, taken))
        _write_indicator(sheet, published, name, data_sheet(name, published, catalog), bold)
    book.close()
    return buffer.getvalue()


def data_sheet(name: str, published: Published, catalog: Catalog) -> list[tuple[str, str]]:
    """What one must know about an indicator or a published series to read its figures."""
    if name in catalog.indicators:
        return _of_indicator(name, catalog)
    known = published.series().get(name, {})
    lines = [("Reihe", name), ("Titel", known.get("title", "")), ("Herausgeber", known.get("publisher", ""))]
    lines += [("Lizenz", known.get("licence", "")), ("Definition", known.get("definition", ""))]
    lines += [("Bezug", known.get("reference", "")), ("Anmerkung", known.get("note", ""))]
    lines += [("Fußnote", note) for note in known.get("notes", [])]
    return [(label, text) for label, text in lines if text]


def _of_indicator(name: str, catalog: Catalog) -> list[tuple[str, str]]:
    sheet = catalog.indicators[name]
    lines = [
        ("Indikator", f"{sheet.id} {sheet.name}"),
        ("Frage", sheet.question),
        ("Definition", sheet.definition),
        ("Zähler", sheet.numerator),
        ("Nenner", sheet.denominator),
        ("Einheit", catalog.units.get(sheet.unit.value, sheet.unit.value)),
        ("Stichtag", sheet.reference),
        ("Lesehilfe", sheet.interpretation),
        ("Was er nicht sagt", sheet.caveat),
        *((f"Bruch {each.year}", each.reason) for each in sheet.breaks),
        *((f"Variante {variant.id}", variant.name) for variant in sheet.variants),
        ("Noch zu bestätigen", "; ".join(sheet.unconfirmed)),
    ]
    return [(label, text) for label, text in lines if text]


def _write_indicator(
    sheet: Any, published: Published, name: str, about: list[tuple[str, str]], bold: Any
) -> None:
    for line, (label, text) in enumerate(about):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, text)
    top = len(about) + 1
    for column, heading in enumerate(_HEADINGS.values()):
        sheet.write_string(top, column, heading, bold)
    for line, row in enumerate(_rows(published, name), top + 1):
        if line > _MOST_ROWS:
            sheet.write_string(line, 0, "Weitere Werte stehen im CSV-Export: Ein Blatt fasst nicht mehr.")
            break
        _write_row(sheet, line, row)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_column(0, len(_HEADINGS) - 1, 16)


def _rows(published: Published, name: str) -> Iterator[Mapping[str, Any]]:
    names = published.region_names
    for row in published.figures(name).to_pylist():
        yield row | {"region_name": names.get(row["region"], "")}


def _write_row(sheet: Any, line: int, row: Mapping[str, Any]) -> None:
    for column, name in enumerate(_HEADINGS):
        value = row[name]
        if isinstance(value, str) and value:
            sheet.write_string(line, column, value)
        elif isinstance(value, float):
            sheet.write_number(line, column, value)


def _sources(sheet: Any, published: Published, bold: Any) -> None:
    headings = {
        "id": "Quelle",
        "title": "Titel",
        "publisher": "Herausgeber",
        "licence": "Lizenz",
        "licence_url": "Lizenztext",
        "url": "Adresse",
        "retrieved_at": "Abgerufen am",
        "file_name": "Datei",
        "sha256": "SHA-256",
    }
    sheet.write_string(0, 0, "Stand", bold)
    sheet.write_string(0, 1, published.id)
    for column, heading in enumerate(headings.values()):
        sheet.write_string(2, column, heading, bold)
    for line, entry in enumerate(published.manifest["inputs"], 3):
        for column, name in enumerate(headings):
            sheet.write_string(line, column, str(entry.get(name) or ""))
    sheet.set_column(0, len(headings) - 1, 20)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that spreadsheets accept, once: "ni/1-2-2" becomes "ni 1-2-2"."""
    plain = _FORBIDDEN.sub(" ", name).strip()[:_LONGEST_NAME] or "Blatt"
    chosen, number = plain, 2
    while chosen.lower() in taken:
        suffix = f" {number}"
        chosen, number = plain[: _LONGEST_NAME - len(suffix)] + suffix, number + 1
    taken.add(chosen.lower())
    return chosen
