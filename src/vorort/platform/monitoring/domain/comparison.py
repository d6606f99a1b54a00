"""What may stand beside each other, and why something may not."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain.figures import Figure, PlaceRef
from vorort.platform.monitoring.domain.series import ground
from vorort.statistics.vocab import Status

Left = tuple[PlaceRef, str]


def beside(
    reference: Figure | None, candidates: Iterable[tuple[PlaceRef, list[Figure]]]
) -> tuple[tuple[Figure, ...], tuple[Left, ...]]:
    """Per place the number that is comparable with `reference`, or the reason why there is none."""
    shown: list[Figure] = []
    left: list[Left] = []
    for place, figures in candidates:
        if reference is None:
            left.append((place, _("Dafür liegt kein Wert vor.")))
        elif match := _match(reference, figures):
            shown.append(match)
        else:
            left.append((place, _reason(reference, figures)))
    return tuple(shown), tuple(left)


def _match(reference: Figure, figures: list[Figure]) -> Figure | None:
    """Same year, concept, population base and unit. The boundary state belongs to each place itself."""
    return next((f for f in figures if f.value is not None and _fits(reference, f)), None)


def _fits(reference: Figure, figure: Figure) -> bool:
    concept, base, _boundary, unit = ground(reference)
    return figure.period == reference.period and (concept, base, unit) == (
        figure.concept,
        figure.base,
        figure.unit.value,
    )


def _reason(reference: Figure, figures: list[Figure]) -> str:
    same_period = [f for f in figures if f.period == reference.period]
    if not same_period:
        return _missing(reference, figures)
    other = min(same_period, key=lambda f: (f.concept != reference.concept, f.base != reference.base))
    if other.concept != reference.concept:
        return _("Der Wert zählt eine anders abgegrenzte Gruppe.")
    if other.base != reference.base:
        return _("Der Wert beruht auf einer anderen Bevölkerungszahl ({base}).").format(
            base=other.base or "?"
        )
    if other.status in (Status.SECRET, Status.SECRET_SECONDARY):
        return _("Der Wert wird geheim gehalten, weil er auf sehr wenigen Fällen beruht.")
    if other.status is Status.NO_REGION:
        return _("Diesen Ort gab es zu diesem Zeitpunkt nicht.")
    return _("Der Wert ist nicht veröffentlicht oder zu unsicher.")


def _missing(reference: Figure, figures: list[Figure]) -> str:
    with_value = [f.year for f in figures if f.value is not None]
    if not with_value:
        return _("Dafür liegt kein Wert vor.")
    return _("Für {year} liegt kein Wert vor, der neueste ist von {newest}.").format(
        year=reference.year, newest=max(with_value)
    )
