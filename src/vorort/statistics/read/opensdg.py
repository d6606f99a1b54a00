"""Open SDG: one tidy CSV per indicator (`indicator_1-2-2.csv`), its meaning in `meta/1-2-2.md`.

Niedersachsen publishes its integration monitoring this way, with three habits of its own that
are dealt with here: keys such as `K03101`; `K03241999` for „Hannover, Umland“, which is no
Gemeinde but the rest of the Region Hannover (the key keeps its shape `03241999`, so that parts
add up to 03241); and rows whose key belongs to another name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from vorort.statistics.read.cells import PLAIN, Cell, NumberStyle, cell_reader
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.facts import About, FactRows, Place, complain_about_contradictions
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.opensdg_meta import find_meta, series_info
from vorort.statistics.read.rawfile import OriginHints, RawFile
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.regions import SHORT_NAMES, RegionColumn
from vorort.statistics.read.splits import EVERYTHING, Split, split_of, unit_of
from vorort.statistics.vocab import GERMANY, Period, Status

FORMAT = Format(
    "opensdg-csv",
    "Open SDG (Monitoring eines Landes als CSV)",
    "Spalten „Year“ und „Value“ in der ersten Zeile; Beschreibung in meta/<Nummer>.md daneben",
    "Year,Gebietseinheit,Units,GeoCode,Value",
)
_REGION_HEADS = ("gebietseinheit", "gebiet", "region", "raumeinheit", "kreis", "gemeinde", "land")
_COMMENTS = {
    "gesperrt": Status.SECRET,
    "statistisch unsicher": Status.UNSAFE,
    "aussagewert eingeschränkt": Status.UNCERTAIN,
    "nicht veröffentlicht": Status.NOT_AVAILABLE,
}
_NUMBER = re.compile(r"(\d+(?:[-.]\w+)+)")


@dataclass(frozen=True)
class _Layout:
    """Where each column stands, and which of them are dimensions."""

    head: list[str]
    year: int
    value: int
    key: int | None
    name: int | None
    unit: int | None
    comment: int | None
    dimensions: tuple[int, ...]


def matches(raw: RawFile) -> bool:
    head = raw.head().lstrip("\ufeff").splitlines()
    cells = {cell.strip().strip('"').casefold() for cell in re.split(r"[,;\t]", head[0])} if head else set()
    return {"year", "value"} <= cells


def read(raw: RawFile, hints: OriginHints | None) -> Delivery:
    complaints = raw.complaints()
    layout = _layout(raw)
    rows = _even_rows(raw, layout, complaints)
    complaints.raise_if_any()
    regions = RegionColumn([(_at(row, layout.key), _at(row, layout.name)) for row, _ in rows])
    facts = _facts(rows, layout, regions, _style(raw, layout, rows), complaints)
    complaints.raise_if_any()
    notes = _mend_keys(facts) + complain_about_contradictions(facts, complaints)
    complaints.raise_if_any()
    number = _indicator_number(raw)
    prefix = _prefix(facts)
    facts.series = f"{prefix}/{number}"
    meta = find_meta(raw.path, number)
    info = series_info(facts.series, number, meta, sorted(set(facts.columns["item"]) - {""}, key=str))
    publisher = "Landesamt für Statistik Niedersachsen" if prefix == "ni" else ""
    origin = raw.origin(hints, title=info.title, usual_publisher=publisher)
    info = replace(info, publisher=origin.publisher, licence=origin.licence)
    notes += _notes_about_rest(facts) + list(meta.problems if meta else ())
    return Delivery(origin, FORMAT.id, "facts", facts.table(), (info,), tuple(notes))


READER = Reader(FORMAT, matches, read)


def _layout(raw: RawFile) -> _Layout:
    head = [cell.strip().lstrip("\ufeff") for cell in raw.grid.rows[0]]
    lower = [cell.casefold() for cell in head]
    _refuse_bad_head(raw, head, lower)
    place = {
        name: lower.index(name)
        for name in ("year", "value", "geocode", "units", "comment_obs")
        if name in lower
    }
    name = next((i for i, cell in enumerate(lower) if cell in _REGION_HEADS), None)
    taken = {*place.values(), name}
    return _Layout(
        head=head,
        year=place["year"],
        value=place["value"],
        key=place.get("geocode"),
        name=name,
        unit=place.get("units"),
        comment=place.get("comment_obs"),
        dimensions=tuple(i for i in range(len(head)) if i not in taken),
    )


def _refuse_bad_head(raw: RawFile, head: list[str], lower: list[str]) -> None:
    doubled = sorted({cell for cell in head if lower.count(cell.casefold()) > 1})
    if doubled:
        raise refused(
            raw.name,
            f"Die Spalte „{doubled[0]}“ gibt es zweimal",
            "Bitte eine der beiden Spalten umbenennen oder entfernen.",
            line=1,
            column=doubled[0],
        )
    if missing := [name for name in ("Year", "Value") if name.casefold() not in lower]:
        raise refused(
            raw.name,
            f"Die Spalte „{missing[0]}“ fehlt",
            "Eine Open-SDG-Datei braucht die Spalten „Year“ und „Value“ in der ersten Zeile.",
            line=1,
        )
    if len(raw.grid.rows) < 2:
        raise refused(
            raw.name,
            "Die Datei enthält nur eine Kopfzeile und keine Werte",
            "Bitte die Tabelle erneut herunterladen.",
            line=1,
        )


def _even_rows(raw: RawFile, layout: _Layout, complaints: Complaints) -> list[tuple[list[str], int]]:
    """Rows with as many cells as the head; all others are complained about."""
    rows = []
    for row, line in zip(raw.grid.rows[1:], raw.grid.lines[1:], strict=True):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == len(layout.head):
            rows.append((row, line))
        else:
            complaints.add(
                f"Die Zeile hat {len(row)} statt {len(layout.head)} Felder",
                "Ist die Datei abgeschnitten, oder mischt sie Trennzeichen? Bitte erneut herunterladen.",
                line=line,
            )
    return rows


def _at(row: list[str], index: int | None) -> str:
    return "" if index is None else row[index]


def _style(raw: RawFile, layout: _Layout, rows: list[tuple[list[str], int]]) -> NumberStyle:
    """Decimal point by rule; a decimal comma where a German file uses semicolons."""
    if raw.grid.separator == ";" and any("," in row[layout.value] for row, _ in rows):
        return NumberStyle(",", "")
    return PLAIN


def _facts(
    rows: list[tuple[list[str], int]],
    layout: _Layout,
    regions: RegionColumn,
    style: NumberStyle,
    complaints: Complaints,
) -> FactRows:
    facts = FactRows("")
    read_value = cell_reader(style)
    units = {_at(row, layout.unit).strip() for row, _ in rows}
    abouts = {text: _about(text, len(units) > 1, layout) for text in units}
    for row, line in rows:
        place = _place(row, line, layout, regions, complaints)
        period = _period(row, line, layout, complaints)
        cell = _value(row, line, layout, read_value, complaints)
        if place and period and cell:
            facts.add(abouts[_at(row, layout.unit).strip()], place, period, cell, line, _split(row, layout))
    return facts


def _about(unit_text: str, several: bool, layout: _Layout) -> About:
    unit, factor = unit_of(unit_text)
    return About(
        item=unit_text if several else "", unit=unit, factor=factor, column=layout.head[layout.value]
    )


def _place(
    row: list[str], line: int, layout: _Layout, regions: RegionColumn, complaints: Complaints
) -> Place | None:
    key, name = _at(row, layout.key), _at(row, layout.name)
    if layout.key is None and layout.name is None:
        return Place(GERMANY, "Deutschland")
    try:
        return regions.place(key, name)
    except ValueError as error:
        complaints.add(
            str(error),
            "Bitte den amtlichen Schlüssel eintragen, zum Beispiel K03101.",
            line=line,
            column=layout.head[layout.key] if layout.key is not None else layout.head[layout.name or 0],
            value=key or name,
        )
        return None


def _period(row: list[str], line: int, layout: _Layout, complaints: Complaints) -> Period | None:
    try:
        return Period.parse(row[layout.year])
    except ValueError:
        complaints.add(
            "Das ist kein Jahr und kein Datum",
            "Bitte ein Jahr wie 2024 oder ein Datum wie 31.12.2024 eintragen.",
            line=line,
            column=layout.head[layout.year],
            value=row[layout.year],
        )
        return None


def _value(
    row: list[str],
    line: int,
    layout: _Layout,
    read_value: Callable[[str], Cell],
    complaints: Complaints,
) -> Cell | None:
    try:
        return _with_comment(read_value(row[layout.value]), _at(row, layout.comment))
    except ValueError as error:
        complaints.add(
            str(error),
            "Bitte den Wert berichtigen oder das amtliche Zeichen dafür eintragen.",
            line=line,
            column=layout.head[layout.value],
            value=row[layout.value],
        )
        return None


def _with_comment(cell: Cell, comment: str) -> Cell:
    """COMMENT_OBS says why a value is missing or weak; an unknown comment changes nothing."""
    status = _COMMENTS.get(comment.strip().casefold())
    if status is None:
        return cell
    if cell.value is None or status is Status.UNCERTAIN:
        return Cell(cell.value, status if status.has_value == (cell.value is not None) else cell.status)
    return Cell(None, status)


def _split(row: list[str], layout: _Layout) -> Split:
    split = EVERYTHING
    for i in layout.dimensions:
        split = split.plus(split_of(row[i], layout.head[i]))
    return split


def _mend_keys(facts: FactRows) -> list[str]:
    """Rows that share a key with a row of another name take the key that their name has elsewhere.

    In `2-3-3` the Landeshauptstadt Hannover carries the key of its Umland from 2005 to 2023. A
    key is changed only if exactly one other key stands beside that name in this file, and if that
    key is still free at that place.
    """
    by_identity: dict[tuple[object, ...], list[int]] = defaultdict(list)
    keys_of: dict[object, set[object]] = defaultdict(set)
    names = ("period", "item", "group", "sex", "age", "detail")
    for i, rest in enumerate(zip(*(facts.columns[n] for n in names), strict=True)):
        by_identity[(facts.columns["region"][i], *rest)].append(i)
    clashing = {i for rows in by_identity.values() if len(rows) > 1 for i in rows}
    for i, name in enumerate(facts.columns["region_name"]):
        if i not in clashing:
            keys_of[name].add(facts.columns["region"][i])
    mended = [i for i in sorted(clashing) if _mend(facts, i, keys_of, by_identity, names)]
    if not mended:
        return []
    lines = ", ".join(str(facts.columns["line"][i]) for i in mended)
    name, key = facts.columns["region_name"][mended[0]], facts.columns["region"][mended[0]]
    return [f"Schlüssel nach dem Namen berichtigt („{name}“ ist {key}) in Zeile {lines}."]


def _mend(
    facts: FactRows,
    i: int,
    keys_of: dict[object, set[object]],
    by_identity: dict[tuple[object, ...], list[int]],
    names: tuple[str, ...],
) -> bool:
    wanted = keys_of[facts.columns["region_name"][i]]
    if len(wanted) != 1:
        return False
    (key,) = wanted
    place = (key, *(facts.columns[n][i] for n in names))
    if key == facts.columns["region"][i] or place in by_identity:
        return False
    facts.columns["region"][i] = key
    by_identity[place].append(i)
    return True


def _indicator_number(raw: RawFile) -> str:
    """`indicator_1-2-2.csv` → `1-2-2`; any other name is taken as it stands."""
    stem = raw.path.stem.removeprefix("indicator_")
    match = _NUMBER.fullmatch(stem)
    return match[1] if match else re.sub(r"[^\w.-]+", "-", stem)


def _prefix(facts: FactRows) -> str:
    """Whose series it is: the Land, if every region lies in one; `demo` for keys from 90 on."""
    laender = {str(key)[:2] for key in facts.columns["region"]} - {GERMANY}
    if len(laender) != 1:
        return "sdg"
    (land,) = laender
    return SHORT_NAMES.get(land, "demo")


def _notes_about_rest(facts: FactRows) -> list[str]:
    rests = {
        (name, key)
        for key, name in zip(facts.columns["region"], facts.columns["region_name"], strict=True)
        if len(str(key)) == 8 and str(key).endswith("999")
    }
    return [
        f"„{name}“ ({key}) ist keine Gemeinde, sondern der Rest des Kreises {str(key)[:5]} nach Abzug der "
        "genannten Städte; der Schlüssel stammt vom Herausgeber und ist nicht amtlich."
        for name, key in sorted(rests, key=str)
    ]
