# ruff: noqa: S608 - queries are put together from our own column names only
"""From delivered facts to measures: one row per number, whichever delivery came first."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from vorort.statistics.catalog import Catalog
from vorort.statistics.database import connect
from vorort.statistics.harmonise.delivered import Delivered, sourced
from vorort.statistics.harmonise.feeds import fed
from vorort.statistics.harmonise.register import RegionRegister
from vorort.statistics.vocab import MEASURES

_SAME_NUMBER = ("measure", "region", "period", "group", "sex", "age", "detail", "concept", "base", "boundary")

CONFLICTS = pa.schema(
    [
        *(MEASURES.field(name) for name in _SAME_NUMBER),
        pa.field("series", pa.string()),
        pa.field("kept", pa.float64()),
        pa.field("kept_series", pa.string()),
        pa.field("kept_source", pa.string()),
        pa.field("dropped", pa.float64()),
        pa.field("dropped_source", pa.string()),
    ]
)


def to_measures(
    deliveries: Sequence[Delivered], catalog: Catalog, register: RegionRegister | None = None
) -> pa.Table:
    """MEASURES of all deliveries, sorted. With a register, a kreisfreie Stadt has one key.

    Where several deliveries give the same number it is kept once with all their ids. Where they
    contradict each other the one retrieved last counts (equal dates: the larger id), a number
    counts more than a missing one; `conflicts` lists what was dropped.
    """
    with _ranked(deliveries, catalog, register) as connection:
        table = connection.execute(
            f"""SELECT {", ".join(f'first("{name}" ORDER BY rank) AS "{name}"' for name in _CARRIED)},
                       {", ".join(f'"{name}"' for name in _SAME_NUMBER)},
                       string_agg(DISTINCT source, ' ' ORDER BY source) FILTER (same) AS source
                FROM ranked GROUP BY {_KEY} ORDER BY {_KEY}"""
        ).to_arrow_table()
    return table.select(MEASURES.names).cast(MEASURES)


def conflicts(
    deliveries: Sequence[Delivered], catalog: Catalog, register: RegionRegister | None = None
) -> pa.Table:
    """CONFLICTS: numbers that were dropped because a newer delivery says something else."""
    with _ranked(deliveries, catalog, register) as connection:
        return (
            connection.execute(
                f"""SELECT {_KEY}, series, kept, kept_series, kept_source,
                       value AS dropped, source AS dropped_source
                FROM ranked WHERE NOT same AND value IS NOT NULL
                ORDER BY ALL"""
            )
            .to_arrow_table()
            .cast(CONFLICTS)
        )


_KEY = ", ".join(f'"{name}"' for name in _SAME_NUMBER)
_CARRIED = tuple(name for name in MEASURES.names if name not in (*_SAME_NUMBER, "source"))


def _ranked(
    deliveries: Sequence[Delivered], catalog: Catalog, register: RegionRegister | None
) -> duckdb.DuckDBPyConnection:
    """A connection with `ranked`: all candidates, the first of each number to be kept."""
    connection = connect()
    rows = fed(sourced(deliveries), catalog)
    connection.register("fed", rows)
    connection.register("places", _main_keys(rows, register))
    connection.register("arrivals", _arrivals(deliveries))
    connection.execute(
        f"""CREATE TEMP TABLE ranked AS
            WITH placed AS (SELECT fed.* REPLACE (places.main AS region), arrivals.retrieved_at
                            FROM fed JOIN places USING (region) JOIN arrivals USING (source)),
                 ordered AS (SELECT *, row_number() OVER (PARTITION BY {_KEY} ORDER BY value IS NULL,
                             retrieved_at DESC, source DESC, series, value, status) AS rank FROM placed)
            SELECT *, first(value) OVER w AS kept, first(source) OVER w AS kept_source,
                   first(series) OVER w AS kept_series,
                   value IS NOT DISTINCT FROM first(value) OVER w AS same
            FROM ordered WINDOW w AS (PARTITION BY {_KEY} ORDER BY rank)"""
    )
    return connection


def _main_keys(rows: pa.Table, register: RegionRegister | None) -> pa.Table:
    keys = sorted(set(rows["region"].to_pylist()))
    return pa.table(
        {
            "region": pa.array(keys, pa.string()),
            "main": pa.array([register.main_key(key) if register else key for key in keys], pa.string()),
        }
    )


def _arrivals(deliveries: Sequence[Delivered]) -> pa.Table:
    when = {d.origin.id: d.origin.retrieved_at for d in deliveries}
    return pa.table(
        {
            "source": pa.array(list(when), pa.string()),
            "retrieved_at": pa.array(list(when.values()), pa.string()),
        }
    )
