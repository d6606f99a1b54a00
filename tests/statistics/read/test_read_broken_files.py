# ruff: noqa: E501 - one broken file to a line
"""Every broken file gives a German message with file and remedy, and no other exception leaves."""

import io
import json
import os
import zipfile

import openpyxl
import pytest
import read_samples as s
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vorort.statistics.read import (
    FileRejected,
    Mapping,
    formats,
    inspect,
    propose_mapping,
    read_file,
    recognise,
)

GENESIS = s.GENESIS.encode("cp1252")
OPENSDG = s.OPENSDG.encode()
FFCSV = s.FFCSV_OLD.encode("cp1252")
OWN = s.OWN.encode()
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def formula_book(formula="=A1/0", stored=None, error=None):
    """A workbook whose cell D2 is a formula; openpyxl writes formulas without a result."""
    book = s.workbook(["Schlüssel", "Name", "Einwohner", "Anteil"], ["1", "Nord", 10, formula])

    def part(xml):
        if error:
            return (
                xml.replace(b"<v></v>", b"<v>" + error + b"</v>")
                .replace(b"<v />", b"<v>" + error + b"</v>")
                .replace(b'<c r="D2">', b'<c r="D2" t="e">')
            )
        if stored:
            return xml.replace(b"<v></v>", stored).replace(b"<v />", stored)
        return xml

    return s.repacked(book, {SHEET: part})


def doctype(xml):
    return xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)


def far_cell():
    book = openpyxl.Workbook()
    book.active["A1"] = "Name"
    book.active["XFD1048576"] = 1
    return s.saved(book)


def bomb(size=300, level=1):
    """A sheet that unpacks to many MiB of blanks."""
    buffer = io.BytesIO(s.workbook(["a"]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (size << 20))
    return buffer.getvalue()


def ratio_bomb():
    return bomb(size=16, level=9)


def gv(**cells):
    rows = [list(row) for row in s.GV_ROWS]
    for name, value in cells.items():
        row, column = name.removeprefix("c").split("_")
        rows[int(row)][int(column)] = value
    return s.gemeindeverzeichnis(*rows)


def bbsr(*rows):
    return s.workbook(s.BBSR_HEAD, *rows)


# name of the file, its bytes, words of the message
BROKEN = {
    # what is no table at all
    "leer.csv": (b"", "leer"),
    "nur_leerzeilen.csv": (b"\n\n  \n", "leere Zeilen"),
    "fehlerseite.csv": (b"<!DOCTYPE html><html><head><title>GENESIS</title></head></html>", "Webseite"),
    "anmeldung.csv": (b"\n <html lang='de'><body>Bitte anmelden</body></html>", "Webseite"),
    "antwort.csv": (b'<?xml version="1.0"?><fehler/>', "XML"),
    "bericht.csv": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    "gepackt.csv": (b"\x1f\x8b\x08\x00abc", "gzip"),
    "bild.csv": (b"\x89PNG\r\n\x1a\n", "Bild"),
    "datenbank.csv": (b"SQLite format 3\0", "Datenbank"),
    "meldung.json": (
        json.dumps({"Status": {"Code": 98, "Content": "Die Tabelle ist leer", "Type": "Fehler"}}).encode(),
        "Meldung von GENESIS",
    ),
    "etwas.json": (b'{"a": 1}', "keine JSON-stat-Tabelle"),
    "liste.json": (b"[1, 2, 3]", "keine JSON-stat-Tabelle"),
    "abgeschnitten.json": (s.jsonstat()[:-40], "unvollständig"),
    "tief.json": (b"[" * 100_000, "Das JSON"),
    "unendlich.json": (s.jsonstat().replace(b"null", b"NaN", 1), "Unzulässiges"),
    "zu_wenige.json": (s.jsonstat(value=[1, 2]), "2 Werte statt 8"),
    "merkmale.json": (s.jsonstat(size=[1, 2, 2]), "passt nicht zu ihren Größen"),
    "texte.json": (s.jsonstat(value=["a"] * 8), "beschädigt"),
    "zeichen.json": (s.jsonstat(status={"1": "Ω"}), "Zeichen kennen wir nicht"),
    # characters
    "utf8_abgeschnitten.csv": ("Stadtteil;Größe;Wert\nSüd;Öl;1\nWü".encode()[:-1], "passen nicht zu UTF-8"),
    "mojibake.csv": ("Year,Gebietseinheit,Value\n2024,KÃ¶ln,1\n".encode(), "Umlaute sind beschädigt"),
    "ersatzzeichen.csv": ("Year,Gebietseinheit,Value\n2024,K\ufffdln,1\n".encode(), "Umlaute sind beschädigt"),
    "dos.csv": ("Stadtteil;Wert\nKöln;1\n".encode("cp850"), "Umlaute sind beschädigt"),
    "mac.csv": ("Stadtteil;Wert\nMünchen;1\n".encode("mac-roman"), "Umlaute sind beschädigt"),
    "nullzeichen.csv": (GENESIS[:300] + b"\0\0" + GENESIS[300:], "Nullbytes"),
    "utf16_ohne_bom.csv": (s.OPENSDG.encode("utf-16-le")[2:], "Nullbytes"),
    "utf16_halb.csv": (s.OPENSDG.encode("utf-16") + b"\x00", "passen nicht zu UTF-16"),
    # CSV as such
    "anfuehrung.csv": (OPENSDG + b'2024,"Leer,Deutsche,Anzahl,K03457,,1\n', "Anführungszeichen"),
    "anfuehrung_mitten.csv": (OPENSDG + b'2024,"Leer"Stadt,Deutsche,Anzahl,K03457,,1\n', "Anführungszeichen"),
    "langes_feld.csv": (OPENSDG + b"2024," + b"x" * 200_000 + b",Deutsche,Anzahl,K03457,,1\n", "länger als"),
    "million_spalten.csv": (b"Year,Value" + b"," * 1_000_000 + b"\n2024,1\n", "Spalten; gelesen werden höchstens"),
    # Open SDG
    "indicator_1-1-1.csv": (b"Year,GeoCode,Value\n", "nur eine Kopfzeile"),
    "indicator_1-1-2.csv": (b"Year,GeoCode,Value,Value\n2024,K03101,1,2\n", "gibt es zweimal"),
    "indicator_1-1-3.csv": (b"Year,GeoCode,Value\n2024,K03101,1\n2024;K03102;2\n", "1 statt 3 Felder"),
    "indicator_1-1-4.csv": (b"Year,GeoCode,Value\n2024,K03101,1\n2024,K03", "2 statt 3 Felder"),
    "indicator_1-1-5.csv": (b"Year,GeoCode,Value\n2024,K99X01,1\n", "kein Regionalschlüssel"),
    "indicator_1-1-0.csv": (b"Year,GeoCode,Value\n2024,K99999,1\n", "kein Regionalschlüssel"),
    "indicator_1-1-6.csv": (b"Year,GeoCode,Value\n2024,K17101,1\n", "kein Regionalschlüssel"),
    "indicator_1-1-7.csv": (b"Year,GeoCode,Value\n20244,K03101,1\n", "kein Jahr und kein Datum"),
    "indicator_1-1-8.csv": (b"Year,GeoCode,Value\n31.02.2024,K03101,1\n", "kein Jahr und kein Datum"),
    "indicator_1-1-9.csv": (b"Year,GeoCode,Value\n2024,K03101,viele\n", "Text"),
    "indicator_2-1-1.csv": (b"Year,GeoCode,Value\n2024,K03101,1\n2024,K03101,2\n", "anderer Wert als in Zeile 2"),
    "indicator_2-1-2.csv": (b"Year,Gebietseinheit,GeoCode,Value\n2024,Nirgendwo,,1\n", "Regionalschlüssel fehlt"),
    "indicator_2-1-3.csv": (b'Year,GeoCode,Value\n2024,K03101,"1,234.5"\n', "keine Zahl"),
    "indicator_2-1-4.csv": (b"Year,GeoCode,Value\n2024,K03101,1e999\n", "keine Zahl|zu groß"),
    # GENESIS csv
    "ohne_fuss.csv": (GENESIS.split(b"__________")[0], "abgeschnitten"),
    "halber_fuss.csv": (GENESIS.split(b"Stand:")[0], "abgeschnitten"),
    "leere_auswahl.csv": (b"Tabelle: 12411-99i\nTitel\n__________\nStand: 19.01.2026 / 13:58:12\n", "keine Tabelle"),
    "nur_kopf.csv": (
        b"Tabelle: 1-2\nTitel;;\n;;Anzahl\n__________\nStand: 19.01.2026 / 13:58:12\n",
        "keine Werte",
    ),
    "kein_kopf.csv": (
        b"Tabelle: 12411-15i\nTitel\n2024;05;NRW;1\n__________\nStand: 19.01.2026\n",
        "fehlt die Kopfzeile",
    ),
    "genesis_31_februar.csv": (changed(s.GENESIS, ("31.12.2023;05;", "31.02.2023;05;")), "Zeitraum gibt es nicht"),
    "genesis_land.csv": (changed(s.GENESIS, (";05113;", ";77113;")), "kein Regionalschlüssel"),
    "genesis_text.csv": (changed(s.GENESIS, ("200;...;x", "200;etwa 12;x")), "Text"),
    "genesis_doppelt.csv": (changed(s.GENESIS, (";Deutsche;Ausländer;", ";Ausländer;Ausländer;")), "Spalte gibt es zweimal"),
    "genesis_zeile.csv": (changed(s.GENESIS, ("1000;800;200;20,0", "1000;800;200")), "6 statt 7 Felder"),
    "genesis_tausender.csv": (changed(s.GENESIS, ("1000;800", "1.000;800")), "keine Zahl"),
    "genesis_widerspruch.csv": (changed(s.GENESIS, ("05113;    Essen", "05111;    Essen")), "anderer Wert"),
    "genesis_stand.csv": (changed(s.GENESIS, ("Stand: 19.01.2026", "Stand: 32.01.2026")), "Datum des Abrufs"),
    "genesis_ohne_region.csv": (
        b"Tabelle: 12411-99i\nTitel\n;;Zahl\n;;Anzahl\n2023;Nord;1\n2023;Mitte;2\n__________\nStand: 19.01.2026\n",
        "Regionalschlüssel",
    ),
    # ffcsv
    "ffcsv_zeit.csv": (changed(s.FFCSV_OLD, (";31.12.2022;DLAND;Bundesländer;11", ";31.13.2022;DLAND;Bundesländer;11")), "Zeitraum"),
    "ffcsv_kopf.csv": (b"Statistik_Code;Statistik_Label;Zeit\n12411;x;2022\n", "Kopf der Datei ist unvollständig"),
    "ffcsv_nur_kopf.csv": (FFCSV.split(b"\n")[0] + b"\n", "nur eine Kopfzeile"),
    "ffcsv_abgeschnitten.csv": (FFCSV[:-20], "Felder"),
    "ffcsv_doppelt.csv": (FFCSV.replace(b"Zeit_Label;", b"Zeit_Code;", 1), "gibt es zweimal"),
    # spreadsheets
    "passwort.xlsx": (OLE, "Passwort"),
    "alt.xls": (OLE, "XLS-Datei"),
    "kein_zip.xlsx": (b"PK\x03\x04" + b"x" * 200, "beschädigt oder abgeschnitten"),
    "halb.xlsx": (s.gemeindeverzeichnis()[:-300], "beschädigt oder abgeschnitten"),
    "archiv.xlsx": (s.archive(**{"tabelle.csv": "a;b"}), "ZIP-Archiv"),
    "zip_im_zip.xlsx": (s.archive(**{"innen.zip": s.archive(**{"a.xlsx": b"PK"})}), "ZIP-Archiv"),
    "binaer.xlsx": (s.archive(**{"xl/workbook.bin": b"x"}), "XLSB"),
    "bombe.xlsx": (bomb, "unverhältnismäßig groß"),
    "bombe_klein.xlsx": (ratio_bomb, "unverhältnismäßig groß"),
    "viele_teile.xlsx": (
        lambda: s.repacked(s.workbook(["a"]), extra={f"xl/media/{i}.png": b"" for i in range(3000)}),
        "unverhältnismäßig groß",
    ),
    "entitaeten.xlsx": (s.repacked(s.gemeindeverzeichnis(), {SHEET: doctype}), "XML-Anweisungen"),
    "weite_zelle.xlsx": (far_cell, "Millionen Zellen"),
    "formel.xlsx": (formula_book, "kein gespeichertes Ergebnis"),
    "division.xlsx": (lambda: formula_book(error=b"#DIV/0!"), "Rechenfehler"),
    "kaputtes_blatt.xlsx": (
        s.repacked(s.gemeindeverzeichnis(), {SHEET: lambda xml: xml[: len(xml) // 2]}),
        "beschädigt|Zuordnung|Tabelle",
    ),
    "gv_schluessel.xlsx": (gv(c4_2="3"), "Ziffern"),
    "gv_land.xlsx": (gv(c4_2="17"), "Ziffern"),
    "gv_doppelt.xlsx": (s.gemeindeverzeichnis(*s.GV_ROWS, s.GV_ROWS[-1]), "zweimal"),
    "gv_text.xlsx": (gv(c4_9="viele"), "muss eine Zahl stehen"),
    "gv_ohne_gemeinden.xlsx": (s.gemeindeverzeichnis(*s.GV_ROWS[:3]), "keine Gemeinden"),
    "gv_ohne_datum.xlsx": (s.workbook(["Gemeinden"], *s.GV_HEAD[1:], *s.GV_ROWS), "Datum des Gebietsstands"),
    "bbsr_summe.xlsx": (bbsr(*s.BBSR_ROWS[:3]), "ergeben zusammen nicht 1"),
    "bbsr_anteil.xlsx": (bbsr([1001000, "x", 1, 1.7, 1, 1, 1001000, "x"]), "zwischen 0 und 1"),
    "bbsr_schluessel.xlsx": (bbsr(["Flens", "x", 1, 1, 1, 1, 1001000, "x"]), "kein Regionalschlüssel"),
    "aenderung_tag.xlsx": (
        s.workbook(*s.CHANGES_ROWS[:3], [*s.CHANGES_ROWS[3][:12], "31.02.2024"]),
        "kein Tag, den es gibt",
    ),
    "aenderung_art.xlsx": (
        s.workbook(*s.CHANGES_ROWS[:3], [*s.CHANGES_ROWS[3][:5], "9", *s.CHANGES_ROWS[3][6:]]),
        "Änderungsart",
    ),
}  # fmt: skip

# the same for a table of one's own: bytes, changes of the mapping, words of the message
BROKEN_OWN = {
    "spalte_fehlt.csv": (OWN, {"values": [{"column": "Einwohnre"}]}, "Gemeint ist vielleicht „Einwohner“"),
    "spaltennummer.csv": (OWN, {"values": [{"column": 17}]}, "Eine Spalte 17 gibt es nicht"),
    "doppelte_ueberschrift.csv": (
        OWN.replace("Ausländer;".encode(), b"Einwohner;"),
        {"values": [{"column": "Einwohner"}]},
        "gibt es 2-mal",
    ),
    "zwei_tausenderzeichen.csv": (OWN.replace(b"2.345", b"2'345"), {}, "keine Zahl"),
    "falsches_dezimalzeichen.csv": (OWN.replace(b"9,7", b"9.7"), {}, "keine Zahl"),
    "text_statt_zahl.csv": (OWN.replace(b"999", b"unter tausend"), {}, "Text"),
    "falsche_kopfzeile.csv": (OWN, {"header_row": 2}, "keine Überschriften"),
    "keine_werte.csv": (OWN, {"first_row": 50}, "keine Werte"),
    "widerspruch.csv": (OWN.replace("2;Süd".encode(), "1;Süd".encode()), {}, "anderer Wert als in Zeile 4"),
    "kurze_zeile.csv": (OWN.replace(b"3;West;999;(87);8,7p", b"3;West;999"), {}, "3 statt 5 Felder"),
    "ohne_zeitraum.csv": (OWN, {"period": {}}, "Zeitraum"),
    "falscher_zeitraum.csv": (OWN, {"period": {"fixed": "31.02.2024"}}, "keiner, den es gibt"),
    "zeitspalte.csv": (OWN, {"period": {"column": "Stadtteil"}}, "Zeitraum gibt es nicht"),
    "ohne_gebiet.csv": (OWN, {"region": {}}, "kein festes Gebiet"),
    "unbekannter_name.csv": (
        OWN,
        {"region": {"column": "Stadtteil", "kind": "name"}},
        "keinen Regionalschlüssel",
    ),
    "leerer_schluessel.csv": (OWN.replace("2;Süd".encode(), ";Süd".encode()), {}, "fehlt das Gebiet"),
    "blatt_fehlt.xlsx": (s.workbook(["a", "b"], [1, 2]), {"sheet": "Tabelle9"}, "gibt es nicht"),
    "formel_eigene.xlsx": (formula_book, {"header_row": 1}, "kein gespeichertes Ergebnis"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_refused_with_a_german_message(tmp_path, name):
    data, words = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data() if callable(data) else data)

    with pytest.raises(FileRejected) as caught:
        read_file(path)

    assert_helpful(caught.value, name, words)


@pytest.mark.parametrize("name", BROKEN_OWN)
def test_broken_own_table_is_refused_with_a_german_message(tmp_path, name):
    data, changes, words = BROKEN_OWN[name]
    path = tmp_path / name
    path.write_bytes(data() if callable(data) else data)

    with pytest.raises(FileRejected) as caught:
        read_file(path, mapping=Mapping.model_validate(s.OWN_MAPPING | changes))

    assert_helpful(caught.value, name, words)


def assert_helpful(refusal, name, words):
    assert refusal.rejections
    assert refusal.__cause__ is None, f"not foreseen: {refusal.__cause__!r}"
    for rejection in refusal.rejections:
        assert rejection.file == name
        assert rejection.problem
        assert rejection.remedy.endswith((".", "“"))
    message = str(refusal)
    assert any(word in message for word in words.split("|")), message
    assert "\n\n" not in message


BROKEN_MAPPINGS = {
    "kein YAML": ("values: [", "keine lesbare YAML-Datei"),
    "eine Liste": ("- 1", "keine lesbare YAML-Datei"),
    "ohne Reihe": ("title: x", "Feld „series“: Diese Angabe fehlt"),
    "falsche Reihe": ("series: NI/1", "verlangte Form"),
    "unbekanntes Feld": ("series: own/x\ntitel: x", "Diese Angabe"),
    "Marken gleich": (
        "{series: own/x, title: x, header_row: 1, decimal: '.', thousands: '.', region: {fixed: '05'},"
        " values: [{column: a}]}",
        "dürfen nicht dasselbe sein",
    ),
    "Einheit": (
        "{series: own/x, title: x, header_row: 1, region: {fixed: '05'}, values: [{column: a, unit: Äpfel}]}",
        "Feld „values.1.unit“: Erlaubt sind nur",
    ),
}


@pytest.mark.parametrize("name", BROKEN_MAPPINGS)
def test_broken_mapping_names_the_field(tmp_path, name):
    text, words = BROKEN_MAPPINGS[name]
    table, mapping = tmp_path / "t.csv", tmp_path / "zuordnung.yaml"
    table.write_bytes(OWN)
    mapping.write_text(text, encoding="utf-8")

    with pytest.raises(FileRejected) as caught:
        read_file(table, mapping=mapping)

    assert_helpful(caught.value, "zuordnung.yaml", words)


def test_unknown_format_lists_the_known_ones(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(OWN)

    with pytest.raises(FileRejected, match="genesis-csv, genesis-ffcsv"):
        read_file(path, as_format="gibtsnicht")


@pytest.mark.parametrize("as_format", [each.id for each in formats()])
@pytest.mark.parametrize("data", [OWN, OPENSDG, s.workbook(["a", 1], ["b", 2])], ids=["own", "sdg", "xlsx"])
def test_wrong_format_given_is_refused(tmp_path, as_format, data):
    path = tmp_path / ("t.xlsx" if data.startswith(b"PK") else "t.csv")
    path.write_bytes(data)
    if as_format == "opensdg-csv" and data is OPENSDG:
        return

    with pytest.raises(FileRejected) as caught:
        read_file(path, as_format=as_format)

    assert caught.value.__cause__ is None


def test_missing_file_and_folder_are_refused(tmp_path):
    for path in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(FileRejected) as caught:
            read_file(path)
        assert caught.value.rejections[0].remedy


def test_pipe_is_refused_instead_of_waited_for(tmp_path):
    path = tmp_path / "leitung.csv"
    os.mkfifo(path)

    with pytest.raises(FileRejected, match="keine gewöhnliche Datei"):
        read_file(path)


def test_symlink_that_leads_to_itself_is_refused(tmp_path):
    path = tmp_path / "kreis.csv"
    path.symlink_to(path)

    with pytest.raises(FileRejected, match="lässt sich nicht öffnen"):
        read_file(path)


def test_more_cells_than_a_table_can_have_are_refused_before_they_fill_the_memory(tmp_path):
    path = tmp_path / "indicator_1-1-1.csv"
    path.write_bytes(b"Year,GeoCode,Value\n" + b",,\n" * 2_000_000)

    with pytest.raises(FileRejected, match="rund 6 Millionen Felder"):
        read_file(path)


def test_thousands_point_among_whole_numbers_is_not_read_as_a_fraction(tmp_path):
    path = tmp_path / "indicator_1-1-1.csv"
    rows = [f"{year},K03101,{240_000 + year}" for year in range(2000, 2025)]
    path.write_text("Year,GeoCode,Value\n" + "\n".join([*rows, "2025,K03101,245.273"]), encoding="utf-8")

    with pytest.raises(FileRejected, match="trennt der Punkt oder das Komma Tausender") as caught:
        read_file(path)

    assert [r.line for r in caught.value.rejections] == [27]


def test_what_is_no_table_at_all_is_not_sent_to_write_a_mapping(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text("Sehr geehrte Damen und Herren,\n\nmit freundlichen Grüßen\n", encoding="utf-8")

    with pytest.raises(FileRejected, match="keine Tabelle mit Zahlen"):
        read_file(path)


def test_own_table_without_mapping_says_how_to_get_one(tmp_path):
    path = tmp_path / "meine tabelle.csv"
    path.write_bytes(OWN)

    with pytest.raises(FileRejected, match=r'inspect "meine tabelle\.csv" --mapping-out zuordnung\.yaml'):
        read_file(path)


def test_contradiction_names_both_values(tmp_path):
    path = tmp_path / "indicator_1-1-1.csv"
    path.write_text("Year,GeoCode,Value\n2024,K03101,1\n2024,K03101,2.5\n", encoding="utf-8")

    with pytest.raises(FileRejected, match="als in Zeile 2: 2,5 statt 1"):
        read_file(path)


def test_many_bad_rows_are_counted_not_listed(tmp_path):
    path = tmp_path / "indicator_9-9-9.csv"
    path.write_text("Year,GeoCode,Value\n" + "2024,K03101,viele\n" * 1000, encoding="utf-8")

    with pytest.raises(FileRejected) as caught:
        read_file(path)

    assert len(caught.value.rejections) == 201
    assert "Weitere 800 Stellen" in caught.value.rejections[-1].problem


def test_control_characters_never_reach_the_terminal(tmp_path):
    path = tmp_path / "indicator_9-9-8.csv"
    path.write_bytes(b"Year,GeoCode,Value\n2024,K03101,\x1b[31mrot\n")

    with pytest.raises(FileRejected) as caught:
        read_file(path)

    assert "\x1b" not in str(caught.value)


SAMPLES = (
    ("t.csv", GENESIS),
    ("t.csv", OPENSDG),
    ("t.csv", FFCSV),
    ("t.csv", s.FFCSV_NEW.encode()),
    ("t.csv", OWN),
    ("t.json", s.jsonstat()),
    ("t.xlsx", s.gemeindeverzeichnis()),
    ("t.xlsx", bbsr(*s.BBSR_ROWS)),
    ("t.xlsx", s.workbook(*s.CHANGES_ROWS)),
)
TOKENS = (b";", b",", b'"', b"\n", b"\xc3", b"-", b"31.02.2024", b"#DIV/0!", b"\xff", b"\0", b"\xa0", b"1e9")
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(sample=st.sampled_from(SAMPLES), chance=st.randoms(use_true_random=False))
def test_damaged_files_raise_nothing_unforeseen(tmp_path, sample, chance):
    name, data = sample
    path = tmp_path / name
    path.write_bytes(damaged(data, chance))

    assert_only_refusals(path)


@FEW
@given(
    name=st.sampled_from(("t.csv", "t.json", "t.xlsx", "indicator_1-1-1.csv")),
    start=st.sampled_from(
        (b"", b"Tabelle: 1-1i\n", b"Year,Value\n", b"statistics_code;time\n", b"PK\x03\x04", b"{")
    ),
    data=st.binary(max_size=300),
)
def test_random_bytes_raise_nothing_unforeseen(tmp_path, name, start, data):
    path = tmp_path / name
    path.write_bytes(start + data)

    assert_only_refusals(path)


@FEW
@given(
    sheet=st.sampled_from([data for name, data in SAMPLES if name == "t.xlsx"]),
    chance=st.randoms(use_true_random=False),
)
def test_damaged_sheets_in_sound_archives_raise_nothing_unforeseen(tmp_path, sheet, chance):
    path = tmp_path / "t.xlsx"
    path.write_bytes(s.repacked(sheet, {SHEET: lambda xml: damaged(xml, chance)}))

    assert_only_refusals(path)


def assert_only_refusals(path):
    for work in (read_file, inspect, propose_mapping, recognise):
        cause = None
        try:
            work(path)
        except FileRejected as refusal:
            cause = refusal.__cause__
        assert cause is None, f"{work.__name__}: {cause!r}"


def damaged(data, chance):
    """Cut, doubled, overwritten or sprinkled with awkward bytes, up to four times."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        kind = chance.randrange(5)
        if kind == 0:
            del data[at : min(to, at + 60)]
        elif kind == 1:
            data[at:at] = data[at : min(to, at + 80)]
        elif kind == 2:
            data[at:at] = chance.choice(TOKENS)
        elif kind == 3 and data:
            data[min(at, len(data) - 1)] = chance.randrange(256)
        else:
            del data[to:]
    return bytes(data)
