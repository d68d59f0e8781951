"""A link from a mail, opened on a server that has just been started, shows its page and nothing less."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FILTERS = "strategy=S1&tier=Key"


def open_cold(page: Page, address: str) -> None:
    """Open a page, which has one heading, no exception, and links that carry the filters along."""
    page.goto(f"{address}?{FILTERS}")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.get_by_role("link", name="Schedule")).to_have_attribute("href", re.compile(FILTERS))
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "strategy", "schedule", "risk"])
def test_a_deep_link_shows_its_page_and_filters_on_a_cold_server(path: str, fresh_server: str, page: Page):
    open_cold(page, f"{fresh_server}/{path}")
    expect(page.get_by_role("combobox", name="Strategy")).to_have_value("Capacity ahead of demand")
    page.get_by_role("button", name="More filters (1)").click()
    expect(page.get_by_role("combobox", name="Tier")).to_have_value("Key projects")


def test_a_deep_link_to_the_intake_page_works_on_a_cold_server(fresh_server: str, page: Page):
    open_cold(page, f"{fresh_server}/intake")
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()
