"""Where in a file the table is: its heading line, its first and its last row of numbers."""

from __future__ import annotations

from dataclasses import dataclass

from vorort.statistics.read.cells import is_value
from vorort.statistics.read.own_table import Table, column_titles
from vorort.statistics.read.rawfile import RawFile
from vorort.statistics.read.refusal import refused
from vorort.statistics.read.workbook import Value, cell_text
from vorort.statistics.vocab import Period


@dataclass(frozen=True)
class Shape:
    """Where a table begins and ends, as row numbers a person sees."""

    header: int
    first: int
    last: int
    titles: list[str]
    rows: list[list[Value]]  # the data rows


def find_shape(raw: RawFile, table: Table) -> Shape:
    """The first run of rows with numbers, and the heading line above it."""
    kinds = [_is_data(row) for row in table.rows]
    start = next((i for i in range(len(kinds)) if kinds[i] and _continues(table, kinds, i)), None)
    if start is None:
        raise refused(
            raw.name,
            "Wir finden in der Datei keine Tabelle mit Zahlen",
            "Bitte eine Tabelle mit Überschriften und einer Zeile je Gebiet angeben.",
        )
    header = _heading_above(table, start, kinds)
    if (header is None or _is_note(table.rows[header])) and _is_year_heading(table.rows[start]):
        header, start = start, start + 1
    if header is None or start >= len(table.rows):
        raise refused(
            raw.name,
            "Über den Zahlen fehlt eine Zeile mit Überschriften",
            "Bitte eine Überschriftenzeile ergänzen.",
            line=table.lines[start] if start < len(table.rows) else None,
        )
    last = max(i for i in range(start, len(kinds)) if kinds[i])
    titles = column_titles(table, table.lines[header])
    rows = [row + [""] * (len(titles) - len(row)) for row in table.rows[start : last + 1]]
    return Shape(table.lines[header], table.lines[start], table.lines[last], titles, rows)


def _continues(table: Table, kinds: list[bool], i: int) -> bool:
    """A line of numbers among headings (`1;2;3;…`) is not followed by another one."""
    following = next((k for k in range(i + 1, len(kinds)) if any(cell_text(c) for c in table.rows[k])), None)
    return following is None or kinds[following] or _is_note(table.rows[following])


def _is_note(row: list[Value]) -> bool:
    return sum(1 for cell in row if cell_text(cell).strip()) <= 1


def _is_data(row: list[Value]) -> bool:
    texts = [text for cell in row if (text := cell_text(cell).strip())]
    numbers = sum(is_value(text) for text in texts)
    return len(texts) >= 2 and numbers >= 1 and numbers * 2 >= len(texts) - 1


def _is_year_heading(row: list[Value]) -> bool:
    """`AGS;Name;2022;2023`: headings whose only numbers are different periods, after a text."""
    texts = [text for cell in row if (text := cell_text(cell).strip())]
    numbers = [text for text in texts if is_value(text)]
    return not is_value(texts[0]) and all(map(is_period, numbers)) and len(set(numbers)) == len(numbers)


def is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def _heading_above(table: Table, start: int, kinds: list[bool]) -> int | None:
    """Of the lines above the numbers the one with most different texts, the upper one of equals."""
    best, most = None, 1
    for i in range(start):
        different = len({text for cell in table.rows[i] if (text := cell_text(cell).strip())})
        if not kinds[i] and different > most:
            best, most = i, different
    return best if best is not None or start == 0 else next((i for i in range(start) if not kinds[i]), None)
