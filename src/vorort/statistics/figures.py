"""Questions to a published build: one place over time, several places side by side.

Answers are lists of plain dictionaries with the columns of RESULTS, the name of the region and who
published the figures. A wrong word is answered with the nearest right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.errors import NotFound
from vorort.statistics.publish.published import Published, among
from vorort.statistics.vocab import DIMENSIONS, RESULTS, TOTAL
from vorort.statistics.vocab.keys import canonical_key

FIGURE = [name for name in RESULTS.names if name != "year"] + ["region_name", "publisher", "licence"]
_LEADING = re.compile(r"\d+")
_REASONS = {
    "concept": "Die Zahlen beruhen auf verschiedenen Gruppenbegriffen ({first} und {other}).",
    "base": "Die Zahlen beruhen auf verschiedenen Bevölkerungsbasen ({first} und {other}).",
    "boundary": "Die Zahlen gelten für verschiedene Gebietsstände ({first} und {other}).",
    "period": "Die Zahlen gelten für verschiedene Zeiträume ({first} und {other}).",
    "unit": "Die Zahlen haben verschiedene Einheiten ({first} und {other}).",
}

Figure = dict[str, Any]


def show(
    published: Published,
    indicator: str,
    *,
    region: str,
    period: str | None = None,
    group: str | None = None,
    variant: str | None = None,
) -> list[Figure]:
    """Everything published about one indicator or series in one place. Raises NotFound."""
    name = find_indicator(published, indicator)
    everything = published.figures(name)
    key = find_region(published, region, everything)
    table = _only(everything, "region", [key])
    if table.num_rows == 0:
        raise NotFound(f"Für {_named(published, key)} enthält der Speicher keine Werte zu {name}.")
    wanted = {"variant": variant, "group": group, "period": period}
    return _figures(published, _narrowed(table, wanted, f"{name} in {_named(published, key)}"))


def compare(
    published: Published,
    indicator: str,
    *,
    regions: Sequence[str],
    period: str | None = None,
    group: str | None = None,
    variant: str | None = None,
) -> list[Figure]:
    """One indicator in several places, with the difference to the first in the unit of the value.

    Without a period the newest year that all places have, without a variant the first that they
    have. `difference` is null and `not_comparable` says why where concept, base, boundary or unit
    differ: such numbers are never subtracted. Raises NotFound.
    """
    name = find_indicator(published, indicator)
    table = _undivided(published.figures(name))
    keys = list(dict.fromkeys(find_region(published, region, table) for region in regions))
    table = _only(table, "region", keys)
    for key in keys:
        if key not in set(table["region"].to_pylist()):
            raise NotFound(f"Für {_named(published, key)} enthält der Speicher keine Werte zu {name}.")
    table = _narrowed(table, {"variant": variant, "group": group, "period": period}, name)
    if variant is None:
        table = _only(table, "variant", [_shared(table, "variant", keys)])
    if period is None:
        table = table.filter(pc.equal(table["year"], _shared(table, "year", keys, newest=True)))
    figures = _figures(published, table)
    return [_beside(figure, figures, keys) for key in keys for figure in figures if figure["region"] == key]


def _beside(figure: Figure, figures: list[Figure], keys: Sequence[str]) -> Figure:
    """The figure with what divides it from the same line of the first place."""
    same = [f for f in figures if f["region"] == keys[0] and _line(f) == _line(figure)]
    if not same:
        return figure | {
            "difference": None,
            "not_comparable": "Für den ersten Ort gibt es diesen Wert nicht.",
        }
    fitting = [f for f in same if not reasons(f, figure)]
    if not fitting:
        return figure | {"difference": None, "not_comparable": " ".join(reasons(same[0], figure))}
    first, value = fitting[0]["value"], figure["value"]
    known = first is not None and value is not None
    return figure | {"difference": value - first if known else None, "not_comparable": ""}


def reasons(first: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Why two figures must not be put into one line or subtracted; empty if they may."""
    return [
        text.format(first=_or_none(first[name]), other=_or_none(other[name]))
        for name, text in _REASONS.items()
        if first[name] != other[name]
    ]


def _or_none(text: str) -> str:
    return f"„{text}“" if text else "ohne Angabe"


def _line(figure: Figure) -> tuple[str, ...]:
    return tuple(figure[name] for name in ("variant", "group", "sex", "age", "detail"))


def _shared(table: pa.Table, column: str, keys: Sequence[str], newest: bool = False) -> Any:
    """The value of a column that all places have: the newest or the first, else that of most places."""
    places: dict[Any, set[str]] = {}
    valued = table.filter(pc.is_valid(table["value"]))
    for row in (valued if valued.num_rows else table).select([column, "region"]).to_pylist():
        places.setdefault(row[column], set()).add(row["region"])
    most = max(len(found) for found in places.values())
    shared = sorted(value for value, found in places.items() if len(found) == most)
    return shared[-1] if newest else shared[0]


def _undivided(table: pa.Table) -> pa.Table:
    """Without splits by sex and age; a series that only exists in parts keeps its details."""
    table = _only(_only(table, "sex", [TOTAL]), "age", [TOTAL])
    plain = _only(table, "detail", [""])
    return plain if plain.num_rows else table


def find_indicator(published: Published, word: str) -> str:
    """The id of an indicator or series that has figures, whatever its capitals. Raises NotFound."""
    known = published.indicators()
    by_lower = {name.lower(): name for name in known}
    if found := by_lower.get(word.strip().lower()):
        return found
    raise NotFound(f"Zu „{word}“ enthält dieser Speicher keine Werte.{suggestion(word, known)}")


def find_region(published: Published, word: str, table: pa.Table) -> str:
    """The key under which a place has figures: from any shape of its key, or from its name."""
    used = set(pc.unique(table["region"]).to_pylist())
    names = published.region_names
    for key in (*_keys_of(word), *_named_exactly(word, names)):
        if key in used:
            return key
    for key in (*_keys_of(word), *_named_exactly(word, names)):
        if key in names:
            return key
    listed = [f"{key} ({names[key]})" for key in _near(word, names)]
    hint = f" Meinten Sie {' oder '.join(listed)}?" if listed else ""
    raise NotFound(f"Ein Gebiet „{word}“ kennt dieser Speicher nicht.{hint}")


def _keys_of(word: str) -> list[str]:
    """A key in its canonical form, then the keys of the levels above and below that mean the same
    place: a kreisfreie Stadt is Kreis and Gemeinde (05315, 05315000), Berlin is a Land as well.
    """
    try:
        key = canonical_key(word)
    except ValueError:
        return []
    above, below = [key], [key]
    while len(above[-1]) in (5, 8) and above[-1].isdigit() and above[-1].endswith("000"):
        above.append(above[-1][:-3])
    while len(below[-1]) in (2, 5) and below[-1].isdigit():
        below.append(f"{below[-1]}000")
    return [*above, *below[1:]]


def _named_exactly(word: str, names: Mapping[str, str]) -> list[str]:
    wanted = word.strip().casefold()
    found = [key for key, name in names.items() if wanted in (name.casefold(), name.split(",")[0].casefold())]
    return sorted(found, key=lambda key: (len(key), key))


def _near(word: str, names: Mapping[str, str]) -> list[str]:
    by_name = {name: key for key, name in names.items()}
    close = get_close_matches(word, [*names, *by_name], n=3, cutoff=0.6)
    return list(dict.fromkeys(by_name.get(hit, hit) for hit in close))


def _narrowed(table: pa.Table, wanted: Mapping[str, str | None], where: str) -> pa.Table:
    """Rows with the wanted values; the first one that nothing has is named with what there is."""
    words = {"variant": "Variante", "group": "Gruppe", "period": "Zeitraum"}
    for column, value in wanted.items():
        if value is None:
            continue
        rows = _at(table, value) if column == "period" else _only(table, column, [value])
        if rows.num_rows == 0:
            known = sorted({str(found) for found in table[column].to_pylist()})
            raise NotFound(
                f"{words[column]} „{value}“ gibt es bei {where} nicht.{suggestion(value, known)} "
                f"Vorhanden: {_listed(known)}."
            )
        table = rows
    return table


def _at(table: pa.Table, period: str) -> pa.Table:
    exact = _only(table, "period", [period])
    return (
        exact
        if exact.num_rows or not period.isdigit()
        else table.filter(pc.equal(table["year"], int(period)))
    )


def _only(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    return table.filter(among(table[column], list(values)))


def _figures(published: Published, table: pa.Table) -> list[Figure]:
    """Oldest first, totals before their parts, ages by number."""
    figures = [_figure(published, row) for row in table.to_pylist()]
    return sorted(figures, key=lambda f: (f["variant"], f["region"], f["period"], _parts_last(f)))


def _parts_last(figure: Figure) -> tuple[tuple[bool, int, str], ...]:
    """Sort key of the split: "insgesamt" first, "5-9" before "10-14"."""
    return tuple(
        (figure[name] not in (TOTAL, ""), _leading_number(figure[name]), figure[name]) for name in DIMENSIONS
    )


def _leading_number(text: str) -> int:
    digits = _LEADING.match(text)
    return int(digits[0]) if digits else -1


def undivided(figures: Sequence[Figure]) -> list[Figure]:
    """Without sex, age and detail where the line has a figure for all of them together."""
    whole = {_group_line(f) for f in figures if _is_whole(f)}
    return [f for f in figures if _is_whole(f) or _group_line(f) not in whole]


def _is_whole(figure: Figure) -> bool:
    return all(figure[name] in (TOTAL, "") for name in ("sex", "age", "detail"))


def _group_line(figure: Figure) -> tuple[str, ...]:
    return tuple(figure[name] for name in ("variant", "region", "period", "group"))


def _figure(published: Published, row: dict[str, Any]) -> Figure:
    known = [published.sources[name] for name in row["source"].split() if name in published.sources]
    row["region_name"] = published.region_names.get(row["region"], "")
    for name in ("publisher", "licence"):
        row[name] = "; ".join(dict.fromkeys(entry[name] for entry in known if entry[name]))
    return {name: row[name] for name in FIGURE}


def _named(published: Published, key: str) -> str:
    name = published.region_names.get(key, "")
    return f"{name} ({key})" if name else key


def suggestion(word: str, known: Sequence[str]) -> str:
    """ " Meinten Sie …?", or nothing where nothing is near."""
    close = get_close_matches(word, known, n=3, cutoff=0.5)
    return f" Meinten Sie {' oder '.join(f'„{name}“' for name in close)}?" if close else ""


def _listed(known: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(name or "(ohne)" for name in known[:most])
    return f"{shown} und {len(known) - most} weitere" if len(known) > most else shown
