"""The naive twin of every formula, in plain Python over plain rows.

Nothing here is fast and nothing is shared with the queries. Property-based tests compare the two on
random tables; who wants to know what a formula means reads this file.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from vorort.statistics.catalog.model import Indicator, Measure, Term, Variant
from vorort.statistics.vocab import TOTAL, Status, Unit

Row = Mapping[str, Any]
Z = 1.959963984540054

NO_VALUE = ("not_available", "later", "unsafe", "secret_secondary", "secret", "not_meaningful", "no_region")
WITH_VALUE = ("ok", "revised", "rounded", "provisional", "estimated", "uncertain", "break")


def worst(statuses: Iterable[str]) -> str:
    """The gravest state among parts. A counted nothing is plain, less than half is rounded."""
    order = [*WITH_VALUE, *NO_VALUE]
    plain = {"nil": "ok", "below_half": "rounded"}
    return max((plain.get(s, s) for s in statuses), key=order.index)


def state_of_part(row: Row) -> str:
    if row["value"] is None and row["status"] not in NO_VALUE:
        return Status.NOT_AVAILABLE.value
    return worst([row["status"]])


def wilson(numerator: float, denominator: float) -> tuple[float, float] | None:
    """95 % interval of a share by Wilson's score method; None where there is no share."""
    if not (denominator > 0 and 0 <= numerator <= denominator):
        return None
    p = numerator / denominator
    shrink = 1 + Z * Z / denominator
    centre = (p + Z * Z / (2 * denominator)) / shrink
    half = Z * math.sqrt(p * (1 - p) / denominator + Z * Z / (4 * denominator**2)) / shrink
    low = 0.0 if numerator == 0 else max(0.0, centre - half)
    high = 1.0 if numerator == denominator else min(1.0, centre + half)
    return low, high


def kept(rows: Iterable[Row]) -> list[Row]:
    """One row per fact: with a value before without, sure before doubtful, then by series and id."""
    order = [*WITH_VALUE, *NO_VALUE]
    names = [
        "measure",
        "region",
        "period",
        "year",
        "group",
        "sex",
        "age",
        "detail",
        "concept",
        "base",
        "boundary",
    ]
    best: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in names)
        rank = (order.index(state_of_part(row)), row["series"], row["source"])
        if key not in best or rank < _rank(best[key]):
            best[key] = row
    return list(best.values())


def _rank(row: Row) -> tuple[int, str, str]:
    return [*WITH_VALUE, *NO_VALUE].index(state_of_part(row)), row["series"], row["source"]


def term(rows: Iterable[Row], wanted: Term, other: Term | None, group: str) -> list[dict[str, Any]]:
    """Values of a numerator or denominator: its measures added up, others taken away."""
    found: dict[tuple[Any, ...], list[tuple[Row, float]]] = {}
    for row in rows:
        sign = 1.0 if row["measure"] in wanted.measures else -1.0
        if row["measure"] not in (*wanted.measures, *wanted.minus) or not _fits(row, wanted, other, group):
            continue
        split = tuple(_split(row, name, wanted, other) for name in ("sex", "age", "detail"))
        rest = tuple(row[name] for name in ("region", "period", "concept", "base", "boundary"))
        key = (row["year"] - wanted.year_offset, *split, *rest)
        found.setdefault(key, []).append((row, sign))
    needed = len(wanted.measures) + len(wanted.minus)
    return [_value(key, parts) for key, parts in found.items() if len(parts) == needed]


def _fits(row: Row, wanted: Term, other: Term | None, group: str) -> bool:
    if row["group"] != (group if wanted.group is None else wanted.group):
        return False
    if wanted.concept is not None and row["concept"] != wanted.concept:
        return False
    return all(_limit(name, wanted, other) in (None, row[name]) for name in ("sex", "age", "detail"))


def _limit(name: str, wanted: Term, other: Term | None) -> str | None:
    if getattr(wanted, name) is not None:
        return str(getattr(wanted, name))
    if other is not None and getattr(other, name) is not None:
        return "" if name == "detail" else TOTAL
    return None


def _split(row: Row, name: str, wanted: Term, other: Term | None) -> str:
    limited = _limit(name, wanted, other) is not None
    return ("" if name == "detail" else TOTAL) if limited else row[name]


def _value(key: tuple[Any, ...], parts: list[tuple[Row, float]]) -> dict[str, Any]:
    names = ["year", "sex", "age", "detail", "region", "period", "concept", "base", "boundary"]
    known = all(row["value"] is not None for row, _ in parts)
    return {
        **dict(zip(names, key, strict=True)),
        "group": parts[0][0]["group"],
        "value": sum(row["value"] * sign for row, sign in parts) if known else None,
        "status": worst(state_of_part(row) for row, _ in parts),
        "source": {name for row, _ in parts for name in row["source"].split()},
    }


def fit(above: Row, below: Row, may_mix: bool) -> int:
    """0 same base, 1 one side without a base, 2 different and meant so, 3 different: refused."""
    bases = {above["base"], below["base"]} - {""}
    concepts = {above["concept"], below["concept"]} - {""}
    clash = len(bases) > 1 or (len(concepts) > 1 and below["group"] != TOTAL)
    if clash:
        return 2 if may_mix else 3
    return 0 if above["base"] == below["base"] else 1


def pairs(
    above: list[dict[str, Any]], below: list[dict[str, Any]], may_mix: bool
) -> list[tuple[Row, Row, int]]:
    """Each numerator with the best fitting denominators, one per population base."""
    found: list[tuple[Row, Row, int]] = []
    for one in above:
        same = [
            b
            for b in below
            if all(b[n] == one[n] for n in ["region", "year", "sex", "age", "detail", "boundary"])
        ]
        best = min((fit(one, b, may_mix) for b in same), default=None)
        fitting = [b for b in same if fit(one, b, may_mix) == best]
        for base in sorted({b["base"] for b in fitting}):
            candidates = [b for b in fitting if b["base"] == base]
            newest = sorted(candidates, key=lambda b: b["period"], reverse=True)
            chosen = min(
                newest,
                key=lambda b: (
                    b["concept"] != one["concept"],
                    b["period"] != one["period"],
                    len(b["period"]) != 4,
                ),
            )
            found.append((one, chosen, best or 0))
    return found


def ratio(
    indicator: Indicator, variant: Variant, rows: list[Row], measures: Mapping[str, Measure]
) -> list[dict[str, Any]]:
    """All results of a rate: numerator / denominator × scale, with state and interval."""
    assert variant.denominator is not None
    rows = kept(rows)
    scale = float(indicator.unit.scale if variant.scale is None else variant.scale)
    results = []
    for group in variant.groups:
        above = term(rows, variant.numerator, variant.denominator, group)
        below = term(rows, variant.denominator, variant.numerator, group)
        for one, other, how in pairs(above, below, bool(variant.mixed_base)):
            results.append(
                {
                    **{
                        name: one[name]
                        for name in ["region", "period", "year", "sex", "age", "detail", "boundary"]
                    },
                    "group": group,
                    "numerator": one["value"],
                    "denominator": other["value"],
                    "concept": one["concept"] or other["concept"],
                    "base": other["base"] or one["base"],
                    "source": " ".join(sorted(one["source"] | other["source"])),
                    **_rate(one, other, how, scale, _has_interval(indicator, variant, one, measures)),
                }
            )
    return results


def _has_interval(indicator: Indicator, variant: Variant, one: Row, measures: Mapping[str, Measure]) -> bool:
    """Heads among heads, and counted ones: not for balances, uses per head, or extrapolations."""
    assert variant.denominator is not None
    names = (*variant.numerator.measures, *variant.denominator.measures)
    units = {measures[name].unit for name in names if name in measures}
    balance = bool(variant.numerator.minus or variant.denominator.minus)
    share = indicator.unit in (Unit.PERCENT, Unit.PER_1000, Unit.INDEX)
    return share and not balance and len(units) <= 1 and "_MZ" not in one["concept"]


def _rate(one: Row, other: Row, how: int, scale: float, has_interval: bool) -> dict[str, Any]:
    n, d = one["value"], other["value"]
    empty = {"value": None, "low": None, "high": None}
    if n is None or d is None:
        return empty | {"status": worst([one["status"], other["status"]])}
    if d == 0 or how == 3:
        return empty | {"status": Status.NOT_MEANINGFUL.value}
    interval = wilson(n, d) if has_interval else None
    low, high = interval if interval else (None, None)
    return {
        "value": n / d * scale,
        "low": None if low is None else low * scale,
        "high": None if high is None else high * scale,
        "status": worst([one["status"], other["status"]]),
    }


def mean_age(counts: Mapping[tuple[int, int | None], float]) -> float | None:
    """Mean over age classes (first year, last year); an open class counts five years above its start."""
    heads = sum(counts.values())
    if heads <= 0:
        return None
    middles = {c: c[0] + 5 if c[1] is None else (c[0] + c[1] + 1) / 2 for c in counts}
    return sum(number * middles[c] for c, number in counts.items()) / heads


def segregation(areas: Iterable[tuple[float, float]]) -> float | None:
    """½ Σ |aᵢ/A − bᵢ/B| over (group, residents) of at least 10 areas with at least 300 residents."""
    large = [(a, n - a) for a, n in areas if n >= 300]
    total_a, total_b = sum(a for a, _ in large), sum(b for _, b in large)
    if len(large) < 10 or total_a == 0 or total_b == 0:
        return None
    return sum(abs(a / total_a - b / total_b) for a, b in large) / 2


def gap(first: float, second: float) -> dict[str, float | None]:
    total = first + second
    return {
        "points": first - second,
        "ratio": first / second if second else None,
        "disparity": (first - second) / total if total > 0 else None,
    }


def pooled(years: list[tuple[float, float]], scale: float) -> float:
    """Rate over several years: sum of numerators over sum of denominators."""
    return sum(n for n, _ in years) / sum(d for _, d in years) * scale
