"""From the map to a project and back, what hangs on it, and the strategy as it was and as it became."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_drill_down import click_beside, label


def test_a_project_is_found_on_the_map_seen_up_to_its_strategies_and_left_again(server: str, page: Page):
    page.goto(f"{server}/strategy?opened=PG10")
    click_beside(page, label(page, "map", "Second-region disaster"))
    expect(page).to_have_url(re.compile("project=P049"))
    sight = page.locator(".st-key-card-sight")
    expect(sight.get_by_role("heading", name="Line of sight: Second-region disaster recovery")).to_be_visible()
    expect(sight.get_by_role("link", name="Trusted and resilient by default")).to_contain_text("70 %")
    expect(sight.get_by_role("link", name="Within 20 ms of every customer")).to_contain_text("30 %")

    sight.get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile("project="))
    page.get_by_role("button", name="All strategies").click()
    expect(page).not_to_have_url(re.compile("opened="))
    expect(label(page, "map", "Capacity ahead of demand")).to_be_visible()


def test_the_map_is_walked_as_a_list_with_the_keyboard_alone(server: str, page: Page):
    page.goto(f"{server}/strategy?shown=list")
    rows = page.locator(".st-key-rows-branches")
    for name in ("Trusted and resilient by default", "Resilience", "Second-region disaster recovery"):
        rows.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Line of sight: Second-region disaster recovery")).to_be_visible()


def test_what_a_late_substation_holds_up_is_shown_and_asked_on(server: str, page: Page):
    page.goto(f"{server}/strategy?project=P007")
    page.locator(".st-key-card-sight").get_by_role("link", name="What hangs on it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("“Substation B, 110 kV feed” reaches 1 other project")
    click_beside(page, label(page, "paths", "Data halls"))
    expect(page).to_have_url(re.compile("node=PG01"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("“Data halls” hangs on 6 projects")


def test_two_dates_are_replayed_and_the_re_weighted_strategy_moves(server: str, page: Page):
    page.goto(f"{server}/adjustments?from=2025-10-01&to=2025-10-01")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("nothing was adjusted")
    page.get_by_role("slider").last.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("to=2026-04-01"))
    expect(heading).to_contain_text("2 strategies re-weighted, 4 projects joined")
    shifts = page.locator(".st-key-shifts[data-stale=false]")
    expect(shifts).to_contain_text("20 % → 30 %")
    expect(shifts).to_contain_text("25 % → 15 %")
    expect(page.get_by_role("heading", name="The map on 1 Apr 2026")).to_be_visible()

    page.keyboard.press("ArrowLeft")
    expect(heading).to_contain_text("nothing was adjusted")
    expect(page.get_by_role("heading", name="The map on 1 Oct 2025")).to_be_visible()
