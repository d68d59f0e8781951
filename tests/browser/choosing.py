"""Choosing from a list as people do."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def opened(page: Page, label: str) -> None:
    settled(page)
    # A list closes when the page below it scrolls.
    page.get_by_role("combobox", name=label, exact=True).scroll_into_view_if_needed()
    page.get_by_role("combobox", name=label, exact=True).click()


def chosen(page: Page, label: str, option: str) -> None:
    opened(page, label)
    page.get_by_role("option", name=option, exact=True).click()
