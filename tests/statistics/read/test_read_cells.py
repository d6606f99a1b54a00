"""One cell: every official sign keeps its meaning, every number its value, nothing becomes a silent 0."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vorort.statistics.read.cells import GERMAN, PLAIN, NumberStyle, fitting_styles, read_cell, read_number
from vorort.statistics.vocab import Status

SWISS = NumberStyle(",", "'")
BLANK = NumberStyle(",", " ")
DOTTED = NumberStyle(",", ".")


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("-", 0, Status.NIL),
        ("–", 0, Status.NIL),
        (".", None, Status.SECRET),
        ("*", None, Status.SECRET),
        ("/", None, Status.UNSAFE),
        ("( )", None, Status.UNSAFE),
        ("x", None, Status.NOT_MEANINGFUL),
        ("X", None, Status.NOT_MEANINGFUL),
        ("...", None, Status.LATER),
        ("…", None, Status.LATER),
        ("", None, Status.NOT_AVAILABLE),
        ("   ", None, Status.NOT_AVAILABLE),
        ("0", 0, Status.BELOW_HALF),
        ("0,0", 0, Status.BELOW_HALF),
        ("(12,3)", 12.3, Status.UNCERTAIN),
        ("( 12 )", 12, Status.UNCERTAIN),
        ("12r", 12, Status.REVISED),
        ("12 p", 12, Status.PROVISIONAL),
        ("12,5s", 12.5, Status.ESTIMATED),
        ("-  23", -23, Status.OK),
        ("− 23", -23, Status.OK),
        ("12 1)", 12, Status.OK),
        ("12¹", 12, Status.OK),
        ("12*", 12, Status.OK),
        ("12,5 %", 12.5, Status.OK),
    ],
)
def test_cell_of_an_official_table_keeps_its_meaning(text, value, status):
    cell = read_cell(text, GERMAN)

    assert (cell.value, cell.status) == (value, status)


@pytest.mark.parametrize("status", [status for status in Status if not status.has_value])
def test_states_without_value_never_carry_one(status):
    signs = {"/": Status.UNSAFE, ".": Status.SECRET, "...": Status.LATER, "x": Status.NOT_MEANINGFUL}

    cells = [read_cell(sign, GERMAN) for sign, meant in signs.items() if meant is status]

    assert all(cell.value is None for cell in cells)


@pytest.mark.parametrize(
    "text", ["abc", "1,2,3", "12.3", "1 234", "--", "1e5", "#DIV/0!", "(1", "١٢", "1,", ",5", "k"]
)
def test_cell_that_is_neither_number_nor_sign_is_refused(text):
    with pytest.raises(ValueError, match=r"Zahl|Text|Rechenfehler"):
        read_cell(text, GERMAN)


def test_glued_footnote_is_cut_only_where_the_file_explains_it():
    explained = NumberStyle(",", "", footnotes=frozenset({"1"}))
    ambiguous = NumberStyle(",", "", footnotes=frozenset({"1", "41"}))

    assert read_cell("12341)", explained).value == 1234
    with pytest.raises(ValueError, match="Zahl"):
        read_cell("12341)", ambiguous)
    with pytest.raises(ValueError, match="Zahl"):
        read_cell("12341)", GERMAN)


def grouped(digits, mark):
    """Digits with a thousands mark, the slow way."""
    out = ""
    for i, digit in enumerate(reversed(digits)):
        out = digit + (mark if i and i % 3 == 0 else "") + out
    return out


@given(
    number=st.integers(0, 10**12),
    fraction=st.text("0123456789", max_size=4),
    negative=st.booleans(),
    style=st.sampled_from(
        [DOTTED, BLANK, SWISS, GERMAN, PLAIN, NumberStyle(".", ","), NumberStyle(".", " ")]
    ),
    blank=st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]),
)
def test_number_written_in_any_style_is_read_back(number, fraction, negative, style, blank):
    mark = blank if style.thousands == " " else style.thousands
    text = ("-" if negative else "") + (grouped(str(number), mark) if mark else str(number))
    text += style.decimal + fraction if fraction else ""

    cell = read_cell(text, style)

    assert cell.value == float(f"{'-' if negative else ''}{number}.{fraction or 0}")


def naive_number(text, style):
    """The grammar of a number, spelled out character by character; None where it is none."""
    text = text.strip()
    sign = -1 if text[:1] == "-" else 1
    text = text[1:].lstrip(" ") if text[:1] in "+-" else text
    whole, mark, fraction = text.partition(style.decimal)
    if mark and not (fraction and all(c in "0123456789" for c in fraction)):
        return None
    groups = whole.split(style.thousands) if style.thousands else [whole]
    if not all(group and all(c in "0123456789" for c in group) for group in groups):
        return None
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return sign * float("".join(groups) + "." + (fraction or "0"))


@given(text=st.text("0123456789.,' -+", max_size=12), style=st.sampled_from([DOTTED, BLANK, SWISS, GERMAN]))
def test_number_reading_agrees_with_a_naive_twin(text, style):
    wanted = naive_number(text, style)

    try:
        found = read_number(text.strip(), style)
    except ValueError:
        found = None

    assert found == wanted


@given(text=st.text(max_size=15))
def test_any_text_is_a_value_a_state_or_a_clear_refusal(text):
    cell, reason = None, ""
    try:
        cell = read_cell(text, DOTTED)
    except ValueError as error:
        reason = str(error)

    if cell is None:
        assert re.match(r"[A-ZÄÖÜ]", reason)
    else:
        assert (cell.value is not None) == cell.status.has_value
        assert cell.value is None or math.isfinite(cell.value)


def test_fitting_styles_tell_german_from_english_and_two_marks_from_one():
    assert NumberStyle(",", ".") in fitting_styles(["2.124,3", "83166,7", "-"])
    assert fitting_styles(["2.124,3"]) == [NumberStyle(",", ".")]
    assert fitting_styles(["1,234.5"]) == [NumberStyle(".", ",")]
    assert fitting_styles(["1.234,5", "1'234,5"]) == []
    assert {style.decimal for style in fitting_styles(["1.234"])} == {",", "."}
