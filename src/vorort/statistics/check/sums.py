# ruff: noqa: S608 - queries are put together from our own column names only
"""Parts that do not add up to the whole.

Tolerance: where every value is rounded by itself, each of the n parts and the whole may be off by
`slack` (2 for rounding to 5). Rounding cannot explain more than slack × (n + 1): beyond that parts and
whole contradict each other. Beyond six standard deviations of such errors (one sum in 500 million) it
hardly explains it: that is pointed out.
"""

from __future__ import annotations

from collections import defaultdict
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
_MANY = 10  # sums that show that whole numbers were rounded one by one
_LARGEST_HIDDEN = 100  # a withheld number is small: a dash hides tens, not thousands

_SUMS = f"""
CREATE TEMP TABLE sums AS
WITH added AS (
    SELECT structure, kind, links.whole AS whole, any_value(expected) AS expected,
           bool_and(certain) AS certain,
           sum(p.value) AS total, count(p.value) AS known, count(*) AS present,
           count(*) FILTER (p.status = 'nil' AND pp.step >= 3) AS dashes,
           coalesce(sum(pp.slack), 0) AS slack,
           coalesce(sum(pp.slack * (pp.slack + 1) / 3), 0) AS variance
    FROM links JOIN obs p ON p.id = links.part
    LEFT JOIN precision pp USING (source, series, item, unit, period, land, "group")
    GROUP BY structure, kind, links.whole
), compared AS (
    SELECT added.*, w.value, w.series AS series, kind = 'region' AND wp.step = 1 AS whole_numbers,
           known = present AND present >= expected AS all_there,
           1e-9 * abs(w.value) + CASE WHEN wp.step >= 1 THEN 0.001 ELSE 1e-6 END AS margin,
           added.slack + wp.slack + margin AS tolerance,
           margin + least(added.slack + wp.slack,
                          6 * sqrt(variance + wp.slack * (wp.slack + 1) / 3)) AS likely
    FROM added JOIN obs w ON w.id = added.whole
    JOIN precision wp USING (source, series, item, unit, period, land, "group")
    WHERE w.value IS NOT NULL AND (w.unit <> '' OR wp.step >= 1)
)
SELECT *, abs(total - value) <= tolerance AS fits,
       dashes > 0 AND value - total > tolerance AND value - total <= tolerance + {_LARGEST_HIDDEN} * dashes
           AS may_hide,
       all_there AND may_hide AS withheld, all_there AND NOT may_hide AS complete,
       abs(total - value) <= greatest(tolerance, CASE WHEN whole_numbers THEN 0.5 * (known + 1) ELSE 0 END)
           AS nearly_fits
FROM compared
"""

_JUDGED = """
WITH behaviour AS (
    SELECT structure, count(*) FILTER (telling) AS cells, count(*) FILTER (telling AND fits) AS fitting,
           count(*) FILTER (telling AND nearly_fits) AS nearly
    FROM (SELECT *, complete AND value > 10 * tolerance AS telling FROM sums) GROUP BY structure
), of_kind AS (
    SELECT regexp_replace(structure, '[^|]*$', '') AS family, sum(cells)::BIGINT AS cells,
           sum(fitting)::BIGINT AS fitting
    FROM behaviour GROUP BY ALL
), of_place AS (
    SELECT structure, region, count(*) AS cells, count(*) FILTER (fits) AS fitting
    FROM sums JOIN obs ON obs.id = sums.whole WHERE complete GROUP BY ALL
)
SELECT o.* EXCLUDE (value), sums.* EXCLUDE (series), behaviour.cells, behaviour.fitting, behaviour.nearly,
       of_kind.cells AS cells_of_kind, of_kind.fitting AS fitting_of_kind,
       of_place.cells AS cells_here, of_place.fitting AS fitting_here
FROM sums JOIN behaviour USING (structure) JOIN obs o ON o.id = sums.whole
JOIN of_kind ON of_kind.family = regexp_replace(sums.structure, '[^|]*$', '')
LEFT JOIN of_place ON of_place.structure = sums.structure AND of_place.region = o.region
WHERE (complete OR withheld) AND abs(total - sums.value) > likely
   OR (NOT complete AND known > 0 AND total - sums.value > tolerance)
ORDER BY o.id, kind
"""


def sums_that_fail(evidence: Evidence) -> Iterator[Finding]:
    """Every whole whose parts give another sum, in tables whose parts otherwise add up."""
    link(evidence)
    evidence.run(_SUMS)
    rows = evidence.rows(_JUDGED)
    lacking = _wholes_that_lack_a_part(evidence, rows)
    for failing in lacking.values():
        yield _part_lost(evidence, failing)
    for row in rows:
        if _whole(row) in lacking:
            continue
        if row["withheld"] and not row["fits"]:
            if _usually_fits(row):
                yield _withheld(evidence, row)
        elif (severity := _severity(row)) is not None:
            yield finding(evidence, _rule(row["kind"]), severity, row, _text(row), row["total"], row["value"])


def _whole(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("kind", "source", "series", "period", "region"))


def _wholes_that_lack_a_part(evidence: Evidence, rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Regions of which nearly all numbers at once are larger than their sums."""
    counts = evidence.rows(
        """SELECT sums.kind, obs.source, obs.series, obs.period, obs.region,
                  count(*) FILTER (sums.value > 10 * sums.tolerance) AS cells
           FROM sums JOIN obs ON obs.id = sums.whole WHERE sums.kind = 'region' GROUP BY ALL"""
    )
    cells = {_whole(row): row["cells"] for row in counts}
    failing: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "region" and row["total"] < row["value"] and not row["fits"] and _usually_fits(row):
            failing[_whole(row)].append(row)
    return {whole: found for whole, found in failing.items() if len(found) >= max(_MANY, 0.8 * cells[whole])}


def _part_lost(evidence: Evidence, failing: list[Row]) -> Finding:
    row = max(failing, key=lambda r: (r["value"], -r["id"]))
    text = (
        f"Die Summe der {row['known']} Gebiete ist {number(row['total'])} statt {number(row['value'])}, "
        f"und so ist es in {len(failing)} Zahlen zugleich. Vermutlich fehlt ein Gebiet oder steht unter "
        "einem falschen Schlüssel."
    )
    return finding(evidence, "summe_gebiete", Severity.FEHLER, row, text, row["total"], row["value"])


def _severity(row: Row) -> Severity | None:
    """How sure we are that the parts should have added up."""
    if row["fits"]:
        return Severity.HINWEIS if _usually_fits(row) and row["complete"] else None
    if _usually_fits(row):
        return Severity.FEHLER if _is_rare(row) else Severity.WARNUNG
    if _usually_nearly_fits(row):
        return None if row["nearly_fits"] else Severity.FEHLER
    near = abs(row["total"] - row["value"]) <= _NEAR * abs(row["value"])
    if row["complete"] and row["cells"] < _ENOUGH and near and (row["certain"] or _others_fit(row)):
        return Severity.WARNUNG
    return None


def _usually_fits(row: Row) -> bool:
    needed = _USUALLY.get(row["kind"].partition(":")[0], _NEARLY_ALWAYS)
    return bool(row["cells"] >= _ENOUGH and row["fitting"] >= needed * row["cells"])


def _is_rare(row: Row) -> bool:
    """Sums of this table, or of this place, hardly ever fail: this is a slip and no habit."""
    pairs = ((row["cells"], row["fitting"]), (row["cells_here"] or 0, row["fitting_here"] or 0))
    return any(cells >= _ENOUGH and cells - fits <= max(1, _RARELY * cells) for cells, fits in pairs)


def _usually_nearly_fits(row: Row) -> bool:
    """Whole numbers that were rounded one by one, such as averages of a year."""
    return bool(row["cells"] >= _MANY and row["nearly"] >= _NEARLY_ALWAYS * row["cells"])


def _others_fit(row: Row) -> bool:
    """A lone sum, such as the one Land of a table, in which the Kreise below add up."""
    return bool(
        row["kind"] == "region"
        and row["cells_of_kind"] >= _ENOUGH
        and row["fitting_of_kind"] >= _NEARLY_ALWAYS * (row["cells_of_kind"] - row["cells"])
    )


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
