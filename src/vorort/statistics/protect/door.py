"""First stage of protection: minimum cases, rounding, warnings, and the simplest way to undo them.

Unpublished figures lose what identifies single persons; figures that their publisher has already
protected stay as they are and only get the warning about small denominators.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from vorort.statistics.database import ibis_backend
from vorort.statistics.protect.rounding import rounded
from vorort.statistics.protect.rules import Rules
from vorort.statistics.protect.secondary import secondary
from vorort.statistics.vocab import RESULTS, Status, Unit

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

NUMBERS = ("numerator", "denominator", "value", "low", "high")
_CONFIDENT = [s.value for s in (Status.OK, Status.NIL, Status.REVISED, Status.ROUNDED, Status.PROVISIONAL)]
_COUNTS = [Unit.PERSONS.value, Unit.COUNT.value]


def protect(
    results: pa.Table,
    catalog: Catalog,
    rules: Rules | None = None,
    unpublished: Collection[str] = (),
    backend: Any = None,
) -> pa.Table:
    """RESULTS without what must not be seen, in the same order.

    `unpublished` holds the ids of the deliveries whose figures nobody has published yet. A row that
    rests on one of them is withheld (all its numbers, state `secret`) where its numerator, its
    complement, its denominator or its count lies between 1 and the minimum of cases less one; and
    one more group or sex (`secret_secondary`) where the total less the others would tell.
    """
    rules = rules or Rules()
    backend = ibis_backend() if backend is None else backend
    rows = ibis.memtable(_with_marks(results, set(unpublished)))
    rows = rows.left_join(ibis.memtable(rules.rows(catalog)), ["indicator", "variant"]).drop(
        "indicator_right", "variant_right"
    )
    rows = rows.mutate(
        min_cases=rows.min_cases.fill_null(rules.for_series()), kind=rows.kind.fill_null("series")
    )
    rows = rows.mutate(hidden=ibis.ifelse(_too_few(rows), Status.SECRET.value, ""))
    if unpublished:
        rows = rounded(secondary(rows), rules.round_to)
    return _taken_out(backend, _warned(rows))


def _with_marks(results: pa.Table, unpublished: set[str]) -> pa.Table:
    """RESULTS with their place in the table and whether they rest on unpublished figures."""
    encoded = results["source"].combine_chunks().dictionary_encode()
    marks = [bool(unpublished.intersection(text.split())) for text in encoded.dictionary.to_pylist()]
    own = pa.array(marks, pa.bool_()).take(encoded.indices) if marks else pa.array([], pa.bool_())
    place = pa.array(range(results.num_rows), pa.int64())
    return results.append_column("unpublished", own).append_column("row", place)


def _too_few(rows: Any) -> Any:
    """Whether a row lets one see one or two persons (with a minimum of three)."""
    is_rate = rows.kind == "ratio"
    has_counts = rows.kind.isin(["ratio", "segregation"])
    few = _between(rows.numerator, rows.min_cases) & has_counts
    few |= _between(rows.denominator, rows.min_cases) & has_counts
    few |= _between(rows.denominator - rows.numerator, rows.min_cases) & is_rate & rows.is_proportion
    few |= _between(rows.value, rows.min_cases) & rows.unit.isin(_COUNTS) & ~has_counts
    return rows.unpublished & few.fill_null(False)


def _between(count: Any, minimum: Any) -> Any:
    return ((count > 0) & (count < minimum)).fill_null(False)


def _warned(rows: Any) -> Any:
    """A rate over few is kept, but marked: it will jump from year to year."""
    small = (rows.kind == "ratio") & rows.value.notnull() & (rows.denominator < rows.min_denominator)
    small = small.fill_null(False)
    warning = (
        ibis.literal("Kleine Fallzahl: Nenner ")
        + rows.denominator.round(0).cast("int64").cast("string")
        + "."
    )
    note = ibis.ifelse(rows.note == "", warning, rows.note + " " + warning)
    doubtful = small & rows.status.isin(_CONFIDENT)
    return rows.mutate(
        note=ibis.ifelse(small, note, rows.note),
        status=ibis.ifelse(doubtful, Status.UNCERTAIN.value, rows.status),
    )


def _taken_out(backend: Any, rows: Any) -> pa.Table:
    """From here on the withheld numbers do not exist, nor the notes that speak of them."""
    gone = rows.hidden != ""
    rows = rows.mutate(
        **{name: ibis.ifelse(gone, ibis.null("float64"), rows[name]) for name in NUMBERS},
        status=ibis.ifelse(gone, rows.hidden, rows.status),
        note=ibis.ifelse(gone, "", rows.note),
    )
    table = backend.to_pyarrow(rows.order_by("row"))
    return table.select(RESULTS.names).cast(RESULTS)
