import pytest
from chart_reading import SVG, box, by_class, parsed, places, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from vorort.platform.common.charts import (
    Bar,
    BarChart,
    MapChart,
    Mark,
    Shape,
    Size,
    class_bounds,
    class_of,
    draw_bars,
    draw_map,
    draw_swatch,
)

shares = st.floats(-500, 5000, allow_nan=False)


def bar(name, value, **more):
    return Bar(name, value, "geheim gehalten (.)" if value is None else f"{value:.1f} %", **more)


def bars(*listed, language="de", reference=None):
    return BarChart("gruppen", "Titel", "Worte", tuple(listed), language, reference)


@given(
    st.lists(st.tuples(st.text(max_size=80), st.none() | shares), min_size=1, max_size=12),
    st.sampled_from(["de", "ar"]),
    st.sampled_from(list(Size)),
)
@settings(max_examples=60, deadline=None)
def test_bars_stay_inside_and_begin_at_zero(named, language, size):
    listed = [bar("".join(c for c in name if c.isprintable()), value) for name, value in named]

    drawing = draw_bars(bars(*listed, language=language), size)

    width, height = box(drawing)
    assert all(-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1 for x, y in places(drawing))
    edges = [
        (float(r.get("x")), float(r.get("x")) + float(r.get("width"))) for r in by_class(drawing, "chart-bar")
    ]
    assert not edges or max(left for left, _ in edges) <= min(right for _, right in edges) + 0.2
    assert "style=" not in drawing


def test_length_follows_the_value():
    drawing = draw_bars(bars(bar("A", 10.0), bar("B", 20.0)), Size.WIDE)

    short, long = (float(drawn.get("width")) for drawn in by_class(drawing, "chart-bar"))
    assert long == pytest.approx(2 * short, abs=0.2)


def test_withheld_value_has_words_and_no_bar():
    drawing = draw_bars(bars(bar("A", None, mark=Mark.MISSING), bar("B", 3.0)), Size.COMPACT)

    assert len(by_class(drawing, "chart-bar")) == 1
    assert "geheim gehalten (.)" in texts(drawing)


def test_own_place_is_marked_by_weight():
    drawing = draw_bars(bars(bar("Köln", 3.0, own=True), bar("Land", 2.0)), Size.WIDE)

    assert len(by_class(drawing, "chart-row-own")) == 1


def test_interval_is_drawn_and_reference_is_named():
    whole = bar("Auenstadt", 5.0)

    drawing = draw_bars(bars(bar("A", 4.0, low=2.0, high=7.0), reference=whole), Size.WIDE)

    assert len(by_class(drawing, "chart-whisker")) == 1
    assert "Auenstadt: 5.0 %" in texts(drawing)


@given(st.lists(st.floats(-100, 1e5, allow_nan=False), min_size=1, max_size=40))
def test_every_value_has_exactly_one_class(values):
    bounds = class_bounds(values)

    assert 2 <= len(bounds) <= 6
    for value in values:
        number = class_of(value, bounds)
        assert bounds[number] <= value + 1e-6
        assert value <= bounds[number + 1] + 1e-6


def test_map_has_a_tone_for_each_class_and_hatching_for_no_value():
    shapes = (Shape("A", "M0 0h9v9z", 3.0, "3 %"), Shape("B", "M9 0h9v9z", None, "keine Angabe"))
    chart = MapChart("karte", "Titel", "Worte", shapes, 18, 9, (0.0, 5.0, 10.0))

    drawing = draw_map(chart)

    patterns = {pattern.get("id") for pattern in parsed(drawing).iter(f"{SVG}pattern")}
    fills = [area.get("fill") for area in by_class(drawing, "chart-area")]
    assert fills == ["url(#karte-0)", "url(#karte-none)"]
    assert patterns == {"karte-0", "karte-1", "karte-none"}
    assert "style=" not in drawing + draw_swatch(chart, 1) + draw_swatch(chart, None)


def test_map_without_any_value_shows_only_hatching():
    chart = MapChart("karte", "Titel", "Worte", (Shape("B", "M9 0h9v9z", None, "–"),), 18, 9, ())

    assert [area.get("fill") for area in by_class(draw_map(chart), "chart-area")] == ["url(#karte-none)"]
