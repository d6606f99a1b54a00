"""Which rows of RESULTS are the main number of an indicator, and which split it further."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.vocab import DIMENSIONS, TOTAL

_WHOLE = {"group": TOTAL, "sex": TOTAL, "age": TOTAL, "detail": ""}


def mark_totals(results: pa.Table) -> pa.Table:
    """`results` with a column `is_total`.

    A row is the main number where it is not split. Where an indicator has no undivided row in a
    dimension and only one value there (children under 3: age "0-2"), that value is the whole.
    """
    only = _only_values(results)
    keys = pc.binary_join_element_wise(results["indicator"], results["variant"], "\n")
    keys = keys.combine_chunks().dictionary_encode()
    total = pa.repeat(pa.scalar(True), results.num_rows)
    for dimension in DIMENSIONS:
        whole = pa.array([only[key][dimension] for key in keys.dictionary.to_pylist()], pa.string())
        total = pc.and_(total, pc.equal(results[dimension].combine_chunks(), whole.take(keys.indices)))
    return results.append_column("is_total", total)


def _only_values(results: pa.Table) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, set[str]]] = {}
    for dimension in DIMENSIONS:
        for row in results.group_by(["indicator", "variant", dimension]).aggregate([]).to_pylist():
            of = found.setdefault(f"{row['indicator']}\n{row['variant']}", {})
            of.setdefault(dimension, set()).add(row[dimension])
    return {key: {name: _whole(name, values) for name, values in of.items()} for key, of in found.items()}


def _whole(dimension: str, values: set[str]) -> str:
    usual = _WHOLE[dimension]
    return next(iter(values)) if usual not in values and len(values) == 1 else usual
