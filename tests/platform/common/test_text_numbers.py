"""Numbers as people write them."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from vorort.platform.common import text


@pytest.mark.parametrize(
    ("value", "decimals", "language", "shown"),
    [
        (1234567.25, 1, "de", "1\u202f234\u202f567,3"),
        (1234, 0, "en", "1,234"),
        (0.125, 2, "de", "0,13"),
        (-3.5, 1, "de", "−3,5"),
        (-3.5, 1, "ar", "\u2066−3.5\u2069"),
        (-0.04, 1, "de", "0,0"),
        (Decimal("2.345"), 2, "en", "2.35"),
    ],
)
def test_number_is_written_as_in_the_language(value, decimals, language, shown):
    assert text.number(value, decimals, language=language) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "12,5\u202f%"), ("en", "12.5%"), ("ar", "\u206612.5%\u2069")]
)
def test_percent_keeps_sign_and_number_together(language, shown):
    assert text.percent(12.46, language=language) == shown


def test_change_that_rounds_to_nothing_has_no_sign():
    assert text.signed(0.04, 1, language="de") == "0,0"
    assert text.signed(0.05, 1, language="de") == "+0,1"
    assert text.signed(-0.26, 1, language="de") == "−0,3"


def test_absent_number_is_never_a_blank_or_zero():
    with override("de"):
        assert text.number(None) == text.percent(None) == text.signed(None) == "keine Angabe"


def test_span_of_one_year_is_that_year():
    with override("de"):
        assert text.span(2024, 2024) == "2024"
        assert text.span(2012, 2024) == "2012 bis 2024"


def test_enumeration_joins_with_and():
    assert text.enumeration(["Bund", "Land", "Kreis"], language="de") == "Bund, Land und Kreis"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3), st.integers(0, 3))
def test_number_reads_back_to_the_rounded_value(value, decimals):
    shown = text.number(value, decimals, language="de")

    read = Decimal(shown.replace("\u202f", "").replace("−", "-").replace(",", "."))
    assert abs(read - value) <= Decimal("0.5").scaleb(-decimals)
