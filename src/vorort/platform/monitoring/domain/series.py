"""Which numbers of an indicator belong together: lines of a chart, the newest, the one before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from vorort.platform.monitoring.domain.figures import Figure, Segment
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Status

Ground = tuple[str, str, str, str]


def ground(figure: Figure) -> Ground:
    """What two numbers must share to stand in one line."""
    return (figure.concept, figure.base, figure.boundary, figure.unit.value)


def segments(figures: Iterable[Figure], indicator: Indicator) -> tuple[Segment, ...]:
    """Lines without a change of concept, base or boundary, the oldest first.

    A known break of the indicator also ends a line where the figures do not say their base.
    """
    by_ground: dict[Ground, list[Figure]] = {}
    for figure in sorted(figures, key=when):
        by_ground.setdefault(ground(figure), []).append(figure)
    found = []
    for line in by_ground.values():
        found += [Segment(stretch) for stretch in _unbroken(line, indicator)]
    return tuple(sorted(found, key=lambda segment: (when(segment.figures[0]), ground(segment.figures[0]))))


def headline(figures: Iterable[Figure]) -> Figure | None:
    """The newest number; where no period has one, the newest reason why there is none."""
    listed = sorted(figures, key=lambda figure: (*when(figure), figure.base, figure.concept))
    with_value = [figure for figure in listed if figure.value is not None]
    return (with_value or listed or [None])[-1]


def previous(of: Figure | None, lines: Iterable[Segment]) -> Figure | None:
    """The number before it in the same line."""
    for line in lines:
        if of in line.figures:
            earlier = [f for f in line.figures if when(f) < when(of) and f.value is not None]
            return earlier[-1] if earlier else None
    return None


def when(figure: Figure) -> tuple[int, str]:
    return (figure.year, figure.period)


def _unbroken(line: list[Figure], indicator: Indicator) -> list[tuple[Figure, ...]]:
    breaks = sorted(b.year for b in indicator.breaks) if not line[0].base else []
    part, parts = 0, []
    for figure in line:
        part += figure.status is Status.BREAK
        parts.append((part, sum(figure.year >= year for year in breaks)))
    numbered = zip(parts, line, strict=True)
    return [
        tuple(figure for _, figure in stretch) for _, stretch in groupby(numbered, key=lambda pair: pair[0])
    ]
