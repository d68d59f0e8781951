"""Monday morning: a broken workbook has its cells named, the mended one is published, the Risk page shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

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


def test_a_broken_workbook_is_mended_published_and_seen_on_the_risk_page(fresh_server: str, page: Page, tmp_path: Path):
    page.goto(f"{fresh_server}/risk?cell=5-5")
    expect(page.get_by_text("0 risks at probability 5 × impact 5")).to_be_visible()

    page.get_by_role("link", name="Intake").click()
    page.set_input_files(DROP_ZONE, report(tmp_path / "broken.xlsx", "Purple", 9))
    for cell, value in (("C2", "Purple"), ("E2", "9")):
        row = page.locator(".st-key-card-problems").get_by_role("row").filter(has_text="broken.xlsx")
        expect(row.filter(has_text=cell)).to_contain_text(value)
    expect(page.get_by_role("button", name="Nothing to publish")).to_be_disabled()

    page.get_by_role("button", name="Remove broken.xlsx").click()
    page.set_input_files(DROP_ZONE, report(tmp_path / "mended.xlsx", "Amber", 5))
    page.get_by_role("button", name="Publish 1 workbook").click()
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_have_count(0)

    page.goto(f"{fresh_server}/risk?cell=5-5")
    expect(page.get_by_text("1 risk at probability 5 × impact 5")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=RISK)).to_be_visible()
    expect(page.get_by_role("combobox", name="As of")).to_have_value("As of 14 Oct 2026 (latest)")
