"""Segregation index of a municipality over its parts (Duncan & Duncan 1955).

IS = ½ · Σ |aᵢ/A − bᵢ/B|, a the group, b everybody else (or the second group the catalogue names).
Parts with fewer than 300 residents are left out; below 10 parts there is no index. Where a place
has parts of several sizes (districts and planning areas), the finest layer counts.
"""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.compute.rows import described, empty_number
from vorort.statistics.compute.states import NOT_MEANINGFUL
from vorort.statistics.compute.values import REFUSED, SPLIT
from vorort.statistics.vocab import TOTAL

MIN_AREAS = 10
MIN_RESIDENTS = 300

_KEY = (
    "indicator",
    "variant",
    "unit",
    "scale",
    "parent",
    "layer",
    "period",
    "year",
    *SPLIT,
    "concept",
    "base",
    "boundary",
)


def segregation(pair: Any) -> Any:
    """One row per place above the parts. Withheld parts withhold the index."""
    areas = _areas(pair)
    total = ibis.window(group_by=list(_KEY))
    areas = areas.mutate(all_a=areas.a.sum().over(total), all_b=areas.b.sum().over(total))
    shift = (areas.a / areas.all_a.nullif(0) - areas.b / areas.all_b.nullif(0)).abs()
    places = (
        areas.mutate(shift=shift)
        .group_by(*_KEY)
        .aggregate(
            index=ibis._["shift"].sum() / 2,
            numerator=ibis._.a.sum(),
            denominator=ibis._.residents.sum(),
            areas=ibis._.count(),
            known=ibis._.a.count(),
            gravity=ibis._.gravity.max(),
            source=ibis._.source.group_concat(" "),
        )
    )
    return _worded(_finest(places))


def _areas(pair: Any) -> Any:
    """Parts with the group, the rest and all residents; the small ones are gone."""
    parts = described(pair.filter(pair.region.contains("-"), pair.fit != REFUSED))
    against_all = parts.below_fact_group == TOTAL
    cut = parts.region.find("-")
    parts = parts.mutate(
        a=ibis.ifelse(parts.below_value.isnull(), empty_number(), parts.value),
        b=ibis.ifelse(against_all, parts.below_value - parts.value, parts.below_value + 0 * parts.value),
        residents=ibis.ifelse(against_all, parts.below_value, parts.below_value + parts.value),
        parent=parts.region.left(cut),
        layer=parts.region.length(),
        gravity=ibis.greatest(parts.gravity, parts.below_gravity),
    )
    return parts.filter(parts.residents.isnull() | (parts.residents >= MIN_RESIDENTS))


def _finest(places: Any) -> Any:
    same = [name for name in _KEY if name != "layer"]
    order = ibis.window(group_by=same, order_by=[ibis.desc(places.areas), ibis.desc(places.layer)])
    return places.mutate(place=ibis.row_number().over(order)).filter(ibis._.place == 0)


def _worded(places: Any) -> Any:
    few = places.areas < MIN_AREAS
    known = (places.known == places.areas) & places.index.notnull()
    note = ibis.cases(
        (
            few,
            ibis.literal("Nicht berechnet: nur ")
            + places.areas.cast("string")
            + " Teilräume mit mindestens 300 Menschen.",
        ),
        else_=ibis.literal("Über ") + places.areas.cast("string") + " Teilräume mit mindestens 300 Menschen.",
    )
    return places.mutate(
        region=places.parent,
        value=ibis.ifelse(few | ~known, empty_number(), places.index * places.scale),
        low=empty_number(),
        high=empty_number(),
        gravity=ibis.cases(
            (few, NOT_MEANINGFUL),
            (places.known < places.areas, places.gravity),
            (~known, NOT_MEANINGFUL),
            else_=places.gravity,
        ),
        note=note,
    )
