# ruff: noqa: E501 - the XML of a spreadsheet in one piece
"""Tables of one's own: the proposed mapping, the mapping file, and what reading makes of them."""

import openpyxl
import pytest
import read_samples as s

from vorort.statistics.read import (
    FileRejected,
    Mapping,
    inspect,
    mapping_yaml,
    propose_mapping,
    read_file,
    read_mapping,
)


def written(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def facts(delivery, *columns):
    return [tuple(row[name] for name in columns) for row in delivery.table.to_pylist()]


def own(**changes):
    return Mapping.model_validate(s.OWN_MAPPING | changes)


def test_wide_table_is_read_as_the_mapping_says(tmp_path):
    delivery = read_file(written(tmp_path, "t.csv", s.OWN), mapping=own())

    assert facts(delivery, "region", "region_name", "item", "group", "value", "status") == [
        ("05111000-01", "Nord", "bevoelkerung", "insgesamt", 12345.0, "ok"),
        ("05111000-01", "Nord", "bevoelkerung", "auslaender", 1200.0, "ok"),
        ("05111000-01", "Nord", "anteil", "insgesamt", 9.7, "ok"),
        ("05111000-02", "Süd", "bevoelkerung", "insgesamt", 2345.0, "ok"),
        ("05111000-02", "Süd", "bevoelkerung", "auslaender", 0.0, "nil"),
        ("05111000-02", "Süd", "anteil", "insgesamt", None, "secret"),
        ("05111000-03", "West", "bevoelkerung", "insgesamt", 999.0, "ok"),
        ("05111000-03", "West", "bevoelkerung", "auslaender", 87.0, "uncertain"),
        ("05111000-03", "West", "anteil", "insgesamt", 8.7, "provisional"),
    ]
    first = delivery.table.to_pylist()[0]
    assert (first["series"], first["period"], first["concept"], first["line"]) == (
        "own/stadtteile",
        "2024-06-30",
        "STAA_MR",
        4,
    )
    assert delivery.notes == ("1) einschließlich Hafen",)
    assert delivery.origin.publisher == "Musterstadt"
    assert Mapping.model_validate(delivery.mapping) == own()


def test_footnote_glued_to_a_number_is_cut_where_it_is_explained(tmp_path):
    data = s.OWN.replace("999", "9991)")

    delivery = read_file(written(tmp_path, "t.csv", data), mapping=own())

    assert facts(delivery, "value")[6] == (999.0,)


def test_years_are_headings_below_a_title_too(tmp_path):
    data = "Mitglieder in Vereinen\nKreis;Name;2023;2024\n05111;Nord;41;42\n05112;Süd;8;9\n"

    mapping = propose_mapping(written(tmp_path, "vereine.csv", data))

    assert (mapping.title, mapping.header_row) == ("Mitglieder in Vereinen", 2)
    assert [(column.column, column.period) for column in mapping.values] == [
        ("2023", "2023"),
        ("2024", "2024"),
    ]


def test_level_of_the_mapping_decides_where_digits_alone_cannot(tmp_path):
    region = {"column": "AGS", "level": "kreis"}
    data = "AGS;Zahl\n1001000;12\n3101;3\n"
    mapping = own(
        header_row=1,
        last_row=None,
        region=region,
        values=[{"column": "Zahl", "item": "zahl"}],
    )

    delivery = read_file(written(tmp_path, "t.csv", data), mapping=mapping)

    assert facts(delivery, "region") == [("01001",), ("03101",)]


def test_long_table_takes_dimensions_from_its_columns(tmp_path):
    text = (
        "Jahr,AGS,Geschlecht,Nationalität,Herkunft,Anzahl\n"
        "2023,5111,männlich,Ausländer,Syrien,1'200\n2024,05111,Frauen,Insgesamt,,3\n"
    )
    mapping = {
        "series": "own/lang",
        "title": "Lang",
        "header_row": 1,
        "decimal": ".",
        "thousands": "'",
        "region": {"column": "AGS", "level": "kreis"},
        "period": {"column": "Jahr"},
        "dimensions": [{"column": "Geschlecht"}, {"column": "Nationalität"}, {"column": "Herkunft"}],
        "values": [{"column": "Anzahl", "item": "bevoelkerung", "unit": "persons"}],
    }

    delivery = read_file(written(tmp_path, "t.csv", text), mapping=Mapping.model_validate(mapping))

    assert facts(delivery, "region", "period", "sex", "group", "detail", "value") == [
        ("05111", "2023", "m", "auslaender", "herkunft=Syrien", 1200.0),
        ("05111", "2024", "w", "insgesamt", "", 3.0),
    ]


def test_years_as_columns_become_periods(tmp_path):
    text = "AGS;Name;2022;2023\n03101;Braunschweig;10;20\n03102;Salzgitter;5;-\n"
    path = written(tmp_path, "einbuergerungen.csv", text)

    delivery = read_file(path, mapping=propose_mapping(path))

    assert facts(delivery, "region", "period", "value", "status") == [
        ("03101", "2022", 10.0, "ok"),
        ("03101", "2023", 20.0, "ok"),
        ("03102", "2022", 5.0, "ok"),
        ("03102", "2023", 0.0, "nil"),
    ]


def test_thousand_columns_are_multiplied_and_said_so(tmp_path):
    text = "Land;Bevölkerung 2023 (in 1000)\nNiedersachsen;8161,9\nBremen;693\n"
    path = written(tmp_path, "laender.csv", text)

    delivery = read_file(path, mapping=propose_mapping(path))

    assert facts(delivery, "region", "period", "value") == [
        ("03", "2023", 8161900.0),
        ("04", "2023", 693000.0),
    ]


def test_lost_zeros_come_back_only_where_they_must(tmp_path):
    path = written(tmp_path, "kreise_2023.csv", "AGS;Anzahl\n3101;1\n5111;2\n10041;3\n")

    delivery = read_file(path, mapping=propose_mapping(path))

    assert [row["region"] for row in delivery.table.to_pylist()] == ["03101", "05111", "10041"]


def test_spreadsheet_keeps_numbers_dates_and_signs(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Zahlen"
    page.append(["Stand 31.12.2023"])
    page.append([])
    page.append(["Bezirk", "Einwohner", "Ausländer", "Quote in %"])
    page.append(["Mitte", 1234, "-", 12.5])
    page.append(["Nord", 0, ".", "(3,4)"])
    path = written(tmp_path, "bremen.xlsx", s.saved(book))

    proposal = propose_mapping(path)
    delivery = read_file(path, mapping=proposal)

    assert (proposal.header_row, proposal.sheet, proposal.period.fixed) == (3, "Zahlen", "31.12.2023")
    assert facts(delivery, "region", "item", "group", "value", "status") == [
        ("04011000-mitte", "bevoelkerung", "insgesamt", 1234.0, "ok"),
        ("04011000-mitte", "bevoelkerung", "auslaender", 0.0, "nil"),
        ("04011000-mitte", "quote-in", "insgesamt", 12.5, "ok"),
        ("04011000-nord", "bevoelkerung", "insgesamt", 0.0, "ok"),
        ("04011000-nord", "bevoelkerung", "auslaender", None, "secret"),
        ("04011000-nord", "quote-in", "insgesamt", 3.4, "uncertain"),
    ]


def test_formula_with_a_stored_result_is_read(tmp_path):
    book = s.workbook(["AGS", "Anzahl"], ["03101", "=1+1"])
    stored = s.repacked(
        book,
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(
                b"<v />", b"<v>2</v>"
            )
        },
    )
    path = written(tmp_path, "t_2023.xlsx", stored)

    delivery = read_file(path, mapping=propose_mapping(path))

    assert facts(delivery, "region", "value") == [("03101", 2.0)]


def test_proposal_finds_headings_below_comments_and_marks(tmp_path):
    text = (
        "# © Amt;;;\r\n# Strukturdaten am 31.12.2019;;;\r\nSpalten-Nr.;;1;2\r\n"
        "Land;Name;Fläche (km²);Bevölkerung (in 1000)\r\n"
        "Hessen;Kassel;2.124,3;291,3\r\nHessen;Land insgesamt;21.115,7;6.288,1\r\n"
        "Bremen;Stadt;325,5;567,6\r\nBremen;Land insgesamt;419,4;681,2\r\n"
    )
    path = written(tmp_path, "struktur.csv", "\ufeff" + text)

    mapping = propose_mapping(path)
    delivery = read_file(path, mapping=mapping)

    assert (mapping.header_row, mapping.decimal, mapping.thousands) == (4, ",", ".")
    assert mapping.title == "Strukturdaten am 31.12.2019"
    assert facts(delivery, "region", "unit", "value") == [
        ("06", "square_kilometres", 21115.7),
        ("06", "count", 6288100.0),
        ("04", "square_kilometres", 419.4),
        ("04", "count", 681200.0),
    ]


def test_proposal_leaves_open_what_it_cannot_know(tmp_path):
    path = written(tmp_path, "zahlen.csv", "Ortsteil;Einwohner\nAltdorf;12\nNeudorf;13\n")

    mapping = propose_mapping(path)

    assert mapping.region.parent == ""
    assert mapping.period.fixed == ""
    with pytest.raises(FileRejected) as caught:
        read_file(path, mapping=mapping)
    assert "Zeitraum" in str(caught.value)


def test_proposal_without_any_table_says_so(tmp_path):
    with pytest.raises(FileRejected, match="keine Tabelle mit Zahlen"):
        propose_mapping(
            written(tmp_path, "brief.txt", "Sehr geehrte Damen und Herren,\nhier kommt nichts.\n")
        )


def test_mapping_file_says_the_same_as_the_mapping(tmp_path):
    path = written(
        tmp_path, "hamburg_2024.csv", "Stadtteil;Einwohner;Frauen\nNeustadt;12 301;6 001\nHamburg;20 000;-\n"
    )
    mapping = propose_mapping(path)
    text = mapping_yaml(mapping, path.name)
    (tmp_path / "zuordnung.yaml").write_text(text, encoding="utf-8")

    again = read_mapping(tmp_path / "zuordnung.yaml")

    assert again == mapping
    assert "# Zuordnung für hamburg_2024.csv" in text
    assert all(
        "#" in line for line in text.splitlines() if line and not line.startswith(("  -", "values:", "#"))
    )
    assert read_file(path, mapping=tmp_path / "zuordnung.yaml").table.num_rows == 4


def test_measure_of_the_catalogue_is_named_as_item(tmp_path):
    path = written(tmp_path, "own_2024.csv", "AGS;Bevölkerung;Ausländer\n03101;100;20\n")

    delivery = read_file(path, mapping=propose_mapping(path))

    assert facts(delivery, "series", "item", "group") == [
        ("own/own-2024", "bevoelkerung", "insgesamt"),
        ("own/own-2024", "bevoelkerung", "auslaender"),
    ]


def test_population_beside_migration_background_comes_from_the_register(tmp_path):
    text = "id,inhabitants,inhabitants_foreigners,inhabitants_with_migration_background\n01,9,3,4\n02,5,1,2\n"

    mapping = propose_mapping(written(tmp_path, "berlin-2024-02.csv", text))

    assert mapping.concept == "MH_MR"
    assert [(v.item, v.group) for v in mapping.values] == [
        ("einwohner_melderegister", "insgesamt"),
        ("einwohner_melderegister", "auslaender"),
        ("einwohner_melderegister", "mh"),
    ]
    assert (mapping.region.parent, mapping.period.fixed) == ("11000000", "2024-02")


def test_hamburg_bezirke_do_not_collide_with_stadtteile_of_the_same_name(tmp_path):
    bezirke = ["Hamburg-Mitte", "Altona", "Eimsbüttel", "Hamburg-Nord", "Wandsbek", "Bergedorf", "Harburg"]
    names = ["Neustadt", "Eimsbüttel", *bezirke, "Hamburg"]
    text = "Stadtgebiet;Wert\n" + "".join(f"{name};{n + 1} 000\n" for n, name in enumerate(names))
    path = written(tmp_path, "hamburg_2013.csv", text)

    delivery = read_file(path, mapping=propose_mapping(path))

    keys = [row["region"] for row in delivery.table.to_pylist()]
    assert keys[:3] == ["02000000-neustadt", "02000000-eimsbuettel", "02000000-bezirk.hamburg_mitte"]
    assert keys[4] == "02000000-bezirk.eimsbuettel"
    assert keys[-1] == "02"


def test_inspection_of_an_own_table_explains_its_signs(tmp_path):
    seen = inspect(written(tmp_path, "t.csv", s.OWN))

    assert [(sign.sign, sign.meaning, sign.count) for sign in seen.signs] == [
        ("-", "genau nichts", 1),
        (".", "unbekannt oder geheim", 1),
    ]


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Tabelle1">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(*rows):
    """A minimal ODS; cells are texts, numbers or raw XML."""
    content = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    return s.archive(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/'
            'vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
            "content.xml": ODS_HEAD + content + ODS_TAIL,
        }
    )


def ods_cell(value):
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def test_ods_is_read_like_xlsx(tmp_path):
    path = written(tmp_path, "kreise_2023.ods", ods(["AGS", "Anzahl"], ["03101", 12], ["03102", "."]))

    delivery = read_file(path, mapping=propose_mapping(path))

    assert facts(delivery, "region", "value", "status") == [("03101", 12.0, "ok"), ("03102", None, "secret")]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<table:table-cell table:formula="of:=1/0"/>', "kein gespeichertes Ergebnis"),
        (
            '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
            "</table:table-cell>",
            "Rechenfehler",
        ),
        (
            '<table:table-cell table:number-columns-repeated="9000000" office:value-type="float" office:value="1"/>',
            "Millionen Zellen",
        ),
    ],
)
def test_ods_with_dangerous_cells_is_refused(tmp_path, cell, words):
    path = written(tmp_path, "kreise_2023.ods", ods(["AGS", "Anzahl"], ["03101", cell]))

    with pytest.raises(FileRejected, match=words):
        propose_mapping(path)
