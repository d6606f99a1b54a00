"""Sample content of the component gallery: ordinary, very long, and empty. Invented places only."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi

from vorort.platform.common import charts

LONG_NAME = "Samtgemeinde Oberweißenbach-Niederhausen an der Kleinen Luhe"
YEARS = range(2014, 2025)
SHARES = (8.1, 8.6, 9.9, 10.4, 10.9, 11.2, 11.3, 11.9, 12.8, 13.1, 13.4)


def samples() -> dict[str, Any]:
    """Everything that templates/common/gallery.html shows."""
    return {
        "page": Paginator(range(57), 10).page(2),
        "breadcrumb": [
            {"label": "Start", "url": "#"},
            {"label": "Land Ahrenland", "url": "#"},
            {"label": "Landkreis Lindental", "url": "#"},
            {"label": LONG_NAME},
        ],
        "steps": [
            {"label": "Datei wählen", "state": "done", "url": "#"},
            {"label": "Spalten zuordnen", "state": "current"},
            {"label": "Ergebnis ansehen", "state": "open"},
        ],
        "filters": [
            {"name": "alle", "url": "#", "count": 58, "chosen": True},
            {"name": "Bildung", "url": "#", "count": 14, "chosen": False},
            {"name": "Arbeit und Einkommen", "url": "#", "count": 11, "chosen": False},
            {"name": "Wohnen", "url": "#", "count": 0, "chosen": False},
        ],
        "facts": [
            {"term": "Zähler", "text": "Menschen ohne deutschen Pass am 31. Dezember"},
            {"term": "Nenner", "text": "Bevölkerung insgesamt am 31. Dezember"},
            {"term": "Rechtsgrundlage und Abgrenzung", "text": "Staatsangehörigkeit laut Melderegister"},
        ],
        "figures": _figures(),
        "spark": _spark(),
        "line": _line(),
        "bars": _bars(),
        "table": _table(),
        "empty_table": {"id": "leer", "caption": "Ohne Angaben", "columns": _columns(), "rows": []},
        "downloads": [
            {"label": "CSV", "url": "#", "size": "4 kB"},
            {"label": "XLSX", "url": "#", "size": "11 kB"},
            {"label": "JSON", "url": "#", "size": "6 kB"},
        ],
        "legend": [
            {"kind": "own", "label": "Landkreis Lindental"},
            {"kind": "other", "label": "Land Ahrenland"},
        ],
        "long_name": LONG_NAME,
    }


def _figures() -> list[dict[str, Any]]:
    return [
        {
            "title": "Ausländeranteil",
            "url": "#",
            "value": "13,4 %",
            "sentence": "Von 1 000 Menschen hatten 134 keinen deutschen Pass, 3 mehr als im Jahr davor.",
            "spark": _spark(),
            "meta": "Landkreis Lindental, 2024",
        },
        {
            "title": "Einbürgerungen je 1 000 Menschen ohne deutschen Pass, die seit zehn Jahren hier leben",
            "url": "#",
            "value": "24,6",
            "sentence": "Der Wert gilt für den Landkreis. Für die Gemeinde liegt er nicht vor.",
            "meta": "Landkreis Lindental, 2023",
        },
        {
            "title": "Schulabgänge ohne Abschluss",
            "url": "#",
            "value": "–",
            "sentence": "Geheim gehalten: So wenige Fälle, dass man Menschen erkennen könnte.",
            "meta": LONG_NAME,
        },
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": "Ort"},
        {"label": "2023", "numeric": True},
        {"label": "2024", "numeric": True},
        {"label": "Veränderung", "numeric": True, "hint": "Prozentpunkte"},
    ]


def _table() -> dict[str, Any]:
    secret = {"mark": ".", "title": "geheim gehalten"}
    rows: list[dict[str, Any]] = [
        {"cells": ["Land Ahrenland", "11,8 %", "12,2 %", "+0,4"]},
        {"cells": ["Landkreis Lindental", "13,1 %", "13,4 %", "+0,3"], "own": True},
        {"cells": [{"text": LONG_NAME, "url": "#"}, "4,0 %", "3,8 %", "−0,2"]},
        {"cells": ["Kleinsthagen", secret, secret, secret]},
    ]
    return {
        "id": "anteile",
        "caption": "Anteil der Menschen ohne deutschen Pass",
        "columns": _columns(),
        "rows": rows,
    }


def _points() -> tuple[charts.Point, ...]:
    marks = {2024: charts.Mark.PROVISIONAL}
    return tuple(
        charts.Point(year, share, f"{share} %".replace(".", ","), mark=marks.get(year, charts.Mark.PLAIN))
        for year, share in zip(YEARS, SHARES, strict=True)
    )


def _line() -> dict[str, str]:
    before, after = _points()[:8], _points()[8:]
    other = tuple(charts.Point(point.year, (point.value or 0) * 0.85 + 1, "") for point in _points())
    chart = charts.LineChart(
        id="beispiel-linie",
        title="Anteil der Menschen ohne deutschen Pass",
        description="Er steigt von 8,1 Prozent (2014) auf 13,4 Prozent (2024).",
        stretches=(charts.Stretch(before), charts.Stretch(after, reason="neue Bevölkerungsbasis")),
        unit="Prozent",
        language=get_language() or "de",
        context=((charts.Stretch(other),),),
    )
    return _both_sizes(charts.draw_line, chart)


def _bars() -> dict[str, str]:
    chart = charts.BarChart(
        id="beispiel-balken",
        title="Der Kreis im Vergleich",
        description="Bund 15,2, Land 12,2, Landkreis Lindental 13,4 Prozent.",
        bars=(
            charts.Bar("Deutschland", 15.2, "15,2 %"),
            charts.Bar("Land Ahrenland", 12.2, "12,2 %"),
            charts.Bar("Landkreis Lindental", 13.4, "13,4 %", low=12.6, high=14.2, own=True),
            charts.Bar(LONG_NAME, 3.8, "3,8 %", mark=charts.Mark.UNCERTAIN),
            charts.Bar("Kleinsthagen", None, "geheim gehalten (.)", mark=charts.Mark.MISSING),
        ),
        language=get_language() or "de",
    )
    return _both_sizes(charts.draw_bars, chart)


def _both_sizes(draw: Any, chart: Any) -> dict[str, str]:
    wide, compact = charts.Size.WIDE, charts.Size.COMPACT
    return {"wide": mark_safe(draw(chart, wide)), "narrow": mark_safe(draw(chart, compact))}  # noqa: S308


def _spark() -> str:
    return mark_safe(charts.draw_spark((charts.Stretch(_points()),), mirrored=get_language_bidi()))  # noqa: S308
