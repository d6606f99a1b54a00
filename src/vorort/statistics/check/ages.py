"""Ages as intervals, and which finer ages make up a coarser one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vorort.statistics.vocab import TOTAL

_OPEN = 10_000
_FORMS = re.compile(r"(\d+)(?:-(\d+)|(\+))?")


def interval(age: str) -> tuple[int, int] | None:
    """First and last year of age: "3-5" is (3, 5), "65+" is open, "7" is (7, 7)."""
    match = _FORMS.fullmatch(age)
    if match is None:
        return None
    first = int(match[1])
    return first, _OPEN if match[3] else int(match[2] or first)


def tiling(whole: str, ages: Sequence[str]) -> list[str]:
    """The finest ages that cover `whole` without gap or overlap, empty if there are none.

    The total is covered by whatever reaches from the first to the last age of the table.
    """
    spans = {span: age for age in ages if (span := interval(age))}
    target = interval(whole)
    if whole == TOTAL and spans:
        target = min(a for a, _ in spans), max(b for _, b in spans)
    if target is None:
        return []
    inside = sorted(
        s for s in spans if target[0] <= s[0] and s[1] <= target[1] and (whole == TOTAL or s != target)
    )
    path = _path(target[0], target[1], inside)
    return [spans[span] for span in path] if len(path) > 1 else []


def _path(begin: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of adjoining spans from `begin` to `end`, found from the back."""
    best: dict[int, list[tuple[int, int]]] = {end + 1: []}
    for span in sorted(spans, reverse=True):
        rest = best.get(span[1] + 1)
        if rest is not None and len(rest) + 1 > len(best.get(span[0], ())):
            best[span[0]] = [span, *rest]
    return best.get(begin, [])
