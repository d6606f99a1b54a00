"""A broken catalogue names file, entry and field, in German."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vorort.statistics.catalog import files, load_catalog
from vorort.statistics.catalog.model import Indicator
from vorort.statistics.errors import CatalogError

A01 = (files.PACKAGED / "indicators" / "A01.yaml").read_text(encoding="utf-8")
FIELDS = sorted(yaml.safe_load(A01))


def error_of(path):
    with pytest.raises(CatalogError) as caught:
        load_catalog(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: percent", "unit: prozent", "Feld „unit“: Erlaubt sind nur"),
        ("unit: percent\n", "", "Feld „unit“: Das Feld fehlt."),
        ("unit: percent", "einheit: percent", "Feld „einheit“: Dieses Feld gibt es nicht"),
        ("decimals: 1", "decimals: viele", "Feld „decimals“: Hier muss eine ganze Zahl stehen."),
        ("decimals: 1", "decimals: 9", "Feld „decimals“: Die Zahl ist zu groß."),
        ("name: Ausländeranteil", "name: 2024", "Feld „name“: Hier muss Text stehen"),
        ("name: Ausländeranteil", "name: ''", "Feld „name“: Der Text ist leer."),
        ("checked_on: 2026-11-22", "checked_on: neulich", "Feld „checked_on“: Hier muss ein Datum"),
        ("field: A\n", "field: X\n", "Feld „field“: „X“ gibt es nicht (Handlungsfeld)."),
        ("related: [A02", "related: [Z99", "Feld „related“: „Z99“ gibt es nicht (Indikator)."),
        ("concepts: [STAA_FORT", "concepts: [AUSL", "Feld „concepts“: „AUSL“ gibt es nicht"),
        ("measures: [bevoelkerung], group", "measures: [volk], group", "„volk“ gibt es nicht (Messgröße)."),
        ("group: auslaender, concept: STAA_FORT", "group: fremde", "„fremde“ gibt es nicht (Gruppe)."),
        ("- id: azr", "- id: fort", "Feld „variants“: Eine Variante steht zweimal da."),
        ("variant: azr", "variant: zensus", "Feld „sources“: „zensus“ gibt es nicht (Variante)."),
        ("id: A01\n", "id: A02\n", "Feld „id“: Die Kennung muss heißen wie die Datei, also „A01“."),
        ("core: true", "core: true\ncore: false", "Das Feld „core“ steht zweimal da."),
        ("splits: [sex, age]", "splits: [sex, age", "Die Datei ist kein gültiges YAML"),
    ],
)
def test_broken_sheet_names_file_entry_and_field(folder, old, new, expected):
    assert old in A01

    message = error_of(folder.write("indicators/A01.yaml", A01.replace(old, new, 1)))

    assert message.startswith("indicators/A01.yaml")
    assert expected in message
    assert str(folder.path) not in message


def test_rate_without_denominator_is_refused(folder):
    broken = A01.replace("    denominator: {measures: [bevoelkerung]}\n", "", 1)

    message = error_of(folder.write("indicators/A01.yaml", broken))

    assert "eine Quote braucht einen Nenner (denominator)." in message


def test_splits_without_effect_are_refused(folder):
    broken = A01.replace(
        "    name: Melderegister\n", "    name: Melderegister\n    groups: [insgesamt, mh]\n", 1
    )

    assert "Die Aufteilung bliebe ohne Wirkung" in error_of(folder.write("indicators/A01.yaml", broken))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("sources/x.yaml", "- {series: own/x, publisher: P, title: T, feeds: [{measure: nix}]}", "Messgröße"),
        ("sources/x.yaml", "- {series: own/x, publisher: P, title: T, follows_from: [a, b]}", "Reihe"),
        ("sources/x.yaml", "nur Text", "Hier fehlt ein Eintrag der Form „id: …“."),
        ("sets/x.yaml", "{id: x, name: X, description: X, indicators: [A99]}", "„A99“ gibt es nicht"),
        ("sets/x.yaml", "{id: x, name: X, description: X, indicators: [A01], from_kreis: [B01]}", "des Sets"),
        (
            "groups/concepts.yaml",
            "{id: X, name: X, rule: X, source: X, lowest_level: X, groups: [q]}",
            "Gruppe",
        ),
        ("groups/values.yaml", "- a\n- b", "Hier müssen Zeilen der Form „Name: Text“ stehen."),
        ("labels.yaml", "farbe: {rot: [rot]}", "Feld „farbe“: Dieses Feld gibt es nicht"),
        ("measures.yaml", "- {id: x, name: X}\n- {id: x, name: X}", "Diesen Eintrag gibt es schon."),
    ],
)
def test_other_broken_files_say_what_is_wrong(folder, name, text, expected):
    message = error_of(folder.write(name, text))

    assert Path(name).name in message or f"{name.split('/')[0]}, Eintrag" in message
    assert expected in message


def test_file_in_another_encoding_is_named(folder):
    folder.write("indicators/A01.yaml", A01)
    (folder.path / "indicators/A01.yaml").write_bytes(A01.encode("latin-1"))

    assert error_of(folder.path) == "indicators/A01.yaml: Die Datei ist nicht in UTF-8 gespeichert."


def test_missing_folder_is_named_without_its_path(folder):
    assert error_of(folder.path / "nirgends") == (
        "Den Ordner „nirgends“ mit eigenen Indikatoren gibt es nicht."
    )


@settings(max_examples=150, deadline=None)
@given(
    field=st.sampled_from(FIELDS),
    value=st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)
    ),
)
def test_any_wrong_value_is_either_taken_or_refused_in_german(field, value):
    """No mutation of a sheet may leave with anything but a CatalogError that names the field."""
    raw = yaml.safe_load(A01) | {field: value}

    try:
        files._checked(Path("indicators/A01.yaml"), raw, Indicator)
    except CatalogError as error:
        message = str(error)
        assert message.startswith("indicators/A01.yaml, Eintrag „")
        assert f"Feld „{field}" in message
        assert message.endswith((".", ")."))
        assert "Input should" not in message


def test_own_folder_adds_and_overrides(folder):
    own = A01.replace("id: A01", "id: X01").replace("name: Ausländeranteil", "name: Eigener Anteil")
    folder.write("indicators/X01.yaml", own)
    folder.write("groups/values.yaml", "auslaender: Menschen ohne deutschen Pass\n")

    catalog = load_catalog(folder.path)

    assert len(catalog.indicators) == 59
    assert catalog.indicators["X01"].name == "Eigener Anteil"
    assert catalog.groups["auslaender"] == "Menschen ohne deutschen Pass"
    assert catalog.groups["deutsche"] == "Deutsche"


def test_digest_changes_with_definitions_and_not_with_translations(folder):
    def digest():
        load_catalog.cache_clear()
        return load_catalog(folder.path).digest

    before = digest()
    folder.write("translations/en.yaml", "groups: {deutsche: Germans}\n")
    translated = digest()
    folder.write("groups/values.yaml", "deutsche: Deutsche Staatsangehörige\n")
    changed = digest()

    assert before == translated
    assert changed != before
