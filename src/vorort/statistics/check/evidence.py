# ruff: noqa: S608 - queries are put together from our own column names only
"""Everything the rules look at, as tables of one DuckDB connection.

`obs`        every delivered number, with `id`, `source` (delivery) and `retrieved_at`
`line_of`    one number per series, item, region, period and split: the one retrieved last
`precision`  how finely each column of a delivery is given: `step` 5 means rounded to 5
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
from vorort.statistics.harmonise import RegionRegister
from vorort.statistics.harmonise.delivered import sourced
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.vocab import RESULTS

COLUMN = "source, series, item, unit"
"""What makes a value column of a delivery."""
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
        return relation.to_arrow_table().to_pylist()

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
    evidence = Evidence(duckdb.connect(), register, catalog, titles, notes)
    facts = sourced(deliveries)
    evidence.add("delivered", facts)
    evidence.add("arrivals", _arrivals(deliveries))
    evidence.add("declared", _declared(facts, catalog))
    evidence.add("results", _computed(results))
    evidence.run(_OBS)
    evidence.run(_LINE)
    evidence.run(_PRECISION)
    return evidence


def _computed(results: pa.Table | None) -> pa.Table:
    if results is None:
        return RESULTS.empty_table()
    return results.filter(pc.invert(pc.match_substring(results["indicator"], "/")))


def _arrivals(deliveries: Sequence[Delivery]) -> pa.Table:
    rows = [{"source": d.origin.id, "retrieved_at": d.origin.retrieved_at} for d in deliveries]
    return pa.Table.from_pylist(rows, pa.schema([("source", pa.string()), ("retrieved_at", pa.string())]))


def _declared(facts: pa.Table, catalog: Catalog) -> pa.Table:
    """What the catalogue says about rounding, per series."""
    known = {series: catalog.source_for(series) for series in pc.unique(facts["series"]).to_pylist()}
    rows = [{"series": s, "rounded_to": source.rounded_to if source else None} for s, source in known.items()]
    return pa.Table.from_pylist(rows, pa.schema([("series", pa.string()), ("rounded_to", pa.int32())]))


_OBS = """
CREATE TEMP TABLE obs AS
SELECT row_number() OVER (ORDER BY source, line, "column", series, item, region, period, ALL_SPLIT) AS id,
       delivered.*, arrivals.retrieved_at
FROM delivered JOIN (SELECT DISTINCT * FROM arrivals) arrivals USING (source)
""".replace("ALL_SPLIT", f"{SPLIT}, unit, value")

_LINE = f"""
CREATE TEMP TABLE line_of AS
SELECT * FROM obs
QUALIFY row_number() OVER (PARTITION BY series, item, unit, region, period, {SPLIT}, concept, base, boundary
                           ORDER BY retrieved_at DESC, source DESC, value IS NULL, id) = 1
"""

_PRECISION = f"""
CREATE TEMP TABLE precision AS
WITH shape AS (
    SELECT {COLUMN}, period, any_value(rounded_to) AS rounded_to,
           count(*) FILTER (value <> 0) AS numbers,
           bool_and(value = round(value)) AS whole,
           bool_and(value % 1000 = 0) AS by_1000, bool_and(value % 100 = 0) AS by_100,
           bool_and(value % 10 = 0) AS by_10, bool_and(value % 5 = 0) AS by_5,
           bool_and(abs(value * 10 - round(value * 10)) < 1e-7) AS tenths,
           bool_and(abs(value * 100 - round(value * 100)) < 1e-7) AS hundredths,
           bool_and(abs(value * 1000 - round(value * 1000)) < 1e-7) AS thousandths
    FROM obs JOIN declared USING (series) WHERE value IS NOT NULL GROUP BY ALL)
SELECT {COLUMN}, period, rounded_to, numbers, whole,
       CASE WHEN numbers >= 20 AND by_1000 THEN 1000 WHEN numbers >= 20 AND by_100 THEN 100
            WHEN numbers >= 20 AND by_10 THEN 10
            WHEN by_5 AND (numbers >= 20 OR rounded_to = 5) THEN 5
            WHEN whole THEN 1
            WHEN tenths THEN 0.1 WHEN hundredths THEN 0.01 WHEN thousandths THEN 0.001
            ELSE 0 END AS step,
       CASE step WHEN 5 THEN 2 WHEN 1 THEN 0 ELSE step / 2 END AS slack
FROM shape
"""
