"""What templates receive: words, tables and drawn charts, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Fact:
    """A term with its description."""

    term: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = True
    hint: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    mark: str = ""  # the official sign
    title: str = ""  # what the sign means
    words: bool = False  # text, not a number


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    own: bool = False


@dataclass(frozen=True)
class Table:
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""  # what the signs mean


@dataclass(frozen=True)
class LegendEntry:
    kind: str  # ends the class name of its sample
    label: str


@dataclass(frozen=True)
class ChartView:
    """A chart with everything that says the same without seeing it."""

    id: str
    title: str
    subtitle: str  # unit and concept: what exactly is shown
    sentence: str  # the chart in words
    wide: SafeString
    narrow: SafeString
    table: Table
    notes: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True)
class SourceView:
    publisher: str
    title: str
    licence: str
    licence_url: str
    date: str


@dataclass(frozen=True)
class NoticeView:
    kind: str  # as components/notice.html knows them
    text: str
    title: str = ""
