# ruff: noqa: S608 - queries are put together from our own column names only
"""Which numbers are parts of which whole: `links(structure, kind, whole, part, expected, certain)`.

`whole` and `part` are ids of `obs`; `expected` is how many parts the whole has; `certain` says that
the register or the meaning of the split vouches for it, not the numbers themselves. Whether parts
really add up in a table is left to `sums`: it looks at how the rest of the table behaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import pyarrow as pa

from vorort.statistics.check.ages import tiling
from vorort.statistics.check.evidence import COUNTS, Evidence
from vorort.statistics.vocab import GERMANY, TOTAL, Level, level_of

COMPLEMENTS = (
    ("deutsche", "auslaender"),
    ("mh", "ohne_mh"),
    ("eg", "eg_einseitig", "ohne_eg"),
    ("eg", "ohne_eg"),
)
"""Groups that make up everybody, besides those the catalogue's concepts name."""

_PARTS = pa.schema(
    [
        ("source", pa.string()),
        ("series", pa.string()),
        ("kind", pa.string()),
        ("whole", pa.string()),
        ("part", pa.string()),
        ("expected", pa.int32()),
    ]
)
Part = tuple[str, str, str, str, str, int]
_REGION_PARTS = ("source", "series", "period", "whole", "part", "expected", "certain")
_SUMMABLE = f"unit IN {COUNTS}"
_SAME_ELSE = ("region", "period", "group", "sex", "age", "detail", "concept", "base", "boundary")


def link(evidence: Evidence) -> None:
    """Build `links` from regions, sexes, groups, ages and other details."""
    evidence.run(
        "CREATE TEMP TABLE links (structure VARCHAR, kind VARCHAR, whole BIGINT, part BIGINT, "
        "expected INTEGER, certain BOOLEAN)"
    )
    _link_regions(evidence)
    for dimension, parts in {
        "sex": _in_every_table(evidence, [("sex", TOTAL, "m", 2), ("sex", TOTAL, "w", 2)]),
        "group": _in_every_table(evidence, _group_parts(evidence)),
        "age": _age_parts(evidence),
        "detail": _detail_parts(evidence),
    }.items():
        _link_split(evidence, dimension, parts)


def _link_split(evidence: Evidence, dimension: str, parts: Iterable[Part]) -> None:
    rows = [dict(zip(_PARTS.names, part, strict=True)) for part in parts]
    evidence.add("parts", pa.Table.from_pylist(rows, _PARTS))
    same = " AND ".join(f'w."{name}" = p."{name}"' for name in _SAME_ELSE if name != dimension)
    evidence.run(
        f"""INSERT INTO links
            SELECT concat_ws('|', w.source, w.series, w.item, w.unit, parts.kind, parts.whole), parts.kind,
                   w.id, p.id, parts.expected, parts.kind = 'sex'
            FROM parts
            JOIN single w ON w.source = parts.source AND w.series = parts.series
              AND w."{dimension}" = parts.whole
            JOIN single p ON p."{dimension}" = parts.part AND {same}
              AND w.source = p.source AND w.series = p.series AND w.item = p.item AND w.unit = p.unit
            WHERE w.{_SUMMABLE}"""
    )


def _in_every_table(evidence: Evidence, parts: list[tuple[str, str, str, int]]) -> list[Part]:
    tables = evidence.rows("SELECT DISTINCT source, series FROM obs")
    return [(table["source"], table["series"], *part) for table in tables for part in parts]


def _group_parts(evidence: Evidence) -> list[tuple[str, str, str, int]]:
    seen = {row["group"] for row in evidence.rows('SELECT DISTINCT "group" FROM obs')}
    named = [tuple(g for g in c.groups if g != TOTAL) for c in evidence.catalog.concepts.values()]
    wholes = sorted({w for w in (*COMPLEMENTS, *named) if len(w) > 1 and seen.issuperset(w)})
    return [("group:" + "+".join(whole), TOTAL, part, len(whole)) for whole in wholes for part in whole]


def _age_parts(evidence: Evidence) -> list[Part]:
    """Tilings of every age by finer ages, per table: tables cut ages differently."""
    found: list[Part] = []
    for row in evidence.rows("SELECT source, series, list(DISTINCT age) AS ages FROM obs GROUP BY ALL"):
        for whole in sorted(row["ages"]):
            parts = tiling(whole, [age for age in row["ages"] if age != whole])
            found += [(row["source"], row["series"], "age", whole, part, len(parts)) for part in parts]
    return found


def _detail_parts(evidence: Evidence) -> list[Part]:
    """`schulart=…;klasse=7` is a part of `klasse=7`; codes that begin with another code are its parts."""
    families: dict[tuple[str, str, str, str], dict[str, str]] = defaultdict(dict)
    for row in evidence.rows("SELECT DISTINCT source, series, detail FROM obs WHERE detail <> ''"):
        pairs = row["detail"].split(";")
        for pair in pairs:
            name, _, value = pair.partition("=")
            rest = ";".join(other for other in pairs if other != pair)
            families[row["source"], row["series"], name, rest][value] = row["detail"]
    found: list[Part] = []
    for (source, series, name, rest), details in sorted(families.items()):
        for whole, parts in _code_tree(set(details)).items():
            above = details[whole] if whole else rest
            found += [(source, series, f"detail:{name}", above, details[part], len(parts)) for part in parts]
    return found


def _code_tree(values: set[str]) -> dict[str, list[str]]:
    """Code to the codes directly below; "" is the total above the top ones."""
    below: dict[str, list[str]] = defaultdict(list)
    for value in sorted(values):
        prefixes = (value[:n] for n in range(len(value) - 1, 0, -1)) if value.isdigit() else ()
        below[next((p for p in prefixes if p in values), "")].append(value)
    return {whole: parts for whole, parts in below.items() if len(parts) > 1}


def _link_regions(evidence: Evidence) -> None:
    tables = evidence.rows(
        "SELECT DISTINCT source, series, region, period FROM obs WHERE status <> 'no_region'"
    )
    places: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in tables:
        places[row["source"], row["series"], row["period"]].add(row["region"])
    nearest = {table: _nearest(keys) for table, keys in sorted(places.items())}
    most: dict[tuple[str, str, str], int] = defaultdict(int)
    for (source, series, _), wholes in nearest.items():
        for whole, parts in wholes.items():
            most[source, series, whole] = max(most[source, series, whole], len(parts))
    rows = []
    for (source, series, period), wholes in nearest.items():
        for whole, parts in wholes.items():
            certain = _is_complete(evidence, whole, parts, period)
            expected = len(parts) if certain else most[source, series, whole]
            rows += [(source, series, period, whole, part, expected, certain) for part in parts]
    if not rows:
        return
    evidence.add(
        "region_parts", pa.Table.from_pylist([dict(zip(_REGION_PARTS, r, strict=True)) for r in rows])
    )
    same = " AND ".join(f'w."{name}" = p."{name}"' for name in _SAME_ELSE if name != "region")
    evidence.run(
        f"""INSERT INTO links
            SELECT concat_ws('|', w.source, w.series, w.item, w.unit, 'region',
                             CASE w.region WHEN 'DG' THEN 'DG' ELSE length(w.region)::VARCHAR END), 'region',
                   w.id, p.id, parts.expected, parts.certain
            FROM region_parts parts
            JOIN single w ON w.source = parts.source AND w.series = parts.series
              AND w.region = parts.whole AND w.period = parts.period
            JOIN single p ON p.source = w.source AND p.series = w.series AND p.region = parts.part
              AND p.item = w.item AND p.unit = w.unit AND {same}
            WHERE w.{_SUMMABLE}"""
    )


def _nearest(keys: set[str]) -> dict[str, list[str]]:
    """Each region under the nearest region above it in the same table."""
    below: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        above = next((candidate for candidate in _above(key) if candidate in keys), None)
        if above is not None:
            below[above].append(key)
    return below


def _above(key: str) -> list[str]:
    if key == GERMANY:
        return []
    head, hyphen, local = key.partition("-")
    nested = [f"{head}-{local[:n]}" for n in range(len(local) - 1, 0, -1)]
    wider = [head] if hyphen else []
    return [*nested, *wider, *(head[:n] for n in (5, 3, 2) if n < len(head)), GERMANY]


def _is_complete(evidence: Evidence, whole: str, parts: list[str], period: str) -> bool:
    """Whether the register says that these are all parts, then or in its newest state.

    Sources calculate back to today's Kreise, so the newest state is as good. A key ending in 999
    is the rest of a Kreis.
    """
    if any(len(part) == 8 and part.endswith("999") for part in parts):
        return True
    levels = {level_of(part) for part in parts}
    if len(levels) > 1 or Level.STADTTEIL in levels or not evidence.register.covers(parts[0]):
        return False
    day = last_day(period)
    then, now = (set(evidence.register.at_level(next(iter(levels)), whole, d)) for d in (day, date.max))
    return (bool(then) and then <= set(parts)) or (bool(now) and now <= set(parts))


def last_day(period: str) -> date:
    if len(period) == 4:
        return date(int(period), 12, 31)
    if len(period) == 7:
        first = date.fromisoformat(f"{period}-01")
        return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(period)
