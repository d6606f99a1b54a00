"""Spreadsheets (XLSX, ODS) as rows of cells; nothing in them is executed."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.archive import Archive, check_sheet, open_archive
from vorort.statistics.read.refusal import refused

T = TypeVar("T")
Value = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ODS_TABLE = re.compile(rb"<table:table\b.*?</table:table>", re.DOTALL)
_REMEDY = "Bitte die Tabelle in Excel oder LibreOffice öffnen und neu als XLSX speichern."


@dataclass
class Workbook:
    """Sheets by name. `rows(name)` starts at row 1 of the sheet and remembers what it has read."""

    file: str
    archive: Archive
    book: Any
    names: list[str]
    _rows: dict[str, list[list[Value]]] = field(default_factory=dict)

    def rows(self, name: str) -> list[list[Value]]:
        if name not in self._rows:
            part = _part_of(self.archive, name, self.names.index(name))
            check_sheet(part, name, self.file, is_ods=self.archive.is_ods)
            self._rows[name] = _guarded(self.file, lambda: self._read(name))
        return self._rows[name]

    def _read(self, name: str) -> list[list[Value]]:
        sheet = self.book.get_sheet_by_name(name)
        rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
        return rows


def open_workbook(data: bytes, file: str) -> Workbook:
    """Raises FileRejected for archives that are no spreadsheets, too large, or damaged."""
    archive = open_archive(data, file)
    book = _guarded(file, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    names = _guarded(file, lambda: list(book.sheet_names))
    if not names:
        raise refused(file, "Die Datei enthält kein Tabellenblatt", _REMEDY)
    return Workbook(file, archive, book, names)


def cell_text(value: Value) -> str:
    """A cell as text: 2013.0 becomes `2013`, a date its ISO form."""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value if isinstance(value, str) else str(value)


def copyright_lines(book: Workbook, most: int = 6) -> str:
    """The first „© …“ in the first column of any sheet, with the lines below it."""
    for name in book.names:
        try:
            texts = [cell_text(row[0]).strip() for row in book.rows(name) if row]
        except FileRejected:
            continue
        start = next((i for i, text in enumerate(texts) if text.startswith("©")), None)
        if start is not None:
            return " ".join(text for text in texts[start : start + most] if text)
    return ""


def refuse_old_office(file: str) -> FileRejected:
    return refused(
        file,
        "Das ist eine alte XLS-Datei oder eine mit Passwort geschützte Datei",
        "Bitte in Excel oder LibreOffice öffnen und ohne Passwort als XLSX speichern.",
    )


def _guarded(file: str, work: Callable[[], T]) -> T:
    """Run the spreadsheet library; whatever it throws, also a Rust panic, becomes one sentence."""
    try:
        return work()
    except FileRejected:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise refused(
                file, "Die Tabelle lässt sich nicht öffnen; die Datei ist beschädigt", _REMEDY
            ) from None
        raise


def _part_of(archive: Archive, name: str, index: int) -> bytes:
    """The XML of one sheet."""
    if archive.is_ods:
        tables = _ODS_TABLE.findall(archive.parts["content.xml"])
        return tables[index] if index < len(tables) else b""
    try:
        target = _sheet_targets(archive)[name]
    except (KeyError, ElementTree.ParseError):
        raise refused(archive.file, f"Das Blatt „{name}“ ist in der Datei nicht zu finden", _REMEDY) from None
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return archive.parts.get(path, b"")


def _sheet_targets(archive: Archive) -> dict[str, str]:
    relations = ElementTree.fromstring(archive.parts["xl/_rels/workbook.xml.rels"])  # noqa: S314
    targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
    book = ElementTree.fromstring(archive.parts["xl/workbook.xml"])  # noqa: S314
    sheets = [entry for entry in book.iter() if entry.tag.rsplit("}", 1)[-1] == "sheet"]
    return {sheet.get("name", ""): targets[sheet.get(_RELATION)] for sheet in sheets}
