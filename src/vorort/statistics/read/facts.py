"""Collecting facts row by row and handing them over as one Arrow table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyarrow as pa

from vorort.statistics.read.cells import Cell
from vorort.statistics.read.refusal import Complaints
from vorort.statistics.read.splits import EVERYTHING, Split
from vorort.statistics.vocab import FACTS, Level, Period, Status, level_of

_IDENTITY = ("item", "region", "period", "group", "sex", "age", "detail", "unit", "concept")
_COUNTED = frozenset({"persons", "count", ""})
_MANY, _FEW = 10, 0.05
"""Numbers that show what a column holds, and the part of them that may be mistyped."""
_MUST_EXIST = ("bevölkerung", "einwohner", "fläche")


@dataclass(frozen=True)
class Place:
    key: str
    name: str


@dataclass(frozen=True)
class About:
    """Everything of a fact that its value column decides."""

    item: str = ""
    split: Split = EVERYTHING
    unit: str = ""
    factor: float = 1
    column: str = ""
    concept: str = ""
    base: str = ""


@dataclass
class FactRows:
    """Facts of one delivery in column lists. `table()` gives them in the FACTS schema."""

    series: str
    columns: dict[str, list[object]] = field(default_factory=lambda: defaultdict(list))

    def __len__(self) -> int:
        return len(self.columns["value"])

    def add(
        self, about: About, place: Place, period: Period, cell: Cell, line: int, split: Split | None = None
    ) -> None:
        """One number. `split` is what the row says; the column's split comes on top."""
        whole = about.split if split is None else split.plus(about.split)
        put = self.columns
        put["item"].append(about.item)
        put["region"].append(place.key)
        put["region_name"].append(place.name)
        put["period"].append(period.text)
        put["year"].append(period.year)
        put["group"].append(whole.group)
        put["sex"].append(whole.sex)
        put["age"].append(whole.age)
        put["detail"].append(whole.detail_text)
        put["value"].append(_scaled(cell.value, about.factor))
        put["status"].append(str(cell.status))
        put["unit"].append(about.unit)
        put["concept"].append(about.concept)
        put["base"].append(about.base)
        put["line"].append(line)
        put["column"].append(about.column)

    def table(self) -> pa.Table:
        constant = {"series": self.series, "boundary": ""}
        arrays = [
            pa.array([constant[f.name]] * len(self) if f.name in constant else self.columns[f.name], f.type)
            for f in FACTS
        ]
        return pa.Table.from_arrays(arrays, schema=FACTS)


def _scaled(value: float | None, factor: float) -> float | None:
    return value if value is None or factor == 1 else round(value * factor, 6)


def complain_about_contradictions(facts: FactRows, complaints: Complaints) -> list[str]:
    """Two different values for the same thing refuse the file; the same value twice is a note."""
    complain_about_thousands(facts, complaints)
    first: dict[tuple[object, ...], int] = {}
    doubled: list[int] = []
    for i, key in enumerate(zip(*(facts.columns[name] for name in _IDENTITY), strict=True)):
        j = first.setdefault(key, i)
        if j == i:
            continue
        if _same(facts, i, j):
            doubled.append(i)
        else:
            _complain(facts, i, j, complaints)
    if not doubled:
        return []
    lines = sorted({facts.columns["line"][i] for i in doubled}, key=str)
    return [f"Doppelte, gleichlautende Angaben in Zeile {_listed(lines)}; beide sind noch in den Daten."]


def _same(facts: FactRows, i: int, j: int) -> bool:
    value, status = facts.columns["value"], facts.columns["status"]
    return value[i] == value[j] and status[i] == status[j]


def _complain(facts: FactRows, i: int, j: int, complaints: Complaints) -> None:
    columns = facts.columns
    complaints.add(
        f"Für {columns['region_name'][i] or columns['region'][i]} ({columns['region'][i]}), "
        f"{columns['period'][i]} steht hier ein anderer Wert als in Zeile {columns['line'][j]}: "
        f"{_plain(columns['value'][i])} statt {_plain(columns['value'][j])}",
        "Bitte eine der beiden Zeilen löschen oder ihren Schlüssel berichtigen.",
        line=columns["line"][i],  # type: ignore[arg-type]
        column=str(columns["column"][i]),
    )


def _plain(value: object) -> str:
    """As a German reader writes it: 138246, 8,27, or „kein Wert“."""
    return "kein Wert" if value is None else f"{value:.12g}".replace(".", ",")


def complain_about_thousands(facts: FactRows, complaints: Complaints) -> None:
    """Among whole numbers, `245.273` is a number of six digits with a mark for thousands.

    Read as it stands it would be 245 inhabitants. A column of counts holds whole numbers only;
    one that has real decimals has many of them.
    """
    columns = facts.columns
    counts: dict[object, list[int]] = defaultdict(list)
    for i, (value, unit) in enumerate(zip(columns["value"], columns["unit"], strict=True)):
        if value is not None and unit in _COUNTED:
            counts[columns["column"][i], columns["item"][i]].append(i)
    for rows in counts.values():
        odd = [i for i in rows if not float(columns["value"][i]).is_integer()]  # type: ignore[arg-type]
        if len(rows) >= _MANY and len(odd) <= _FEW * len(rows):
            for i in odd:
                _complain_about_mark(facts, i, complaints)


def _complain_about_mark(facts: FactRows, i: int, complaints: Complaints) -> None:
    value = float(facts.columns["value"][i])  # type: ignore[arg-type]
    if abs(value) >= 1000 or abs(value * 1000 - round(value * 1000)) > 1e-6:
        return
    complaints.add(
        "Zwischen lauter ganzen Zahlen steht eine mit Nachkommastellen. Vermutlich trennt der Punkt oder das "
        "Komma Tausender",
        "Bitte Zahlen ohne Tausendertrennung ausgeben oder den Wert berichtigen.",
        line=facts.columns["line"][i],  # type: ignore[arg-type]
        column=str(facts.columns["column"][i]),
        value=_plain(value),
    )


def _listed(lines: list[object], most: int = 10) -> str:
    text = ", ".join(str(line) for line in lines[:most])
    return text if len(lines) <= most else f"{text} und {len(lines) - most} weiteren"


def mark_vanished_regions(facts: FactRows) -> list[str]:
    """Turn `-` into NO_REGION for regions that do not exist at the date of the table.

    Regionalstatistik lists former Kreise for ever and fills them with `-`. A region counts as
    absent when every cell it has at a date is `-`, and a region of its kind cannot be without
    any of them: a Land, Region or Kreis with at least three cells, or any region whose
    population or area would be nothing.
    """
    cells: dict[tuple[object, object], list[int]] = defaultdict(list)
    for i, key in enumerate(zip(facts.columns["region"], facts.columns["period"], strict=True)):
        cells[key].append(i)
    absent: list[object] = []
    for rows in cells.values():
        if _is_absent(facts, rows):
            absent.append(facts.columns["region_name"][rows[0]])
            for i in rows:
                facts.columns["status"][i] = str(Status.NO_REGION)
                facts.columns["value"][i] = None
    if not absent:
        return []
    return [f"{len(absent)} Gebiete gibt es zum Stichtag nicht (alle Werte „-“): {_listed(absent)}."]


def _is_absent(facts: FactRows, rows: list[int]) -> bool:
    status = facts.columns["status"]
    if any(status[i] != Status.NIL for i in rows):
        return False
    key = str(facts.columns["region"][rows[0]])
    if level_of(key) in (Level.LAND, Level.REGION, Level.KREIS) and len(rows) >= 3:
        return True
    items = {str(facts.columns["item"][i]).casefold() for i in rows}
    return any(item.startswith(_MUST_EXIST) or "fläche" in item for item in items)
