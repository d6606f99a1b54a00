"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

import vorort
from vorort.platform.common.languages import language_links
from vorort.platform.common.navigation import main_navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """Name of the installation, languages, navigation; says who is logged in only where a session is."""
    return {
        "site": {
            "title": settings.VORORT_TITLE,
            "url": settings.VORORT_URL,
            "contact": settings.VORORT_CONTACT,
            "source_url": settings.VORORT_SOURCE_URL,
            "version": vorort.__version__,
            "is_demo": settings.VORORT_DEMO,
        },
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": language_links(request),
        "navigation": main_navigation(request.path),
        "signed_in": _signed_in(request),
        "address": _address(request),
    }


def _address(request: HttpRequest) -> str:
    """Where this page was found, for paper; empty where somebody came by a name that is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""


def _signed_in(request: HttpRequest) -> Any:
    """Reading request.user makes a page private; without a session cookie nobody is logged in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    return request.user if request.user.is_authenticated else None
