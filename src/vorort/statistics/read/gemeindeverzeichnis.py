"""Gemeindeverzeichnis of Destatis: every Land, Regierungsbezirk, Kreis and Gemeinde at one date.

Satzart 10 is a Land, 20 a Regierungsbezirk or Statistische Region, 40 a Kreis, 60 a Gemeinde with
area and population. 30 (Regionen in Baden-Württemberg) and 50 (Gemeindeverbände) have no place in
the hierarchy of regional keys and are left out. Sums of the levels above come from the Gemeinden;
Germany is their sum only where all Länder are listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pyarrow as pa

from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.genesis_footer import licence_of, publisher_of
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.workbook import Value, cell_text, copyright_lines
from vorort.statistics.vocab import GERMANY, REGIONS, Level, Period, level_of, parent_of
from vorort.statistics.vocab.keys import canonical_key

FORMAT = Format(
    "gemeindeverzeichnis",
    "Gemeindeverzeichnis (Destatis, XLSX)",
    "Blatt mit den Spalten „Satzart“, „Regionalschlüssel“ und „Gemeindename“",
    "31122023_Auszug_GV.xlsx",
)
_LAND, _DISTRICT, _KREIS, _GEMEINDE = "10", "20", "40", "60"
_LAENDER = 16
_DATE = re.compile(r"am (\d{2}\.\d{2}\.\d{4})")
_FIRST_DIGITS = slice(2, 7)  # columns Land, RB, Kreis, VB, Gem
_NAME, _AREA, _POPULATION = 7, 8, 9


@dataclass
class _Rows:
    keys: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    population: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    area: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def matches(raw: RawFile) -> bool:
    return _sheet(raw) is not None


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    name = _sheet(raw)
    if name is None:
        raise refused(
            raw.name,
            "Kein Blatt hat die Spalten „Satzart“ und „Gemeindename“",
            "Bitte das Gemeindeverzeichnis von destatis.de als XLSX unverändert herunterladen.",
        )
    rows = raw.workbook.rows(name)
    valid_from = _date(raw, rows)
    complaints = raw.complaints()
    found = _collect(rows, complaints)
    complaints.raise_if_any()
    sentence = copyright_lines(raw.workbook)
    origin = raw.origin(
        hints,
        publisher="" if "Destatis" in sentence else publisher_of(sentence)[0],
        usual_publisher="Statistisches Bundesamt (Destatis)",
        title=f"Gemeindeverzeichnis, Gebietsstand {valid_from}",
        licence=licence_of(sentence),
        licence_text=sentence,
    )
    return Delivery(origin, FORMAT.id, "regions", _table(found, valid_from), notes=tuple(_notes(rows)))


READER = Reader(FORMAT, matches, read)


def _sheet(raw: RawFile) -> str | None:
    return raw.sheet_where(_has_head)


def _has_head(rows: list[list[Value]]) -> bool:
    """`Satz-art` in the first column and `Gemeindename` in the eighth, somewhere above the data."""
    for row in rows[:12]:
        if len(row) > _POPULATION and cell_text(row[0]).replace("-", "").startswith("Satzart"):
            return cell_text(row[_NAME]).startswith("Gemeindename")
    return False


def _date(raw: RawFile, rows: list[list[Value]]) -> str:
    """The date of the boundaries, from the title, as ISO text."""
    for row in rows[:12]:
        for cell in row:
            if match := _DATE.search(cell_text(cell)):
                try:
                    Period.parse(match[1])
                except ValueError:
                    continue
                day, month, year = match[1].split(".")
                return f"{year}-{month}-{day}"
    raise refused(
        raw.name,
        "In der Überschrift fehlt das Datum des Gebietsstands („am 31.12.…“)",
        "Bitte das Gemeindeverzeichnis unverändert herunterladen.",
    )


def _collect(rows: list[list[Value]], complaints: Complaints) -> _Rows:
    found = _Rows()
    for line, row in enumerate(rows, start=1):
        kind = cell_text(row[0]).strip()
        if kind not in (_LAND, _DISTRICT, _KREIS, _GEMEINDE):
            continue
        key = _key(row, kind, line, complaints)
        if key is None:
            continue
        if key in found.names:
            complaints.add(
                "Diesen Schlüssel gibt es zweimal", "Bitte eine Zeile löschen.", line=line, value=key
            )
        found.keys.append(key)
        found.names[key] = " ".join(cell_text(row[_NAME]).split())
        if kind == _GEMEINDE:
            _add_up(found, key, row, line, complaints)
    if not found.population:
        complaints.add("Das Blatt enthält keine Gemeinden (Satzart 60)", "Bitte die Datei neu herunterladen.")
    return found


def _key(row: list[Value], kind: str, line: int, complaints: Complaints) -> str | None:
    land, district, kreis, _, gemeinde = (cell_text(cell).strip() for cell in row[_FIRST_DIGITS])
    digits = {_LAND: land, _DISTRICT: land + district, _KREIS: land + district + kreis}.get(
        kind, land + district + kreis + gemeinde
    )
    wanted = {_LAND: 2, _DISTRICT: 3, _KREIS: 5, _GEMEINDE: 8}[kind]
    try:
        if len(digits) != wanted:
            raise ValueError
        level_of(digits)
        canonical_key(digits)
    except ValueError:
        complaints.add(
            f"Hier müssen {wanted} Ziffern stehen, die mit dem Schlüssel eines Landes beginnen",
            "Bitte die Schlüssel als Text mit führenden Nullen lassen und die Datei neu herunterladen.",
            line=line,
            column="Regionalschlüssel",
            value=digits,
        )
        return None
    return digits


def _add_up(found: _Rows, key: str, row: list[Value], line: int, complaints: Complaints) -> None:
    for name, index, sums in (("Fläche", _AREA, found.area), ("Bevölkerung", _POPULATION, found.population)):
        value = row[index]
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            complaints.add(
                "Hier muss eine Zahl stehen",
                "Bitte die Datei unverändert herunterladen.",
                line=line,
                column=name,
                value=cell_text(value),
            )
            continue
        for above in (key, key[:5], key[:3], key[:2], GERMANY):
            sums[above] += value


def _table(found: _Rows, valid_from: str) -> pa.Table:
    keys = sorted(found.keys)
    if sum(level_of(key) is Level.LAND for key in keys) == _LAENDER:
        found.names[GERMANY] = "Deutschland"
        keys = [GERMANY, *keys]
    columns = {
        "key": keys,
        "name": [found.names[key] for key in keys],
        "level": [str(level_of(key)) for key in keys],
        "parent": [_parent(key, found) for key in keys],
        "valid_from": [valid_from] * len(keys),
        "valid_to": [""] * len(keys),
        "population": [found.population.get(key, 0.0) for key in keys],
        "area": [round(found.area.get(key, 0.0), 2) for key in keys],
    }
    return pa.table(columns, schema=REGIONS)


def _parent(key: str, found: _Rows) -> str:
    """A Kreis belongs to its Regierungsbezirk where the file lists one.

    Waters of the coast and the common territory with Luxemburg lie in no Kreis, only in a Land.
    """
    if level_of(key) is Level.KREIS and key[:3] in found.names:
        return key[:3]
    if level_of(key) is Level.GEMEINDE and key[:5] not in found.names:
        return key[:2]
    return parent_of(key) or ""


def _notes(rows: list[list[Value]]) -> list[str]:
    """Footnotes below the table, and the census the population rests on."""
    below = [" ".join(cell_text(row[0]).split()) for row in rows[-15:]]
    above = {
        " ".join(cell_text(cell).split()) for row in rows[:6] for cell in row if "Zensus" in cell_text(cell)
    }
    return [text for text in below if re.match(r"\d\)|Quelle", text)] + sorted(above)
