# ruff: noqa: S608 - queries are put together from our own column names only
"""Counts carried over boundary changes with the official conversion keys.

A Kreis that was merged goes over in full, a Kreis that was divided goes over in parts proportional
to population (Umsteigeschlüssel of the BBSR). Rates are never carried: they are computed anew from
converted counts.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.database import connect
from vorort.statistics.errors import StatisticsError
from vorort.statistics.vocab import Status, Unit

ADDITIVE_UNITS = frozenset({Unit.PERSONS, Unit.COUNT, Unit.SQUARE_KILOMETRES, Unit.EURO})

_CHANGES = ("region", "region_name", "value", "status", "boundary", "line", "column", "source")
_WEAKEST_FIRST = (
    Status.ESTIMATED,
    Status.UNCERTAIN,
    Status.PROVISIONAL,
    Status.BREAK,
    Status.REVISED,
    Status.ROUNDED,
    Status.OK,
    Status.BELOW_HALF,
    Status.NIL,
)


class NotConvertible(StatisticsError):
    """Rates, means and indices cannot be carried over a boundary change."""


def convert(facts: pa.Table, keys: pa.Table, to_date: str) -> pa.Table:
    """Counts (FACTS, SOURCED or MEASURES) in the boundaries of `to_date`, an ISO date.

    Each Kreis is carried with the keys of the last day on or before its period, and so is each
    Gemeinde where there are keys for Gemeinden. Regions that the source itself has calculated back,
    and periods after `to_date`, are only marked. Levels for which a Land has no keys pass as they
    are: Länder have not changed. Left out are regions that the keys of their Land do not know, and
    those of which a part is missing, has no value or is not fully covered; `not_convertible` names
    them.
    Parts that are shared out by population become `estimated`; whole mergers stay exact.
    Raises NotConvertible for units that are not counts.
    """
    _refuse_rates(facts)
    with connect() as connection:
        _prepare(connection, facts, keys, to_date)
        columns = ", ".join(f'"{name}"' for name in facts.column_names)
        carried = ", ".join(_carried_column(name) for name in facts.column_names)
        marked = ", ".join(_marked_column(name) for name in facts.column_names)
        group = ", ".join(f'"{name}"' for name in facts.column_names if name not in _CHANGES)
        table = connection.execute(
            f"""SELECT {columns} FROM placed WHERE state = 'other'
                UNION ALL SELECT {marked} FROM placed WHERE state = 'there'
                UNION ALL SELECT {carried} FROM carried GROUP BY {group}, to_key
                HAVING count(DISTINCT from_key) = any_value(parts) AND bool_and(complete)
                   AND count(value) = count(*)
                ORDER BY ALL""",
            {"to_date": to_date},
        ).to_arrow_table()
    return table.cast(facts.schema)


def not_convertible(facts: pa.Table, keys: pa.Table, to_date: str) -> list[str]:
    """One German sentence per Kreis and reason for what `convert` leaves out, sorted."""
    _refuse_rates(facts)
    with connect() as connection:
        _prepare(connection, facts, keys, to_date)
        unknown = connection.execute(
            "SELECT region, min(year), max(year) FROM placed WHERE state = 'unknown' GROUP BY region"
        ).fetchall()
        group = ", ".join(f'"{name}"' for name in facts.column_names if name not in _CHANGES)
        partly = connection.execute(
            f"""SELECT to_key, min(year), max(year) FROM (
                    SELECT to_key, year FROM carried GROUP BY {group}, to_key
                    HAVING count(DISTINCT from_key) <> any_value(parts) OR NOT bool_and(complete)
                        OR count(value) <> count(*))
                GROUP BY to_key"""
        ).fetchall()
    no_key = f"kein Umsteigeschlüssel zum Gebietsstand {to_date}."
    in_part = "nur zum Teil umrechenbar, deshalb ausgelassen."
    return sorted(
        [f"{key} ({_years(first, last)}): {no_key}" for key, first, last in unknown]
        + [f"{key} ({_years(first, last)}): {in_part}" for key, first, last in partly]
    )


def _refuse_rates(facts: pa.Table) -> None:
    units = set(pc.unique(facts["unit"]).to_pylist())
    if others := sorted(units - {unit.value for unit in ADDITIVE_UNITS}):
        raise NotConvertible(
            f"Werte der Einheit „{', '.join(others) or 'ohne Angabe'}“ lassen sich nicht auf einen anderen "
            "Gebietsstand umrechnen: Quoten und Mittelwerte darf man nicht addieren. Bitte die Anzahlen "
            "umrechnen und die Quote daraus neu bilden."
        )


def _prepare(connection: duckdb.DuckDBPyConnection, facts: pa.Table, keys: pa.Table, to_date: str) -> None:
    """Tables `placed` (every fact and where it stands) and `carried` (fact × target region)."""
    connection.register("facts", facts)
    connection.register("all_keys", keys)
    connection.execute(
        "CREATE TEMP TABLE keys AS SELECT DISTINCT from_key, from_date, to_key, population_share AS share "
        "FROM all_keys WHERE to_date = $to_date AND population_share > 0",
        {"to_date": to_date},
    )
    connection.execute(_PLACED, {"to_date": to_date})
    connection.execute(_CARRIED)


_PLACED = """
CREATE TEMP TABLE placed AS
WITH dated AS (
    SELECT *, CASE length(period) WHEN 4 THEN period || '-12-31' WHEN 7 THEN period || '-28'
              ELSE period END AS day
    FROM facts
), stated AS (
    SELECT *, (SELECT max(from_date) FROM keys WHERE from_date <= day) AS from_date FROM dated
)
SELECT stated.*, CASE
    WHEN (left(region, 2), length(region)) NOT IN (SELECT (left(from_key, 2), length(from_key)) FROM keys)
        THEN 'other'
    WHEN boundary = $to_date THEN 'there'
    WHEN day >= $to_date THEN
        CASE WHEN region IN (SELECT to_key FROM keys) THEN 'there' ELSE 'unknown' END
    WHEN (region, from_date) IN (SELECT (from_key, from_date) FROM keys) THEN 'carry'
    WHEN region IN (SELECT to_key FROM keys) THEN 'there'
    ELSE 'unknown' END AS state
FROM stated
"""

_CARRIED = """
CREATE TEMP TABLE carried AS
WITH whole AS (SELECT from_key, from_date, abs(sum(share) - 1) < 1e-6 AS complete
               FROM keys GROUP BY ALL),
     needed AS (SELECT to_key, from_date, count(DISTINCT from_key) AS parts FROM keys GROUP BY ALL)
SELECT placed.*, keys.from_key, keys.to_key, keys.share, whole.complete, needed.parts
FROM placed
JOIN keys ON keys.from_key = placed.region AND keys.from_date = placed.from_date
JOIN whole ON whole.from_key = keys.from_key AND whole.from_date = keys.from_date
JOIN needed ON needed.to_key = keys.to_key AND needed.from_date = keys.from_date
WHERE placed.state = 'carry'
"""


def _carried_column(name: str) -> str:
    special = {
        "region": "to_key",
        "region_name": "coalesce(max(region_name) FILTER (from_key = to_key), '')",
        "value": "sum(value * share ORDER BY from_key)",
        "status": _status_sql(),
        "boundary": "$to_date",
        "line": "min(line)",
        "column": 'min("column")',
        "source": "string_agg(DISTINCT source, ' ' ORDER BY source)",
    }
    own = f'"{name}"'
    return f"{special.get(name, own)} AS {own}"


def _marked_column(name: str) -> str:
    return '$to_date AS "boundary"' if name == "boundary" else f'"{name}"'


def _status_sql() -> str:
    """The weakest state among the parts; `estimated` as soon as one is shared out by population."""
    ranks = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(_WEAKEST_FIRST))
    names = " ".join(f"WHEN {rank} THEN '{status}'" for rank, status in enumerate(_WEAKEST_FIRST))
    weakest = f"min(CASE status {ranks} END)"
    return f"CASE WHEN min(share) < 1 THEN '{Status.ESTIMATED}' ELSE CASE {weakest} {names} END END"


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
