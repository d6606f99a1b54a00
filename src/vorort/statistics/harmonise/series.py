"""Series: numbers that may be drawn as one line, and where such a line must end."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.errors import IncompatibleSeries
from vorort.statistics.vocab import DIMENSIONS

_WHAT = {
    "concept": "verschiedene Gruppenbegriffe",
    "base": "verschiedene Bevölkerungsbasen",
    "boundary": "verschiedene Gebietsstände",
}
_WHY = {
    "concept": "Die Zahlen zählen nicht dieselben Menschen.",
    "base": "Mit der Basis ändert sich die Zahl, ohne dass sich vor Ort etwas geändert hat.",
    "boundary": "Die Zahlen gelten nicht für dasselbe Gebiet.",
}
_PUBLISHED = ("series", "item")  # of facts; a measure may come from several published series
_FIGURE = ("indicator", "measure", "variant", "region", *DIMENSIONS)


def join_series(*tables: pa.Table) -> pa.Table:
    """All rows of one place and one figure as one series in time.

    Raises IncompatibleSeries where group concept, population base or boundary state differ, where
    a period occurs twice, or where the rows are not of one figure and one place.
    """
    table = pa.concat_tables(list(tables))
    for name in _FIGURE if "measure" in table.column_names else (*_PUBLISHED, *_FIGURE):
        if name in table.column_names and len(found := _distinct(table, name)) > 1:
            raise IncompatibleSeries(
                f"Diese Werte gehören nicht zu einer Reihe: „{name}“ ist einmal „{found[0]}“ "
                f"und einmal „{found[1]}“."
            )
    for name, what in _WHAT.items():
        if len(found := _distinct(table, name)) > 1:
            raise IncompatibleSeries(
                f"Diese Werte sind keine gemeinsame Reihe: {what} ({', '.join(map(_shown, found))}). "
                f"{_WHY[name]}"
            )
    if len(_distinct(table, "period")) < len(table):
        raise IncompatibleSeries("Diese Werte sind keine gemeinsame Reihe: Ein Zeitraum kommt doppelt vor.")
    return _in_time(table)


def segments(table: pa.Table) -> list[pa.Table]:
    """The stretches in time that may each be drawn as one line, oldest first.

    A stretch ends where concept, base or boundary change. Where the same year is there in two
    states (old and new base), each state is a stretch of its own.
    """
    states = table.select(list(_WHAT)).group_by(list(_WHAT)).aggregate([]).to_pylist()
    lines = [_runs(_in_time(_with_state(table, state)), _in_time(table)) for state in states]
    return sorted((run for line in lines for run in line), key=_begin)


def _with_state(table: pa.Table, state: dict[str, str]) -> pa.Table:
    mask = pc.and_(
        pc.and_(pc.equal(table["concept"], state["concept"]), pc.equal(table["base"], state["base"])),
        pc.equal(table["boundary"], state["boundary"]),
    )
    return table.filter(mask)


def _runs(line: pa.Table, everything: pa.Table) -> list[pa.Table]:
    """Cut a state's rows where other states stand alone in between (A, B, A is three stretches)."""
    own = line["year"].to_pylist()
    others = sorted(set(everything["year"].to_pylist()) - set(own))
    cuts = [0]
    for at in range(1, len(own)):
        if any(own[at - 1] < year < own[at] for year in others):
            cuts.append(at)
    return [line.slice(a, b - a) for a, b in zip(cuts, [*cuts[1:], len(own)], strict=True)]


def _begin(run: pa.Table) -> tuple[int, str, str, str, str]:
    first = run.slice(0, 1).to_pylist()[0]
    return first["year"], first["period"], first["concept"], first["base"], first["boundary"]


def _in_time(table: pa.Table) -> pa.Table:
    return table.sort_by([("year", "ascending"), ("period", "ascending")])


def _distinct(table: pa.Table, name: str) -> list[str]:
    return sorted(str(value) for value in pc.unique(table[name]).to_pylist())


def _shown(text: str) -> str:
    return f"„{text}“" if text else "ohne Angabe"
