"""Several places beside each other."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from vorort.platform.monitoring import definitions
from vorort.platform.monitoring.domain import series as lines
from vorort.platform.monitoring.domain.comparison import beside
from vorort.platform.monitoring.domain.figures import (
    Choice,
    ComparisonPage,
    Figure,
    IndicatorLinks,
    PlaceRef,
    Segment,
)
from vorort.platform.monitoring.models import Build, Observation, Series
from vorort.platform.monitoring.queries import addresses
from vorort.platform.monitoring.queries.rows import current_build, figures, place_ref, source_notes
from vorort.platform.places import queries as places
from vorort.platform.places.domain.keys import own_keys
from vorort.platform.places.models import Place
from vorort.statistics.catalog.model import Indicator, Variant
from vorort.statistics.vocab import Level

MOST_PLACES = 30
_EXAMPLES = 12
_OFFERED = 60
_FIRST, _LAST = 1900, 2199


def comparison_page(asked: Mapping[str, list[str]]) -> ComparisonPage:
    """What the address asks for: `indikator`, `orte` or several `ort`, `variante`, `von`, `bis`.

    Places are keys or names; `orte` separates them by commas. Where nothing is asked for, an example
    stands there: the first indicator, and places one is likely to know.
    """
    build = current_build()
    published = _published(build) if build else {}
    keys, wanted = _asked_places(asked), _one(asked, "indikator")
    chosen, unknown = _places(keys)
    if published and not chosen and not unknown:
        chosen = _likely()
    elif len(chosen) == 1 and not wanted:
        chosen = _with_wider(chosen[0])
    indicator = published.get(wanted) if wanted else next(iter(published.values()), None)
    totals = _totals(build, indicator, chosen) if build and indicator and chosen else []
    variants = _variants(indicator, totals)
    variant = next((v for v in variants if v.id == _one(asked, "variante")), next(iter(variants), None))
    within = [f for f in totals if variant and f.variant == variant.id and _in_range(f, asked)]
    shown, left = _beside(chosen, within)
    return ComparisonPage(
        indicator=indicator,
        variant=variant,
        figures=shown,
        not_comparable=left,
        series=_series(chosen, within, indicator) if indicator else (),
        indicator_choices=_indicator_choices(published, indicator),
        place_choices=_place_choices(chosen),
        variant_choices=tuple(Choice(v.id, v.name, chosen=v == variant) for v in variants),
        chosen_places=tuple(place_ref(place) for place in chosen),
        unknown=tuple(unknown),
        sources=source_notes(build, within) if build and within else (),
        links=_links(indicator, chosen),
        build_id=build.build_id if build else "",
        is_example=not keys and not wanted,
    )


def _asked_places(asked: Mapping[str, list[str]]) -> list[str]:
    typed = [
        key.strip() for text in (*asked.get("orte", []), *asked.get("ort", [])) for key in text.split(",")
    ]
    return list(dict.fromkeys(key for key in typed if key))[:MOST_PLACES]


def _likely() -> list[Place]:
    """The Länder; the parts of the only one, where there is one."""
    laender = places.laender()
    parts = places.usual_parts(places.surroundings(laender[0])) if len(laender) == 1 else []
    shown = sorted(parts, key=lambda part: part.title.casefold())[:_EXAMPLES] or laender
    return places.places([place.key for place in shown])  # with what is above them, in one query


def _with_wider(place: Place) -> list[Place]:
    """A place asked for by itself, beside its Kreis and Land."""
    wider = [p for p in places.wider(place) if Level(p.level) in (Level.KREIS, Level.LAND)]
    return [place, *wider]


def _published(build: Build) -> dict[str, Indicator]:
    rows = Series.objects.filter(build=build)
    indicators = [definitions.indicator_of(row) for row in rows]
    return {i.id: i for i in sorted(indicators, key=definitions.order)}


def _places(keys: list[str]) -> tuple[list[Place], list[str]]:
    """Places by key, or by a name that somebody typed; what was not found is named."""
    by_name = {key: places.find(key, 1) for key in keys if not any(sign.isdigit() for sign in key)}
    wanted = [by_name[key][0].key if by_name.get(key) else key for key in keys]
    found = places.places(wanted) if wanted else []
    known = {key for place in found for key in (*own_keys(place.key), *place.former_keys)}
    return found, [typed for typed, key in zip(keys, wanted, strict=True) if key not in known]


def _totals(build: Build, indicator: Indicator, chosen: list[Place]) -> list[Figure]:
    pages = {key: place for place in chosen for key in own_keys(place.key)}
    rows = dict(Place.objects.filter(key__in=pages).values_list("pk", "key"))
    observations = Observation.objects.filter(
        build=build, indicator=indicator.id, is_total=True, place_id__in=list(rows)
    )
    return figures(observations, {row: place_ref(pages[key]) for row, key in rows.items()})


def _variants(indicator: Indicator | None, totals: list[Figure]) -> tuple[Variant, ...]:
    there = {figure.variant for figure in totals}
    return tuple(v for v in indicator.variants if v.id in there) if indicator else ()


def _beside(
    chosen: list[Place], totals: list[Figure]
) -> tuple[tuple[Figure, ...], tuple[tuple[PlaceRef, str], ...]]:
    """The newest number that most of the places have in common, and why others are left out."""
    per_place = [(place_ref(p), [f for f in totals if f.place.key == p.key]) for p in chosen]
    return beside(_common(totals), per_place)


def _common(totals: list[Figure]) -> Figure | None:
    with_value = [figure for figure in totals if figure.value is not None]
    sharing: dict[tuple[str, ...], set[str]] = {}
    for figure in with_value:
        sharing.setdefault(_shared(figure), set()).add(figure.place.key)
    return max(
        with_value,
        key=lambda f: (len(sharing[_shared(f)]), *lines.when(f), f.base),
        default=None,
    )


def _shared(figure: Figure) -> tuple[str, ...]:
    return (figure.period, figure.concept, figure.base, figure.unit.value)


def _series(
    chosen: list[Place], totals: list[Figure], indicator: Indicator
) -> tuple[tuple[PlaceRef, tuple[Segment, ...]], ...]:
    own = [(place_ref(p), [f for f in totals if f.place.key == p.key]) for p in chosen]
    return tuple((place, lines.segments(found, indicator)) for place, found in own if found)


def _indicator_choices(published: Mapping[str, Indicator], chosen: Indicator | None) -> tuple[Choice, ...]:
    fields = {field.id: field.name for field in definitions.fields()}
    return tuple(
        Choice(i.id, i.name, chosen=chosen is not None and i.id == chosen.id, group=fields[i.field])
        for i in published.values()
    )


def _place_choices(chosen: list[Place]) -> tuple[Choice, ...]:
    """Places to add: those beside, above and below what is already chosen, or the Länder."""
    keys = {place.key for place in chosen}
    if chosen:
        first = chosen[0]
        land = Q(level=Level.LAND, key=first.key[:2])
        near = Q(parent_id=first.parent_id, level=first.level)
        found = Place.objects.filter(land | Q(pk=first.parent_id) | near, valid_to__isnull=True)
        offered = sorted(found[:_OFFERED], key=lambda p: (p.level == first.level, p.title.casefold()))
    else:
        offered = places.laender()
    chosen_first = [Choice(p.key, p.title, chosen=True) for p in chosen]
    return (*chosen_first, *(Choice(p.key, p.title) for p in offered if p.key not in keys))


def _links(indicator: Indicator | None, chosen: list[Place]) -> IndicatorLinks:
    if indicator is None or not chosen:
        return IndicatorLinks()
    keys = tuple(place.key for place in chosen)
    return IndicatorLinks(
        sheet=addresses.sheet_url(indicator.id), comparison=addresses.comparison_url(indicator.id, keys)
    )


def _in_range(figure: Figure, asked: Mapping[str, list[str]]) -> bool:
    return _year(asked, "von", _FIRST) <= figure.year <= _year(asked, "bis", _LAST)


def _year(asked: Mapping[str, list[str]], name: str, otherwise: int) -> int:
    text = _one(asked, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else otherwise


def _one(asked: Mapping[str, list[str]], name: str) -> str:
    return next(iter(asked.get(name, [])), "")
