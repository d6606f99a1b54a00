"""Wilson's score interval (1927), 95 %, as an Ibis expression."""

from __future__ import annotations

from typing import Any

import ibis

Z95 = 1.959963984540054  # 97.5 % point of the standard normal distribution


def wilson(numerator: Any, denominator: Any) -> tuple[Any, Any]:
    """Low and high end as plain shares (0 to 1). Null unless 0 ≤ numerator ≤ denominator, denominator > 0."""
    valid = (denominator > 0) & (numerator >= 0) & (numerator <= denominator)
    n = ibis.ifelse(valid, denominator, ibis.null("float64"))
    p = numerator / n
    shrink = 1 + Z95**2 / n
    centre = (p + Z95**2 / (2 * n)) / shrink
    half = Z95 * (p * (1 - p) / n + Z95**2 / (4 * n * n)).sqrt() / shrink
    low = ibis.ifelse(numerator == 0, 0 * n, ibis.greatest(centre - half, 0 * n))
    high = ibis.ifelse(numerator == denominator, 0 * n + 1, ibis.least(centre + half, 0 * n + 1))
    return low, high
