"""The page of an indicator in a place: the sentence first, then chart, table, method."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain import overview, words
from vorort.platform.monitoring.domain.figures import Figure, IndicatorLinks, IndicatorPage, PlaceRef
from vorort.platform.monitoring.domain.placewords import in_place, name_of, spoken_name
from vorort.platform.monitoring.domain.quantities import base_name, figure_text, period_name
from vorort.platform.monitoring.domain.words import Sentence
from vorort.platform.monitoring.presenters.figurecharts import bar_chart, series_chart
from vorort.platform.monitoring.presenters.naming import (
    counting_line,
    date_name,
    direction_name,
    group_name,
    split_name,
)
from vorort.platform.monitoring.presenters.shown import (
    ChartView,
    Fact,
    Link,
    NoticeView,
    SourceView,
    Table,
)
from vorort.platform.monitoring.presenters.sources import citation, downloads, source_views
from vorort.platform.monitoring.presenters.tables import named_table, series_table
from vorort.statistics.catalog.model import Direction
from vorort.statistics.vocab import TOTAL, Status

BARS_AT_MOST = 24  # more than that is a wall, not a chart; the table has them all
FEW = 6  # as many values as a sentence can carry
GROUP_PAIRS = (
    ("auslaender", "deutsche"),
    ("mh", "ohne_mh"),
    ("eg", "ohne_eg"),
    ("elternteil_ausl_herkunft", "eltern_ohne_ausl_herkunft"),
    ("nicht_deutsche_familiensprache", "deutsche_familiensprache"),
)


@dataclass(frozen=True)
class PartView:
    """A part of the page: a chart where one helps, else the table alone."""

    sentence: str
    chart: ChartView | None
    table: Table | None
    left_out: tuple[Fact, ...] = ()  # who is missing, and why
    folded: bool = False  # a long table that few will need


@dataclass(frozen=True)
class IndicatorView:
    title: str
    place: PlaceRef
    place_name: str
    description: str  # for search engines and previews: the sentence
    sentence: Sentence
    value: str
    counted: str
    counting: str  # concept, base and boundaries of the number
    notice: NoticeView | None  # one, calm, with everything to know before reading on
    question: str
    series: ChartView | None
    groups: PartView | None
    splits: tuple[PartView, ...]
    comparison: PartView | None
    small_areas: PartView | None
    caveat: str
    interpretation: str
    direction: str
    method: tuple[Fact, ...]
    sources: tuple[SourceView, ...]
    downloads: tuple[Link, ...]
    citation: str
    variants: tuple[Link, ...]
    breadcrumb: tuple[Link, ...]
    neighbours: tuple[Link, ...]
    links: IndicatorLinks
    build_id: str
    published_on: str
    concept_change: str


def present_indicator(page: IndicatorPage, language: str, address: str = "") -> IndicatorView:
    """`address` is the absolute address of the page, as its reader knows it."""
    with translation.override(language):
        return _view(page, address)


def _view(page: IndicatorPage, address: str) -> IndicatorView:
    indicator, figure = page.indicator, page.headline
    sentence = _headline(page)
    return IndicatorView(
        title=indicator.name,
        place=page.place,
        place_name=spoken_name(page.place),
        description=str(sentence),
        sentence=sentence,
        value=figure_text(figure, indicator.decimals) if figure and figure.value is not None else "",
        counted=words.counted(figure) if figure and figure.value is not None else "",
        counting=counting_line(figure) if figure else "",
        notice=_notice(page, sentence.remark),
        question=indicator.question,
        series=_series(page),
        groups=_groups(page),
        splits=_splits(page),
        comparison=_comparison(page),
        small_areas=_small_areas(page),
        caveat=indicator.caveat,
        interpretation=indicator.interpretation,
        direction="" if indicator.direction is Direction.NEUTRAL else direction_name(indicator.direction),
        method=tuple(_method(page)),
        sources=source_views(page.sources),
        downloads=downloads(page.links),
        citation=citation(page, address),
        variants=_variants(page),
        breadcrumb=_breadcrumb(page),
        neighbours=tuple(Link(place.name, place.url) for place in page.neighbours),
        links=page.links,
        build_id=page.build_id[:12],
        published_on=date_name(page.published_on),
        concept_change=_change_of_ground(page),
    )


# --- the number ------------------------------------------------------------------------------------


def _headline(page: IndicatorPage) -> Sentence:
    if page.headline is None:
        where = in_place(page.shown_for, begins=True)
        return Sentence(_("{in_place} liegt dazu keine Zahl vor.").format(in_place=where))
    return words.headline(page.headline, page.previous, page.indicator)


def _notice(page: IndicatorPage, remark: str) -> NoticeView | None:
    """Whose value it is, how small it is, what its sign means: one notice, not a stack of them."""
    stand_in = words.stand_in(page.place, page.shown_for)
    said = [stand_in, *_cautions(page, remark)]
    text = " ".join(f"{part.rstrip('.')}." for part in said if part)
    if not text:
        return None
    return NoticeView("info" if stand_in else "caveat", text)


def _cautions(page: IndicatorPage, remark: str) -> list[str]:
    figure = page.headline
    if figure is None:
        return []
    small = words.small_number_warning(figure, page.indicator)
    is_said = small and figure.status is Status.UNCERTAIN
    return [
        small or remark,
        words.status_caveat(figure) if figure.value is not None and not is_said else "",
        page.variant.mixed_base,
        figure.note,
    ]


def _change_of_ground(page: IndicatorPage) -> str:
    """Why the sentence names no change although there are earlier values."""
    figure = page.headline
    if figure is None or figure.value is None or page.previous is not None:
        return ""
    earlier = [f for s in page.segments for f in s.figures if f.year < figure.year and f.value is not None]
    return words.break_sentence(earlier[-1], figure, page.indicator) if earlier else ""


# --- the parts -------------------------------------------------------------------------------------


def _series(page: IndicatorPage) -> ChartView | None:
    figures = [figure for segment in page.segments for figure in segment.figures]
    if not any(figure.value is not None for figure in figures):
        return None
    ends = {"first": period_name(figures[0].period), "last": period_name(figures[-1].period)}
    caption = _caption(page, _("{first}–{last}").format(**ends))
    table = series_table("reihe-tabelle", caption, page.segments, page.indicator)
    return series_chart("reihe", caption, page.segments, page.indicator, table)


def _groups(page: IndicatorPage) -> PartView | None:
    shown = _distinct(page.groups)
    if not shown or all(figure.group == TOTAL for figure in shown):
        return None
    named = [(group_name(figure.group), figure) for figure in shown]
    caption = _caption(page, _("nach Gruppen, {period}").format(period=period_name(shown[0].period)))
    sentence = _gap(shown, page)
    return _part("gruppen", caption, sentence, named, page, _("Gruppe"))


def _gap(shown: list[Figure], page: IndicatorPage) -> str:
    by_group = {figure.group: figure for figure in shown}
    for one, other in GROUP_PAIRS:
        if one in by_group and other in by_group and by_group[one].period == by_group[other].period:
            names = (group_name(one), group_name(other))
            return words.gap(by_group[one], by_group[other], names, page.indicator)
    named = [(group_name(figure.group), figure) for figure in shown]
    return overview.list_of_values(named, page.indicator.decimals)


def _splits(page: IndicatorPage) -> tuple[PartView, ...]:
    sex = [f for f in page.splits if f.sex != TOTAL and f.age == TOTAL and not f.detail]
    age = [f for f in page.splits if f.age != TOTAL and f.sex == TOTAL and not f.detail]
    both = [f for f in page.splits if f not in sex and f not in age]
    parts = (
        ("geschlecht", _("nach Geschlecht, {period}"), _("Geschlecht"), sex),
        ("alter", _("nach Alter, {period}"), _("Alter"), sorted(age, key=_age_order)),
        ("merkmale", _("nach mehreren Merkmalen, {period}"), _("Merkmal"), both),
        ("weiteres", _("im Einzelnen, {period}"), _("Merkmal"), list(page.details)),
    )
    return tuple(_split(page, *part) for part in parts if part[3])


def _split(page: IndicatorPage, part_id: str, what: str, heading: str, figures: list[Figure]) -> PartView:
    named = [(split_name(figure), figure) for figure in figures]
    caption = _caption(page, what.format(period=period_name(figures[0].period)))
    decimals = page.indicator.decimals
    if len(named) <= FEW:
        sentence = overview.list_of_values(named, decimals)
    else:
        sentence = overview.spread_of_groups(tuple(figures), decimals)
    drawn = named if part_id != "alter" else [(split_name(f), f) for f in _finest(figures)]
    return _part(part_id, caption, sentence, named, page, heading, drawn=drawn, folded=True)


def _finest(figures: list[Figure]) -> list[Figure]:
    """Ages without those that others make up: „unter 18“ beside „unter 3“ would count children twice."""
    spans = [(figure, *_age_order(figure)) for figure in figures]
    return [
        figure
        for figure, first, last in spans
        if not any(first <= low and high <= last and (low, high) != (first, last) for _f, low, high in spans)
    ]


def _comparison(page: IndicatorPage) -> PartView | None:
    others = [figure for figure in page.comparison if figure.place.key != page.shown_for.key]
    left_out = tuple(Fact(place.name, reason) for place, reason in page.not_comparable)
    if not others:
        return PartView("", None, None, left_out) if left_out else None
    figures = list(page.comparison)
    if page.headline is not None and len(others) == len(figures):
        figures.insert(0, page.headline)
    named = [(spoken_name(figure.place), figure) for figure in figures]
    caption = _caption(page, _("im Vergleich, {period}").format(period=period_name(others[0].period)))
    own = next((figure for figure in figures if figure.place.key == page.shown_for.key), others[0])
    said = words.comparisons(own, others, page.indicator)
    part = _part("vergleich", caption, said, named, page, _("Ort"), own=page.shown_for.key)
    return PartView(part.sentence, part.chart, part.table, left_out)


def _small_areas(page: IndicatorPage) -> PartView | None:
    if not page.small_areas:
        return None
    figures = sorted(page.small_areas, key=lambda figure: figure.place.name)
    named = [(figure.place.name, figure) for figure in figures]
    period = period_name(figures[0].period)
    caption = _caption(page, _("in {n} Gebieten, {period}").format(n=len(figures), period=period))
    sentence = overview.spread(tuple(figures), page.indicator.decimals)
    whole = page.headline
    fits = whole is not None and whole.value is not None and whole.period == figures[0].period
    reference = (spoken_name(whole.place), whole) if fits and whole is not None else None
    return _part("gebiete", caption, sentence, named, page, _("Gebiet"), reference=reference)


def _part(
    part_id: str,
    caption: str,
    sentence: str,
    named: list[tuple[str, Figure]],
    page: IndicatorPage,
    heading: str,
    *,
    own: str = "",
    reference: tuple[str, Figure] | None = None,
    drawn: list[tuple[str, Figure]] | None = None,
    folded: bool = False,
) -> PartView:
    """`drawn` are those of the named that the chart shows, where it is not all of them."""
    drawn = named if drawn is None else drawn
    rows = [(name, "" if heading == _("Gruppe") else _url(f, page), f) for name, f in named]
    table = named_table(f"{part_id}-tabelle", caption, heading, rows, page.indicator, own)
    if len(drawn) > BARS_AT_MOST:
        return PartView(sentence, None, table, folded=folded)
    chart = bar_chart(part_id, caption, sentence, drawn, page.indicator, table, own=own, reference=reference)
    return PartView(sentence, chart, table)


def _url(figure: Figure, page: IndicatorPage) -> str:
    return figure.place.url if figure.place.key != page.shown_for.key else ""


def _caption(page: IndicatorPage, what: str) -> str:
    parts = {"name": page.indicator.name, "place": name_of(page.shown_for), "what": what}
    return _("{name}, {place}, {what}").format(**parts)


def _distinct(figures: tuple[Figure, ...]) -> list[Figure]:
    """The groups first, the total last: it is the yardstick, not one of them."""
    return sorted(figures, key=lambda figure: figure.group == TOTAL)


def _age_order(figure: Figure) -> tuple[int, int]:
    first, _dash, last = figure.age.rstrip("+").partition("-")
    if not first.isdigit():
        return (999, 999)
    if figure.age.endswith("+"):
        return (int(first), 998)
    return (int(first), int(last) if last.isdigit() else int(first))


# --- what lies behind ------------------------------------------------------------------------------


def _method(page: IndicatorPage) -> list[Fact]:
    indicator, figure = page.indicator, page.headline
    concept = definitions.words().concepts.get(figure.concept) if figure else None
    facts = [
        Fact(_("Definition"), indicator.definition),
        Fact(_("Gezählt werden"), indicator.numerator),
        Fact(_("im Verhältnis zu"), indicator.denominator),
        Fact(_("Zeitpunkt"), indicator.reference),
        Fact(_("Wer zur Gruppe gehört"), f"{concept.name}: {concept.rule}" if concept else ""),
        Fact(_("Berechnung"), page.variant.name + (f". {page.variant.note}" if page.variant.note else "")),
        Fact(_("Bevölkerungszahl"), base_name(figure.base) if figure else ""),
        Fact(_("Gebietsstand"), date_name(figure.boundary) if figure else ""),
    ]
    return [fact for fact in facts if fact.text]


def _variants(page: IndicatorPage) -> tuple[Link, ...]:
    urls = dict(page.links.variants)
    if len(page.variants) < 2:
        return ()
    return tuple(
        Link(variant.name, urls.get(variant.id, ""), variant.id == page.variant.id)
        for variant in page.variants
        if variant.id == page.variant.id or urls.get(variant.id)
    )


def _breadcrumb(page: IndicatorPage) -> tuple[Link, ...]:
    steps = [
        Link(spoken_name(page.place), page.links.place or page.place.url),
        Link(definitions.field_of(page.indicator).name, page.links.field),
        Link(page.indicator.short_name, ""),
    ]
    return tuple(step for step in steps if step.label)
