import math

from hypothesis import example, given
from hypothesis import strategies as st

from vorort.platform.common.charts.measure import text_width, wrap
from vorort.platform.common.charts.ticks import axis_range, nice_ticks, year_labels

values = st.floats(min_value=-1e7, max_value=1e7, allow_nan=False).map(lambda value: round(value, 3))


@given(values, values, st.integers(min_value=2, max_value=8))
@example(0.0, 0.0, 5)
@example(23.6, 23.6, 5)
@example(-4.0, -4.0, 5)
def test_ticks_cover_the_data_in_even_round_steps(one, other, about):
    low, high = min(one, other), max(one, other)

    ticks = nice_ticks(low, high, about=about)

    assert ticks.low <= low + 1e-9
    assert ticks.high >= high - 1e-9
    assert 1 <= len(ticks.values) - 1 <= about
    step = (ticks.high - ticks.low) / (len(ticks.values) - 1)
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert any(math.isclose(mantissa, nice, rel_tol=1e-6) for nice in (1, 2, 2.5, 5, 10))


@given(values, values)
def test_labels_of_ticks_can_be_told_apart(one, other):
    ticks = nice_ticks(min(one, other), max(one, other))

    labels = [f"{value:.{ticks.decimals}f}" for value in ticks.values]

    assert len(set(labels)) == len(labels)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_ticks_of_counts_are_whole_numbers(one, other):
    ticks = nice_ticks(min(one, other), max(one, other), whole=True)

    assert ticks.decimals == 0
    assert all(value == int(value) for value in ticks.values)


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_axis_begins_at_zero_unless_that_hides_the_line(one, other):
    low, high = min(one, other), max(one, other)

    first, last = axis_range(low, high)

    assert first <= low
    assert last >= high
    if low <= 0.6 * high:
        assert first == 0
    else:
        assert last - first >= 0.25 * high - 1e-9


@given(st.integers(1950, 2030), st.integers(0, 70), st.integers(2, 12))
def test_year_labels_end_with_the_last_year_and_stay_few(first, length, at_most):
    years = list(range(first, first + length + 1))

    labels = year_labels(years, at_most=at_most)

    assert labels[-1] == years[-1]
    assert len(labels) <= max(at_most, 1)
    assert set(labels) <= set(years)


@given(st.text(alphabet="abcdefghij MW-äöü", max_size=90), st.floats(60, 400))
def test_wrapped_lines_fit_and_keep_the_beginning(words, width):
    lines = wrap(words, width, 15, lines=3)

    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 15) <= width or len(line) <= 1 for line in lines)


def test_long_place_name_wraps_at_its_hyphen():
    name = "Verbandsgemeinde Rothenklempenow-Niederhagelsbach am Großen Stein"

    lines = wrap(name, 230, 15, lines=4)

    assert " ".join(lines).replace("- ", "-") == name
