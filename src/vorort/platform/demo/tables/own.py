"""Tables as offices keep them themselves, with the mapping that says how to read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from vorort.platform.demo.cubes import Cube, Row
from vorort.platform.demo.land import Place
from vorort.platform.demo.tables.formats import LICENCE, plain_csv, workbook
from vorort.statistics import load_catalog
from vorort.statistics.vocab import TOTAL

Cells = Mapping[tuple[str, int], float]  # (region, year) → number

_HEAD = ("Schlüssel", "Gebiet", "Jahr")


@dataclass(frozen=True)
class OwnColumn:
    """A column of an own table: its heading, its numbers, and what they are about."""

    heading: str
    item: str  # a measure of the catalogue
    cells: Cells
    group: str = TOTAL
    sex: str = TOTAL
    age: str = TOTAL
    concept: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OwnTable:
    name: str  # of the series: own/<name>, and of the files
    title: str
    publisher: str
    columns: tuple[OwnColumn, ...]
    places: tuple[Place, ...]
    as_workbook: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.{'xlsx' if self.as_workbook else 'csv'}"


def table_bytes(table: OwnTable) -> bytes:
    """Title, headings, one line per place and year; what was not delivered stays empty."""
    header = [*_HEAD, *(column.heading for column in table.columns)]
    rows = list(_rows(table))
    if table.as_workbook:
        return workbook({"Daten": [[table.title], [], header, *rows]})
    return plain_csv(header, rows)


def _rows(table: OwnTable) -> Iterable[Sequence[Any]]:
    names = {place.key: place.name for place in table.places}
    lines = sorted({at for column in table.columns for at in column.cells}, key=lambda at: (at[1], at[0]))
    for key, year in lines:
        yield [key, names[key], year, *(column.cells.get((key, year)) for column in table.columns)]


def mapping_bytes(table: OwnTable) -> bytes:
    """How to read the table: the file that `vorort statistics inspect` proposes and a person corrects."""
    mapping = {
        "format": "eigene",
        "series": f"own/{table.name}",
        "title": table.title,
        "publisher": table.publisher,
        "licence": LICENCE.lower(),
        "header_row": 3 if table.as_workbook else 1,
        "region": {"column": "Schlüssel", "name_column": "Gebiet"},
        "period": {"column": "Jahr"},
        "values": [_value(column) for column in table.columns],
    }
    text = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=200)
    return f"# Zuordnung für {table.file_name}\n{text}".encode()


def _value(column: OwnColumn) -> dict[str, Any]:
    value: dict[str, Any] = {
        "column": column.heading,
        "item": column.item,
        "unit": str(load_catalog().measures[column.item].unit),
    }
    splits = {"group": column.group, "sex": column.sex, "age": column.age}
    value |= {name: text for name, text in splits.items() if text != TOTAL}
    if column.concept:
        value["concept"] = column.concept
    return value | ({"detail": dict(column.detail)} if column.detail else {})


def cells_of(cube: Cube, places: Iterable[Place], groups: tuple[str, ...] = ()) -> Cells:
    """The sum over the groups (all, if none are named), sexes and ages of each place and year."""
    chosen = [cube.groups.index(name) for name in groups] or slice(None)
    found: dict[tuple[str, int], float] = {}
    for place in places:
        sums = cube.of(place)[:, chosen].sum(axis=(1, 2, 3))
        found |= {
            (place.key, year): int(sums[n]) for n, year in enumerate(cube.years) if place.exists_in(year)
        }
    return found


def cells_from(rows: Iterable[Row]) -> Cells:
    return {(row.region, row.year): row.value for row in rows}
