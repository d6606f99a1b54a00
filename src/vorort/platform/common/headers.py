"""Response headers that neither Django nor django-csp sets."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class PermissionsPolicy:
    """Our pages ask no device for anything, and nothing embedded in them may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _NOTHING)
        return response
