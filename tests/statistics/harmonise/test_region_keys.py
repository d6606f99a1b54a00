import pytest
from hypothesis import given
from hypothesis import strategies as st

from vorort.statistics.vocab.keys import canonical_key


@pytest.mark.parametrize(
    ("text", "hint", "key"),
    [
        ("K03101", None, "03101"),
        ("K030", None, "03"),
        ("K031", None, "031"),
        ("RH03101", None, "03101"),
        ("K03241999", None, "03241999"),
        ("3101", None, "03101"),
        ("3101000", None, "03101000"),
        ("1001000.0", "kreis", "01001"),
        ("1001000", "kreis", "01001"),
        ("032410001001", None, "03241001"),
        ("32410001001", None, "03241001"),
        (" 03 1 01 ", None, "03101"),
        ("DG", None, "DG"),
        ("1", "land", "01"),
        ("31", "region", "031"),
        ("11000000-01100101", None, "11000000-01100101"),
        ("98101", None, "98101"),
    ],
)
def test_canonical_key_reads_every_shape_found_in_files(text, hint, key):
    assert canonical_key(text, hint) == key


@pytest.mark.parametrize("text", ["", "abc", "031011", "17", "00", "032410001", "1,5", "03101x", "²3"])
def test_canonical_key_refuses_what_is_no_key(text):
    with pytest.raises(ValueError, match="kein Regionalschlüssel"):
        canonical_key(text)


@given(st.integers(1, 16), st.integers(101, 999), st.integers(0, 999))
def test_canonical_key_restores_what_a_spreadsheet_lost(land, kreis, gemeinde):
    key = f"{land:02}{kreis:03}{gemeinde:03}"

    assert canonical_key(str(int(key))) == key
    assert canonical_key(f"{int(key)}.0") == key
    assert canonical_key(f"K{key}") == key
