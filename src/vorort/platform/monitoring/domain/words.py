"""What the figures say, in sentences. Every sentence is true of the figures it is made from.

A difference is claimed only where the values may be compared: same concept, same base, same boundary.
Registers count everybody, so their changes are told plainly; `chance` knows where a word about it is due.
Nothing here judges, ranks or explains causes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain import chance
from vorort.platform.monitoring.domain.chance import SMALL_WHOLE, Chance
from vorort.platform.monitoring.domain.figures import Figure, PlaceRef
from vorort.platform.monitoring.domain.placewords import for_place, in_place
from vorort.platform.monitoring.domain.published_series import FIELD_ID
from vorort.platform.monitoring.domain.quantities import (
    base_name,
    difference,
    figure_text,
    in_period,
    period_name,
    quantity,
    rounded,
    whole,
)
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.vocab import Status, Unit

_NUMBER = "\ue000"  # stands for the number while a sentence is put together
FEW = 100

MISSING = {
    Status.SECRET: gettext_noop(
        "{for_place} wird die Zahl {period} geheim gehalten (Zeichen „{sign}“): Es sind so wenige "
        "Fälle, dass man Einzelne erkennen könnte."
    ),
    Status.SECRET_SECONDARY: gettext_noop(
        "{for_place} wird die Zahl {period} nicht gezeigt (Zeichen „{sign}“), damit sich aus ihr "
        "keine andere, geheime Zahl ausrechnen lässt."
    ),
    Status.UNSAFE: gettext_noop(
        "{for_place} ist die Zahl {period} zu unsicher, um sie zu nennen (Zeichen „{sign}“): Es wurden "
        "zu wenige befragt."
    ),
    Status.NOT_AVAILABLE: gettext_noop("{for_place} liegt {period} keine Zahl vor (Zeichen „{sign}“)."),
    Status.LATER: gettext_noop(
        "{for_place} wird die Zahl {period} erst später veröffentlicht (Zeichen „{sign}“)."
    ),
    Status.NOT_MEANINGFUL: gettext_noop(
        "{for_place} wäre eine Zahl {period} nicht sinnvoll (Zeichen „{sign}“), zum Beispiel weil es die "
        "Gruppe dort nicht gibt."
    ),
    Status.NO_REGION: gettext_noop(
        "{for_place} gibt es {period} keine Zahl: Das Gebiet bestand damals nicht so."
    ),
}

CAVEATS = {
    Status.PROVISIONAL: gettext_noop("Die Zahl ist vorläufig und kann sich noch ändern."),
    Status.ESTIMATED: gettext_noop("Die Zahl ist geschätzt."),
    Status.REVISED: gettext_noop("Die Zahl wurde gegenüber einer früheren Veröffentlichung berichtigt."),
    Status.ROUNDED: gettext_noop(
        "Die Zahl beruht auf Werten, die einzeln auf Vielfache von 5 gerundet sind. Summen gehen "
        "deshalb nicht genau auf."
    ),
    Status.UNCERTAIN: gettext_noop(
        "Die Quelle kennzeichnet die Zahl als unsicher; kleine Unterschiede bedeuten wenig."
    ),
    Status.NIL: gettext_noop("Das ist genau null, keine fehlende Angabe."),
    Status.BELOW_HALF: gettext_noop("Der Wert ist kleiner als die Hälfte der kleinsten gezeigten Einheit."),
    Status.BREAK: gettext_noop("Mit dem Jahr davor lässt sich die Zahl nicht vergleichen."),
}


_FEW_CASES_NOTE = "Kleine Fallzahl"  # how `protect` begins its note on a small denominator
_FEW_CASES = gettext_noop(
    "Die Zahl beruht auf wenigen Fällen. Sie ist unsicher; kleine Unterschiede bedeuten wenig."
)


@dataclass(frozen=True)
class Sentence:
    """A sentence with the one number it is about, so that a page can set it apart.

    `remark` says how little a difference means; a page may say it elsewhere.
    """

    before: str
    number: str = ""
    after: str = ""
    remark: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.number}{self.after} {self.remark}".rstrip()


# --- one figure ------------------------------------------------------------------------------------


def headline(figure: Figure, previous: Figure | None, indicator: Indicator) -> Sentence:
    """„In Köln hatten 2024 von 1 000 Menschen 236 keinen deutschen Pass, 8 mehr als im Jahr davor.“"""
    if figure.value is None:
        return Sentence(missing(figure))
    shares = _share_pair(figure, previous)
    if shares and indicator.sentence and shares.count > 1:
        said, number = indicator.sentence, text.number(shares.count)
        change, remark = _count_change(figure, previous, shares, indicator)
    else:
        said = _general_sentence(shares, indicator)
        number = quantity(figure.value, figure.unit, indicator.decimals, dative=True)
        change, remark = _value_change(figure, previous, indicator)
    parts = {
        "in_place": in_place(figure.place, begins=said.startswith("{in_place}")),
        "period": in_period(figure.period),
        "name": indicator.name,
        "of": text.number(shares.of) if shares else "",
        "count": _NUMBER if indicator.sentence == said else text.number(shares.count) if shares else "",
        "quantity": _NUMBER,
    }
    before, _mark, after = (said.format(**parts) + change).partition(_NUMBER)
    return Sentence(before, number, after, remark)


def _general_sentence(shares: _Shares | None, indicator: Indicator) -> str:
    if indicator.field == FIELD_ID:  # a heading of a table, not the name of an indicator
        return _("{in_place} lag {period} der Wert der Reihe „{name}“ bei {quantity}")
    if shares and shares.count > 0:
        return _("{in_place} lag {period} die Kennzahl „{name}“ bei {quantity}, das sind {count} von {of}")
    return _("{in_place} lag {period} die Kennzahl „{name}“ bei {quantity}")


@dataclass(frozen=True)
class _Shares:
    """A share as people: `count` of `of`, and how many it was before."""

    of: int
    count: int
    before: int | None  # of as many; None where the change is better said in the unit


def _share_pair(figure: Figure, previous: Figure | None) -> _Shares | None:
    """None where a share cannot be said as „x von 1 000“: other units, or more than all."""
    if figure.value is None or not figure.is_share:
        return None
    share = figure.value / figure.unit.scale
    if not 0 <= share <= 1:
        return None
    if counted_few := _counted_few(figure):
        return counted_few
    of = _out_of(share, figure)
    before = previous.value if previous is not None else None
    return _Shares(of, whole(share * of), None if before is None else whole(before / figure.unit.scale * of))


def _counted_few(figure: Figure) -> _Shares | None:
    """„von 40 Ratsmitgliedern 5“: where so few are counted, the counts themselves are the best words."""
    numerator, denominator = figure.numerator, figure.denominator
    if numerator is None or denominator is None or not 0 < denominator < FEW:
        return None
    if numerator != whole(numerator) or denominator != whole(denominator):
        return None
    return _Shares(whole(denominator), whole(numerator), None)


def _out_of(share: float, figure: Figure) -> int:
    """1 000; only 100 where fewer than 1 000 were counted; more where a rare thing would become 0."""
    small = figure.denominator is not None and figure.denominator < SMALL_WHOLE
    of = 100 if small and figure.unit is Unit.PERCENT else 1000
    while 0 < share * of < 0.5 and of < 1_000_000:
        of *= 10
    return of


def _count_change(
    figure: Figure, previous: Figure | None, shares: _Shares, indicator: Indicator
) -> tuple[str, str]:
    """How many more or fewer, and a remark where that means little."""
    if previous is None or previous.value is None:
        return ".", ""
    if shares.before is None:
        counts = _counted_few(previous)
        return (
            (_counts_before(figure, previous, counts), "")
            if counts
            else _value_change(figure, previous, indicator)
        )
    before, change = _time_before(figure, previous), shares.count - shares.before
    found = chance.behind(figure, previous, indicator)
    if change == 0:
        return _(", ebenso viele wie {before}.").format(before=before), ""
    if found is Chance.SAMPLE:
        said = _(". {before} waren es {n}; dieser Unterschied kann Zufall sein.")
        return said.format(before=_upper(before), n=text.number(shares.before)), ""
    n = abs(change)
    if change > 0:
        said = ngettext(", {n} mehr als {before}.", ", {n} mehr als {before}.", n)
    else:
        said = ngettext(", {n} weniger als {before}.", ", {n} weniger als {before}.", n)
    return said.format(n=text.number(n), before=before), chance.remark(found)


def _counts_before(figure: Figure, previous: Figure, counts: _Shares) -> str:
    """Where people are so few that they are named, those before them are named too."""
    said = ngettext("; {before} war es {n} von {of}.", "; {before} waren es {n} von {of}.", counts.count)
    before = _time_before(figure, previous)
    return said.format(before=before, n=text.number(counts.count), of=text.number(counts.of))


def _value_change(figure: Figure, previous: Figure | None, indicator: Indicator) -> tuple[str, str]:
    if figure.value is None or previous is None or previous.value is None:
        return ".", ""
    decimals = indicator.decimals
    before = _time_before(figure, previous)
    change = rounded(figure.value, decimals) - rounded(previous.value, decimals)
    if rounded(change, decimals) == 0:
        return _(". {before} war der Wert gleich.").format(before=_upper(before)), ""
    found = chance.behind(figure, previous, indicator)
    if found is Chance.SAMPLE:
        said = _(". {before} waren es {value}; dieser Unterschied kann Zufall sein.")
        return said.format(before=_upper(before), value=figure_text(previous, decimals)), ""
    apart = difference(change, figure.unit, decimals)
    said = _(", {apart} mehr als {before}.") if change > 0 else _(", {apart} weniger als {before}.")
    return said.format(apart=apart, before=before), chance.remark(found)


def _time_before(figure: Figure, previous: Figure) -> str:
    return _("im Jahr davor") if figure.year - previous.year == 1 else in_period(previous.period)


def missing(figure: Figure) -> str:
    """Why there is no number, with the sign that official tables print for it."""
    parts = {
        "for_place": _upper(for_place(figure.place)),
        "in_place": _upper(in_place(figure.place)),
        "period": in_period(figure.period),
        "sign": figure.status.sign,
    }
    return _(MISSING.get(figure.status, MISSING[Status.NOT_AVAILABLE])).format(**parts)


def status_caveat(figure: Figure) -> str:
    """What a reader must know about a value that is there but is not a plain one."""
    caveat = CAVEATS.get(figure.status)
    if figure.status is Status.UNCERTAIN and _FEW_CASES_NOTE in figure.note:
        caveat = _FEW_CASES
    return _(caveat) if caveat else ""


def small_number_warning(figure: Figure, indicator: Indicator) -> str:
    """Said where few people stand behind a share: one more or less would move it visibly."""
    small = figure.denominator is not None and figure.denominator < indicator.min_denominator
    if figure.value is None or not figure.is_share or not small:
        return ""
    counted = text.number(figure.denominator)
    said = _("Die Zahl beruht auf nur {counted} Fällen.").format(counted=counted)
    if figure.low is None or figure.high is None or not chance.is_sample(figure, indicator):
        swings = _("Sie schwankt deshalb stark; sehen Sie lieber auf mehrere Jahre als auf ein einzelnes.")
        return f"{said} {swings}"
    span = {
        "low": quantity(figure.low, figure.unit, indicator.decimals, dative=True),
        "high": quantity(figure.high, figure.unit, indicator.decimals, dative=True),
    }
    return f"{said} " + _("Allein durch Zufall könnte sie zwischen {low} und {high} liegen.").format(**span)


def counted(figure: Figure) -> str:
    """„36 380 von 253 062“: what a share was computed from."""
    if not figure.is_share or figure.numerator is None or figure.denominator is None:
        return ""
    n, of = text.number(figure.numerator), text.number(figure.denominator)
    return _("{n} von {of}").format(n=n, of=of)


def stand_in(place: PlaceRef, shown_for: PlaceRef) -> str:
    """Why a Gemeinde's page shows the value of its Kreis; empty where it shows its own."""
    if place.key == shown_for.key:
        return ""
    said = _("{for_place} gibt es diese Zahl nicht. Gezeigt wird der Wert {for_other}.")
    return said.format(for_place=_upper(for_place(place)), for_other=for_place(shown_for))


# --- comparing -------------------------------------------------------------------------------------


def why_not_comparable(before: Figure, after: Figure, indicator: Indicator) -> str:
    """The reason in a few words, empty where two figures of a series may be compared."""
    for series_break in indicator.breaks:
        if before.year < series_break.year <= after.year and not _continues(before, after):
            return series_break.reason
    if before.concept != after.concept:
        return _("Die Gruppe wird anders abgegrenzt")
    if before.base != after.base:
        return _("Neue Basis: {base}").format(base=base_name(after.base) or _("ohne Angabe"))
    if before.boundary != after.boundary:
        return _("Anderer Gebietsstand")
    if before.unit != after.unit:
        return _("Andere Einheit")
    return _("Bruch in der Reihe") if after.status is Status.BREAK else ""


def _continues(before: Figure, after: Figure) -> bool:
    same = (before.concept, before.base, before.boundary) == (after.concept, after.base, after.boundary)
    return same and after.status is not Status.BREAK and bool(before.base)


def break_sentence(before: Figure, after: Figure, indicator: Indicator) -> str:
    reason = why_not_comparable(before, after, indicator) or _("Bruch in der Reihe")
    said = _("Zwischen {before} und {after} nicht vergleichbar: {reason}.")
    return said.format(
        before=period_name(before.period), after=period_name(after.period), reason=reason.rstrip(".")
    )


def comparisons(own: Figure, others: list[Figure], indicator: Indicator) -> str:
    """A sentence for each other place, and one about small numbers where it matters."""
    said = [comparison(own, other, indicator) for other in others]
    found = [chance.behind(own, other, indicator) for other in others if other.value is not None]
    return " ".join(part for part in (*said, chance.remark(*found)) if part)


def comparison(own: Figure, other: Figure, indicator: Indicator) -> str:
    """„In Niedersachsen war der Wert 2024 höher: 13,7 %.“ The word only where both are known well enough."""
    if own.value is None or other.value is None:
        return ""
    decimals = indicator.decimals
    higher = rounded(other.value, decimals) - rounded(own.value, decimals)
    unsure = chance.behind(own, other, indicator) is Chance.SAMPLE
    known = chance.have_intervals(own, other) and not unsure
    parts = {
        "in_place": _upper(in_place(other.place)),
        "period": in_period(other.period),
        "value": figure_text(other, decimals, dative=not known or higher == 0),
    }
    if unsure:
        said = _("{in_place} lag der Wert {period} bei {value}; das ist kein gesicherter Unterschied.")
    elif higher == 0:
        said = _("{in_place} lag der Wert {period} ebenfalls bei {value}.")
    elif not known:
        said = _("{in_place} lag der Wert {period} bei {value}.")
    elif higher > 0:
        said = _("{in_place} war der Wert {period} höher: {value}.")
    else:
        said = _("{in_place} war der Wert {period} niedriger: {value}.")
    return said.format(**parts)


def gap(one: Figure, other: Figure, names: tuple[str, str], indicator: Indicator) -> str:
    """The gap between two groups as an open question, never as a verdict."""
    if one.value is None or other.value is None:
        return _("Der Abstand zwischen den Gruppen lässt sich nicht nennen, weil ein Wert fehlt.")
    if reason := why_not_comparable(one, other, indicator):
        said = _("Die beiden Gruppen lassen sich nicht vergleichen: {reason}.")
        return said.format(reason=reason)
    decimals = indicator.decimals
    apart = rounded(one.value, decimals) - rounded(other.value, decimals)
    parts = {
        "one": names[0],
        "other": names[1],
        "value": figure_text(one, decimals),
        "other_value": figure_text(other, decimals),
        "apart": difference(apart, one.unit, decimals),
    }
    if rounded(apart, decimals) == 0:
        parts["value"] = figure_text(one, decimals, dative=True)
        return _("{one} und {other}: In beiden Gruppen lag der Wert bei {value}.").format(**parts)
    found = chance.behind(one, other, indicator)
    if found is Chance.SAMPLE:
        said = _(
            "{one}: {value}; {other}: {other_value}. Das ist kein gesicherter Unterschied; "
            "er kann Zufall sein."
        )
    elif apart > 0:
        said = _("{one}: {value}; {other}: {other_value}. Das sind {apart} mehr. Warum, sagt die Zahl nicht.")
    else:
        said = _(
            "{one}: {value}; {other}: {other_value}. Das sind {apart} weniger. Warum, sagt die Zahl nicht."
        )
    return f"{said.format(**parts)} {chance.remark(found)}".rstrip()


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
