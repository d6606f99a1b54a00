"""From a number on a page to the file it came from: every link of the chain is public."""

import csv
import io

import pytest

from factories.demo import built_demo, demo_in_database
from vorort.platform.monitoring.models import Build

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with demo_in_database(django_db_blocker):
        yield built_demo()


@pytest.fixture
def origin(demo, client):
    build = Build.objects.get(is_current=True).build_id
    return client.get(f"/daten/{build}/herkunft.json").json()


def test_origin_says_what_the_whole_build_was_made_of(demo, origin):
    assert origin == dict(demo.store.published().manifest)
    assert {"build", "catalog", "engine", "parameters", "files", "inputs"} <= origin.keys()


def test_every_delivery_behind_a_number_is_named_with_file_and_hash(origin, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/orte/90101/A01.csv").content.decode("utf-8-sig"))))
    inputs = {entry["id"]: entry for entry in origin["inputs"]}

    behind = {source for row in rows for source in row["source"].split()}
    assert behind
    for source in behind:
        entry = inputs[source]
        assert entry["sha256"].startswith(source)
        assert entry["file_name"]
        assert entry["licence"]


def test_kept_file_has_the_hash_that_the_page_and_the_origin_name(demo, origin, client):
    """Whoever has the raw file can compare; the Statistikstelle keeps it unchanged in its store."""
    from hashlib import sha256

    for entry in origin["inputs"]:
        kept = demo.store.path / "deliveries" / entry["id"] / "raw" / entry["file_name"]
        assert sha256(kept.read_bytes()).hexdigest() == entry["sha256"]
    page = client.get("/daten/").content.decode()
    assert all(entry["sha256"] in page or entry["sha256"][:12] in page for entry in origin["inputs"])


def test_count_behind_a_share_stands_beside_it(demo, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/orte/90101/A01.csv").content.decode("utf-8-sig"))))

    whole = [row for row in rows if row["value"] and row["numerator"] and row["unit"] == "percent"]
    assert whole
    for row in whole:
        share = 100 * float(row["numerator"]) / float(row["denominator"])
        assert float(row["value"]) == pytest.approx(share, abs=1e-9)
