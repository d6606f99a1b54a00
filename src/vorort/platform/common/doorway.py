"""What is answered before or instead of a view: addresses that nothing can mean, methods nobody offers."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from vorort.platform.common import errors

View = Callable[..., HttpResponse]


def read_only(view: View) -> View:
    """Only GET and HEAD. Anything else is 405 at once, without a word about forms that were open too long."""
    return csrf_exempt(require_safe(view))


class RefuseUnreadable:
    """Middleware above the sessions: no text of ours holds a NUL, and PostgreSQL takes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any("\0" in cookie for cookie in request.COOKIES.values()):
            request.COOKIES.clear()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")


class SayWrongMethod:
    """Middleware: whoever reloads the address of a button gets a page, not an empty screen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HttpResponseNotAllowed.status_code:
            return response
        said = errors.wrong_method(request)
        said["Allow"] = response["Allow"]
        return said
