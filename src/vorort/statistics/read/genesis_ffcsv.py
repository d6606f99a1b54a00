"""GENESIS flat file csv (ffcsv): one row per number, with code and label of every variable.

Two layouts: the older one (`Statistik_Code;…;BEVSTD__Bevoelkerungsstand__Anzahl`, cp1252, one
column per value variable) and the one since 2024 (`statistics_code;…;value;value_unit;
value_variable_code;value_variable_label[;value_q]`, UTF-8 with BOM, unsorted). In both an empty
attribute code is the total.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vorort.statistics.read.cells import GERMAN, Cell, NumberStyle, cell_reader
from vorort.statistics.read.delivery import Delivery, SeriesInfo
from vorort.statistics.read.facts import (
    About,
    FactRows,
    Place,
    complain_about_contradictions,
    mark_vanished_regions,
)
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.genesis_footer import prefix_of_code
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.regions import RegionColumn, looks_like_key, tidy_name
from vorort.statistics.read.splits import EVERYTHING, Split, is_dimension_heading, is_total, split_of, unit_of
from vorort.statistics.read.tabular import Grid, read_grid
from vorort.statistics.vocab import GERMANY, Period, Status, Unit

FORMAT = Format(
    "genesis-ffcsv",
    "GENESIS Flat File (ffcsv)",
    "erste Zeile beginnt mit „Statistik_Code;“ oder „statistics_code;“",
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;…",
)
_VARIABLE = re.compile(
    r"(\d{1,2})_(merkmal|auspraegung|variable|variable_attribute)_(code|label)", re.IGNORECASE
)
_REGIONAL = re.compile(r"DG|DINSG|DLAND|BLAND|REGBEZ|KREISE?|KREISG|GEMEIN\w*|GEO\w+", re.IGNORECASE)
_DURATION = re.compile(r"(\d{4}-\d{2})P(\d+)([MY])")
_TABLE_CODE = re.compile(r"\d{5}-(?:\d{4}|\d{2}-\d{2}-\d|\d+i)|\d{4}[A-Z]-\w+")
_FLAGS = {"p": Status.PROVISIONAL, "r": Status.REVISED, "s": Status.ESTIMATED}
_ENGLISH = NumberStyle(".", "", Status.BELOW_HALF)


@dataclass(frozen=True)
class _Variable:
    """Columns of one classifying variable."""

    code: int
    label: int
    attribute_code: int
    attribute_label: int


@dataclass(frozen=True)
class _Layout:
    head: list[str]
    time: int
    variables: tuple[_Variable, ...]
    values: tuple[tuple[int, About], ...]  # older layout: one column per value variable
    value: int | None  # newer layout: one column, named row by row
    unit: int | None
    item: int | None
    item_label: int | None
    quality: int | None


def matches(raw: RawFile) -> bool:
    start = raw.head(100).lstrip('\ufeff"').casefold()
    return start.startswith(("statistik_code", "statistics_code"))


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    grid = read_grid(raw.decoded.text, raw.name, ";")
    layout = _layout(raw, grid)
    complaints = raw.complaints()
    rows = _even_rows(grid, layout, complaints)
    complaints.raise_if_any()
    reading = _Reading(raw, layout, rows, complaints)
    facts = reading.facts()
    complaints.raise_if_any()
    notes = mark_vanished_regions(facts) + complain_about_contradictions(facts, complaints)
    complaints.raise_if_any()
    code = _table_code(raw, rows[0][0][0])
    prefix = "zensus" if re.match(r"\d{4}[A-Z]", code) else prefix_of_code(code)
    facts.series = f"{'genesis' if prefix == 'tabelle' else prefix}/{code}"
    return _delivery(raw, hints, facts, reading.labels, rows[0][0][1], notes)


READER = Reader(FORMAT, matches, read)


def _layout(raw: RawFile, grid: Grid) -> _Layout:
    head = [cell.strip().lstrip("\ufeff") for cell in grid.rows[0]]
    lower = [cell.casefold() for cell in head]
    if len(set(lower)) < len(lower):
        double = next(cell for cell in head if lower.count(cell.casefold()) > 1)
        raise refused(
            raw.name,
            "Diese Spalte gibt es zweimal",
            "Bitte die Datei unverändert herunterladen.",
            line=1,
            column=double,
        )
    time = next((i for i, cell in enumerate(lower) if cell in ("zeit", "time")), None)
    variables = _variables(lower)
    values = tuple((i, _about_of_column(cell)) for i, cell in enumerate(head) if cell.count("__") >= 2)
    value = lower.index("value") if "value" in lower else None
    if time is None or not variables or (not values and value is None):
        raise refused(
            raw.name,
            "Der Kopf der Datei ist unvollständig: Es fehlen Spalten für Zeit, Merkmale oder Werte",
            "Bitte die Datei als „Flat CSV“ neu herunterladen.",
            line=1,
        )
    at = {name: lower.index(name) if name in lower else None for name in _NEW_COLUMNS}
    return _Layout(head, time, variables, values, value, *(at[name] for name in _NEW_COLUMNS))


_NEW_COLUMNS = ("value_unit", "value_variable_code", "value_variable_label", "value_q")


def _variables(lower: list[str]) -> tuple[_Variable, ...]:
    places: dict[int, dict[str, int]] = {}
    for i, cell in enumerate(lower):
        if match := _VARIABLE.fullmatch(cell):
            kind = "attribute" if match[2] in ("auspraegung", "variable_attribute") else "variable"
            places.setdefault(int(match[1]), {})[f"{kind}_{match[3]}"] = i
    names = ("variable_code", "variable_label", "attribute_code", "attribute_label")
    return tuple(
        _Variable(*(found[name] for name in names))
        for _, found in sorted(places.items())
        if set(names) <= set(found)
    )


def _about_of_column(cell: str) -> About:
    """`BEVSTD__Bevoelkerungsstand__Anzahl`: code, label, unit."""
    code, *_, unit_text = cell.split("__")
    unit, factor = unit_of(unit_text.replace("_", " "))
    return About(item=code, unit=unit, factor=factor, column=cell)


def _even_rows(grid: Grid, layout: _Layout, complaints: Complaints) -> list[tuple[list[str], int]]:
    rows = []
    width = len(layout.head)
    for row, line in zip(grid.rows[1:], grid.lines[1:], strict=True):
        if len(row) == width:
            rows.append((row, line))
        elif any(cell.strip() for cell in row):
            complaints.add(
                f"Die Zeile hat {len(row)} statt {width} Felder",
                "Die Datei ist abgeschnitten oder verändert: bitte erneut herunterladen.",
                line=line,
            )
    if not rows and not complaints.count:
        complaints.add(
            "Die Datei enthält nur eine Kopfzeile und keine Werte",
            "Bitte die Auswahl im Portal prüfen und die Datei erneut herunterladen.",
            line=1,
        )
    return rows


class _Reading:
    """One pass over the rows. Every distinct text is understood once."""

    def __init__(
        self, raw: RawFile, layout: _Layout, rows: list[tuple[list[str], int]], complaints: Complaints
    ) -> None:
        self.layout, self.rows, self.complaints = layout, rows, complaints
        self.labels: dict[str, str] = {}
        self.read_value: Callable[[str], Cell] = cell_reader(_style(rows, layout))
        self.region = _region_variable(layout, rows)
        self.regions = RegionColumn(self._pairs())
        self.others = [v for v in layout.variables if v is not self.region]
        self._splits: dict[tuple[str, ...], Split] = {}
        self._periods: dict[str, Period | None] = {}

    def _pairs(self) -> list[tuple[str, str]]:
        if self.region is None:
            return []
        code, label = self.region.attribute_code, self.region.attribute_label
        return [(row[code], row[label]) for row, _ in self.rows]

    def facts(self) -> FactRows:
        facts = FactRows("")
        for row, line in self.rows:
            place, period = self._place(row, line), self._period(row, line)
            split = self._split(row)
            for index, about in self.layout.values or self._named_value(row):
                cell = self._cell(row, line, index, about)
                if place and period and cell:
                    facts.add(about, place, period, cell, line, split)
        return facts

    def _named_value(self, row: list[str]) -> tuple[tuple[int, About], ...]:
        layout = self.layout
        assert layout.value is not None
        unit, factor = unit_of(_at(row, layout.unit))
        item = _at(row, layout.item)
        if item and (label := _at(row, layout.item_label)):
            self.labels[item] = label
        return ((layout.value, About(item=item, unit=unit, factor=factor, column=layout.head[layout.value])),)

    def _cell(self, row: list[str], line: int, index: int, about: About) -> Cell | None:
        try:
            cell = self.read_value(row[index])
        except ValueError as error:
            self.complaints.add(
                str(error),
                "Bitte die Datei unverändert herunterladen.",
                line=line,
                column=about.column,
                value=row[index],
            )
            return None
        flag = _FLAGS.get(_at(row, self.layout.quality).strip())
        return Cell(cell.value, flag) if flag and cell.status is Status.OK else cell

    def _place(self, row: list[str], line: int) -> Place | None:
        if self.region is None:
            return Place(GERMANY, "Deutschland")
        code, name = row[self.region.attribute_code], row[self.region.attribute_label]
        if not code.strip() and is_total(name):
            return Place(GERMANY, "Deutschland")
        try:
            return self.regions.place(code, name)
        except ValueError as error:
            self.complaints.add(
                str(error),
                "Bitte den amtlichen Schlüssel prüfen: 2 Stellen Land, 5 Kreis, 8 Gemeinde.",
                line=line,
                column=self.layout.head[self.region.attribute_code],
                value=code or name,
            )
            return None

    def _period(self, row: list[str], line: int) -> Period | None:
        text = row[self.layout.time]
        if text not in self._periods:
            self._periods[text] = _parsed(text)
        if self._periods[text] is None:
            self.complaints.add(
                "Diesen Zeitraum gibt es nicht",
                "Bitte die Datei unverändert herunterladen.",
                line=line,
                column=self.layout.head[self.layout.time],
                value=text,
            )
        return self._periods[text]

    def _split(self, row: list[str]) -> Split:
        key = tuple(
            row[i] for v in self.others for i in (v.code, v.label, v.attribute_code, v.attribute_label)
        )
        split = self._splits.get(key)
        if split is None:
            split = EVERYTHING
            for i in range(0, len(key), 4):
                split = split.plus(self._part(*key[i : i + 4]))
            self._splits[key] = split
        return split

    def _part(self, code: str, heading: str, attribute: str, label: str) -> Split:
        if not attribute.strip():
            return EVERYTHING
        name = code if is_dimension_heading(code) else heading
        found = split_of(tidy_name(label), name, attribute if attribute.isdigit() else "")
        by_code = split_of(attribute, name)
        if found.detail and not by_code.detail:
            return by_code
        if attribute.isdigit() and found.detail:
            self.labels[found.detail_text] = tidy_name(label)
        return found


def _at(row: list[str], index: int | None) -> str:
    return "" if index is None else row[index]


def _style(rows: list[tuple[list[str], int]], layout: _Layout) -> NumberStyle:
    indices = [i for i, _ in layout.values] or [layout.value or 0]
    texts = {row[i] for row, _ in rows for i in indices}
    point = any(re.fullmatch(r"-?\d+\.\d+", text) for text in texts)
    return _ENGLISH if point and not any("," in text for text in texts) else GERMAN


def _region_variable(layout: _Layout, rows: list[tuple[list[str], int]]) -> _Variable | None:
    for variable in layout.variables:
        if any(_REGIONAL.fullmatch(row[variable.code]) for row, _ in rows[:50]):
            return variable
    for variable in layout.variables:
        codes = {row[variable.attribute_code] for row, _ in rows} - {""}
        if codes and all(looks_like_key(code) and len(code) in (2, 5, 8) for code in codes):
            return variable
    return None


def _parsed(text: str) -> Period | None:
    """Also `2022-10P6M`, a winter term, and `2022-01P1Y`."""
    text = text.strip()
    if match := _DURATION.fullmatch(text):
        text = match[1][:4] if match[3] == "Y" or match[2] == "12" else match[1]
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _table_code(raw: RawFile, statistic: str) -> str:
    """The table's code stands only in the file name; the statistic's code is in every row."""
    match = _TABLE_CODE.search(raw.name)
    return match[0] if match else re.sub(r"[^\w-]+", "-", statistic) or "unbekannt"


def _delivery(
    raw: RawFile,
    hints: OriginHints | None,
    facts: FactRows,
    labels: dict[str, str],
    title: str,
    notes: list[str],
) -> Delivery:
    publisher = (
        "Statistisches Bundesamt (Destatis)" if facts.series.startswith(("genesis/", "zensus/")) else ""
    )
    origin = raw.origin(hints, title=title, usual_publisher=publisher)
    units = {str(unit) for unit in facts.columns["unit"]}
    info = SeriesInfo(
        id=facts.series,
        title=title,
        unit=units.pop() if len(units) == 1 else "",
        decimals=0 if set(facts.columns["unit"]) == {str(Unit.COUNT)} else None,
        publisher=origin.publisher,
        licence=origin.licence,
        items=tuple(dict.fromkeys(str(item) for item in facts.columns["item"])),
        labels=labels,
    )
    return Delivery(origin, FORMAT.id, "facts", facts.table(), (info,), tuple(notes))
