"""Doors are closed unless a view says otherwise."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from vorort.platform.common.access import allowed, declared_access, public, publish
from vorort.platform.config import urls as config_urls


def forgotten(request):
    return HttpResponse("geheim")


@public
def open_page(request):
    return HttpResponse("offen")


@allowed("monitoring.import")
def guarded(request):
    return HttpResponse("drin")


urlpatterns = [
    *config_urls.urlpatterns,
    path("vergessen/", forgotten),
    path("offen/", open_page),
    path("nur-statistik/", guarded),
]
handler403 = "vorort.platform.common.errors.forbidden"
here = override_settings(ROOT_URLCONF=__name__)


@here
def test_view_that_declares_nothing_answers_403_in_the_products_look(client, caplog, db):
    answer = client.get("/vergessen/")

    assert answer.status_code == 403
    assert "Diese Seite ist nicht für alle offen" in answer.content.decode()
    assert "forgotten declares no access" in caplog.text


@here
def test_public_view_answers_everyone_without_a_cookie(client, db):
    answer = client.get("/offen/")

    assert answer.content == b"offen"
    assert not answer.cookies


@here
def test_guarded_view_sends_strangers_to_the_log_in(client, db):
    answer = client.get("/nur-statistik/?a=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/anmelden/?next=/nur-statistik/%3Fa%3D1"


@here
def test_guarded_view_refuses_people_without_the_role(client, person):
    client.force_login(person)

    assert client.get("/nur-statistik/").status_code == 403


@here
def test_guarded_view_opens_for_the_role(client, statistician):
    client.force_login(statistician)

    assert client.get("/nur-statistik/").content == b"drin"


def test_permission_is_asked_about_the_loaded_object():
    asked = []

    class Visitor:
        is_authenticated = True

        def has_perm(self, permission, on):
            asked.append((permission, on))
            return False

    request = RequestFactory().get("/")
    request.user = Visitor()
    view = allowed("tandem.confirm", on="tandem")(lambda request, tandem: HttpResponse())

    with pytest.raises(PermissionDenied):
        view(request, tandem="Tandem 7")
    assert asked == [("tandem.confirm", "Tandem 7")]


def test_published_patterns_of_a_library_are_public():
    patterns = publish([path("a/", forgotten), path("b/", include([path("c/", forgotten)]))])

    assert declared_access(patterns[0].callback).is_public
    assert declared_access(patterns[1].url_patterns[0].callback).is_public
    assert declared_access(forgotten) is None
