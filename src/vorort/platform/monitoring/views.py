"""Pages of the monitoring: one query or action, one presenter, one template each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vorort.platform.common.access import allowed, public
from vorort.platform.common.doorway import read_only
from vorort.platform.common.http import cached_by_build
from vorort.platform.monitoring import actions, exports, queries
from vorort.platform.monitoring import presenters as present
from vorort.platform.monitoring.models import Build
from vorort.platform.monitoring.queries import addresses
from vorort.platform.people.rules import may
from vorort.platform.places.domain.keys import page_key


@read_only
@public
@cached_by_build
def indicator(request: HttpRequest, key: str, indicator: str) -> HttpResponse:
    page = _found(queries.indicator_page(key, indicator, request.GET.get("variante", "")))
    if page.place.key != key:
        return redirect(addresses.indicator_url(page.place.key, page.indicator), permanent=True)
    address = request.build_absolute_uri(page.links.permanent)
    view = present.present_indicator(page, get_language(), address)
    return render(request, "monitoring/indicator.html", {"view": view})


@read_only
@public
@cached_by_build
def field(request: HttpRequest, key: str, field: str) -> HttpResponse:
    page = _found(queries.field_page(key, field))
    if page.place.key != key:
        return redirect(addresses.field_url(page.place.key, field), permanent=True)
    return render(request, "monitoring/field.html", {"view": present.present_field(page, get_language())})


@read_only
@public
@cached_by_build
def catalogue(request: HttpRequest) -> HttpResponse:
    page = queries.catalogue_page(request.GET.dict())
    view = present.present_catalogue(page, get_language())
    return render(request, "monitoring/catalogue.html", {"view": view})


@read_only
@public
@cached_by_build
def sheet(request: HttpRequest, indicator: str) -> HttpResponse:
    page = _found(queries.sheet_page(indicator))
    return render(request, "monitoring/sheet.html", {"view": present.present_sheet(page, get_language())})


@read_only
@public
@cached_by_build
def comparison(request: HttpRequest) -> HttpResponse:
    page = queries.comparison_page(dict(request.GET.lists()))
    view = present.present_comparison(page, get_language())
    return render(request, "monitoring/comparison.html", {"view": view})


@read_only
@public
@cached_by_build
def map_page(request: HttpRequest, indicator: str, around: str) -> HttpResponse:
    wanted = (request.GET.get("indikator", indicator), page_key(request.GET.get("gebiet", around)))
    page = _found(queries.map_page(*wanted))
    if wanted != (indicator, around):
        return redirect(addresses.map_url(*wanted))
    return render(request, "monitoring/map.html", {"view": present.present_map(page, get_language())})


@read_only
@public
@cached_by_build
def download(request: HttpRequest, key: str, indicator: str, suffix: str) -> HttpResponse:
    table = _found(queries.indicator_table(key, indicator))
    return exports.answer(table, suffix)


@read_only
@public
@cached_by_build
def place_download(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    table = _found(queries.place_table(key))
    return exports.answer(table, suffix)


@read_only
@public
@cached_by_build
def data(request: HttpRequest) -> HttpResponse:
    view = present.present_data(queries.data_page(), get_language())
    return render(request, "monitoring/data.html", {"view": view})


@read_only
@public
def build_file(request: HttpRequest, build: str, name: str) -> HttpResponse:
    found = get_object_or_404(Build, build_id=build, published_at__isnull=False)
    return _found(exports.build_file(found, name))


@read_only
@allowed("monitoring.check")
def operate(request: HttpRequest) -> HttpResponse:
    page = queries.operate_page(may_publish=may(request.user, "monitoring.import"))
    view = present.present_operate(page, get_language())
    news = messages.get_messages(request)
    return render(request, "monitoring/operate.html", {"view": view, "messages": news})


@require_POST
@allowed("monitoring.import")
def publish(request: HttpRequest, build: str) -> HttpResponse:
    found = get_object_or_404(Build, build_id=build)
    actions.publish(build=found, at=timezone.now())
    messages.success(request, _("Dieser Stand wird jetzt gezeigt."))
    return redirect("monitoring:operate")


def _found(thing: Any) -> Any:
    if thing is None:
        raise Http404(_("Das gibt es hier nicht."))
    return thing
