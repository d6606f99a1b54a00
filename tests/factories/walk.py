"""The site as a visitor walks it: addresses found by following links, a few for each view and language."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import URLPattern, get_resolver, resolve
from django.urls.exceptions import Resolver404
from django.utils.translation import override

from vorort.platform.common.access import declared_access

HOST = "http://testserver"
DOORS = (
    "/", "/en/", "/ar/", "/robots.txt", "/sitemap.xml", "/neues.atom", "/suche/?q=einbuergerung",
    "/en/suche/?q=Sahm", "/ar/suche/?q=Sahm", "/vergleich/?indikator=A01&orte=90101,90102,90",
    "/ar/vergleich/?indikator=A01&orte=90101,90102,90", "/api/v1/openapi.json", "/api/v1/places",
    "/api/v1/places?q=Sahm", "/api/v1/places/90101", "/api/v1/indicators", "/api/v1/indicators/A01",
    "/api/v1/observations?indicator=A01", "/api/v1/observations?indicator=A01&format=csv", "/api/v1/builds",
)  # fmt: skip
_LINK = re.compile(r'(?:href|action)="([^"]+)"|<loc>([^<]+)</loc>')
_MARKUP = ("text/html", "application/xml", "application/atom")


def views(resolver=None, namespace=""):
    """Every named view with what it declares: {"portal:place": Access(…)}."""
    found = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found[f"{namespace}{entry.name}"] = declared_access(entry.callback)
        else:
            found |= views(entry, f"{entry.namespace}:" if entry.namespace else namespace)
    return found


def language_of(address):
    return address[1:3] if address[:4] in ("/en/", "/ar/") else "de"


def view_of(address):
    """Name of the view that answers, or None. Addresses of a language exist only while it is spoken."""
    with override(language_of(address)):
        try:
            return resolve(urlsplit(address).path).view_name
        except Resolver404:
            return None


def walk(client, each=3, doors=DOORS):
    """Addresses in the order found: at most `each` for one view in one language, doors always."""
    found, waiting, seen, visited = [], deque(doors), set(doors), Counter()
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        if kind[0] is None or (visited[kind] >= each and address not in doors):
            continue
        visited[kind] += 1
        found.append(address)
        for link in links(client, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def _kind(address):
    suffix = re.search(r"\.(csv|json|xlsx)$", urlsplit(address).path)
    return view_of(address), language_of(address), suffix and suffix[1]


def links(client, address):
    """Addresses of ours that a page leads to; pictures and styles left out."""
    answer = client.get(address)
    if not answer.get("Content-Type", "").startswith(_MARKUP):
        return
    for href, loc in _LINK.findall(answer.content.decode()):
        parts = urlsplit(urldefrag(urljoin(HOST + address, unescape(href or loc))).url)
        if f"{parts.scheme}://{parts.netloc}" == HOST and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
