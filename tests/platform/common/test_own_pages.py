"""Pages every installation has, and the frame around all pages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template

from vorort.platform.common import errors, gallery, styles

pytestmark = pytest.mark.django_db
OWN = ["/komponenten/", "/barrierefreiheit/", "/impressum/", "/datenschutz/", "/anmelden/"]
COMPONENTS = Path(styles.__file__).parent / "templates" / "components"


class Reader(HTMLParser):
    """Collects ids and headings, and which labels point where."""

    def __init__(self):
        super().__init__()
        self.ids, self.headings, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.attributes.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    reader = Reader()
    reader.feed(answer.content.decode())
    return answer, reader


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
@pytest.mark.parametrize("path", OWN)
def test_page_has_one_title_and_no_doubled_ids(client, path, prefix):
    _, page = read(client, prefix + path)

    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("path", OWN)
def test_page_has_no_style_or_script_that_the_policy_would_block(client, path):
    answer, page = read(client, path)

    assert [tag for tag, found in page.attributes if "style" in found or tag == "style"] == []
    assert all("src" in found for tag, found in page.attributes if tag == "script")
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_every_answer_carries_the_protective_headers(client):
    answer = client.get("/komponenten/")

    assert answer["Content-Security-Policy"].count("'none'") == 3
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_reading_sets_no_cookie(client):
    for path in OWN[:-1]:
        assert not client.get(path).cookies


def test_arabic_page_runs_from_right_to_left(client):
    _, page = read(client, "/ar/komponenten/")

    assert page.attributes[0] == ("html", {"lang": "ar", "dir": "rtl"})


def test_language_links_lead_to_the_same_page(client):
    _, page = read(client, "/komponenten/?a=1")

    links = {
        found["hreflang"]: found["href"]
        for tag, found in page.attributes
        if tag == "a" and "hreflang" in found
    }
    assert links == {
        "de": "/komponenten/?a=1",
        "en": "/en/komponenten/?a=1",
        "ar": "/ar/komponenten/?a=1",
    }


def test_gallery_shows_every_component():
    used = get_template("common/gallery.html").template.source + get_template("base.html").template.source
    inner = "".join(path.read_text(encoding="utf-8") for path in COMPONENTS.glob("*.html"))
    everywhere = used + inner + get_template("people/log_in.html").template.source
    names = {path.stem for path in COMPONENTS.glob("*.html")}

    assert {
        n for n in names if f"components/{n}.html" not in everywhere and f'"{n}"' not in everywhere
    } == set()


def test_every_component_explains_its_parameters():
    silent = [p.name for p in COMPONENTS.glob("*.html") if "{% comment %}" not in p.read_text("utf-8")[:200]]

    assert silent == []


def test_component_tag_shows_its_content_and_hides_the_page():
    template = Template(
        '{% load vorort %}{% component "card" title=name %}<b>{{ inner }}</b>{% endcomponent %}'
    )

    shown = template.render(Context({"name": "A & B", "inner": "drin", "url": "/verraten/"}))

    assert "A &amp; B" in shown
    assert "<b>drin</b>" in shown
    assert "/verraten/" not in shown


def test_long_names_and_empty_lists_stay_readable(client):
    page = client.get("/komponenten/").content.decode()

    assert gallery.LONG_NAME in page
    assert "Hier steht noch nichts." in page


def test_missing_page_says_what_to_do(client):
    answer = client.get("/gibt-es-nicht/")

    assert answer.status_code == 404
    assert "beginnen Sie auf der Startseite" in answer.content.decode()


def test_error_page_survives_broken_templates(rf, monkeypatch):
    monkeypatch.setattr(errors, "render", lambda *a, **k: 1 / 0)

    answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "schiefgegangen" in answer.content.decode()


def test_own_style_sheet_is_small_and_joined_in_order(tmp_path):
    css = styles.joined()

    assert len(css.encode()) < 50_000
    assert css.index("--v-paper") < css.index(".v-container") < css.index("@media print")
    assert Path(settings.ASSETS) in styles.write().parents


@pytest.mark.parametrize("path", OWN)
def test_name_of_the_platform_stands_in_title_header_and_footer(client, path):
    page = client.get(path).content.decode()

    assert "– Vor Ort</title>" in page
    assert "<span>Vor Ort</span>" in page
    assert '<p class="v-footer__name">Vor Ort</p>' in page
