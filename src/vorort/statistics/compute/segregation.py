"""Segregation index of a place over its parts (Duncan & Duncan 1955).

IS = ½ · Σ |aᵢ/A − bᵢ/B|, a the one group, b the other: everybody else where the catalogue names all
residents. The parts are the Stadtteile of a municipality or the values of a detail (its Kitas).
Parts in which both groups together are too few are left out; with too few parts there is no index.
Where a place has parts of several sizes (districts and planning areas), the finest layer counts.
"""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.compute.rows import described, empty_number
from vorort.statistics.compute.states import NOT_MEANINGFUL
from vorort.statistics.compute.values import REFUSED
from vorort.statistics.vocab import TOTAL

_SPLIT = ("split_group", "split_sex", "split_age")
_KEY = (
    *("indicator", "variant", "unit", "scale", "over", "min_parts", "min_part_size"),
    *("place", "layer", "period", "year", *_SPLIT, "concept", "base", "boundary"),
)


def segregation(pair: Any) -> Any:
    """One row per place above the parts. Withheld parts withhold the index."""
    parts = _parts(pair)
    whole = ibis.window(group_by=list(_KEY))
    parts = parts.mutate(all_a=parts.a.sum().over(whole), all_b=parts.b.sum().over(whole))
    shift = (parts.a / parts.all_a.nullif(0) - parts.b / parts.all_b.nullif(0)).abs()
    places = (
        parts.mutate(shift=shift)
        .group_by(*_KEY)
        .aggregate(
            index=ibis._["shift"].sum() / 2,
            numerator=ibis._.a.sum(),
            denominator=ibis._.both.sum(),
            parts=ibis._.count(),
            known=ibis._.both.count(),
            gravity=ibis._.gravity.max(),
            source=ibis._.source.group_concat(" "),
        )
    )
    return _worded(_finest(places))


def _parts(pair: Any) -> Any:
    """Parts with the one group, the other and both together; the small ones are gone."""
    rows = described(pair.filter(pair.fit != REFUSED))
    is_area = rows.over == ""
    rows = rows.filter(
        ibis.ifelse(is_area, rows.region.contains("-"), rows.split_detail.startswith(rows.over + "="))
    )
    against_all = rows.below_fact_group == TOTAL
    rows = rows.mutate(
        a=rows.value + 0 * rows.below_value,
        b=rows.below_value - ibis.ifelse(against_all, rows.value, 0 * rows.value),
        both=rows.below_value + ibis.ifelse(against_all, 0 * rows.value, rows.value),
        place=ibis.ifelse(rows.over == "", rows.region.split("-")[0], rows.region),
        layer=ibis.ifelse(rows.over == "", rows.region.length(), 0),
        gravity=ibis.greatest(rows.gravity, rows.below_gravity),
    )
    return rows.filter(rows.both.isnull() | (rows.both >= rows.min_part_size))


def _finest(places: Any) -> Any:
    same = [name for name in _KEY if name != "layer"]
    order = ibis.window(group_by=same, order_by=[ibis.desc(places.parts), ibis.desc(places.layer)])
    return places.mutate(rank=ibis.row_number().over(order)).filter(ibis._["rank"] == 0)


def _worded(places: Any) -> Any:
    few = places.parts < places.min_parts
    unknown = places.known < places.parts
    empty = ~unknown & places.index.isnull()  # nobody of one group: nothing to divide
    size = places.min_part_size.cast("int64").cast("string")
    found = places.parts.cast("string") + " Teilräume mit mindestens " + size + " Menschen."
    note = ibis.ifelse(few, ibis.literal("Nicht berechnet: nur ") + found, ibis.literal("Über ") + found)
    return places.mutate(
        region=places.place,
        split_detail=ibis.literal(""),
        value=ibis.ifelse(few | unknown | empty, empty_number(), places.index * places.scale),
        low=empty_number(),
        high=empty_number(),
        gravity=ibis.ifelse(few | empty, NOT_MEANINGFUL, places.gravity),
        note=note,
    )
