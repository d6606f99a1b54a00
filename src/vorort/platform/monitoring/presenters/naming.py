"""What things are called in the reader's language: groups, ages, concepts, and why a number is so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vorort.platform.common import text
from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain.figures import Figure
from vorort.platform.monitoring.domain.quantities import base_name, period_name, unit_name
from vorort.statistics.catalog.model import Direction, Effort
from vorort.statistics.vocab import TOTAL


def group_name(group: str) -> str:
    return definitions.words().groups.get(group, group)


def split_name(figure: Figure) -> str:
    """„Frauen, 15 bis 24 Jahre“: everything that sets this figure apart from the total."""
    parts = [
        group_name(figure.group) if figure.group != TOTAL else "",
        definitions.words().sexes.get(figure.sex, figure.sex) if figure.sex != TOTAL else "",
        age_name(figure.age) if figure.age != TOTAL else "",
        detail_name(figure.detail),
    ]
    return text.listed(parts) or group_name(TOTAL)


def age_name(age: str) -> str:
    if age.endswith("+"):
        return _("{age} Jahre und älter").format(age=age[:-1])
    first, dash, last = age.partition("-")
    if not dash or not last.isdigit():
        return _("{age} Jahre").format(age=age)
    if first == "0":
        return _("unter {age} Jahren").format(age=int(last) + 1)
    return _("{first} bis {last} Jahre").format(first=first, last=last)


def detail_name(detail: str) -> str:
    """`schulart=Gymnasien;klasse=7` → „Gymnasien, 7“."""
    return text.listed(part.partition("=")[2] or part for part in detail.split(";"))


def concept_name(concept: str) -> str:
    known = definitions.words().concepts.get(concept)
    return known.name if known else concept


def ground_line(figure: Figure) -> str:
    """The line under a chart's title: unit, who is counted, on which base."""
    return " · ".join(part for part in (unit_name(figure.unit), counting_line(figure)) if part)


def chart_line(figure: Figure) -> str:
    """The same in brief, where the page has told base and boundaries above: unit and who is counted."""
    return " · ".join(part for part in (unit_name(figure.unit), concept_line(figure)) if part)


def concept_line(figure: Figure) -> str:
    return _("gezählt nach: {concept}").format(concept=concept_name(figure.concept)) if figure.concept else ""


def counting_line(figure: Figure) -> str:
    """Who is counted, on which base, in which boundaries."""
    parts = [line for line in (concept_line(figure),) if line]
    if figure.base:
        parts.append(_("Bevölkerungszahl: {base}").format(base=base_name(figure.base)))
    if figure.boundary:
        parts.append(_("Gebietsstand: {date}").format(date=date_name(figure.boundary)))
    return " · ".join(parts)


def date_name(moment: str) -> str:
    """„22. November 2026“ of an ISO date or date-time; other texts stay as they are."""
    day = moment[:10]
    try:
        return period_name(day) if len(day) == 10 else moment
    except ValueError:
        return moment


def effort_name(effort: Effort) -> str:
    return {
        Effort.OFFICIAL_TABLE: _("steht in amtlichen Tabellen bereit"),
        Effort.OWN_OFFICE: _("aus eigenen Ämtern zu beschaffen"),
        Effort.SURVEY: _("nur mit einer Befragung zu haben"),
    }[effort]


def direction_name(direction: Direction) -> str:
    return {
        Direction.HIGHER: _("Ein höherer Wert spricht eher für gleiche Teilhabe."),
        Direction.LOWER: _("Ein niedrigerer Wert spricht eher für gleiche Teilhabe."),
        Direction.NEUTRAL: _("Der Wert beschreibt. Höher oder niedriger ist weder gut noch schlecht."),
    }[direction]
