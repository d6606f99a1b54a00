"""The catalogue's formulas as two small tables, so that one query computes all of them.

`FORMULAS`: one row per indicator and variant. `TERMS`: one row per formula, side, split group and
measure: which facts belong to the numerator, which to the denominator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

import pyarrow as pa

from vorort.statistics.catalog.model import Indicator, Measure, Term, Variant
from vorort.statistics.vocab import TOTAL

Kind = Literal["ratio", "published", "difference_of_means", "segregation"]

FORMULAS = pa.schema(
    [
        pa.field("formula", pa.int32()),
        pa.field("indicator", pa.string()),
        pa.field("variant", pa.string()),
        pa.field("unit", pa.string()),
        pa.field("scale", pa.float64()),
        pa.field("is_proportion", pa.bool_()),  # the numerator is a part of the denominator
        pa.field("may_mix", pa.bool_()),  # both sides may rest on different bases
        pa.field("over", pa.string()),  # segregation: over the parts of the region, or this detail
        pa.field("min_parts", pa.int64()),
        pa.field("min_part_size", pa.float64()),
    ]
)

TERMS = pa.schema(
    [
        pa.field("formula", pa.int32()),
        pa.field("side", pa.string()),  # numerator, denominator
        pa.field("measure", pa.string()),
        pa.field("sign", pa.float64()),  # -1 for what is taken away
        pa.field("parts", pa.int32()),  # how many measures make the term
        pa.field("group", pa.string()),  # group of the facts
        pa.field("split_group", pa.string()),  # group of the result
        pa.field("sex", pa.string()),  # null: follows the split
        pa.field("age", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("year_offset", pa.int32()),
        pa.field("concept", pa.string()),  # null: any
    ]
)

_UNDIVIDED = {"sex": TOTAL, "age": TOTAL, "detail": ""}


class Plan:
    """All formulas of one kind."""

    def __init__(self, chosen: list[tuple[Indicator, Variant]], measures: Mapping[str, Measure]) -> None:
        formulas = [
            formula_row(n, indicator, variant, measures) for n, (indicator, variant) in enumerate(chosen)
        ]
        terms = [row for n, (_, variant) in enumerate(chosen) for row in term_rows(n, variant)]
        self.formulas = pa.Table.from_pylist(formulas, schema=FORMULAS)
        self.terms = pa.Table.from_pylist(terms, schema=TERMS)

    def __bool__(self) -> bool:
        return bool(self.formulas.num_rows)


def plan(
    kind: Kind, indicators: Iterable[Indicator], measures: Mapping[str, Measure], delivered: Collection[str]
) -> Plan:
    """The formulas of this kind whose measures were delivered. An empty plan costs no query.

    A median cannot be computed from aggregates: it is taken over.
    """
    return Plan(
        [(i, v) for i in indicators for v in i.variants if _kind(v) == kind and _needs(v) <= set(delivered)],
        measures,
    )


def _needs(variant: Variant) -> set[str]:
    both = variant.denominator is not None and _kind(variant) != "published"
    terms = [variant.numerator, *([variant.denominator] if both and variant.denominator else [])]
    return {name for term in terms for name in (*term.measures, *term.minus)}


def _kind(variant: Variant) -> str:
    return "published" if variant.formula == "median" else variant.formula


def formula_row(
    number: int, indicator: Indicator, variant: Variant, measures: Mapping[str, Measure]
) -> dict[str, Any]:
    return {
        "formula": number,
        "indicator": indicator.id,
        "variant": variant.id,
        "unit": indicator.unit.value,
        "scale": float(indicator.unit.scale if variant.scale is None else variant.scale),
        "is_proportion": indicator.unit.is_share and _is_proportion(variant, measures),
        "may_mix": bool(variant.mixed_base),
        "over": variant.over,
        "min_parts": variant.min_parts,
        "min_part_size": float(variant.min_part_size),
    }


def _is_proportion(variant: Variant, measures: Mapping[str, Measure]) -> bool:
    """Heads among heads, flats among flats. Uses per head or a balance have no Wilson interval."""
    if variant.denominator is None or variant.numerator.minus or variant.denominator.minus:
        return False
    names = (*variant.numerator.measures, *variant.denominator.measures)
    units = {measures[name].unit for name in names if name in measures}
    return len(units) <= 1


def term_rows(number: int, variant: Variant) -> list[dict[str, Any]]:
    sides = {"numerator": variant.numerator, "denominator": variant.denominator}
    return [
        row
        for side, term in sides.items()
        if term is not None
        for group in variant.groups
        for row in _rows_of(number, side, term, group, _other(sides, side))
    ]


def _other(sides: Mapping[str, Term | None], side: str) -> Term | None:
    return next(term for name, term in sides.items() if name != side)


def _rows_of(number: int, side: str, term: Term, group: str, other: Term | None) -> list[dict[str, Any]]:
    common = {
        "formula": number,
        "side": side,
        "parts": len(term.measures) + len(term.minus),
        "group": group if term.group is None else term.group,
        "split_group": group,
        "year_offset": term.year_offset,
        "concept": term.concept,
    } | {dimension: _selected(dimension, term, other) for dimension in _UNDIVIDED}
    signed = [(name, 1.0) for name in term.measures] + [(name, -1.0) for name in term.minus]
    return [common | {"measure": name, "sign": sign} for name, sign in signed]


def _selected(dimension: str, term: Term, other: Term | None) -> str | None:
    """What the term takes of a dimension: its own value, or any (null) where both sides are free.

    Where only the other side names a value there is nothing to split by: the share of women among
    the unemployed has women above and everybody below.
    """
    own: str | None = getattr(term, dimension)
    if own is not None:
        return own
    if other is not None and getattr(other, dimension) is not None:
        return _UNDIVIDED[dimension]
    return None
