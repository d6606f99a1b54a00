"""GENESIS csv: the printed table as the databases of Destatis, Regionalstatistik and the Länder give it.

Title block, several header lines, key columns on the left, a footer below a row of underscores.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.cells import GERMAN, Cell, NumberStyle, cell_reader
from vorort.statistics.read.delivery import Delivery, SeriesInfo
from vorort.statistics.read.facts import (
    FactRows,
    Place,
    complain_about_contradictions,
    mark_vanished_regions,
)
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.genesis_footer import Footer, footer_start, prefix_of_code, read_footer
from vorort.statistics.read.genesis_layout import (
    Body,
    KeyColumns,
    ValueColumn,
    count_keys,
    find_body,
    key_columns,
    value_columns,
)
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.regions import RegionColumn, tidy_name
from vorort.statistics.read.splits import EVERYTHING, Split, split_of
from vorort.statistics.read.tabular import Grid, read_grid
from vorort.statistics.vocab import GERMANY, Period, Status

FORMAT = Format(
    "genesis-csv",
    "GENESIS und Regionalstatistik (Tabelle als CSV)",
    "erste Zeile „Tabelle: …“ oder „GENESIS-Tabelle: …“, unten „Stand:“ mit Datum",
    "Tabelle: 12411-15i",
)
_FIRST_LINE = re.compile(r"\ufeff?\"?(?:GENESIS-)?Tabelle:\s*([\w-]+)")
_FLAGS = {"p": Status.PROVISIONAL, "r": Status.REVISED, "s": Status.ESTIMATED}
_ENGLISH = NumberStyle(".", "", Status.BELOW_HALF)


def matches(raw: RawFile) -> bool:
    return bool(_FIRST_LINE.match(raw.head(200)))


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    grid = read_grid(raw.decoded.text, raw.name, ";")
    code = _code(raw)
    end = footer_start(grid.rows)
    if end is None:
        raise _truncated(raw, grid)
    footer = read_footer(grid.rows[end:], grid.lines[end:], raw.name)
    body = find_body(grid.rows[1:end], grid.lines[1:end], raw.name)
    complaints = raw.complaints()
    prefix = footer.prefix or prefix_of_code(code)
    facts, labels = _facts(raw.name, body, complaints)
    facts.series = f"{prefix}/{code}"
    complaints.raise_if_any()
    notes = mark_vanished_regions(facts) + complain_about_contradictions(facts, complaints)
    complaints.raise_if_any()
    return _delivery(raw, hints, body, footer, facts, labels, notes)


READER = Reader(FORMAT, matches, read)


def _code(raw: RawFile) -> str:
    if match := _FIRST_LINE.match(raw.head(200)):
        return match[1]
    raise refused(
        raw.name,
        "In der ersten Zeile fehlt „Tabelle:“ mit der Nummer der Tabelle",
        "Bitte die Tabelle unverändert als CSV herunterladen, ohne Zeilen zu löschen.",
        line=1,
    )


def _truncated(raw: RawFile, grid: Grid) -> FileRejected:
    return refused(
        raw.name,
        "Unter der Tabelle fehlt der Fuß mit „Stand:“; die Datei ist abgeschnitten",
        "Bitte die Tabelle erneut vollständig herunterladen.",
        line=grid.lines[-1] if grid.lines else None,
    )


@dataclass(frozen=True)
class _Table:
    """The table, taken apart, with everything a row needs to become facts."""

    file: str
    body: Body
    keys: KeyColumns
    columns: list[ValueColumn]
    regions: RegionColumn
    period: Period | None  # from the titles, where neither rows nor columns have one
    read_value: Callable[[str], Cell]


def _facts(file: str, body: Body, complaints: Complaints) -> tuple[FactRows, dict[str, str]]:
    table = _table(file, body)
    facts = FactRows("")
    labels: dict[str, str] = {}
    width = len(body.head[-1])
    for row, line in zip(body.rows, body.lines, strict=True):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != width:
            complaints.add(
                f"Die Zeile hat {len(row)} statt {width} Felder",
                "Ist die Datei abgeschnitten, oder mischt sie Trennzeichen? Bitte erneut herunterladen.",
                line=line,
            )
            continue
        _add_row(facts, table, row, line, labels, complaints)
    return facts, labels


def _table(file: str, body: Body) -> _Table:
    count = count_keys(body)
    keys = key_columns(body, count)
    columns = value_columns(body, count, file)
    if not columns:
        raise refused(file, "Die Tabelle hat keine Spalte mit Werten", "Bitte die Auswahl im Portal prüfen.")
    pairs = [(_at(row, keys.region), _at(row, keys.name)) for row in body.rows]
    period = None if keys.period is not None or columns[0].period else _period_of_titles(file, body)
    if keys.region is None and not _is_national(body):
        raise refused(
            file,
            "Wir finden keine Spalte mit Regionalschlüsseln",
            "Bitte die Tabelle mit Schlüsseln herunterladen, oder mit einer Zuordnung einlesen.",
            line=body.head_line,
        )
    texts = {row[c.index] for row in body.rows for c in columns if len(row) > c.index}
    return _Table(file, body, keys, columns, RegionColumn(pairs), period, cell_reader(_style(texts)))


def _style(texts: set[str]) -> NumberStyle:
    """GENESIS writes a decimal comma, its English tables a point, and never a thousands mark."""
    point = any(re.fullmatch(r"-?\d+\.\d+", text.strip()) for text in texts)
    comma = any("," in text for text in texts)
    return _ENGLISH if point and not comma else GERMAN


def _at(row: list[str], index: int | None) -> str:
    return "" if index is None or index >= len(row) else row[index]


def _is_national(body: Body) -> bool:
    return any("deutschland" in title.casefold() for title in body.titles)


def _period_of_titles(file: str, body: Body) -> Period:
    found: set[Period] = set()
    for text in re.findall(r"\d{1,2}\.\d{1,2}\.\d{4}|\b(?:19|20)\d\d\b", " ".join(body.titles)):
        try:
            found.add(Period.parse(text))
        except ValueError:
            continue
    if len(found) == 1:
        return found.pop()
    raise refused(
        file,
        "Wir finden nicht, für welches Jahr oder welchen Stichtag die Werte gelten",
        "Bitte die Tabelle mit der Zeitangabe in Zeilen oder Spalten herunterladen.",
        line=body.head_line,
    )


def _add_row(
    facts: FactRows, table: _Table, row: list[str], line: int, labels: dict[str, str], complaints: Complaints
) -> None:
    place = _place(table, row, line, complaints)
    period = _period(table, row, line, complaints)
    split = _split(table.keys, row, labels)
    for column in table.columns:
        text = row[column.index]
        try:
            cell = _flagged(table.read_value(text), row, column)
        except ValueError as error:
            complaints.add(
                str(error),
                "Bitte die Tabelle unverändert herunterladen.",
                line=line,
                column=column.about.column,
                value=text,
            )
            continue
        when = column.period or period
        if place and when:
            facts.add(column.about, place, when, cell, line, split)


def _flagged(cell: Cell, row: list[str], column: ValueColumn) -> Cell:
    """The quality flag beside a value: p, r and s are kept, e (final) changes nothing."""
    flag = _FLAGS.get(_at(row, column.quality).strip())
    return Cell(cell.value, flag) if flag and cell.status is Status.OK else cell


def _place(table: _Table, row: list[str], line: int, complaints: Complaints) -> Place | None:
    keys = table.keys
    if keys.region is None:
        return Place(GERMANY, "Deutschland")
    try:
        return table.regions.place(row[keys.region], _at(row, keys.name))
    except ValueError as error:
        complaints.add(
            str(error),
            "Bitte den amtlichen Schlüssel prüfen: 2 Stellen Land, 5 Kreis, 8 Gemeinde.",
            line=line,
            column="Regionalschlüssel",
            value=row[keys.region],
        )
        return None


def _period(table: _Table, row: list[str], line: int, complaints: Complaints) -> Period | None:
    if table.keys.period is None:
        return table.period
    text = row[table.keys.period]
    try:
        return Period.parse(text)
    except ValueError:
        complaints.add(
            "Diesen Zeitraum gibt es nicht",
            "Bitte ein Jahr wie 2024 oder ein Datum wie 31.12.2024 eintragen.",
            line=line,
            column="Zeit",
            value=text,
        )
        return None


def _split(keys: KeyColumns, row: list[str], labels: dict[str, str]) -> Split:
    split = EVERYTHING
    for code_at, label_at, heading in keys.dimensions:
        code, label = _at(row, code_at).strip(), tidy_name(row[label_at])
        part = split_of(label, heading, code if code.isdigit() else "")
        if code.isdigit() and part.detail:
            labels[part.detail_text] = label
        split = split.plus(part)
    return split


def _delivery(
    raw: RawFile,
    hints: OriginHints | None,
    body: Body,
    footer: Footer,
    facts: FactRows,
    labels: dict[str, str],
    notes: list[str],
) -> Delivery:
    title = " ".join(body.titles)
    origin = raw.origin(
        hints,
        title=title,
        publisher=footer.publisher,
        licence=footer.licence,
        licence_text=footer.licence_text,
        retrieved_at=footer.retrieved_at,
    )
    units = set(facts.columns["unit"])
    info = SeriesInfo(
        id=facts.series,
        title=title,
        unit=str(next(iter(units))) if len(units) == 1 else "",
        publisher=origin.publisher,
        licence=origin.licence,
        notes=footer.notes,
        items=tuple(dict.fromkeys(str(item) for item in facts.columns["item"])),
        labels=labels,
    )
    return Delivery(origin, FORMAT.id, "facts", facts.table(), (info,), (*footer.notes, *notes))
