"""Conversion keys of the BBSR: what part of a Kreis of one year lies in which Kreis of today.

One sheet per year. Keys are numbers without leading zero and with three zeros for the Gemeinde
behind them (`1001000` is Kreis 01001).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pyarrow as pa

from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.workbook import Value, cell_text
from vorort.statistics.vocab import CONVERSION, Level, Period
from vorort.statistics.vocab.keys import canonical_key

FORMAT = Format(
    "bbsr-umrechnung",
    "Umsteigeschlüssel des BBSR (XLSX)",
    "Blätter je Jahr mit „Kreise 31.12.…“ und „Umsteigeschlüssel“",
    "ref-kreise-umrech-2021-1990-2020.xlsx",
)
_HEAD = re.compile(r"(Kreise|Gemeinden)\s+(\d{2}\.\d{2}\.\d{4})")
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class _Columns:
    from_key: int
    to_key: int
    area_share: int
    population_share: int
    from_date: str
    to_date: str
    level: Level


def matches(raw: RawFile) -> bool:
    return raw.sheet_where(lambda rows: _columns(rows) is not None) is not None


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    complaints = raw.complaints()
    sheets: dict[str, list[dict[str, object]]] = {}
    for name in raw.workbook.names:
        sheet = raw.workbook.rows(name)
        columns = _columns(sheet)
        if columns is not None:
            sheets[name] = _sheet_rows(name, sheet, columns, complaints)
    complaints.raise_if_any()
    rows = [row for sheet_rows in sheets.values() for row in sheet_rows]
    if not rows:
        raise refused(
            raw.name,
            "Die Datei enthält keine Umsteigeschlüssel",
            "Bitte die Datei des BBSR unverändert lassen.",
        )
    notes = _mend_dates(sheets)
    origin = raw.origin(
        hints,
        usual_publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        title="Umsteigeschlüssel für Kreise und Gemeinden",
    )
    table = pa.Table.from_pylist(rows, schema=CONVERSION)
    return Delivery(origin, FORMAT.id, "conversion", table, notes=tuple(notes))


READER = Reader(FORMAT, matches, read)


def _columns(rows: list[list[Value]]) -> _Columns | None:
    """Which column holds what, by the words of the first row; None where it is another table."""
    head = [re.sub(r"-?\s+", " ", cell_text(cell)).casefold() for cell in rows[0]] if rows else []
    dated = [
        (i, match)
        for i, cell in enumerate(rows[0] if rows else [])
        if (match := _HEAD.match(cell_text(cell)))
    ]
    area = next(
        (i for i, text in enumerate(head) if text.startswith("flächen") and "proportional" in text), None
    )
    people = next(
        (i for i, text in enumerate(head) if text.startswith("bevölkerungs") and "proportional" in text), None
    )
    if len(dated) != 2 or area is None or people is None:
        return None
    (from_at, before), (to_at, after) = dated
    level = Level.KREIS if before[1] == "Kreise" else Level.GEMEINDE
    try:
        return _Columns(from_at, to_at, area, people, _iso(before[2]), _iso(after[2]), level)
    except ValueError:
        return None


def _iso(german: str) -> str:
    Period.parse(german)
    return "-".join(reversed(german.split(".")))


def _sheet_rows(
    sheet: str, rows: list[list[Value]], columns: _Columns, complaints: Complaints
) -> list[dict[str, object]]:
    result = []
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for line, row in enumerate(rows[1:], start=2):
        if not cell_text(row[columns.from_key]).strip():
            continue
        try:
            entry = _entry(row, columns)
        except ValueError as error:
            complaints.add(
                f"{error} (Blatt „{sheet}“)",
                "Bitte die Datei des BBSR unverändert herunterladen.",
                line=line,
                value=cell_text(row[columns.from_key]),
            )
            continue
        sums[str(entry["from_key"])][0] += row[columns.population_share]  # type: ignore[operator]
        sums[str(entry["from_key"])][1] += row[columns.area_share]  # type: ignore[operator]
        result.append(entry)
    _complain_about_sums(sheet, sums, complaints)
    return result


def _entry(row: list[Value], columns: _Columns) -> dict[str, object]:
    return {
        "from_key": canonical_key(cell_text(row[columns.from_key]), columns.level),
        "from_date": columns.from_date,
        "to_key": canonical_key(cell_text(row[columns.to_key]), columns.level),
        "to_date": columns.to_date,
        "population_share": _share(row[columns.population_share]),
        "area_share": _share(row[columns.area_share]),
    }


def _share(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1 + _TOLERANCE:
        raise ValueError("Ein Umsteigeschlüssel muss eine Zahl zwischen 0 und 1 sein")
    return float(value)


def _mend_dates(sheets: dict[str, list[dict[str, object]]]) -> list[str]:
    """One target date for sheets that lead to the same Kreise.

    In the BBSR's file of 2021 the sheets 2007 to 2010 are headed 31.12.2020, but lead to the 400
    Kreise of 2021: Eisenach (16056), which ended in between, is not among them.
    """
    targets = {name: frozenset(str(row["to_key"]) for row in rows) for name, rows in sheets.items() if rows}
    dates = {name: str(sheets[name][0]["to_date"]) for name in targets}
    usual = Counter(dates.values()).most_common(1)[0][0]
    known = {targets[name] for name in targets if dates[name] == usual}
    wrong = [name for name in targets if dates[name] != usual and targets[name] in known]
    for row in (row for name in wrong for row in sheets[name]):
        row["to_date"] = usual
    if not wrong:
        return []
    return [
        f"Die Blätter {', '.join(wrong)} nennen einen anderen Zielstand, führen aber auf dieselben Gebiete "
        f"wie die übrigen; gelesen sind sie als Stand {usual}."
    ]


def _complain_about_sums(sheet: str, sums: dict[str, list[float]], complaints: Complaints) -> None:
    for key, parts in sums.items():
        if any(abs(part - 1) > _TOLERANCE for part in parts):
            complaints.add(
                f"Die Anteile von {key} ergeben zusammen nicht 1, sondern {parts[0]:.6f} (Bevölkerung) "
                f"und {parts[1]:.6f} (Fläche) (Blatt „{sheet}“)",
                "Es fehlt eine Zeile, oder eine steht doppelt: bitte die Datei neu herunterladen.",
            )
