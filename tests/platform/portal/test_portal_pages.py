import xml.etree.ElementTree as ET
from datetime import date

import pyarrow as pa
import pytest

from factories.builds import HOLLERMARK, SOURCE, publish, region, result
from vorort.platform.monitoring.actions import withdraw
from vorort.platform.monitoring.models import Delivery
from vorort.platform.places.actions import note_successors
from vorort.platform.places.models import Place
from vorort.statistics.vocab import CONVERSION

pytestmark = pytest.mark.django_db

ROWS = [
    result("90001", 2024, 13.0, numerator=31_200, denominator=240_000),
    result("90011", 2024, 8.0),
    result("90", 2024, 11.0),
]
PAGES = [
    "/",
    "/orte/",
    "/orte/?q=Oehrsen",
    "/orte/?q=t",
    "/orte/90/",
    "/orte/90001/",
    "/orte/90011002/",
    "/suche/",
    "/suche/?q=einbuergerung",
    "/suche/?q=Kirchtanau",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-orte.xml",
    "/sitemap-indikatoren.xml",
    "/sitemap-seiten.xml",
    "/neues.atom",
]


@pytest.fixture
def shown():
    return publish(ROWS)


@pytest.mark.parametrize("url", PAGES)
def test_page_answers(client, shown, url):
    assert client.get(url).status_code in (200, 302)


@pytest.mark.parametrize(
    "url", [url for url in PAGES if not url.startswith(("/orte/90", "/sitemap", "/neues", "/rob"))]
)
@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_page_answers_before_anything_is_there_in_every_language(client, url, language):
    assert client.get(language + url).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("url", PAGES)
def test_page_needs_at_most_twelve_queries(client, url, count, django_assert_max_num_queries):
    towns = [region(f"90012{n:03}", f"Ort {n}") for n in range(1, count + 1)]
    rows = [result(town["key"], 2024, 5.0) for town in towns]
    publish([*ROWS, *rows], [*HOLLERMARK, region("90012", "Tannwald"), *towns])

    with django_assert_max_num_queries(12):
        client.get(url)


@pytest.fixture
def merged():
    ended = {"valid_to": "2018-12-31"}
    towns = [region("90011006", "Klein Wendeby") | ended, region("90011005", "Groß Wendeby")]
    publish(ROWS, [*HOLLERMARK, *towns])
    keys = [{"from_key": "90011006", "from_date": "2018-12-31", "to_key": "90011005", "to_date": "2024-12-31",
             "population_share": 1.0, "area_share": 1.0}]  # fmt: skip
    note_successors(pa.Table.from_pylist(keys, CONVERSION))


def test_page_of_a_merged_place_leads_to_its_successor(client, merged):
    text = client.get("/orte/90011006/").content.decode().replace("\u00a0", " ")

    assert "Klein Wendeby gehört seit 1. Januar 2019 zu Groß Wendeby." in text
    assert 'class="v-next" href="/orte/90011005/"' in text
    assert "gehört seit" not in client.get("/orte/90011005/").content.decode()


def test_search_for_a_merged_place_finds_it_and_its_successor(client, merged):
    text = client.get("/suche/?q=Klein Wendeby").content.decode()

    assert text.index('href="/orte/90011006/"') < text.index('href="/orte/90011005/"')
    assert "gibt es nicht mehr" in text
    assert client.get("/orte/?q=90011006").url == "/orte/90011006/"


def test_start_page_says_what_is_there_and_that_it_is_invented(client, shown):
    text = client.get("/").content.decode()

    assert "Zurzeit stehen hier 3 Zahlen für 3 Orte, von einer Stelle." in text
    assert "erfunden" in text
    assert 'href="/orte/90/"' in text


def test_start_page_is_honest_before_anything_is_published(client):
    text = client.get("/").content.decode()

    assert "Noch sind keine Zahlen veröffentlicht." in text
    assert "erfunden" not in text


def test_place_page_speaks_of_each_field_and_leads_on(client, shown):
    text = client.get("/orte/90001/").content.decode()

    assert "Bevölkerung und Zuwanderung" in text
    assert "/orte/90001/A01/" in text
    assert "Altstadt" in text
    assert "240" in text


def test_place_page_says_when_figures_are_those_of_the_kreis(client, shown):
    text = client.get("/orte/90011002/").content.decode()

    assert "Sie gelten für den ganzen Kreis" in text
    assert "Landkreis Sahmetal" in text


def test_only_hit_of_a_place_search_leads_straight_there(client, shown):
    answer = client.get("/orte/?q=oehrsen")

    assert answer["Location"] == "/orte/90011002/"


def test_name_typed_as_address_leads_to_the_place(client, shown):
    assert client.get("/orte/moehlenbrueck/")["Location"] == "/orte/90011001/"
    assert client.get("/orte/90001000/")["Location"] == "/orte/90001/"
    assert client.get("/orte/gibtsnicht/").status_code == 404


def test_search_forgives_spelling_for_places_and_indicators(client, shown):
    assert "Kirchtannau" in client.get("/suche/?q=Kirchtanau").content.decode()
    assert "/indikatoren/A01/" in client.get("/suche/?q=auslaenderanteil").content.decode()


def test_search_never_repeats_markup_that_was_typed(client, shown):
    assert "<script>alert" not in client.get("/suche/?q=<script>alert(1)</script>").content.decode()


def test_sitemap_lists_places_with_figures_only(client, shown):
    root = ET.fromstring(client.get("/sitemap-orte.xml").content)

    places = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    german = [place for place in places if "/en/" not in place and "/ar/" not in place]
    assert [place.split("/orte/")[1] for place in german] == ["90/", "90001/", "90011/"]
    assert len(places) == 3 * len(german)


def test_feed_names_each_publication(client, shown):
    text = client.get("/neues.atom").content.decode()

    assert shown.build_id[:12] in text
    assert "Zahlen: 3. Indikatoren und Reihen: 1. Orte: 3." in text


def test_withdrawn_figures_are_gone_from_every_page(client, shown):
    before = client.get("/orte/90001/")
    withdraw()

    after = client.get("/orte/90001/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert "Zu diesem Ort gibt es noch keine Zahlen" in after.content.decode()


def test_place_page_names_each_publisher_once(client):
    build = publish([*ROWS, result("90001", 2024, 4.4, indicator="E01", sources=["a", SOURCE])])
    Delivery.objects.create(build=build, delivery_id="a", publisher="Landesamt für Statistik Hollermark")

    page = client.get("/orte/90001/").content.decode()

    assert page.count("Landesamt für Statistik Hollermark") == 1


def test_place_that_is_gone_says_so(client, shown):
    Place.objects.filter(key="90011002").update(valid_to=date(2018, 12, 31))

    assert "Diesen Ort gab es bis 2018." in client.get("/orte/90011002/").content.decode()


def test_printed_page_says_where_it_was_found(client, shown):
    assert "Gedruckt von http://testserver/orte/90001/" in client.get("/orte/90001/").content.decode()
