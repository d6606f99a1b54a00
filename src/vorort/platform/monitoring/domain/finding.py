"""Finding an indicator by what somebody types: every word must fit, the name better than the small print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from vorort.platform.places.domain.naming import folded

CLOSE_ENOUGH = 80.0  # of 100, for the worst of the words searched for
_SAME, _BEGINS, _INSIDE, _MISSPELT = 100.0, 97.0, 94.0, 90.0
_IN_SAID, _IN_TEXTS = 0.98, 0.88
_LEAST_INSIDE = 5  # „quote“ in „Einbürgerungsquote“, but not „rat“ in „Demokratie“ or "rent" in "parent"
_LEAST_BEGINNING = 3
_NO_MEANING = frozenset(
    {"und", "der", "die", "das", "von", "in", "im", "mit", "the", "of", "and", "a", "في", "من"}
)
_ARTICLE = re.compile(r"^[وبف]?(?:ال|لل)(?=\w{3})")  # „the“ grows together with an Arabic word


@dataclass(frozen=True)
class Sheet:
    """The words of one indicator, folded."""

    names: tuple[str, ...]
    said: tuple[str, ...]  # what people say in everyday life
    texts: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str], said: Iterable[str], texts: Iterable[str]) -> Sheet:
        return cls(words(" ".join(names)), words(" ".join(said)), words(" ".join(texts)))


def words(text: str) -> tuple[str, ...]:
    return tuple(_ARTICLE.sub("", word) for word in folded(text).split() if word not in _NO_MEANING)


def closeness(wanted: tuple[str, ...], sheet: Sheet) -> float:
    """0 to 100: the worst of the words searched for, each at its best place."""
    return min(
        (
            max(
                _best(word, sheet.names),
                _IN_SAID * _best(word, sheet.said),
                _IN_TEXTS * _best(word, sheet.texts),
            )
            for word in wanted
        ),
        default=0.0,
    )


def _best(word: str, among: tuple[str, ...]) -> float:
    return max((_alike(word, other) for other in among), default=0.0)


def _alike(word: str, other: str) -> float:
    if word == other:
        return _SAME
    if len(word) >= _LEAST_BEGINNING and other.startswith(word):
        return _BEGINS
    if len(word) >= _LEAST_INSIDE and word in other:
        return _INSIDE
    return min(fuzz.ratio(word, other), _MISSPELT) if len(word) > _LEAST_BEGINNING else 0.0
