"""docs/indicators is what the catalogue says today."""

from pathlib import Path

import pytest

from vorort.statistics.catalog.formula import formula_of
from vorort.statistics.catalog.sheets import pages, write

DOCS = Path(__file__).parents[3] / "docs" / "indicators"


def test_committed_pages_are_fresh(catalog):
    committed = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}

    assert committed == pages(catalog), "Bitte `make docs` ausführen."


def test_pages_are_the_same_each_time(catalog, tmp_path):
    (tmp_path / "Z99.md").write_text("old", encoding="utf-8")

    write(tmp_path, catalog)

    assert not (tmp_path / "Z99.md").exists()
    assert (tmp_path / "B02.md").read_text(encoding="utf-8") == pages(catalog)["B02.md"]
    assert len(list(tmp_path.iterdir())) == 60


def test_page_says_what_is_not_confirmed(catalog):
    page = pages(catalog)["B02.md"]

    assert "## Noch nicht bestätigt" in page
    assert "(noch nicht bestätigt)" in page


def test_index_marks_values_of_the_kreis(catalog):
    page = pages(catalog)["README.md"]

    assert "[A06](A06.md)\\*, [B01](B01.md)\\*" in page
    assert "58 Datenblätter in 9 Handlungsfeldern" in page


@pytest.mark.parametrize(
    ("indicator", "variant", "expected"),
    [
        ("A01", "azr", "auslaender_azr / bevoelkerung"),
        ("A05", "saldo", "(zuzuege − fortzuege) [auslaender] / bevoelkerung [auslaender]"),
        ("A09", "fort", "durchschnittsalter [deutsche] − durchschnittsalter [auslaender]"),
        ("B01", "laender_b2b", "einbuergerungen / auslaender_azr [Vorjahr]"),
        ("B06", "median", "Median, wie geliefert: einbuergerung_dauer_median"),
        ("E01", "published", "wie veröffentlicht: arbeitslosenquote [je Gruppe]"),
        ("E04", "frauen", "beschaeftigte_wohnort [je Gruppe, Frauen, 15-64 Jahre] / "
                          "bevoelkerung [je Gruppe, Frauen, 15-64 Jahre]"),
        ("C04", "familiensprache",
         "½ · Σ |aᵢ/A − bᵢ/B| mit a = kinder_betreut [nicht_deutsche_familiensprache], "
         "b = kinder_betreut [deutsche_familiensprache], über alle Werte von „einrichtung“"),
    ],
)  # fmt: skip
def test_formula_is_one_readable_line(catalog, indicator, variant, expected):
    assert formula_of(catalog.indicators[indicator].variant(variant)) == expected
