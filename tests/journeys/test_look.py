"""The frame of every page and the components, as people meet them."""

import pytest

OWN = ["/komponenten/", "/barrierefreiheit/", "/impressum/", "/datenschutz/", "/anmelden/", "/gibt-es-nicht/"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_own_pages_are_accessible_and_calm(
    visit, assert_accessible, assert_calm, screenshot, language, theme, width
):
    for path in OWN:
        page = visit(path, language=language, theme=theme, width=width)
        screenshot(page, f"{path.strip('/')}-{language}-{theme}-{width}")

        assert_accessible(page)
        if path != "/gibt-es-nicht/":  # Chromium notes the 404 itself
            assert_calm(page)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_first_load_is_light(visit, weight, language):
    page = visit("/komponenten/", language=language)

    requests, kib = weight(page)

    assert requests <= 10
    assert kib <= 150


def test_page_holds_at_400_percent(visit, assert_calm):
    """320 CSS pixels wide: what 1280 pixels are at 400 % (WCAG 1.4.10)."""
    assert_calm(visit("/komponenten/", width=320))


def test_skip_link_is_the_first_stop_and_leads_to_the_content(visit):
    page = visit("/komponenten/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


def test_switch_turns_dark_and_stays_so_without_a_cookie(visit):
    page = visit("/komponenten/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.get_by_role("button", name="Dunkle Darstellung").click()
    page.reload()

    assert page.evaluate(ground) != light
    assert page.get_by_role("button", name="Dunkle Darstellung").get_attribute("aria-pressed") == "true"
    assert page.context.cookies() == []


def test_without_javascript_the_languages_open_and_the_switch_is_away(visit):
    page = visit("/komponenten/", scripts=False, width=390)

    page.locator(".v-languages summary").click()
    page.get_by_role("link", name="العربية").click()

    assert page.url.endswith("/ar/komponenten/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert not page.locator("[data-theme-switch]").is_visible()


def test_menu_closes_with_escape_and_gives_the_focus_back(visit):
    page = visit("/komponenten/")
    page.locator(".v-languages summary").click()

    page.keyboard.press("Escape")

    assert page.locator(".v-languages").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_targets_are_large_enough_for_a_thumb(visit):
    page = visit("/komponenten/", width=390)

    small = page.evaluate(
        """[...document.querySelectorAll("header a, header button, header summary, .v-filter a")]
        .filter(e => e.offsetParent).map(e => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 36 || box.width < 36).map(([name]) => name)"""
    )

    assert small == []
