"""The pages through which people come in."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vorort.platform.common.access import public
from vorort.platform.common.doorway import read_only
from vorort.platform.common.http import cached_by_build
from vorort.platform.places import queries as register
from vorort.platform.portal import presenters as present
from vorort.platform.portal import queries

# A search has endless results, and the desk is for those who work here.
_NOT_FOR_ROBOTS = ("betrieb/", "anmelden/", "suche/", "vergleich/?", "indikatoren/?")


@read_only
@public
@cached_by_build
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html", {"view": present.present_start(queries.start_page())})


@read_only
@public
@cached_by_build
def places(request: HttpRequest) -> HttpResponse:
    page = queries.places_page(request.GET.get("q", "").strip())
    if len(page.found) == 1:
        return redirect("portal:place", page.found[0].key)
    return render(request, "portal/places.html", {"view": present.present_places(page)})


@read_only
@public
@cached_by_build
def place(request: HttpRequest, key: str) -> HttpResponse:
    page = queries.place_page(key)
    if page is None:
        return _by_name(key)
    if page.place.key != key:
        return redirect(page.place, permanent=True)
    return render(request, "portal/place.html", {"view": present.present_place(page, get_language())})


@read_only
@public
@cached_by_build
def search(request: HttpRequest) -> HttpResponse:
    page = queries.search_page(request.GET.get("q", "").strip())
    return render(request, "portal/search.html", {"view": present.present_search(page)})


@read_only
@public
def robots(request: HttpRequest) -> HttpResponse:
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    lines = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in _NOT_FOR_ROBOTS]
    sitemap = f"Sitemap: {settings.VORORT_URL}/sitemap.xml"
    content = "\n".join(["User-agent: *", *lines, "", sitemap, ""])
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


def _by_name(name: str) -> HttpResponse:
    """An address typed by hand, /orte/muenchen/, leads to the place if it can only mean one."""
    found = register.with_slug(name.lower())
    if len(found) != 1:
        raise Http404(_("Diesen Ort kennen wir nicht."))
    return redirect(found[0])
