"""Connections to DuckDB that keep quiet.

Left to itself, DuckDB draws a progress bar into the standard output as soon as a query takes longer
than two seconds, in the middle of what `--format json` prints. The option cannot be given when
connecting.
"""

from __future__ import annotations

from typing import Any

import duckdb

_QUIET = "SET enable_progress_bar = false"


def connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(_QUIET)
    return connection


def ibis_backend() -> Any:
    """Ibis on DuckDB with one thread, so that sums of floating-point numbers are stable."""
    import ibis

    backend = ibis.duckdb.connect(threads=1)
    backend.con.execute(_QUIET)
    return backend
