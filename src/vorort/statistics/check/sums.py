"""Parts that do not add up to the whole.

Tolerance: where every value is rounded by itself, each of the n parts and the whole may be off by
`slack` (2 for rounding to 5). Rounding cannot explain more than slack × (n + 1): beyond that parts and
whole contradict each other. Beyond six standard deviations of such errors (one sum in 500 million) it
hardly explains it: that is pointed out.
"""

from __future__ import annotations

from collections.abc import Iterator

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import link
from vorort.statistics.check.wording import finding, number

_ENOUGH = 3  # sums that show how a table behaves
_USUALLY = {"region": 0.6, "sex": 0.6, "group": 0.6}  # part of them that must fit before others are wrong
_NEARLY_ALWAYS = 0.9  # the same for ages and other details, whose parts we only infer
_RARELY = 0.1  # part of failing sums above which they look like a habit of the source
_NEAR = 0.05  # a lone sum this close was probably meant to fit

_SUMS = """
CREATE TEMP TABLE sums AS
WITH added AS (
    SELECT structure, kind, links.whole AS whole, any_value(expected) AS expected,
           bool_and(certain) AS certain,
           sum(p.value) AS total, count(p.value) AS known, count(*) AS present,
           count(*) FILTER (p.status = 'nil' AND pp.step >= 3) AS dashes,
           coalesce(sum(pp.slack), 0) AS slack,
           coalesce(sum(pp.slack * (pp.slack + 1) / 3), 0) AS variance
    FROM links JOIN obs p ON p.id = links.part
    LEFT JOIN precision pp USING (source, series, item, unit, period, land)
    GROUP BY structure, kind, links.whole
), compared AS (
    SELECT added.*, w.value, known = present AND present >= expected AS all_there,
           1e-9 * abs(w.value) + CASE WHEN wp.step >= 1 THEN 0.001 ELSE 1e-6 END AS margin,
           added.slack + wp.slack + margin AS tolerance,
           margin + least(added.slack + wp.slack,
                          6 * sqrt(variance + wp.slack * (wp.slack + 1) / 3)) AS likely
    FROM added JOIN obs w ON w.id = added.whole
    JOIN precision wp USING (source, series, item, unit, period, land)
    WHERE w.value IS NOT NULL AND (w.unit <> '' OR wp.step >= 1)
)
SELECT *, abs(total - value) <= tolerance AS fits,
       all_there AND dashes > 0 AND value - total > tolerance AS withheld,
       all_there AND NOT (dashes > 0 AND value - total > tolerance) AS complete
FROM compared
"""

_JUDGED = """
WITH behaviour AS (
    SELECT structure, count(*) FILTER (complete AND value > 10 * tolerance) AS cells,
           count(*) FILTER (complete AND value > 10 * tolerance AND fits) AS fitting
    FROM sums GROUP BY structure)
SELECT o.* EXCLUDE (value), sums.*, behaviour.cells, behaviour.fitting
FROM sums JOIN behaviour USING (structure) JOIN obs o ON o.id = sums.whole
WHERE (complete OR withheld) AND abs(total - sums.value) > likely
   OR (NOT complete AND known > 0 AND total - sums.value > tolerance)
ORDER BY o.id, kind
"""


def sums_that_fail(evidence: Evidence) -> Iterator[Finding]:
    """Every whole whose parts give another sum, in tables whose parts otherwise add up."""
    link(evidence)
    evidence.run(_SUMS)
    for row in evidence.rows(_JUDGED):
        if row["withheld"] and not row["fits"]:
            if _usually_fits(row):
                yield _withheld(evidence, row)
        elif (severity := _severity(row)) is not None:
            yield finding(evidence, _rule(row["kind"]), severity, row, _text(row), row["total"], row["value"])


def _severity(row: Row) -> Severity | None:
    """How sure we are that the parts should have added up."""
    if row["fits"]:
        return Severity.HINWEIS if _usually_fits(row) and row["complete"] else None
    if _usually_fits(row):
        failing = row["cells"] - row["fitting"]
        return Severity.FEHLER if failing <= max(1, _RARELY * row["cells"]) else Severity.WARNUNG
    near = abs(row["total"] - row["value"]) <= _NEAR * abs(row["value"])
    if row["complete"] and row["cells"] < _ENOUGH and near and row["certain"]:
        return Severity.WARNUNG
    return None


def _usually_fits(row: Row) -> bool:
    needed = _USUALLY.get(row["kind"].partition(":")[0], _NEARLY_ALWAYS)
    return bool(row["cells"] >= _ENOUGH and row["fitting"] >= needed * row["cells"])


def _withheld(evidence: Evidence, row: Row) -> Finding:
    text = (
        f"Die {row['known']} Teile ergeben {number(row['total'])} statt {number(row['value'])}, "
        f"{row['dashes']} davon stehen als „-“ (nichts) in der Tabelle. Wahrscheinlich hat die Quelle sie "
        "geheim gehalten; sie dürfen nicht als 0 gelesen werden."
    )
    return finding(evidence, "strich_statt_geheim", Severity.WARNUNG, row, text, row["total"], row["value"])


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
    if row["fits"]:
        return "Durch das Runden der einzelnen Werte wäre das gerade noch möglich."
    if row["value"] and abs(row["total"] / row["value"] - 1) > 0.5:
        return "Wahrscheinlich fehlt ein Teil, ist doppelt oder hat eine Stelle zu viel."
    return "Vermutlich ist ein Teil oder die Summe falsch übertragen oder aus einem anderen Stand."
