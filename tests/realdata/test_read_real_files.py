"""Every real file, read in full; counts and sums are taken a second time with plain csv."""

import csv
import io
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pyarrow.compute as pc
import pytest

from vorort.statistics.read import inspect, propose_mapping, read_file, recognise

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="Die echten Dateien unter ../shared/data fehlen hier."),
]

NI = ["1-1-1", "1-2-1", "1-2-2", "2-3-1", "2-3-3", "3-1-3", "4-1-4", "5-2-1"]


def niedersachsen(number):
    return DATA / "niedersachsen" / "csv" / f"indicator_{number}.csv"


def rows_of(path, encoding, separator=";"):
    return list(csv.reader(io.StringIO(path.read_text(encoding=encoding), newline=""), delimiter=separator))


def values(delivery, *by):
    """Values by some columns; each combination exactly once."""
    rows = delivery.table.to_pylist()
    found = {tuple(row[name] for name in by): row["value"] for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("number", NI)
def test_niedersachsen_keeps_every_row(number):
    path = niedersachsen(number)
    plain = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))

    delivery = read_file(path)

    assert recognise(path) == "opensdg-csv"
    assert delivery.series[0].id == f"ni/{number}"
    assert delivery.table["value"].to_pylist() == [float(r["Value"]) if r["Value"] else None for r in plain]
    assert delivery.table["line"].to_pylist() == list(range(2, len(plain) + 2))
    assert len(set(delivery.table["region"].to_pylist())) == 52
    assert delivery.series[0].definition


def test_niedersachsen_share_follows_from_the_counts():
    people, foreigners, share = (
        values(read_file(niedersachsen(n)), "region", "year") for n in ("1-1-1", "1-2-1", "1-2-2")
    )

    exact = [abs(share[k] - foreigners[k] / people[k] * 100) < 1e-9 for k in share if k[1] <= 2019]

    assert (len(exact), all(exact)) == (780, True)
    assert share["03", 2019] == pytest.approx(10.52297, abs=1e-5)


def test_niedersachsen_keys_that_belong_to_another_name_are_mended():
    found = read_file(niedersachsen("2-3-3"))
    naturalised, foreigners = (
        values(read_file(niedersachsen(n)), "region", "year") for n in ("2-3-1", "1-2-1")
    )

    rates = values(found, "region", "year")

    assert any("Schlüssel nach dem Namen berichtigt" in note for note in found.notes)
    for key in (("03241001", 2005), ("03241999", 2005), ("03241001", 2024)):
        assert rates[key] == pytest.approx(naturalised[key] / foreigners[key] * 100, rel=1e-3)


def test_nrw_foreign_residents_add_up_as_published():
    path = DATA / "nrw" / "2024_12521-03i.csv"
    plain = [r for r in rows_of(path, "cp1252") if r and r[0] == "31.12.2024"]

    delivery = read_file(path)

    table = delivery.table
    assert table.num_rows == 3 * len(plain) == 40_443
    states = Counter(table["status"].to_pylist())
    assert states == {"ok": 23_307, "nil": 15_810, "no_region": 1_326}
    assert sum(cell == "-" for r in plain for cell in r[5:]) == states["nil"] + states["no_region"]
    by = values(delivery, "region", "sex", "detail")
    continents = [f"staatsangehoerigkeit={n}" for n in (1, 2, 3, 4, 5, 9)]
    assert sum(by["05", "insgesamt", c] for c in continents) == 3_273_550
    assert sum(by["05315", "insgesamt", c] for c in continents) == 241_900
    assert delivery.series[0].labels["staatsangehoerigkeit=163"] == "Türkei"
    assert delivery.origin.licence == "dl-de/by-2-0"


def test_nrw_population_knows_which_gemeinden_no_longer_exist():
    delivery = read_file(DATA / "nrw" / "2024_12411-15i.csv")

    people = {
        r["region"]: r["value"]
        for r in delivery.table.to_pylist()
        if r["item"].startswith("Bevölkerungsstand")
    }

    assert len(people) == 444
    assert people["05"] == 18_034_454
    assert people["05315"] == 1_024_621
    gone = [key for key, value in people.items() if value is None]
    assert (len(gone), set(gone) >= {"05313", "05354", "05354004"}) == (11, True)
    assert sum(v for k, v in people.items() if len(k) == 8 and v) + sum(
        v for k, v in people.items() if len(k) == 5 and v and f"{k}000" not in people and not any(
            other.startswith(k) and len(other) == 8 and people[other] for other in people
        )
    ) == 18_034_454  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rows", "states"),
    [
        ("13211-02-05-4_2025.csv", 6_994, {"ok": 5_749, "no_region": 1_027, "secret": 218}),
        (
            "21111-01-03-4_2023.csv",
            38_736,
            {"ok": 18_155, "nil": 8_600, "not_meaningful": 6_270, "no_region": 5_688, "secret": 23},
        ),
    ],
)
def test_regionalstatistik_tells_nothing_from_no_region(name, rows, states):
    path = DATA / "regionalstatistik" / name

    delivery = read_file(path)

    found = Counter(delivery.table["status"].to_pylist())
    gone = {r["region"] for r in delivery.table.to_pylist() if r["status"] == "no_region"}
    assert delivery.table.num_rows == rows
    assert found == states
    assert len(gone) == 79
    assert {"03152", "03156", "16056"} <= gone
    assert "11000000-01" in set(delivery.table["region"].to_pylist())


def test_regionalstatistik_header_lines_become_groups_sexes_and_ages():
    by = values(read_file(DATA / "regionalstatistik" / "13211-02-05-4_2025.csv"), "region", "column")

    assert by["DG", "Arbeitslose"] == 2_948_092
    assert by["DG", "Arbeitslose / ausländisch"] == 1_081_475
    assert by["01001", "Arbeitslosenquote bez. auf alle zivile Erwerbsp. / ausländisch"] == 15.5


def test_ffcsv_reproduces_the_share_of_foreigners_in_berlin():
    delivery = read_file(DATA / "genesis" / "12411-0013_berlin_2000-2022_ffcsv.csv")

    by = values(delivery, "region", "period", "age", "group", "sex")

    assert delivery.table.num_rows == 19_044
    assert by["11", "2022", "insgesamt", "auslaender", "insgesamt"] == 834_349
    assert by["11", "2022", "insgesamt", "insgesamt", "insgesamt"] == 3_755_251
    ages = {key[2] for key in by} - {"insgesamt"}
    assert len(ages) == 91
    assert sum(by["11", "2022", age, "auslaender", "insgesamt"] for age in ages) == 834_349


@pytest.mark.parametrize(
    ("name", "gemeinden", "people", "goettingen"),
    [
        ("31122013_Auszug_GV.xlsx", 11_237, 80_767_463, None),
        ("31122023_Auszug_GV.xlsx", 10_981, 84_669_326, 1),
    ],
)
def test_gemeindeverzeichnis_holds_every_gemeinde(name, gemeinden, people, goettingen):
    table = read_file(DATA / "gebietsstand" / name).table

    rows = {row["key"]: row for row in table.to_pylist()}
    levels = Counter(row["level"] for row in rows.values())
    assert levels["gemeinde"] == gemeinden
    assert levels["land"] == 16
    assert rows["DG"]["population"] == people
    assert sum(row["population"] for row in rows.values() if row["level"] == "kreis") == people
    assert all(row["parent"] in rows for row in rows.values() if row["parent"])
    if goettingen is None:
        assert rows["03152"]["population"] + rows["03156"]["population"] == 248_249 + 74_367 == 322_616
        assert "03159" not in rows
    else:
        assert "03159" in rows


def test_conversion_keys_cover_every_kreis_of_every_year():
    table = read_file(DATA / "gebietsstand" / "ref-kreise-umrech-2021-1990-2020.xlsx").table

    years = sorted(set(table["from_date"].to_pylist()))
    sums = table.group_by(["from_date", "from_key"]).aggregate(
        [("population_share", "sum"), ("area_share", "sum")]
    )
    assert (len(years), years[0], years[-1]) == (31, "1990-12-31", "2020-12-31")
    assert set(table["to_date"].to_pylist()) == {"2021-12-31"}
    assert len(set(table["to_key"].to_pylist())) == 400
    assert pc.max(pc.abs(pc.subtract(sums["population_share_sum"], 1.0))).as_py() < 1e-6
    moved = [
        r for r in table.to_pylist() if r["from_date"] == "2013-12-31" and r["from_key"] in ("03152", "03156")
    ]
    assert [(r["to_key"], r["population_share"]) for r in moved] == [("03159", 1.0), ("03159", 1.0)]


def test_boundary_changes_end_24_keys():
    rows = read_file(DATA / "gebietsstand" / "Gebietsaenderungen_2024.xlsx").table.to_pylist()

    ended = {row["key"]: row["valid_to"] for row in rows if row["valid_to"]}
    assert len(ended) == 24
    assert ended["16061097"] == "2023-12-31"
    assert ended["13071017"] == "2024-05-31"


def berlin(level, table="t1"):
    path = DATA / "berlin_lor" / f"berlin-lor-population-2024-02-{table}-{level}.csv"
    return read_file(path, mapping=propose_mapping(path))


@pytest.mark.parametrize("table", ["t1", "t4"])
def test_berlin_planning_areas_add_up_to_districts_and_city(table):
    areas, districts, city = (berlin(level, table) for level in ("planning-areas", "districts", "city"))

    counts = [name for name in city.table["column"].to_pylist() if not name.endswith("_percentage")]
    of_city, of_districts, of_areas = (values(d, "region", "column") for d in (city, districts, areas))

    assert len({key[0] for key in of_areas}) == 542
    assert len({key[0] for key in of_districts}) == 12
    by_district, whole = Counter(), Counter()
    for (key, name), value in of_areas.items():
        if not name.endswith("_percentage"):
            by_district[key[:11], name] += value
            whole["11", name] += value
    assert len(whole) == len(counts) > 5
    assert all(of_districts[key] == value for key, value in by_district.items())
    assert all(of_city[key] == value for key, value in whole.items())
    if table == "t1":
        assert of_city["11", "inhabitants"] == 3_897_145
        assert of_city["11", "inhabitants_with_migration_background"] == 1_601_865


def hamburg(kind):
    path = DATA / "hamburg" / f"Stadtteilprofile_2014.{kind}"
    mapping = propose_mapping(path)
    fixed = mapping.period.model_copy(update={"fixed": "2013"})
    return read_file(path, mapping=mapping.model_copy(update={"period": fixed}))


def test_hamburg_csv_and_xlsx_are_the_same_facts():
    text, sheet = (values(hamburg(kind), "region", "column") for kind in ("csv", "xlsx"))

    assert text.keys() == sheet.keys()
    assert len(text) == 107 * 68
    close = [key for key, value in text.items() if value is not None and abs(value - sheet[key]) < 0.051]
    assert all((text[key] is None) == (sheet[key] is None) for key in text)
    assert len(close) == 7_094
    apart = {key for key, value in text.items() if value is not None} - set(close)
    assert len(apart) == 98
    assert all(round(sheet[key]) == text[key] for key in apart)


def test_hamburg_by_name_agrees_as_the_data_readme_says():
    """103 names: a table by name holds the four Bezirke named like a Stadtteil once."""
    text, sheet = {}, {}
    for target, kind in ((text, "csv"), (sheet, "xlsx")):
        for row in hamburg(kind).table.to_pylist():
            number = row["value"] if row["status"] == "ok" else None
            target[row["region_name"], row["column"]] = number
    text = {key: number for key, number in text.items() if number is not None}

    same = sum(abs(text[key] - sheet[key]) < 0.051 for key in text)

    assert len({name for name, _ in text}) == 103
    assert (same, len(text) - same) == (6_825, 94)


def test_bundestagswahl_comments_marks_and_footnotes():
    path = DATA / "bundestagswahl" / "btw2021_strukturdaten.csv"
    mapping = propose_mapping(path)

    by = values(read_file(path, mapping=mapping), "region", "column")

    assert (mapping.header_row, mapping.decimal, mapping.thousands) == (9, ",", ".")
    assert len({key[0] for key in by}) == 17
    assert by["01", "Fläche am 31.12.2019 (km²)"] == 15_800.5
    assert by["DG", "Bevölkerung am 31.12.2019 - Insgesamt (in 1000)"] == 83_166_700


FOLDERS = (
    "niedersachsen/csv",
    "nrw",
    "regionalstatistik",
    "genesis",
    "gebietsstand",
    "berlin_lor",
    "hamburg",
)
REAL = sorted(path for folder in FOLDERS for path in (DATA / folder).glob("*"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_real_file_can_be_inspected(path):
    seen = inspect(path)

    assert not seen.problems
    assert seen.first_rows
    assert seen.mapping is not None or seen.numbers > 0


def test_lines_of_facts_grow_with_the_file():
    lines = read_file(DATA / "nrw" / "2024_12411-15i.csv").table["line"].to_pylist()

    assert lines[0] == 6
    assert all(a <= b for a, b in pairwise(lines))
