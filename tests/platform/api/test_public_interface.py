import csv
import io

import pytest

from factories.builds import HOLLERMARK, publish, region, result

pytestmark = pytest.mark.django_db

ROWS = [
    result("90001", 2023, 12.5),
    result("90001", 2024, 13.0, numerator=31_200, denominator=240_000),
    result("90001", 2024, 9.0, group="auslaender"),
    result("90011", 2024, None, status="secret"),
    result("90001", 2024, 3.9, indicator="ni/1-2-2", variant="", concept="STAA_AZR"),
]


@pytest.fixture(autouse=True)
def shown():
    return publish(ROWS, about={"ni/1-2-2": {"title": "Anteil", "publisher": "LSN"}})


def get(client, url, **headers):
    return client.get(f"/api/v1/{url}", headers=headers)


def test_observations_carry_value_state_and_concept(client):
    answer = get(client, "observations?indicator=A01&region=90001&year=2024&group=insgesamt").json()

    assert answer["count"] == 1
    assert answer["items"][0] | {"value": 13.0, "status": "ok", "concept": "STAA_FORT"} == answer["items"][0]
    assert answer["items"][0]["region_name"] == "Kirchtannau"


def test_missing_value_comes_with_its_reason(client):
    item = get(client, "observations?indicator=A01&region=90011").json()["items"][0]

    assert (item["value"], item["status"]) == (None, "secret")


def test_several_regions_and_years_at_once(client):
    answer = get(client, "observations?indicator=A01&region=90001&region=90011&year=2023&year=2024").json()

    assert answer["count"] == 4


def test_long_key_of_a_city_finds_its_values(client):
    assert get(client, "observations?indicator=A01&region=90001000&year=2023").json()["count"] == 1


def test_pages_lead_through_all_values(client):
    first = get(client, "observations?indicator=A01&limit=3").json()
    second = client.get(first["next"]).json()

    assert (first["count"], len(first["items"]), len(second["items"])) == (4, 3, 1)
    assert second["next"] is None


@pytest.mark.parametrize("how", [("&format=csv", {}), ("", {"accept": "text/csv"})])
def test_values_as_csv_by_parameter_or_header(client, how):
    parameter, headers = how
    get(client, "observations?indicator=A01")  # JSON, remembered

    answer = get(client, f"observations?indicator=A01{parameter}", **headers)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"].startswith("text/csv")
    assert [row["value"] for row in rows] == ["12.5", "13.0", "9.0", ""]
    assert "Accept" in answer["Vary"]


def test_published_series_are_there_under_their_own_id(client):
    assert get(client, "indicators/ni/1-2-2").json()["name"] == "Anteil"
    assert get(client, "observations?indicator=ni/1-2-2").json()["items"][0]["variant"] == "published"


def test_indicator_sheet_says_what_it_does_not_say(client):
    sheet = get(client, "indicators/A01").json()

    assert sheet["caveat"]
    assert sheet["sources"][0]["licence"] == "dl-de/by-2-0"
    assert (sheet["first_year"], sheet["last_year"], sheet["places"]) == (2023, 2024, 2)


def test_indicators_list_the_whole_catalogue(client):
    listed = get(client, "indicators").json()

    assert {"A01", "ni/1-2-2"} <= {entry["id"] for entry in listed}
    assert next(entry for entry in listed if entry["id"] == "A02")["places"] == 0


def test_places_are_found_with_typing_errors_and_listed_by_parent(client):
    assert get(client, "places?q=Kirchtanau").json()["items"][0]["key"] == "90001"
    inside = get(client, "places?parent=90").json()["items"]
    assert [(place["key"], place["parent"]) for place in inside] == [("90001", "90"), ("90011", "90")]


def test_place_says_that_it_is_invented(client):
    place = get(client, "places/90001000").json()

    assert (place["key"], place["name"], place["fictional"]) == ("90001", "Kirchtannau", True)


def test_builds_lead_to_their_files(client, shown):
    build = get(client, "builds").json()[0]

    assert (build["id"], build["is_current"], build["observations"]) == (shown.build_id, True, len(ROWS))
    assert client.get(build["values"]).status_code == 200


@pytest.mark.parametrize("url", ["places/90999", "indicators/Z99", "observations?indicator=Z99"])
def test_what_is_not_there_is_a_problem_in_words(client, url):
    answer = get(client, url)

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("observations", "indicator"),
        ("observations?indicator=A01&limit=9999", "limit"),
        ("observations?indicator=A01&year=abc", "year"),
        ("observations?indicator=A01&format=pdf", "format"),
        ("places?level=dorf", "level"),
        ("places?offset=-1", "offset"),
    ],
)
def test_wrong_questions_name_the_parameter(client, url, name):
    answer = get(client, url)

    assert answer.status_code == 422
    assert name in answer.json()["detail"]


def test_etag_spares_the_second_download(client):
    first = get(client, "observations?indicator=A01")

    assert get(client, "observations?indicator=A01", **{"if-none-match": first["ETag"]}).status_code == 304


def test_other_websites_may_read_but_nobody_may_write(client):
    assert get(client, "builds")["Access-Control-Allow-Origin"] == "*"
    assert client.post("/api/v1/observations").status_code in (403, 405)
    assert client.options("/api/v1/observations").status_code == 200


def test_description_names_every_address(client):
    schema = get(client, "openapi.json").json()
    text = client.get("/api/").content.decode()

    assert "/api/v1/observations" in schema["paths"]
    assert all(path in text for path in schema["paths"])
    assert '<script src="http' not in text


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    "url", ["places", "places?q=Ort", "indicators", "indicators/A01", "observations?indicator=A01", "builds"]
)
def test_answers_need_few_queries(client, url, count, django_assert_max_num_queries):
    towns = [region(f"90012{n:03}", f"Ort {n}") for n in range(1, count + 1)]
    rows = [result(town["key"], 2024, 5.0) for town in towns]
    publish([*ROWS, *rows], [*HOLLERMARK, region("90012", "Tannwald"), *towns], build_id="d" * 16)

    with django_assert_max_num_queries(8):
        get(client, url)
