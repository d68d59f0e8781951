"""From a cell of the matrix to its risks, one risk's milestone and history, and to what nobody has looked at."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_drill_down import click_beside, label

DAY = "as_of=2026-09-30"


def test_a_cell_leads_to_its_risks_and_a_risk_to_its_history_and_milestone(server: str, page: Page):
    page.goto(f"{server}/risk?{DAY}")
    click_beside(page, label(page, "matrix", "7¥22.5"))
    expect(page.get_by_role("heading", name="7 risks at probability 4 × impact 4")).to_be_visible()
    register = page.locator(".st-key-card-register table tbody tr")
    expect(register).to_have_count(7)
    register.filter(has_text="Rebuilt compressors").get_by_role("link").click()
    expect(page).to_have_url(re.compile("register.*scope=P008.*risk=P008-R1"))
    expect(page.get_by_role("heading", name="Rebuilt compressors fail")).to_be_visible()
    expect(page.get_by_text("From score 12 on 15 Oct 2025 to 16 now, over 24 reports.")).to_be_visible()
    page.get_by_role("link", name="Threatens: Commissioning level 4 passed").click()
    expect(page).to_have_url(re.compile("project.*project=P008"))
    expect(page.get_by_role("heading", name="Hall 7 cooling plant")).to_be_visible()


def test_the_matrix_is_switched_from_residual_to_inherent_and_a_cell_chosen_by_keyboard(server: str, page: Page):
    page.goto(f"{server}/risk?{DAY}&since=2026-07-08")
    expect(page.get_by_role("heading", name=re.compile("Since 8 Jul: "))).to_be_visible()
    page.get_by_role("radio", name="Inherent").or_(page.get_by_role("button", name="Inherent")).first.click()
    expect(page).to_have_url(re.compile("measure=inherent"))
    chooser = page.get_by_role("combobox", name="Choose a cell")
    chooser.focus()
    page.keyboard.type("Probability 5 × impact 4")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("cell=5-4"))
    expect(page.get_by_role("heading", name=re.compile("at inherent probability 5 × impact 4"))).to_be_visible()


def test_a_cell_that_nobody_looked_at_says_so(server: str, page: Page):
    page.goto(f"{server}/ignorance?{DAY}&level=project")
    expect(page.get_by_role("heading", name=re.compile("3 of 60 projects"))).to_be_visible()
    hatched = page.locator(".st-key-coverage .js-plotly-plot .barlayer .trace").nth(2).locator("path").first
    expect(hatched).to_be_visible()
    box = hatched.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer")).to_contain_text("not measured: no current statement of risks")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name=re.compile(" · .*: not measured"))).to_be_visible()
    expect(page.locator(".st-key-rows-cell-silent")).to_contain_text("last stated on")


def test_the_register_is_downloaded_from_the_page(server: str, page: Page):
    page.goto(f"{server}/register?{DAY}&find=Tianlu")
    expect(page.get_by_role("heading", name="3 risks found")).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("button", name="Download as Excel").click()
    assert found.value.suggested_filename == "throughline-risks-2026-09-30.xlsx"
