"""SQLite beside the data, or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

from pathlib import Path

import dj_database_url

_SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"


def database(url: str, home: Path, pool: int) -> dict[str, object]:
    """Django's entry for the default database."""
    if url and not url.startswith("sqlite"):
        return _postgres(url, pool)
    home.mkdir(parents=True, exist_ok=True)
    found = dj_database_url.parse(url or f"sqlite:///{home / 'vorort.sqlite3'}")
    # IMMEDIATE: a transaction that will write waits at its beginning instead of failing in its middle.
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_START}
    return {**found, "OPTIONS": options}


def _postgres(url: str, pool: int) -> dict[str, object]:
    found = dj_database_url.parse(url, conn_max_age=0, conn_health_checks=True)
    options = {**found.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": pool, "timeout": 20}}
    return {**found, "OPTIONS": options}
