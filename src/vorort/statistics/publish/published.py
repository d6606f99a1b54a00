"""What everybody else sees of a store: one published build, protected, with its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.errors import StoreError
from vorort.statistics.publish.builds import damaged
from vorort.statistics.publish.folders import read_json, read_table

_QUERY = ("indicator", "variant", "region", "period", "group", "sex", "age", "detail")


class Published:
    """A published build, read only. Its numbers never change; a new build is a new folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        content: Mapping[str, Any] = read_json(self.folder / "manifest.json")
        return content

    def verify(self) -> None:
        """Raises StoreError where a file of the build has other bytes than when it was published."""
        if files := damaged(self.folder):
            raise StoreError(
                f"Der veröffentlichte Stand „{self.folder.name}“ ist beschädigt: {', '.join(files)}. "
                "Bitte den Speicher aus einer Sicherung holen oder neu berechnen: vorort statistics build"
            )

    @property
    def id(self) -> str:
        return str(self.manifest["build"])

    @cached_property
    def _results(self) -> pa.Table:
        return read_table(self.folder / "results.parquet")

    @cached_property
    def _rows_of(self) -> Mapping[str, tuple[int, int]]:
        """First row and number of rows of each indicator; a build keeps them together."""
        counts = [
            (each["values"], each["counts"])
            for each in pc.value_counts(self._results["indicator"]).to_pylist()
        ]
        begins = accumulate((number for _, number in counts), initial=0)
        return {name: (begin, number) for (name, number), begin in zip(counts, begins, strict=False)}

    def results(self) -> pa.Table:
        """All published numbers (RESULTS)."""
        return self._results

    def regions(self) -> pa.Table:
        """All regions that have numbers, and those above them (REGIONS)."""
        return read_table(self.folder / "regions.parquet")

    @cached_property
    def _series(self) -> Mapping[str, Mapping[str, Any]]:
        content: Mapping[str, Mapping[str, Any]] = read_json(self.folder / "series.json")
        return content

    def series(self) -> Mapping[str, Mapping[str, Any]]:
        """Published series by id: title, unit, decimals, publisher, licence, definition, notes, items."""
        return self._series

    def findings(self) -> Sequence[Mapping[str, Any]]:
        """What `check` found, errors first."""
        content: Sequence[Mapping[str, Any]] = read_json(self.folder / "findings.json")
        return content

    @cached_property
    def region_names(self) -> Mapping[str, str]:
        table = self.regions()
        return dict(zip(table["key"].to_pylist(), table["name"].to_pylist(), strict=True))

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """Deliveries by id: publisher, title, licence, retrieval date, hash."""
        return {entry["id"]: entry for entry in self.manifest["inputs"]}

    def figures(self, indicator: str, **wanted: str | Sequence[str] | None) -> pa.Table:
        """Numbers of one indicator or series (RESULTS), oldest first.

        `variant`, `region`, `period`, `group`, `sex`, `age`, `detail` limit them to a value or to
        several; a period also finds dates within a year.
        """
        period = wanted.pop("period", None)
        if unknown := set(wanted) - set(_QUERY):
            raise TypeError(f"unknown column: {', '.join(sorted(unknown))}")
        table = self._results.slice(*self._rows_of.get(indicator, (0, 0)))
        for name, value in wanted.items():
            if value is not None:
                table = table.filter(among(table[name], value))
        return _in_time(table if period is None else _within(table, period))

    def indicators(self) -> list[str]:
        """Ids of everything that has numbers: our indicators and published series."""
        return sorted(self._rows_of)


def among(column: pa.ChunkedArray, wanted: str | Sequence[str]) -> pa.ChunkedArray:
    """Which rows have one of these texts."""
    texts = [wanted] if isinstance(wanted, str) else list(wanted)
    return pc.is_in(column, pa.array(texts, pa.string()))


def _within(table: pa.Table, period: str | Sequence[str]) -> pa.Table:
    return table.filter(
        pc.or_(among(table["period"], period), among(table["year"].cast(pa.string()), period))
    )


def _in_time(table: pa.Table) -> pa.Table:
    names = (
        "variant",
        "region",
        "year",
        "period",
        "group",
        "sex",
        "age",
        "detail",
        "concept",
        "base",
        "boundary",
    )
    return table.sort_by([(name, "ascending") for name in names])
