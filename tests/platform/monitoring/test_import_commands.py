import json

import pytest
from django.core.management import CommandError, call_command

from vorort.platform.monitoring.models import Build, Observation
from vorort.platform.places.models import Place
from vorort.statistics import Store, import_files

TABLE = """Year,Gebietseinheit,GeoCode,Value
2023,Kirchtannau,K90001,100
2024,Kirchtannau,K90001,120
2024,Hollermark,K90,500
"""


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """The platform's own store lies in VORORT_HOME; other tests fill theirs."""
    settings.VORORT_HOME = tmp_path / "home"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "indicator_9-1-1.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def run(capsys, *arguments, **options):
    call_command(*arguments, **options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_files_go_the_whole_way_in_one_command(table, capsys):
    said = run(capsys, "import_files", str(table), verbosity=0)

    assert "mit 3 Zahlen eingelesen. Er wird jetzt gezeigt." in said
    assert Observation.objects.get(place__key="90001", year=2024).value == 120
    assert Place.objects.get(key="90001").fictional


@pytest.mark.django_db
def test_refused_file_is_explained_and_changes_nothing_public(tmp_path, table, capsys):
    run(capsys, "import_files", str(table), verbosity=0)
    before = Build.objects.get()
    broken = tmp_path / "indicator_9-1-2.csv"
    broken.write_text(TABLE.replace("120", "viele"), encoding="utf-8-sig")

    with pytest.raises(CommandError, match=r"indicator_9-1-2\.csv, Zeile 3"):
        call_command("import_files", str(broken), verbosity=0)

    assert Build.objects.get() == before


@pytest.mark.django_db
def test_store_is_taken_in_again_without_change_and_published_on_demand(tmp_path, table, capsys):
    store = Store.open(tmp_path / "speicher", create=True)
    import_files([table], store)
    store.build()
    first = run(capsys, "import_store", str(store.path))
    table.write_text(TABLE + "2022,Kirchtannau,K90001,90\n", encoding="utf-8-sig")
    import_files([table], store)
    store.build()

    waiting = run(capsys, "import_store", str(store.path))
    shown = run(capsys, "import_store", str(store.path), "--publish")

    assert "Er wird jetzt gezeigt." in first
    assert "wartet unter /betrieb/" in waiting
    assert "war schon da. Er wird jetzt gezeigt." in shown


@pytest.mark.django_db
def test_what_is_no_store_is_named(tmp_path):
    with pytest.raises(CommandError, match="kein Speicher"):
        call_command("import_store", str(tmp_path / "nichts"))


@pytest.mark.django_db
def test_boundaries_command_says_what_it_left_out(tmp_path, table, capsys):
    run(capsys, "import_files", str(table), verbosity=0)
    ring = [[9.0, 52.0], [9.5, 52.0], [9.5, 52.5], [9.0, 52.5], [9.0, 52.0]]
    areas = [
        {
            "type": "Feature",
            "properties": {"AGS": key},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for key in ("90001", "90077")
    ]
    (tmp_path / "g.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": areas}))

    said = run(capsys, "import_boundaries", str(tmp_path / "g.geojson"))

    assert "Grenzen eingelesen: 1." in said
    assert "ausgelassen: 90077" in said


@pytest.mark.django_db
def test_regions_command_refuses_other_tables(table):
    with pytest.raises(CommandError, match="weder Gemeindeverzeichnis noch Umsteigeschlüssel"):
        call_command("import_regions", str(table))
