"""A link from a mail, opened on a server that has just been started, shows its page and nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import serving

LINKS = {
    "Briefing": "/?strategy=S1",
    "Strategy": "/strategy?strategy=S1",
    "Schedule": "/schedule?tier=Key",
    "Risk": "/risk?strategy=S1",
    "Intake": "/intake",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_deep_link_works_on_a_cold_server(name: str, portfolio: Path, page: Page):
    with serving(portfolio) as address:
        page.goto(address + LINKS[name])
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("h1")).not_to_be_empty()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.wait_for_load_state("networkidle")
