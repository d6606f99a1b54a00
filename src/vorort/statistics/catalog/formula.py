"""A variant's formula in one line: `einbuergerungen / auslaender_azr [Vorjahr]`."""

from __future__ import annotations

from vorort.statistics.catalog.model import Term, Variant
from vorort.statistics.vocab import TOTAL

_SEX = {"m": "Männer", "w": "Frauen", "d": "divers"}


def formula_of(variant: Variant) -> str:
    above = term_text(variant.numerator)
    below = term_text(variant.denominator) if variant.denominator else ""
    match variant.formula:
        case "ratio":
            return f"{_bracketed(variant.numerator, above)} / {_bracketed(variant.denominator, below)}"
        case "difference_of_means":
            return f"{above} − {below}"
        case "segregation":
            return f"½ · Σ |aᵢ/A − bᵢ/B| mit a = {above}, b = {below}{_parts(variant)}"
        case "median":
            return f"Median, wie geliefert: {above}"
        case _:
            return f"wie veröffentlicht: {above}"


def term_text(term: Term) -> str:
    """Measures with what they are restricted to, in brackets."""
    text = " + ".join(term.measures) + "".join(f" − {measure}" for measure in term.minus)
    limits = [
        {None: "je Gruppe", TOTAL: ""}.get(term.group, term.group) or "",
        _SEX.get(term.sex or "", ""),
        f"{term.age} Jahre" if term.age and term.age != TOTAL else "",
        term.detail or "",
        {0: "", -1: "Vorjahr"}.get(term.year_offset, f"{term.year_offset:+d} Jahre"),
    ]
    limited = ", ".join(limit for limit in limits if limit)
    if not limited:
        return text
    several = len(term.measures) + len(term.minus) > 1
    return f"({text}) [{limited}]" if several else f"{text} [{limited}]"


def _bracketed(term: Term | None, text: str) -> str:
    several = term is not None and len(term.measures) + len(term.minus) > 1
    return f"({text})" if several and not text.startswith("(") else text


def _parts(variant: Variant) -> str:
    return f", über alle Werte von „{variant.over}“" if variant.over else ", über alle Teile des Gebiets"
