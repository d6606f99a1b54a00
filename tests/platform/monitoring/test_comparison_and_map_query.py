import json

import pytest

from factories.builds import HOLLERMARK, publish, region, result
from vorort.platform.monitoring.queries import comparison_page, field_page, map_page
from vorort.platform.places.actions import import_boundaries

pytestmark = pytest.mark.django_db


def compare(**asked):
    return comparison_page(
        {name: value if isinstance(value, list) else [value] for name, value in asked.items()}
    )


def test_places_stand_beside_each_other_in_the_newest_year_most_have():
    publish(
        [
            *(result(key, 2023, value) for key, value in (("90001", 12.5), ("90011", 7.5), ("90", 10.5))),
            result("90001", 2024, 13.0),
        ]
    )

    page = compare(indikator="A01", orte="90001,90011,90")

    assert {f.place.key: (f.period, f.value) for f in page.figures} == {
        "90001": ("2023", 12.5),
        "90011": ("2023", 7.5),
        "90": ("2023", 10.5),
    }
    assert [len(segments[0].figures) for _place, segments in page.series] == [2, 1, 1]


def test_place_counted_differently_is_left_out_with_the_reason():
    publish(
        [result("90001", 2024, 13.0), result("90011", 2024, 8.0), result("90", 2024, 9.0, concept="STAA_AZR")]
    )

    page = compare(indikator="A01", orte="90001,90011,90")

    assert [figure.place.key for figure in page.figures] == ["90001", "90011"]
    assert [(place.key, "abgegrenzt" in why) for place, why in page.not_comparable] == [("90", True)]


def test_places_may_be_named_and_misspelt_and_given_one_by_one():
    publish([result("90001", 2024, 13.0), result("90011", 2024, 8.0)])

    page = compare(indikator="A01", orte="Kirchtanau", ort=["90011", "Nirgendwo"])

    assert [place.key for place in page.chosen_places] == ["90001", "90011"]
    assert page.unknown == ("Nirgendwo",)


def test_range_of_years_limits_series_and_figures():
    publish([result("90001", year, 10.0 + year - 2020) for year in range(2020, 2025)])

    page = compare(indikator="A01", orte="90001", von="2021", bis="2022")

    assert [f.year for _p, segments in page.series for s in segments for f in s.figures] == [2021, 2022]
    assert page.figures[0].year == 2022


@pytest.mark.parametrize(
    ("asked", "example"), [({}, True), ({"indikator": "A01", "von": "abc", "orte": ",,"}, False)]
)
def test_without_places_those_of_the_land_stand_beside_each_other(asked, example):
    publish([result("90001", 2024, 13.0), result("90011", 2024, 8.0)])

    page = compare(**asked)

    assert page.is_example is example
    assert page.indicator.id == "A01"
    assert [figure.place.key for figure in page.figures] == ["90001", "90011"]


def test_unknown_indicator_still_offers_choices():
    publish([result("90001", 2024, 13.0)])

    page = compare(indikator="Z99")

    assert (page.indicator, page.figures) == (None, ())
    assert [choice.value for choice in page.indicator_choices] == ["A01"]


def test_place_asked_for_alone_stands_beside_its_kreis_and_land():
    publish([result("90011002", 2024, 7.0), result("90011", 2024, 8.0), result("90", 2024, 9.0)])

    page = compare(ort="90011002")

    assert [figure.place.key for figure in page.figures] == ["90011002", "90011", "90"]


def test_at_most_thirty_places_are_compared():
    towns = [region(f"90012{n:03}", f"Ort {n}") for n in range(1, 60)]
    publish(
        [result(town["key"], 2024, 5.0) for town in towns], [*HOLLERMARK, region("90012", "Tannwald"), *towns]
    )

    page = compare(indikator="A01", orte=",".join(town["key"] for town in towns))

    assert len(page.figures) == 30


def test_map_shows_every_part_with_outline_and_figure_where_there_is_one(tmp_path):
    publish([result("90001", 2024, 13.0), result("90011", 2023, 8.0), result("90001", 2023, 12.0)])
    ring = [[9.0, 52.0], [9.5, 52.0], [9.5, 52.5], [9.0, 52.5], [9.0, 52.0]]
    area = {
        "type": "Feature",
        "properties": {"AGS": "90001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    (tmp_path / "g.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
    import_boundaries(tmp_path / "g.geojson", source="Vermessung Hollermark")

    page = map_page("A01", "90")

    areas = {area.place.key: area for area in page.areas}
    assert areas["90001"].path.startswith("M")
    assert areas["90011"].path == ""
    assert (page.period, areas["90001"].figure.value, areas["90011"].figure.value) == ("2023", 12.0, 8.0)
    assert all(0 < side < 10_000 for side in page.view_box)
    assert page.boundary_note.publisher == "Vermessung Hollermark"


def test_map_without_boundaries_is_a_list():
    publish([result("90001", 2024, 13.0)])

    page = map_page("A01", "90")

    assert page.view_box == (0, 0)
    assert page.boundary_note is None
    assert {area.place.key: area.figure is not None for area in page.areas} == {"90001": True, "90011": False}


def test_field_page_lists_what_is_known_and_what_is_not():
    publish([result("90011", 2024, 8.0), result("90011", 2023, 7.0)])

    page = field_page("90011002", "A")

    assert [(brief.indicator.id, brief.shown_for.key) for brief in page.figures] == [("A01", "90011")]
    assert page.figures[0].previous.value == 7.0
    assert "A02" in [entry.indicator.id for entry in page.without]
    assert field_page("90011002", "Z") is None
