import pytest
from django.utils import translation
from monitoring_samples import CITY, INDICATOR, KREIS, LONG, at, city_segments, counted, figure

from vorort.platform.config.languages import compile_all
from vorort.platform.monitoring.domain import words
from vorort.platform.monitoring.domain.overview import series, without_value
from vorort.platform.monitoring.presenters.tables import interval_text
from vorort.statistics.vocab import Status

compile_all()
UNSAID = INDICATOR.model_copy(update={"sentence": "", "name": "Foreign residents"})


def test_english_headline_reads_like_english():
    with translation.override("en"):
        said = str(words.headline(at(2024, 23.6), at(2023, 22.8), UNSAID)).replace("\u00a0", " ")

    assert said == (
        "In Auenstadt, the figure for “Foreign residents” was 23.6% in 2024, that is 236 in 1,000, "
        "0.8 percentage points more than the year before."
    )


def test_english_names_the_stand_in():
    with translation.override("en"):
        said = words.stand_in(LONG, KREIS)

    assert said.endswith("What you see is the figure for Landkreis Birkental.")


@pytest.mark.parametrize(("language", "forms"), [("de", 2), ("en", 2), ("ar", 5)])
def test_plurals_follow_the_language(language, forms):
    with translation.override(language):
        said = {without_value(count).replace(str(count), "N") for count in (1, 2, 3, 11, 100)}

    assert len(said) >= forms - 1


@pytest.mark.parametrize("status", [status for status in Status if not status.has_value])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_missing_value_is_explained_in_every_language(language, status):
    with translation.override(language):
        said = str(words.headline(figure(None, status=status), None, UNSAID))

    assert CITY.name in said
    assert "Zahl" not in said


def test_arabic_keeps_latin_names_together_and_numbers_readable():
    with translation.override("ar"):
        said = str(words.headline(at(2024, 23.6), None, UNSAID))
        told = series(city_segments(), UNSAID)

    assert "\u2068Auenstadt\u2069" in said
    assert "23.6%" in said
    assert "2024" in told


def test_arabic_ranges_run_from_right_to_left():
    """Where a range begins with a mark of its number, a browser would take it for left-to-right."""
    with translation.override("ar"):
        said = interval_text(counted(48, 124), INDICATOR)

    assert said.startswith("\u200f")
