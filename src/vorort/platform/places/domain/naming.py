"""Names of places as people say them, and the form in which spellings are compared."""

from __future__ import annotations

import re
import unicodedata

from vorort.statistics.vocab import Level

_SAYS_WHAT_IT_IS = re.compile(r"kreis|region|verband", re.IGNORECASE)
_IS_A_CITY = re.compile(r"stadt|Lhst\.", re.IGNORECASE)  # but not „Städteregion“
_LAENDER_THAT_SAY_KREIS = {"01", "05"}  # Schleswig-Holstein, Nordrhein-Westfalen; all others: Landkreis
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_WRITTEN_OUT = re.compile(r"(?<=[aou])e")
_WHERE_IT_LIES = re.compile(r" (?=\(|am |an |a\.|in |im |ob |bei |b\.|v\.|vor |auf )")
_SAME_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ة": "ه", "ى": "ي", "ـ": None})
_NO_LETTER = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\bst(?= )")  # „St. Ingbert“ and „Sankt Augustin“
_WITHOUT_MEANING = {
    "stadt", "landeshauptstadt", "hansestadt", "universitatsstadt", "kreisfreie", "kreisstadt", "stadtkreis",
    "landkreis",
    "kreis", "gemeinde", "freie", "und", "flecken", "markt", "region", "land", "bezirk", "stadtteil",
}  # fmt: skip


def title(name: str, level: Level, key: str, *, is_city: bool = False) -> str:
    """„Braunschweig, Stadt“ is Braunschweig, the Kreis „Goslar“ is Landkreis Goslar."""
    short, _, addition = name.partition(", ")
    if level is Level.GEMEINDE:
        return short
    if level is not Level.KREIS:
        return f"{addition} {short}" if _SAYS_WHAT_IT_IS.search(addition) else name
    if is_city or _IS_A_CITY.search(addition):
        return short
    if _SAYS_WHAT_IT_IS.search(short):
        return short
    if _SAYS_WHAT_IT_IS.search(addition):
        return f"{addition} {short}"
    word = "Kreis" if key[:2] in _LAENDER_THAT_SAY_KREIS else "Landkreis"
    return f"{word} {short}"


def is_city(name: str, title: str, level: Level) -> bool:
    """Whether a place calls itself a Stadt: kreisfrei among the Kreise, or a Gemeinde with that title."""
    if level is Level.KREIS:
        return not _SAYS_WHAT_IT_IS.search(title)
    return level is Level.GEMEINDE and "stadt" in name.partition(", ")[2].lower()


def folded(text: str) -> str:
    """`Göttingen`, `Goettingen` and `gottingen` become the same text; only letters, digits, blanks.

    Letters of other scripts stay, without their marks: `أَجانب` and `اجانب` are the same too.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    apart = unicodedata.normalize("NFKD", lowered)
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_SAME_LETTERS)
    return _NO_LETTER.sub(" ", _WRITTEN_OUT.sub("", plain)).strip()


def core(text: str) -> str:
    """`folded`, without words that only say what kind of place it is."""
    words = _SAINT.sub("sankt", folded(text)).split()
    meaning = [word for word in words if word not in _WITHOUT_MEANING]
    return " ".join(meaning or words)


def short(name: str) -> str:
    """`core` without what only tells namesakes apart: „Halle (Saale)“, „Frankfurt am Main“."""
    return core(_WHERE_IT_LIES.split(name, maxsplit=1)[0])


def slug(text: str) -> str:
    """For addresses typed by hand: `muenchen`, `burg-dithmarschen`."""
    written_out = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", written_out).encode("ascii", "ignore").decode()
    return _NO_LETTER.sub("-", plain).strip("-")
