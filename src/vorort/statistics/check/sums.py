"""Parts that do not add up to the whole.

Tolerance: where every value is rounded by itself, each of the n parts and the whole may be off by
`slack` (2 for rounding to 5). The bound is the smaller of slack × (n + 1), which nothing can exceed,
and six standard deviations of the sum of such errors, which one sum in 500 million exceeds.
"""

from __future__ import annotations

from collections.abc import Iterator

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import link
from vorort.statistics.check.wording import finding, number

_ENOUGH = 3  # sums that show how a table behaves
_USUALLY = 0.6  # part of them that must fit before the others are called wrong
_NEAR = 0.05  # a lone sum this close was probably meant to fit

_SUMS = """
CREATE TEMP TABLE sums AS
WITH added AS (
    SELECT structure, kind, whole, any_value(expected) AS expected, bool_and(certain) AS certain,
           sum(p.value) AS total, count(p.value) AS known, count(*) AS present,
           coalesce(sum(pp.slack), 0) AS slack, coalesce(sum(pp.slack * (pp.slack + 1) / 3), 0) AS variance
    FROM links JOIN obs p ON p.id = links.part
    LEFT JOIN precision pp USING (source, series, item, unit, period)
    GROUP BY structure, kind, whole)
SELECT added.*, w.value, known = present AND present >= expected AS complete,
       least(added.slack + wp.slack, 6 * sqrt(variance + wp.slack * (wp.slack + 1) / 3))
           + 1e-9 * abs(w.value) + CASE WHEN wp.whole THEN 0.001 ELSE 1e-6 END AS tolerance
FROM added JOIN obs w ON w.id = added.whole
JOIN precision wp USING (source, series, item, unit, period)
WHERE w.value IS NOT NULL AND (w.unit <> '' OR wp.whole)
"""

_JUDGED = """
WITH behaviour AS (
    SELECT structure, count(*) FILTER (complete AND value <> 0) AS cells,
           count(*) FILTER (complete AND value <> 0 AND abs(total - value) <= tolerance) AS fitting
    FROM sums GROUP BY structure)
SELECT o.* EXCLUDE (value), sums.*, behaviour.cells, behaviour.fitting
FROM sums JOIN behaviour USING (structure) JOIN obs o ON o.id = sums.whole
WHERE (complete AND abs(total - sums.value) > tolerance)
   OR (NOT complete AND known > 0 AND total - sums.value > tolerance)
ORDER BY o.id, kind
"""


def sums_that_fail(evidence: Evidence) -> Iterator[Finding]:
    """Every whole whose parts give another sum, in tables whose parts otherwise add up."""
    link(evidence)
    evidence.run(_SUMS)
    for row in evidence.rows(_JUDGED):
        if (severity := _severity(row)) is not None:
            yield finding(evidence, _rule(row["kind"]), severity, row, _text(row), row["total"], row["value"])


def _severity(row: Row) -> Severity | None:
    """How sure we are that the parts should have added up."""
    usually = row["cells"] >= _ENOUGH and row["fitting"] >= _USUALLY * row["cells"]
    if not row["complete"]:
        return Severity.FEHLER if usually and row["fitting"] else None
    if usually:
        return Severity.FEHLER
    near = abs(row["total"] - row["value"]) <= _NEAR * abs(row["value"])
    if row["cells"] < _ENOUGH and near and row["certain"]:
        return Severity.WARNUNG
    return None


def _rule(kind: str) -> str:
    return "summe_gebiete" if kind == "region" else "summe_teile"


def _text(row: Row) -> str:
    parts = {"region": "Gebiete", "sex": "Geschlechter", "group": "Gruppen", "age": "Altersgruppen"}
    what = parts.get(row["kind"].partition(":")[0], "Teile")
    difference = row["total"] - row["value"]
    more = "mehr" if difference > 0 else "weniger"
    known = "" if row["complete"] else f" (obwohl {row['expected'] - row['known']} davon fehlen)"
    return (
        f"Die Summe der {row['known']} {what} ist {number(row['total'])}{known}, das sind "
        f"{number(abs(difference))} {more} als {number(row['value'])}. {_cause(row)}"
    )


def _cause(row: Row) -> str:
    if row["value"] and abs(row["total"] / row["value"] - 1) > 0.5:
        return "Wahrscheinlich fehlt ein Teil, ist doppelt oder hat eine Stelle zu viel."
    return "Vermutlich ist ein Teil oder die Summe falsch übertragen oder aus einem anderen Stand."
