"""CSV text into rows that remember their line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vorort.statistics.read.refusal import refused

SEPARATORS = (";", ",", "\t", "|")
SEPARATOR_NAMES = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich", "": "keines"}
MOST_CELLS = 5_000_000
MOST_COLUMNS = 5_000
LONGEST_FIELD = 131_072
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Grid:
    """Rows of text cells. `lines[i]` is the line of the raw file where `rows[i]` begins, from 1."""

    rows: list[list[str]]
    lines: list[int]
    separator: str


def read_grid(text: str, file: str, separator: str | None = None) -> Grid:
    """All rows of a CSV text. Raises FileRejected for broken quotes and absurd sizes."""
    separator = separator or guess_separator(text)
    _refuse_masses(text, file, separator)
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise refused(
                    file,
                    f"Die Zeile hat {len(row)} Spalten; gelesen werden höchstens {MOST_COLUMNS}",
                    "Bitte nur die gebrauchten Spalten ausgeben.",
                    line=line,
                )
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(file, *_explained(error), line=line) from None
    return Grid(rows, lines, separator)


def _refuse_masses(text: str, file: str, separator: str) -> None:
    """Before a single row is read: what would fill the memory is no table of ours."""
    cells = text.count(separator) + text.count("\n")
    if cells > MOST_CELLS:
        raise refused(
            file,
            f"Die Datei hat rund {cells // 1_000_000} Millionen Felder; gelesen werden höchstens "
            f"{MOST_CELLS // 1_000_000} Millionen",
            "Bitte die Tabelle in kleineren Teilen ausgeben, zum Beispiel nach Jahren.",
        )


def _lines(text: str) -> Iterator[str]:
    """Line by line, whatever ends a line; `io.StringIO` would take four bytes for each character."""
    return (match[0] for match in _LINE.finditer(text))


def _explained(error: csv.Error) -> tuple[str, str]:
    said = str(error)
    if "field larger" in said:
        return (
            f"Ein Feld ist länger als {LONGEST_FIELD} Zeichen; wahrscheinlich fehlt ein Anführungszeichen",
            "Bitte die Anführungszeichen ab dieser Zeile prüfen.",
        )
    return (
        "Ein Anführungszeichen wird nicht geschlossen oder steht mitten im Feld",
        "Bitte die Datei neu ausgeben, oder Anführungszeichen im Text verdoppeln.",
    )


def guess_separator(text: str) -> str:
    """The mark that cuts most lines into the same number of fields; quoted text does not count."""
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines() if line.strip()][:400]
    best = max(SEPARATORS, key=lambda mark: _evenness(lines, mark))
    return best if _evenness(lines, best) > (0, 0) else ";"


def _evenness(lines: list[str], mark: str) -> tuple[int, int]:
    counts = Counter(line.count(mark) for line in lines)
    del counts[0]
    if not counts:
        return (0, 0)
    fields, how_often = counts.most_common(1)[0]
    return (how_often, fields)
