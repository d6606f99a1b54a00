from datetime import date

from vorort.statistics.harmonise import register_from

OLD = ("03=Niedersachsen", "031=Braunschweig", "03152=Göttingen", "03156=Osterode", "03101=Braunschweig")
NEW = ("03=Niedersachsen", "031=Braunschweig", "03159=Göttingen", "03101=Braunschweig, Stadt")


def test_register_knows_when_a_region_exists(edition):
    register = register_from([edition("2023-12-31", *NEW), edition("2013-12-31", *OLD)])

    assert register.exists("03152", date(2013, 12, 31))
    assert not register.exists("03152", date(2023, 12, 31))
    assert not register.exists("03159", date(2013, 12, 31))
    assert register.exists("03159", date(2018, 1, 1))
    assert register.exists("03152", date(2018, 1, 1))  # between two lists: benefit of the doubt
    assert not register.exists("03999", date(2023, 12, 31))


def test_register_takes_the_newest_name_whatever_came_first(edition):
    first = register_from([edition("2013-12-31", *OLD), edition("2023-12-31", *NEW)])
    second = register_from([edition("2023-12-31", *NEW), edition("2013-12-31", *OLD)])

    assert first.name("03101") == second.name("03101") == "Braunschweig, Stadt"
    assert first.to_table().equals(second.to_table())


def test_register_builds_the_hierarchy_with_the_region_between_land_and_kreis(edition):
    register = register_from([edition("2023-12-31", *NEW)])

    assert register.ancestors("03159") == ["031", "03", "DG"]
    assert register.children("031") == ["03101", "03159"]
    assert register.get("03159").parent == "031"


def test_register_narrows_validity_with_the_conversion_keys(edition, keys, deliver):
    conversion = deliver("k")
    conversion = type(conversion)(
        conversion.origin,
        "conversion",
        keys(("03152", "2015-12-31", "03159", 1.0), ("03159", "2016-12-31", "03159", 1.0)),
    )
    register = register_from([edition("2013-12-31", *OLD), edition("2023-12-31", *NEW), conversion])

    assert not register.exists("03152", date(2017, 6, 30))
    assert not register.exists("03159", date(2015, 12, 31))


def test_register_knows_a_kreisfreie_stadt_under_both_keys(edition):
    register = register_from(
        [
            edition(
                "2023-12-31",
                "05=NRW",
                "05315=Köln",
                "05315000=Köln, Stadt",
                "11=Berlin",
                "11000=Berlin",
                "11000000=Berlin",
                "05158=Mettmann",
                "05158004=Erkrath",
            )
        ]
    )

    assert register.same_place("05315000") == ("05315", "05315000")
    assert register.main_key("11000000") == "11"
    assert register.same_place("11") == ("11", "11000", "11000000")
    assert register.same_place("05158") == ("05158",)


def test_register_falls_back_on_names_in_deliveries(edition, deliver):
    seen = deliver(
        "a",
        {"region": "11000000-01", "region_name": "Mitte", "period": "2024", "value": 1},
        {"region": "11000000-01100101", "region_name": "Stülerstraße", "period": "2024", "value": 1},
    )
    register = register_from([seen, edition("2023-12-31", "11=Berlin", "11000=Berlin", "11000000=Berlin")])

    assert register.name("11000000-01") == "Mitte"
    assert register.ancestors("11000000-01100101")[:2] == ["11000000-01", "11000000"]
    assert not register.is_official("11000000-01")
