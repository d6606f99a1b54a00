"""Codes in words, for tables that people read; JSON and CSV keep the codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vorort.statistics.vocab import Status

STATUSES = {
    Status.OK: "",  # nothing to say about a plain number
    Status.NIL: "genau null",
    Status.BELOW_HALF: "fast null",
    Status.PROVISIONAL: "vorläufig",
    Status.ESTIMATED: "geschätzt",
    Status.REVISED: "berichtigt",
    Status.ROUNDED: "gerundet",
    Status.UNCERTAIN: "unsicher",
    Status.UNSAFE: "zu unsicher",
    Status.SECRET: "geheim",
    Status.SECRET_SECONDARY: "geheim (Schutz anderer)",
    Status.NOT_AVAILABLE: "keine Angabe",
    Status.LATER: "kommt später",
    Status.NOT_MEANINGFUL: "nicht sinnvoll",
    Status.BREAK: "Bruch in der Reihe",
    Status.NO_REGION: "Gebiet gab es nicht",
}


def in_words(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with unit and status as German words."""
    from vorort.statistics.catalog.files import PACKAGED, text_map

    units = text_map(PACKAGED / "units.yaml")
    return [
        {
            **row,
            "unit": units.get(row["unit"], row["unit"]),
            "status": STATUSES[Status(row["status"])],
        }
        for row in rows
    ]
