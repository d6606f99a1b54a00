"""Every public page of the demo, found by walking its links: accessible, calm, light, in both directions.

Nobody keeps a list of pages here: the walk starts at the front door, follows links, and takes one
address for each view. A page that no link leads to is a finding of its own.
"""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest
from django.urls import URLPattern, get_resolver, resolve
from django.urls.exceptions import Resolver404

from vorort.platform.common.access import declared_access

AT_MOST = 60  # pages looked at before the walk gives up
DOORS = ["/", "/suche/?q=einb%C3%BCrgerung"]  # the front door, and what the search form leads to
NOT_LINKED = {"people:log_out"}  # answers a button of people who are logged in


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "link"):
            self.found.append(dict(attrs).get("href") or "")


@pytest.fixture(scope="module")
def pages(server):
    """One address for each view that answers with a page: {"portal:place": "/orte/…/"}."""
    found, known, waiting, seen = {}, set(), list(DOORS), set(DOORS)
    for _ in range(AT_MOST):
        if not waiting:
            break
        path = next((link for link in waiting if _view(link) not in known), waiting[0])
        waiting.remove(path)
        known.add(_view(path))
        kind, body = _get(server + path)
        if not kind.startswith("text/html"):
            continue
        found.setdefault(_view(path), path)
        new = {link: None for link in _links(server + path, body) if link not in seen and _view(link)}
        waiting.extend(new)
        seen.update(new)
    return found


def _get(address):
    with urlopen(Request(address, headers={"Accept": "text/html"}), timeout=60) as answer:
        return answer.headers.get("Content-Type", ""), answer.read().decode("utf-8", "replace")


def _links(base, body):
    reader = Links()
    reader.feed(body)
    for href in reader.found:
        parts = urlsplit(urldefrag(urljoin(base, href)).url)
        if parts.netloc == urlsplit(base).netloc and not parts.path.startswith(("/en/", "/ar/", "/static/")):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _view(path):
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def _public_pages(resolver=None, namespace=""):
    """Names of all public views that people read in a language."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            access = declared_access(entry.callback)
            if access and access.is_public and entry.name:
                yield f"{namespace}{entry.name}"
        else:
            yield from _public_pages(entry, f"{entry.namespace}:" if entry.namespace else namespace)


def test_every_public_page_can_be_reached_by_links(pages):
    own = {
        name for name in _public_pages() if name.split(":")[0] in ("portal", "monitoring", "common", "people")
    }
    other = ("feed", "sitemap", "robots", "download", "file")  # not pages
    pages_only = {name for name in own if not any(word in name for word in other)}

    assert pages_only - NOT_LINKED - pages.keys() == set()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_is_accessible_and_calm(
    pages, visit, assert_accessible, assert_calm, screenshot, language, theme, width
):
    faults = []
    for name, path in pages.items():
        page = visit(path, language=language if _has_languages(path) else "de", theme=theme, width=width)
        screenshot(page, f"{name.replace(':', '-')}-{language}-{theme}-{width}")
        for check in (assert_accessible, assert_calm):
            try:
                check(page)
            except AssertionError as fault:
                faults.append(f"{name} ({path}): {fault}")

    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_first_load_of_every_page_is_light(pages, visit, weight, language):
    heavy = {}
    for name, path in pages.items():
        requests, kib = weight(visit(path, language=language if _has_languages(path) else "de"))
        if requests > 10 or kib > 150:
            heavy[name] = (requests, round(kib))

    assert heavy == {}


def test_every_page_says_the_same_without_javascript(pages, visit):
    for path in pages.values():
        page = visit(path, scripts=False)

        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()


def _has_languages(path):
    """Addresses for programs stand outside of the languages."""
    return not path.startswith("/api/")
