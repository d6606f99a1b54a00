from vorort.platform.places.domain.finding import Candidate, PlaceIndex
from vorort.statistics.vocab import level_of


def place(key, title, name=None, population=0, former=()):
    return Candidate(key, title, name or title, level_of(key), population, former)


INDEX = PlaceIndex(
    [
        place("03101", "Braunschweig", "Braunschweig, Stadt", 250_000),
        place("03101000", "Braunschweig", "Braunschweig, Stadt", 250_000),
        place("03159", "Landkreis Göttingen", "Göttingen", 320_000, ("03152", "03156")),
        place("03159016", "Göttingen", "Göttingen, Stadt", 118_000),
        place("03241", "Region Hannover", "Region Hannover", 1_170_000),
        place("03241001", "Hannover", "Hannover, Landeshauptstadt", 545_000),
        place("06435014", "Hanau", "Hanau, Brüder-Grimm-Stadt", 100_000),
        place("03159017", "Hann. Münden", "Hann. Münden, Stadt", 24_000),
        place("14628270", "Neustadt in Sachsen", "Neustadt in Sachsen, Stadt", 12_000),
    ]
)


def keys(text, limit=5):
    return [candidate.key for candidate in INDEX.find(text, limit)]


def test_a_kreisfreie_stadt_is_found_once():
    assert keys("Braunschweig") == ["03101"]


def test_umlauts_may_be_written_out_or_left_out():
    assert keys("goettingen") == keys("Göttingen") == keys("gottingen") == ["03159", "03159016"]


def test_typing_errors_are_forgiven():
    assert keys("Brauschwieg")[0] == "03101"
    assert keys("Götingen")[0] == "03159"
    assert keys("Hanover")[0] == "03241"


def test_a_beginning_or_a_later_word_is_enough():
    assert keys("Hann")[:2] == ["03241", "03241001"]
    assert "03159017" in keys("Münden")
    assert keys("Neustadt Sachsen") == ["14628270"]


def test_words_that_only_say_what_it_is_do_not_matter():
    assert keys("Stadt Braunschweig") == ["03101"]
    assert keys("Landkreis Göttingen")[0] == "03159"


def test_keys_are_found_also_long_and_former_ones():
    assert keys("03159") == ["03159"]
    assert keys("03101000") == ["03101"]
    assert keys("03156") == ["03159"]


def test_what_no_place_resembles_finds_nothing():
    assert keys("Xyzzyqua") == []
    assert keys("") == keys("  ") == keys("!?") == []
