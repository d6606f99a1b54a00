"""Other languages: German where nothing is translated, and an honest list of what is missing."""

import pytest

from vorort.statistics.catalog import load_catalog
from vorort.statistics.errors import CatalogError

GREEK = """
indicators:
  A01:
    name: Μερίδιο αλλοδαπών
    short_name: Αλλοδαποί
    question: Ποιο μερίδιο δεν έχει γερμανικό διαβατήριο;
    definition: Μερίδιο κατοίκων χωρίς γερμανική ιθαγένεια.
    interpretation: Ούτε καλό ούτε κακό.
    caveat: Δεν λέει πόσο καιρό ζουν εδώ.
    variants: {azr: Μητρώο αλλοδαπών}
phrases: {jährlich: ετησίως}
groups: {deutsche: Γερμανοί}
fields:
  A: {name: Πληθυσμός, sentence: Ποιος ζει εδώ.}
concepts:
  STAA_AZR: {name: Αλλοδαποί (μητρώο)}
"""


@pytest.fixture
def greek(folder):
    return load_catalog(folder.write("translations/el.yaml", GREEK))


def test_translated_sheet_keeps_numbers_and_formulas(greek):
    sheet = greek.text("el").indicators["A01"]

    assert sheet.name == "Μερίδιο αλλοδαπών"
    assert sheet.periodicity == "ετησίως"
    assert [v.name for v in sheet.variants][:2] == ["Bevölkerungsfortschreibung", "Μητρώο αλλοδαπών"]
    assert sheet.variants[1].numerator == greek.indicators["A01"].variants[1].numerator
    assert sheet.unit == greek.indicators["A01"].unit


def test_missing_translation_falls_back_to_german(greek):
    words = greek.text("el")

    assert words.indicators["A02"].name == greek.indicators["A02"].name
    assert words.indicators["A02"].periodicity == "jährlich, oft auch halbjährlich"
    assert words.groups["deutsche"] == "Γερμανοί"
    assert words.groups["auslaender"] == "Ausländerinnen und Ausländer"
    assert words.fields["A"].name == "Πληθυσμός"
    assert words.fields["B"].name == "Rechtliche Integration"
    assert words.concepts["STAA_AZR"].rule == greek.concepts["STAA_AZR"].rule


def test_missing_lists_exactly_what_is_not_translated(greek):
    missing = greek.missing("el")

    assert "indicators.A01.name" not in missing
    assert "indicators.A01.numerator" in missing
    assert "indicators.A01.variants.fort" in missing
    assert "indicators.A01.variants.azr" not in missing
    assert "indicators.B06.denominator" not in missing  # the German sheet has none either
    assert "phrases.jährlich" not in missing
    assert "groups.auslaender" in missing
    assert "concepts.STAA_AZR.rule" in missing
    assert "sets.kern10.name" in missing


def test_german_is_complete_and_unchanged(catalog):
    assert catalog.missing("de") == []
    assert dict(catalog.text("de").indicators) == dict(catalog.indicators)


def test_unknown_language_is_all_german(catalog):
    words = catalog.text("xx")

    assert words.indicators["E01"] == catalog.indicators["E01"]
    assert len(catalog.missing("xx")) > 800


def test_several_files_of_a_language_are_put_together(folder):
    folder.write("translations/el.yaml", GREEK)
    folder.write("translations/el/more.yaml", "groups: {auslaender: Αλλοδαποί}\n")

    words = load_catalog(folder.path).text("el")

    assert (words.groups["deutsche"], words.groups["auslaender"]) == ("Γερμανοί", "Αλλοδαποί")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("groups: {deutsch: x}", "groups.deutsch"),
        ("phrases: {jaehrlich: x}", "phrases.jaehrlich"),
        ("fields: {Z: {name: x, sentence: x}}", "fields.Z"),
    ],
)
def test_translation_of_nothing_is_an_error(folder, text, entry):
    catalog = load_catalog(folder.write("translations/el.yaml", text))

    with pytest.raises(CatalogError, match="Dafür gibt es keinen deutschen Text") as caught:
        catalog.text("el")
    assert f"translations/el.yaml, Eintrag „{entry}“" in str(caught.value)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_packaged_translations_are_sound(catalog, language):
    """Loads whatever is there; a key that leads nowhere would raise."""
    words = catalog.text(language)

    assert set(words.indicators) == set(catalog.indicators)
