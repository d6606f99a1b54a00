"""What stands below a GENESIS table: notes, licence, publisher, and when it was retrieved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from vorort.statistics.read.refusal import refused

_RULE = re.compile(r"_{5,}")
_STAMP = re.compile(r"Stand:\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*/\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_OWNER = re.compile(r"(?:©|\(C\)opyright|\(c\))\s*(.+)", re.DOTALL | re.IGNORECASE)
_LICENCES = (
    (r"datenlizenz deutschland\W+namensnennung\W+version 2\.0|dl-de/by-2-0", "dl-de/by-2-0"),
    (r"datenlizenz deutschland\W+zero\W+version 2\.0|dl-de/zero-2-0", "dl-de/zero-2-0"),
    (r"creative commons.{0,40}namensnennung 4\.0|cc[ -]by[ -]4\.0", "cc-by-4.0"),
    (r"cc0|creative commons zero", "cc0-1.0"),
)
_PUBLISHERS = (  # how the footer calls them, our short name, series prefix
    ("IT.NRW", "IT.NRW", "nw"),
    ("Information und Technik Nordrhein-Westfalen", "IT.NRW", "nw"),
    ("Statistische Ämter des Bundes und der Länder", "Statistische Ämter des Bundes und der Länder", "regio"),
    ("Statistisches Bundesamt", "Statistisches Bundesamt (Destatis)", "genesis"),
    ("Destatis", "Statistisches Bundesamt (Destatis)", "genesis"),
    ("Bayerisches Landesamt für Statistik", "Bayerisches Landesamt für Statistik", "by"),
    ("Statistisches Landesamt des Freistaates Sachsen", "Statistisches Landesamt Sachsen", "sn"),
    ("Landesamt für Statistik Niedersachsen", "Landesamt für Statistik Niedersachsen", "ni"),
    ("Hessisches Statistisches Landesamt", "Hessisches Statistisches Landesamt", "he"),
    ("Statistisches Landesamt Sachsen-Anhalt", "Statistisches Landesamt Sachsen-Anhalt", "st"),
    ("Amt für Statistik Berlin-Brandenburg", "Amt für Statistik Berlin-Brandenburg", "bb"),
)
_CODES = (
    (re.compile(r"\d{5}-\d{2}-\d{2}-\d"), "regio"),
    (re.compile(r"\d{5}-\w+i"), "nw"),
    (re.compile(r"\d{5}-\d{4}"), "genesis"),
    (re.compile(r"\d{4}[A-Z]-\w+"), "zensus"),
)


@dataclass(frozen=True)
class Footer:
    notes: tuple[str, ...] = ()
    licence: str = ""
    licence_text: str = ""
    publisher: str = ""
    prefix: str = ""
    retrieved_at: str = ""


def footer_start(rows: list[list[str]]) -> int | None:
    """Index of the first row below the table; None where the last line „Stand:“ is missing."""
    firsts = [row[0].strip() if row else "" for row in rows]
    end = next((i for i in reversed(range(len(firsts))) if firsts[i].startswith("Stand:")), None)
    rule = next((i for i, text in enumerate(firsts) if _RULE.match(text)), None)
    return None if end is None else min(end, end if rule is None else rule)


def read_footer(rows: list[list[str]], lines: list[int], file: str) -> Footer:
    """Raises FileRejected for a retrieval date that does not exist."""
    notes: list[str] = []
    licence_text = retrieved_at = ""
    for row, line in zip(rows, lines, strict=True):
        text = ";".join(row).strip().rstrip(";").strip()
        if match := _STAMP.match(text):
            retrieved_at = _moment(match, file, line)
        elif _OWNER.match(text):
            licence_text = _on_one_line(text)
        elif text and not _RULE.match(text):
            notes += _paragraphs(text)
    publisher, prefix = publisher_of(licence_text)
    return Footer(tuple(notes), licence_of(licence_text), licence_text, publisher, prefix, retrieved_at)


def licence_of(text: str) -> str:
    """Short id of a licence named in a sentence, "" where none is recognised."""
    words = " ".join(text.split()).casefold()
    return next((licence for pattern, licence in _LICENCES if re.search(pattern, words)), "")


def publisher_of(text: str) -> tuple[str, str]:
    """Publisher and series prefix from the copyright sentence; ("…", "") for one we do not know."""
    for wording, name, prefix in _PUBLISHERS:
        if wording in text:
            return name, prefix
    match = _OWNER.match(text)
    return (re.split(r",|\d{4}", match[1])[0].strip() if match else ""), ""


def prefix_of_code(code: str) -> str:
    """Series prefix by the shape of a table code, where nobody is named as publisher."""
    return next((prefix for pattern, prefix in _CODES if pattern.fullmatch(code)), "tabelle")


def _moment(match: re.Match[str], file: str, line: int) -> str:
    day, month, year, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  the file names no zone
    except ValueError:
        raise refused(
            file,
            "Das Datum des Abrufs gibt es nicht",
            "Bitte die Tabelle neu herunterladen; von Hand geänderte Dateien sind keine sichere Quelle.",
            line=line,
            value=match[0],
        ) from None
    return moment.isoformat() if match[4] else moment.date().isoformat()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> list[str]:
    """Footnotes word for word; only the line breaks of the printed width are taken out."""
    text = text.strip('"').replace('""', '"')
    return [_on_one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
