"""A first mapping for an unknown table: where the headings are, which columns are what.

Guesses are only as bold as their reasons. What cannot be known (the year of a table that does not
say it, the city whose Stadtteile these are) is left empty, and reading asks for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from vorort.statistics.catalog import load_catalog
from vorort.statistics.catalog.labels import normalised, recognise_all, variable
from vorort.statistics.errors import CatalogError
from vorort.statistics.read.cells import NumberStyle, fitting_styles, is_value
from vorort.statistics.read.mapping import (
    Dimension,
    Keep,
    Mapping,
    PeriodSource,
    RegionSource,
    Section,
    ValueColumn,
)
from vorort.statistics.read.own_table import Table, load_table
from vorort.statistics.read.rawfile import RawFile
from vorort.statistics.read.refusal import refused
from vorort.statistics.read.regions import LAENDER, looks_like_key, tidy_name
from vorort.statistics.read.shape import Shape, find_shape, is_period
from vorort.statistics.read.splits import is_total, slug, unit_of
from vorort.statistics.read.workbook import Value, cell_text
from vorort.statistics.vocab import Level, Unit

_CITIES = {"hamburg": ("02000000", "02"), "berlin": ("11000000", "11"), "bremen": ("04011000", "04")}
_BEZIRKE = {
    "02000000": frozenset(
        ("Hamburg-Mitte", "Altona", "Eimsbüttel", "Hamburg-Nord", "Wandsbek", "Bergedorf", "Harburg")
    )
}
_KEY_TITLES = (
    "id",
    "ags",
    "ars",
    "rs",
    "schlüssel",
    "schluessel",
    "key",
    "geocode",
    "gebietsschlüssel",
    "code",
)
_MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"], 1
    )
}
_SHARE = re.compile(r"%|\bprozent|anteil|quote|percentage", re.IGNORECASE)
_RUNNING_NUMBER = re.compile(r"(?:\b|-)(?:nr|lfd|nummer|plz)\b\.?$", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_YEAR = re.compile(r"(?<!bis )(?<!ab )(?<!seit )(?<![\d.])(?:19|20)\d\d(?![\d/])")
_NO_TITLE = ("©", "Quelle", "Zeichensatz", "Copyright")
_YEAR_IN_TITLE = re.compile(r"\((?:([A-Za-zä]{3})[a-zä]* )?((?:19|20)\d\d)(/(?:19|20)?\d\d)?\)")


def propose(raw: RawFile, sheet: str | None = None) -> Mapping:
    """Raises FileRejected where there is no table in the file."""
    table = load_table(raw, sheet)
    shape = find_shape(raw, table)
    columns = [[cell_text(row[i]).strip() for row in shape.rows] for i in range(len(shape.titles))]
    period_at = _period_column(shape, columns)
    region_at = _region_column(shape, columns, period_at)
    region = _region(raw, table, shape, columns, region_at)
    taken = (period_at, region_at)
    values = [
        i for i in range(len(columns)) if i not in taken and _is_value_column(shape.titles[i], columns[i])
    ]
    if not values:
        raise refused(
            raw.name,
            "Wir finden keine Spalte mit Zahlen",
            "Bitte eine Tabelle mit einer Zeile je Gebiet und Zahlen in den Spalten angeben.",
            line=shape.header,
        )
    style, odd = _styles(_written(shape.rows, values), table.separator)
    keep = _keep(shape, columns, region_at, values)
    stem = slug(raw.path.stem) or "tabelle"
    concept = _concept(shape, values)
    return Mapping(
        series=f"own/{stem}",
        title=_title(table, shape) or raw.path.stem.replace("_", " "),
        sheet=table.sheet or None,
        separator=table.separator or None,
        header_row=shape.header,
        first_row=shape.first if shape.first != shape.header + 1 else None,
        last_row=shape.last if shape.last != table.lines[-1] else None,
        keep=keep,
        decimal=style.decimal,
        thousands=style.thousands,
        region=region,
        period=_period(raw, table, shape, period_at),
        dimensions=_dimensions(shape, columns, {period_at, region_at, *values}, keep),
        values=_counted([_value(shape, i, odd.get(i)) for i in values], concept),
        concept=concept,
    )


def _is_numeric(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and sum(map(is_value, filled)) >= 0.8 * len(filled)


def _is_value_column(title: str, texts: list[str]) -> bool:
    return _is_numeric(texts) and not _RUNNING_NUMBER.search(title)


def _period_column(shape: Shape, columns: list[list[str]]) -> int | None:
    for i, texts in enumerate(columns):
        filled = {text for text in texts if text}
        if filled and variable(shape.titles[i]) == "period" and all(map(is_period, filled)):
            return i
    return None


def _region_column(shape: Shape, columns: list[list[str]], period_at: int | None) -> int:
    """By its heading, else by its keys, else the first column of texts."""
    free = [i for i in range(len(columns)) if i != period_at]
    titles = [shape.titles[i].casefold() for i in range(len(columns))]
    tests: tuple[Callable[[int], bool], ...] = (
        lambda i: titles[i] in _KEY_TITLES,
        lambda i: all(tidy_name(text).casefold() in LAENDER for text in columns[i] if text),
        lambda i: variable(shape.titles[i]) == "region",
        lambda i: i == free[0] and all(looks_like_key(t) and len(t) in (2, 5, 8) for t in columns[i] if t),
        lambda i: not _is_numeric(columns[i]),
    )
    for test in tests:
        found = next((i for i in free if any(columns[i]) and test(i)), None)
        if found is not None:
            return found
    return 0


def _region(raw: RawFile, table: Table, shape: Shape, columns: list[list[str]], at: int) -> RegionSource:
    texts = columns[at]
    is_key = sum(text.isdigit() or looks_like_key(text) for text in texts) >= 0.9 * len(texts)
    column = shape.titles[at] or at + 1
    city = _city(raw, table, shape)
    if is_key and (city is None or all(text in _official(city[0]) for text in texts)):
        widest = Counter(len(text) for text in texts).most_common(1)[0][0]
        level = {4: Level.KREIS, 7: Level.GEMEINDE}.get(widest)
        return RegionSource(column=column, kind="key", level=level)
    if city is None or (not is_key and all(tidy_name(text).casefold() in LAENDER for text in texts)):
        return RegionSource(column=column, kind="key" if is_key else "name")
    parent, land = city
    whole = {text for text in texts if text == "0" or tidy_name(text).casefold() == LAND_NAMES[land]}
    return RegionSource(
        column=column,
        kind="key" if is_key else "name",
        parent=parent,
        keys=dict.fromkeys(sorted(whole), land),
        sections=_sections(shape, texts, parent),
    )


LAND_NAMES = {key: name for name, key in LAENDER.items()}


def _official(parent: str) -> tuple[str, ...]:
    return (parent, parent[:5], parent[:2])


def _city(raw: RawFile, table: Table, shape: Shape) -> tuple[str, str] | None:
    """The city state that file name or titles speak of."""
    above = [
        cell_text(cell)
        for row, n in zip(table.rows, table.lines, strict=True)
        if n < shape.header
        for cell in row
    ]
    words = " ".join([raw.name, *above, *shape.titles[:1]]).casefold()
    found = [city for name, city in _CITIES.items() if name in words]
    last = tidy_name(cell_text(shape.rows[-1][0])).casefold()
    return found[0] if len(found) == 1 else _CITIES.get(last)


def _sections(shape: Shape, texts: list[str], parent: str) -> tuple[Section, ...]:
    """A block that holds exactly the Bezirke, some of which are named like a Stadtteil."""
    names = _BEZIRKE.get(parent, frozenset())
    size = len(names)
    for i in range(len(texts) - size + 1 if size else 0):
        if {tidy_name(text) for text in texts[i : i + size]} == names:
            return (Section(from_row=shape.first + i, to_row=shape.first + i + size - 1, prefix="bezirk."),)
    return ()


def _written(rows: list[list[Value]], values: list[int]) -> dict[int, list[str]]:
    """Texts of the value columns; what a spreadsheet stores as a number has no style."""
    return {i: [cell.strip() for row in rows if isinstance(cell := row[i], str)] for i in values}


def _styles(texts: dict[int, list[str]], separator: str) -> tuple[NumberStyle, dict[int, NumberStyle]]:
    """The style that fits most columns, and those columns that need another one."""
    fitting = {i: fitting_styles(column) for i, column in texts.items()}
    votes = Counter(style for styles in fitting.values() for style in styles)
    if not votes:
        return NumberStyle(), {}
    first = "." if separator == "," else ","
    best = max(votes, key=lambda s: (votes[s], s.decimal == first, s.thousands == ""))
    odd = {i: styles[0] for i, styles in fitting.items() if styles and best not in styles}
    return best, odd


def _keep(shape: Shape, columns: list[list[str]], region_at: int, values: list[int]) -> Keep | None:
    """Where regions stand in several rows: a column that calls one row of each the total."""
    regions = columns[region_at]
    if len(set(regions)) == len(regions):
        return None
    for i in range(len(columns)):
        if i == region_at or i in values:
            continue
        totals = [
            k for k, text in enumerate(columns[i]) if text and re.search(r"\binsgesamt\b", text.casefold())
        ]
        if totals and len(totals) == len({regions[k] for k in totals}) == len(set(regions)):
            return Keep(
                column=shape.titles[i] or i + 1, values=tuple(sorted({columns[i][k] for k in totals}))
            )
    return None


def _dimensions(
    shape: Shape, columns: list[list[str]], taken: set[int | None], keep: Keep | None
) -> tuple[Dimension, ...]:
    """Columns of texts that the catalogue recognises: Geschlecht, Nationalität, Alter."""
    found = []
    for i, texts in enumerate(columns):
        known = [bool(recognise_all(text)) or is_total(text) for text in set(texts) if text]
        if i not in taken and known and sum(known) >= 0.8 * len(known) and keep is None:
            found.append(Dimension(column=shape.titles[i] or i + 1, name=shape.titles[i]))
    return tuple(found)


def _period(raw: RawFile, table: Table, shape: Shape, at: int | None) -> PeriodSource:
    if at is not None:
        return PeriodSource(column=shape.titles[at] or at + 1)
    above = [
        cell_text(cell)
        for row, n in zip(table.rows, table.lines, strict=True)
        if n < shape.header
        for cell in row
    ]
    texts = [" ".join(above), raw.path.stem]
    for text in texts:
        days = {day for day in re.findall(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d", text) if is_period(day)}
        if len(days) == 1:
            return PeriodSource(fixed=days.pop())
    for text in reversed(texts):
        months = set(re.findall(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!\d)", text))
        years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
        for found in (months, years):
            if len(found) == 1:
                return PeriodSource(fixed=found.pop())
    return PeriodSource()


def _title(table: Table, shape: Shape) -> str:
    for row, line in zip(table.rows, table.lines, strict=True):
        texts = [text for cell in row if (text := cell_text(cell).strip().lstrip("#").strip())]
        if line < shape.header and len(texts) == 1 and not texts[0].startswith(_NO_TITLE):
            return " ".join(texts[0].split())
    return ""


def _value(shape: Shape, i: int, style: NumberStyle | None) -> ValueColumn:
    title = shape.titles[i]
    column = title if title and shape.titles.count(title) == 1 else i + 1
    marks = {"decimal": style.decimal, "thousands": style.thousands} if style else {}
    if is_period(title):
        return ValueColumn(column=column, period=title, **marks)
    period, bare = _period_in_title(title)
    about = _about(bare or f"spalte-{i + 1}")
    return ValueColumn(column=column, period=period, **about, **marks)


def _period_in_title(title: str) -> tuple[str, str]:
    """`Arbeitslose (Dez 2013)` → 2013-12 and the title without it."""
    if match := _YEAR_IN_TITLE.search(title):
        month = _MONTHS.get((match[1] or "").casefold())
        period = match[2] + (match[3] or "") if month is None else f"{match[2]}-{month:02d}"
        if (month is not None or not match[1]) and is_period(period):
            return period, " ".join((title[: match.start()] + title[match.end() :]).split())
    for shape in (_DAY, _YEAR):
        found = set(shape.findall(title))
        if len(found) == 1 and is_period(period := found.pop()):
            return period, title
    return "", title


def _about(title: str) -> dict[str, object]:
    """Item, unit and split of a heading."""
    split = {name: value for name, value in recognise_all(title) if name in ("group", "sex", "age")}
    if _SHARE.search(title):
        return {"item": slug(title), "unit": Unit.PERCENT}
    if measure := _measures().get(normalised(title)):
        return {"item": measure[0], "unit": measure[1]}
    if split:
        return {"item": "bevoelkerung", "unit": Unit.PERSONS, **split}
    unit, factor = _unit_in(title)
    return {"item": slug(title), "unit": unit, "factor": factor}


def _measures() -> dict[str, tuple[str, Unit]]:
    """Measures by their names, and the everyday words for population."""
    try:
        known = load_catalog().measures
    except CatalogError:
        known = {}
    found = {normalised(measure.name): (id, measure.unit) for id, measure in known.items()}
    population = ("bevölkerung", "einwohner", "einwohnerinnen und einwohner", "inhabitants", "einwohnerzahl")
    return dict.fromkeys(population, ("bevoelkerung", Unit.PERSONS)) | found


def _unit_in(title: str) -> tuple[Unit, float]:
    """`Fläche in km²`, `Bevölkerung (in 1000)`, `Einkommen in EUR`."""
    for text in re.findall(r"\(([^()]*)\)", title) + re.findall(r"\bin (\S+)$", title):
        unit, factor = unit_of(text)
        if unit and unit != Unit.OTHER:
            return Unit(unit), factor
    if re.search(r"\bje\b|\bpro\b|durchschnitt|dichte|index", title, re.IGNORECASE):
        return Unit.OTHER, 1
    return Unit.COUNT, 1


def _counted(values: list[ValueColumn], concept: str) -> tuple[ValueColumn, ...]:
    """Where the register tells the groups, it also tells how many people there are."""
    if concept != "MH_MR":
        return tuple(values)
    register = {"item": "einwohner_melderegister"}
    return tuple(v.model_copy(update=register) if v.item == "bevoelkerung" else v for v in values)


def _concept(shape: Shape, values: list[int]) -> str:
    """Migration background is counted from a register only; other groups leave it open."""
    groups = {value for i in values for name, value in recognise_all(shape.titles[i]) if name == "group"}
    return "MH_MR" if any(group.startswith("mh") or group.endswith("mh") for group in groups) else ""
