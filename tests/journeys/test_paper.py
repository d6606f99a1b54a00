"""What somebody takes along to a meeting: two sheets, with source and address."""

import re

import pytest


def sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("address", ["/orte/90101/", "/orte/90101/A01/", "/orte/90151001/D01/"])
def test_page_prints_on_two_sheets_and_says_where_it_was_found(visit, server, address):
    page = visit(address)

    page.emulate_media(media="print")

    assert page.get_by_text(f"Gedruckt von {server}{address}").is_visible()
    assert page.get_by_text(re.compile("Quellen?:")).last.is_visible()
    assert sheets(page) <= 2
