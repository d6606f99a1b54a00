"""Golden small files: each format gives exactly these facts."""

import json
import random

import pytest
import read_samples as s

from vorort.statistics.read import OriginHints, formats, inspect, read_file, recognise
from vorort.statistics.vocab import CONVERSION, FACTS, REGIONS, Period, Status, level_of


def written(tmp_path, name, data, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def facts(delivery, *columns):
    """Rows of the table, only some columns."""
    return [tuple(row[name] for name in columns) for row in delivery.table.to_pylist()]


SHORT = ("region", "period", "group", "value", "status")


def test_open_sdg_gives_regions_units_and_reasons(tmp_path):
    delivery = read_file(written(tmp_path, "indicator_4-1-4.csv", s.OPENSDG))

    assert delivery.format == "opensdg-csv"
    assert delivery.table.schema == FACTS
    assert delivery.series[0].id == "ni/4-1-4"
    assert delivery.series[0].items == ("Anzahl", "Prozent")
    assert facts(delivery, *SHORT, "item") == [
        ("03101", "2023", "deutsche", 202.0, "ok", "Anzahl"),
        ("03101", "2023", "auslaender", 8.26629918498979, "ok", "Prozent"),
        ("03", "2023", "deutsche", 4134.0, "ok", "Anzahl"),
        ("03", "2024", "deutsche", 4200.0, "ok", "Anzahl"),
        ("032", "2024", "deutsche", None, "not_available", "Anzahl"),
        ("03462", "2024", "deutsche", None, "secret", "Anzahl"),
        ("03457", "2024", "deutsche", 17.0, "uncertain", "Anzahl"),
        ("03241999", "2024", "deutsche", 31.0, "ok", "Anzahl"),
    ]
    assert [row["line"] for row in delivery.table.to_pylist()] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "keine Gemeinde" in delivery.notes[-1]


def test_open_sdg_takes_meaning_from_its_metadata(tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "meta").mkdir()
    path = written(tmp_path / "csv", "indicator_4-1-4.csv", s.OPENSDG)
    (tmp_path / "meta" / "4-1-4.md").write_text(
        "---\nindicator_name: global_indicators.4-1-4-title\ntitle: Untitled\n"
        "source_url_text_1: Abgänge ohne Abschluss\ndata_source: Schulstatistik\n"
        "precision:\n  - unit: Prozent\n    decimals: 1\n  - unit: Anzahl\n    decimals: 0\n"
        "national_indicator_description: >-\n  Erste Zeile.\n  <b>Zweite</b> Zeile.\n"
        "tags:\n  - Datenstand 2024\n---\n",
        encoding="utf-8",
    )

    info = read_file(path).series[0]

    assert (info.title, info.decimals, info.reference) == ("Abgänge ohne Abschluss", 1, "Schulstatistik")
    assert info.definition == "Erste Zeile. Zweite Zeile."
    assert "Datenstand 2024" in info.notes


def test_open_sdg_with_damaged_metadata_keeps_the_numbers(tmp_path):
    path = written(tmp_path, "indicator_4-1-4.csv", s.OPENSDG)
    (tmp_path / "4-1-4.md").write_text("---\n[: {", encoding="utf-8")

    delivery = read_file(path)

    assert delivery.table.num_rows == 8
    assert any("4-1-4.md ließ sich nicht lesen" in note for note in delivery.notes)


def test_open_sdg_key_of_another_name_is_mended_by_the_name(tmp_path):
    text = (
        "Year,Gebietseinheit,GeoCode,Value\n"
        "2023,Stadt,K03241999,1\n2023,Umland,K03241999,2\n2024,Stadt,K03241001,3\n2024,Umland,K03241999,4\n"
    )

    delivery = read_file(written(tmp_path, "indicator_2-3-3.csv", text))

    assert facts(delivery, "region", "period", "value") == [
        ("03241001", "2023", 1.0),
        ("03241999", "2023", 2.0),
        ("03241001", "2024", 3.0),
        ("03241999", "2024", 4.0),
    ]
    assert "Schlüssel nach dem Namen berichtigt" in delivery.notes[0]


def test_doubled_equal_rows_are_kept_and_noted(tmp_path):
    text = "Year,GeoCode,Value\n2023,K03101,1\n2023,K03101,1\n"

    delivery = read_file(written(tmp_path, "indicator_1-1-1.csv", text))

    assert delivery.table.num_rows == 2
    assert "Zeile 3" in delivery.notes[0]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "iso-8859-15"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_genesis_csv_gives_every_cell_with_its_sign(tmp_path, encoding, ending):
    text = s.GENESIS.replace("„Zensus 2022“", "Zensus 2022").replace("\n", ending)
    delivery = read_file(written(tmp_path, "t.csv", text, encoding))

    assert delivery.series[0].id == "nw/12411-99i"
    assert facts(delivery, *SHORT, "item", "unit") == [
        ("05", "2023", "insgesamt", 1000.0, "ok", "Bevölkerung", "count"),
        ("05", "2023", "deutsche", 800.0, "ok", "Bevölkerung", "count"),
        ("05", "2023", "auslaender", 200.0, "ok", "Bevölkerung", "count"),
        ("05", "2023", "auslaender", 20.0, "ok", "Anteil", "percent"),
        ("051", "2023", "insgesamt", 500.0, "ok", "Bevölkerung", "count"),
        ("051", "2023", "deutsche", None, "secret", "Bevölkerung", "count"),
        ("051", "2023", "auslaender", None, "secret", "Bevölkerung", "count"),
        ("051", "2023", "auslaender", 12.3, "uncertain", "Anteil", "percent"),
        ("05111", "2023", "insgesamt", 300.0, "provisional", "Bevölkerung", "count"),
        ("05111", "2023", "deutsche", 200.0, "ok", "Bevölkerung", "count"),
        ("05111", "2023", "auslaender", 100.0, "revised", "Bevölkerung", "count"),
        ("05111", "2023", "auslaender", None, "unsafe", "Anteil", "percent"),
        ("05113", "2023", "insgesamt", 200.0, "ok", "Bevölkerung", "count"),
        ("05113", "2023", "deutsche", None, "later", "Bevölkerung", "count"),
        ("05113", "2023", "auslaender", None, "not_meaningful", "Bevölkerung", "count"),
        ("05113", "2023", "auslaender", 0.0, "below_half", "Anteil", "percent"),
        ("05354", "2023", "insgesamt", None, "no_region", "Bevölkerung", "count"),
        ("05354", "2023", "deutsche", None, "no_region", "Bevölkerung", "count"),
        ("05354", "2023", "auslaender", None, "no_region", "Bevölkerung", "count"),
        ("05354", "2023", "auslaender", None, "no_region", "Anteil", "percent"),
    ]


def test_genesis_csv_keeps_origin_licence_and_notes(tmp_path):
    delivery = read_file(
        written(tmp_path, "t.csv", s.GENESIS.replace("„", '""').replace("“", '""'), "cp1252")
    )

    assert delivery.origin.publisher == "IT.NRW"
    assert delivery.origin.licence == "dl-de/by-2-0"
    assert delivery.origin.licence_text.startswith("© IT.NRW, Düsseldorf, 2026. Dieses Werk")
    assert delivery.origin.retrieved_at == "2026-01-19T13:58:12"
    assert delivery.notes[:2] == ('Quelle: Fortschreibung Basis "Zensus 2022"', 'zu "Düsseldorf": vorläufig')
    assert "Aachen, Kreis" in delivery.notes[2]
    assert delivery.table["region_name"].to_pylist()[4] == "Düsseldorf, Regierungsbezirk"


def test_genesis_csv_with_years_as_columns(tmp_path):
    text = (
        "GENESIS-Tabelle: 12411-0015\nBevölkerung: Kreise, Stichtag;;;\n"
        "Fortschreibung des Bevölkerungsstandes;;;\n"
        "Bevölkerungsstand (Anzahl);;;\nKreise;;Stichtag;Stichtag\n;;31.12.2022;30.06.2023\n"
        "DG;Deutschland;84358845;84481000\n01001;  Flensburg, kreisfreie Stadt;92550;-\n"
        "__________\n© Statistisches Bundesamt (Destatis), 2026\nStand: 01.02.2026\n"
    )

    delivery = read_file(written(tmp_path, "t.csv", text))

    assert delivery.series[0].id == "genesis/12411-0015"
    assert delivery.origin.retrieved_at == "2026-02-01"
    assert facts(delivery, "region", "period", "value", "status") == [
        ("DG", "2022", 84358845.0, "ok"),
        ("DG", "2023-06-30", 84481000.0, "ok"),
        ("01001", "2022", 92550.0, "ok"),
        ("01001", "2023-06-30", 0.0, "nil"),
    ]


def test_genesis_csv_with_nationality_codes_keeps_code_and_name(tmp_path):
    text = (
        "Tabelle: 12521-03i\nAusländische Bevölkerung nach Geschlecht und Staatsangehörigkeiten;;;;\n"
        ";;;;;Ausländische Bevölkerung;Ausländische Bevölkerung\n"
        ";;;;;Insgesamt;männlich\n;;;;;Anzahl;Anzahl\n"
        "31.12.2024;05;Nordrhein-Westfalen;1;Europa;2228230;1132670\n"
        "31.12.2024;05;Nordrhein-Westfalen;163;  Türkei;470000;-\n"
        "31.12.2024;05111;  Düsseldorf;163;  Türkei;-;-\n"
        "__________\n© IT.NRW, Düsseldorf, 2026.\nStand: 09.02.2026 / 16:09:36\n"
    )

    delivery = read_file(written(tmp_path, "t.csv", text, "cp1252"))

    assert facts(delivery, "sex", "detail", "value", "status") == [
        ("insgesamt", "staatsangehoerigkeit=1", 2228230.0, "ok"),
        ("m", "staatsangehoerigkeit=1", 1132670.0, "ok"),
        ("insgesamt", "staatsangehoerigkeit=163", 470000.0, "ok"),
        ("m", "staatsangehoerigkeit=163", 0.0, "nil"),
        ("insgesamt", "staatsangehoerigkeit=163", 0.0, "nil"),
        ("m", "staatsangehoerigkeit=163", 0.0, "nil"),
    ]
    assert delivery.series[0].labels["staatsangehoerigkeit=163"] == "Türkei"


def test_ffcsv_older_layout_keeps_zeros_and_signs(tmp_path):
    delivery = read_file(written(tmp_path, "12411-0013.csv", s.FFCSV_OLD, "cp1252"))

    assert delivery.series[0].id == "genesis/12411-0013"
    assert facts(delivery, "region", "period", "sex", "value", "status", "item", "unit") == [
        ("01", "2022", "m", 13477.0, "ok", "BEVSTD", "count"),
        ("01", "2022", "insgesamt", 0.0, "nil", "BEVSTD", "count"),
        ("11", "2022", "w", None, "secret", "BEVSTD", "count"),
    ]


def test_ffcsv_newer_layout_reads_units_and_quality_row_by_row(tmp_path):
    delivery = read_file(written(tmp_path, "23311-0010_flat.csv", s.FFCSV_NEW))

    assert delivery.series[0].labels == {"ABB001": "Abbrüche", "ABB002": "Anteil"}
    assert facts(delivery, *SHORT, "item", "unit") == [
        ("01", "2023", "auslaender", 1234.0, "ok", "ABB001", "count"),
        ("01", "2023", "insgesamt", None, "unsafe", "ABB001", "count"),
        ("DG", "2023", "insgesamt", 12.5, "provisional", "ABB002", "percent"),
        ("10", "2023", "insgesamt", 0.0, "below_half", "ABB001", "count"),
    ]


def test_ffcsv_does_not_depend_on_the_order_of_rows(tmp_path):
    head, *rows = s.FFCSV_NEW.splitlines()
    shuffled = random.Random(1).sample(rows, len(rows))

    first = read_file(written(tmp_path, "a.csv", "\n".join([head, *rows])))
    second = read_file(written(tmp_path, "b.csv", "\n".join([head, *shuffled])))

    assert sorted(map(str, facts(first, *SHORT, "item"))) == sorted(map(str, facts(second, *SHORT, "item")))


def test_jsonstat_gives_signs_for_missing_numbers(tmp_path):
    delivery = read_file(written(tmp_path, "t.json", s.jsonstat()))

    assert delivery.series[0].id == "genesis/12411-0010"
    assert delivery.origin.licence == "dl-de/by-2-0"
    assert facts(delivery, "region", "sex", "period", "value", "status", "unit") == [
        ("01", "m", "2023", 1.0, "ok", "count"),
        ("01", "m", "2024-06-30", 2.0, "provisional", "count"),
        ("01", "insgesamt", "2023", 3.0, "ok", "count"),
        ("01", "insgesamt", "2024-06-30", 4.0, "ok", "count"),
        ("11", "m", "2023", None, "secret", "count"),
        ("11", "m", "2024-06-30", None, "unsafe", "count"),
        ("11", "insgesamt", "2023", 7.0, "ok", "count"),
        ("11", "insgesamt", "2024-06-30", None, "not_available", "count"),
    ]


@pytest.mark.parametrize(
    "wrapped", [{"dataset": None}, {"Object": {"Content": None}}, {"link": {"item": [None]}}]
)
def test_jsonstat_is_found_inside_an_answer(tmp_path, wrapped):
    text = json.dumps(wrapped).replace("null", json.dumps(s.JSONSTAT))

    assert read_file(written(tmp_path, "t.json", text)).table.num_rows == 8


def test_gemeindeverzeichnis_sums_up_and_leaves_associations_out(tmp_path):
    delivery = read_file(written(tmp_path, "gv.xlsx", s.gemeindeverzeichnis()))

    assert delivery.kind == "regions"
    assert delivery.table.schema == REGIONS
    assert facts(delivery, "key", "level", "parent", "population", "area", "valid_from") == [
        ("03", "land", "DG", 557000.0, 307.0, "2023-12-31"),
        ("032", "region", "03", 557000.0, 307.0, "2023-12-31"),
        ("03241", "kreis", "032", 557000.0, 307.0, "2023-12-31"),
        ("03241001", "gemeinde", "03241", 522131.0, 204.3, "2023-12-31"),
        ("03241002", "gemeinde", "03241", 34869.0, 102.7, "2023-12-31"),
    ]


def test_conversion_keys_become_shares_between_kreise(tmp_path):
    delivery = read_file(written(tmp_path, "ref.xlsx", s.workbook(s.BBSR_HEAD, *s.BBSR_ROWS, sheet="2013")))

    assert delivery.kind == "conversion"
    assert delivery.table.schema == CONVERSION
    assert facts(
        delivery, "from_key", "from_date", "to_key", "to_date", "population_share", "area_share"
    ) == [
        ("01001", "2013-12-31", "01001", "2021-12-31", 1.0, 1.0),
        ("03152", "2013-12-31", "03159", "2021-12-31", 1.0, 1.0),
        ("03156", "2013-12-31", "03159", "2021-12-31", 0.4, 0.25),
        ("03156", "2013-12-31", "03153", "2021-12-31", 0.6, 0.75),
    ]


def test_boundary_changes_say_until_and_from_when_a_key_was_valid(tmp_path):
    delivery = read_file(written(tmp_path, "ga.xlsx", s.workbook(*s.CHANGES_ROWS)))

    assert delivery.format == "gebietsaenderungen"
    assert facts(delivery, "key", "valid_from", "valid_to", "population") == [
        ("13071114", "", "2024-01-31", 312.0),
        ("13071999", "2024-02-01", "", 312.0),
        ("16064055", "", "2023-12-31", 2033.0),
    ]
    assert any("Glowe, Seebad" in note for note in delivery.notes)


def test_hints_fill_what_the_file_does_not_say(tmp_path):
    hints = OriginHints(
        publisher="Wir", licence="cc0-1.0", url="https://example.org/t.csv", retrieved_at="2026-01-02"
    )

    told = read_file(written(tmp_path, "indicator_1-1-1.csv", s.OPENSDG), origin=hints).origin
    known = read_file(written(tmp_path, "t.csv", s.GENESIS), origin=hints).origin

    assert (told.publisher, told.licence, told.retrieved_at) == ("Wir", "cc0-1.0", "2026-01-02")
    assert (known.publisher, known.licence) == ("IT.NRW", "dl-de/by-2-0")
    assert known.url == "https://example.org/t.csv"


EVERY = {
    "genesis-csv": ("t.csv", s.GENESIS.encode()),
    "genesis-ffcsv": ("t.csv", s.FFCSV_NEW.encode()),
    "genesis-json": ("t.json", s.jsonstat()),
    "opensdg-csv": ("indicator_1-1-1.csv", s.OPENSDG.encode()),
    "gemeindeverzeichnis": ("t.xlsx", s.gemeindeverzeichnis()),
    "gebietsaenderungen": ("t.xlsx", s.workbook(*s.CHANGES_ROWS)),
    "bbsr-umrechnung": ("t.xlsx", s.workbook(s.BBSR_HEAD, *s.BBSR_ROWS)),
    "eigene": ("t.csv", s.OWN.encode()),
}


def test_every_format_is_listed_in_german():
    assert {each.id for each in formats()} == set(EVERY)
    assert all(each.name and each.recognised_by and each.example for each in formats())


@pytest.mark.parametrize("wanted", EVERY)
def test_format_is_recognised_by_content_not_by_name(tmp_path, wanted):
    name, data = EVERY[wanted]

    assert recognise(written(tmp_path, name, data)) == wanted


@pytest.mark.parametrize("wanted", EVERY)
def test_inspection_tells_what_is_in_a_file(tmp_path, wanted):
    name, data = EVERY[wanted]

    seen = inspect(written(tmp_path, name, data))

    assert seen.format == wanted
    assert seen.first_rows
    assert not seen.problems
    assert (seen.mapping is not None) == (wanted == "eigene")


def test_inspection_counts_signs_periods_and_regions(tmp_path):
    seen = inspect(written(tmp_path, "t.csv", s.GENESIS))

    assert seen.periods == ("2023",)
    assert seen.regions == {"kreis": 3, "land": 1, "region": 1}
    assert {(sign.sign, sign.count) for sign in seen.signs} >= {(".", 2), ("/", 1), ("...", 1), ("x", 1)}
    assert (seen.encoding, seen.separator) == ("UTF-8", "Semikolon")


def test_inspection_of_a_broken_file_tells_why_it_would_be_refused(tmp_path):
    seen = inspect(written(tmp_path, "indicator_1-1-1.csv", "Year,GeoCode,Value\n2024,K03101,viele\n"))

    assert seen.format == "opensdg-csv"
    assert "Zeile 2" in seen.problems[0]


@pytest.mark.parametrize("wanted", [name for name in EVERY if name not in ("eigene",)])
def test_reading_twice_gives_the_same_and_reports_progress(tmp_path, wanted):
    name, data = EVERY[wanted]
    path = written(tmp_path, name, data)
    steps = []

    first, second = read_file(path, progress=lambda done, of: steps.append((done, of))), read_file(path)

    assert first.table.equals(second.table)
    assert first.origin == second.origin
    assert first.origin.size == len(data)
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize("wanted", ["genesis-csv", "genesis-ffcsv", "genesis-json", "opensdg-csv"])
def test_facts_keep_the_rules_of_the_vocabulary(tmp_path, wanted):
    name, data = EVERY[wanted]

    rows = read_file(written(tmp_path, name, data)).table.to_pylist()

    for row in rows:
        assert level_of(row["region"])
        assert Period.parse(row["period"]).year == row["year"]
        assert Status(row["status"]).has_value == (row["value"] is not None)
        assert row["line"] >= 1
        assert all(value is not None for name, value in row.items() if name != "value")
