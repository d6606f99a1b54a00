"""Small files in every format, built by the tests themselves."""

import io
import json
import zipfile

import openpyxl

OPENSDG = (
    "\ufeffYear,Gebietseinheit,Nationalität,Units,GeoCode,COMMENT_OBS,Value\n"
    '2023,"Braunschweig, Stadt",Deutsche,Anzahl,K03101,,202\n'
    '2023,"Braunschweig, Stadt",Ausländerinnen und Ausländer,Prozent,K03101,,8.26629918498979\n'
    "2023,Niedersachsen,Deutsche,Anzahl,K030,,4134\n"
    "2024,Niedersachsen,Deutsche,Anzahl,,,4200\n"
    "2024,Statistische Region Hannover,Deutsche,Anzahl,K032,,\n"
    "2024,Wittmund,Deutsche,Anzahl,K03462,gesperrt,\n"
    "2024,Leer,Deutsche,Anzahl,K03457,Aussagewert eingeschränkt,17\n"
    '2024,"dav. Hannover, Umland",Deutsche,Anzahl,K03241999,,31\n'
)

GENESIS = (
    "Tabelle: 12411-99i\n"
    "Bevölkerung nach Nationalität;;;;;;\n"
    "Kreise - Stichtag;;;;;;\n"
    "Bevölkerungsstatistik;;;;;;\n"
    ";;;Bevölkerung;Bevölkerung;Bevölkerung;Anteil\n"
    ";;;;Nationalität;Nationalität;Anteil\n"
    ";;;Insgesamt;Deutsche;Ausländer;Ausländer\n"
    ";;;Anzahl;Anzahl;Anzahl;Prozent\n"
    "31.12.2023;05;Nordrhein-Westfalen;1000;800;200;20,0\n"
    "31.12.2023;051;  Düsseldorf, Regierungsbezirk;500;.;.;(12,3)\n"
    "31.12.2023;05111;    Düsseldorf, krfr. Stadt;300p;200;100r;/\n"
    "31.12.2023;05113;    Essen, krfr. Stadt;200;...;x;0,0\n"
    "31.12.2023;05354;    Aachen, Kreis;-;-;-;-\n"
    "__________\n"
    '"Quelle: Fortschreibung\n'
    "Basis „Zensus 2022“\n"
    "\n"
    'zu ""Düsseldorf"": vorläufig"\n'
    "© IT.NRW, Düsseldorf, 2026. Dieses Werk ist lizenziert unter der Datenlizenz Deutschland "
    "- Namensnennung - Version 2.0.\n"
    "Stand: 19.01.2026 / 13:58:12\n"
)

FFCSV_OLD = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;"
    "1_Auspraegung_Code;1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;"
    "2_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl\n"
    "12411;Fortschreibung;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;01;Schleswig-Holstein;GES;Geschlecht;"
    "GESM;männlich;13477\n"
    "12411;Fortschreibung;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;01;Schleswig-Holstein;GES;Geschlecht;"
    ";Insgesamt;-\n"
    "12411;Fortschreibung;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;11;Berlin;GES;Geschlecht;GESW;weiblich;.\n"
)

FFCSV_NEW = (
    "\ufeffstatistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;"
    "2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label;value_q\n"
    "23311;Schwangerschaftsabbrüche;JAHR;Jahr;2023;DLAND;Bundesländer;01;Schleswig-Holstein;NAT;Nationalität;"
    "NATA;Ausländer;1234;Anzahl;ABB001;Abbrüche;e\n"
    "23311;Schwangerschaftsabbrüche;JAHR;Jahr;2023;DLAND;Bundesländer;01;Schleswig-Holstein;NAT;Nationalität;"
    ";;/;Anzahl;ABB001;Abbrüche;\n"
    "23311;Schwangerschaftsabbrüche;JAHR;Jahr;2023;DINSG;Deutschland insgesamt;DG;Deutschland;NAT;"
    "Nationalität;;;12,5;Prozent;ABB002;Anteil;p\n"
    "23311;Schwangerschaftsabbrüche;JAHR;Jahr;2023;DLAND;Bundesländer;10;Saarland;NAT;Nationalität;"
    ";;0;Anzahl;ABB001;Abbrüche;r\n"
)

OWN = (
    "Einwohner in Musterstadt am 30.06.2024\n"
    "\n"
    "Schlüssel;Stadtteil;Einwohner;Ausländer;Anteil in %\n"
    "1;Nord1);12.345;1.200;9,7\n"
    "2;Süd;2.345;-;.\n"
    "3;West;999;(87);8,7p\n"
    "1) einschließlich Hafen\n"
)

OWN_MAPPING = {
    "series": "own/stadtteile",
    "title": "Einwohner nach Stadtteilen",
    "publisher": "Musterstadt",
    "header_row": 3,
    "decimal": ",",
    "thousands": ".",
    "region": {"column": "Schlüssel", "parent": "05111000", "width": 2, "name_column": "Stadtteil"},
    "period": {"fixed": "30.06.2024"},
    "concept": "STAA_MR",
    "values": [
        {"column": "Einwohner", "item": "bevoelkerung", "unit": "persons"},
        {"column": "Ausländer", "item": "bevoelkerung", "unit": "persons", "group": "auslaender"},
        {"column": "Anteil in %", "item": "anteil", "unit": "percent"},
    ],
}

JSONSTAT = {
    "version": "2.0",
    "class": "dataset",
    "label": "12411-0010: Bevölkerung: Bundesländer, Stichtag, Geschlecht",
    "source": "Statistisches Bundesamt (Destatis), dl-de/by-2-0",
    "updated": "2026-01-19",
    "id": ["statistic", "DLAND", "GES", "STAG"],
    "size": [1, 2, 2, 2],
    "role": {"metric": ["statistic"], "geo": ["DLAND"], "time": ["STAG"]},
    "dimension": {
        "statistic": {
            "label": "Werte",
            "category": {
                "index": ["BEVSTD"],
                "label": {"BEVSTD": "Bevölkerungsstand"},
                "unit": {"BEVSTD": {"label": "Anzahl"}},
            },
        },
        "DLAND": {
            "label": "Bundesländer",
            "category": {"index": {"01": 0, "11": 1}, "label": {"01": "Schleswig-Holstein", "11": "Berlin"}},
        },
        "GES": {
            "label": "Geschlecht",
            "category": {"index": ["GESM", "GEST"], "label": {"GESM": "männlich", "GEST": "Insgesamt"}},
        },
        "STAG": {
            "label": "Stichtag",
            "category": {"index": ["2023-12-31", "2024-06-30"], "label": {}},
        },
    },
    "value": [1, 2, 3, 4, None, None, 7, None],
    "status": {"1": "p", "4": ".", "5": "/", "6": "e"},
}

GV_HEAD = [
    ["Gemeinden in Deutschland nach Fläche, Bevölkerung und Postleitzahl am 31.12.2023 (Jahr)"],
    [],
    ["Satz-art", "Text-kenn-zeichen", "ARS", "", "", "", "", "Gemeindename", "Fläche km2", "Bevölkerung"],
    ["", "", "Land", "RB", "Kreis", "VB", "Gem", "", "", "insgesamt"],
]
GV_ROWS = [
    ["10", "", "03", "", "", "", "", "Niedersachsen"],
    ["20", "", "03", "2", "", "", "", "Statistische Region Hannover"],
    ["40", "44", "03", "2", "41", "", "", "Region Hannover"],
    ["50", "50", "03", "2", "41", "0001", "", "Hannover, Landeshauptstadt"],
    ["60", "63", "03", "2", "41", "0001", "001", "Hannover, Landeshauptstadt", 204.3, 522131],
    ["60", "63", "03", "2", "41", "0002", "002", "Barsinghausen, Stadt", 102.7, 34869],
]

BBSR_HEAD = [
    "Kreise\n 31.12.2013",
    "Kreisname 2013",
    "flächen-\nproportionaler\nUmsteige-schlüssel",
    "bevölkerungs- \nproportionaler \nUmsteige- \nschlüssel",
    "Fläche am 31.12.2013 in km²",
    "Bevölkerung am 31.12.2013 in 1000",
    "Kreise\n 31.12.2021",
    "Kreisname 2021",
]
BBSR_ROWS = [
    [1001000, "Flensburg", 1, 1, 56.7, 83.9, 1001000, "Flensburg"],
    [3152000, "Göttingen", 1, 1, 1118, 248.2, 3159000, "Göttingen"],
    [3156000, "Osterode am Harz", 0.25, 0.4, 636, 74.3, 3159000, "Göttingen"],
    [3156000, "Osterode am Harz", 0.75, 0.6, 636, 74.3, 3153000, "Goslar"],
]

CHANGES_ROWS = [
    ["Gebietsänderungen vom 01.01. - 31.12.2024"],
    ["Kennziffer", "Regionaleinheit", "Abgebende / Aufgelöste Gemeinde"],
    ["", "", "ARS", "AGS", "Name", "Änderungs-art 1)", "Fläche qm", "Einwohner", "ARS", "AGS",
     "Name", "jur.", "stat."],
    ["16/2024/0001-R", "Gemeinde", "x", "16064055", "Rodeberg", "1", "11165562", "1552", "x", "16061118",
     "Dingelstädt", "01.01.2024", "01.01.2024"],
    ["16/2024/0001-R", "Gemeinde", "x", "16064055", "Rodeberg", "1", "15514701", "481", "x", "16064046",
     "Menteroda", "01.01.2024", "01.01.2024"],
    ["13/2024/0002-R", "Gemeinde", "x", "13071114", "Penkow", "3", "1000000", "312", "x", "13071999",
     "Penkow neu", "01.02.2024", "01.02.2024"],
    ["14/2024/0003-R", "Gemeinde", "x", "14729050", "Borna", "2", "13738", "4", "x", "14729220", "Kitzscher",
     "01.01.2024", "01.01.2024"],
    ["13/2024/0004-R", "Gemeinde", "x", "13073030", "Glowe", "4", "", "", "x", "13073030", "Glowe, Seebad",
     "01.02.2024", "01.02.2024"],
]  # fmt: skip


def workbook(*rows, sheet="Daten"):
    """An XLSX with these rows, as bytes."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def gemeindeverzeichnis(*rows):
    return workbook(*GV_HEAD, *(rows or GV_ROWS))


def repacked(data, changes=None, *, extra=None):
    """The same archive with some parts replaced by `changes[name](old bytes)`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part) if changes and name in changes else part)
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return buffer.getvalue()


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def jsonstat(**changes):
    return json.dumps(JSONSTAT | changes).encode()
