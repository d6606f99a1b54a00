from vorort.platform.demo.borders import geojson, square_kilometres
from vorort.platform.demo.figures import figures
from vorort.platform.demo.land import demo_land


def test_all_keys_lie_in_a_land_that_cannot_exist():
    land = demo_land()

    keys = {place.key for place in (*land.official, *land.gemeinden, *land.stadtteile)}

    assert all(key.startswith("90") for key in keys)


def test_land_has_one_city_with_twelve_parts_two_towns_and_three_kreise():
    land = demo_land()

    kreise = {kreis.name: kreis.title for kreis in land.kreise_today}

    assert len(land.stadtteile) == 12
    assert {part.key[:5] for part in land.stadtteile} == {"90101"}
    assert list(kreise.values()).count("Landkreis") == 3
    assert len(kreise) == 6
    assert len(land.small_gemeinden) >= 25


def test_parts_of_the_land_are_the_parts_of_its_kreise():
    land = demo_land()

    parts = [part for kreis in land.kreise_today for part in kreis.parts]

    assert sorted(parts) == list(land.whole.parts)


def test_a_merged_gemeinde_ends_when_the_other_one_grows():
    land = demo_land()

    gone = next(place for place in land.gemeinden if place.name == "Klein Wendeby")
    before, after = sorted(
        (p for p in land.gemeinden if p.name == "Groß Wendeby"), key=lambda place: place.first
    )

    assert (gone.last, before.last, after.first) == (2018, 2018, 2019)
    assert set(after.parts) == set(before.parts) | set(gone.parts)


def test_united_kreis_consists_of_its_two_predecessors():
    land = demo_land()

    east = next(kreis for kreis in land.kreise if kreis.name == "Kranichland")
    west, today = sorted((k for k in land.kreise if k.key == "90251"), key=lambda kreis: kreis.first)

    assert set(today.parts) == set(west.parts) | set(east.parts)
    assert (west.last, east.last, today.first) == (2015, 2015, 2016)


def test_territories_cover_the_land_without_overlap():
    made = figures()

    whole = square_kilometres(made.shapes, made.land.whole)
    kreise = sum(square_kilometres(made.shapes, kreis) for kreis in made.land.kreise_today)

    assert abs(whole - kreise) < 0.1
    assert min(shape.area for shape in made.shapes) > 2


def test_borders_name_each_place_by_its_key():
    made = figures()

    text = geojson(made.land.kreise_today, made.shapes)

    assert text.count('"AGS": "90') == 6
    assert "Sahmbrück" in text
