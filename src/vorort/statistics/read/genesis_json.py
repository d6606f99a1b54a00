"""JSON-stat 2.0: how GENESIS answers with `format=json`, and what Eurostat and others publish.

A cube of numbers with a list of dimensions. `status` says, number by number, which sign stands in
its place; without it an empty number is simply not there.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import Any

from vorort.statistics.read.cells import Cell, NumberStyle, read_cell
from vorort.statistics.read.delivery import Delivery, SeriesInfo
from vorort.statistics.read.facts import (
    About,
    FactRows,
    Place,
    complain_about_contradictions,
    mark_vanished_regions,
)
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.genesis_footer import licence_of, prefix_of_code, publisher_of
from vorort.statistics.read.jsonstat import Dataset, Unit, read_dataset
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.regions import RegionColumn, looks_like_key, tidy_name
from vorort.statistics.read.splits import (
    EVERYTHING,
    Split,
    is_dimension_heading,
    is_total,
    slug,
    split_of,
    unit_of,
)
from vorort.statistics.vocab import GERMANY, Period, Status

FORMAT = Format(
    "genesis-json",
    "JSON-stat 2.0 (GENESIS, Eurostat und andere)",
    "JSON mit „dimension“, „id“, „size“ und „value“",
    '{"version":"2.0","class":"dataset","id":["DLAND","STAG"],…}',
)
_FLAGS = {"e": Status.OK, "p": Status.PROVISIONAL, "r": Status.REVISED, "s": Status.ESTIMATED}
_EUROSTAT = _FLAGS | {
    "e": Status.ESTIMATED,
    "b": Status.BREAK,
    "u": Status.UNCERTAIN,
    "c": Status.SECRET,
    ":": Status.NOT_AVAILABLE,
    "z": Status.NOT_MEANINGFUL,
}
_TIME = re.compile(r"time|zeit|jahr|stag|smonat|semest|year|period", re.IGNORECASE)
_PLACE = re.compile(r"geo\w*|dinsg|dland|kreise?|gemein\w*|region\w*|regbez", re.IGNORECASE)
_METRIC = re.compile(r"statistic|metric|content\w*|value_variable\w*|merkmal|indic\w*", re.IGNORECASE)
_TABLE_CODE = re.compile(r"\d{5}-(?:\d{4}|\d{2}-\d{2}-\d|\d+i)|\d{4}[A-Z]-\w+")


def matches(raw: RawFile) -> bool:
    return raw.head(200).lstrip("\ufeff \r\n\t").startswith(("{", "["))


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    data = read_dataset(raw)
    cube = _cube(raw, data)
    complaints = raw.complaints()
    facts, labels = _facts(cube, complaints)
    complaints.raise_if_any()
    notes = mark_vanished_regions(facts) + complain_about_contradictions(facts, complaints)
    complaints.raise_if_any()
    publisher, prefix = publisher_of(f"© {data.source}" if data.source else "")
    match = _TABLE_CODE.search(raw.name) or _TABLE_CODE.search(data.label)
    code = match[0] if match else slug(raw.path.stem) or "tabelle"
    prefix = prefix or (prefix_of_code(code) if match else "jsonstat")
    facts.series = f"{prefix}/{code}"
    origin = raw.origin(
        hints,
        title=data.label,
        publisher=publisher or data.source,
        licence=licence_of(" ".join([data.source, *data.note])),
        retrieved_at=data.updated,
    )
    info = SeriesInfo(
        id=facts.series,
        title=data.label or code,
        publisher=origin.publisher,
        licence=origin.licence,
        notes=tuple(data.note),
        items=tuple(dict.fromkeys(str(item) for item in facts.columns["item"] if item)),
        labels=labels,
    )
    return Delivery(origin, FORMAT.id, "facts", facts.table(), (info,), (*data.note, *notes))


READER = Reader(FORMAT, matches, read)


@dataclass(frozen=True)
class _Cube:
    """Which dimension plays which part; positions in `data.id`."""

    data: Dataset
    time: int | None
    place: int | None
    metric: int | None
    period: Period | None
    flags: dict[str, Status]

    @property
    def others(self) -> list[int]:
        return [i for i in range(len(self.data.id)) if i not in (self.time, self.place, self.metric)]

    def codes(self, i: int) -> list[str]:
        return self.data.dimension[self.data.id[i]].category.codes()


def _cube(raw: RawFile, data: Dataset) -> _Cube:
    time = _position(data, data.role.time, _TIME)
    place = _position(data, data.role.geo, _PLACE)
    if place is None:
        place = next((i for i in range(len(data.id)) if i != time and _is_regional(data, i)), None)
    metric = _position(data, data.role.metric, _METRIC)
    if metric in (time, place):
        metric = None
    period = None
    if time is None:
        years = set(re.findall(r"\d{1,2}\.\d{1,2}\.\d{4}|\b(?:19|20)\d\d\b", data.label))
        period = _period(years.pop()) if len(years) == 1 else None
        if period is None:
            raise refused(
                raw.name,
                "Die Tabelle sagt nicht, für welchen Zeitraum ihre Werte gelten",
                "Bitte sie mit dem Merkmal „Zeit“ herunterladen.",
            )
    flags = _EUROSTAT if re.search(r"\b(eurostat|estat)\b", data.source, re.IGNORECASE) else _FLAGS
    return _Cube(data, time, place, metric, period, flags)


def _position(data: Dataset, role: list[str], shape: re.Pattern[str]) -> int | None:
    named = [name for name in role if name in data.id] or [name for name in data.id if shape.fullmatch(name)]
    return data.id.index(named[0]) if named else None


def _is_regional(data: Dataset, i: int) -> bool:
    codes = data.dimension[data.id[i]].category.codes()
    return bool(codes) and all(looks_like_key(code) and len(code) in (2, 5, 8) for code in codes)


def _facts(cube: _Cube, complaints: Complaints) -> tuple[FactRows, dict[str, str]]:
    data = cube.data
    facts = FactRows("")
    labels: dict[str, str] = {}
    periods = _periods(cube, complaints)
    places = _places(cube, complaints)
    abouts = _abouts(cube, labels)
    splits = [[_split(cube, i, code, labels) for code in cube.codes(i)] for i in cube.others]
    for n, coordinates in enumerate(product(*(range(size) for size in data.size))):
        cell = _cell(cube, n, complaints)
        period = cube.period if cube.time is None else periods[coordinates[cube.time]]
        place = places[0] if cube.place is None else places[coordinates[cube.place]]
        if cell is None or period is None or place is None:
            continue
        split = EVERYTHING
        for part, i in zip(splits, cube.others, strict=True):
            split = split.plus(part[coordinates[i]])
        about = abouts[0] if cube.metric is None else abouts[coordinates[cube.metric]]
        facts.add(about, place, period, cell, n + 1, split)
    return facts, labels


def _cell(cube: _Cube, n: int, complaints: Complaints) -> Cell | None:
    value, status = _at(cube.data.value, n), _at(cube.data.status, n)
    if isinstance(value, float) and not math.isfinite(value):
        complaints.add("Das ist keine Zahl", "Bitte die Tabelle erneut herunterladen.", line=n + 1)
        return None
    if not status:
        return Cell(value, Status.NOT_AVAILABLE if value is None else Status.OK)
    known = cube.flags.get(status)
    if known is None:
        try:
            known = read_cell(status, NumberStyle()).status
        except ValueError:
            complaints.add(
                "Dieses Zeichen kennen wir nicht",
                "Bitte melden Sie uns diese Datei; wir raten nicht, was ein Zeichen bedeutet.",
                line=n + 1,
                column="status",
                value=str(status),
            )
            return None
    if known is Status.NIL:
        return Cell(0.0, known)
    if value is None:
        return Cell(None, Status.NOT_AVAILABLE if known.has_value else known)
    return Cell(value if known.has_value else None, known)


def _at(cells: Any, n: int) -> Any:
    if isinstance(cells, dict):
        return cells.get(str(n))
    if isinstance(cells, list):
        return cells[n] if n < len(cells) else None
    return cells


def _periods(cube: _Cube, complaints: Complaints) -> list[Period | None]:
    if cube.time is None:
        return []
    labels = cube.data.dimension[cube.data.id[cube.time]].category.label
    found = []
    for code in cube.codes(cube.time):
        period = _period(code) or _period(labels.get(code, ""))
        if period is None:
            complaints.add(
                "Diesen Zeitraum gibt es nicht",
                "Bitte die Tabelle erneut herunterladen.",
                column=cube.data.id[cube.time],
                value=code,
            )
        found.append(period)
    return found


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _places(cube: _Cube, complaints: Complaints) -> list[Place | None]:
    if cube.place is None:
        return [Place(GERMANY, "Deutschland")]
    name = cube.data.id[cube.place]
    labels = cube.data.dimension[name].category.label
    pairs = [(code, labels.get(code, "")) for code in cube.codes(cube.place)]
    column = RegionColumn(pairs)
    found: list[Place | None] = []
    for code, label in pairs:
        if is_total(code) or code == "DE":
            found.append(Place(GERMANY, "Deutschland"))
            continue
        try:
            found.append(column.place(code, label))
        except ValueError as error:
            found.append(None)
            complaints.add(
                str(error),
                "Gelesen werden amtliche Schlüssel: 2 Stellen Land, 5 Kreis, 8 Gemeinde.",
                column=name,
                value=code,
            )
    return found


def _abouts(cube: _Cube, labels: dict[str, str]) -> list[About]:
    if cube.metric is None:
        return [About(column="value")]
    category = cube.data.dimension[cube.data.id[cube.metric]].category
    found = []
    for code in cube.codes(cube.metric):
        labels[code] = category.label.get(code, code)
        known = category.unit.get(code, Unit())
        unit, factor = unit_of(known.base or known.label or known.symbol)
        found.append(About(item=code, unit=unit, factor=factor, column=labels[code]))
    return found


def _split(cube: _Cube, i: int, code: str, labels: dict[str, str]) -> Split:
    name = cube.data.id[i]
    dimension = cube.data.dimension[name]
    label = tidy_name(dimension.category.label.get(code, code))
    if is_total(code) or is_total(label):
        return EVERYTHING
    heading = name if is_dimension_heading(name) else dimension.label or name
    split = split_of(label, heading, code if code.isdigit() else "")
    by_code = split_of(code, heading)
    if split.detail and not by_code.detail:
        return by_code
    if code.isdigit() and split.detail:
        labels[split.detail_text] = label
    return split
