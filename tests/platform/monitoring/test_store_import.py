"""A whole store into the platform: sound or not at all, and the same on both databases."""

import json
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Sum
from django.utils import timezone

from vorort.platform.common import editions
from vorort.platform.monitoring.actions import import_store, publish
from vorort.platform.monitoring.models import Build, Delivery, Finding, Observation, Series
from vorort.platform.places.models import Place
from vorort.statistics import Store, import_files

pytestmark = pytest.mark.django_db

TABLE = """Year,Gebietseinheit,GeoCode,Value
2023,Kirchtannau,K90001,100
2024,Kirchtannau,K90001,{value}
2024,Hollermark,K90,500
"""
FILES = ["results.parquet", "regions.parquet", "series.json", "findings.json", "manifest.json"]


@pytest.fixture
def store(tmp_path):
    return built(tmp_path, 120)


def built(folder, value):
    table = folder / "indicator_9-1-1.csv"
    table.write_text(TABLE.format(value=value), encoding="utf-8-sig")
    store = Store.open(folder / "speicher", create=True)
    import_files([table], store)
    store.build()
    return store


def everything():
    """What the database holds, so that any change shows."""
    counts = {model.__name__: model.objects.count() for model in (Build, Delivery, Finding, Series, Place)}
    values = Observation.objects.aggregate(Count("pk"), Sum("value"), Sum("year"))
    return counts, values, editions.current(), list(Build.objects.values_list("build_id", "is_current"))


def test_taking_in_twice_changes_nothing(store):
    import_store(store.path, show=True)
    before = everything()

    import_store(store.path)

    assert everything() == before


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["missing", "cut", "changed", "empty"])
def test_damaged_store_is_refused_and_everything_stays(tmp_path, store, name, damage):
    import_store(store.path, show=True)
    before = everything()
    (tmp_path / "neu").mkdir()
    broken = built(tmp_path / "neu", 130)
    damaged(broken.published().folder / name, damage)

    with pytest.raises(CommandError, match=r"beschädigt|veröffentlicht") as refused:
        call_command("import_store", str(broken.path), "--publish")

    assert everything() == before
    assert "vorort statistics build" in str(refused.value)


def damaged(path, how):
    content = path.read_bytes()
    path.unlink()
    if how == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif how == "changed":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif how == "empty":
        path.write_bytes(b"")


def test_error_in_the_middle_of_an_import_leaves_everything_as_it_was(tmp_path, store):
    """A store may be sound and still contradict itself; the regions come first, the values last."""
    import_store(store.path, show=True)
    before = everything()
    (tmp_path / "neu").mkdir()
    other = built(tmp_path / "neu", 130)
    without_inputs(other.published().folder)

    with pytest.raises(CommandError, match="beschädigt"):
        call_command("import_store", str(other.path), "--publish")

    assert everything() == before


def without_inputs(folder):
    """A manifest in which somebody has written by hand."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    del content["inputs"]
    path.write_text(json.dumps(content))


def test_store_and_database_hold_the_same_values(store):
    """Run on SQLite and on PostgreSQL (COPY): every cell arrives as the engine wrote it."""
    import_store(store.path, show=True)

    names = ("indicator", "variant", "period", "value", "unit", "status")
    written = [tuple(row[name] for name in names) for row in store.published().results().to_pylist()]
    assert sorted(Observation.objects.values_list(*names)) == sorted(written)
    assert all(len(sha256(row.sha256.encode()).hexdigest()) == 64 for row in Delivery.objects.all())


def test_earlier_build_is_there_again_at_once_with_its_old_pages(tmp_path, store, client):
    first = import_store(store.path, show=True).build
    url = f"/orte/90001/{Series.objects.get().series_id}/"
    before = client.get(url)
    (tmp_path / "neu").mkdir()
    import_store(built(tmp_path / "neu", 780).path, show=True)
    between = client.get(url)

    publish(build=first, at=timezone.now())
    after = client.get(url)

    assert "780" in between.content.decode()
    assert "780" not in after.content.decode()
    assert before["ETag"] != between["ETag"]


def test_builds_are_kept_with_all_their_values(tmp_path, store):
    import_store(store.path, show=True)
    (tmp_path / "neu").mkdir()
    import_store(built(tmp_path / "neu", 780).path, show=True)

    assert [build.observations.count() for build in Build.objects.all()] == [3, 3]
