"""From years and values to places on the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language_info

from vorort.platform.common.charts.model import Point, Size, Stretch
from vorort.platform.common.charts.ticks import Ticks

WIDTHS = {Size.WIDE: 720.0, Size.COMPACT: 350.0}
LETTERS = {Size.WIDE: 15.0, Size.COMPACT: 14.0}
"""Size of letters in the drawing. Both drawings are shown at about their own width."""


@dataclass(frozen=True)
class Plane:
    """The part of a drawing that carries data. Mirrored planes run from right to left."""

    width: float  # of the whole drawing
    left: float
    right: float  # margins before and behind the data, in reading direction
    top: float
    bottom: float  # y of the upper and lower edge
    years: tuple[int, int]
    ticks: Ticks
    mirrored: bool = False

    def x(self, year: float) -> float:
        first, last = self.years
        share = 0.5 if first == last else (year - first) / (last - first)
        return self.at(self.left + share * (self.width - self.left - self.right))

    def y(self, value: float) -> float:
        share = (value - self.ticks.low) / (self.ticks.high - self.ticks.low)
        return self.bottom - share * (self.bottom - self.top)

    def at(self, distance: float) -> float:
        """A place so far from where reading begins."""
        return self.width - distance if self.mirrored else distance


def is_right_to_left(language: str) -> bool:
    return bool(get_language_info(language)["bidi"])


def runs(stretch: Stretch, step: int) -> list[list[Point]]:
    """The points of a stretch that a line may join: none is missing between them."""
    found: list[list[Point]] = []
    previous: Point | None = None
    for point in stretch.points:
        if point.value is None:
            previous = None
            continue
        if previous is None or point.year - previous.year > step:
            found.append([])
        found[-1].append(point)
        previous = point
    return found


def usual_step(stretches: tuple[Stretch, ...]) -> int:
    """How many years lie between two points as a rule: a survey every four years has no gaps."""
    steps = [
        after.year - before.year
        for stretch in stretches
        for before, after in zip(stretch.points, stretch.points[1:], strict=False)
        if after.year > before.year
    ]
    return sorted(steps)[len(steps) // 2] if steps else 1
