"""The public interface for programs: read only, without a key, version 1."""

from __future__ import annotations

import csv
import io
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from vorort.platform.api import queries
from vorort.platform.api.schemas import (
    BuildOut,
    IndicatorOut,
    IndicatorSheetOut,
    ObservationOut,
    ObservationsPage,
    PlaceOut,
    PlacesPage,
    Problem,
)
from vorort.platform.monitoring.queries import current_build
from vorort.platform.places import queries as register
from vorort.statistics.vocab import Level

_LIMIT, _MOST, _MOST_VALUES = 100, 1_000, 5_000
_FURTHEST = 10_000_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_PROBLEMS = {404: Problem, 422: Problem}

api = NinjaAPI(
    title="Vor Ort",
    version="1",
    description=(
        "Veröffentlichte Zahlen zum Zusammenleben, mit Quelle, Lizenz und Grund, wenn ein Wert fehlt. "
        "Nur lesen, kein Schlüssel nötig.\n\n"
        "Published figures on living together, with source, licence, and the reason where a value "
        "is missing. Read only, no key needed."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)

Limit = Annotated[int, Query(ge=1, le=_MOST, description="Einträge je Seite / items per page")]
Offset = Annotated[
    int, Query(ge=0, le=_FURTHEST, description="So viele Einträge überspringen / items to skip")
]
Year = Annotated[int, Field(ge=_FIRST_YEAR, le=_LAST_YEAR)]
Years = Annotated[list[Year], Query(max_length=100, description="Ein oder mehrere Jahre / one or more years")]


@api.get("/places", response={200: PlacesPage, 422: Problem}, tags=["Orte / places"])
def places(
    request: HttpRequest,
    q: Annotated[
        str, Query(max_length=100, description="Name, verzeiht Tippfehler / name, forgives typos")
    ] = "",
    level: Level | None = None,
    parent: Annotated[
        str, Query(max_length=40, description="Orte direkt darin / places directly inside")
    ] = "",
    limit: Limit = _LIMIT,
    offset: Offset = 0,
):
    """Orte finden und auflisten / find and list places."""
    found = queries.places(q, level, parent)
    count = len(found) if isinstance(found, list) else found.count()
    items = [queries.place_record(place) for place in found[offset : offset + limit]]
    return {"count": count, "next": _next(request, offset, limit, count), "items": items}


@api.get("/places/{key}", response={200: PlaceOut, 404: Problem}, tags=["Orte / places"])
def place(request: HttpRequest, key: str):
    """Ein Ort, auch unter einem früheren Schlüssel / one place, also by a former key."""
    found = register.place(key)
    if found is None:
        raise HttpError(404, "Diesen Ort gibt es hier nicht. / There is no such place here.")
    return queries.place_record(found)


@api.get("/indicators", response=list[IndicatorOut], tags=["Indikatoren / indicators"])
def indicators(request: HttpRequest):
    """Katalog und veröffentlichte Reihen / catalogue and published series."""
    return queries.indicators()


@api.get("/indicators/{path:indicator_id}", response={200: IndicatorSheetOut, 404: Problem},
         tags=["Indikatoren / indicators"])  # fmt: skip
def indicator(request: HttpRequest, indicator_id: str):
    """Das Datenblatt / the data sheet."""
    found = queries.sheet(indicator_id)
    if found is None:
        raise HttpError(404, "Diesen Indikator gibt es nicht. / There is no such indicator.")
    return found


@api.get("/observations", response={200: ObservationsPage, **_PROBLEMS}, tags=["Werte / values"])
def observations(
    request: HttpRequest,
    indicator: Annotated[str, Query(max_length=80, examples=["A01"])],
    region: Annotated[
        list[str], Query(max_length=200, description="Schlüssel, auch mehrere / one or more keys")
    ] = [],  # noqa: B006 - ninja copies
    year: Years = [],  # noqa: B006
    group: Annotated[list[str], Query(max_length=50, description="insgesamt, deutsche, auslaender, …")] = [],  # noqa: B006
    variant: Annotated[str | None, Query(max_length=120)] = None,
    format: Annotated[
        str,
        Query(pattern="^(json|csv)$", description="auch über den Accept-Kopf / also by the Accept header"),
    ] = "json",
    limit: Annotated[int, Query(ge=1, le=_MOST_VALUES)] = _MOST,
    offset: Offset = 0,
):
    """Werte eines Indikators als JSON oder CSV / values of an indicator as JSON or CSV."""
    build = current_build()
    if build is None or not queries.sheet_exists(indicator):
        raise HttpError(404, "Dazu gibt es keine Werte. / There are no values for this.")
    found = queries.observations(
        indicator=indicator, regions=region, years=year, groups=group, variant=variant
    )
    count = found.count()
    items = [queries.observation_record(row) for row in found[offset : offset + limit]]
    following = _next(request, offset, limit, count)
    if format == "csv":
        return _csv(items, following)
    return {"build": build.build_id, "count": count, "next": following, "items": items}


@api.get("/builds", response=list[BuildOut], tags=["Stände / builds"])
def builds(request: HttpRequest):
    """Veröffentlichte Stände, der neueste zuerst / published builds, newest first."""
    return queries.builds()


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = ([part for part in problem["loc"] if isinstance(part, str)] for problem in error.errors)
    where = ", ".join(sorted({name[-1] for name in names if name}))
    return _problem(request, 422, f"Bitte prüfen Sie: {where}. / Please check: {where}.")


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, str(error))


def _problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    titles = {404: "Nicht gefunden / not found", 422: "Anfrage unverständlich / request not understood"}
    answer = api.create_response(
        request,
        {"title": titles.get(status, "Fehler / error"), "status": status, "detail": detail},
        status=status,
    )
    answer["Content-Type"] = "application/problem+json; charset=utf-8"
    return answer


def _next(request: HttpRequest, offset: int, limit: int, count: int) -> str | None:
    if offset + limit >= count:
        return None
    parameters = request.GET.copy()
    parameters["offset"] = str(offset + limit)
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def _csv(items: list[dict[str, object]], following: str | None) -> HttpResponse:
    text = io.StringIO()
    names = list(ObservationOut.model_fields)
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(items)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer
