"""What search engines and feed readers get: valid, with addresses that lead somewhere, in every language."""

import xml.etree.ElementTree as ET
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client

from factories.builds import AT, HOLLERMARK, publish, region, result

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"
SECTIONS = ["seiten", "indikatoren", "orte"]
ROWS = [
    result("90001", 2024, 13.0),
    result("90", 2024, 11.0),
    result("90", 2024, 2.0, indicator="ni/1-2-2", variant=""),
]


@pytest.fixture
def shown(settings):
    settings.VORORT_URL = "https://zahlen.example"
    return publish(ROWS)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)


def test_index_leads_to_all_sections_with_their_date(client, shown):
    sections = list(read(client, "/sitemap.xml"))

    assert [urlsplit(s.findtext(f"{MAP}loc")).path for s in sections] == [
        f"/sitemap-{s}.xml" for s in SECTIONS
    ]
    assert {urlsplit(s.findtext(f"{MAP}loc")).scheme for s in sections} == {"https"}
    assert {s.findtext(f"{MAP}lastmod")[:10] for s in sections} == {"2026-11-01"}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_address_is_absolute_dated_answers_and_names_its_sisters(client, shown, section):
    for entry in read(client, f"/sitemap-{section}.xml"):
        address = entry.findtext(f"{MAP}loc")
        sisters = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}

        assert address.startswith("https://")
        assert sisters.keys() == {"de", "en", "ar", "x-default"}
        assert address in sisters.values()
        assert sisters["x-default"] == sisters["de"]
        assert entry.findtext(f"{MAP}lastmod")
        assert client.get(urlsplit(address).path).status_code == 200


def test_sheets_of_published_series_are_listed_beside_ours(client, shown):
    paths = {urlsplit(e.findtext(f"{MAP}loc")).path for e in read(client, "/sitemap-indikatoren.xml")}

    assert {"/indikatoren/A01/", "/en/indikatoren/A01/", "/ar/indikatoren/ni/1-2-2/"} <= paths
    assert len(paths) == 3 * (58 + 1)


@pytest.mark.parametrize("page", [1, 2])
def test_sitemap_of_a_whole_country_stays_small_and_cheap(page, django_assert_max_num_queries):
    """2 500 Gemeinden in three languages; 11 000 are only more pages of the same."""
    kreise = [region(f"900{n}", f"Kreis {n}") for n in (12, 13, 14)]
    towns = [region(f"900{12 + n // 900}{n % 900 + 1:03}", f"Ort {n}") for n in range(2_500)]
    publish(
        [result(town["key"], 2024, 1.0) for town in towns], [*HOLLERMARK, *kreise, *towns], build_id="f" * 16
    )

    with django_assert_max_num_queries(12):
        answer = Client().get(f"/sitemap-orte.xml?p={page}")

    assert len(ET.fromstring(answer.content)) == 450
    assert len(answer.content) <= 300_000  # so that it is remembered


def test_feed_is_valid_atom_with_addresses_that_answer(client, shown):
    feed = read(client, "/neues.atom")
    entries = feed.findall(f"{ATOM}entry")

    for part in (feed, *entries):
        assert part.findtext(f"{ATOM}id").startswith("http")
        assert part.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")) == AT
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Vor Ort"
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 1
    assert all(client.get(urlsplit(link).path).status_code == 200 for link in links)
    assert all(urlsplit(link).netloc for link in links)


def test_pages_point_to_the_feed(client):
    assert 'type="application/atom+xml" href="/neues.atom"' in client.get("/").content.decode()


def test_robots_stay_out_of_searches_in_every_language(client, settings):
    settings.VORORT_URL = "https://zahlen.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /suche/", "Disallow: /en/suche/", "Disallow: /ar/betrieb/"} <= set(lines)
    assert "Sitemap: https://zahlen.example/sitemap.xml" in lines
    assert not any(line in ("Disallow: /", "Disallow: /en/") for line in lines)
