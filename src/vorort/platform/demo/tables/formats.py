"""Raw delivery files in the formats that statistical offices really send, as bytes.

Same input, same bytes: nothing here looks at the clock. Structure and wording of titles, headers,
footers and notes follow real files; publisher, licence and figures are invented.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

PUBLISHER = "Statistisches Amt Hollermark (erfunden)"
LICENCE = "CC0-1.0"
LICENCE_TEXT = "Demodaten, frei erfunden, CC0-1.0"
STAND = "14.03.2025 / 09:26:53"
RETRIEVED = "2025-03-14"
_MADE = datetime(2025, 3, 14, 9, 26, 53)  # noqa: DTZ001 - what XLSX stores has no zone
_WIDTH = 60  # GENESIS breaks notes at about this many characters


@dataclass(frozen=True)
class GenesisTable:
    """A table as GENESIS exports it. `headers`: lines above the columns, from top to bottom."""

    code: str
    title: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()


def genesis_csv(table: GenesisTable) -> bytes:
    """Title block, header of several lines, rows, notes, licence, retrieval time; ISO-8859-1, `;`."""
    width = max(len(row) for row in table.headers)
    padding = ";" * (width - 1)
    lines = [f"Tabelle: {table.code}"]
    lines += [line + padding for line in table.title]
    lines += [";".join(row) for row in table.headers]
    lines += [";".join(row) for row in table.rows]
    lines += ["__________", f'"{_notes(table.notes)}"'] if table.notes else ["__________"]
    lines += [f"© {PUBLISHER}, 2025. {LICENCE_TEXT}.", f"Stand: {STAND}", ""]
    return "\n".join(lines).encode("iso-8859-1")


def _notes(notes: tuple[str, ...]) -> str:
    return "\n \n".join("\n".join(_broken(note)) for note in notes)


def _broken(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@dataclass(frozen=True)
class Feature:
    """A dimension of a flat file: code and label of the variable and of the value. Code "" is a total."""

    code: str
    label: str
    value_code: str
    value_label: str


@dataclass(frozen=True)
class FlatTable:
    statistic: str
    label: str
    content: str  # heading of the value column: "BEVSTD__Bevoelkerungsstand__Anzahl"
    rows: Iterable[tuple[str, tuple[Feature, ...], str]]  # period as dd.mm.yyyy, features, value


def flat_csv(table: FlatTable) -> bytes:
    """GENESIS ffcsv: one number a line, each dimension with code and label; cp1252, `;`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for number, (period, features, value) in enumerate(table.rows):
        if number == 0:
            writer.writerow([*_flat_head(len(features)), table.content])
        parts = [part for f in features for part in (f.code, f.label, f.value_code, f.value_label)]
        writer.writerow([table.statistic, table.label, "STAG", "Stichtag", period, *parts, value])
    return out.getvalue().encode("cp1252")


def _flat_head(features: int) -> list[str]:
    names = ("Merkmal_Code", "Merkmal_Label", "Auspraegung_Code", "Auspraegung_Label")
    head = ["Statistik_Code", "Statistik_Label", "Zeit_Code", "Zeit_Label", "Zeit"]
    return head + [f"{n}_{name}" for n in range(1, features + 1) for name in names]


def open_sdg_csv(header: tuple[str, ...], rows: Iterable[Sequence[str]]) -> bytes:
    """As in the open data of an Integrationsmonitoring: UTF-8 with BOM, comma, decimal point."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(header)
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def open_sdg_meta(fields: dict[str, str], decimals: int) -> bytes:
    lines = ["---", *(f"{name}: {text}" for name, text in fields.items())]
    return "\n".join([*lines, "precision:", f"  - decimals: {decimals}", "---", ""]).encode()


def plain_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    """What comes out of a spreadsheet in an office: `;`, decimal comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_german(cell) for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def _german(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell:.1f}".replace(".", ",")
    return "" if cell is None else str(cell)


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": PUBLISHER, "comments": LICENCE_TEXT, "created": _MADE})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()
