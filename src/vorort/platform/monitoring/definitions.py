"""The catalogue as pages need it: loaded once per process, in the reader's language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

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


@cache
def _everyday_words() -> dict[str, dict[str, str]]:
    text = files("vorort.platform.monitoring").joinpath("everyday_words.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def everyday_words(indicator: str, language: str) -> tuple[str, ...]:
    """What people call an indicator in a language, and in German, which many type anyway."""
    said = _everyday_words().get(indicator, {})
    return tuple(said[code] for code in dict.fromkeys((language.partition("-")[0], "de")) if code in said)


def words() -> Texts:
    """Words of the catalogue in the language of this page."""
    return texts(get_language() or "de")


def indicator_of(series: Series) -> Indicator:
    """The data sheet behind a published id: ours, or one made of what the publisher says."""
    known = words().indicators.get(series.series_id)
    return known or published_series.as_indicator(series.series_id, series.about, series.variants)


def field_of(indicator: Indicator) -> FieldOfAction:
    return words().fields.get(indicator.field) or published_series.field_of_action()


def fields() -> tuple[FieldOfAction, ...]:
    """Fields of action in their order, ours first."""
    return (*words().fields.values(), published_series.field_of_action())


def order(indicator: Indicator) -> tuple[int, bool, str]:
    """By field, core indicators first, then by id."""
    names = [field.id for field in fields()]
    return (names.index(indicator.field), not indicator.core, indicator.id)
