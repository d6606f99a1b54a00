"""Error pages in the product's look: what happened and what to do next."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

logger = logging.getLogger(__name__)
Words = str | Promise

_FOR_PROGRAMS = "/api/v"  # here an error is a problem in JSON (RFC 9457), as every other answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        400,
        heading=_("Diese Anfrage konnten wir nicht lesen"),
        reason=_("Die Adresse oder das Formular enthält etwas, das die Plattform nicht versteht."),
        advice=_("Gehen Sie einen Schritt zurück und versuchen Sie es noch einmal."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        403,
        heading=_("Diese Seite ist nicht für alle offen"),
        reason=_("Sie sind nicht angemeldet, oder Ihr Konto darf diese Seite nicht öffnen."),
        advice=_("Brauchen Sie die Seite für Ihre Arbeit? Dann fragen Sie bitte den Betrieb der Plattform."),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that stood open too long, or from another website."""
    return _answer(
        request,
        403,
        heading=_("Das Formular war zu lange offen"),
        reason=_("Zu Ihrer Sicherheit nehmen wir ein Formular nur eine begrenzte Zeit an."),
        advice=_("Gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal ab."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        404,
        heading=_("Diese Seite gibt es nicht"),
        reason=_("Vielleicht hat sich die Adresse geändert, oder beim Abtippen ist ein Zeichen verrutscht."),
        advice=_("Suchen Sie oben nach dem Ort oder dem Thema, oder beginnen Sie auf der Startseite."),
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    return _answer(
        request,
        405,
        heading=_("So lässt sich diese Seite nicht öffnen"),
        reason=_("Die Adresse gehört zu einem Knopf, oder ein Programm hat sie anders benutzt als gedacht."),
        advice=_("Gehen Sie zurück und benutzen Sie den Knopf, oder beginnen Sie auf der Startseite."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Even where templates or the database fail, say something that can be read."""
    try:
        return _answer(
            request,
            500,
            heading=_("Da ist bei uns etwas schiefgegangen"),
            reason=_("Ihre Eingaben sind nicht schuld. Der Fehler ist festgehalten."),
            advice=_("Bitte versuchen Sie es in einigen Minuten noch einmal."),
        )
    except Exception:
        logger.exception("The error page itself failed")
        return HttpResponseServerError(_BARE, content_type="text/html; charset=utf-8")


def _answer(request: HttpRequest, status: int, **words: Words) -> HttpResponse:
    if request.path.startswith(_FOR_PROGRAMS):
        return _problem(status, **words)
    return render(request, "errors/error.html", words, status=status)


def _problem(status: int, heading: Words, reason: Words, **_: Words) -> HttpResponse:
    """In German and English, as all texts of the interface for programs."""

    def both(*texts: Words) -> str:
        with override("de"):
            german = " ".join(str(text) for text in texts)
        with override("en"):
            return f"{german} / {' '.join(str(text) for text in texts)}"

    return JsonResponse(
        {"title": both(heading), "status": status, "detail": both(reason)},
        status=status,
        content_type="application/problem+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )


_BARE = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Störung</title>'
    "<h1>Da ist bei uns etwas schiefgegangen</h1>"
    "<p>Ihre Eingaben sind nicht schuld. Bitte versuchen Sie es in einigen Minuten noch einmal.</p></html>"
)
