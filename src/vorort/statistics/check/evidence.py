# ruff: noqa: S608 - queries are put together from our own column names only
"""Everything the rules look at, as tables of one DuckDB connection.

`obs`        every delivered number, with `id`, `source` (delivery), `retrieved_at`; `figure` stands for
             series, item, unit and split, `number` for everything that tells two numbers apart
`arrivals`   `source`, `retrieved_at` and `file_name` of every delivery
`single`     `obs` without doubled rows
`line_of`    one number per series, item, region, period and split: the one retrieved last
`precision`  how finely numbers are given (see `precision.py`)
`conflicts`  numbers of a measure that were dropped for those of another delivery
`results`    computed indicators (published series are `obs` already)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.catalog import Catalog
from vorort.statistics.check.precision import PRECISION
from vorort.statistics.database import connect
from vorort.statistics.harmonise import RegionRegister, conflicts
from vorort.statistics.harmonise.delivered import sourced
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.vocab import RESULTS

SPLIT = '"group", sex, age, detail'
COUNTS = "('persons', 'count', 'euro', 'square_kilometres', '')"
"""Units that may be summed up. Series without a unit are counts if they hold whole numbers only."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    connection: duckdb.DuckDBPyConnection
    register: RegionRegister
    catalog: Catalog
    titles: Mapping[str, str]  # series → title as its file gives it
    notes: Sequence[tuple[str, str, str]]  # delivery, series, note of the reader

    def rows(self, query: str, **parameters: object) -> list[Row]:
        """Rows of a query, ordered by all its columns unless it says otherwise."""
        relation = self.connection.execute(query, parameters or None)
        rows: list[Row] = relation.to_arrow_table().to_pylist()
        return rows

    def add(self, name: str, table: pa.Table) -> None:
        self.connection.register(name, table)

    def run(self, statement: str) -> None:
        self.connection.execute(statement)


def gather(
    deliveries: Sequence[Delivery], results: pa.Table | None, register: RegionRegister, catalog: Catalog
) -> Evidence:
    titles = {info.id: info.title for d in deliveries for info in d.series}
    notes = sorted(
        (d.origin.id, info.id, note) for d in deliveries for info in d.series[:1] for note in d.notes
    )
    evidence = Evidence(connect(), register, catalog, titles, notes)
    facts = sourced(deliveries)
    numbered = facts.append_column("id", pa.array(range(len(facts)), pa.int64()))
    evidence.add("delivered", _in_codes(numbered))
    evidence.add("arrivals", _arrivals(deliveries))
    evidence.add("declared", _declared(facts, catalog))
    evidence.add("results", _computed(results))
    evidence.add("conflicts", conflicts(deliveries, catalog, register))
    evidence.run(_OBS)
    evidence.run(_SINGLE)
    evidence.run(_LINE)
    evidence.run(PRECISION)
    return evidence


def _in_codes(facts: pa.Table) -> pa.Table:
    """Texts as ENUM columns: DuckDB then compares and copies codes. In sorted dictionaries the order of
    the codes is the order of the texts.
    """
    columns = [_coded(each) if pa.types.is_string(each.type) else each for each in facts.itercolumns()]
    return pa.table(columns, names=facts.column_names)


def _coded(texts: pa.ChunkedArray) -> pa.Array:
    words = pc.unique(texts)
    words = words.take(pc.sort_indices(words))
    return pa.DictionaryArray.from_arrays(pc.index_in(texts.combine_chunks(), words), words)


def _computed(results: pa.Table | None) -> pa.Table:
    if results is None:
        return RESULTS.empty_table()
    return results.filter(pc.invert(pc.match_substring(results["indicator"], "/")))


def _arrivals(deliveries: Sequence[Delivery]) -> pa.Table:
    names = ("source", "retrieved_at", "file_name")
    rows = [(d.origin.id, d.origin.retrieved_at, d.origin.file_name) for d in deliveries]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table([pa.array(column, pa.string()) for column in columns], names=names)


def _declared(facts: pa.Table, catalog: Catalog) -> pa.Table:
    """What the catalogue says about rounding, per series."""
    known = {series: catalog.source_for(series) for series in pc.unique(facts["series"]).to_pylist()}
    rows = [{"series": s, "rounded_to": source.rounded_to if source else None} for s, source in known.items()]
    return pa.Table.from_pylist(rows, pa.schema([("series", pa.string()), ("rounded_to", pa.int32())]))


_OBS = f"""
CREATE TEMP TABLE obs AS
SELECT delivered.*, arrivals.retrieved_at, left(region, 2) AS land,
       hash(series, item, unit, {SPLIT}) AS figure,
       hash(series, item, unit, region, period, {SPLIT}, concept, base, boundary) AS number
FROM delivered JOIN (SELECT DISTINCT source, retrieved_at FROM arrivals) arrivals USING (source) ORDER BY id
"""

_SINGLE = """
CREATE TEMP TABLE single AS SELECT * FROM obs
WHERE id IN (SELECT min(id) FROM obs GROUP BY source, number)
"""

_LINE = """
CREATE TEMP TABLE line_of AS SELECT * FROM single
WHERE id IN (SELECT max_by(id, (retrieved_at, source)) FROM single GROUP BY number)
"""
