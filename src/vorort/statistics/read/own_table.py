"""„My own table“: any CSV, XLSX or ODS, read as a mapping says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.cells import Cell, NumberStyle, cell_reader
from vorort.statistics.read.delivery import Delivery, SeriesInfo
from vorort.statistics.read.facts import About, FactRows, Place, complain_about_contradictions
from vorort.statistics.read.formats import Format
from vorort.statistics.read.mapping import Column, Mapping, RegionSource, ValueColumn
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.regions import LAENDER, region_key, tidy_name
from vorort.statistics.read.splits import EVERYTHING, Split, slug, split_of
from vorort.statistics.read.tabular import read_grid
from vorort.statistics.read.workbook import Value, cell_text
from vorort.statistics.vocab import Period, Status
from vorort.statistics.vocab.keys import canonical_key

FORMAT = Format(
    "eigene",
    "Eigene Tabelle (CSV, XLSX oder ODS mit Zuordnung)",
    "eine Zuordnung (YAML), die `vorort statistics inspect` vorschlägt",
    "Stadtteil;Bevölkerung;Ausländer",
)
_FOOTNOTE = re.compile(r"(\d{1,2})\)\s*\S")


@dataclass(frozen=True)
class Table:
    """Rows of a CSV or of one sheet. `lines[i]` is the row number a person sees."""

    rows: list[list[Value]]
    lines: list[int]
    separator: str = ""
    sheet: str = ""

    def row_at(self, line: int) -> list[Value]:
        return next((row for row, n in zip(self.rows, self.lines, strict=True) if n == line), [])


def load_table(raw: RawFile, sheet: str | None = None, separator: str | None = None) -> Table:
    """Raises FileRejected for files and sheets that cannot be read."""
    if raw.is_archive or raw.is_old_office:
        names = raw.workbook.names
        if sheet is not None and sheet not in names:
            raise refused(
                raw.name,
                f"Das Blatt „{sheet}“ gibt es nicht",
                f"Vorhanden sind: {', '.join(f'„{name}“' for name in names[:10])}.",
            )
        sheet = sheet or names[0]
        rows = raw.workbook.rows(sheet)
        return Table(rows, list(range(1, len(rows) + 1)), sheet=sheet)
    grid = raw.grid if separator is None else read_grid(raw.decoded.text, raw.name, separator)
    return Table([list(row) for row in grid.rows], grid.lines, separator=grid.separator)


def read_own(raw: RawFile, mapping: Mapping, hints: OriginHints | None) -> Delivery:
    """Raises FileRejected with everything that the table and its mapping do not agree on."""
    table = load_table(raw, mapping.sheet, mapping.separator)
    complaints = raw.complaints()
    plan = _Plan(raw, table, mapping, complaints)
    complaints.raise_if_any()
    facts, notes = plan.facts()
    complaints.raise_if_any()
    notes += complain_about_contradictions(facts, complaints)
    complaints.raise_if_any()
    origin = raw.origin(hints, title=mapping.title, publisher=mapping.publisher, licence=mapping.licence)
    info = SeriesInfo(
        id=mapping.series,
        title=origin.title,
        publisher=origin.publisher,
        licence=origin.licence,
        items=tuple(dict.fromkeys(str(item) for item in facts.columns["item"])),
    )
    used = mapping.model_dump(mode="json", exclude_defaults=True)
    return Delivery(origin, FORMAT.id, "facts", facts.table(), (info,), tuple(notes), used)


@dataclass(frozen=True)
class _Reading:
    """A value column, found in the table."""

    index: int
    about: About
    period: Period | None
    read: Callable[[str], Cell]


class _Plan:
    """The mapping, checked against the table it is for."""

    def __init__(self, raw: RawFile, table: Table, mapping: Mapping, complaints: Complaints) -> None:
        self.raw, self.table, self.mapping, self.complaints = raw, table, mapping, complaints
        self.titles = column_titles(table, mapping.header_row)
        if not any(self.titles):
            raise refused(
                raw.name,
                f"In Zeile {mapping.header_row} stehen keine Überschriften",
                "Bitte header_row in der Zuordnung berichtigen.",
                line=mapping.header_row,
            )
        region = mapping.region
        self.region = self._find(region.column) if region.column is not None else None
        self.name = self._find(region.name_column) if region.name_column is not None else self.region
        if region.column is None and not region.fixed:
            complaints.add(
                "Die Zuordnung nennt keine Spalte und kein festes Gebiet",
                "Bitte unter region „column“ oder „fixed“ eintragen.",
            )
        self.period = self._find(mapping.period.column) if mapping.period.column is not None else None
        self.fixed_period = self._period_of(mapping.period.fixed) if mapping.period.fixed else None
        self.keep = self._find(mapping.keep.column) if mapping.keep else None
        self.dimensions = [(self._find(d.column), d.name or str(d.column)) for d in mapping.dimensions]
        self.values = [self._reading(column) for column in mapping.values]
        self._complain_about_missing_period()

    def _find(self, column: Column) -> int:
        """Index of a column by its title or its number; complains and gives 0 if it is not there."""
        if isinstance(column, int):
            if column <= len(self.titles):
                return column - 1
            problem, remedy = (
                f"Eine Spalte {column} gibt es nicht",
                f"Die Tabelle hat {len(self.titles)} Spalten.",
            )
        else:
            wanted = " ".join(column.split())
            found = [i for i, title in enumerate(self.titles) if title == wanted]
            if len(found) == 1:
                return found[0]
            problem, remedy = self._why_not(wanted, len(found))
        self.complaints.add(problem, remedy, line=self.mapping.header_row, column=str(column))
        return 0

    def _why_not(self, wanted: str, times: int) -> tuple[str, str]:
        if times:
            return (
                f"Die Überschrift „{wanted}“ gibt es {times}-mal",
                "Bitte in der Zuordnung statt der Überschrift die Nummer der Spalte angeben (ab 1 gezählt).",
            )
        close = difflib.get_close_matches(wanted, [title for title in self.titles if title], 1)
        hint = f" Gemeint ist vielleicht „{close[0]}“." if close else ""
        return (
            f"Die Spalte „{wanted}“ aus der Zuordnung gibt es nicht",
            f"Bitte die Zuordnung berichtigen.{hint}",
        )

    def _reading(self, column: ValueColumn) -> _Reading:
        mapping = self.mapping
        index = self._find(column.column)
        split = Split(column.group, column.sex, column.age, tuple(column.detail.items()))
        about = About(
            item=column.item,
            split=split,
            unit=str(column.unit),
            factor=column.factor,
            column=self.titles[index] or str(column.column),
            concept=mapping.concept if column.concept is None else column.concept,
            base=mapping.base,
        )
        decimal = column.decimal or mapping.decimal
        thousands = mapping.thousands if column.thousands is None else column.thousands
        style = NumberStyle(decimal, thousands, Status(mapping.zero), self._footnotes())
        period = self._period_of(column.period) if column.period else None
        return _Reading(index, about, period, cell_reader(style))

    def _footnotes(self) -> frozenset[str]:
        """Numbers of footnotes explained outside the data, such as `1) einschließlich …`."""
        first, last = self.mapping.first_data_row, self.mapping.last_row
        found = set()
        for row, line in zip(self.table.rows, self.table.lines, strict=True):
            outside = line < first or (last is not None and line > last) or _filled(row) == 1
            if outside and row and (match := _FOOTNOTE.match(cell_text(row[0]).strip())):
                found.add(match[1])
        return frozenset(found)

    def _period_of(self, text: str) -> Period | None:
        try:
            return Period.parse(text)
        except ValueError:
            self.complaints.add(
                "Der Zeitraum in der Zuordnung ist keiner, den es gibt",
                "Bitte ein Jahr wie 2024 oder einen Tag wie 30.06.2024 eintragen.",
                column="period",
                value=text,
            )
            return None

    def _complain_about_missing_period(self) -> None:
        if self.period is None and not self.mapping.period.fixed and not all(v.period for v in self.values):
            self.complaints.add(
                "Die Zuordnung sagt nicht, für welchen Zeitraum die Werte gelten",
                "Bitte unter period „fixed“ ein Jahr oder einen Tag nennen, oder „column“ mit der Spalte.",
            )

    def facts(self) -> tuple[FactRows, list[str]]:
        facts = FactRows(self.mapping.series)
        notes: list[str] = []
        rows = [
            (r, n) for r, n in zip(self.table.rows, self.table.lines, strict=True) if self._is_wanted(r, n)
        ]
        while rows and _filled(rows[-1][0]) == 1 and len(self.titles) > 2:
            notes.insert(0, self._note(rows.pop()[0]))
        for row, line in rows:
            self._add(facts, row, line)
        if not len(facts) and not self.complaints.count:
            self.complaints.add(
                "Unter den Überschriften stehen keine Werte",
                "Bitte header_row, first_row und last_row in der Zuordnung prüfen.",
                line=self.mapping.header_row,
            )
        after = self.mapping.last_row
        if after is not None:
            below = [
                r for r, n in zip(self.table.rows, self.table.lines, strict=True) if n > after and _filled(r)
            ]
            notes += [self._note(row) for row in below]
        return facts, notes

    def _note(self, row: list[Value]) -> str:
        return " ".join(text for cell in row if (text := cell_text(cell).strip()))

    def _is_wanted(self, row: list[Value], line: int) -> bool:
        mapping = self.mapping
        if line < mapping.first_data_row or (mapping.last_row is not None and line > mapping.last_row):
            return False
        if line in mapping.skip_rows or not _filled(row):
            return False
        if self.keep is None or mapping.keep is None:
            return True
        return self.keep < len(row) and cell_text(row[self.keep]).strip() in mapping.keep.values

    def _add(self, facts: FactRows, row: list[Value], line: int) -> None:
        if len(row) != len(self.titles) and (
            len(row) < len(self.titles) or any(cell_text(c).strip() for c in row[len(self.titles) :])
        ):
            self.complaints.add(
                f"Die Zeile hat {len(row)} statt {len(self.titles)} Felder",
                "Ist die Datei abgeschnitten, oder mischt sie Trennzeichen? Bitte neu ausgeben.",
                line=line,
            )
            return
        place, period = self._place(row, line), self._row_period(row, line)
        split = self._split(row)
        for value in self.values:
            cell = self._cell(row[value.index], value, line)
            when = value.period or period
            if place and when and cell:
                facts.add(value.about, place, when, cell, line, split)

    def _cell(self, value: Value, column: _Reading, line: int) -> Cell | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            status = Status(self.mapping.zero) if value == 0 else Status.OK
            return Cell(float(value), status)
        text = cell_text(value)
        try:
            return column.read(text)
        except ValueError as error:
            self.complaints.add(
                str(error),
                "Bitte die Zelle berichtigen, oder decimal und thousands in der Zuordnung prüfen.",
                line=line,
                column=column.about.column,
                value=text,
            )
            return None

    def _place(self, row: list[Value], line: int) -> Place | None:
        region = self.mapping.region
        text = " ".join(cell_text(row[self.region]).split()) if self.region is not None else region.fixed
        name = tidy_name(cell_text(row[self.name])) if self.name is not None else text
        try:
            return Place(own_key(region, text, line), name)
        except ValueError as error:
            self.complaints.add(
                str(error),
                "Bitte in der Zuordnung unter region „keys“ den Schlüssel zu diesem Text eintragen, "
                "oder mit „parent“ die Gemeinde, deren Teil das Gebiet ist.",
                line=line,
                column=self.titles[self.region] if self.region is not None else "region",
                value=text,
            )
            return None

    def _row_period(self, row: list[Value], line: int) -> Period | None:
        if self.period is None:
            return self.fixed_period
        text = cell_text(row[self.period])
        try:
            return Period.parse(text)
        except ValueError:
            self.complaints.add(
                "Diesen Zeitraum gibt es nicht",
                "Bitte ein Jahr wie 2024 oder einen Tag wie 30.06.2024 eintragen.",
                line=line,
                column=self.titles[self.period],
                value=text,
            )
            return None

    def _split(self, row: list[Value]) -> Split:
        split = EVERYTHING
        for index, name in self.dimensions:
            split = split.plus(split_of(tidy_name(cell_text(row[index])), name))
        return split


def own_key(region: RegionSource, text: str, line: int) -> str:
    """Key of a region of an own table. Raises ValueError with a German reason."""
    tidy = tidy_name(text)
    if key := region.keys.get(text) or region.keys.get(tidy):
        return region_key(key)
    if not tidy:
        raise ValueError("Hier fehlt das Gebiet")
    if region.parent:
        local = re.sub(r"[^\w.]+", "_", text) if region.kind == "key" else slug(tidy).replace("-", "_")
        if region.width and local.isdigit():
            local = local.zfill(region.width)
        prefix = next((s.prefix for s in region.sections if s.from_row <= line <= s.to_row), "")
        return f"{region.parent}-{prefix}{local}"
    if region.kind == "key":
        text = text.zfill(region.width) if region.width else text
        return region_key(canonical_key(text, region.level) if region.level and text.strip() else text)
    if key := LAENDER.get(tidy.casefold()):
        return key
    raise ValueError("Zu diesem Namen kennen wir keinen Regionalschlüssel")


def column_titles(table: Table, header_row: int) -> list[str]:
    """Headings by column; an empty one takes the text above it, as merged cells show it."""
    titles = [" ".join(cell_text(cell).split()).lstrip("\ufeff") for cell in table.row_at(header_row)]
    for up in (1, 2):
        above = table.row_at(header_row - up)
        for i, title in enumerate(titles):
            if not title and i < len(above) and _filled(above) > 1:
                titles[i] = " ".join(cell_text(above[i]).split())
    return titles


def _filled(row: list[Value]) -> int:
    return sum(1 for cell in row if cell_text(cell).strip())


def without_mapping(raw: RawFile) -> FileRejected:
    return refused(
        raw.name,
        "Das ist keines der bekannten Formate; für eine eigene Tabelle braucht es eine Zuordnung",
        f"„vorort statistics inspect {_quoted(raw.name)} --mapping-out zuordnung.yaml“ schlägt eine vor; "
        "danach mit „--mapping zuordnung.yaml“ einlesen.",
    )


def _quoted(name: str) -> str:
    """A file name as it is typed on a command line."""
    return f'"{name}"' if " " in name else name
