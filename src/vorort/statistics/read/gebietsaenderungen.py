"""Gebietsänderungen of Destatis: which Gemeinde gave how many inhabitants and how much area to which.

Kinds of change: 1 dissolved, 2 partly given away (what stays is a row to itself), 3 new key,
4 new name. The first three become shares between Gemeinde keys; a new name moves nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.workbook import Value, cell_text, copyright_lines
from vorort.statistics.vocab import CONVERSION, Level
from vorort.statistics.vocab.keys import canonical_key

FORMAT = Format(
    "gebietsaenderungen",
    "Gebietsänderungen eines Jahres (Destatis, XLSX)",
    "Blatt mit „Kennziffer“, „Abgebende / Aufgelöste Gemeinde“ und „Aufnehmende / Neugebildete Gemeinde“",
    "Gebietsaenderungen_2024.xlsx",
)
_ID = re.compile(r"\d{2}/\d{4}/\d{4}.*")
_LEVEL, _FROM, _KIND, _AREA, _PEOPLE, _TO, _DATE = 1, 3, 5, 6, 7, 9, 12
_MOVES, _RENAMED = ("1", "2", "3"), "4"


@dataclass(frozen=True)
class _Change:
    id: str
    from_key: str
    to_key: str
    area: float | None
    people: float | None
    day: dt.date


def matches(raw: RawFile) -> bool:
    return _sheet(raw) is not None


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    name = _sheet(raw)
    if name is None:
        raise refused(
            raw.name,
            "Kein Blatt enthält Gebietsänderungen",
            "Bitte die Datei von destatis.de als XLSX unverändert herunterladen.",
        )
    rows = raw.workbook.rows(name)
    complaints = raw.complaints()
    changes, renamed = _changes(rows, complaints)
    complaints.raise_if_any()
    origin = raw.origin(
        hints,
        usual_publisher="Statistisches Bundesamt (Destatis)",
        title=cell_text(rows[0][0]).strip() or "Gebietsänderungen",
        licence_text=copyright_lines(raw.workbook),
    )
    note = (
        f"{renamed} reine Namensänderungen verschieben niemanden und stehen nicht in den Umsteigeschlüsseln."
    )
    return Delivery(origin, FORMAT.id, "conversion", _table(changes), notes=(note,) if renamed else ())


READER = Reader(FORMAT, matches, read)


def _sheet(raw: RawFile) -> str | None:
    return raw.sheet_where(_has_head)


def _has_head(rows: list[list[Value]]) -> bool:
    words = [" ".join(cell_text(cell).split()) for row in rows[:6] for cell in row]
    return "Kennziffer" in words and any(word.startswith("Abgebende") for word in words)


def _changes(rows: list[list[Value]], complaints: Complaints) -> tuple[list[_Change], int]:
    changes, renamed = [], 0
    for line, row in enumerate(rows, start=1):
        if len(row) <= _DATE or not _ID.fullmatch(cell_text(row[0]).strip()) or row[_LEVEL] != "Gemeinde":
            continue
        kind = cell_text(row[_KIND]).strip()
        if kind == _RENAMED:
            renamed += 1
            continue
        try:
            if kind not in _MOVES:
                raise ValueError("Diese Änderungsart kennen wir nicht; bekannt sind 1 bis 4")
            changes.append(_change(row))
        except ValueError as error:
            complaints.add(
                str(error),
                "Bitte die Datei unverändert von destatis.de herunterladen.",
                line=line,
                value=cell_text(row[0]),
            )
    return changes, renamed


def _change(row: list[Value]) -> _Change:
    try:
        day = dt.datetime.strptime(cell_text(row[_DATE]).strip(), "%d.%m.%Y").date()  # noqa: DTZ007
    except ValueError:
        raise ValueError("Das Wirksamkeitsdatum ist kein Tag, den es gibt") from None
    return _Change(
        id=cell_text(row[0]).strip(),
        from_key=canonical_key(cell_text(row[_FROM]), Level.GEMEINDE),
        to_key=canonical_key(cell_text(row[_TO]), Level.GEMEINDE),
        area=_number(row[_AREA]),
        people=_number(row[_PEOPLE]),
        day=day,
    )


def _number(value: Value) -> float | None:
    text = cell_text(value).strip()
    if not text:
        return None
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError("Fläche und Einwohner müssen Zahlen sein")
    return float(text)


def _table(changes: list[_Change]) -> pa.Table:
    """Shares of the giving Gemeinde at each date; a part without known people has no share of them."""
    given: dict[tuple[str, dt.date], list[_Change]] = defaultdict(list)
    for change in changes:
        given[change.from_key, change.day].append(change)
    rows = []
    for (from_key, day), parts in sorted(given.items()):
        rows += [
            {
                "from_key": from_key,
                "from_date": (day - dt.timedelta(days=1)).isoformat(),
                "to_key": part.to_key,
                "to_date": day.isoformat(),
                "population_share": _part(part.people, [p.people for p in parts]),
                "area_share": _part(part.area, [p.area for p in parts]),
            }
            for part in parts
        ]
    return pa.Table.from_pylist(rows, schema=CONVERSION)


def _part(own: float | None, all_parts: list[float | None]) -> float | None:
    if len(all_parts) == 1:
        return 1.0
    total = sum(part for part in all_parts if part is not None)
    return None if own is None or None in all_parts or not total else own / total
