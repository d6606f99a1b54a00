"""The same page in the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str  # in its own language
    url: str
    is_current: bool
    direction: str


def language_links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Links to this page in every language, with the query kept."""
    here = get_language()
    return tuple(
        LanguageLink(
            code=code,
            name=name,
            url=translate_url(request.get_full_path(), code),
            is_current=code == here,
            direction="rtl" if code in settings.LANGUAGES_BIDI else "ltr",
        )
        for code, name in settings.LANGUAGES
    )
