"""A sheet that nobody knows is dropped, corrected in one place, kept and published; next month's asks nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.choosing import chosen
from tests.workbooks import upload

DROP_ZONE = "input[type=file]"
UNKNOWN = "1 workbook is laid out in a way that we do not know yet"
HEADINGS = ["Proj. No.", "Position at", "Health", "Delivery", "Done so far (%)", "Anticipated end date"]
OF_OCTOBER, OF_NOVEMBER = date(2026, 10, 14), date(2026, 11, 11)


def sent(folder: Path, day: date) -> Path:
    """A department's own return of three sample projects; not its health counts but its delivery."""
    projects = (("P001", "G", "R", 82), ("P002", "A", "A", 40), ("P003", "G", "G", 55))
    rows = [[project, day, health, delivery, done, date(2027, 3, 1)] for project, health, delivery, done in projects]
    path = folder / f"Network return {day:%Y-%m}.xlsx"
    path.write_bytes(upload({"Return": [["Return of the network department"], [], HEADINGS, *rows]}).content)
    return path


def test_an_unknown_sheet_is_asked_about_once(fresh_server: str, page: Page, tmp_path: Path):
    page.goto(f"{fresh_server}/intake")
    page.set_input_files(DROP_ZONE, sent(tmp_path, OF_OCTOBER))
    expect(page.get_by_role("heading", name=UNKNOWN)).to_be_visible()
    sheet = page.locator(".tl-grid")
    expect(sheet.get_by_role("columnheader").nth(2)).to_have_text("Overall RAG")
    expect(page.get_by_text("Status: 3 rows can be read, 0 cannot.")).to_be_visible()

    chosen(page, "Overall RAG *", "D · Delivery")
    expect(page.get_by_text("“Delivery” was chosen for “Overall RAG”.")).to_be_visible()
    expect(sheet.get_by_role("columnheader").nth(3)).to_have_text("Overall RAG")
    expect(page.get_by_label("Name of the layout")).to_have_value("network-return")
    page.get_by_role("button", name="Keep the layout and check again").click()
    expect(page.get_by_role("heading", name=UNKNOWN)).to_have_count(0)
    page.get_by_role("button", name="Publish 1 workbook").click()
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_have_count(0)

    page.set_input_files(DROP_ZONE, sent(tmp_path, OF_NOVEMBER))
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_be_enabled()
    expect(page.get_by_role("heading", name=UNKNOWN)).to_have_count(0)
