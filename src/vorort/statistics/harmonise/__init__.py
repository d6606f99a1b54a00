"""Harmonise: facts of many publishers become measures of the same regions, groups and boundaries.

register_from(deliveries)          the region register of everything that was delivered
to_measures(deliveries, catalog)   which delivered rows are facts of which measure
convert(facts, keys, to_date)      counts carried over boundary changes
join_series, segments              what may be drawn as one line, and where lines end
"""

from vorort.statistics.harmonise.conversion import NotConvertible, convert, not_convertible
from vorort.statistics.harmonise.measures import conflicts, to_measures
from vorort.statistics.harmonise.register import RegionRegister, register_from
from vorort.statistics.harmonise.series import join_series, segments

__all__ = [
    "NotConvertible",
    "RegionRegister",
    "conflicts",
    "convert",
    "join_series",
    "not_convertible",
    "register_from",
    "segments",
    "to_measures",
]
