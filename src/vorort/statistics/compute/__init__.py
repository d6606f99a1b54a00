"""Compute: measures in, numbers out. Each formula is one Ibis expression over all indicators.

    compute(measures, catalog)      every indicator × variant × region × period × split with data
    published_series(facts)         what others have published, under its own id
    gaps, changes, pooled           what can be said about numbers that are already published

`reference` holds the naive plain-Python twin of every formula; tests compare the two.
"""

from vorort.statistics.compute.derived import changes, gaps, pooled
from vorort.statistics.compute.formulas import compute
from vorort.statistics.compute.published import published_series

__all__ = ["changes", "compute", "gaps", "pooled", "published_series"]
