"""Small frozen types that every stage shares."""

from vorort.statistics.vocab.period import Period
from vorort.statistics.vocab.region import GERMANY, Level, Region, level_of, parent_of
from vorort.statistics.vocab.status import Status
from vorort.statistics.vocab.tables import (
    CONVERSION,
    DIMENSIONS,
    FACTS,
    MEASURES,
    REGIONS,
    RESULTS,
    SOURCED,
    TOTAL,
)
from vorort.statistics.vocab.unit import Unit

__all__ = [
    "CONVERSION",
    "DIMENSIONS",
    "FACTS",
    "GERMANY",
    "MEASURES",
    "REGIONS",
    "RESULTS",
    "SOURCED",
    "TOTAL",
    "Level",
    "Period",
    "Region",
    "Status",
    "Unit",
    "level_of",
    "parent_of",
]
