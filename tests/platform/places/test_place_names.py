from vorort.platform.places.domain import naming
from vorort.platform.places.domain.keys import is_fictional, own_keys, page_key
from vorort.statistics.vocab import Level


def test_kreisfreie_stadt_has_one_page_under_the_key_of_its_kreis():
    assert page_key("03101000") == "03101"
    assert page_key("03101") == "03101"
    assert own_keys("03101") == ("03101", "03101000")


def test_city_state_has_one_page_under_the_key_of_its_land():
    assert [page_key(key) for key in ("11", "11000", "11000000")] == ["11", "11", "11"]
    assert page_key("04011000") == "04011"


def test_ordinary_keys_are_their_own_page():
    keys = ["DG", "03", "031", "03159", "03159016", "11000000-01100101"]

    assert [page_key(key) for key in keys] == keys


def test_only_keys_outside_the_16_laender_are_fictional():
    assert is_fictional("90011")
    assert not any(is_fictional(key) for key in ("DG", "01", "16", "03101", "11000000-01"))


def test_title_says_a_place_as_people_say_it():
    def said(name, key, level):
        return naming.title(name, level, key)

    assert said("Braunschweig, Stadt", "03101", Level.KREIS) == "Braunschweig"
    assert said("Goslar", "03153", Level.KREIS) == "Landkreis Goslar"
    assert said("Borken", "05554", Level.KREIS) == "Kreis Borken"
    assert said("Region Hannover", "03241", Level.KREIS) == "Region Hannover"
    assert said("Rheinisch-Bergischer Kreis", "05378", Level.KREIS) == "Rheinisch-Bergischer Kreis"
    assert said("Hannover, Landeshauptstadt", "03241001", Level.GEMEINDE) == "Hannover"
    assert said("Kranichland, Landkreis", "90011", Level.KREIS) == "Landkreis Kranichland"
    assert said("Unna, Kreis", "05978", Level.KREIS) == "Kreis Unna"
    assert said("Aachen, Städteregion", "05334", Level.KREIS) == "Städteregion Aachen"
    assert said("Ilm-Kreis, Landkreis", "16070", Level.KREIS) == "Ilm-Kreis"
    assert said("Erfurt, krfr. Stadt", "16051", Level.KREIS) == "Erfurt"
    assert said("Potsdam, Lhst.", "12054", Level.KREIS) == "Potsdam"
    assert said("Süd, Statistische Region", "901", Level.REGION) == "Statistische Region Süd"
    assert naming.title("Flensburg", Level.KREIS, "01001", is_city=True) == "Flensburg"


def test_umlauts_fold_alike_however_they_are_written():
    written = {
        naming.folded(text) for text in ("Göttingen", "Goettingen", "GÖTTINGEN", "gottingen", "Göttingen")
    }

    assert written == {"gottingen"}
    assert naming.folded("Gießen") == naming.folded("Giessen")


def test_slug_writes_umlauts_out():
    assert naming.slug("Burg (Dithmarschen)") == "burg-dithmarschen"
    assert naming.slug("München") == "muenchen"
