"""Definitions as data: indicators, sets, group concepts, measures, sources, in YAML."""

from vorort.statistics.catalog.load import Catalog, load_catalog

__all__ = ["Catalog", "load_catalog"]
