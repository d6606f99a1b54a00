"""The simplest way to undo a withheld number is to subtract; this closes it on one axis at a time.

Where exactly one group (or sex) of a line is withheld and the total is visible, total less the
others would give it away, so the smallest visible other one is withheld too. Linked tables, several
axes at once and proofs of safety belong to the secondary suppression of a table system, which takes
this function's place between marking and taking out.
"""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.vocab import TOTAL, Status, Unit

_PLACE = ("indicator", "variant", "region", "period", "detail", "base", "boundary")
_AXES = ("group", "sex")
_ROUNDS = 2  # a number withheld on one axis may open the other


def secondary(rows: Any) -> Any:
    """Rows with `hidden` completed; `hidden` is a state, or "" for what may be seen."""
    for _ in range(_ROUNDS):
        for axis in _AXES:
            rows = _along(rows, axis)
    return _rates_beside_hidden_counts(rows)


def _along(rows: Any, axis: str) -> Any:
    """Withhold one more part wherever a single withheld part stands beside a visible total."""
    is_total = rows[axis] == TOTAL
    line = [*_PLACE, *(name for name in ("group", "sex", "age") if name != axis)]
    parts = [*line, "is_total", *(["concept"] if axis == "group" else [])]
    rows = rows.mutate(is_total=is_total, amount=ibis.coalesce(rows.numerator, rows.value))
    rows = rows.mutate(
        total_seen=(rows.is_total & (rows.hidden == "")).any().over(ibis.window(group_by=line)),
        hidden_parts=(rows.hidden != "").sum().over(ibis.window(group_by=parts)),
    )
    rows = rows.mutate(
        may_go=rows.unpublished & ~rows.is_total & (rows.hidden == "") & rows.amount.notnull(),
    )
    smallest = ibis.window(
        group_by=[*parts, "may_go"],
        order_by=[ibis.ifelse(rows.amount == 0, 1, 0), rows.amount, rows[axis]],
    )
    rows = rows.mutate(rank=ibis.row_number().over(smallest))
    goes = rows.may_go & rows.total_seen & (rows.hidden_parts == 1) & (rows["rank"] == 0)
    return rows.mutate(hidden=ibis.ifelse(goes, Status.SECRET_SECONDARY.value, rows.hidden)).drop(
        "is_total", "amount", "total_seen", "hidden_parts", "may_go", "rank"
    )


def _rates_beside_hidden_counts(rows: Any) -> Any:
    """A rate in one's own table would tell the count withheld beside it."""
    beside = ibis.window(group_by=["indicator", "region", "period"])
    shares = [unit.value for unit in Unit if unit.is_share]
    own_rate = rows.unpublished & (rows.kind == "series") & rows.unit.isin(shares) & (rows.hidden == "")
    goes = own_rate & (rows.hidden != "").any().over(beside)
    return rows.mutate(hidden=ibis.ifelse(goes, Status.SECRET_SECONDARY.value, rows.hidden))
