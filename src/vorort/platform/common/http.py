"""HTTP decorators: load the object of a page, answer unchanged pages from memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.core.cache import caches
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import vorort
from vorort.platform.common import editions

View = Callable[..., HttpResponse]


def load(source: type[Model] | Callable[[], Any], name: str, *, by: str = "pk") -> Callable[[View], View]:
    """Replace the URL argument `name` by the object whose field `by` has that value, or answer 404.

    `source` is a model, or a function without arguments that returns a queryset.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def loaded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            found = _queryset(source).filter(**{by: kwargs[name]}).first()
            if found is None:
                raise Http404(_("Das gibt es hier nicht."))
            return view(request, *args, **{**kwargs, name: found})

        return loaded

    return decorate


def _queryset(source: type[Model] | Callable[[], Any]) -> Any:
    if isinstance(source, type) and issubclass(source, Model):
        return source._default_manager.all()
    return source()


def cached_by_build(view: View) -> View:
    """Render a public page once per edition of the data, language and version of the code.

    The ETag names all three, the address and the settings shown; a browser that has the page gets 304.
    Requests with a session or waiting messages are never answered from memory, nor remembered.
    """

    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_anonymous(request):
            return _private(view(request, *args, **kwargs))
        edition = editions.current()
        tag = _etag(request, edition)
        if tag in _tags_of(request):
            return _public(HttpResponseNotModified(), tag)
        if page := _remembered(tag):
            return _public(_encoded(page, request), tag)
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.streaming or response.cookies:
            return response
        if editions.current() != edition:  # published while we were drawing: draw again, from one state
            return conditional(request, *args, **kwargs)
        return _public(_encoded(_remember(response, tag), request), tag)

    return conditional


# What an operator may change without new data or new code, and every page shows.
_SHOWN_SETTINGS = (
    "VORORT_TITLE", "VORORT_URL", "VORORT_OPERATOR", "VORORT_CONTACT", "VORORT_SOURCE_URL", "VORORT_DEMO",
)  # fmt: skip
_WORTH_REMEMBERING = 300_000  # bytes; large downloads would push the pages out of memory


class _Page(NamedTuple):
    """A rendered page; a remembered one holds the encodings browsers ask for as well."""

    content_type: str
    headers: dict[str, str]
    bodies: dict[str, bytes]  # encoding ("" is none) → bytes


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


def _remembered(tag: str) -> _Page | None:
    return None if settings.DEBUG else caches["pages"].get(tag)


def _remember(response: HttpResponse, tag: str) -> _Page:
    if hasattr(response, "render"):
        response.render()
    headers = {name: value for name, value in response.items() if name not in ("Content-Type", "Vary")}
    page = _Page(response["Content-Type"], headers, {"": response.content})
    if len(response.content) <= _WORTH_REMEMBERING:
        page.bodies.update({name: encode(response.content) for name, encode in _ENCODERS.items()})
        caches["pages"].set(tag, page)
    return page


def _accepted(header: str) -> set[str]:
    """Encodings a browser takes: „gzip;q=0.5“ it does, „gzip;q=0“ it does not."""
    offers = (part.replace(" ", "").partition(";q=") for part in header.split(","))
    return {name for name, _, weight in offers if weight.strip("0.") or not weight}


def _encoded(page: _Page, request: HttpRequest) -> HttpResponse:
    body, encoding = page.bodies[""], ""
    if len(body) > 500:  # below that, compression costs more than it saves
        accepted = _accepted(request.headers.get("Accept-Encoding", ""))
        encoding = next((name for name in _ENCODERS if name in accepted), "")
    if encoding:
        body = page.bodies.get(encoding) or _ENCODERS[encoding](body)
    response = HttpResponse(body, content_type=page.content_type, headers=page.headers)
    if encoding:
        response["Content-Encoding"] = encoding
    return response


def _is_anonymous(request: HttpRequest) -> bool:
    private = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.method in ("GET", "HEAD") and not private & request.COOKIES.keys()


def _etag(request: HttpRequest, edition: str) -> str:
    parts = (
        edition,
        get_language() or "",
        code_version(),
        request.build_absolute_uri(),
        *(str(getattr(settings, name)) for name in _SHOWN_SETTINGS),
    )
    return 'W/"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24] + '"'


def _tags_of(request: HttpRequest) -> set[str]:
    return {tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")}


def _public(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"  # keep it, but ask whether it still holds
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


@cache
def code_version() -> str:
    """Hash of the installed code and templates: equal on all servers that run the same."""
    root = Path(vorort.__file__).parent
    digest = hashlib.sha256(vorort.__version__.encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".mo", ".yaml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
