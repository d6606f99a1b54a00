"""Findings in German: places, numbers, splits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vorort.statistics.check.evidence import Evidence
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.vocab import TOTAL

_THIN = "\u202f"
_SEX = {"m": "Männer", "w": "Frauen", "d": "divers"}


def number(value: float | None) -> str:
    """1 234 567 or 12,35: whole numbers whole, others with what tells them apart."""
    if value is None:
        return "kein Wert"
    if value == round(value):
        return f"{value:,.0f}".replace(",", _THIN)
    return _with(value, 2 if abs(value) >= 0.1 else 4)


def numbers_apart(first: float, second: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ."""
    for digits in range(2, 7):
        texts = _with(first, digits), _with(second, digits)
        if texts[0] != texts[1]:
            break
    both_whole = first == round(first) and second == round(second)
    return (number(first), number(second)) if both_whole else texts


def _with(value: float, digits: int) -> str:
    whole, _, rest = f"{value:,.{digits}f}".partition(".")
    return f"{whole.replace(',', _THIN)},{rest}"


def place(evidence: Evidence, key: str) -> str:
    name = evidence.register.name(key)
    return key if name == key else f"{name} ({key})"


def split_text(row: Mapping[str, Any]) -> str:
    """„Frauen, 15-24 Jahre, schulart=Gymnasien“; empty for the total."""
    age = row.get("age", TOTAL)
    parts = [
        _SEX.get(row.get("sex", TOTAL), row.get("sex", "")),
        "" if age == TOTAL else f"{age} Jahre",
        row.get("detail", ""),
    ]
    return ", ".join(part for part in parts if part and part != TOTAL)


def subject(evidence: Evidence, row: Mapping[str, Any]) -> str:
    """„Braunschweig, Stadt (03101), 2024, auslaender, Frauen“: which number this is about."""
    group = row.get("group", TOTAL)
    label = evidence.catalog.groups.get(group, group) if group != TOTAL else ""
    parts = [place(evidence, row["region"]), row["period"], row.get("item", ""), label, split_text(row)]
    return ", ".join(part for part in parts if part)


def finding(
    evidence: Evidence,
    rule: str,
    severity: Severity,
    row: Mapping[str, Any],
    text: str,
    expected: float | str | None = None,
    found: float | str | None = None,
) -> Finding:
    """A finding about the number that `row` describes; `text` follows its subject."""
    return Finding(
        rule=rule,
        severity=severity,
        indicator=row["series"],
        region=row["region"],
        period=row["period"],
        group=row.get("group", TOTAL),
        expected=expected,
        found=found,
        message=": ".join(part for part in (subject(evidence, row), text) if part),
        item=row.get("item", ""),
        split=split_text(row),
        source=row.get("source", ""),
    )
