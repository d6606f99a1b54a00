"""Pages about the platform itself, and the component gallery for everyone who designs a page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vorort.platform.common import gallery as samples
from vorort.platform.common.access import public
from vorort.platform.common.doorway import read_only
from vorort.platform.common.http import cached_by_build


@read_only
@public
@cached_by_build
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "common/gallery.html", samples.samples())


@read_only
@public
@cached_by_build
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "common/accessibility.html")


@read_only
@public
@cached_by_build
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "common/imprint.html", {"operator": settings.VORORT_OPERATOR})


@read_only
@public
@cached_by_build
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "common/privacy.html")
