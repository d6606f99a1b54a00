"""Gebietsänderungen of Destatis: which Gemeinden ended or began in a year.

Kinds of change: 1 dissolved, 2 partly given away, 3 new key, 4 new name. What the register needs
is the first and the third: until when a key was valid, and from when. They come as regions with
dates of their own. Parts given away (2) move a few inhabitants between Gemeinden that go on, for
which no series is carried over; a new name (4) changes no key. Both are told in the notes.
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
from vorort.statistics.vocab import REGIONS, Level
from vorort.statistics.vocab.keys import canonical_key

FORMAT = Format(
    "gebietsaenderungen",
    "Gebietsänderungen eines Jahres (Destatis, XLSX)",
    "Blatt mit „Kennziffer“, „Abgebende / Aufgelöste Gemeinde“ und „Aufnehmende / Neugebildete Gemeinde“",
    "Gebietsaenderungen_2024.xlsx",
)
_ID = re.compile(r"\d{2}/\d{4}/\d{4}.*")
_LEVEL, _FROM, _KIND, _AREA, _PEOPLE, _TO, _DATE = 1, 3, 5, 6, 7, 9, 12
_DISSOLVED, _PART, _NEW_KEY, _NEW_NAME = "1", "2", "3", "4"
_SQUARE_METRES = 1_000_000  # in one km²


@dataclass(frozen=True)
class _Change:
    kind: str
    from_key: str
    from_name: str
    to_key: str
    to_name: str
    area: float
    people: float
    day: dt.date

    @property
    def ends_a_key(self) -> bool:
        """A new key may differ in the association of Gemeinden only; the AGS then goes on."""
        return self.kind in (_DISSOLVED, _NEW_KEY) and self.from_key != self.to_key


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
    changes = _changes(rows, complaints)
    complaints.raise_if_any()
    origin = raw.origin(
        hints,
        usual_publisher="Statistisches Bundesamt (Destatis)",
        title=cell_text(rows[0][0]).strip() or "Gebietsänderungen",
        licence_text=copyright_lines(raw.workbook),
    )
    return Delivery(origin, FORMAT.id, "regions", _table(changes), notes=tuple(_notes(changes)))


READER = Reader(FORMAT, matches, read)


def _sheet(raw: RawFile) -> str | None:
    return raw.sheet_where(_has_head)


def _has_head(rows: list[list[Value]]) -> bool:
    words = [" ".join(cell_text(cell).split()) for row in rows[:6] for cell in row]
    return "Kennziffer" in words and any(word.startswith("Abgebende") for word in words)


def _changes(rows: list[list[Value]], complaints: Complaints) -> list[_Change]:
    changes = []
    for line, row in enumerate(rows, start=1):
        if len(row) <= _DATE or not _ID.fullmatch(cell_text(row[0]).strip()) or row[_LEVEL] != "Gemeinde":
            continue
        try:
            changes.append(_change(row))
        except ValueError as error:
            complaints.add(
                str(error),
                "Bitte die Datei unverändert von destatis.de herunterladen.",
                line=line,
                value=cell_text(row[0]),
            )
    if not changes and not complaints.count:
        complaints.add("Die Datei enthält keine Änderung von Gemeinden", "Bitte die Datei neu herunterladen.")
    return changes


def _change(row: list[Value]) -> _Change:
    kind = cell_text(row[_KIND]).strip()
    if kind not in (_DISSOLVED, _PART, _NEW_KEY, _NEW_NAME):
        raise ValueError("Diese Änderungsart kennen wir nicht; bekannt sind 1 bis 4")
    try:
        day = dt.datetime.strptime(cell_text(row[_DATE]).strip(), "%d.%m.%Y").date()  # noqa: DTZ007
    except ValueError:
        raise ValueError("Das Wirksamkeitsdatum ist kein Tag, den es gibt") from None
    return _Change(
        kind=kind,
        from_key=canonical_key(cell_text(row[_FROM]), Level.GEMEINDE),
        from_name=" ".join(cell_text(row[_FROM + 1]).split()),
        to_key=canonical_key(cell_text(row[_TO]), Level.GEMEINDE),
        to_name=" ".join(cell_text(row[_TO + 1]).split()),
        area=_number(row[_AREA]) / _SQUARE_METRES,
        people=_number(row[_PEOPLE]),
        day=day,
    )


def _number(value: Value) -> float:
    text = cell_text(value).strip()
    if text and not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError("Fläche und Einwohner müssen Zahlen sein")
    return float(text or 0)


def _table(changes: list[_Change]) -> pa.Table:
    """One row per key that ended or began. A dissolved Gemeinde may go to several others."""
    ended: dict[str, list[_Change]] = defaultdict(list)
    for change in changes:
        if change.ends_a_key:
            ended[change.from_key].append(change)
    rows = [_row(key, parts[0].from_name, parts, ends=True) for key, parts in ended.items()]
    rows += [
        _row(c.to_key, c.to_name, [c], ends=False) for c in changes if c.ends_a_key and c.kind == _NEW_KEY
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["key"])), schema=REGIONS)


def _row(key: str, name: str, parts: list[_Change], *, ends: bool) -> dict[str, object]:
    day = parts[0].day
    return {
        "key": key,
        "name": name,
        "level": str(Level.GEMEINDE),
        "parent": key[:5],
        "valid_from": "" if ends else day.isoformat(),
        "valid_to": (day - dt.timedelta(days=1)).isoformat() if ends else "",
        "population": sum(part.people for part in parts),
        "area": round(sum(part.area for part in parts), 6),
    }


def _notes(changes: list[_Change]) -> list[str]:
    parts = [c for c in changes if c.kind == _PART and c.from_key != c.to_key]
    renamed = [c for c in changes if c.kind == _NEW_NAME]
    notes = []
    if parts:
        moved = int(sum(change.people for change in parts))
        notes.append(
            f"{len(parts)} Teilausgliederungen mit zusammen {moved} Einwohnern ändern keinen Schlüssel; "
            "Werte werden dafür nicht umgerechnet."
        )
    return notes + [
        f"{c.from_key} heißt ab {c.day:%d.%m.%Y} „{c.to_name}“ statt „{c.from_name}“." for c in renamed
    ]
