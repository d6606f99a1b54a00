# ruff: noqa: S608 - queries are put together from our own column names only
"""Columns that mix what must not be mixed: population bases, group concepts, roundings."""

from __future__ import annotations

from collections.abc import Iterator

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.precision import COLUMN
from vorort.statistics.check.wording import finding, number

_WORDS = {
    "base": (
        "gemischte_basis",
        "Bevölkerungsbasen",
        "Die Werte lassen sich untereinander nicht vergleichen.",
    ),
    "concept": ("gemischter_begriff", "Gruppenbegriffe", "Sie zählen nicht dieselben Menschen."),
    "boundary": ("gemischter_gebietsstand", "Gebietsstände", "Sie gelten nicht für dieselben Gebiete."),
}
_FROM_RESULTS = """
SELECT indicator AS series, variant AS item, unit, '' AS source, region, period, year, "group", sex, age,
       detail, value, concept, base, boundary, left(region, 2) AS land FROM results
"""
_MOSTLY = 0.95


def mixed_columns(evidence: Evidence) -> Iterator[Finding]:
    """Several bases, concepts or boundary states within one period of one column and group.

    In a delivery that cannot be right. Our results rest on many sources: where each Land has its
    own, numbers of different Länder cannot be compared, but none of them is wrong.
    """
    for row in _mixtures(evidence, "obs", ""):
        yield _mixed(evidence, row, Severity.FEHLER)
    within = _mixtures(evidence, f"({_FROM_RESULTS})", ", land")
    told = {_column_of(row) for row in within}
    for row in within:
        yield _mixed(evidence, row, Severity.WARNUNG)
    for row in _mixtures(evidence, f"({_FROM_RESULTS})", ""):
        if _column_of(row) not in told:
            yield _mixed(evidence, {**row, "region": ""}, Severity.HINWEIS)


def _mixtures(evidence: Evidence, table: str, place: str) -> list[Row]:
    found: list[Row] = []
    for name in _WORDS:
        rows = evidence.rows(
            f"""WITH counted AS (
                    SELECT {COLUMN}, period, "group"{place}, {name} AS state, count(*) AS cells,
                           min(region) AS region
                    FROM {table} WHERE {name} <> '' AND value IS NOT NULL GROUP BY ALL)
                SELECT {COLUMN}, period, "group"{place}, arg_max(state, cells) AS usual,
                       arg_min(state, cells) AS other, min(cells) AS cells,
                       arg_min(region, cells) AS region
                FROM counted GROUP BY {COLUMN}, period, "group"{place} HAVING count(*) > 1 ORDER BY ALL"""
        )
        found += [{**row, "kind": name} for row in rows]
    return found


def _column_of(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("kind", "series", "item", "unit", "period", "group"))


def _mixed(evidence: Evidence, row: Row, severity: Severity) -> Finding:
    rule, what, why = _WORDS[row["kind"]]
    text = (
        f"verschiedene {what} in einem Zeitraum: meist „{row['usual']}“, "
        f"bei {row['cells']} Werten „{row['other']}“. {why}"
    )
    return finding(evidence, rule, severity, row, text, row["usual"], row["other"])


def breaks(evidence: Evidence) -> Iterator[Finding]:
    """From one year to the next another base or concept: the line must be cut there."""
    for name, (rule, what, _) in _WORDS.items():
        rows = evidence.rows(
            f"""WITH states AS (SELECT DISTINCT series, item, unit, "group", year, {name} AS state
                                FROM line_of WHERE {name} <> ''),
                     steps AS (SELECT *, lag(state) OVER w AS before, lag(year) OVER w AS year_before
                               FROM states
                               WINDOW w AS (PARTITION BY series, item, unit, "group" ORDER BY year, state))
                SELECT *, '' AS region, year::VARCHAR AS period FROM steps
                WHERE before <> state AND year > year_before ORDER BY ALL"""
        )
        for row in rows:
            text = f"Ab hier „{row['state']}“ statt „{row['before']}“: verschiedene {what}, die Linie endet."
            yield finding(evidence, rule, Severity.HINWEIS, row, text, row["before"], row["state"])


def odd_roundings(evidence: Evidence) -> Iterator[Finding]:
    """Exact figures among rounded ones, and rounded figures where the source declares exact ones."""
    rows = evidence.rows(
        f"""SELECT obs.*, shares.fives FROM obs JOIN (
                SELECT {COLUMN}, period, land, avg((value % 5 = 0)::INT) AS fives, count(*) AS numbers
                FROM obs WHERE value <> 0 AND value = round(value)
                  AND unit IN ('persons', 'count', '') GROUP BY ALL) shares USING ({COLUMN}, period, land)
            WHERE shares.numbers >= 20 AND shares.fives >= {_MOSTLY} AND value <> 0 AND value % 5 <> 0
            ORDER BY obs.id"""
    )
    for row in rows:
        text = (
            f"{number(row['value'])} ist genau angegeben, fast alle anderen Werte sind auf 5 gerundet. "
            "Wahrscheinlich ein Tippfehler oder eine Zahl, die geheim bleiben sollte."
        )
        expected = 5.0 * round(row["value"] / 5)
        yield finding(evidence, "rundung", Severity.WARNUNG, row, text, expected, row["value"])


def undeclared_roundings(evidence: Evidence) -> Iterator[Finding]:
    """Columns that are rounded throughout, somewhere, although the catalogue does not say so."""
    rows = evidence.rows(
        f"""WITH lands AS (
                SELECT {COLUMN}, land, min(period) AS period, max(step) AS step, sum(numbers) AS numbers
                FROM precision WHERE rounded_to IS NULL AND unit IN ('persons', 'count', '') GROUP BY ALL
            ), counted AS (
                SELECT *, count(*) OVER (PARTITION BY {COLUMN}) AS in_all FROM lands
            )
            SELECT {COLUMN}, min(period) AS period, step, list(land ORDER BY land) AS lands,
                   count(*) = any_value(in_all) AS everywhere
            FROM counted GROUP BY {COLUMN}, step HAVING step > 1 AND sum(numbers) >= 20 ORDER BY ALL"""
    )
    for row in rows:
        where = ", ".join(evidence.register.name(land) for land in row["lands"])
        who = "Alle Werte" if row["everywhere"] else f"Werte aus {where}"
        text = (
            f"{who} sind auf {number(row['step'])} gerundet, die Quelle sagt das nicht. "
            "Summen daraus stimmen nur ungefähr."
        )
        shown = {**row, "region": row["lands"][0] if len(row["lands"]) == 1 else ""}
        yield finding(evidence, "rundung", Severity.HINWEIS, shown, text, "genau", row["step"])
