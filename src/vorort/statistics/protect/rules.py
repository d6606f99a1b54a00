"""What is to be protected, and how strictly."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog

DEFAULT_MIN_CASES = 3  # minimum of the Bundesagentur für Arbeit, see docs/methods/protect.md
DEFAULT_MIN_DENOMINATOR = 100

RULE_ROWS = pa.schema(
    [
        pa.field("indicator", pa.string()),
        pa.field("variant", pa.string()),
        pa.field("kind", pa.string()),  # ratio, segregation, …
        pa.field("scale", pa.float64()),
        pa.field("is_proportion", pa.bool_()),
        pa.field("min_cases", pa.int64()),
        pa.field("min_denominator", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Rules:
    """Parameters of a build. None takes what the data sheet of each indicator says.

    `min_cases`: counts from 1 up to one below it are withheld. `round_to`: every count is rounded
    by itself to a multiple of it (5, usually) and rates are computed from rounded counts.
    `min_denominator`: below it a rate is marked as uncertain.
    """

    min_cases: int | None = None
    round_to: int | None = None
    min_denominator: int | None = None

    def __post_init__(self) -> None:
        if any(value is not None and value < 1 for value in asdict(self).values()):
            raise ValueError("Mindestfallzahl, Mindestnenner und Rundung müssen mindestens 1 sein.")

    def as_dict(self) -> dict[str, int | None]:
        return asdict(self)

    def for_series(self) -> int:
        return self.min_cases or DEFAULT_MIN_CASES

    def rows(self, catalog: Catalog) -> pa.Table:
        """One row per variant of the catalogue."""
        rows = [
            {
                "indicator": indicator.id,
                "variant": variant.id,
                "kind": variant.formula,
                "scale": float(indicator.unit.scale if variant.scale is None else variant.scale),
                "is_proportion": indicator.unit.is_share and not variant.numerator.minus,
                "min_cases": self.min_cases or indicator.min_cases,
                "min_denominator": self.min_denominator or indicator.min_denominator,
            }
            for indicator in catalog.indicators.values()
            for variant in indicator.variants
        ]
        return pa.Table.from_pylist(rows, schema=RULE_ROWS)


def is_unpublished(series: str, catalog: Catalog) -> bool:
    """Whether nobody has published these figures yet, so that secrecy is still up to us.

    Official tables have gone through the secrecy of their publisher: withholding a second time what
    everybody can read there protects nobody. The catalogue decides per source; without a word of it
    only one's own tables (`own/…`) are unpublished.
    """
    source = catalog.source_for(series)
    if source is not None and source.published is not None:
        return not source.published
    return series.startswith("own/")
