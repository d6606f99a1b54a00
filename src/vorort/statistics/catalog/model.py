"""The types behind the catalogue's YAML files.

Every file is checked against these when it is loaded; an error names file, entry and field.
Texts are German; other languages live in `catalog/translations/<language>.yaml`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vorort.statistics.vocab import TOTAL, Level, Unit

Text = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Direction(StrEnum):
    """How to read a higher value. Neutral means: context, neither good nor bad."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Effort(StrEnum):
    OFFICIAL_TABLE = "official_table"
    OWN_OFFICE = "own_office"
    SURVEY = "survey"


class GroupConcept(Entry):
    """One of the incompatible definitions behind words such as „Ausländer“ or „Migrationshintergrund“."""

    id: Text
    name: Text
    rule: Text
    source: Text
    lowest_level: Text
    groups: tuple[Text, ...]  # values that `group` takes under this concept
    rounded_to: int | None = None
    caveat: str = ""


class Measure(Entry):
    """Something countable that sources deliver and formulas use: `bevoelkerung`, `arbeitslose`."""

    id: Text
    name: Text
    unit: Unit = Unit.PERSONS
    additive: bool = True  # counts may be summed over regions; rates and means never


class Term(Entry):
    """Numerator or denominator: a measure restricted to a group, sex, age or detail.

    What is not named here is taken from the split at hand (`group: null` follows the split), so
    `{measure: arbeitslose, group: null}` gives one value per group. `year_offset: -1` takes the
    year before. Several measures are added up, those under `minus` are taken away (a balance).
    """

    measures: tuple[Text, ...] = Field(min_length=1)
    minus: tuple[Text, ...] = ()
    group: str | None = TOTAL
    sex: str | None = None
    age: str | None = None
    detail: str | None = None
    year_offset: int = 0
    concept: str | None = None  # take facts of this concept only


class Variant(Entry):
    """One way to compute an indicator. The first variant of an indicator is its default.

    - `ratio`: numerator / denominator × scale
    - `published`: a rate that somebody else has computed, passed on as it is
    - `median`: like `published`; the delivered value is a median, so it is never added up
    - `difference_of_means`: mean of the numerator's group minus mean of the denominator's group
    - `segregation`: 1/2 · Σ |a_i/A − b_i/B|; numerator is group a, denominator group b. The sum
      runs over the parts of the region, or over the values of detail `over` ("einrichtung").
      There is no value with fewer than `min_parts` parts; parts in which a and b together are
      fewer than `min_part_size` persons are left out.
    """

    id: Text
    name: Text
    formula: Literal["ratio", "published", "difference_of_means", "segregation", "median"] = "ratio"
    numerator: Term
    denominator: Term | None = None
    scale: float | None = None  # None: the scale of the indicator's unit
    groups: tuple[Text, ...] = (TOTAL,)  # splits computed through `group: null`
    over: str = ""
    min_parts: int = Field(default=1, ge=1)
    min_part_size: int = Field(default=0, ge=0)
    mixed_base: str = ""  # why numerator and denominator may rest on different bases, if they may
    note: str = ""
    source: str = ""  # where this formula is documented
    confirmed: bool = True

    @model_validator(mode="after")
    def ratio_has_denominator(self) -> Variant:
        if self.formula == "ratio" and self.denominator is None:
            raise ValueError("eine Quote braucht einen Nenner (denominator)")
        return self


class SourceRef(Entry):
    """Where the figures for an indicator come from."""

    name: Text
    table: str = ""  # table code, "" where there is none
    variant: str = ""
    confirmed: bool = True  # False: table code to be confirmed before it is relied on
    note: str = ""


class SeriesBreak(Entry):
    year: int
    reason: Text


class Indicator(Entry):
    """A data sheet (Datenblatt)."""

    id: Text
    field: Text  # A … I
    goal: Text
    name: Text
    short_name: Text
    question: Text  # the question this figure answers
    sentence: str = ""  # „{in_place} hatten {period} von {of} Menschen {count} …“, no full stop; {count} > 1
    definition: Text
    numerator: Text
    denominator: str = ""
    unit: Unit
    decimals: int = Field(default=1, ge=0, le=3)
    direction: Direction
    concepts: tuple[Text, ...] = ()
    splits: tuple[Text, ...] = ()
    sources: tuple[SourceRef, ...]
    reference: Text  # Stichtag or period: "31.12.", "Jahresdurchschnitt"
    periodicity: Text
    level: Level  # lowest level at which it can be had
    boundary: str = ""
    population_base: str = ""
    revision: str = ""
    first_year: int | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    min_cases: int = Field(default=3, ge=1)
    min_denominator: int = Field(default=100, ge=1)
    interpretation: Text  # how to read it
    caveat: Text  # what it does not say
    related: tuple[Text, ...] = ()
    laender_code: str = ""  # nearest indicator of the Länder monitoring
    owner: Text  # who usually delivers it
    effort: Effort
    licence: str = ""
    core: bool = False
    checked_on: date
    unconfirmed: tuple[Text, ...] = ()  # what the handbook marks as unconfirmed, in words
    variants: tuple[Variant, ...] = Field(min_length=1)

    def variant(self, variant_id: str | None = None) -> Variant:
        """The named variant, or the default one. Raises KeyError."""
        if variant_id is None:
            return self.variants[0]
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)


class FieldOfAction(Entry):
    id: Text
    name: Text
    sentence: Text  # one sentence: what this field is about


class IndicatorSet(Entry):
    id: Text
    name: Text
    description: Text
    indicators: tuple[Text, ...]
    from_kreis: tuple[Text, ...] = ()  # in a Gemeinde report shown with the value of the Kreis


class Feed(Entry):
    """Rows of a series that become facts of a measure.

    `item`, `group`, `sex`, `age`, `detail`, `unit` select rows (None: any). `set_group`,
    `set_detail` overwrite what the reader recognised, for files that are about one group only.

    `sum_details` names details whose rows are added up to one fact (detail: `set_detail` or none),
    for tables without a total row: the table of foreign residents by nationality gives the six
    continents and no total. Where one of the rows is missing or withheld, there is no sum.
    """

    measure: Text
    item: str | None = None
    group: str | None = None
    sex: str | None = None
    age: str | None = None
    detail: str | None = None
    sum_details: tuple[Text, ...] = ()
    unit: Unit | None = None
    set_group: str | None = None
    set_detail: str | None = None
    concept: str | None = None
    base: str | None = None


class BaseRule(Entry):
    """From this year on, population figures of the source rest on this base."""

    first_year: int
    base: Text


class Source(Entry):
    """A series that somebody publishes, and what of it feeds our indicators."""

    series: Text  # "ni/1-2-1"; may end in "*"
    publisher: Text
    title: Text
    licence: str = ""
    licence_url: str = ""
    url: str = ""
    concept: str = ""
    bases: tuple[BaseRule, ...] = ()
    rounded_to: int | None = None
    decimals: int | None = None
    published: bool | None = None  # False: secrecy is still up to us; None: published unless `own/…`
    follows_from: tuple[Text, Text] | None = None  # published rate = first / second × scale
    feeds: tuple[Feed, ...] = ()
    note: str = ""
