"""Pages in English and Arabic show no German but names, titles of sources and quoted terms."""

import re
from html.parser import HTMLParser

import pytest

from factories.demo import built_demo, fill_platform
from vorort.platform.monitoring.models import Build, Delivery, Series
from vorort.platform.places.models import Boundary, Place

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/orte/",
    "/orte/?q=Sahm",
    "/orte/90101/",
    "/orte/90151009/",
    "/orte/90101000-12/",
    "/orte/90101/A01/",
    "/orte/90101/D02/",
    "/orte/90101/felder/A/",
    "/indikatoren/",
    "/indikatoren/A01/",
    "/indikatoren/H02/",
    "/vergleich/",
    "/vergleich/?indikator=A01&orte=90101,90102",
    "/karte/A01/90/",
    "/daten/",
    "/suche/?q=Sahm",
    "/suche/?q=nichts-davon",
    "/anmelden/",
    "/api/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/unknown/",
)

# Frequent in German, and no words of English: "die", "in", "an", "was", "war" would be.
_FREQUENT = """
und oder der das den dem des ein eine einen einer nicht kein keine wird werden wurde
ist sind mit ohne für von vom auf aus bei zu zum zur im nach über unter noch nur
auch wie wer wo mehr seit bis Ort Orte Zahl Zahlen Wert Werte Gemeinde Gemeinden
Kreis Kreise Stadtteil Länder Menschen Jahr Jahre Quelle Lizenz Stand abgerufen
vorläufig geschätzt Bevölkerung Anzahl Prozent
"""
GERMAN = frozenset(_FREQUENT.split())

# What stays German on purpose, beyond the names of places, publishers and files.
KEPT = (
    "Vor Ort",  # the product
    "Hollermark",
    "Land", "Länder",  # also the English word for them
    "Statistikstelle", "Bundesagentur für Arbeit",
    "Datenlizenz Deutschland – Namensnennung – Version 2.0",
    "Datenlizenz Deutschland – Zero – Version 2.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        fill_platform(built_demo())
        yield
        Build.objects.all().delete()
        Boundary.objects.all().delete()
        while Place.objects.exists():
            Place.objects.filter(children__isnull=True).delete()


@pytest.fixture(scope="module")
def names(demo, django_db_blocker):
    """Everything that has a name of its own, the longest first."""
    with django_db_blocker.unblock():
        known = {
            *Place.objects.values_list("title", flat=True),
            *Place.objects.values_list("name", flat=True),
            *Delivery.objects.values_list("publisher", flat=True),
            *Delivery.objects.values_list("title", flat=True),
            *(title for title in Series.objects.values_list("about__title", flat=True) if title),
        }
    return sorted({*known, *KEPT} - {""}, key=len, reverse=True)


class Shown(HTMLParser):
    """What people see or hear: text between tags, and the attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.texts, self._open = [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.texts += [
            given[name] for name in ("aria-label", "alt", "title", "placeholder") if given.get(name)
        ]
        if tag not in {"br", "img", "input", "link", "meta", "hr"}:
            self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {"script", "style", "code"} & set(self._open):
            self.texts.append(data.strip())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_page_speaks_no_german(client, demo, names, language, page):
    html = client.get(f"/{language}{page}").content.decode()

    assert f'lang="{language}"' in html
    assert [text for text in _shown(html) if _german(text, names)] == []


def _shown(html):
    reader = Shown()
    reader.feed(html)
    return reader.texts


def _german(text, names):
    """Its German words once names and terms in brackets are gone; a wrapped label is part of a name."""
    text = re.sub("[\u200e\u200f\u2066-\u2069\u00ad]", "", text)
    if any(text in name for name in names):
        return set()
    for name in names:
        text = text.replace(name, "")
    text = re.sub(r"\([^()]*\)", "", text)
    return GERMAN & set(re.findall(r"[^\W\d_]+", text))
