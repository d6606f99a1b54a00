"""Data sheets as Markdown: `python -m vorort.statistics.catalog.sheets docs/indicators`.

Same catalogue, same bytes; a test compares the committed pages with what this writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from vorort.statistics.catalog.formula import formula_of
from vorort.statistics.catalog.load import Catalog, load_catalog
from vorort.statistics.catalog.model import Direction, Effort, Indicator, IndicatorSet, SourceRef, Variant
from vorort.statistics.vocab import Level

_WRITTEN_BY = "<!-- Erzeugt aus dem Katalog mit `make docs`; bitte nicht von Hand ändern. -->"

_DIRECTION = {
    Direction.HIGHER: "Ein höherer Wert ist günstiger.",
    Direction.LOWER: "Ein niedrigerer Wert ist günstiger.",
    Direction.NEUTRAL: "Der Wert ist Hintergrund: weder gut noch schlecht.",
}
_EFFORT = {
    Effort.OFFICIAL_TABLE: "fertige amtliche Tabelle",
    Effort.OWN_OFFICE: "Zahlen eigener Ämter",
    Effort.SURVEY: "eigene Befragung",
}
_LEVEL = {
    Level.BUND: "Bund",
    Level.LAND: "Land",
    Level.REGION: "Region",
    Level.KREIS: "Kreis",
    Level.GEMEINDE: "Gemeinde",
    Level.STADTTEIL: "Stadtteil",
}
_SPLITS = {
    "group": "Gruppe",
    "sex": "Geschlecht",
    "age": "Alter",
    "staatsangehoerigkeit": "Staatsangehörigkeit",
}


def pages(catalog: Catalog) -> dict[str, str]:
    """File name → content of every page, the index among them."""
    sheets = {f"{key}.md": sheet(catalog, indicator) for key, indicator in catalog.indicators.items()}
    return {"README.md": index(catalog), "konzepte.md": concepts(catalog), **sheets}


def sheet(catalog: Catalog, indicator: Indicator) -> str:
    blocks = [
        _WRITTEN_BY,
        f"# {indicator.id} {indicator.name}",
        f"**{indicator.question}**",
        indicator.definition,
        f"## Lesehilfe\n\n{indicator.interpretation}\n\n{_DIRECTION[indicator.direction]}",
        f"## Was der Wert nicht sagt\n\n{indicator.caveat}",
        "## Berechnung\n\n" + _table(("Merkmal", "Inhalt"), _calculation(catalog, indicator)),
        *(_variant(catalog, variant) for variant in indicator.variants),
        "## Quellen\n\n" + "\n".join(f"- {_source(source)}" for source in indicator.sources),
        "## Steckbrief\n\n" + _table(("Merkmal", "Inhalt"), _facts(catalog, indicator)),
        _unconfirmed(indicator),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def index(catalog: Catalog) -> str:
    blocks = [
        _WRITTEN_BY,
        "# Die Indikatoren",
        f"{len(catalog.indicators)} Datenblätter in {len(_fields_in_use(catalog))} Handlungsfeldern. Dieser "
        "Katalog ist ein eigener Vorschlag; er gibt keine Liste der KGSt oder des Difu wieder. "
        "Welche Gruppenkonzepte es gibt, steht in [konzepte.md](konzepte.md).",
        "## Sets\n\n" + "\n".join(_sets(catalog)),
        *(_field(catalog, key) for key in catalog.fields),
    ]
    return "\n\n".join(blocks) + "\n"


def concepts(catalog: Catalog) -> str:
    rows = (
        (f"`{c.id}`", c.name, c.rule, c.source, c.lowest_level, c.caveat) for c in catalog.concepts.values()
    )
    return (
        "\n\n".join(
            [
                _WRITTEN_BY,
                "# Gruppenkonzepte",
                "Hinter Wörtern wie „Ausländer“ oder „Migrationshintergrund“ stehen verschiedene Regeln. "
                "Werte verschiedener Konzepte gehören nie in eine Linie.",
                _table(("Kennung", "Name", "Regel", "Quelle", "Kleinste Ebene", "Zu beachten"), rows),
            ]
        )
        + "\n"
    )


def write(folder: Path, catalog: Catalog) -> None:
    """Write all pages and remove sheets of indicators that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(catalog)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def _calculation(catalog: Catalog, indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "Zähler", indicator.numerator
    yield "Nenner", indicator.denominator
    yield "Einheit", f"{catalog.units[indicator.unit]}, {_decimals(indicator.decimals)}"
    yield "Aufteilung nach", ", ".join(_SPLITS.get(name, name.capitalize()) for name in indicator.splits)
    yield "Gruppenkonzept", "; ".join(catalog.concepts[key].name for key in indicator.concepts)
    yield (
        "Mindestfallzahl",
        f"{indicator.min_cases}; Warnung bei einem Nenner unter {indicator.min_denominator}",
    )


def _decimals(number: int) -> str:
    return {0: "ohne Nachkommastelle", 1: "1 Nachkommastelle"}.get(number, f"{number} Nachkommastellen")


def _variant(catalog: Catalog, variant: Variant) -> str:
    doubt = "" if variant.confirmed else " (noch nicht bestätigt)"
    lines = [f"### Variante `{variant.id}`: {variant.name}{doubt}", f"    {formula_of(variant)}"]
    if len(variant.groups) > 1:
        lines.append("Für: " + ", ".join(catalog.groups[group] for group in variant.groups) + ".")
    lines += [text for text in (variant.mixed_base, variant.note) if text]
    if variant.source:
        lines.append(f"Beschrieben in: {variant.source}.")
    return "\n\n".join(lines)


def _source(source: SourceRef) -> str:
    table = f", Tabelle {source.table}" if source.table else ""
    doubt = "" if source.confirmed else " (Tabelle noch nicht bestätigt)"
    variant = f", für Variante `{source.variant}`" if source.variant else ""
    return f"{source.name}{table}{variant}{doubt}" + (f". {source.note}." if source.note else "")


def _facts(catalog: Catalog, indicator: Indicator) -> Iterator[tuple[str, str]]:
    field = catalog.fields[indicator.field]
    yield "Handlungsfeld", f"{field.id} {field.name}"
    yield "Ziel", indicator.goal
    yield "Stichtag oder Zeitraum", indicator.reference
    yield "Erscheint", indicator.periodicity
    yield "Kleinste Ebene", _LEVEL[indicator.level]
    yield "Gebietsstand", indicator.boundary
    yield "Bevölkerungsbasis", indicator.population_base
    yield "Revisionen", indicator.revision
    yield "Verfügbar ab", str(indicator.first_year or "")
    yield "Brüche in der Reihe", "; ".join(f"{b.year}: {b.reason}" for b in indicator.breaks)
    yield "Wer liefert", indicator.owner
    yield "Aufwand", _EFFORT[indicator.effort]
    yield "Lizenz", indicator.licence
    yield "Länder-Monitoring", indicator.laender_code
    yield "Im Kern", "ja" if indicator.core else ""
    yield "Verwandt", ", ".join(f"[{key}]({key}.md)" for key in indicator.related)
    yield "Zuletzt geprüft", f"{indicator.checked_on:%d.%m.%Y}"


def _unconfirmed(indicator: Indicator) -> str:
    if not indicator.unconfirmed:
        return ""
    return "## Noch nicht bestätigt\n\n" + "\n".join(f"- {text}" for text in indicator.unconfirmed)


def _sets(catalog: Catalog) -> Iterator[str]:
    for each in catalog.sets.values():
        everything = len(each.indicators) == len(catalog.indicators)
        members = ", ".join(_member(each, key) for key in each.indicators)
        star = r" (\* Wert des Kreises)" if each.from_kreis else ""
        yield f"- **{each.name}**: {each.description}" + ("" if everything else f" {members}{star}")


def _member(each: IndicatorSet, key: str) -> str:
    return f"[{key}]({key}.md)" + (r"\*" if key in each.from_kreis else "")


def _field(catalog: Catalog, key: str) -> str:
    field = catalog.fields[key]
    title = f"## {field.id} {field.name}\n\n{field.sentence}"
    rows = [
        (f"[{i.id}]({i.id}.md)", i.name, i.question, _LEVEL[i.level], _EFFORT[i.effort])
        for i in catalog.indicators.values()
        if i.field == key
    ]
    return f"{title}\n\n{_table(('', 'Name', 'Frage', 'Ebene', 'Aufwand'), rows)}" if rows else title


def _fields_in_use(catalog: Catalog) -> set[str]:
    return {indicator.field for indicator in catalog.indicators.values()}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; rows whose second cell is empty say nothing and are left out."""
    lines = [head, tuple("---" for _ in head)]
    lines += [tuple(cell.replace("|", "\\|") for cell in row) for row in rows if row[1]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    write(Path(sys.argv[1]), load_catalog())
