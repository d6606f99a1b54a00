"""Protect: the one door between computed numbers and everybody else.

    protect(results, catalog, rules, unpublished)   RESULTS in, RESULTS out; hidden numbers are gone

The method is described in docs/methods/protect.md.
"""

from vorort.statistics.protect.door import protect
from vorort.statistics.protect.rules import Rules, is_unpublished

__all__ = ["Rules", "is_unpublished", "protect"]
