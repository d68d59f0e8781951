"""The switch at the foot of the links changes every word, and the address keeps it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_reader_changes_to_chinese_and_keeps_it_on_the_next_page(server: str, page: Page):
    page.goto(server)
    page.get_by_role("radio", name="中文").click()
    expect(page.locator("h1")).to_contain_text("项目")
    page.get_by_role("link", name="风险", exact=True).click()
    expect(page.get_by_role("combobox", name="战略")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("风险")
    assert "language=zh" in page.url


def test_the_filters_follow_the_language_in_place_and_the_switch_shows_it_on_the_next_page(server: str, page: Page):
    page.goto(f"{server}/?strategy=S4")
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("combobox", name="战略")).to_be_visible()
    page.get_by_role("button", name="更多筛选").click()
    expect(page.get_by_role("combobox", name="项目群")).to_have_value("全部项目群")
    page.keyboard.press("Escape")
    page.locator(".st-key-rows-interventions a").first.click()
    expect(page).to_have_url(re.compile("project.*project=P"))
    expect(page.get_by_role("radio", name="中文")).to_be_checked()


def test_chinese_is_shown_in_the_font_that_comes_with_the_dashboard(server: str, page: Page):
    page.goto(f"{server}/risk?language=zh")
    expect(page.locator("h1")).to_contain_text("风险")
    page.wait_for_function("""[...document.fonts].some(face =>
      face.family.includes("Noto Sans SC") && face.status === "loaded")""")


def test_filters_behind_more_hold_and_are_counted_while_it_is_closed(server: str, page: Page):
    page.goto(f"{server}/schedule")
    page.get_by_role("button", name="More filters").click()
    page.get_by_role("combobox", name="Tier").click()
    page.get_by_role("option", name="Key projects").click()
    expect(page).to_have_url(re.compile("tier=Key"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More filters (1)")).to_be_visible()
    page.get_by_role("link", name="Risk", exact=True).click()
    expect(page.get_by_role("button", name="More filters (1)")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page).not_to_have_url(re.compile("tier=Key"))
