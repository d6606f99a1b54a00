"""Many findings with one cause are one line: the worst of them, and at how many places else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Finding(Protocol):
    severity: str
    rule: str
    indicator: str
    region: str
    period: str
    expected: str
    found: str


F = TypeVar("F", bound=Finding)


def alike(findings: Iterable[F]) -> list[tuple[F, int]]:
    """The largest deviation of each rule, series and period, with the number of its other places.

    In the order given, as `vorort statistics check` prints them.
    """
    groups: dict[tuple[str, ...], list[F]] = {}
    for finding in findings:
        key = (finding.severity, finding.rule, finding.indicator, finding.period)
        groups.setdefault(key, []).append(finding)
    return [
        (max(group, key=_deviation), len({finding.region for finding in group}) - 1)
        for group in groups.values()
    ]


def _deviation(finding: Finding) -> float:
    try:
        return abs(float(finding.found) - float(finding.expected))
    except ValueError:
        return 0.0
