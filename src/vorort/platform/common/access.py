"""Who may see a view. A view that declares nothing answers nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """What a view declares: open to everyone, or one permission."""

    permission: str | None

    @property
    def is_public(self) -> bool:
        return self.permission is None


def public(view: View) -> View:
    """Everyone may see this view, without logging in."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    open_view.access = Access(None)  # type: ignore[attr-defined]
    return open_view


def allowed(permission: str, *, on: str | None = None) -> Callable[[View], View]:
    """Only people with `permission`, asked about the loaded object in argument `on`, if given.

    Stand below `@load`, so that the object is there to be asked about.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission, kwargs.get(on) if on else None):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = Access(permission)  # type: ignore[attr-defined]
        return guarded

    return decorate


def declared_access(view: View) -> Access | None:
    """What `view` declares, or None if it declares nothing."""
    return getattr(view, "access", None)


def publish(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Declare URL patterns made by a library (API, sitemap) as public."""
    patterns = list(patterns)
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            publish(pattern.url_patterns)
        else:
            pattern.callback = public(pattern.callback)
    return patterns


class DenyUndeclared:
    """Middleware: a forgotten declaration shows as 403 at once, never as an open door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: object) -> None:
        if declared_access(view) is None:
            name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
            logger.error("View %s declares no access: refused", name)
            raise PermissionDenied
