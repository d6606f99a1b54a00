import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.template.loader import get_template
from hypothesis import given, settings
from hypothesis import strategies as st
from monitoring_samples import (
    BUND,
    CITY,
    INDICATOR,
    KREIS,
    LAND,
    LINKS,
    LONG,
    SOURCE,
    VARIANT,
    at,
    city_segments,
    counted,
    figure,
    indicator_page,
    small_areas,
)

from vorort.platform.monitoring.domain.figures import (
    BuildNote,
    CataloguePage,
    ComparisonPage,
    DataPage,
    Download,
    FieldPage,
    FindingNote,
    IndicatorEntry,
    MapArea,
    MapPage,
    OperatePage,
    PlaceFigure,
    PlaceRef,
    Segment,
)
from vorort.platform.monitoring.presenters import (
    present_catalogue,
    present_comparison,
    present_data,
    present_field,
    present_indicator,
    present_map,
    present_operate,
    present_place_figure,
)
from vorort.platform.monitoring.presenters.desk import RULES
from vorort.statistics import check
from vorort.statistics.catalog.model import Effort, FieldOfAction
from vorort.statistics.vocab import Level, Status, Unit

FIELD = FieldOfAction(id="A", name="Bevölkerung", sentence="Wer hier lebt.")


def plain(said):
    return str(said).replace("\u202f", " ").replace("\u00a0", " ")


def shown_numbers(chart):
    """Values written beside the bars or at the end of the line, without their unit."""
    written = re.findall(r'class="chart-value"[^>]*>([^<]+)<', chart.wide)
    return [plain(value).split(" ")[0] for value in written]


def table_numbers(table):
    return {plain(row.cells[1].text) for row in table.rows}


def test_indicator_page_has_all_its_parts():
    view = present_indicator(indicator_page(), "de")

    assert plain(view.value) == "23,6 %"
    assert plain(view.counted) == "59 708 von 253 000"
    assert view.series.id == "reihe"
    assert len(view.series.notes) == 2
    assert [part.chart.id for part in view.splits] == ["geschlecht", "alter"]
    assert [link.label for link in view.downloads] == ["CSV", "JSON", "Excel (XLSX)"]
    assert view.sources[0].licence_url == "https://www.govdata.de/dl-de/by-2-0"
    assert plain(view.sources[0].date) == "20. November 2026"


def test_citation_can_be_taken_over_as_it_is():
    view = present_indicator(indicator_page(), "de")

    assert plain(view.citation) == (
        "Auenstadt: Ausländeranteil 2024: 23,6 %. Quelle: Statistisches Amt Mittelland. "
        "Berechnung: Vor Ort, Datenstand 4f2a9c7be01d. "
        "https://beispiel.invalid/orte/99101000/indikatoren/A01/"
    )


def test_value_of_the_kreis_says_so_on_the_page_of_a_gemeinde():
    page = indicator_page(place=LONG, shown_for=KREIS, headline=figure(12.0, place=KREIS), previous=None)

    view = present_indicator(page, "de")

    assert "Gezeigt wird der Wert für den Landkreis Birkental" in view.notice.text
    assert str(view.sentence).startswith("Im Landkreis Birkental")


def test_sentence_without_change_says_why():
    segments = city_segments()
    first = segments[-1].figures[0]

    view = present_indicator(indicator_page(headline=first, previous=None), "de")

    assert view.concept_change == "Zwischen 2021 und 2022 nicht vergleichbar: Neue Basis: Zensus 2022."


def test_page_without_any_figure_explains_and_draws_nothing():
    page = indicator_page(
        headline=figure(None), previous=None, segments=(Segment((figure(None),)),),
        splits=(), comparison=(), not_comparable=(), small_areas=(),
    )  # fmt: skip

    view = present_indicator(page, "de")

    assert view.series is None
    assert view.citation == ""
    assert "geheim gehalten" in str(view.sentence)


def test_page_with_nothing_known_at_all_still_speaks():
    page = indicator_page(
        headline=None, previous=None, segments=(), splits=(), comparison=(), not_comparable=(),
        small_areas=(), sources=(),
    )  # fmt: skip

    assert str(present_indicator(page, "de").sentence) == "In Auenstadt liegt dazu keine Zahl vor."


def test_comparison_marks_the_own_place_and_names_who_is_missing():
    part = present_indicator(indicator_page(), "de").comparison

    assert [row.own for row in part.table.rows] == [True, False, False]
    assert [fact.term for fact in part.left_out] == ["Landkreis Birkental"]
    assert [row.cells[0].text for row in part.table.rows] == ["Auenstadt", "Mittelland", "Deutschland"]


def test_small_areas_stand_by_name_and_keep_withheld_ones():
    part = present_indicator(indicator_page(), "de").small_areas

    names = [row.cells[0].text for row in part.table.rows]
    assert names == sorted(names)
    withheld = next(row for row in part.table.rows if row.cells[0].text == "Oberau")
    assert (withheld.cells[1].text, withheld.cells[1].mark) == ("geheim gehalten", ".")
    assert "„.“ geheim gehalten" in part.table.note


def test_more_areas_than_a_chart_can_carry_are_a_table():
    many = tuple(
        figure(float(n), place=PlaceRef(str(n), f"Gebiet {n:02}", Level.STADTTEIL, "")) for n in range(30)
    )

    part = present_indicator(indicator_page(small_areas=many), "de").small_areas

    assert part.chart is None
    assert len(part.table.rows) == 30


def test_chart_of_ages_leaves_out_what_its_bars_make_up_together():
    ages = tuple(figure(10.0 + n, age=age) for n, age in enumerate(("0-17", "0-2", "3-17", "18-64", "65+")))

    part = present_indicator(indicator_page(splits=ages), "de").splits[0]

    names = re.findall(r'class="chart-name"[^>]*>([^<]+)<', part.chart.wide)
    assert names == ["unter 3 Jahren", "3 bis 17 Jahre", "18 bis 64 Jahre", "65 Jahre und älter"]
    assert len(part.table.rows) == 5


def test_groups_show_the_gap_and_the_total_last():
    groups = (
        counted(88, 835), counted(48, 124, group="auslaender"), counted(40, 711, group="deutsche"),
    )  # fmt: skip

    part = present_indicator(indicator_page(groups=groups), "de").groups

    assert part.table.rows[-1].cells[0].text == "Insgesamt"
    assert plain(part.sentence).endswith("Das sind 33,1 Prozentpunkte mehr. Warum, sagt die Zahl nicht.")


values = st.none() | st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 3))


@given(
    st.dictionaries(st.integers(2005, 2024), values, min_size=1, max_size=15), st.lists(values, max_size=8)
)
@settings(max_examples=40, deadline=None)
def test_every_value_of_a_chart_is_in_its_table(shares, areas):
    segment = Segment(tuple(at(year, shares[year]) for year in sorted(shares)))
    small = tuple(
        figure(value, place=PlaceRef(str(n), f"Gebiet {n}", Level.STADTTEIL, ""))
        for n, value in enumerate(areas)
    )
    page = indicator_page(segments=(segment,), headline=segment.figures[-1], previous=None, small_areas=small)

    view = present_indicator(page, "de")

    charts = [view.series, view.small_areas.chart if view.small_areas else None]
    for chart in filter(None, charts):
        assert set(shown_numbers(chart)) <= table_numbers(chart.table)


def test_same_page_gives_the_same_bytes():
    assert present_indicator(indicator_page(), "ar") == present_indicator(indicator_page(), "ar")


def test_brief_figure_says_whose_value_it_is():
    brief = PlaceFigure(LONG, KREIS, INDICATOR, VARIANT, figure(12.0, place=KREIS), None, "/x/")

    view = present_place_figure(brief, "de")

    assert view.meta == "Wert für den Landkreis Birkental · 2024"
    assert view.url == "/x/"


def test_field_page_lists_what_is_known_and_what_is_not():
    brief = PlaceFigure(CITY, CITY, INDICATOR, VARIANT, figure(), None, "/x/", city_segments())
    page = FieldPage(CITY, FIELD, (brief,), (IndicatorEntry(INDICATOR, "/i/"),))

    view = present_field(page, "de")

    assert view.figures[0].spark.startswith("<svg")
    assert view.without[0].url == "/i/"


def comparison_page(**changes):
    figures = (figure(16.1, place=LAND), figure(23.6), figure(9.0, place=LONG))
    plain_page = ComparisonPage(
        INDICATOR, VARIANT, figures, ((BUND, "Andere Grundlage."),), ((CITY, city_segments()),), (), ()
    )
    return replace(plain_page, **changes)


def test_comparison_follows_level_and_name_not_value():
    view = present_comparison(comparison_page(), "de")

    assert [row.cells[0].text for row in view.chart.table.rows] == ["Auenstadt", LONG.name, "Mittelland"]
    assert "keine Rangliste" in view.chart.notes[0]


def test_comparison_says_where_chance_could_be_the_reason():
    figures = (counted(100, 1000), counted(105, 1000, place=LAND), counted(600, 1000, place=KREIS))

    asked = INDICATOR.model_copy(update={"effort": Effort.SURVEY})

    view = present_comparison(comparison_page(figures=figures, indicator=asked), "de")

    assert "Nicht alle Unterschiede sind gesichert" in view.sentence


def test_small_multiples_share_one_scale():
    series = ((CITY, city_segments()), (LAND, city_segments({2020: 5.0, 2021: 6.0, 2024: 7.0}, LAND)))

    view = present_comparison(comparison_page(series=series), "de")

    ticks = [re.findall(r'class="chart-tick"[^>]*>([^<]+)<', item.drawing) for item in view.multiples]
    assert len(ticks) == 2
    assert ticks[0] == ticks[1]
    assert [column.label for column in view.multiples_table.columns] == ["Zeit", "Auenstadt", "Mittelland"]


def test_empty_comparison_has_nothing_but_the_form():
    view = present_comparison(
        comparison_page(indicator=None, variant=None, figures=(), series=(), not_comparable=()), "de"
    )

    assert view.is_empty
    assert (view.chart, view.multiples, view.title) == (None, (), "")


def map_page(path="M0 0h9v9z"):
    areas = tuple(MapArea(area.place, path, area) for area in small_areas())
    return MapPage(CITY, INDICATOR, VARIANT, "2024", areas, (90, 90) if path else (0, 0))


def test_map_counts_every_area_in_one_class():
    view = present_map(map_page(), "de")

    assert sum(entry.count for entry in view.classes) == 10
    assert plain(view.classes[0].label) == "0 % bis unter 10 %"
    assert view.classes[-1].label == "kein Wert"


def test_map_lists_places_without_a_figure_too():
    page = map_page()
    alone = MapArea(KREIS, "M0 0h9v9z", None)

    view = present_map(replace(page, areas=(*page.areas, alone)), "de")

    assert view.table.rows[-1].cells[1].text == "keine Angabe"
    assert "Für 2 Gebiete wird keine Zahl gezeigt." in plain(view.sentence)


def test_map_without_boundaries_keeps_the_list():
    view = present_map(map_page(path=""), "de")

    assert view.drawing == ""
    assert len(view.table.rows) == 10


def test_catalogue_counts_what_the_filter_left():
    page = CataloguePage(((FIELD, (IndicatorEntry(INDICATOR, "/i/"),)),), (), 58)

    view = present_catalogue(page, "de")

    assert view.count == "1 von 58 Indikatoren"
    assert view.is_filtered


def test_data_page_says_how_much_there_is():
    page = DataPage("4f2a", "2026-11-22", 1234, 1, 2, (SOURCE,), (Download("Alles", "CSV", "/d", 4_300_000),))

    view = present_data(page, "de")

    assert plain(view.sentence) == "Hier stehen 1 234 Zahlen zu 1 Indikator in 2 Orten."
    assert plain(view.downloads[0].size) == "4,3 MB"


def test_operator_sees_errors_first_in_the_summary():
    finding = FindingNote("summe_teile", "fehler", "A01", "Auenstadt", "2024", "Die Summe stimmt nicht.")
    page = OperatePage((BuildNote("4f2a", "2026-11-22T10:00:00", 5, True),), (finding,))

    view = present_operate(page, "de")

    assert view.summary == "Die Prüfung hat 1 Fehler gefunden. Bitte vor dem Veröffentlichen ansehen."
    assert view.findings.rows[0].cells[1].text == "Fehler"


@pytest.mark.parametrize(
    "name", ["indicator", "field", "catalogue", "sheet", "comparison", "map", "data", "operate"]
)
def test_templates_compile(name):
    assert get_template(f"monitoring/{name}.html")


def test_provisional_value_is_explained_beside_the_number():
    page = indicator_page(headline=figure(23.6, status=Status.PROVISIONAL), links=LINKS)

    notice = present_indicator(page, "de").notice

    assert notice.text == "Die Zahl ist vorläufig und kann sich noch ändern."


def test_several_cautions_are_one_notice():
    small = replace(counted(24, 90), status=Status.ESTIMATED, note="Ein Amt fehlt")
    page = indicator_page(place=LONG, shown_for=KREIS, headline=small, links=LINKS)

    notice = present_indicator(page, "de").notice

    assert notice.kind == "info"
    assert notice.text.startswith(f"Für die {LONG.name} gibt es diese Zahl nicht. Gezeigt wird")
    assert "nur 90 Fällen. Sie schwankt" in notice.text
    assert notice.text.endswith("Die Zahl ist geschätzt. Ein Amt fehlt.")


def test_deliveries_stand_under_who_sent_them():
    other = replace(SOURCE, publisher="Amt B", title="Zweite Tabelle")
    page = DataPage("b" * 16, "2026-11-22", 1, 1, 1, (other, SOURCE, replace(other, title="Erste")), ())

    publishers = present_data(page, "de").publishers

    assert [(p.name, p.count) for p in publishers] == [
        ("Amt B", "2 Lieferungen"),
        (SOURCE.publisher, "1 Lieferung"),
    ]
    assert [d.source.title for d in publishers[0].deliveries] == ["Erste", "Zweite Tabelle"]
    assert publishers[1].deliveries[0].sha256 == SOURCE.sha256


def test_remark_about_small_numbers_leaves_the_large_sentence():
    now, before = counted(12, 1400), counted(9, 1390, year=2023, period="2023")
    view = present_indicator(indicator_page(headline=now, previous=before, links=LINKS), "de")

    assert view.sentence.after.endswith(", 3 mehr als im Jahr davor.")
    assert view.notice.text == "Bei so kleinen Zahlen machen schon wenige Menschen einen Unterschied."


def test_uncertain_value_of_a_register_is_not_called_a_survey():
    small = replace(counted(24, 90), status=Status.UNCERTAIN)
    notice = present_indicator(indicator_page(headline=small, links=LINKS), "de").notice

    assert notice.text.startswith("Die Zahl beruht auf nur 90 Fällen.")
    assert "Befragung" not in notice.text


def test_findings_are_said_in_words_once_and_with_readable_numbers():
    quiet = FindingNote("luecke", "warnung", "own/x", "Auenstadt", "2020", "luecke: Nicht genannt.")
    wrong = FindingNote("kommafehler", "fehler", "A01", "", "2018", "Komma.", "5.1659", "88199.0")

    rows = present_operate(OperatePage((), (wrong, quiet, quiet)), "de").findings.rows

    assert [plain(row.cells[0].text) for row in rows] == ["Komma.", "Lücke: Nicht genannt. (2-mal)"]
    assert [plain(cell.text) for cell in rows[0].cells[5:]] == ["5,17", "88 199"]


def test_every_rule_of_the_check_has_a_name():
    written = "\n".join(path.read_text(encoding="utf-8") for path in Path(check.__file__).parent.glob("*.py"))

    assert set(re.findall(r'"([a-z_]+)", Severity', written)) <= set(RULES)


def test_two_mean_ages_are_no_cases():
    apart = figure(8.5, unit=Unit.YEARS, numerator=42.4, denominator=33.9)
    page = indicator_page(headline=apart, segments=(Segment((apart,)),), links=LINKS)

    view = present_indicator(page, "de")

    assert view.counted == ""
    assert view.notice is None
    assert [column.label for column in view.series.table.columns] == ["Zeit", "Wert"]
