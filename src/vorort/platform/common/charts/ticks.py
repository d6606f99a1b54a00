"""Where an axis begins and ends, and which values it names."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOSTLY_ZERO = 0.6
SMALLEST_SPAN = 0.25


@dataclass(frozen=True)
class Ticks:
    """`values` rise evenly and cover the data; `decimals` is what their labels need."""

    values: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        return self.values[0]

    @property
    def high(self) -> float:
        return self.values[-1]

    @property
    def from_zero(self) -> bool:
        return self.low <= 0 <= self.high


def nice_ticks(low: float, high: float, *, about: int = 5, whole: bool = False) -> Ticks:
    """Ticks in steps of 1, 2, 2.5 or 5 times a power of ten that cover `low` to `high`.

    `about` is how many steps there may be; there are never more. `whole` keeps to whole numbers.
    """
    low, high = round(low, 9), round(high, 9)  # nothing on a page is finer than that
    if not low < high:
        low, high = _widened(low)
    step = _step((high - low) / about, whole)
    first, last = math.floor(low / step), math.ceil(high / step)
    while last - first > about:
        step = _step(step * 1.01, whole)
        first, last = math.floor(low / step), math.ceil(high / step)
    decimals = _decimals(step)
    return Ticks(tuple(round(n * step, decimals + 2) for n in range(first, last + 1)), decimals)


def axis_range(low: float, high: float) -> tuple[float, float]:
    """What an axis for a line should cover.

    It begins at zero wherever that leaves the line readable. Where it cannot, it covers at least a
    quarter of the highest value, so that a tremor does not look like an upheaval.
    """
    if low < 0:
        return low, max(high, 0.0)
    if low <= MOSTLY_ZERO * high:
        return 0.0, high
    missing = SMALLEST_SPAN * high - (high - low)
    if missing <= 0:
        return low, high
    return max(0.0, low - missing / 2), high + missing / 2


def year_labels(years: list[int], *, at_most: int) -> list[int]:
    """The years an axis names: the last always, the others evenly before it."""
    first, last = min(years), max(years)
    steps = (1, 2, 3, 5, 10, 20, 25, 50, 100)
    step = next((step for step in steps if (last - first) // step + 1 <= at_most), steps[-1])
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def _widened(value: float) -> tuple[float, float]:
    if value == 0:
        return 0.0, 1.0
    return (0.0, value) if value > 0 else (value, 0.0)


def _step(least: float, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in STEPS if factor * power >= least * (1 - 1e-9))
    if whole:
        step = 1.0 if step < 1 else math.ceil(step) if step != 2.5 else 5.0
    return float(step)


def _decimals(step: float) -> int:
    for decimals in range(12):
        if math.isclose(round(step, decimals), step, rel_tol=1e-9):
            return decimals
    return 12
