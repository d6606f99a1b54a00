"""`vorort statistics …` as a person or a program calls it."""

import csv
import io
import json

import openpyxl
import pytest
from click.testing import CliRunner

from factories.deliveries import open_sdg
from vorort.cli import cli
from vorort.statistics.commands.words import in_words
from vorort.statistics.vocab import Status, Unit

PEOPLE = {"03": 7993608, "03101": 249406, "03102": 104291}
FOREIGN = {"03": 841165, "03101": 29000, "03102": 18000}
KEYS = {
    "indicator",
    "variant",
    "region",
    "period",
    "group",
    "value",
    "numerator",
    "denominator",
    "unit",
    "status",
    "concept",
    "source",
}


def run(*arguments):
    return CliRunner().invoke(cli, ["statistics", *map(str, arguments)], prog_name="vorort")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kommandozeile")
    files = [open_sdg(folder, "1-1-1", PEOPLE), open_sdg(folder, "1-2-1", FOREIGN)]
    path = folder / "speicher"
    assert run("import", *files, "--into", path, "--retrieved", "2026-11-01").exit_code == 0
    assert run("build", path).exit_code == 0
    return path


def test_formats_lists_what_is_read():
    answer = run("formats", "--format", "json")

    assert answer.exit_code == 0
    assert {"genesis-csv", "opensdg-csv", "eigene"} <= {each["id"] for each in json.loads(answer.stdout)}


def test_import_says_per_file_what_was_taken_in(tmp_path):
    path = open_sdg(tmp_path, "1-1-1", PEOPLE)

    answers = [run("import", tmp_path, "--into", tmp_path / "s", "--format", "json") for _ in range(2)]

    assert [answer.exit_code for answer in answers] == [0, 0]
    [first], [second] = (json.loads(answer.stdout) for answer in answers)
    assert (first["file"], first["outcome"], first["rows"]) == (path.name, "eingelesen", 3)
    assert (first["series"], first["periods"]) == ("ni/1-1-1", "2019")
    assert second["outcome"] == "war schon da"


def test_import_of_a_bad_file_takes_the_good_one_and_ends_with_1(tmp_path):
    good = open_sdg(tmp_path, "1-1-1", PEOPLE)
    bad = tmp_path / "leer.csv"
    bad.write_text("")

    answer = run("import", bad, good, "--into", tmp_path / "s")

    assert answer.exit_code == 1
    assert "Fehler: leer.csv" in answer.stderr
    assert "eingelesen" in answer.stdout
    assert len(list((tmp_path / "s" / "deliveries").iterdir())) == 1


def test_show_answers_with_the_agreed_keys(store):
    answer = run(*f"show {store} A01 --region 03 --variant azr --period 2019 --format json".split())

    [figure] = json.loads(answer.stdout)
    assert figure.keys() >= KEYS
    assert figure["value"] == 841165 / 7993608 * 100
    assert (figure["indicator"], figure["variant"], figure["region"]) == ("A01", "azr", "03")
    assert (figure["numerator"], figure["denominator"], figure["unit"]) == (841165, 7993608, "percent")
    assert figure["region_name"] == "Gebiet 03"
    assert len(figure["source"].split()) == 2


@pytest.mark.parametrize("region", ["03101", "K03101", "3101", "03101000", "Gebiet 03101"])
def test_show_finds_a_place_by_any_shape_of_its_key_or_its_name(store, region):
    answer = run("show", store, "ni/1-1-1", "--region", region, "--format", "json")

    assert [figure["value"] for figure in json.loads(answer.stdout)] == [249406.0]


def test_show_prints_a_table_and_csv(store):
    table = run("show", store, "a01", "--region", "03", "--variant", "azr")
    lines = run("show", store, "A01", "--region", "03", "--variant", "azr", "--format", "csv").stdout

    assert "10,523" in table.stdout
    assert "Prozent" in table.stdout
    assert "percent" not in table.stdout
    assert "841\u202f165" in table.stdout
    [row] = csv.DictReader(io.StringIO(lines))
    assert (row["numerator"], row["unit"], row["status"]) == ("841165.0", "percent", "rounded")


def test_every_status_and_unit_has_a_word_in_tables():
    rows = [{"unit": unit.value, "status": status.value} for unit in Unit for status in Status]

    said = in_words(rows)

    assert [r for r, s in zip(rows, said, strict=True) if r["unit"] == s["unit"]] == []
    assert [r["status"] for r, s in zip(rows, said, strict=True) if r["status"] == s["status"]] == []


def test_first_import_of_a_refused_file_leaves_no_store(tmp_path):
    bad = tmp_path / "leer.csv"
    bad.write_text("")
    (tmp_path / "da").mkdir()

    answers = [run("import", bad, "--into", tmp_path / name) for name in ("neu", "da")]

    assert [answer.exit_code for answer in answers] == [1, 1]
    assert not (tmp_path / "neu").exists()
    assert list((tmp_path / "da").iterdir()) == []


def test_withdrawn_delivery_is_kept_but_counts_no_more(tmp_path):
    store = tmp_path / "s"
    files = [open_sdg(tmp_path, "1-1-1", PEOPLE), open_sdg(tmp_path, "1-2-1", FOREIGN)]
    run("import", *files, "--into", store, "--retrieved", "2026-11-01")
    before = json.loads(run("deliveries", store, "--format", "json").stdout)
    wrong = next(row for row in before if row["file"] == files[1].name)

    answer = run("withdraw", store, wrong["id"], "--reason", "falsches Jahr")

    assert answer.exit_code == 0
    assert f"Zurückgezogen: {wrong['id']}" in answer.stdout
    kept, out = json.loads(run("deliveries", store, "--format", "json").stdout)
    assert (kept["file"], kept["series"], kept["periods"], kept["rows"]) == (
        "indicator_1-1-1.csv", "ni/1-1-1", "2019", 3,
    )  # fmt: skip
    assert (kept["retrieved"], kept["withdrawn"]) == ("2026-11-01", "")
    assert (out["id"], out["reason"], len(out["withdrawn"])) == (wrong["id"], "falsches Jahr", 10)
    assert (store / "withdrawn" / wrong["id"] / "raw" / files[1].name).read_bytes() == files[1].read_bytes()
    run("build", store)
    assert run("show", store, "ni/1-2-1", "--region", "03").exit_code == 1
    again = run("import", files[1], "--into", store, "--retrieved", "2026-11-01")
    assert again.exit_code == 1
    assert "zurückgezogen (falsches Jahr)" in again.stderr


def test_withdrawal_is_undone_and_done_again(tmp_path):
    store = tmp_path / "s"
    run("import", open_sdg(tmp_path, "1-1-1", PEOPLE), "--into", store)
    [before] = json.loads(run("deliveries", store, "--format", "json").stdout)

    codes = [run("withdraw", store, before["id"], *more).exit_code for more in ([], ["--undo"])]

    assert codes == [0, 0]
    assert json.loads(run("deliveries", store, "--format", "json").stdout) == [before]
    assert run("withdraw", store, before["id"], "--undo").exit_code == 1
    assert run("withdraw", store, before["id"]).exit_code == 0
    assert "Zurückgezogen" in run("deliveries", store).stdout


def test_unknown_delivery_is_refused_with_the_nearest_and_nothing_moves(tmp_path):
    store = tmp_path / "s"
    run("import", open_sdg(tmp_path, "1-1-1", PEOPLE), "--into", store)
    [row] = json.loads(run("deliveries", store, "--format", "json").stdout)

    answer = run("withdraw", store, row["id"], row["id"][:6])

    assert answer.exit_code == 1
    assert f"Meinten Sie „{row['id']}“ (indicator_1-1-1.csv)?" in answer.stderr
    assert len(json.loads(run("deliveries", store, "--format", "json").stdout)) == 1
    assert not (store / "withdrawn").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("A1 --region 03", "Meinten Sie „A01“"),
        ("A01 --region 09", "kennt dieser Speicher nicht"),
        ("ni/1-1-1 --region Gebeit-03101", "Meinten Sie"),
        ("A01 --region 03 --variant azrr", "Meinten Sie „azr“"),
        ("A01 --region 03 --period 1999", "Zeitraum „1999“ gibt es bei A01"),
        ("A01 --region 03 --group deutshe", "Gruppe „deutshe“ gibt es bei A01"),
    ],
)
def test_wrong_words_get_the_nearest_right_ones(store, arguments, sentence):
    answer = run("show", store, *arguments.split())

    assert answer.exit_code == 1
    assert sentence in answer.stderr
    assert answer.stdout == ""


def test_show_before_build_names_the_command(tmp_path):
    run("import", open_sdg(tmp_path, "1-1-1", PEOPLE), "--into", tmp_path / "s")

    answer = run("show", tmp_path / "s", "A01", "--region", "03")

    assert answer.exit_code == 1
    assert f"vorort statistics build {tmp_path / 's'}" in answer.stderr


def test_compare_gives_the_difference_to_the_first(store):
    answer = run(*f"compare {store} A01 --regions 03,03101 --variant azr --format json".split())

    first, second = json.loads(answer.stdout)
    assert (first["region"], first["difference"]) == ("03", 0)
    assert second["difference"] == pytest.approx(29000 / 249406 * 100 - 841165 / 7993608 * 100)
    assert second.keys() >= KEYS


def test_compare_refuses_numbers_of_different_bases(tmp_path):
    from factories.deliveries import delivery
    from vorort.statistics import Store

    opened = Store.open(tmp_path / "s", create=True)
    rows = [
        {"value": 10.0, "region": "90101", "base": "Zensus 2011"},
        {"value": 12.0, "region": "90102", "base": "Zensus 2022"},
    ]
    opened.add(*delivery(tmp_path, "amt/9", *rows))
    opened.build()

    answer = run("compare", tmp_path / "s", "amt/9", "--regions", "90101,90102", "--format", "json")

    second = json.loads(answer.stdout)[1]
    assert second["difference"] is None
    assert second["not_comparable"] == (
        "Die Zahlen beruhen auf verschiedenen Bevölkerungsbasen („Zensus 2011“ und „Zensus 2022“)."
    )


def test_check_lists_findings_and_ends_with_1_on_errors(tmp_path):
    path = tmp_path / "indicator_1-2-2.csv"
    path.write_text(
        "Year,Gebietseinheit,Units,GeoCode,Value\n2019,A,Prozent,K03101,120\n2019,B,Prozent,K03102,11\n"
    )
    assert run("import", path, "--into", tmp_path / "s").exit_code == 0

    answer = run("check", tmp_path / "s", "--format", "json")

    findings = json.loads(answer.stdout)
    needed = {"rule", "severity", "indicator", "region", "period", "expected", "found", "message"}
    assert all(finding.keys() >= needed for finding in findings)
    assert any(f["severity"] == "fehler" and f["region"] == "03101" and f["found"] == 120 for f in findings)
    assert answer.exit_code == 1


def test_check_of_an_empty_store_says_so(tmp_path):
    from vorort.statistics import Store

    Store.open(tmp_path / "s", create=True)

    answer = run("check", tmp_path / "s")

    assert answer.exit_code == 1
    assert "noch nichts eingelesen" in answer.stderr


def test_exports_are_complete_and_the_same_twice(store, tmp_path):
    outs = {kind: [tmp_path / f"{n}.{kind}" for n in (1, 2)] for kind in ("csv", "xlsx", "json")}

    answers = [
        run("export", store, "--as", kind, "--out", path) for kind, paths in outs.items() for path in paths
    ]

    assert {answer.exit_code for answer in answers} == {0}
    assert all(one.read_bytes() == two.read_bytes() for one, two in outs.values())
    rows = list(csv.DictReader(io.StringIO(outs["csv"][0].read_text())))
    assert {row["indicator"] for row in rows} == {"A01", "ni/1-1-1", "ni/1-2-1"}
    content = json.loads(outs["json"][0].read_text())
    assert len(content["figures"]) == len(rows)
    assert content["indicators"]["A01"]["name"] == "Ausländeranteil"
    book = openpyxl.load_workbook(outs["xlsx"][0])
    assert book.sheetnames == ["Quellen", "A01", "ni 1-1-1", "ni 1-2-1"]
    assert book["A01"]["A1"].value == "Indikator"
    assert book["A01"]["B1"].value == "A01 Ausländeranteil"
    values = [cell for line in book["A01"].iter_rows(values_only=True) for cell in line]
    assert 841165 in values


def test_exports_run_no_formulas(tmp_path):
    path = tmp_path / "indicator_1-1-1.csv"
    path.write_text("Year,Gebietseinheit,GeoCode,Value\n2019,=1+1|cmd,K03101,5\n")
    run("import", path, "--into", tmp_path / "s")
    run("build", tmp_path / "s")

    run("export", tmp_path / "s", "--as", "csv", "--out", tmp_path / "x.csv")
    run("export", tmp_path / "s", "--as", "xlsx", "--out", tmp_path / "x.xlsx")

    assert "'=1+1|cmd" in (tmp_path / "x.csv").read_text()
    cells = [c for line in openpyxl.load_workbook(tmp_path / "x.xlsx")["ni 1-1-1"].iter_rows() for c in line]
    [name] = [cell for cell in cells if cell.value == "=1+1|cmd"]
    assert name.data_type == "s"
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_inspect_proposes_a_mapping_that_import_takes(tmp_path):
    path = tmp_path / "stadtteile.csv"
    path.write_text("Schlüssel;Name;Einwohner\n90101;Nord;1200\n90102;Süd;800\n", encoding="utf-8")
    mapping = tmp_path / "zuordnung.yaml"

    seen = run("inspect", path, "--mapping-out", mapping, "--format", "json")
    again = run("inspect", path, "--mapping-out", mapping)

    assert seen.exit_code == 0, seen.stderr
    assert json.loads(seen.stdout)[0]["format"] == "eigene"
    assert "series:" in mapping.read_text()
    assert again.exit_code == 1
    assert "gibt es schon" in again.stderr


def test_catalog_lists_58_and_shows_a_data_sheet():
    everything = json.loads(run("catalog", "--format", "json").stdout)
    sheet = run("catalog", "a01")
    wrong = run("catalog", "Ausländeranteile")

    assert len(everything) == 58
    assert "Welcher Anteil der Menschen hier hat keinen deutschen Pass?" in " ".join(sheet.stdout.split())
    assert wrong.exit_code == 1
    assert "Meinten Sie" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("show", "Es fehlt die Angabe"),
        ("shwo", "Den Befehl „shwo“ gibt es nicht."),
        ("catalog --frmat json", "Die Option „--frmat“ gibt es nicht."),
        ("catalog --format xml", "„xml“ gibt es nicht. Zur Wahl stehen"),
        ("catalog A01 A02", "Überzählige Angabe: A02"),
        ("import fehlt.csv --into s", "„fehlt.csv“ gibt es nicht"),
        ("import --into= x", "„x“ gibt es nicht"),
        ("compare s A01 --regions 03", "mindestens zwei Gebiete"),
        ("build s --min-cases 0", "liegt nicht im Bereich"),
    ],
)
def test_wrong_calls_end_with_2_and_a_german_sentence(arguments, sentence):
    answer = run(*arguments.split())

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert "Hilfe gibt „vorort statistics" in answer.stderr


@pytest.mark.parametrize("command", ["", "import", "build", "show", "compare", "check", "export", "inspect"])
def test_help_is_german(command):
    answer = run(*command.split(), "--help")

    assert answer.exit_code == 0
    assert "Aufruf: vorort statistics" in answer.stdout
    assert "Diese Hilfe anzeigen." in answer.stdout
    assert not {"Usage", "Options", "Show this", "required", "default"} & set(
        answer.stdout.replace(":", " ").replace("[", " ").replace("]", " ").split()
    )


def test_same_fault_in_many_lines_is_named_once_and_json_lists_every_line(tmp_path):
    bad = tmp_path / "indicator_1-1-1.csv"
    bad.write_text("Year,GeoCode,Value\n" + "2024,ABC,1\n" * 14, encoding="utf-8")

    told = run("import", bad, "--into", tmp_path / "s", "--format", "json")

    assert told.stderr.count("Fehler:") == 1
    assert "in den Zeilen 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 und 4 weiteren" in told.stderr
    assert len(json.loads(told.stdout)[0]["messages"]) == 14
