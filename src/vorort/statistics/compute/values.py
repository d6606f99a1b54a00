"""From measures to the two sides of a formula, and the two sides brought together.

Everything here is an Ibis expression. A *value* is a sum of measures (or a mean) with its region,
period, split, concept, base and boundary state; a *pair* is a numerator with the denominator that
belongs to it.
"""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.compute.states import gravity_of
from vorort.statistics.vocab import TOTAL

SAME_BASE, ONE_WITHOUT, MIXED, REFUSED = range(4)

_FACT_KEY = (
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
)
SPLIT = ("split_group", "split_sex", "split_age", "split_detail")
_VALUE_KEY = ("formula", "side", "region", "period", "year", *SPLIT, "concept", "base", "boundary")


def one_per_key(measures: Any, also: tuple[str, ...] = ()) -> Any:
    """Where two sources state the same fact: the one with a value, then the least doubtful one."""
    graded = measures.mutate(gravity=gravity_of(measures.status, measures.value))
    order = ibis.window(
        group_by=[*_FACT_KEY, *also], order_by=[graded.gravity, graded.series, graded.source, graded.value]
    )
    return graded.mutate(place=ibis.row_number().over(order)).filter(ibis._.place == 0).drop("place")


def selected(measures: Any, terms: Any) -> Any:
    """The facts each term asks for, under the split they belong to and the year they count for."""
    chosen = terms.rename(
        {
            "fact_group": "group",
            "only_sex": "sex",
            "only_age": "age",
            "only_detail": "detail",
            "only_concept": "concept",
        }
    )
    facts = measures.join(chosen, [measures.measure == chosen.measure, measures.group == chosen.fact_group])
    facts = facts.filter(
        facts.only_sex.isnull() | (facts.only_sex == facts.sex),
        facts.only_age.isnull() | (facts.only_age == facts.age),
        facts.only_detail.isnull() | (facts.only_detail == facts.detail),
        facts.only_concept.isnull() | (facts.only_concept == facts.concept),
    )
    return facts.mutate(
        year=(facts.year - facts.year_offset).cast("int64"),
        split_sex=ibis.ifelse(facts.only_sex.isnull(), facts.sex, TOTAL),
        split_age=ibis.ifelse(facts.only_age.isnull(), facts.age, TOTAL),
        split_detail=ibis.ifelse(facts.only_detail.isnull(), facts.detail, ""),
    )


def sums(facts: Any) -> Any:
    """Measures of a term added up; only where every one of them is there."""
    grouped = facts.group_by(*_VALUE_KEY, "fact_group").aggregate(
        total=(facts.value * facts.sign).sum(),
        found=facts.measure.nunique(),
        needed=facts.parts.max(),
        known=facts.value.count(),
        gravity=facts.gravity.max(),
        source=facts.source.group_concat(" "),
    )
    complete = grouped.filter(grouped.found == grouped.needed)
    value = ibis.ifelse(complete.known == complete.needed, complete.total, ibis.null("float64"))
    return complete.mutate(value=value).drop("total", "found", "needed", "known")


def pairs(values: Any, formulas: Any) -> Any:
    """Each numerator with its denominator: same region, year, split and boundary state.

    `fit` says how well the two go together: same base; one side without (an event has no population
    base); different, but the catalogue says why that is meant; different: refused.
    Of several denominators only the best fit counts; of the same fit one per base, at best of the
    same concept and date.
    """
    above = values.filter(values.side == "numerator").drop("side")
    below = values.filter(values.side == "denominator").drop("side")
    keys = ["formula", "region", "year", *SPLIT, "boundary"]
    pair = above.join(below, keys, rname="below_{name}").join(formulas, "formula")
    pair = pair.mutate(fit=_fit(pair))
    same = ["formula", "region", "period", "year", *SPLIT, "boundary", "concept", "base"]
    pair = pair.mutate(best=pair.fit.min().over(ibis.window(group_by=same)))
    pair = pair.filter(pair.fit == pair.best)
    order = ibis.window(group_by=[*same, "below_base"], order_by=_preference(pair))
    return pair.mutate(place=ibis.row_number().over(order)).filter(ibis._.place == 0).drop("place", "best")


def _fit(pair: Any) -> Any:
    return ibis.cases(
        (_differ(pair.base, pair.below_base) & pair.may_mix, MIXED),
        (_concepts_clash(pair) & pair.may_mix, MIXED),
        (_differ(pair.base, pair.below_base) | _concepts_clash(pair), REFUSED),
        (pair.base == pair.below_base, SAME_BASE),
        else_=ONE_WITHOUT,
    )


def _differ(one: Any, other: Any) -> Any:
    return (one != "") & (other != "") & (one != other)


def _concepts_clash(pair: Any) -> Any:
    """Everybody together is everybody under any concept of groups, so a total never clashes."""
    return _differ(pair.concept, pair.below_concept) & (pair.below_fact_group != TOTAL)


def _preference(pair: Any) -> list[Any]:
    return [
        ibis.ifelse(pair.concept == pair.below_concept, 0, 1),
        ibis.ifelse(pair.period == pair.below_period, 0, 1),
        ibis.ifelse(pair.below_period.length() == 4, 0, 1),
        ibis.desc(pair.below_period),
        pair.below_gravity,
        pair.below_concept,
    ]
