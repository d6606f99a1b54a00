"""Mean age of two groups and the difference between them, delivered as means or from tables by age.

A person aged 34 is on average 34.5, a class from a to b lies at (a + b + 1) / 2. The open class at
the top has no middle: from 85 on we take five years above its lower end, below 85 there is no mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import ibis
import pyarrow as pa

from vorort.statistics.compute.rows import described, empty_number
from vorort.statistics.compute.states import NOT_MEANINGFUL
from vorort.statistics.compute.values import REFUSED, SPLIT, sums
from vorort.statistics.vocab import TOTAL, Unit

OPEN_CLASS_FROM = 85
OPEN_CLASS_ADDS = 5.0
_CLASS = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?")

CLASSES = pa.schema(
    [
        pa.field("class_measure", pa.string()),
        pa.field("class_series", pa.string()),
        pa.field("class_age", pa.string()),
        pa.field("middle", pa.float64()),
        pa.field("classes", pa.int64()),  # how many make the whole chain
    ]
)


def classes(measures: pa.Table) -> pa.Table:
    """For each measure of each series the finest chain of age classes from 0 to the open end."""
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    seen = measures.group_by(["measure", "series", "age"]).aggregate([])
    for row in seen.to_pylist():
        labels[row["measure"], row["series"]].add(row["age"])
    rows = [
        dict(zip(CLASSES.names, (measure, series, age, middle(age), len(chain)), strict=True))
        for (measure, series), ages in sorted(labels.items())
        for chain in [finest_chain(ages)]
        for age in chain
    ]
    return pa.Table.from_pylist(rows, schema=CLASSES)


def bounds(age: str) -> tuple[int, int | None] | None:
    """First and last year of an age class; last is None for an open one. None if it is no class."""
    match = _CLASS.fullmatch(age)
    if match is None:
        return None
    first = int(match[1])
    return first, None if match[3] else int(match[2] or first)


def middle(age: str) -> float:
    limits = bounds(age)
    if limits is None:
        raise ValueError(f"„{age}“ ist keine Altersklasse")
    first, last = limits
    return first + OPEN_CLASS_ADDS if last is None else (first + last + 1) / 2


def finest_chain(ages: set[str]) -> tuple[str, ...]:
    """The longest row of classes that cover every age once; empty if there is none."""
    starting = defaultdict(list)
    for age in sorted(ages):
        if limits := bounds(age):
            starting[limits[0]].append((age, limits[1]))
    best: dict[int, tuple[str, ...]] = {}  # from this age to the open end
    for first in sorted(starting, reverse=True):
        for age, last in starting[first]:
            if last is None:
                rest: tuple[str, ...] | None = () if first >= OPEN_CLASS_FROM else None
            else:
                rest = best.get(last + 1)
            if rest is not None and len(rest) + 1 > len(best.get(first, ())):
                best[first] = (age, *rest)
    return best.get(0, ())


def means(facts: Any, chains: Any) -> Any:
    """Delivered means as they are (a measure in years), all others from counts by age."""
    is_mean = facts.unit == Unit.YEARS.value
    delivered = sums(facts.filter(is_mean))
    counted = mean_ages(facts.filter(~is_mean), chains)
    return delivered.union(counted.select(*delivered.columns))


def mean_ages(facts: Any, chains: Any) -> Any:
    """Mean age by formula, side, region, period, split; the finest series where several have one."""
    facts = facts.join(
        chains,
        [
            facts.measure == chains.class_measure,
            facts.series == chains.class_series,
            facts.age == chains.class_age,
        ],
    ).mutate(split_age=ibis.literal(TOTAL))
    keys = [
        "formula",
        "side",
        "region",
        "period",
        "year",
        *SPLIT,
        "concept",
        "base",
        "boundary",
        "fact_group",
    ]
    grouped = facts.group_by(*keys, "series").aggregate(
        heads=facts.value.sum(),
        years=(facts.value * facts.middle).sum(),
        known=facts.value.count(),
        needed=facts.classes.max(),
        gravity=facts.gravity.max(),
        source=facts.source.group_concat(" "),
    )
    whole = grouped.filter((grouped.known == grouped.needed) & (grouped.heads > 0))
    finest = ibis.window(group_by=keys, order_by=[ibis.desc(whole.needed), whole.series])
    ages = whole.mutate(value=whole.years / whole.heads, place=ibis.row_number().over(finest))
    return ages.filter(ages.place == 0).drop("place", "heads", "years", "known", "needed", "series")


def differences(pair: Any) -> Any:
    """Mean of the first group less mean of the second; both means stay visible as the two parts."""
    refused = pair.fit == REFUSED
    pair = pair.mutate(
        numerator=pair.value,
        denominator=pair.below_value,
        value=ibis.ifelse(refused, empty_number(), pair.value - pair.below_value),
        gravity=ibis.ifelse(refused, NOT_MEANINGFUL, ibis.greatest(pair.gravity, pair.below_gravity)),
        low=empty_number(),
        high=empty_number(),
    )
    return described(pair)
