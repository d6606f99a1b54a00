"""Collecting everything that is wrong in a file, so that the user mends it in one go."""

from __future__ import annotations

import unicodedata

from vorort.statistics.errors import FileRejected, Rejection

MOST_KEPT = 200
_LONGEST_VALUE = 80


class Complaints:
    """What is wrong in one file. Keeps the first 200 and counts the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.kept: list[Rejection] = []
        self.count = 0

    def add(
        self,
        problem: str,
        remedy: str,
        *,
        line: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            shown = None if value is None else _shown(value)
            name = None if column is None else _shown(column)
            self.kept.append(Rejection(self.file, line, name, shown, problem, remedy))

    def raise_if_any(self) -> None:
        if not self.count:
            return
        rejections = list(self.kept)
        if more := self.count - len(rejections):
            rejections.append(_summary(self.file, more))
        raise FileRejected(rejections)


def refused(
    file: str,
    problem: str,
    remedy: str,
    *,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> FileRejected:
    """One reason is enough: `raise refused(…)`."""
    shown = None if value is None else _shown(value)
    return FileRejected([Rejection(file, line, column, shown, problem, remedy)])


def _summary(file: str, more: int) -> Rejection:
    return Rejection(
        file,
        None,
        None,
        None,
        f"Weitere {more} Stellen sind auf dieselbe Art fehlerhaft; gezeigt sind die ersten {MOST_KEPT}",
        "Bitte zuerst die gezeigten Stellen berichtigen; oft haben alle dieselbe Ursache.",
    )


def _shown(value: str) -> str:
    """A cell as it may be printed: no control characters, not longer than a line."""
    clean = "".join(c if unicodedata.category(c)[0] != "C" else "�" for c in value[: _LONGEST_VALUE + 1])
    return clean if len(clean) <= _LONGEST_VALUE else clean[:_LONGEST_VALUE] + "…"
