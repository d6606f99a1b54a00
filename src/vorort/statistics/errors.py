"""What can go wrong in the engine, said in German to the person who can mend it.

An error names file, line, column, kind of value and remedy. It never contains a person's value:
readers of aggregate tables may quote the offending cell, readers of registers may not.
"""

from __future__ import annotations

from dataclasses import dataclass


class StatisticsError(Exception):
    """Base of every anticipated failure. `str(error)` is one German sentence for the user."""


class CatalogError(StatisticsError):
    """A catalogue file breaks its schema or names something that does not exist."""


class StoreError(StatisticsError):
    """The store is missing, damaged, of another version, or has no published build yet."""


class NotFound(StatisticsError):
    """An indicator, region, period, group or variant that the store does not hold."""


class IncompatibleSeries(StatisticsError):
    """Values of different concepts, population bases or boundary states were about to be joined."""


@dataclass(frozen=True)
class Rejection:
    """One thing that is wrong in a delivered file. `line` counts from 1 as an editor shows it."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = [" ".join(self.file.split())]
        if self.line is not None:
            where.append(f"Zeile {self.line}")
        if self.column:
            where.append(f"Spalte „{self.column}“")
        found = f" (gefunden: „{self.value}“)" if self.value is not None else ""
        return f"{', '.join(where)}: {self.problem}{found}. {self.remedy}"


class FileRejected(StatisticsError):
    """A delivered file was not taken in. Nothing of it is in the store."""

    def __init__(self, rejections: list[Rejection]) -> None:
        self.rejections = rejections
        super().__init__("\n".join(str(rejection) for rejection in rejections))
