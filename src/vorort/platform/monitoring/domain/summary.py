"""What a build holds, per published id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from vorort.statistics.vocab import Level


@dataclass(frozen=True)
class Summary:
    indicator: str
    observations: int
    first_year: int
    last_year: int
    regions: tuple[str, ...]
    variants: tuple[str, ...]
    unit: str  # of most of its numbers


def summaries(results: pa.Table) -> list[Summary]:
    rows = results.group_by("indicator").aggregate(
        [
            ([], "count_all"),
            ("year", "min"),
            ("year", "max"),
            ("region", "distinct"),
            ("variant", "distinct"),
        ]
    )
    units = _usual_units(results)
    return [
        Summary(
            indicator=row["indicator"],
            observations=row["count_all"],
            first_year=row["year_min"],
            last_year=row["year_max"],
            regions=tuple(sorted(row["region_distinct"])),
            variants=tuple(sorted(row["variant_distinct"])),
            unit=units[row["indicator"]],
        )
        for row in sorted(rows.to_pylist(), key=lambda row: row["indicator"])
    ]


def _usual_units(results: pa.Table) -> dict[str, str]:
    counts = results.group_by(["indicator", "unit"]).aggregate([([], "count_all")]).to_pylist()
    rising = sorted(counts, key=lambda row: (row["count_all"], row["unit"]))
    return {row["indicator"]: row["unit"] for row in rising}


def place_levels(regions: Iterable[str], levels: Mapping[str, str]) -> list[str]:
    """Levels that occur, the broadest first."""
    found = {levels[region] for region in regions}
    return [level.value for level in Level if level.value in found]
