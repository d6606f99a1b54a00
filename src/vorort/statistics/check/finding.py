"""What `check` says: one finding per place and period."""

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
