"""A committee tries another strategy: adds steps, keeps them, shares the link; the record is the same byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import serving
from tests.supposed import files
from warehouse import open_warehouse


@pytest.fixture
def record(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the sample that the test may change, made to fit this code."""
    return Path(shutil.copytree(sample_warehouse, tmp_path / "record"))


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a drop-down once the page has answered."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_a_what_if_is_run_kept_and_shared_and_the_record_stays_as_it_is(record: Path, page: Page):
    before = files(open_warehouse(record))
    with serving(record) as address:
        page.goto(f"{address}/strategy")
        page.get_by_role("link", name="What if").click()
        choose(page, "What would you do?", "Pause a strategy")
        choose(page, "Which strategy?", "Within 20 ms of every customer")
        page.get_by_role("button", name="Add this step").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("frees neither money nor people")
        page.get_by_role("button", name="Also stop what serves nothing else").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Taking these 2 steps frees ¥384m and 16 FTE")
        expect(page.get_by_role("heading", name="8 projects are touched")).to_be_visible()
        expect(page.locator(".st-key-dumbbells text").filter(has_text="21.8 → 5.4")).to_be_visible()

        page.get_by_role("textbox", name="Keep it under a name").fill("October, option B")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page).to_have_url(re.compile("what=pause%3AS2%2Chalt%3AS2&named=October"))
        expect(page.get_by_role("button", name="October, option B · 2 steps")).to_be_visible()

        page.goto(page.url)
        expect(page.get_by_role("heading", level=1)).to_contain_text("frees ¥384m and 16 FTE")
        page.get_by_role("button", name="Clear").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("What would another strategy do")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("frees ¥384m")
        page.goto(f"{address}/strategy?what=pause%3AS2")
        expect(page.get_by_role("heading", name="¥2.6bn of budget flows into 60 projects")).to_be_visible()
    assert files(open_warehouse(record)) == before
    assert list(open_warehouse(record).scenarios()) == ["October, option B"]
