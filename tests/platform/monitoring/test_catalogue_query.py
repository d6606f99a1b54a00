import pytest

from factories.builds import publish, result
from vorort.platform.monitoring.queries import catalogue_page, found_indicators, sheet_page

pytestmark = pytest.mark.django_db


def ids(page):
    return [entry.indicator.id for _field, entries in page.fields for entry in entries]


def test_catalogue_without_choice_lists_everything_by_field():
    page = catalogue_page({})

    assert len(ids(page)) == page.total == 58
    assert page.fields[0][0].id == "A"
    assert page.reset_url == ""


def test_choices_narrow_down_together_and_links_keep_the_others():
    page = catalogue_page({"feld": "E", "aufwand": "official_table"})

    assert all(name.startswith("E") for name in ids(page))
    levels = next(row for row in page.filters if row.name == "Verfügbar für")
    assert all("feld=E" in link.url and "aufwand=official_table" in link.url for link in levels.links)
    chosen = next(link for row in page.filters for link in row.links if link.chosen)
    assert "feld=" not in chosen.url  # a second click takes it back


def test_each_link_says_how_many_indicators_it_leads_to():
    for link in [link for row in catalogue_page({}).filters for link in row.links]:
        asked = dict(pair.split("=") for pair in link.url.partition("?")[2].split("&"))
        assert len(ids(catalogue_page(asked))) == link.count, link


def test_handlungsfeld_gathers_several_fields():
    assert {name[0] for name in ids(catalogue_page({"handlungsfeld": "arbeit"}))} == {"D", "E"}


def test_unknown_choice_finds_nothing_but_breaks_nothing():
    assert ids(catalogue_page({"feld": "XYZ"})) == []


@pytest.mark.parametrize("text", ["Einbürgerungsquote", "einbuergerung", "Einbürgerugsquote", "B01"])
def test_search_forgives_spelling(text):
    assert "B01" in ids(catalogue_page({"q": text}))


def test_search_finds_a_part_of_a_long_word():
    assert found_indicators("arbeitslose", 5)[0].indicator.id.startswith("E")
    assert found_indicators("", 5) == []


def test_series_of_others_stand_in_the_catalogue_with_a_mark():
    publish(
        [result("90", 2024, 1.0, indicator="ni/9-9-9", variant="")],
        about={"ni/9-9-9": {"title": "Chorproben"}},
    )

    page = catalogue_page({"q": "chorproben"})

    assert ids(page) == ["ni/9-9-9"]
    assert page.fields[0][1][0].has_figures


def test_sheet_leads_to_places_with_figures_the_broader_first():
    publish(
        [result("90011", 2024, 1.0), result("90", 2024, 2.0), result("90011002", 2024, None, status="secret")]
    )

    sheet = sheet_page("A01")

    assert [(place.name, url) for place, url in sheet.places] == [
        ("Hollermark", "/orte/90/A01/"),
        ("Landkreis Sahmetal", "/orte/90011/A01/"),
    ]
    assert sheet.sources[0].publisher == "Landesamt für Statistik Hollermark"
    assert sheet_page("Z99") is None
