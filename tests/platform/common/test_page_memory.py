"""Published pages are rendered once per edition of the data."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.translation import get_language

from vorort.platform.common import editions
from vorort.platform.common.access import public
from vorort.platform.common.http import cached_by_build, load
from vorort.platform.config import urls as config_urls
from vorort.platform.people.models import User

drawn = []
during = {"drawing": lambda: None}


@public
@cached_by_build
def figures(request):
    drawn.append(request.get_full_path())
    return HttpResponse(f"{get_language()} {request.GET.get('q', '')} " + "Zahlen " * 200)


@public
@cached_by_build
def interrupted(request):
    begin = editions.current()
    during["drawing"]()
    return HttpResponse(f"{_monitoring(begin)} {_monitoring(editions.current())}")


def _monitoring(versions):
    return next(part.split("=")[1] for part in versions.split() if part.startswith("monitoring="))


@public
@cached_by_build
def a_lot(request):
    drawn.append(request.get_full_path())
    return HttpResponse(b"7;" * 200_000)


@public
@load(User, "who", by="name")
def person_page(request, who):
    return HttpResponse(who.email)


urlpatterns = [
    *config_urls.urlpatterns,
    path("zahlen/", figures),
    path("waehrenddessen/", interrupted),
    path("viel/", a_lot),
    path("wer/<who>/", person_page),
]
handler404 = "vorort.platform.common.errors.not_found"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages():
    drawn.clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_page_is_drawn_once_per_address(client):
    first, second, other = client.get("/zahlen/"), client.get("/zahlen/"), client.get("/zahlen/?q=a")

    assert first.content == second.content != other.content
    assert drawn == ["/zahlen/", "/zahlen/?q=a"]


def test_new_edition_draws_anew_with_a_new_tag(client):
    editions.publish("monitoring", "b1")
    first = client.get("/zahlen/")
    editions.publish("monitoring", "b2")

    second = client.get("/zahlen/")

    assert first["ETag"] != second["ETag"]
    assert len(drawn) == 2


def test_browser_that_has_the_page_gets_304_without_drawing(client, django_assert_num_queries):
    tag = client.get("/zahlen/")["ETag"]

    with django_assert_num_queries(1):
        answer = client.get("/zahlen/", headers={"If-None-Match": f'"x", {tag}'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert len(drawn) == 1


def test_page_travels_compressed(client):
    plain = client.get("/zahlen/").content

    squeezed = client.get("/zahlen/", headers={"Accept-Encoding": "gzip, deflate, br"})
    zipped = client.get("/zahlen/", headers={"Accept-Encoding": "gzip, br;q=0"})

    assert squeezed["Content-Encoding"] == "br"
    assert brotli.decompress(squeezed.content) == gzip.decompress(zipped.content) == plain
    assert "Accept-Encoding" in squeezed["Vary"]


def test_page_of_somebody_logged_in_is_neither_kept_nor_answered_from_memory(client, person):
    client.get("/zahlen/")
    client.force_login(person)

    answer = client.get("/zahlen/")

    assert len(drawn) == 2
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_waiting_message_goes_past_the_memory(client):
    client.cookies["messages"] = "x"

    client.get("/zahlen/")
    client.get("/zahlen/")

    assert len(drawn) == 2


def test_load_hands_the_object_to_the_view(client, person):
    assert client.get("/wer/Mina Adeyemi/").content == b"mina@beispiel.de"


def test_load_answers_404_in_the_products_look(client):
    answer = client.get("/wer/niemand/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_figures_published_while_a_page_was_drawn_are_in_it_or_not_but_never_both(client, monkeypatch):
    """A reader asks, and between two queries of the view somebody publishes."""
    editions.publish("monitoring", "b1")
    interruptions = iter([lambda: editions.publish("monitoring", "b2")])
    monkeypatch.setitem(during, "drawing", lambda: next(interruptions, lambda: None)())

    first = client.get("/waehrenddessen/")
    editions.publish("monitoring", "b1")  # back to the earlier state
    earlier = client.get("/waehrenddessen/")

    assert first.content == b"b2 b2"
    assert earlier.content == b"b1 b1"
    assert first["ETag"] != earlier["ETag"]


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [("gzip;q=0.8, br;q=0.5", "br"), ("gzip;q=0.8", "gzip"), ("br;q=0, gzip;q=0.0", ""), ("identity", "")],
)
def test_weights_of_a_browser_are_understood(client, accepts, encoding):
    answer = client.get("/zahlen/", headers={"Accept-Encoding": accepts})

    assert answer.get("Content-Encoding", "") == encoding


def test_another_imprint_is_another_page_even_with_the_same_figures(client, settings):
    before = client.get("/impressum/")
    settings.VORORT_OPERATOR = ["Stadt Kirchtannau"]

    after = client.get("/impressum/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "Stadt Kirchtannau" in after.content.decode()


def test_large_download_is_packed_but_does_not_push_pages_out_of_memory(client):
    answer = client.get("/viel/", headers={"Accept-Encoding": "br"})
    again = client.get("/viel/", headers={"Accept-Encoding": "gzip"})

    assert brotli.decompress(answer.content) == gzip.decompress(again.content) == b"7;" * 200_000
    assert drawn == ["/viel/", "/viel/"]
