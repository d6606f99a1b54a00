"""Connections to DuckDB that keep quiet and work with one thread.

Left to itself, DuckDB draws a progress bar into the standard output as soon as a query takes longer
than two seconds, in the middle of what `--format json` prints. The option cannot be given when
connecting.

One thread, so that sums of floating-point numbers are stable. It is no slower either: of tables with
a hundred thousand rows, two threads spend more on sharing the work than they save.
"""

from __future__ import annotations

from typing import Any

import duckdb

_QUIET = "SET enable_progress_bar = false"


def connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(_QUIET)
    return connection


def ibis_backend() -> Any:
    """The same for Ibis."""
    import ibis

    backend = ibis.duckdb.connect(threads=1)
    backend.con.execute(_QUIET)
    return backend
