"""Clicking a mark opens what it stands for, and the address says so: that is all a colleague needs to see the same."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import openpyxl
from playwright.sync_api import FloatRect, Locator, Page, expect


def label(page: Page, figure: str, text: str) -> Locator:
    """The text of a mark in a figure."""
    return page.locator(f".st-key-{figure} .js-plotly-plot text").filter(has_text=text).first


def click_beside(page: Page, mark: Locator, left: float = 0) -> None:
    """Click where a mark's text stands, or so many pixels left of it."""
    box = resting_place(page, mark)
    page.mouse.click(box["x"] - left if left else box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def resting_place(page: Page, mark: Locator) -> FloatRect:
    """Where a mark is once the page has answered and the figure is no longer redrawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    before, now = None, mark.bounding_box()
    while now is None or now != before:
        page.wait_for_timeout(200)
        before, now = now, mark.bounding_box()
    return now


def test_a_matrix_cell_shows_exactly_its_risks(server: str, page: Page):
    page.goto(f"{server}/risk")
    click_beside(page, label(page, "matrix", "18¥"))
    expect(page).to_have_url(re.compile("cell=3-4"))
    expect(page.get_by_text("18 risks at probability 3 × impact 4")).to_be_visible()


def test_a_late_bar_shows_its_project(server: str, page: Page):
    page.goto(f"{server}/schedule")
    click_beside(page, label(page, "variance", "+126 d"), left=20)
    expect(page).to_have_url(re.compile("project=P018"))
    expect(page.get_by_role("heading", name="Backbone ring west, 400G", exact=True)).to_be_visible()


def test_the_map_opens_from_strategy_to_programme_to_project(server: str, page: Page):
    page.goto(f"{server}/strategy")
    click_beside(page, label(page, "map", "Capacity ahead of demand"))
    expect(page).to_have_url(re.compile("opened=S1"))
    click_beside(page, label(page, "map", "Data halls"))
    expect(page).to_have_url(re.compile("opened=PG"))
    click_beside(page, label(page, "map", "Hall 7 shell and core"))
    expect(page).to_have_url(re.compile("project=P"))
    expect(page.get_by_role("heading", name="Hall 7 shell and core")).to_be_visible()


def test_a_red_project_of_the_briefing_opens_its_page_with_risk_owner_milestone_and_history(server: str, page: Page):
    page.goto(server)
    page.locator(".st-key-rows-interventions").get_by_role("link", name="Hall 7 cooling plant").click()
    expect(page).to_have_url(re.compile("project.*project=P"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hall 7 cooling plant finishes 77 days after")
    expect(page.locator(".st-key-card-risks")).to_contain_text("Julia Novak")
    expect(page.locator(".st-key-history .js-plotly-plot")).to_be_visible()
    page.locator(".st-key-rows-sight").get_by_role("link", name="Power and cooling").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Power and cooling: 2 of 5 projects are late")


def test_a_number_leads_to_its_cell_and_the_workbook_is_downloaded_as_it_was_sent(server: str, page: Page):
    page.goto(f"{server}/project?project=P007")
    page.locator(".st-key-explain-page button").click()
    told = page.get_by_test_id("stPopoverBody")
    expect(told).to_contain_text("from project_profile('2026-09-30', project := 'P007');")
    told.get_by_role("radio", name="Status").click()
    row = told.locator(".tl-cells tbody tr, .tl-cells tr").last
    expect(row).to_contain_text("8 Mar 2027 H")
    with page.expect_download() as sent:
        told.get_by_role("button", name="Download as uploaded").click()
    cell = re.search(r"8 Mar 2027 (H\d+)", row.inner_text())
    book = openpyxl.load_workbook(BytesIO(sent.value.path().read_bytes()), data_only=True)
    assert cell and book["Status"][cell[1]].value.date() == date(2027, 3, 8)


def test_a_milestone_that_moves_leads_to_what_its_reports_said(server: str, page: Page):
    page.goto(f"{server}/milestones")
    click_beside(page, label(page, "trend", "Traffic moved to th"), left=10)
    expect(page).to_have_url(re.compile("milestone=P018-M7"))
    expect(page.get_by_role("heading", name="Traffic moved to the western ring")).to_be_visible()
    expect(page.get_by_text("No digging permit yet. Four months late now")).to_be_visible()


def test_another_baseline_shows_how_late_the_re_baselined_project_is_against_its_first_plan(server: str, page: Page):
    page.goto(f"{server}/schedule")
    resting_place(page, label(page, "variance", "+126 d"))
    page.get_by_text("First baseline", exact=True).click()
    expect(page).to_have_url(re.compile("baseline=first"))
    click_beside(page, label(page, "variance", "+98 d"), left=20)
    expect(page).to_have_url(re.compile("project=P007"))
    expect(page.get_by_role("heading", name="Substation B, 110 kV feed")).to_be_visible()
    expect(label(page, "finish", "+105 d")).to_be_visible()
    expect(page.get_by_text("Re-baselined once: +105 d on 8 Jul 2026")).to_be_visible()
