"""Regions that do not exist at the date, and names that do not belong to their key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vorort.statistics.check.evidence import Evidence, Row
from vorort.statistics.check.finding import Finding, Severity
from vorort.statistics.check.links import last_day
from vorort.statistics.check.wording import finding
from vorort.statistics.vocab import Level, level_of

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
    """A name beside a key that shares no word with the official name, but does with another region's."""
    by_word = _regions_by_word(evidence)
    rows = evidence.rows(
        """SELECT source, series, region, region_name, list(DISTINCT period ORDER BY period) AS periods
           FROM obs WHERE region_name <> '' GROUP BY ALL ORDER BY ALL"""
    )
    for row in rows:
        official = evidence.register.name(row["region"])
        words, expected = _words(row["region_name"]), _words(official)
        if not evidence.register.is_official(row["region"]) or _alike(words, expected):
            continue
        others = sorted({key for word in words for key in by_word.get(word, ())})
        if not others:
            continue
        text = (
            f"Neben dem Schlüssel {row['region']} ({official}) steht der Name „{row['region_name']}“. "
            f"Zu ihm gehört vermutlich {others[0]}."
        )
        shown = {**row, "period": _span(row["periods"])}
        yield finding(
            evidence, "name_passt_nicht", Severity.WARNUNG, shown, text, official, row["region_name"]
        )


def keys_mended_while_reading(evidence: Evidence) -> Iterator[Finding]:
    """Notes of the readers about keys they had to put right: the file itself is wrong."""
    for source, series, note in evidence.notes:
        if note.startswith("Schlüssel"):
            row = {"series": series, "region": "", "period": "", "source": source}
            yield finding(evidence, "schluessel_berichtigt", Severity.WARNUNG, row, note)


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
