"""Every form and fold-out works where JavaScript is off, broken or blocked."""

import json

import pytest


@pytest.fixture
def plain(visit):
    return lambda path, **more: visit(path, scripts=False, **more)


def unfold(page):
    """The form may be folded away: what is shown matters more than what else could be."""
    if not page.locator("main form select[name=indikator]").is_visible():
        page.locator("main details:has(select[name=indikator]) > summary").click()


def test_search_leads_to_a_place(plain):
    page = plain("/suche/")

    page.locator("main input[name=q]").fill("sambrück")
    page.locator("main input[name=q]").press("Enter")
    page.get_by_role("link", name="Sahmbrück").first.click()

    assert page.url.endswith("/orte/90101/")


def test_search_in_arabic_finds_an_indicator(plain):
    page = plain("/suche/", language="ar")

    page.locator("main input[name=q]").fill("البطالة")
    page.locator("main input[name=q]").press("Enter")

    assert page.locator('main a[href="/ar/indikatoren/E01/"]').count() == 1


def test_places_are_put_beside_each_other_by_a_form(plain):
    page = plain("/vergleich/?indikator=A01&orte=90101,90102")

    unfold(page)
    page.locator("main form select[name=indikator]").select_option("E01")
    page.locator("main form button[type=submit]").first.click()

    assert "indikator=E01" in page.url
    assert page.locator("main table").count() >= 1


def test_another_map_is_chosen_from_a_fold_out(plain):
    page = plain("/karte/A01/90/")

    page.locator("main details summary").first.click()
    page.locator('main details a[href="/karte/E01/90/"]').click()

    assert page.url.endswith("/karte/E01/90/")


def test_tables_behind_charts_open(plain):
    page = plain("/orte/90101/A01/")
    folded = page.locator("main details").first

    folded.locator("summary").click()

    assert folded.get_attribute("open") is not None
    assert folded.locator("table").first.is_visible()


def test_somebody_logs_in_and_finds_the_desk(plain, home):
    accounts = json.loads((home / "demo" / "zugaenge.json").read_text())
    who = next(account for account in accounts if account["role"] == "statistician")
    page = plain("/betrieb/")

    page.locator("input[name=username]").fill(who["email"])
    page.locator("input[name=password]").fill(who["password"])
    page.locator("main button[type=submit]").click()

    assert page.url.endswith("/betrieb/")
    assert page.locator("#befunde tbody tr").count() > 3
