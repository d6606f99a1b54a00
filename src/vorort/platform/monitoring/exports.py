"""Figures to take away: CSV, JSON and XLSX of one indicator in a place, and files of a whole build.

Every file carries its source, licence and build; a value that is not there carries its reason.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from vorort.platform.monitoring.domain.figures import Figure, PlaceRef, SourceNote
from vorort.platform.monitoring.models import Build, Observation, Series
from vorort.statistics.catalog.model import Indicator

COLUMNS = (
    "indicator", "variant", "region", "region_name", "period", "group", "sex", "age", "detail", "value",
    "numerator", "denominator", "low", "high", "unit", "status", "concept", "base", "boundary", "source",
    "note",
)  # fmt: skip
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class PlaceTable:
    """Everything published about a place, ready to be written."""

    place: PlaceRef
    figures: tuple[Figure, ...]
    sources: tuple[SourceNote, ...]
    build_id: str
    address: str

    @property
    def name(self) -> str:
        return self.place.key

    def about(self) -> dict[str, object]:
        return {}


@dataclass(frozen=True)
class IndicatorTable(PlaceTable):
    """The same for one indicator."""

    indicator: Indicator

    @property
    def name(self) -> str:
        return f"{self.indicator.id}_{self.place.key}".replace("/", "-")

    def about(self) -> dict[str, object]:
        indicator = self.indicator
        return {
            "indicator": {"id": indicator.id, "name": indicator.name, "unit": indicator.unit},
            "caveat": indicator.caveat,
        }


def answer(table: PlaceTable, suffix: str) -> HttpResponse:
    writers = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}
    return _file(writers[suffix](table), suffix, f"{table.name}.{suffix}")


def as_csv(table: PlaceTable) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read the umlauts; comma, decimal point."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row(figure)] for figure in table.figures)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_json(table: PlaceTable) -> bytes:
    content = {
        **table.about(),
        "place": {"key": table.place.key, "name": table.place.name, "level": table.place.level},
        "build": table.build_id,
        "address": table.address,
        "sources": [_source(source) for source in table.sources],
        "observations": [dict(zip(COLUMNS, row(figure), strict=True)) for figure in table.figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def as_xlsx(table: IndicatorTable) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    bold = book.add_format({"bold": True})
    values = book.add_worksheet(_("Werte"))
    values.freeze_panes(1, 0)
    values.write_row(0, 0, COLUMNS, bold)
    for number, figure in enumerate(table.figures, 1):
        values.write_row(number, 0, row(figure))
    about = book.add_worksheet(_("Datenblatt"))
    about.set_column(0, 0, 24, bold)
    about.set_column(1, 1, 100, book.add_format({"text_wrap": True}))
    for number, pair in enumerate(_about(table)):
        about.write_row(number, 0, pair)
    book.close()
    return buffer.getvalue()


def build_file(build: Build, name: str) -> HttpResponse | StreamingHttpResponse | None:
    """A file of a whole build; None where there is no such file."""
    if name == "werte.csv":
        response = StreamingHttpResponse(_all_values(build), content_type=_TYPES["csv"])
    elif name == "reihen.json":
        response = _json([_series(series) for series in Series.objects.filter(build=build)])
    elif name == "herkunft.json":
        response = _json(build.manifest)
    else:
        return None
    return _lasting(response, f"vorort-{build.build_id[:12]}-{name}", build.build_id)


def row(figure: Figure) -> tuple[object, ...]:
    return (
        figure.indicator, figure.variant, figure.place.key, figure.place.name, figure.period, figure.group,
        figure.sex, figure.age, figure.detail, figure.value, figure.numerator, figure.denominator, figure.low,
        figure.high, figure.unit.value, figure.status.value, figure.concept, figure.base, figure.boundary,
        " ".join(figure.sources), figure.note,
    )  # fmt: skip


def _all_values(build: Build) -> Iterator[str]:
    """Line by line, so that a large build needs no large memory."""
    columns = [
        "place__key" if name == "region" else "place__title" if name == "region_name" else name
        for name in COLUMNS
    ]
    columns[columns.index("source")] = "sources"
    rows = Observation.objects.filter(build=build).order_by("pk").values_list(*columns)
    yield "\ufeff" + _line(COLUMNS)
    for record in rows.iterator(_ROWS_AT_ONCE):
        yield _line([_harmless(cell) for cell in record])


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _about(table: IndicatorTable) -> list[tuple[str, str]]:
    indicator = table.indicator
    return [
        (_("Indikator"), f"{indicator.id} {indicator.name}"),
        (_("Ort"), f"{table.place.name} ({table.place.key})"),
        (_("Frage"), indicator.question),
        (_("Definition"), indicator.definition),
        (_("Zähler"), indicator.numerator),
        (_("Nenner"), indicator.denominator),
        (_("So ist es zu lesen"), indicator.interpretation),
        (_("Was es nicht sagt"), indicator.caveat),
        (_("Stichtag oder Zeitraum"), indicator.reference),
        (_("Datenstand"), table.build_id),
        (_("Adresse"), table.address),
        *((_("Quelle"), _source_line(source)) for source in table.sources),
    ]


def _source_line(source: SourceNote) -> str:
    parts = (source.publisher, source.title, source.licence, source.retrieved_at, f"SHA-256 {source.sha256}")
    return ", ".join(part for part in parts if part)


def _source(source: SourceNote) -> dict[str, str]:
    names = ("id", "publisher", "title", "licence", "licence_url", "retrieved_at", "sha256")
    return {name: getattr(source, name) for name in names}


def _series(series: Series) -> dict[str, object]:
    return {
        "id": series.series_id,
        "observations": series.observations_count,
        "places": series.places_count,
        "first_year": series.first_year,
        "last_year": series.last_year,
        "levels": series.levels,
        **series.about,
    }


def _json(content: object) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type=_TYPES["json"])


def _file(content: bytes, suffix: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lasting(response: HttpResponse | StreamingHttpResponse, name: str, build_id: str) -> HttpResponse:
    """A build never changes, so its files may be kept for ever."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'"{build_id}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
