# ruff: noqa: S608 - queries are put together from our own column names only
"""Numbers outside of what their unit allows: shares above 100 % or below 0, negative counts."""

from __future__ import annotations

from collections.abc import Iterator

from vorort.statistics.check.evidence import COUNTS, Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.precision import COLUMN
from vorort.statistics.check.wording import finding, number

_CARE = ("betreu", "kita", "kindertages")
"""Children are counted where they are cared for, not where they live: their rate may exceed 100 %."""
_BALANCE = ("saldo", "veränderung", "zunahme", "abnahme", "wanderung", "entwicklung", "differenz")
_OFTEN = 0.02
"""A column in which so many values are negative is a balance, not a count."""

_OUTSIDE = f"""
WITH columns AS (
    SELECT {COLUMN}, count(value) AS numbers, count(*) FILTER (value < 0) AS negative,
           count(*) FILTER (unit = 'percent' AND value > 100 OR unit = 'index' AND value > 1
                            OR unit = 'per_1000' AND value > 1000) AS above
    FROM obs GROUP BY ALL)
SELECT obs.*, columns.numbers, columns.negative, columns.above FROM obs JOIN columns USING ({COLUMN})
WHERE (value < 0 AND (unit IN {COUNTS} OR unit IN ('percent', 'per_1000', 'index')))
   OR (unit = 'percent' AND value > 100.0001) OR (unit = 'index' AND value > 1.000001)
   OR (unit = 'per_1000' AND value > 1000.001)
ORDER BY obs.id
"""
_RESULTS_OUTSIDE = """
SELECT *, indicator AS series, variant AS item, 0 AS negative, 1 AS above, count(*) OVER () + 100 AS numbers
FROM results
WHERE value < 0 AND numerator IS NOT NULL AND denominator IS NOT NULL
   OR (unit = 'percent' AND value > 100.0001)
ORDER BY ALL
"""


def out_of_bounds(evidence: Evidence) -> Iterator[Finding]:
    for row in [*evidence.rows(_OUTSIDE), *evidence.rows(_RESULTS_OUTSIDE)]:
        if row["value"] < 0:
            yield from _negative(evidence, row)
        else:
            yield _above(evidence, row)


def _negative(evidence: Evidence, row: Row) -> Iterator[Finding]:
    if (
        _is_difference(evidence, row)
        or _mentions(evidence, row, _BALANCE)
        or row["negative"] > max(1, _OFTEN * row["numbers"])
    ):
        return
    what = "Ein Anteil" if row["unit"] in ("percent", "per_1000", "index") else "Eine Anzahl"
    text = f"{number(row['value'])}. {what} kann nicht unter 0 liegen. Wahrscheinlich ein Vorzeichenfehler."
    yield finding(evidence, "negativer_wert", Severity.FEHLER, row, text, 0.0, row["value"])


def _is_difference(evidence: Evidence, row: Row) -> bool:
    """Whether our own formula takes something away, so that both signs are right."""
    indicator = evidence.catalog.indicators.get(row["series"])
    variants = {variant.id: variant for variant in indicator.variants} if indicator else {}
    variant = variants.get(row["item"])
    return variant is not None and (variant.formula == "difference_of_means" or bool(variant.numerator.minus))


def _above(evidence: Evidence, row: Row) -> Finding:
    limit = {"percent": 100.0, "per_1000": 1000.0}.get(row["unit"], 1.0)
    if _mentions(evidence, row, _CARE):
        cause = "Das kann stimmen: Kinder zählen dort, wo sie betreut werden, nicht dort, wo sie wohnen."
        severity = Severity.HINWEIS
    elif row["unit"] == "per_1000" or row["above"] > max(1, _OFTEN * row["numbers"]):
        cause = "Wahrscheinlich ist es kein Anteil an einer Gesamtheit, sondern ein Verhältnis."
        severity = Severity.HINWEIS
    else:
        cause = "Wahrscheinlich sind Zähler und Nenner vertauscht oder das Komma ist verrutscht."
        severity = Severity.FEHLER
    text = f"{number(row['value'])} liegt über {number(limit)}. {cause}"
    return finding(evidence, "anteil_zu_gross", severity, row, text, limit, row["value"])


def _mentions(evidence: Evidence, row: Row, words: tuple[str, ...]) -> bool:
    """Whether the title, the column or a split of this number speaks of one of these."""
    source = evidence.catalog.source_for(row["series"])
    indicator = evidence.catalog.indicators.get(row["series"])
    titles = [source.title if source else "", indicator.name if indicator else ""]
    text = " ".join([*titles, evidence.titles.get(row["series"], ""), row["item"], row["detail"]]).casefold()
    return any(word in text for word in words)
