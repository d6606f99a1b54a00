import pytest

from factories.builds import publish, result
from vorort.platform.monitoring.models import Build
from vorort.platform.people.models import Grant, User
from vorort.statistics.check.finding import Severity

pytestmark = pytest.mark.django_db


def person(role):
    user = User.objects.create_user(
        email=f"{role}@beispiel.de", name="Kim Beispiel", password="geheim-genug-1"
    )
    Grant.objects.create(user=user, role=role)
    return user


def test_statistician_goes_back_to_an_earlier_build(client):
    first = publish([result("90001", 2024, 13.0)])
    publish([result("90001", 2024, 14.0)], build_id="c" * 16)
    client.force_login(person("statistician"))

    answer = client.post(f"/betrieb/{first.build_id}/veroeffentlichen/", follow=True)

    assert Build.objects.get(is_current=True) == first
    assert "Dieser Stand wird jetzt gezeigt." in answer.content.decode()
    assert "13,0" in client.get("/orte/90001/A01/").content.decode()


def test_operator_sees_findings_but_does_not_publish(client):
    build = publish(
        [result("90001", 2024, 13.0)],
        found=[{"rule": "sums", "severity": "error", "message": "Summe weicht ab"}],
    )
    client.force_login(person("operator"))

    page = client.get("/betrieb/").content.decode()

    assert "Summe weicht ab" in page
    assert "veroeffentlichen/" not in page
    assert client.post(f"/betrieb/{build.build_id}/veroeffentlichen/").status_code == 403


def test_publishing_needs_a_form_not_a_link(client):
    build = publish([result("90001", 2024, 13.0)])
    client.force_login(person("statistician"))

    assert client.get(f"/betrieb/{build.build_id}/veroeffentlichen/").status_code == 405


def test_pressing_the_button_twice_publishes_once(client):
    first = publish([result("90001", 2024, 13.0)])
    publish([result("90001", 2024, 14.0)], build_id="c" * 16)
    client.force_login(person("statistician"))
    address = f"/betrieb/{first.build_id}/veroeffentlichen/"
    client.post(address)
    published_at = Build.objects.get(is_current=True).published_at

    again = client.post(address)

    assert again.status_code == 302
    assert Build.objects.get(is_current=True).published_at == published_at


def test_build_that_is_not_there_is_not_found_in_words(client):
    client.force_login(person("statistician"))

    answer = client.post("/betrieb/gibtsnicht/veroeffentlichen/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_six_hundred_findings_with_one_cause_are_one_line_with_the_worst_place(client):
    same = {"rule": "strich_statt_geheim", "severity": "warnung", "indicator": "ni/1", "period": "2020"}
    found = [
        {**same, "region": f"90{n:03}", "message": f"Strich {n}", "expected": 0, "found": n}
        for n in range(600)
    ]
    publish([result("90001", 2024, 13.0)], found=found)
    client.force_login(person("operator"))

    text = client.get("/betrieb/").content.decode()

    assert "Strich 599" in text
    assert "und 599 weitere Orte" in text
    assert text.count("<tr>") == 2


def test_errors_of_the_engine_are_counted_as_errors(client):
    """The words of the engine, not ours: „fehler“ was once taken for a remark."""
    publish(
        [result("90001", 2024, 13.0)],
        found=[{"rule": "kommafehler", "severity": Severity.FEHLER.value, "message": "Komma"}],
    )
    client.force_login(person("operator"))

    assert "Die Prüfung hat 1 Fehler gefunden" in client.get("/betrieb/").content.decode()
