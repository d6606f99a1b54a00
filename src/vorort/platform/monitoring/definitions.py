"""The catalogue as pages need it: loaded once per process, in the reader's language."""

from __future__ import annotations

from functools import cache

from vorort.platform.monitoring.domain import published_series
from vorort.platform.monitoring.models import Series
from vorort.statistics.catalog import Catalog, load_catalog
from vorort.statistics.catalog.model import FieldOfAction, Indicator
from vorort.statistics.catalog.text import Texts


@cache
def catalogue() -> Catalog:
    return load_catalog()


@cache
def texts(language: str) -> Texts:
    """Words of the catalogue in a language, German where one is missing."""
    return catalogue().text(language.partition("-")[0])


def indicator_of(series: Series) -> Indicator:
    """The data sheet behind a published id: ours, or one made of what the publisher says."""
    known = catalogue().indicators.get(series.series_id)
    return known or published_series.as_indicator(series.series_id, series.about, series.variants)


def field_of(indicator: Indicator) -> FieldOfAction:
    return catalogue().fields.get(indicator.field, published_series.FIELD)


def fields() -> tuple[FieldOfAction, ...]:
    """Fields of action in their order, ours first."""
    return (*catalogue().fields.values(), published_series.FIELD)
