import csv
import io
import json

import openpyxl
import pytest

from factories.builds import HOLLERMARK, SOURCE, publish, region, result
from vorort.platform.monitoring.models import Build

pytestmark = pytest.mark.django_db

ROWS = [
    result("90001", 2023, 12.5, numerator=30_000, denominator=240_000),
    result("90001", 2024, 13.0, numerator=31_200, denominator=240_000),
    result("90011", 2024, 8.0),
    result("90", 2024, 11.0),
    result("90001", 2024, 4.4, indicator="E01", variant="ba", concept="BA"),
    result("90001", 2024, 3.9, indicator="ni/1-2-2", variant="", concept="STAA_AZR"),
]
ABOUT = {"ni/1-2-2": {"title": "Ausländische Bevölkerung", "unit": "percent", "publisher": "LSN"}}


@pytest.fixture
def shown():
    return publish(ROWS, about=ABOUT)


PAGES = [
    "/indikatoren/",
    "/indikatoren/?feld=A&q=quote",
    "/indikatoren/A01/",
    "/indikatoren/ni/1-2-2/",
    "/orte/90001/A01/",
    "/orte/90001/ni/1-2-2/",
    "/orte/90011002/A01/",
    "/orte/90001/felder/A/",
    "/orte/90001/felder/weitere/",
    "/vergleich/",
    "/vergleich/?indikator=A01&orte=90001,90011&ort=DG",
    "/karte/A01/90/",
    "/daten/",
]


MISSING = [
    "/orte/90001/Z99/",
    "/orte/90999/A01/",
    "/orte/90001/felder/Z/",
    "/karte/Z99/90/",
    "/indikatoren/Z99/",
    "/orte/90001/A01/?variante=x",
    "/orte/90001/A01.csvx/",
]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_page_answers_in_every_language(client, shown, url, language):
    answer = client.get(language + url)

    assert answer.status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_page_answers_before_anything_is_published(client, url):
    answer = client.get(url)

    expected = 404 if url.startswith(("/orte/", "/karte/", "/indikatoren/ni/")) else 200
    assert answer.status_code == expected


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("url", PAGES)
def test_page_needs_at_most_twelve_queries(client, url, count, django_assert_max_num_queries):
    towns = [region(f"90012{n:03}", f"Ort {n}") for n in range(1, count + 1)]
    towns += [region(f"900{n}", f"Kreis {n}") for n in range(20, 20 + count)]
    rows = [result(town["key"], 2024, 5.0, indicator=i) for town in towns for i in ("A01", "A02", "E02")]
    publish([*ROWS, *rows], [*HOLLERMARK, region("90012", "Tannwald"), *towns], about=ABOUT)

    with django_assert_max_num_queries(12):
        client.get(url.replace("90001", "90"))


def test_indicator_page_says_the_figure_in_a_sentence(client, shown):
    text = client.get("/orte/90001/A01/").content.decode()

    assert "130" in text  # of 1 000
    assert "Landesamt für Statistik Hollermark" in text


def test_long_key_leads_to_the_page_of_the_place(client, shown):
    answer = client.get("/orte/90001000/A01/")

    assert (answer.status_code, answer["Location"]) == (301, "/orte/90001/A01/")


@pytest.mark.parametrize("url", MISSING)
def test_what_does_not_exist_is_not_found(client, shown, url):
    assert client.get(url).status_code == 404


def test_etag_spares_the_second_download_until_another_build_is_shown(client, shown):
    first = client.get("/orte/90001/A01/")
    second = client.get("/orte/90001/A01/", headers={"if-none-match": first["ETag"]})
    publish([result("90001", 2024, 14.0)], build_id="c" * 16)
    third = client.get("/orte/90001/A01/", headers={"if-none-match": first["ETag"]})

    assert [second.status_code, third.status_code] == [304, 200]


def test_csv_download_has_every_value_with_its_state(client, shown):
    answer = client.get("/orte/90001/A01.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["period"], row["value"], row["status"], row["source"]) for row in rows] == [
        ("2023", "12.5", "ok", SOURCE),
        ("2024", "13.0", "ok", SOURCE),
    ]


def test_json_download_names_source_licence_and_build(client, shown):
    content = json.loads(client.get("/orte/90001/A01.json").content)

    assert content["sources"][0]["licence"] == "dl-de/by-2-0"
    assert content["build"] == shown.build_id
    assert content["observations"][1]["value"] == 13.0


def test_xlsx_download_has_values_and_data_sheet(client, shown):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/orte/90001/A01.xlsx").content))

    assert book.sheetnames == ["Werte", "Datenblatt"]
    assert book["Werte"].cell(3, 10).value == 13.0
    assert "Ausländeranteil" in book["Datenblatt"].cell(1, 2).value


def test_formulas_in_notes_stay_text(client):
    publish([result("90001", 2024, 1.0, note="=HYPERLINK(1)")])

    assert "'=HYPERLINK(1)" in client.get("/orte/90001/A01.csv").content.decode()


def test_download_of_a_gemeinde_holds_what_its_page_shows(client, shown):
    text = client.get("/orte/90011002/A01.csv").content.decode()

    assert "90011,Landkreis Sahmetal" in text


def test_build_files_never_change_and_only_published_ones_are_there(client, shown):
    answer = client.get(f"/daten/{shown.build_id}/werte.csv")
    waiting = Build.objects.create(build_id="w" * 16, manifest={"inputs": []}, imported_at=shown.imported_at)

    assert b"".join(answer.streaming_content).decode().count("\r\n") == len(ROWS) + 1
    assert "immutable" in answer["Cache-Control"]
    assert client.get(f"/daten/{waiting.build_id}/werte.csv").status_code == 404
    assert client.get(f"/daten/{shown.build_id}/geheim.txt").status_code == 404


def test_map_form_leads_to_the_chosen_map(client, shown):
    answer = client.get("/karte/A01/90/?indikator=E01&gebiet=DG")

    assert answer["Location"] == "/karte/E01/DG/"


def test_comparison_names_what_it_did_not_find(client, shown):
    text = client.get("/vergleich/?indikator=A01&orte=90001,Nirgendwo").content.decode()

    assert "Nirgendwo" in text
    assert "Kirchtannau" in text


def test_desk_is_for_those_who_publish(client, shown):
    assert client.get("/betrieb/").status_code == 302
    assert client.post(f"/betrieb/{shown.build_id}/veroeffentlichen/").status_code == 302
    assert Build.objects.get().published_at == shown.published_at


def test_all_figures_of_a_place_in_one_file(client, shown):
    rows = list(csv.DictReader(io.StringIO(client.get("/orte/90001.csv").content.decode("utf-8-sig"))))
    content = json.loads(client.get("/orte/90001.json").content)

    assert [row["indicator"] for row in rows] == ["A01", "A01", "E01", "ni/1-2-2"]
    assert len(content["observations"]) == 4


def test_citation_names_the_address_the_reader_uses(client, shown, settings):
    settings.ALLOWED_HOSTS = ["zahlen.example"]

    page = client.get("/orte/90001/A01/", headers={"host": "zahlen.example"}).content.decode()

    assert "http://zahlen.example/orte/90001/A01/</p></blockquote>" in page
