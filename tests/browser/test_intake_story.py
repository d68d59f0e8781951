"""Monday morning: a broken workbook goes back marked, comes again corrected, is published; the Risk page shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.workbooks import upload

DAY = date(2026, 10, 14)
DROP_ZONE = "input[type=file]"
# Shown letter by letter: were any of it markup, the browser would ask for what is not there, and the test would fail.
RISK = "A river <img src=flood> takes [the road](https://example.org) and *all* of the site"


def report(path: Path, colour: str, probability: int) -> Path:
    """A status report of one sample project with one risk."""
    risk: list[Any] = ["P001", "P001-R90", RISK, "Site", probability, 5, 9_000_000, "Open"]
    sheets = {
        "Status": [
            ["Project ID", "Report date", "Overall RAG", "% complete", "Forecast finish"],
            ["P001", DAY, colour, 80, date(2026, 12, 31)],
        ],
        "Risks": [
            ["Scope ID", "Risk ID", "Risk", "Category", "Probability", "Impact", "Cost exposure", "State"],
            risk,
        ],
    }
    path.write_bytes(upload(sheets).content)
    return path


def corrected(path: Path, **values: Any) -> Path:
    """The workbook with these cells, each on the sheet where it was marked, corrected."""
    book = load_workbook(path)
    for cell, value in values.items():
        (sheet,) = (sheet for sheet in book.worksheets[1:] if sheet[cell].comment)
        sheet[cell] = value
    book.save(path)
    return path


def test_a_broken_workbook_is_mended_published_and_seen_on_the_risk_page(fresh_server: str, page: Page, tmp_path: Path):
    page.goto(f"{fresh_server}/risk?cell=5-5")
    expect(page.get_by_text("0 risks at probability 5 × impact 5")).to_be_visible()

    page.get_by_role("link", name="Intake").click()
    page.set_input_files(DROP_ZONE, report(tmp_path / "broken.xlsx", "Purple", 9))
    for cell, value in (("C2", "Purple"), ("E2", "9")):
        row = page.locator(".st-key-card-problems").get_by_role("row").filter(has_text="broken.xlsx")
        expect(row.filter(has_text=cell)).to_contain_text(value)
    expect(page.get_by_role("button", name="Nothing to publish")).to_be_disabled()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 was refused")
    with page.expect_download() as download:
        page.get_by_role("button", name="Marked workbook").click()
    assert download.value.suggested_filename == "broken - please correct.xlsx"
    download.value.save_as(tmp_path / "mended.xlsx")

    page.get_by_role("button", name="Remove broken.xlsx").click()
    page.set_input_files(DROP_ZONE, corrected(tmp_path / "mended.xlsx", C2="Amber", E2=5))
    page.get_by_role("button", name="Publish 1 workbook").click()
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("refused")

    page.goto(f"{fresh_server}/risk?cell=5-5")
    expect(page.get_by_text("1 risk at probability 5 × impact 5")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=RISK)).to_be_visible()
    expect(page.get_by_role("combobox", name="As of")).to_have_value("As of 14 Oct 2026 (latest)")
