import pytest

from factories.builds import publish, result
from vorort.platform.monitoring.models import Build
from vorort.platform.people.models import Grant, User

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
