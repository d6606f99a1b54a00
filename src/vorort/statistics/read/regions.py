"""Which region a row is about, from its key, or from its name where the key is missing."""

from __future__ import annotations

import re
from collections import defaultdict

from vorort.statistics.read.facts import Place
from vorort.statistics.vocab import GERMANY
from vorort.statistics.vocab.keys import canonical_key

LAENDER = {
    "schleswig-holstein": "01",
    "hamburg": "02",
    "niedersachsen": "03",
    "bremen": "04",
    "nordrhein-westfalen": "05",
    "hessen": "06",
    "rheinland-pfalz": "07",
    "baden-württemberg": "08",
    "bayern": "09",
    "saarland": "10",
    "berlin": "11",
    "brandenburg": "12",
    "mecklenburg-vorpommern": "13",
    "sachsen": "14",
    "sachsen-anhalt": "15",
    "thüringen": "16",
    "deutschland": GERMANY,
    "germany": GERMANY,
}
SHORT_NAMES = {
    "01": "sh",
    "02": "hh",
    "03": "ni",
    "04": "hb",
    "05": "nw",
    "06": "he",
    "07": "rp",
    "08": "bw",
    "09": "by",
    "10": "sl",
    "11": "be",
    "12": "bb",
    "13": "mv",
    "14": "sn",
    "15": "st",
    "16": "th",
}
_NOTE = re.compile(r"(?:\s*\d{1,2}\)|[¹²³⁴-⁹]+\)?|\s+\*+\)?)+$")
_KEY = re.compile(r"(?:[A-Za-z]{1,3}[-_]?)?\d[\d ']*")
_BERLIN_BEZIRK = re.compile(r"110(0[1-9]|1[0-2])0\1")


def tidy_name(text: str) -> str:
    """A name without indentation, doubled blanks and footnote marks."""
    return _NOTE.sub("", " ".join(text.split()))


def region_key(text: str, name: str = "", known: dict[str, str] | None = None) -> str:
    """Canonical key of a row. Raises ValueError.

    An empty key is filled from another row of the same name, or from the name of a Land. The
    Bezirke of Berlin, which Regionalstatistik numbers like Gemeinden (`11001001`), become parts
    of the city (`11000000-01`).
    """
    if not text.strip():
        if key := (known or {}).get(name) or LAENDER.get(name.casefold()):
            return key
        raise ValueError("Der Regionalschlüssel fehlt")
    key = canonical_key(text)
    if match := _BERLIN_BEZIRK.fullmatch(key):
        return f"11000000-{match[1]}"
    return key


def looks_like_key(text: str) -> bool:
    text = text.strip()
    if text in (GERMANY, "D"):
        return True
    try:
        canonical_key(text)
    except ValueError:
        return False
    return bool(_KEY.fullmatch(text))


class RegionColumn:
    """Keys of a whole column, each distinct text resolved once, names giving what keys lack."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self.known = _unambiguous(rows)
        self._seen: dict[tuple[str, str], Place | ValueError] = {}

    def place(self, key: str, name: str) -> Place:
        """Raises ValueError with a German reason."""
        found = self._seen.get((key, name))
        if found is None:
            found = self._seen[key, name] = self._resolve(key, name)
        if isinstance(found, ValueError):
            raise found
        return found

    def _resolve(self, key: str, name: str) -> Place | ValueError:
        tidy = tidy_name(name)
        try:
            return Place(region_key(key, tidy, self.known), tidy)
        except ValueError as error:
            return error


def _unambiguous(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Names that stand beside exactly one key in this file."""
    keys: dict[str, set[str]] = defaultdict(set)
    for key, name in set(rows):
        if key.strip():
            try:
                keys[tidy_name(name)].add(canonical_key(key))
            except ValueError:
                continue
    return {name: next(iter(found)) for name, found in keys.items() if name and len(found) == 1}
