"""What a chart is told. All words come ready from the caller: charts know no language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How sure a value is, told by form and never by colour alone."""

    PLAIN = "plain"
    UNCERTAIN = "uncertain"  # hollow
    PROVISIONAL = "provisional"  # dashed: preliminary or estimated
    MISSING = "missing"  # no value; the label says why


class Size(StrEnum):
    WIDE = "wide"
    COMPACT = "compact"


@dataclass(frozen=True)
class Point:
    year: int
    value: float | None
    text: str  # the value in words: „23,6 %“, or „geheim gehalten (.)“
    label: str = ""  # the period as it is called, where it is not the year
    low: float | None = None
    high: float | None = None
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True)
class Stretch:
    """Points that may be joined by a line. `reason` says why it does not continue the one before."""

    points: tuple[Point, ...]
    reason: str = ""


@dataclass(frozen=True)
class LineChart:
    id: str
    title: str
    description: str
    stretches: tuple[Stretch, ...]
    unit: str  # beside the axis: „Prozent“
    language: str
    context: tuple[tuple[Stretch, ...], ...] = ()  # other lines, drawn faintly behind
    axis_note: str = ""  # „Die Achse beginnt nicht bei 0.“, drawn where that is so
    whole: bool = False  # counts have no halves
    span: tuple[float, float] | None = None  # common range of small multiples
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class Bar:
    name: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    mark: Mark = Mark.PLAIN
    own: bool = False  # the place or group the page is about: marked by weight


@dataclass(frozen=True)
class BarChart:
    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    language: str
    reference: Bar | None = None  # a thin line through all bars: the place as a whole


@dataclass(frozen=True)
class Shape:
    name: str
    path: str
    value: float | None
    text: str


@dataclass(frozen=True)
class MapChart:
    id: str
    title: str
    description: str
    shapes: tuple[Shape, ...]
    width: float
    height: float
    bounds: tuple[float, ...]  # n + 1 ascending limits of n classes
