"""Rounding of unpublished counts: each by itself, rates computed from what is left to see."""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.vocab import Status, Unit

_COUNTS = [Unit.PERSONS.value, Unit.COUNT.value]
_SHARES = [unit.value for unit in Unit if unit.is_share]
_BECOMES_ROUNDED = [Status.OK.value, Status.NIL.value, Status.REVISED.value, Status.PROVISIONAL.value]


def rounded(rows: Any, base: int | None) -> Any:
    """Counts to multiples of `base`. Rates follow from rounded counts; rates that came without
    counts are rounded to whole units. Rounded rates have no interval: it would claim too much.
    """
    if base is None:
        return rows
    to_base = {name: _nearest(rows[name], base) for name in ("numerator", "denominator")}
    is_rate = rows.kind == "ratio"
    value = ibis.cases(
        (is_rate, to_base["numerator"] / to_base["denominator"].nullif(0) * rows.scale),
        (rows.unit.isin(_COUNTS), _nearest(rows.value, base)),
        ((rows.kind == "series") & rows.unit.isin(_SHARES), rows.value.round(0).cast("float64")),
        else_=rows.value,
    )
    touched = rows.unpublished & rows.value.notnull()
    new = {name: ibis.ifelse(is_rate, to_base[name], rows[name]) for name in to_base} | {
        "value": value,
        "low": ibis.null("float64"),
        "high": ibis.null("float64"),
        "status": ibis.cases(
            (value.isnull(), Status.NOT_MEANINGFUL.value),
            (rows.status.isin(_BECOMES_ROUNDED), Status.ROUNDED.value),
            else_=rows.status,
        ),
    }
    return rows.mutate(**{name: ibis.ifelse(touched, column, rows[name]) for name, column in new.items()})


def _nearest(number: Any, base: int) -> Any:
    return ((number / base).round(0) * base).cast("float64")
