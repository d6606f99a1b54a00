"""Regions that do not exist at the date, and names that do not belong to their key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import last_day
from vorort.statistics.check.wording import finding
from vorort.statistics.vocab import Level, level_of

_RARELY = 0.1
"""A key that stands beside a name in so few of its rows is a slip of the keyboard."""
_WORDS = re.compile(r"[a-zäöüß]+")
_KINDS = frozenset(
    [
        "stadt",
        "kreis",
        "landkreis",
        "kreisfreie",
        "krfr",
        "kfr",
        "krfreie",
        "landeshauptstadt",
        "hansestadt",
        "lhst",
        "st",
        "hst",
        "große",
        "gr",
        "kreisangehörige",
        "selbständige",
        "statistische",
        "region",
        "regierungsbezirk",
        "regbez",
        "bezirk",
        "freie",
        "und",
        "der",
        "die",
        "das",
        "im",
        "in",
        "an",
        "am",
        "bei",
        "von",
        "zu",
        "dav",
        "davon",
        "ohne",
        "gemeinde",
        "markt",
        "flecken",
        "universitätsstadt",
        "wissenschaftsstadt",
        "klingenstadt",
        "documenta",
        "städteregion",
        "regionalverband",
        "stadtverband",
        "land",
        "deutschland",
        "lh",
        "ks",
        "lk",
        "eu",
        "sv",
    ]
)


def places_that_do_not_exist(evidence: Evidence) -> Iterator[Finding]:
    """Keys that no list knows, and regions with figures at a date at which they did not exist."""
    rows = evidence.rows(
        """SELECT source, series, region, min(year) AS first, max(year) AS last,
                  list(DISTINCT period ORDER BY period) AS periods, any_value(region_name) AS region_name
           FROM obs WHERE value IS NOT NULL AND status <> 'no_region' AND status <> 'nil'
           GROUP BY ALL ORDER BY ALL"""
    )
    for row in rows:
        if level_of(row["region"]) is Level.STADTTEIL or not evidence.register.covers(row["region"]):
            continue
        if not evidence.register.is_official(row["region"]):
            yield _unknown(evidence, row)
        elif ruled_out := [
            p for p in row["periods"] if not evidence.register.exists(row["region"], last_day(p))
        ]:
            yield _at_the_wrong_time(evidence, row, ruled_out)


def _unknown(evidence: Evidence, row: Row) -> Finding:
    shown = {**row, "period": _span(row["periods"])}
    if len(row["region"]) == 8 and row["region"].endswith("999"):
        text = "Der Schlüssel ist nicht amtlich; gemeint ist der Rest des Kreises."
        return finding(evidence, "gebiet_unbekannt", Severity.HINWEIS, shown, text, None, row["region"])
    days = evidence.register.list_days(row["region"])
    if days and last_day(row["periods"][-1]) > days[-1]:
        text = (
            f"Den Schlüssel {row['region']} gab es am {days[-1]:%d.%m.%Y}, dem Tag des neuesten "
            "Verzeichnisses, noch nicht. Bitte ein neueres Gemeindeverzeichnis einlesen."
        )
        return finding(evidence, "gebiet_unbekannt", Severity.HINWEIS, shown, text, None, row["region"])
    text = (
        f"Den Schlüssel {row['region']} gibt es in keinem Gemeindeverzeichnis. Vermutlich ein Zahlendreher."
    )
    return finding(evidence, "gebiet_unbekannt", Severity.FEHLER, shown, text, None, row["region"])


def _at_the_wrong_time(evidence: Evidence, row: Row, periods: list[str]) -> Finding:
    shown = {**row, "period": _span(periods)}
    valid_from = evidence.register.get(row["region"]).valid_from
    if valid_from is not None and last_day(periods[-1]) < valid_from:
        text = "Das Gebiet gab es noch nicht. Die Quelle hat auf den heutigen Gebietsstand zurückgerechnet."
        return finding(evidence, "gebiet_zurueckgerechnet", Severity.HINWEIS, shown, text)
    text = "Das Gebiet gab es zu dieser Zeit nicht mehr. Vermutlich steht hier ein alter Schlüssel."
    return finding(evidence, "gebiet_gibt_es_nicht", Severity.FEHLER, shown, text)


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"


def names_that_do_not_match(evidence: Evidence) -> Iterator[Finding]:
    """A name beside a key that belongs to another region: by the lists, or by all other rows."""
    rows = evidence.rows(
        """SELECT source, series, region, region_name, list(DISTINCT period ORDER BY period) AS periods,
                  count(*) AS times
           FROM obs WHERE region_name <> '' GROUP BY ALL ORDER BY ALL"""
    )
    usual = _usual_names(evidence, rows)
    by_word = _regions_by_word(evidence)
    for row in rows:
        name = usual.get(row["region"], "")
        if evidence.register.is_official(row["region"]):
            other = _other_region(row["region_name"], name, by_word)
        else:
            other = _namesake(row, name, usual) or _usual_key(row, rows)
        if other is not None:
            yield _wrong_name(evidence, row, usual, other)


def _wrong_name(evidence: Evidence, row: Row, usual: dict[str, str], other: str) -> Finding:
    name, key, known = row["region_name"], row["region"], usual.get(row["region"], "")
    is_known = known not in ("", name)
    beside = f"{key} ({known})" if is_known else key
    text = (
        f"Neben dem Schlüssel {beside} steht der Name „{name}“. Zu ihm gehört vermutlich {other}. "
        "Sind Schlüssel oder Namen vertauscht?"
    )
    shown = {**row, "period": _span(row["periods"])}
    wrong = (known, name) if is_known else (other, key)
    return finding(evidence, "name_passt_nicht", Severity.WARNUNG, shown, text, *wrong)


def _usual_names(evidence: Evidence, rows: Sequence[Row]) -> dict[str, str]:
    """Key → its official name, or the one that stands beside it in more tables than any other."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["region"]][row["region_name"]] += len(row["periods"])
    official = evidence.register.is_official
    return {
        key: evidence.register.name(key) if official(key) else names.most_common(1)[0][0]
        for key, names in counts.items()
        if official(key) or len(names) == 1 or names.most_common(2)[0][1] > names.most_common(2)[1][1]
    }


def _other_region(found: str, official: str, by_word: dict[str, list[str]]) -> str | None:
    """The region whose official name shares a word with a name that has none with the right one."""
    words = _words(found)
    if _alike(words, _words(official)):
        return None
    return next(iter(sorted({key for word in words for key in by_word.get(word, ())})), None)


def _namesake(row: Row, usual: str, names: dict[str, str]) -> str | None:
    """Another region of that kind which everywhere else has exactly this name."""
    if usual in ("", row["region_name"]) or _alike(_words(row["region_name"]), _words(usual)):
        return None
    alike = (key for key, name in names.items() if name == row["region_name"])
    return next((key for key in sorted(alike) if len(key) == len(row["region"])), None)


def _usual_key(row: Row, rows: Sequence[Row]) -> str | None:
    """The key that stands beside this name in nearly all other rows of the table."""
    same = [
        other
        for other in rows
        if other["region_name"] == row["region_name"]
        and (other["source"], other["series"]) == (row["source"], row["series"])
        and len(other["region"]) == len(row["region"])
    ]
    most = max(same, key=lambda other: (other["times"], other["region"]))
    return most["region"] if row["times"] <= _RARELY * most["times"] else None


def keys_mended_while_reading(evidence: Evidence) -> Iterator[Finding]:
    """Notes of the readers about keys they had to put right: the file itself is wrong."""
    for source, series, note in evidence.notes:
        if note.startswith("Schlüssel"):
            row = {"series": series, "source": source, **_mended_rows(evidence, source, note)}
            yield finding(
                evidence, "schluessel_berichtigt", Severity.WARNUNG, row, note, row["region"] or None
            )


def _mended_rows(evidence: Evidence, source: str, note: str) -> Row:
    """Region and years of the rows that a note names by their lines."""
    lines = [int(number) for number in re.findall(r"\d+", note.rpartition("Zeile")[2])]
    rows = evidence.rows(
        """SELECT region, list(DISTINCT period ORDER BY period) AS periods FROM obs
           WHERE source = $source AND list_contains($lines, line) GROUP BY region ORDER BY region""",
        source=source,
        lines=lines,
    )
    if len(rows) != 1:
        return {"region": "", "period": ""}
    return {"region": rows[0]["region"], "period": _span(rows[0]["periods"])}


def _regions_by_word(evidence: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in evidence.register.keys():  # noqa: SIM118 - not a dict
        if evidence.register.is_official(key) and level_of(key) in (Level.LAND, Level.KREIS, Level.GEMEINDE):
            for word in _words(evidence.register.name(key)):
                found.setdefault(word, []).append(key)
    return found


def _words(name: str) -> frozenset[str]:
    words = frozenset(word for word in _WORDS.findall(name.casefold()) if len(word) > 1)
    return (words - _KINDS) or words


def _alike(words: frozenset[str], expected: frozenset[str]) -> bool:
    """Any word in common, or one that begins like another (Ludwigshafen a. Rh., Oldenburg/Oldb)."""
    return any(a[:4] == b[:4] or a in b or b in a for a in words for b in expected)
