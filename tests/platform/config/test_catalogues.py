"""Every text of the interface exists in every language."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.conf import settings

from vorort.platform.config import languages


def catalogue(tmp_path, **messages):
    book = Catalog(locale="en")
    for german, other in messages.values():
        book.add(german, other)
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, book)
    return path


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "de"])
def test_catalogue_of_each_language_is_complete(language):
    found = dict(languages.catalogues())

    assert language in found, f"make messages has not been run for {language}"
    assert languages.faults(found[language], language) == []


def test_missing_translation_is_a_fault(tmp_path):
    path = catalogue(tmp_path, one=("Ort", ""))

    assert languages.faults(path, "en") == ["missing: Ort"]


def test_misspelt_placeholder_is_a_fault(tmp_path):
    path = catalogue(tmp_path, one=("{first} bis {last}", "{first} to {lst}"))

    assert languages.faults(path, "en") == ["placeholders differ: {first} bis {last}"]


def test_plural_may_leave_the_number_out_once(tmp_path):
    path = catalogue(tmp_path, one=(("%(n)s Ort", "%(n)s Orte"), ("one place", "%(n)s places")))

    assert languages.faults(path, "en") == []


def test_compile_writes_what_gettext_reads(tmp_path):
    import gettext

    path = catalogue(tmp_path, one=("Ort", "Place"))

    assert languages.compile_all(tmp_path) == [path.with_suffix(".mo")]
    assert languages.compile_all(tmp_path) == []
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Ort") == "Place"
