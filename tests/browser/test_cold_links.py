"""A link from a mail, opened on a server that has just been started, shows its page and nothing less."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

FILTERED = "?strategy=S1&tier=Key"
PAGES = {"Briefing": "/", "Strategy": "/strategy", "Schedule": "/schedule", "Risk": "/risk", "Intake": "/intake"}


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_works_on_a_cold_server(name: str, fresh_server: str, page: Page):
    page.goto(fresh_server + PAGES[name] + FILTERED)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.get_by_role("combobox", name="Strategy")).to_have_value("Capacity ahead of demand")
    expect(page.get_by_role("combobox", name="Tier")).to_have_value("Key projects")
    expect(page.get_by_role("link", name="Schedule")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("stException")).to_have_count(0)
