import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from monitoring_samples import BUND, CITY, INDICATOR, KREIS, LAND, LONG, at, counted, figure

from vorort.platform.monitoring.domain import chance, words
from vorort.platform.monitoring.domain.figures import PlaceRef, Segment
from vorort.platform.monitoring.domain.overview import series, series_breaks, spread
from vorort.platform.monitoring.domain.placewords import for_place, in_place, to_place
from vorort.platform.monitoring.domain.published_series import as_indicator
from vorort.platform.monitoring.domain.quantities import difference, figure_text, in_period, quantity
from vorort.statistics.catalog import load_catalog
from vorort.statistics.catalog.model import Effort, SeriesBreak
from vorort.statistics.vocab import Level, Status, Unit


@pytest.fixture(autouse=True)
def _german():
    with translation.override("de"):
        yield


def plain(said):
    """Narrow and fixed blanks as plain ones: they are a matter of layout, not of words."""
    return str(said).replace("\u202f", " ").replace("\u00a0", " ")


def headline(now, before=None, indicator=INDICATOR):
    return plain(words.headline(now, before, indicator))


SURVEY = INDICATOR.model_copy(update={"effort": Effort.SURVEY})
UNSAID = INDICATOR.model_copy(update={"sentence": ""})


def test_headline_says_a_share_as_people_and_the_change():
    said = words.headline(at(2024, 23.6), at(2023, 22.8), INDICATOR)

    assert plain(said) == (
        "In Auenstadt hatten 2024 von 1 000 Menschen 236 keinen deutschen Pass, 8 mehr als im Jahr davor."
    )
    assert said.number == "236"


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (at(2023, 24.0), ", 4 weniger als im Jahr davor."),
        (at(2023, 23.6), ", ebenso viele wie im Jahr davor."),
        (at(2019, 20.0), ", 36 mehr als 2019."),
        (at(2023, None), "keinen deutschen Pass."),
        (None, "keinen deutschen Pass."),
    ],
)
def test_headline_names_the_change_only_where_there_is_one(before, change):
    assert headline(at(2024, 23.6), before).endswith(change)


def test_headline_without_own_sentence_names_the_indicator():
    said = headline(at(2024, 23.6), at(2023, 22.8), UNSAID)

    assert said == (
        "In Auenstadt lag 2024 die Kennzahl „Ausländeranteil“ bei 23,6 %, das sind 236 von 1 000, "
        "0,8 Prozentpunkte mehr als im Jahr davor."
    )


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "said"),
    [
        (Unit.PERCENT, 23.6, 1, "23,6 %"),
        (Unit.PER_1000, 88.0, 0, "88 je 1 000"),
        (Unit.YEARS, 43.74, 1, "43,7 Jahre"),
        (Unit.MONTHS, 5.0, 0, "5 Monate"),
        (Unit.INDEX, 0.314, 2, "0,31"),
        (Unit.PERSONS, 1.0, 0, "1 Mensch"),
        (Unit.PERSONS, 1234.0, 0, "1 234 Menschen"),
        (Unit.COUNT, 12345.0, 0, "12 345"),
        (Unit.SQUARE_METRES, 41.25, 1, "41,3 m²"),
        (Unit.SQUARE_KILOMETRES, 405.0, 0, "405 km²"),
        (Unit.PER_SQUARE_KILOMETRE, 2700.0, 0, "2 700 je km²"),
        (Unit.EURO, -12.5, 2, "−12,50 €"),
        (Unit.OTHER, 7.0, 0, "7"),
    ],
)
def test_every_unit_has_its_words(unit, value, decimals, said):
    indicator = UNSAID.model_copy(update={"unit": unit, "decimals": decimals})

    assert plain(quantity(value, unit, decimals)) == said
    dative = {"43,7 Jahre": "43,7 Jahren", "5 Monate": "5 Monaten"}.get(said, said)
    assert f"bei {dative}" in headline(figure(value, unit=unit), None, indicator)


def test_change_of_other_units_is_said_in_the_unit():
    years = UNSAID.model_copy(update={"unit": Unit.YEARS})

    said = headline(at(2024, 43.7, unit=Unit.YEARS), at(2023, 43.9, unit=Unit.YEARS), years)

    assert said.endswith("bei 43,7 Jahren, 0,2 Jahre weniger als im Jahr davor.")


def test_few_counted_people_are_said_per_hundred():
    assert "von 100 Menschen 39 keinen" in headline(counted(48, 124))


def test_rare_things_do_not_become_zero():
    rare = headline(figure(0.03), None, UNSAID)

    assert "3 von 10 000" in rare


def test_more_than_all_is_no_share_of_a_thousand():
    said = headline(figure(104.2), None, INDICATOR)

    assert "104,2 %" in said
    assert "von 1 000" not in said


@pytest.mark.parametrize("status", [status for status in Status if not status.has_value])
def test_every_missing_value_says_why_with_its_sign(status):
    said = plain(words.headline(figure(None, status=status), None, INDICATOR))

    assert said.startswith("Für Auenstadt")
    assert said.endswith(".")
    assert status is Status.NO_REGION or f"„{status.sign}“" in said
    assert "0" not in said.replace("2024", "")


@pytest.mark.parametrize(
    "status", [status for status in Status if status.has_value and status is not Status.OK]
)
def test_every_special_value_has_a_caveat(status):
    assert words.status_caveat(figure(1.0, status=status))


def test_uncertain_value_names_its_cause():
    few = figure(1.0, status=Status.UNCERTAIN, note="Kleine Fallzahl: Nenner 80.")
    marked = figure(1.0, status=Status.UNCERTAIN)

    assert words.status_caveat(few).startswith("Die Zahl beruht auf wenigen Fällen.")
    assert words.status_caveat(marked).startswith("Die Quelle kennzeichnet die Zahl als unsicher")
    assert not any("Befragung" in words.status_caveat(each) for each in (few, marked))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            (5.0, 7.0, 5.0),
            "2024 war der Wert wieder so hoch wie 2022: 5,0 %. Der höchste Wert war 7,0 % (2023).",
        ),
        ((5.0, 5.0, 5.0), "Von 2022 bis 2024 blieb der Wert gleich: 5,0 %."),
    ],
)
def test_same_value_at_both_ends_reads_naturally(values, said):
    line = tuple(at(2022 + n, value) for n, value in enumerate(values))

    assert plain(series((Segment(line),), INDICATOR)) == said


def test_belonging_to_a_place_has_its_article():
    assert to_place(KREIS) == "zum Landkreis Birkental"
    assert to_place(CITY) == "zu Auenstadt"
    assert to_place(PlaceRef("0", "Region Süd", Level.KREIS, "")) == "zur Region Süd"


def test_signs_are_named_in_text_of_missing_values():
    assert figure_text(figure(None, status=Status.SECRET)) == "geheim gehalten (.)"
    assert figure_text(figure(None, status=Status.UNSAFE)) == "zu unsicher (/)"


@pytest.mark.parametrize(
    ("place", "inside", "for_it"),
    [
        (CITY, "in Auenstadt", "für Auenstadt"),
        (KREIS, "im Landkreis Birkental", "für den Landkreis Birkental"),
        (BUND, "in Deutschland", "für Deutschland"),
        (LONG, "in der " + LONG.name, "für die " + LONG.name),
        (PlaceRef("10", "Saarland", Level.LAND, ""), "im Saarland", "für das Saarland"),
        (PlaceRef("0", "Wartburgkreis", Level.KREIS, ""), "im Wartburgkreis", "für den Wartburgkreis"),
        (PlaceRef("0", "Region Süd", Level.KREIS, ""), "in der Region Süd", "für die Region Süd"),
        (PlaceRef("1-1", "Hafen", Level.STADTTEIL, ""), "im Stadtteil Hafen", "für den Stadtteil Hafen"),
        (PlaceRef("2", "Stadthagen", Level.GEMEINDE, ""), "in Stadthagen", "für Stadthagen"),
        (PlaceRef("9", "Statistische Region Süd", Level.REGION, ""), "in der Statistischen Region Süd",
         "für die Statistische Region Süd"),
        (PlaceRef("3", "Kreischa", Level.GEMEINDE, ""), "in Kreischa", "für Kreischa"),
    ],
)  # fmt: skip
def test_places_have_their_article(place, inside, for_it):
    assert in_place(place) == inside
    assert for_place(place) == for_it


def test_periods_are_said_as_they_are():
    assert [plain(in_period(period)) for period in ("2024", "2024-06-30", "2024-06")] == [
        "2024",
        "am 30. Juni 2024",
        "im Juni 2024",
    ]


def test_stand_in_names_both_places():
    assert words.stand_in(LONG, KREIS) == (
        f"Für die {LONG.name} gibt es diese Zahl nicht. Gezeigt wird der Wert für den Landkreis Birkental."
    )
    assert words.stand_in(CITY, CITY) == ""


def test_small_numbers_are_warned_about():
    warning = plain(words.small_number_warning(counted(24, 90), INDICATOR))

    assert warning.startswith("Die Zahl beruht auf nur 90 Fällen. Sie schwankt deshalb stark;")
    assert "Zufall" not in warning
    assert words.small_number_warning(counted(240, 900), INDICATOR) == ""


def test_small_samples_are_warned_about_with_their_interval():
    warning = plain(words.small_number_warning(counted(24, 90), SURVEY))

    assert "Allein durch Zufall könnte sie zwischen 17,5 % und 35,8 % liegen." in warning


NAMES = ("Ausländerinnen und Ausländer", "Deutsche")


def test_gap_is_a_question_and_no_verdict():
    said = plain(words.gap(counted(387, 1000), counted(56, 1000), NAMES, INDICATOR))

    assert said == (
        "Ausländerinnen und Ausländer: 38,7 %; Deutsche: 5,6 %. Das sind 33,1 Prozentpunkte mehr. "
        "Warum, sagt die Zahl nicht."
    )


def test_gap_between_different_concepts_is_refused():
    said = words.gap(figure(12.0, concept="STAA_AZR"), figure(5.0), NAMES, INDICATOR)

    assert "lassen sich nicht vergleichen" in said
    assert "Prozentpunkte" not in said


share = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CLAIMS = ("höher", "niedriger", " mehr", " weniger", "stieg", "sank")


@given(share, share)
def test_no_difference_is_claimed_where_chance_explains_a_sample(one, other):
    now, before = counted(*one), counted(*other, year=2023, period="2023")
    elsewhere = counted(*other, place=LAND)

    sentences = [
        headline(now, before, SURVEY).partition("keinen")[2] if now.value else "",
        plain(words.gap(now, counted(*other), NAMES, SURVEY)),
        plain(words.comparison(now, elsewhere, SURVEY)),
        series((Segment((before, now)),), SURVEY),
    ]

    if chance.intervals_overlap(now, elsewhere):
        assert not [said for said in sentences if any(claim in said for claim in CLAIMS)]


def test_yearly_change_in_a_register_is_told_plainly():
    now, before = counted(2957, 23735), counted(2936, 23680, year=2023, period="2023")

    said = headline(now, before)

    assert chance.intervals_overlap(now, before)
    assert said == (
        "In Auenstadt hatten 2024 von 1 000 Menschen 125 keinen deutschen Pass, 1 mehr als im Jahr davor."
    )
    assert chance.interval(now, INDICATOR) is None


REMARK = "Bei so kleinen Zahlen machen schon wenige Menschen einen Unterschied."


def test_small_numbers_of_a_register_get_a_remark_that_fits_a_full_count():
    now, before = counted(12, 1400), counted(9, 1390, year=2023, period="2023")

    said = headline(now, before)

    assert said.endswith(f", 3 mehr als im Jahr davor. {REMARK}")
    assert "Zufall" not in said
    assert chance.interval(now, INDICATOR) == (now.low, now.high)


def test_yearly_change_in_a_survey_keeps_its_interval():
    said = headline(counted(310, 2000), counted(300, 2000, year=2023, period="2023"), SURVEY)

    assert said.endswith("Im Jahr davor waren es 150; dieser Unterschied kann Zufall sein.")


@pytest.mark.parametrize(
    ("numerator", "denominator", "few"),
    [(29, 5000, True), (4980, 5000, True), (300, 999, True), (30, 1000, False), (2957, 23735, False)],
)
def test_numbers_are_small_in_the_group_beside_it_or_in_all(numerator, denominator, few):
    assert chance.is_few(counted(numerator, denominator)) is few


def test_small_numbers_are_mentioned_once_for_all_comparisons():
    others = [counted(20, 120, place=KREIS), counted(22, 130, place=LAND)]

    said = plain(words.comparisons(counted(18, 110), others, INDICATOR))

    assert said == (
        "Im Landkreis Birkental war der Wert 2024 höher: 16,7 %. "
        f"In Mittelland war der Wert 2024 höher: 16,9 %. {REMARK}"
    )


def test_equal_values_of_places_are_called_equal():
    said = plain(words.comparison(counted(100, 1000), counted(1000, 10000, place=LAND), INDICATOR))

    assert said == "In Mittelland lag der Wert 2024 ebenfalls bei 10,0 %."


def test_comparison_without_intervals_only_puts_beside():
    said = plain(words.comparison(figure(23.6), figure(16.1, place=LAND), INDICATOR))

    assert said == "In Mittelland lag der Wert 2024 bei 16,1 %."


def test_comparison_with_clear_intervals_says_so():
    said = plain(words.comparison(counted(100, 1000), counted(300, 1000, place=LAND), INDICATOR))

    assert said == "In Mittelland war der Wert 2024 höher: 30,0 %."


def test_series_tells_each_comparable_stretch_by_itself():
    old = Segment((at(2019, 10.0, base="Zensus 2011"), at(2020, 14.0, base="Zensus 2011")))
    new = Segment((at(2022, 9.0), at(2023, 8.0), at(2024, 9.5)))

    said = plain(series((old, new), INDICATOR))

    assert said == (
        "Von 2019 bis 2020 stieg der Wert von 10,0 % auf 14,0 %. Von 2022 bis 2024 stieg der Wert von "
        "9,0 % auf 9,5 %. Der niedrigste Wert war 8,0 % (2023)."
    )
    assert series_breaks((old, new), INDICATOR) == [
        "Zwischen 2020 und 2022 nicht vergleichbar: Neue Basis: Zensus 2022."
    ]


def test_break_of_the_catalogue_is_named_where_the_base_is_unknown():
    indicator = INDICATOR.model_copy(update={"breaks": (SeriesBreak(year=2017, reason="Neue Befragung"),)})

    reason = words.why_not_comparable(at(2016, 1.0, base=""), at(2017, 2.0, base=""), indicator)

    assert reason == "Neue Befragung"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"concept": "STAA_AZR"}, "Die Gruppe wird anders abgegrenzt"),
        ({"base": "Zensus 2011"}, "Neue Basis: Zensus 2022"),
        ({"boundary": "2021-12-31"}, "Anderer Gebietsstand"),
        ({"unit": Unit.PER_1000}, "Andere Einheit"),
        ({}, ""),
    ],
)
def test_what_may_not_be_compared_has_a_reason(change, reason):
    assert words.why_not_comparable(at(2023, 1.0, **change), at(2024, 2.0), INDICATOR) == reason


def test_spread_names_no_place():
    areas = tuple(
        figure(value, place=PlaceRef("1", "Hafen", Level.STADTTEIL, "")) for value in (1, 5, 9, 20, None)
    )

    said = plain(spread(areas, 1))

    assert said == (
        "In 4 Gebieten liegt der Wert zwischen 1,0 % und 20,0 %, in der Mitte bei 7,0 %. "
        "Für 1 Gebiet wird keine Zahl gezeigt."
    )
    assert "Hafen" not in said


def test_difference_of_shares_is_in_points():
    assert plain(difference(-12.34, Unit.PERCENT, 1)) == "12,3 Prozentpunkte"


def test_very_few_are_said_beside_those_before_them():
    sentence = "{in_place} hatten {period} von {of} Ratsmitgliedern {count} eine Einwanderungsgeschichte"
    council = INDICATOR.model_copy(update={"sentence": sentence, "effort": Effort.SURVEY})

    said = headline(counted(6, 63), counted(3, 55, year=2019, period="2019"), council)

    assert said == (
        "In Auenstadt hatten 2024 von 63 Ratsmitgliedern 6 eine Einwanderungsgeschichte; "
        "2019 waren es 3 von 55."
    )


def test_very_few_are_said_as_counted():
    sentence = "{in_place} hatten {period} von {of} Ratsmitgliedern {count} eine Einwanderungsgeschichte"
    council = INDICATOR.model_copy(update={"sentence": sentence})

    said = headline(figure(12.5, numerator=5.0, denominator=40.0), at(2019, 10.0), council)

    assert said == (
        "In Auenstadt hatten 2024 von 40 Ratsmitgliedern 5 eine Einwanderungsgeschichte, "
        "2,5 Prozentpunkte mehr als 2019."
    )


WITH_SENTENCE = [sheet for sheet in load_catalog().indicators.values() if sheet.sentence]


@pytest.mark.parametrize("indicator", WITH_SENTENCE, ids=lambda sheet: sheet.id)
def test_every_sentence_of_the_catalogue_can_be_said(indicator):
    said = headline(figure(23.6, unit=indicator.unit), None, indicator)

    assert said.startswith("In Auenstadt ")
    assert said.endswith(".")
    assert not said.endswith("..")
    assert "von 1 000 " in said or "auf 1 000 " in said
    assert " 24 " in said or " 236 " in said


def test_core_indicators_that_are_shares_have_a_sentence():
    shares = [
        s.id for s in load_catalog().indicators.values() if s.core and s.unit in (Unit.PERCENT, Unit.PER_1000)
    ]

    assert set(shares) <= {sheet.id for sheet in WITH_SENTENCE}


def test_people_in_a_series_of_others_are_whole_where_nobody_says_otherwise():
    people = as_indicator("own/raete", {"title": "Umfrage in Räten", "unit": "persons"}, [])
    share = as_indicator("own/quote", {"title": "Quote", "unit": "percent"}, [])

    said = headline(figure(63.0, unit=Unit.PERSONS), None, people)

    assert said == "In Auenstadt lag 2024 der Wert der Reihe „Umfrage in Räten“ bei 63 Menschen."
    assert (people.decimals, share.decimals) == (0, 1)
