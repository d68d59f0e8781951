"""From a bar or a warning to what lies behind it, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_drill_down import click_beside, label


def test_a_bar_of_the_forecast_shows_the_milestones_of_its_project(server: str, page: Page):
    page.goto(f"{server}/forecast")
    click_beside(page, label(page, "likely", "+224 d"), left=20)
    expect(page).to_have_url(re.compile("project=P018"))
    expect(page.get_by_role("heading", name="Backbone ring west, 400G")).to_be_visible()
    expect(page.get_by_text("Key projects, 181 to 365 days ahead (23 milestones)").first).to_be_visible()


def test_a_warning_is_read_out_with_how_good_it_has_been(server: str, page: Page):
    page.goto(f"{server}/warnings")
    click_beside(page, label(page, "warnings", "28"))
    expect(page).to_have_url(re.compile("project=P018"))
    expect(
        page.get_by_text("Trouble followed 34 of 39 such warnings here, 28 days later in the middle")
    ).to_be_visible()
    page.get_by_role("link", name="Open the project’s page").click()
    expect(page).to_have_url(re.compile("project.*project=P018"))
