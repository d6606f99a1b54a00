"""Every address of the demo, for everybody who may ask: cheap, open or closed as declared, never broken."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.demo import demo_in_database
from factories.walk import language_of, links, view_of, views, walk
from vorort.platform.people.models import Grant, User
from vorort.platform.places import queries as register

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
NEVER_WALKED = {
    "people:log_out": "/abmelden/",
    "monitoring:operate": "/betrieb/",
    "monitoring:publish": "/betrieb/{build}/veroeffentlichen/",
    "api-v1:api-root": None,  # taken out of the addresses
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PEOPLE = [None, "operator", "statistician", "nobody"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demo_in_database(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def addresses(demo, django_db_blocker):
    with django_db_blocker.unblock():
        yield walk(Client(), each=2)


@pytest.fixture
def visitor(request):
    """Somebody with this role, with an account and no role ("nobody"), or without an account."""

    def of(role):
        client = Client()
        if role:
            user = User.objects.create_user(f"{role}@beispiel.de", "ein langes Passwort", name=role)
            if role != "nobody":
                Grant.objects.create(user=user, role=role)
            client.force_login(user)
        return client

    return of


def cold():
    """As after a restart: no page remembered, no index of places built."""
    caches["pages"].clear()
    register._built = None


def test_walk_meets_every_view(addresses):
    met = {view_of(address) for address in addresses}

    assert views().keys() - met - NEVER_WALKED.keys() == set()


def test_walk_meets_every_page_in_every_language(addresses):
    met = {(view_of(address), language_of(address)) for address in addresses}
    pages = {view for view, language in met if language != "de"}

    assert {"portal:place", "monitoring:indicator", "monitoring:map", "monitoring:compare"} <= pages
    assert {(view, language) for view in pages for language in ("de", "en", "ar")} - met == set()


def test_every_address_needs_at_most_twelve_queries_when_cold(addresses, client):
    dear = {}
    for address in addresses:
        cold()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            list(answer.streaming_content) if answer.streaming else None
        if len(asked) > MOST_QUERIES:
            dear[address] = len(asked)

    assert dear == {}


def test_no_link_of_any_page_is_dead(addresses, client):
    """Every address that any page names belongs to a view; a hundred of them are opened as well."""
    led = {link: address for address in addresses for link in links(client, address)}

    assert {link: page for link, page in led.items() if view_of(link) is None} == {}
    opened = {link: client.get(link).status_code for link in sorted(led)[:: max(1, len(led) // 100)]}
    assert {link: (status, led[link]) for link, status in opened.items() if status >= 400} == {}


def test_no_public_page_sets_a_cookie_and_every_answer_is_guarded(addresses, client):
    faults = []
    for address in addresses:
        answer = client.get(address)
        if answer.cookies and view_of(address) != "people:log_in":
            faults.append((address, "cookie"))
        faults += [(address, name) for name, value in HEADERS.items() if answer.get(name) != value]
        if "default-src 'self'" not in answer.get("Content-Security-Policy", ""):
            faults.append((address, "Content-Security-Policy"))

    assert faults == []


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_reads_what_is_public_and_posts_nowhere(addresses, visitor, role):
    client, faults = visitor(role), []
    for address in {view_of(address): address for address in addresses}.values():
        if view_of(address) == "people:log_in":
            continue
        got = (client.get(address), client.head(address), client.post(address))
        statuses = [answer.status_code for answer in got]
        if statuses[0] not in (200, 301, 302) or statuses[1] != statuses[0] or statuses[2] != 405:
            faults.append((address, *statuses))
        faults += [(address, "HEAD with a body")] if not got[1].streaming and got[1].content else []

    assert faults == []


@pytest.mark.parametrize(
    ("role", "desk", "publishing"),
    [(None, 302, 302), ("nobody", 403, 403), ("operator", 200, 403), ("statistician", 200, 302)],
)
def test_desk_opens_as_declared(demo, visitor, role, desk, publishing):
    client = visitor(role)
    build = client.get("/api/v1/builds").json()[0]["id"]
    address = NEVER_WALKED["monitoring:publish"].format(build=build)

    statuses = [client.get("/betrieb/"), client.head("/betrieb/"), client.post(address)]

    assert [answer.status_code for answer in statuses] == [desk, desk, publishing]
    assert client.post("/betrieb/").status_code == 405
    assert client.get(address).status_code == client.head(address).status_code == 405


def test_declared_permissions_are_those_of_the_matrix():
    guarded = {name for name, access in views().items() if access and not access.is_public}

    assert guarded == {"monitoring:operate", "monitoring:publish"}
