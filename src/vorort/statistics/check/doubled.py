# ruff: noqa: S608 - queries are put together from our own column names only
"""The same number twice, with the same or with another value."""

from __future__ import annotations

from collections.abc import Iterator

from vorort.statistics.check.evidence import SPLIT, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.precision import COLUMN
from vorort.statistics.check.wording import finding, number

_SAME = f"{COLUMN}, region, period, year, {SPLIT}, concept, base, boundary"


def doubled_rows(evidence: Evidence) -> Iterator[Finding]:
    """Rows of one delivery about the same thing: equal ones warn, different ones are an error."""
    rows = evidence.rows(
        f"""SELECT {_SAME}, count(*) AS times, count(DISTINCT coalesce(value, -1e300)) AS versions,
                   list(value ORDER BY id) AS values, list(line ORDER BY id) AS lines,
                   list(DISTINCT region_name ORDER BY region_name) AS names
            FROM obs WHERE (source, number) IN (
                SELECT (source, number) FROM obs GROUP BY source, number HAVING count(*) > 1)
            GROUP BY ALL ORDER BY ALL"""
    )
    for row in rows:
        lines = ", ".join(str(line) for line in row["lines"])
        first, last = row["values"][0], row["values"][-1]
        if row["versions"] == 1:
            text = f"{row['times']}-mal derselbe Wert (Zeilen {lines}). Wahrscheinlich doppelt eingefügt."
            yield finding(evidence, "doppelte_zeile", Severity.WARNUNG, row, text, 1.0, float(row["times"]))
            continue
        names = " und ".join(f"„{name}“" for name in row["names"])
        cause = f"falscher Schlüssel bei {names}" if len(row["names"]) > 1 else "alter Stand stehen geblieben"
        text = (
            f"zwei verschiedene Werte, {number(first)} und {number(last)} (Zeilen {lines}). "
            f"Vermutlich {cause}."
        )
        yield finding(evidence, "widerspruch", Severity.FEHLER, row, text, first, last)


def contradicting_deliveries(evidence: Evidence) -> Iterator[Finding]:
    """The same series delivered again with another value: usually a revision, the newer one counts.

    Where the days of retrieval do not say which one is newer, somebody has to.
    """
    rows = evidence.rows(
        """SELECT newer.series, newer.item, newer.region, newer.period, newer."group", newer.sex,
                   newer.age, newer.detail, newer.source, older.value AS old, newer.value AS new,
                   older.source AS other, newer.retrieved_at AS day, older.retrieved_at AS other_day,
                   (SELECT min(file_name) FROM arrivals a WHERE a.source = newer.source) AS file,
                   (SELECT min(file_name) FROM arrivals a WHERE a.source = older.source) AS other_file
            FROM line_of newer JOIN obs older
              ON older.number = newer.number AND older.source <> newer.source
            WHERE older.value <> newer.value ORDER BY ALL"""
    )
    for row in rows:
        severity, text = (
            _only_rounded(row)
            or _undecided(row)
            or (
                Severity.HINWEIS,
                f"eine andere Lieferung nennt {number(row['old'])}, gezeigt wird der zuletzt abgerufene Wert "
                f"{number(row['new'])}. Vermutlich hat die Quelle berichtigt.",
            )
        )
        yield finding(evidence, "lieferungen_uneins", severity, row, text, row["old"], row["new"])


def _only_rounded(row: Row) -> tuple[Severity, str] | None:
    """One of the two is the other one with fewer digits, such as a printed table and its workbook."""
    old, new = row["old"], row["new"]
    digits = min(_digits(old), _digits(new))
    if abs(old - new) > 0.5 * 10**-digits + 1e-9:
        return None
    return Severity.HINWEIS, (
        f"„{row['file']}“ nennt {number(new)}, „{row['other_file']}“ {number(old)}: derselbe Wert, "
        "verschieden gerundet."
    )


def _digits(value: float) -> int:
    """Decimal places of a number as it is printed."""
    return next((n for n in range(9) if round(value, n) == value), 9)


def _undecided(row: Row) -> tuple[Severity, str] | None:
    """Which one counts is chance where both came on the same day, a guess where a day is missing."""
    day, other_day = row["day"], row["other_day"]
    if day and other_day and day != other_day:
        return None
    if day == other_day:
        severity = Severity.FEHLER
        reason = f"beide wurden am {day} abgerufen" if day else "bei beiden fehlt der Tag des Abrufs"
    else:
        severity, reason = Severity.WARNUNG, "bei einer fehlt der Tag des Abrufs"
    return severity, (
        f"„{row['file']}“ ({row['source']}) nennt {number(row['new'])}, „{row['other_file']}“ "
        f"({row['other']}) nennt {number(row['old'])}, und {reason}. Gezeigt wird bis auf Weiteres "
        f"{number(row['new'])}. Bitte entscheiden: die falsche Lieferung mit „vorort statistics withdraw“ "
        "zurückziehen oder die geltende mit einem späteren Tag (--retrieved) noch einmal einlesen."
    )


def contradicting_publishers(evidence: Evidence) -> Iterator[Finding]:
    """Two series that feed the same measure with different numbers; the one retrieved last counts."""
    rows = evidence.rows("SELECT * FROM conflicts WHERE series <> kept_series ORDER BY ALL")
    for row in rows:
        text = (
            f"{row['series']} nennt {number(row['dropped'])}, gezeigt wird {number(row['kept'])} aus "
            f"{row['kept_series']}. Vermutlich ein anderer Stand oder anders gerundet."
        )
        shown = {**row, "series": row["kept_series"], "item": row["measure"], "source": row["kept_source"]}
        yield finding(evidence, "quellen_uneins", Severity.HINWEIS, shown, text, row["dropped"], row["kept"])
