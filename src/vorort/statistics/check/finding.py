"""What `check` says: one finding per place and period, and a summary for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    FEHLER = "fehler"  # cannot be right
    WARNUNG = "warnung"  # is hardly right, or must be explained where it is shown
    HINWEIS = "hinweis"  # is right, but worth knowing


_ORDER = {Severity.FEHLER: 0, Severity.WARNUNG: 1, Severity.HINWEIS: 2}


@dataclass(frozen=True)
class Finding:
    """Something that looks wrong. `expected` and `found` are numbers, or names and dates as text."""

    rule: str
    severity: Severity
    indicator: str  # "A01", or the id of a published series
    region: str
    period: str
    group: str
    expected: float | str | None
    found: float | str | None
    message: str  # German: where, how large, likely cause
    item: str = ""  # value column of the series, or variant of the indicator
    split: str = ""  # sex, age and detail, where they are not the total
    source: str = ""  # id of the delivery

    @property
    def deviation(self) -> float:
        """How far found is from expected; 0 where that is not a matter of numbers."""
        if isinstance(self.expected, float) and isinstance(self.found, float):
            return abs(self.found - self.expected)
        return 0.0

    def to_dict(self) -> dict[str, object]:
        return asdict(self) | {"severity": self.severity.value}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by series, period and region: the same list whatever came first."""
    return sorted(
        set(findings),
        key=lambda f: (
            _ORDER[f.severity],
            f.indicator,
            f.item,
            f.rule,
            f.period,
            f.region,
            f.group,
            f.split,
            f.source,
            f.message,
            str(f.expected),
            str(f.found),
        ),
    )


@dataclass(frozen=True)
class Summary:
    """Findings of one rule in one series and period, told once: the largest stands for all."""

    worst: Finding
    regions: int
    count: int

    @property
    def message(self) -> str:
        if self.count == 1:
            return self.worst.message
        where = f"{self.regions} Gebiete" if self.regions > 1 else f"{self.count} Werte"
        return f"{where} betroffen, am stärksten: {self.worst.message}"


def summarise(findings: Iterable[Finding]) -> list[Summary]:
    """One line per rule, series, item and period, in the order of the findings."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in in_order(findings):
        key = (finding.severity.value, finding.rule, finding.indicator, finding.item, finding.period)
        groups.setdefault(key, []).append(finding)
    return [
        Summary(max(group, key=lambda f: f.deviation), len({f.region for f in group}), len(group))
        for group in groups.values()
    ]
