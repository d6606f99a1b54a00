"""Around the interface: a description to read, OpenAPI, caching, and reading from other websites."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from vorort.platform.api.description import PREFIX, described
from vorort.platform.common.access import public
from vorort.platform.common.doorway import read_only
from vorort.platform.common.http import cached_by_build

View = Callable[..., HttpResponse]
_METHODS = "GET, HEAD, OPTIONS"


@read_only
@public
@cached_by_build
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "api/about.html", {"endpoints": _endpoints(), "prefix": PREFIX})


def open_to_all(view: View) -> View:
    """Any website may read; nothing here depends on who asks."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse() if request.method == "OPTIONS" else _read(view, request, *args, **kwargs)
        if request.method == "OPTIONS" or response.status_code == 405:
            response["Allow"] = _METHODS
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = _METHODS
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return opened


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The library knows GET only; HEAD is the same, and the server leaves out the body."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


@public
@open_to_all
@read_only
@cached_by_build
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


def guarded(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The addresses of the interface, public, with ETag, readable from other websites."""
    patterns = [pattern for pattern in patterns if pattern.name != "api-root"]
    for pattern in patterns:
        pattern.callback = public(open_to_all(_by_accept(cached_by_build(pattern.callback))))
    return patterns


def _by_accept(view: View) -> View:
    """Whoever asks for CSV in the Accept header gets another page than `format=json`, also from memory."""

    @wraps(view)
    def varied(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wants = request.get_preferred_type(["application/json", "text/csv"])
        if wants == "text/csv" and "format" not in request.GET:
            asked = request.GET.copy()
            asked["format"] = "csv"
            request.GET, request.META["QUERY_STRING"] = asked, asked.urlencode()
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    return varied


def _endpoints() -> list[dict[str, Any]]:
    """Addresses with their parameters, as the OpenAPI description names them."""
    schema = described()
    return [
        {
            "path": path,
            "summary": _in_words(operation["description"]),
            "parameters": [
                {"name": p["name"], "text": _in_words(_described(p)), "required": p.get("required", False)}
                for p in operation.get("parameters", [])
            ],
        }
        for path, operations in schema["paths"].items()
        for operation in operations.values()
    ]  # fmt: skip


def _described(parameter: dict[str, Any]) -> str:
    return parameter.get("description") or parameter["schema"].get("description", "")


def _in_words(description: str) -> str:
    """Descriptions for programs are German, then English: pages in other languages show the second."""
    german, _slash, english = description.partition(" / ")
    if (get_language() or "de").startswith("de") or not english:
        return german
    return english[0].upper() + english[1:] if german[:1].isupper() else english
