"""How a GENESIS csv table is laid out: titles, header lines, key columns, value columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vorort.statistics.catalog.labels import variable
from vorort.statistics.read.cells import is_value
from vorort.statistics.read.facts import About
from vorort.statistics.read.refusal import refused
from vorort.statistics.read.regions import looks_like_key
from vorort.statistics.read.splits import (
    EVERYTHING,
    Split,
    dimension_name,
    is_dimension_heading,
    is_total,
    is_unit,
    split_of,
    unit_of,
)
from vorort.statistics.vocab import Period

_STATISTIC = re.compile(r"statistik|erhebung|fortschreibung|mikrozensus|\bzensus\b|register", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
_DATE_SHAPE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_NOT_A_DETAIL = frozenset({"group", "sex", "age", "region", "unit", "period"})
QUALITY = frozenset("eprsdvu")


@dataclass(frozen=True)
class ValueColumn:
    index: int
    about: About
    period: Period | None = None
    quality: int | None = None  # column with the quality flag of this one


@dataclass(frozen=True)
class KeyColumns:
    """Roles of the leading columns. `dimensions` are (code column or None, label column, name)."""

    period: int | None
    region: int | None
    name: int | None
    dimensions: tuple[tuple[int | None, int, str], ...]


@dataclass(frozen=True)
class Body:
    titles: list[str]
    head: list[list[str]]
    head_line: int
    rows: list[list[str]]
    lines: list[int]


def find_body(rows: list[list[str]], lines: list[int], file: str) -> Body:
    """Cut titles, header lines and data apart. Raises FileRejected."""
    head_at = next((i for i, row in enumerate(rows) if any(cell.strip() for cell in row[1:])), None)
    if head_at is None:
        raise refused(
            file,
            "Unter den Überschriften steht keine Tabelle",
            "GENESIS liefert so eine Datei, wenn die Auswahl leer war: bitte die Auswahl im Portal prüfen.",
        )
    data_at = next((i for i in range(head_at, len(rows)) if _is_data(rows[i])), None)
    if data_at is None:
        raise refused(
            file,
            "Die Tabelle hat eine Kopfzeile, aber keine Werte",
            "Bitte die Auswahl im Portal prüfen und die Tabelle erneut herunterladen.",
            line=lines[head_at],
        )
    if data_at == head_at:
        raise refused(
            file,
            "Über den Werten fehlt die Kopfzeile",
            "Bitte die Tabelle unverändert als CSV herunterladen.",
            line=lines[head_at],
        )
    titles = [row[0].strip() for row in rows[:head_at] if row and row[0].strip()]
    return Body(titles, rows[head_at:data_at], lines[head_at], rows[data_at:], lines[data_at:])


def _is_data(row: list[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(row) < 2 or not row[0].strip() or not row[-1].strip() or not is_value(row[-1]):
        return False
    periods = [cell for cell in filled if _is_period(cell)]
    return not (len(periods) >= 2 and len(set(periods)) == len(periods) and periods[-1] == filled[-1])


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def count_keys(body: Body) -> int:
    """Leading columns without a heading in the last header line, else those that hold no numbers."""
    last = body.head[-1]
    empty = next((i for i, cell in enumerate(last) if cell.strip()), len(last))
    if 0 < empty < len(last):
        return empty
    sample = body.rows[:200]
    count = len(last)
    while count > 1 and all(is_value(row[count - 1]) for row in sample if len(row) >= count):
        count -= 1
    return count


def key_columns(body: Body, count: int) -> KeyColumns:
    columns = [[row[i].strip() for row in body.rows if len(row) > i] for i in range(count)]
    region = _best(columns, _key_share, ())
    period = _best(columns, _period_share, () if region is None else (region,))
    if period is None:
        period = next((i for i, texts in enumerate(columns) if i != region and _looks_dated(texts)), None)
    name = None
    if (
        region is not None
        and region + 1 < count
        and region + 1 != period
        and not _is_coded(columns[region + 1])
    ):
        name = region + 1
    taken = {period, region, name}
    rest = [i for i in range(count) if i not in taken]
    return KeyColumns(period, region, name, tuple(_dimensions(rest, columns, body)))


def _best(columns: list[list[str]], share: Callable[[set[str]], float], taken: tuple[int, ...]) -> int | None:
    scores = {i: share(set(texts)) for i, texts in enumerate(columns) if i not in taken}
    best = max(scores, key=lambda i: scores[i], default=None)
    return best if best is not None and scores[best] >= 0.5 else None


def _period_share(texts: set[str]) -> float:
    return sum(_is_period(text) for text in texts) / max(len(texts), 1)


def _looks_dated(texts: list[str]) -> bool:
    return bool(texts) and all(_DATE_SHAPE.fullmatch(text) or text.isdigit() for text in texts)


def _key_share(texts: set[str]) -> float:
    """Share of texts that are regional keys; columns of three-digit codes and of years count less."""
    if not texts or all(_is_period(text) for text in texts):
        return 0
    share = sum(looks_like_key(text) for text in texts) / len(texts)
    has_level = any(len(text) in (2, 5, 8, 12) for text in texts)
    return share if has_level else share * 0.6


def _is_coded(texts: list[str]) -> bool:
    return all(_CODE.fullmatch(text) or not text for text in texts) and any(
        any(c.isdigit() for c in text) for text in texts
    )


def _dimensions(
    rest: list[int], columns: list[list[str]], body: Body
) -> Iterator[tuple[int | None, int, str]]:
    i = 0
    while i < len(rest):
        column = rest[i]
        paired = i + 1 < len(rest) and rest[i + 1] == column + 1 and _is_coded(columns[column])
        label = rest[i + 1] if paired else column
        heading = (
            _heading(body.head, column) or _heading(body.head, label) or _from_titles(body.titles, len(rest))
        )
        yield (column if paired else None, label, heading)
        i += 2 if paired else 1


def _heading(head: list[list[str]], column: int) -> str:
    return next((row[column].strip() for row in head if len(row) > column and row[column].strip()), "")


def _from_titles(titles: list[str], columns: int) -> str:
    """Name of an unnamed dimension, where the titles leave only one that it can be."""
    words = re.findall(r"[\w-]+", " ".join(titles))
    found = {name for word in words if (name := variable(word)) and name not in _NOT_A_DETAIL}
    return found.pop() if len(found) == 1 and columns <= 2 else ""


def value_columns(body: Body, count: int, file: str) -> list[ValueColumn]:
    """One entry per column of numbers, with what the header lines say about it."""
    head = [row + [""] * (len(body.head[-1]) - len(row)) for row in body.head]
    indices = list(range(count, len(head[-1])))
    flags = {i for i in indices if _is_quality(body, head, i)}
    indices = [i for i in indices if i not in flags]
    periods = _row_of(head, indices, _is_period)
    units = (
        _row_of(head, indices, is_unit) if periods != len(head) - 1 else _row_of(head[:-1], indices, is_unit)
    )
    levels = [n for n in range(len(head)) if n not in (periods, units)]
    paths = {i: [" ".join(head[n][i].split()) for n in levels] for i in indices}
    unit_texts = {i: head[units][i].strip() if units is not None else _bracketed(paths[i]) for i in indices}
    level = _item_level(paths, unit_texts)
    columns = []
    for i in indices:
        period = Period.parse(head[periods][i]) if periods is not None else None
        about = _about(paths[i], level, unit_texts[i])
        columns.append(ValueColumn(i, about, period, i + 1 if i + 1 in flags else None))
    _refuse_doubles(columns, body, file)
    return columns


def _is_quality(body: Body, head: list[list[str]], i: int) -> bool:
    texts = {row[i].strip() for row in body.rows[:500] if len(row) > i}
    return not any(row[i].strip() for row in head) and texts <= QUALITY | {""}


def _row_of(head: list[list[str]], indices: list[int], test: Callable[[str], bool]) -> int | None:
    """Last header line of which every filled cell passes the test."""
    for n in reversed(range(len(head))):
        filled = [head[n][i].strip() for i in indices if head[n][i].strip()]
        if filled and all(test(text) for text in filled):
            return n
    return _mostly(head, indices, test)


def _mostly(head: list[list[str]], indices: list[int], test: Callable[[str], bool]) -> int | None:
    """The last header line, if most of it passes: a unit that we do not know does not hide the others."""
    last = [head[-1][i].strip() for i in indices if head[-1][i].strip()]
    passing = sum(test(text) for text in last)
    return len(head) - 1 if test is is_unit and passing * 2 > len(last) else None


def _bracketed(path: Iterable[str]) -> str:
    """`Bevölkerungsstand (Anzahl)`: the unit in the label itself."""
    for label in path:
        if (match := re.search(r"\(([^()]+)\)$", label)) and is_unit(match[1]):
            return match[1]
    return ""


def _item_level(paths: dict[int, list[str]], units: dict[int, str]) -> int:
    """The header line that names the value: the first below which each name has one unit only.

    Above it stands the name of the statistic where a table joins several.
    """
    depth = len(next(iter(paths.values()), []))
    start = 0
    if depth > 1 and all(_STATISTIC.search(path[0]) for path in paths.values()):
        start = 1
    for level in range(start, depth):
        seen: dict[tuple[str, ...], str] = {}
        if all(seen.setdefault(tuple(path[: level + 1]), units[i]) == units[i] for i, path in paths.items()):
            return level
    return start


def _about(path: list[str], level: int, unit_text: str) -> About:
    unit, factor = unit_of(unit_text)
    item = path[level] if path else ""
    column = " / ".join(dict.fromkeys(label for label in path if label))
    split = _split_of_path([label for label in path[level + 1 :] if label])
    return About(item=item, split=split, unit=unit, factor=factor, column=column or unit_text)


def _split_of_path(labels: list[str]) -> Split:
    """`Geschlecht`, `weiblich` is one thing, `Männer`, `ausländisch` are two."""
    split = EVERYTHING
    i = 0
    while i < len(labels):
        label = labels[i]
        named = i + 1 < len(labels) and (is_dimension_heading(label) or _says_nothing(label))
        split = split.plus(split_of(labels[i + 1], label) if named else split_of(label))
        i += 2 if named else 1
    return split


def _says_nothing(label: str) -> bool:
    detail = split_of(label).detail
    return not is_total(label) and detail == ((dimension_name(""), label),)


def _refuse_doubles(columns: list[ValueColumn], body: Body, file: str) -> None:
    seen: set[tuple[object, ...]] = set()
    for column in columns:
        about = column.about
        identity = (about.item, about.split, about.unit, column.period)
        if identity in seen:
            raise refused(
                file,
                "Diese Spalte gibt es zweimal",
                "Bitte die Tabelle unverändert herunterladen oder eine der beiden Spalten entfernen.",
                line=body.head_line,
                column=about.column,
            )
        seen.add(identity)
