"""Words of official tables → group, sex, age. Most of them are copied from real headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vorort.statistics.catalog.labels import normalised, recognise, recognise_all, variable


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("männlich", ("sex", "m")),
        ("Männer", ("sex", "m")),
        ("weiblich", ("sex", "w")),
        ("Frauen", ("sex", "w")),
        ("divers", ("sex", "d")),
        ("GESM", ("sex", "m")),
        ("GESW", ("sex", "w")),
        ("Insgesamt", ("total", "insgesamt")),
        ("insgesamt 1)", ("total", "insgesamt")),
        ("zusammen", ("total", "insgesamt")),
        ("ausländisch", ("group", "auslaender")),
        ("Ausländer", ("group", "auslaender")),
        ("Ausländer/innen", ("group", "auslaender")),
        ("Ausländer*innen", ("group", "auslaender")),
        ("Ausländerinnen und Ausländer", ("group", "auslaender")),
        ("  Ausländerinnen  und\u00a0Ausländer¹", ("group", "auslaender")),
        ("NATA", ("group", "auslaender")),
        ("Deutsche", ("group", "deutsche")),
        ("deutsch", ("group", "deutsche")),
        ("NATD", ("group", "deutsche")),
        ("Bevölkerung mit Migrations-hintergrund", ("group", "mh")),
        ("Deutsche ohne Migrationshintergrund", ("group", "ohne_mh")),
        ("unter 1 Jahr", ("age", "0")),
        ("unter 3 Jahren", ("age", "0-2")),
        ("Kinder unter 3 Jahren", ("age", "0-2")),
        ("Unter 18-Jährige", ("age", "0-17")),
        ("3 bis unter 6 Jahre", ("age", "3-5")),
        ("15 bis unter 20 Jahre", ("age", "15-19")),
        ("15 bis unter 25 Jahre", ("age", "15-24")),
        ("55 bis unter 65 Jahre", ("age", "55-64")),
        ("15-64 Jahre", ("age", "15-64")),
        ("15 – 24 Jahre", ("age", "15-24")),
        ("17 Jahre", ("age", "17")),
        ("1-Jährige", ("age", "1")),
        ("89-Jährige", ("age", "89")),
        ("90 Jahre und mehr", ("age", "90+")),
        ("65 Jahre und mehr", ("age", "65+")),
        ("65-Jährige und Ältere", ("age", "65+")),
        ("85 Jahre und älter", ("age", "85+")),
        ("ALT000", ("age", "0")),
        ("ALT089", ("age", "89")),
        ("ALT090UM", ("age", "90+")),
    ],
)
def test_label_means_dimension_and_value(label, expected):
    assert recognise(label) == expected


@pytest.mark.parametrize(
    "label",
    [
        "", "Arbeitslose", "7. Klassenstufe", "11. Jahrgangsstufe / Einführungsphase", "langzeitarbeitslos",
        "schwerbehindert", "2024", "31.12.2024", "05315", "Anzahl", "Gymnasien", "Albanien", "1 bis unter",
        "25 bis unter 15 Jahre", "500 Jahre", "unter 0 Jahren", "Basis Zensus 2022 und früher",
    ],
)  # fmt: skip
def test_other_labels_are_left_alone(label):
    assert recognise(label) is None


def test_label_with_two_meanings_gives_both():
    label = "Kinder im Alter von unter 3 Jahren mit ausländischer Herkunft mindestens eines Elternteils"

    assert recognise(label) is None
    assert recognise_all(label) == (("age", "0-2"), ("group", "elternteil_ausl_herkunft"))


@pytest.mark.parametrize(
    ("name", "dimension"),
    [("Geschlecht", "sex"), ("GES", "sex"), ("Nationalität", "group"), ("NAT", "group"), ("ALT103", "age"),
     ("Staatsangehörigkeit", "staatsangehoerigkeit"), ("Schularten", "schulart"), ("Kinderbetreuung", None)],
)  # fmt: skip
def test_column_name_means_dimension(name, dimension):
    assert variable(name) == dimension


@given(low=st.integers(0, 99), width=st.integers(1, 20))
def test_age_class_ends_one_year_before_its_upper_bound(low, width):
    expected = str(low) if width == 1 else f"{low}-{low + width - 1}"

    assert recognise(f"{low} bis unter {low + width} Jahre") == ("age", expected)


@given(st.text(max_size=40))
def test_any_text_is_answered_without_failing(text):
    found = recognise_all(text)

    assert all(len(pair) == 2 for pair in found)
    assert recognise_all(normalised(text)) == found or not found


def test_every_word_stands_for_something_that_exists(catalog):
    known = {"group": set(catalog.groups), "sex": set(catalog.sexes), "total": {"insgesamt"}}

    for label, meanings in catalog.labels.words.items():
        for dimension, value in meanings:
            assert dimension == "age" or value in known[dimension], label
