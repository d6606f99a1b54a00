"""What is inside an XLSX or ODS archive, looked at before anything opens it.

A spreadsheet is a ZIP with XML in it. Both can be built to fill a machine's memory, and both can
hold numbers that nobody has computed. Everything here works on bounded amounts of bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.refusal import Complaints, refused

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 256 * 1024 * 1024
HIGHEST_RATIO = 400  # real tables reach 60; archives built to hurt start at 1 000
_RATIO_FROM = 8 * 1024 * 1024
MOST_CELLS = 5_000_000
_SAVE_AGAIN = "Bitte die Tabelle in Excel oder LibreOffice öffnen und neu als XLSX speichern."
_CELL = re.compile(rb"<(?:\w+:)?c(?=[ />])([^>]*)")
_PLACED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*? r="(\d+)"')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.{0,200})', re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_STORED = re.compile(rb"<(?:\w+:)?(?:v|is)(?: [^>]*)?>[^<]|<(?:\w+:)?is>")


@dataclass(frozen=True)
class Archive:
    """The parts of a spreadsheet file, unpacked within limits."""

    file: str
    parts: dict[str, bytes]
    is_ods: bool


def open_archive(data: bytes, file: str) -> Archive:
    """Raises FileRejected for anything that is not a harmless XLSX or ODS."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _checked_entries(archive, file)
            parts = dict(_unpacked(archive, names, file))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise refused(file, "Die XLSX-Datei ist beschädigt oder abgeschnitten", _SAVE_AGAIN) from None
    for name, part in parts.items():
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise refused(
                file,
                f"Im Teil {name} stehen XML-Anweisungen, die in Tabellen nichts verloren haben",
                _SAVE_AGAIN,
            )
    return Archive(file, parts, "content.xml" in parts)


def _checked_entries(archive: zipfile.ZipFile, file: str) -> list[str]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise _too_large(file)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(file, "Die Datei ist mit einem Passwort geschützt", "Bitte ohne Passwort speichern.")
    names = {entry.filename for entry in entries}
    if "xl/workbook.bin" in names:
        raise refused(file, "Das ist eine XLSB-Datei, die wir nicht lesen", "Bitte als XLSX speichern.")
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise refused(
            file,
            "Das ist ein ZIP-Archiv, aber keine Tabelle",
            "Bitte das Archiv entpacken und die Tabelle darin angeben.",
        )
    return [name for name in names if name.endswith((".xml", ".rels"))]


def _unpacked(archive: zipfile.ZipFile, names: list[str], file: str) -> Iterator[tuple[str, bytes]]:
    """What the entries really hold: the sizes written in a ZIP may lie."""
    left = LARGEST_UNPACKED
    for name in sorted(names):
        packed = max(archive.getinfo(name).compress_size, 1)
        with archive.open(name) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0 or (len(content) > _RATIO_FROM and len(content) / packed > HIGHEST_RATIO):
            raise _too_large(file)
        yield name, content


def _too_large(file: str) -> FileRejected:
    return refused(
        file,
        "Die Datei ist entpackt unverhältnismäßig groß; so ist keine echte Tabelle gebaut",
        "Bitte nur das gebrauchte Tabellenblatt in eine neue Datei kopieren und diese speichern.",
    )


def check_sheet(part: bytes, sheet: str, file: str, *, is_ods: bool) -> None:
    """Refuse what would need too much memory, and cells whose value nobody has computed."""
    complaints = Complaints(file)
    if is_ods:
        _check_ods(part, sheet, file, complaints)
    else:
        if _area(part) > MOST_CELLS:
            raise _too_wide(sheet, file)
        _complain_about_formulas(part, sheet, complaints)
    complaints.raise_if_any()


def _too_wide(sheet: str, file: str) -> FileRejected:
    return refused(
        file,
        f"Das Blatt „{sheet}“ reicht über mehr als {MOST_CELLS // 1_000_000} Millionen Zellen",
        "Oft steht weit rechts oder unten eine vergessene Zelle: bitte leere Zeilen und Spalten löschen.",
    )


def _area(part: bytes) -> int:
    """Rows × columns between the first and the last cell, as a reader would lay them out."""
    rows = max((int(row) for row in _ROW.findall(part)), default=0) or part.count(b"<row")
    letters = _PLACED.findall(part)
    width = max((_column_number(text) for text in set(letters)), default=0)
    cells = _CELL.findall(part)
    if len(cells) != len(letters):  # some cells name their place elsewhere or not at all
        places = [match[1] for cell in cells if (match := _ADDRESS.search(cell))]
        width = max([width, *(_column_number(text) for text in set(places))])
        width = max(width, *(len(_CELL.findall(chunk)) for chunk in re.split(rb"<(?:\w+:)?row\b", part)))
    return max(rows, 1) * max(width, 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _complain_about_formulas(part: bytes, sheet: str, complaints: Complaints) -> None:
    for error in _ERROR_CELL.finditer(part):
        _complain(complaints, sheet, error[1], "Die Zelle enthält einen Rechenfehler", _text_in(error[2]))
    at = 0
    while match := _FORMULA.search(part, at):
        start = max(part.rfind(b"<c ", 0, match.start()), part.rfind(b":c ", 0, match.start()))
        end = part.find(b"c>", match.end())
        at = max(end, match.end())
        cell = part[max(start, 0) : end + 2]
        if not _STORED.search(cell):
            _complain(
                complaints, sheet, cell[:200], "Die Formel in dieser Zelle hat kein gespeichertes Ergebnis"
            )


def _complain(
    complaints: Complaints, sheet: str, cell: bytes, problem: str, value: str | None = None
) -> None:
    match = _ADDRESS.search(cell)
    column, line = (match[1].decode(), int(match[2])) if match else ("?", None)
    complaints.add(
        f"{problem} (Blatt „{sheet}“, Zelle {column}{line or ''})",
        "Bitte die Zelle berichtigen oder als Wert einfügen und die Datei neu speichern.",
        line=line,
        column=column,
        value=value,
    )


def _text_in(content: bytes) -> str | None:
    match = re.search(rb"#[A-Z0-9/!?]+", content)
    return match[0].decode() if match else None


_ODS_ROW = re.compile(rb'<table:table-row\b[^>]*?(?:table:number-rows-repeated="(\d+)"[^>]*)?>')
_ODS_REPEAT = re.compile(rb'table:number-columns-repeated="(\d+)"')
_ODS_CELL = re.compile(rb"<table:table-cell\b[^>]*>")


def _check_ods(part: bytes, sheet: str, file: str, complaints: Complaints) -> None:
    """The rows of one `<table:table>`. Empty cells may be repeated as often as they like."""
    line, last_filled, width = 1, 1, 1
    for chunk in re.split(rb"(?=<table:table-row\b)", part)[1:]:
        match = _ODS_ROW.match(chunk)
        repeated = int(match[1]) if match and match[1] else 1
        filled = _filled_width(chunk)
        if filled:
            last_filled, width = line + repeated - 1, max(width, filled)
            if last_filled * width > MOST_CELLS:
                raise _too_wide(sheet, file)
        for cell in _ODS_CELL.findall(chunk):
            _complain_about_ods_cell(cell, sheet, line, complaints)
        line += repeated


def _filled_width(row: bytes) -> int:
    """Columns up to the last cell with a value; a repeated cell counts as often as it stands there."""
    column = width = 0
    for cell in _ODS_CELL.findall(row):
        match = _ODS_REPEAT.search(cell)
        column += int(match[1]) if match else 1
        if b"office:value-type" in cell:
            width = column
    return width


def _complain_about_ods_cell(cell: bytes, sheet: str, line: int, complaints: Complaints) -> None:
    problem = None
    if b'calcext:value-type="error"' in cell:
        problem = "Eine Zelle dieser Zeile enthält einen Rechenfehler"
    elif b"table:formula=" in cell and b"office:value-type" not in cell:
        problem = "Eine Formel dieser Zeile hat kein gespeichertes Ergebnis"
    if problem:
        complaints.add(
            f"{problem} (Blatt „{sheet}“)",
            "Bitte die Zelle berichtigen oder als Wert einfügen und die Datei neu speichern.",
            line=line,
        )
