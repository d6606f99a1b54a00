"""What is in a file, before anybody decides to take it in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.cells import NumberStyle, read_cell, sign_of
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.mapping import Mapping
from vorort.statistics.read.own_table import FORMAT as OWN
from vorort.statistics.read.own_table import Table, load_table
from vorort.statistics.read.proposal import propose
from vorort.statistics.read.rawfile import RawFile
from vorort.statistics.read.shape import find_shape
from vorort.statistics.read.tabular import SEPARATOR_NAMES
from vorort.statistics.read.workbook import cell_text
from vorort.statistics.vocab import Status, level_of
from vorort.statistics.vocab.status import SIGNS

MEANINGS = {
    Status.NIL: "genau nichts",
    Status.BELOW_HALF: "weniger als die Hälfte der letzten Stelle",
    Status.PROVISIONAL: "vorläufig",
    Status.ESTIMATED: "geschätzt",
    Status.REVISED: "berichtigt",
    Status.UNCERTAIN: "Aussagewert eingeschränkt",
    Status.UNSAFE: "zu unsicher, kein Wert",
    Status.SECRET: "unbekannt oder geheim",
    Status.NOT_AVAILABLE: "leer, ohne Grund",
    Status.LATER: "kommt später",
    Status.NOT_MEANINGFUL: "nicht sinnvoll",
    Status.NO_REGION: "Gebiet gibt es zum Stichtag nicht",
}


@dataclass(frozen=True)
class Sign:
    sign: str
    meaning: str
    count: int


@dataclass(frozen=True)
class Inspection:
    """Plain values only, so that it can be printed as a table or as JSON."""

    file: str
    format: str
    format_name: str
    encoding: str
    separator: str
    sheets: tuple[str, ...]
    kind: str
    title: str
    publisher: str
    licence: str
    retrieved_at: str
    series: tuple[str, ...]
    columns: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    numbers: int
    periods: tuple[str, ...]
    regions: dict[str, int]  # level → how many
    items: tuple[str, ...]
    signs: tuple[Sign, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]  # why it would be refused as it is
    mapping: Mapping | None = None  # proposed, for a table of one's own


def inspect_known(raw: RawFile, format_name: str, delivery: Delivery) -> Inspection:
    table = _table(raw)
    origin = delivery.origin
    is_facts = delivery.kind == "facts"
    facts = delivery.table
    return Inspection(
        file=raw.name,
        format=delivery.format,
        format_name=format_name,
        **_surface(raw, table),
        kind=delivery.kind,
        title=origin.title,
        publisher=origin.publisher,
        licence=origin.licence or origin.licence_text,
        retrieved_at=origin.retrieved_at,
        series=tuple(info.id for info in delivery.series),
        columns=tuple(pc.unique(facts["column"]).to_pylist()) if is_facts else tuple(facts.column_names),
        first_rows=_first_rows(table),
        numbers=facts.num_rows,
        periods=tuple(sorted(pc.unique(facts["period"]).to_pylist())) if is_facts else (),
        regions=_regions(delivery),
        items=tuple(item for item in pc.unique(facts["item"]).to_pylist() if item) if is_facts else (),
        signs=_signs(Counter(facts["status"].to_pylist())) if is_facts else (),
        notes=delivery.notes,
        problems=(),
    )


def inspect_own(raw: RawFile) -> Inspection:
    """A table in no format we know: its look, and the mapping we propose. Raises FileRejected."""
    mapping = propose(raw)
    table = load_table(raw, mapping.sheet, mapping.separator)
    shape = find_shape(raw, table)
    marks = Counter(s for row in shape.rows for cell in row if (s := sign_of(cell_text(cell))))
    return _bare(raw, table, OWN.id, OWN.name, (), mapping=mapping, titles=shape.titles, marks=marks)


def inspect_refused(raw: RawFile, format_id: str, format_name: str, refusal: FileRejected) -> Inspection:
    """What can still be seen of a file that would be refused."""
    return _bare(raw, _table(raw), format_id, format_name, tuple(str(r) for r in refusal.rejections))


def _bare(
    raw: RawFile,
    table: Table | None,
    format_id: str,
    format_name: str,
    problems: tuple[str, ...],
    mapping: Mapping | None = None,
    titles: list[str] | None = None,
    marks: Counter[str] | None = None,
) -> Inspection:
    values = mapping.values if mapping else ()
    return Inspection(
        file=raw.name,
        format=format_id,
        format_name=format_name,
        **_surface(raw, table),
        kind="facts" if mapping else "",
        title=mapping.title if mapping else "",
        publisher="",
        licence="",
        retrieved_at="",
        series=(mapping.series,) if mapping else (),
        columns=tuple(titles or ()),
        first_rows=_first_rows(table),
        numbers=0,
        periods=(mapping.period.fixed,) if mapping and mapping.period.fixed else (),
        regions={},
        items=tuple(dict.fromkeys(value.item for value in values if value.item)),
        signs=tuple(
            Sign(sign, _meaning(sign), count) for sign, count in sorted((marks or Counter()).items())
        ),
        notes=(),
        problems=problems,
        mapping=mapping,
    )


def _meaning(sign: str) -> str:
    return MEANINGS.get(read_cell(sign, NumberStyle()).status, "")


def _surface(raw: RawFile, table: Table | None) -> dict[str, Any]:
    if raw.is_archive:
        return {"encoding": "", "separator": "", "sheets": tuple(raw.workbook.names) if table else ()}
    try:
        encoding = raw.decoded.encoding
    except FileRejected:
        encoding = ""
    return {
        "encoding": encoding,
        "separator": SEPARATOR_NAMES[table.separator] if table else "",
        "sheets": (),
    }


def _table(raw: RawFile) -> Table | None:
    try:
        return load_table(raw)
    except FileRejected:
        return None


def _first_rows(table: Table | None, most: int = 8) -> tuple[tuple[str, ...], ...]:
    rows = table.rows[:most] if table else []
    return tuple(tuple(cell_text(cell)[:60] for cell in row[:20]) for row in rows)


def _regions(delivery: Delivery) -> dict[str, int]:
    name = {"facts": "region", "regions": "key", "conversion": "from_key"}[delivery.kind]
    keys = pc.unique(delivery.table[name]).to_pylist()
    return dict(sorted(Counter(str(level_of(key)) for key in keys).items()))


def _signs(counts: Counter[str]) -> tuple[Sign, ...]:
    return tuple(
        Sign(SIGNS[status], meaning, counts[status]) for status, meaning in MEANINGS.items() if counts[status]
    )
