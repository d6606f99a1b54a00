"""Finding a place by what somebody types: a name, its beginning, a misspelling, or a key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from vorort.platform.places.domain import naming
from vorort.platform.places.domain.keys import page_key
from vorort.statistics.vocab import Level

_SAID_IN_FULL, _EXACT, _BEGINS, _WORD_BEGINS = 400.0, 300.0, 200.0, 150.0
_CLOSE_ENOUGH = 72  # of 100; „Brauschwieg“ reaches 86, „Hannover“ against „Hanau“ 62
_CLOSER_WHERE_SOME_FIT = 85  # with Köln on the list, Konz is no help
_SHORTEST_GUESS = 3
_LONG_ENOUGH = 6  # „badhomburg“, „mönchen gladbach“
_ENDED = -1.0  # behind all of today that fit as well
_BROADER_FIRST = {Level.BUND: 6.0, Level.LAND: 5.0, Level.REGION: 0.0, Level.KREIS: 3.0, Level.GEMEINDE: 2.0}


@dataclass(frozen=True)
class Candidate:
    key: str
    title: str
    name: str
    level: Level
    population: int | None = None
    former_keys: tuple[str, ...] = ()
    heir: str = ""  # for a place that ended: key of the one that took it over


class PlaceIndex:
    """All places in memory. 11 000 names are searched in a few milliseconds."""

    def __init__(
        self, candidates: Iterable[Candidate], said_as: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._candidates = _one_per_page(candidates)
        self._titles = [naming.folded(candidate.title) for candidate in self._candidates]
        self._cores = [naming.core(candidate.name) for candidate in self._candidates]
        self._together = [name.replace(" ", "") for name in self._cores]
        self._short = [naming.short(candidate.name) for candidate in self._candidates]
        self._weights = [_weight(candidate) for candidate in self._candidates]
        self._by_key = {candidate.key: candidate for candidate in self._candidates}
        self._numbers = {candidate.key: i for i, candidate in enumerate(self._candidates)}
        self._said_as = {naming.folded(name): key for key, names in (said_as or {}).items() for name in names}
        self._heirs: dict[str, Candidate] = {}
        for candidate in self._candidates:
            for former in candidate.former_keys:
                self._by_key.setdefault(former, candidate)
                self._heirs.setdefault(former, candidate)

    def find(self, text: str, limit: int) -> list[Candidate]:
        """Best first. Larger and broader places come first among equally good ones."""
        if candidate := self._with_key(text.strip().upper()):
            return [candidate]
        wanted = naming.core(text)
        if not wanted:
            return []
        literal = self._literal(wanted, naming.folded(text)) | self._otherwise(text)
        scores = self._fuzzy(wanted, _CLOSER_WHERE_SOME_FIT if literal else _CLOSE_ENOUGH) | literal
        best = sorted(scores, key=lambda i: (-scores[i] - self._weights[i], self._cores[i], i))
        return self._with_heirs([self._candidates[i] for i in best[:limit]])[:limit]

    def heir(self, key: str) -> Candidate | None:
        """The place of today that took over a key."""
        return self._heirs.get(key)

    def _with_heirs(self, found: list[Candidate]) -> list[Candidate]:
        """Who looks for a place that ended may well want to know about the one it belongs to."""
        pairs = [(candidate, self._by_key.get(candidate.heir)) for candidate in found]
        return list(dict.fromkeys(each for pair in pairs for each in pair if each is not None))

    def _with_key(self, text: str) -> Candidate | None:
        """Spreadsheets drop the zero with which the keys of nine Länder begin."""
        return self._by_key.get(page_key(text)) or self._by_key.get(page_key(f"0{text}"))

    def _otherwise(self, text: str) -> dict[int, float]:
        """Under a short form or its name in another language."""
        key = self._said_as.get(naming.folded(text), "")
        return {self._numbers[key]: _SAID_IN_FULL} if key in self._numbers else {}

    def _literal(self, wanted: str, in_full: str) -> dict[int, float]:
        found = {}
        later, together = f" {wanted}", wanted.replace(" ", "")
        for i, name in enumerate(self._cores):
            if wanted not in name:
                if len(together) >= _LONG_ENOUGH and self._together[i].startswith(together):
                    found[i] = _WORD_BEGINS
                continue
            if self._titles[i] == in_full != wanted:
                found[i] = _SAID_IN_FULL
            elif wanted in (name, self._short[i]):
                found[i] = _EXACT
            elif name.startswith(wanted):
                found[i] = _BEGINS
            elif later in name:
                found[i] = _WORD_BEGINS
        return found

    def _fuzzy(self, wanted: str, cutoff: int) -> dict[int, float]:
        if len(wanted) < _SHORTEST_GUESS:
            return {}
        hits = process.extract(wanted, self._cores, scorer=fuzz.ratio, score_cutoff=cutoff, limit=50)
        return {i: score for _, score, i in hits}


def _one_per_page(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A kreisfreie Stadt is listed once, even where the register holds it as Kreis and as Gemeinde.

    Lists of all Gemeinden often count the people of a Stadt only in its Gemeinde row.
    """
    chosen: dict[str, Candidate] = {}
    for candidate in candidates:
        page = page_key(candidate.key)
        twin = chosen.get(page, candidate)
        shown = candidate if candidate.key == page else twin
        population = max(candidate.population or 0, twin.population or 0)
        chosen[page] = replace(shown, population=population or None)
    return list(chosen.values())


def _weight(candidate: Candidate) -> float:
    if candidate.heir:
        return _ENDED
    return _BROADER_FIRST.get(candidate.level, 0.0) + math.log10(1 + (candidate.population or 0))
