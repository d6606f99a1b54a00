import pytest
from chart_reading import box, by_class, parsed, places, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from vorort.platform.common.charts import LineChart, Mark, Point, Size, Stretch, draw_line, draw_spark
from vorort.platform.common.charts.line import lay_out


def point(year, value, mark=Mark.PLAIN, **more):
    return Point(year, value, "geheim (.)" if value is None else f"{value:.1f} %", mark=mark, **more)


def chart(*stretches, language="de", **more):
    shown = tuple(Stretch(tuple(points), reason) for points, reason in stretches)
    return LineChart(
        "reihe", "Anteil", "Worte", shown, "Prozent", language, axis_note="beginnt nicht", **more
    )


@st.composite
def charts(draw):
    years = draw(st.lists(st.integers(1990, 2030), min_size=1, max_size=25, unique=True))
    shares = st.floats(-50, 5000, allow_nan=False)
    points = [
        point(
            year,
            draw(st.none() | shares),
            draw(st.sampled_from([Mark.PLAIN, Mark.UNCERTAIN, Mark.PROVISIONAL])),
        )
        for year in sorted(years)
    ]
    cut = draw(st.integers(0, len(points)))
    parts = [(part, "Neue Basis") for part in (points[:cut], points[cut:]) if part]
    return chart(*parts, language=draw(st.sampled_from(["de", "ar"])))


@given(charts(), st.sampled_from(list(Size)))
@settings(max_examples=60, deadline=None)
def test_everything_stays_inside_the_drawing(drawn, size):
    drawing = draw_line(drawn, size)

    width, height = box(drawing)
    assert all(-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1 for x, y in places(drawing))
    assert "style=" not in drawing
    assert drawing == draw_line(drawn, size)


@given(charts())
@settings(max_examples=40, deadline=None)
def test_later_years_stand_further_on_and_higher_values_higher(drawn):
    plane = lay_out(drawn, Size.WIDE)

    years = list(range(plane.years[0], plane.years[1] + 1))
    xs = [plane.x(year) for year in years]
    ys = [plane.y(value) for value in plane.ticks.values]
    assert xs == sorted(xs, reverse=plane.mirrored)
    assert ys == sorted(ys, reverse=True)


def test_line_stops_at_a_missing_year_and_at_a_break():
    before = [point(2015, 10), point(2016, 11), point(2018, 12), point(2019, 13)]
    after = [point(2020, 20), point(2021, 21)]

    drawing = draw_line(chart((before, ""), (after, "Neue Basis Zensus 2022")), Size.WIDE)

    assert len(by_class(drawing, "chart-line")) == 3
    assert len(by_class(drawing, "chart-break")) == 1
    assert "Neue Basis Zensus 2022" in texts(drawing)


def test_a_survey_every_four_years_is_one_line():
    points = [point(year, 10 + year % 7) for year in (2009, 2013, 2017, 2021)]

    drawing = draw_line(chart((points, "")), Size.WIDE)

    assert len(by_class(drawing, "chart-line")) == 1


def test_uncertain_is_hollow_and_provisional_is_dashed():
    points = [point(2021, 10), point(2022, 11, Mark.UNCERTAIN), point(2023, 12, Mark.PROVISIONAL)]

    drawing = draw_line(chart((points, "")), Size.WIDE)

    assert len(by_class(drawing, "chart-dot-uncertain")) == 1
    assert len(by_class(drawing, "chart-line-dashed")) == 1


def test_axis_that_does_not_begin_at_zero_is_marked():
    high = [point(2022, 90), point(2023, 92)]
    low = [point(2022, 4), point(2023, 9)]

    assert by_class(draw_line(chart((high, "")), Size.WIDE), "chart-cut")
    assert not by_class(draw_line(chart((low, "")), Size.WIDE), "chart-cut")


def test_arabic_drawing_is_mirrored_and_keeps_its_numbers():
    points = [point(2020, 4), point(2024, 9)]

    german, arabic = (
        draw_line(chart((points, ""), language=language), Size.WIDE) for language in ("de", "ar")
    )

    assert parsed(arabic).get("direction") == "rtl"
    width, _height = box(german)
    own = [float(dot.get("cx")) for dot in by_class(german, "chart-dot")]
    mirrored = [float(dot.get("cx")) for dot in by_class(arabic, "chart-dot")]
    assert mirrored == pytest.approx([width - x for x in own], abs=0.2)
    assert "9.0 %" in texts(arabic)


def test_drawing_has_a_name_and_a_description():
    drawing = parsed(draw_line(chart(([point(2023, 4), point(2024, 9)], "")), Size.COMPACT))

    ids = {element.get("id"): element.text for element in drawing.iter() if element.get("id")}
    assert drawing.get("role") == "img"
    assert [ids[name] for name in drawing.get("aria-labelledby").split()] == ["Anteil", "Worte"]


def test_names_are_escaped():
    drawn = LineChart("a", "<b>&", '"', (Stretch((point(2024, 1),), "x"),), "<&>", "de")

    assert "<&>" in texts(draw_line(drawn, Size.WIDE))


def test_chart_without_values_is_still_a_drawing():
    drawing = draw_line(chart(([point(2023, None), point(2024, None)], "")), Size.WIDE)

    assert not by_class(drawing, "chart-line")
    assert "2024" in texts(drawing)


def test_spark_needs_three_values():
    few = (Stretch((point(2023, 4), point(2024, 9))),)
    enough = (Stretch((point(2022, 3), point(2023, 4), point(2024, 9))),)

    assert draw_spark(few) == ""
    assert (
        parsed(draw_spark(enough).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)) is not None
    )
