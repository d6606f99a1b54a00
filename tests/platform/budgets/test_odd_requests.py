"""Whatever is written into an address, nothing breaks, nothing leaks, and the answer is in our words."""

from urllib.parse import quote

import pytest
from django.test import Client

from factories.builds import publish, result

pytestmark = pytest.mark.django_db

ODD = [
    "", "%00", "a%00b", "%FF%FE", "%ED%A0%80", "%F0%9F%98%80", "%0d%0aSet-Cookie:x", "..%2f..%2fetc%2fpasswd",
    "%27%20OR%201=1--", "-1", "99999999999999999999999", "%D9%A1", "%C2%B2", "%25", "%7Bx%7D", "x" * 10_000,
    quote("<script>alert(1)</script>"), "__proto__", "//evil.example", "https:%2f%2fevil.example", "%5Cevil",
]  # fmt: skip
IN_THE_PATH = [
    "/{}/", "/en/{}/", "/orte/{}/", "/orte/{}/A01/", "/orte/90/{}/", "/orte/90/felder/{}/", "/orte/90/{}.csv",
    "/orte/{}.json", "/orte/{}/A01.xlsx", "/indikatoren/{}/", "/karte/{}/90/", "/karte/A01/{}/",
    "/daten/{}/werte.csv", "/daten/b/{}", "/sitemap-{}.xml", "/static/{}", "/api/v1/places/{}",
    "/api/v1/indicators/{}", "/api/v1/{}",
]  # fmt: skip
IN_THE_QUERY = [
    "/?x={}", "/suche/?q={}", "/orte/?q={}", "/orte/?seite={}", "/orte/90/?seite={}",
    "/orte/90/A01/?variante={}",
    "/indikatoren/?q={}", "/indikatoren/?feld={}", "/indikatoren/?set={}", "/vergleich/?indikator={}",
    "/vergleich/?indikator=A01&orte={}", "/vergleich/?indikator=A01&orte=90,90001&ort={}",
    "/vergleich/?indikator=A01&variante={}", "/karte/A01/90/?indikator={}", "/karte/A01/90/?gebiet={}",
    "/sitemap-orte.xml?p={}", "/api/v1/places?q={}", "/api/v1/places?parent={}", "/api/v1/places?level={}",
    "/api/v1/places?offset={}",
    "/api/v1/observations?indicator={}", "/api/v1/observations?indicator=A01&region={}",
    "/api/v1/observations?indicator=A01&year={}", "/api/v1/observations?indicator=A01&group={}",
    "/api/v1/observations?indicator=A01&variant={}", "/api/v1/observations?indicator=A01&offset={}",
]  # fmt: skip
LEAVING = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
]


@pytest.fixture(autouse=True)
def shown():
    publish([result("90001", 2024, 13.0), result("90", 2024, 11.0)])


@pytest.mark.parametrize("address", [*IN_THE_PATH, *IN_THE_QUERY])
def test_odd_address_is_answered_in_words(address):
    client = Client(raise_request_exception=False)

    for odd in ODD:
        answer = client.get(address.format(odd))

        assert answer.status_code in (200, 301, 302, 400, 404, 422), odd[:40]
        assert not answer.get("Location", "/").startswith(("//", "http")), odd[:40]
        assert not answer.cookies
        if answer.status_code >= 400:
            kind = "application/problem+json" if address.startswith("/api/") else "text/html"
            assert answer["Content-Type"].startswith(kind)
            assert b"<script>alert" not in answer.content
            assert b"kern-" in answer.content or kind != "text/html"


def test_nul_in_a_cookie_breaks_nothing():
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "abcdefgh\0ijkl"

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("target", LEAVING)
def test_log_in_leads_to_no_other_website(client, person, target):
    words = {"username": person.email, "password": "ein langes Passwort", "next": target}

    answer = client.post(f"/anmelden/?next={quote(target)}", words)

    assert (answer.status_code, answer["Location"]) == (302, "/betrieb/")


def test_log_in_leads_back_to_where_somebody_wanted_to_go(client, statistician):
    words = {"username": statistician.email, "password": "ein langes Passwort", "next": "/betrieb/"}

    assert client.post("/anmelden/", words)["Location"] == "/betrieb/"


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", ""])
def test_strange_host_names_get_no_page(client, host):
    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]


def test_forwarded_host_is_not_believed(client):
    answer = client.get("/sitemap-seiten.xml", headers={"x-forwarded-host": "evil.example"})

    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/orte", "/en", "/orte/90"])
def test_address_without_its_last_stroke_leads_on_and_is_guarded(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, f"{address}/")
    assert "default-src" in answer["Content-Security-Policy"]


def test_style_sheets_and_pictures_are_guarded_like_pages(client, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    answer = client.get("/static/common/mark.svg")

    assert answer.status_code == 200
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["/", "/orte/90/A01/", "/sitemap.xml", "/neues.atom", "/daten/", "/api/"])
def test_wrong_method_says_so_and_never_speaks_of_an_old_form(address, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "So lässt sich diese Seite nicht öffnen" in answer.content.decode()


def test_reloading_the_address_of_a_button_gives_a_page_in_the_own_language(client):
    assert "So lässt sich diese Seite nicht öffnen" in client.get("/abmelden/").content.decode()
    assert "So lässt sich" not in client.get("/en/abmelden/").content.decode()


def test_form_without_its_token_is_refused(person):
    answer = Client(enforce_csrf_checks=True).post("/anmelden/", {"username": person.email, "password": "x"})

    assert answer.status_code == 403
    assert "Das Formular war zu lange offen" in answer.content.decode()
