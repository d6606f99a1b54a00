"""Many observations at once: COPY on PostgreSQL, batches on SQLite."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import islice

import pyarrow as pa
from django.db import connection
from pyarrow import csv

from vorort.platform.monitoring.models import Build, Observation

_FROM_RESULTS = {"sources": "source"}  # column of ours → column of RESULTS, where names differ
_COLUMNS = tuple(field.column for field in Observation._meta.concrete_fields if not field.primary_key)
_ROWS_AT_ONCE = 50_000


def insert_observations(build: Build, results: pa.Table, places: Mapping[str, int]) -> None:
    """Write RESULTS (with `is_total`) as observations of a build; `places` maps keys to rows."""
    table = _as_columns(build, results, places)
    if connection.vendor == "postgresql":
        _copy(table)
    else:
        _insert(table)


def _as_columns(build: Build, results: pa.Table, places: Mapping[str, int]) -> pa.Table:
    regions = results["region"].combine_chunks().dictionary_encode()
    ids = pa.array([places[key] for key in regions.dictionary.to_pylist()], pa.int64())
    known = {
        "build_id": pa.repeat(pa.scalar(build.pk, pa.int64()), results.num_rows),
        "place_id": ids.take(regions.indices),
    }
    columns = [known[name] if name in known else results[_FROM_RESULTS.get(name, name)] for name in _COLUMNS]
    return pa.table(columns, names=list(_COLUMNS))


def _copy(table: pa.Table) -> None:
    sql = f"COPY {_table()} ({_column_list()}) FROM STDIN (FORMAT csv)"
    options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for batch in table.to_batches(_ROWS_AT_ONCE):
            buffer = io.BytesIO()
            csv.write_csv(pa.Table.from_batches([batch]), buffer, options)
            copy.write(buffer.getvalue())


def _insert(table: pa.Table) -> None:
    marks = ", ".join(["%s"] * len(_COLUMNS))
    sql = f"INSERT INTO {_table()} ({_column_list()}) VALUES ({marks})"  # noqa: S608 - names of our own model
    rows = _rows(table)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            cursor.executemany(sql, batch)


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(_ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _table() -> str:
    return connection.ops.quote_name(Observation._meta.db_table)


def _column_list() -> str:
    return ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
