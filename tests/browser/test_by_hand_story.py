"""A sheet that nobody understands is laid out by hand, one value typed for every row; next month's asks nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.choosing import chosen, opened, settled
from tests.workbooks import upload

DROP_ZONE = "input[type=file]"
UNKNOWN = "1 workbook is laid out in a way that we do not know yet"
OF_OCTOBER, OF_NOVEMBER = date(2026, 10, 14), date(2026, 11, 11)
COVER = [["Boletim da rede"], ["Responsável", "Ana"]]


def sent(folder: Path, day: date) -> Path:
    """Three sample projects in Portuguese below a cover sheet; how far they are is not said."""
    rows = [[f"P00{number}", day, word, date(2027, 3, number)] for number, word in ((1, "bom"), (2, "mau"), (3, "bom"))]
    path = folder / f"Boletim {day:%Y-%m}.xlsx"
    path.write_bytes(upload({"Capa": COVER, "Obras": [["Lista"], ["Obra", "Em", "Tempo", "Fim"], *rows]}).content)
    return path


def test_a_sheet_in_another_language_is_laid_out_once(fresh_server: str, page: Page, tmp_path: Path):
    page.goto(f"{fresh_server}/intake")
    page.set_input_files(DROP_ZONE, sent(tmp_path, OF_OCTOBER))
    expect(page.get_by_role("heading", name=UNKNOWN)).to_be_visible()
    expect(page.get_by_text("We recognise nothing in this workbook.")).to_be_visible()
    chosen(page, "It holds", "Status")
    expect(page.get_by_text("Read: Obras (Status). Not read: Capa.")).to_be_visible()
    chosen(page, "Overall RAG *", "C · Tempo")
    chosen(page, "Overall RAG: bom", "Green")
    chosen(page, "Overall RAG: mau", "Red")
    opened(page, "% complete *")
    page.get_by_role("combobox", name="% complete *", exact=True).fill("35")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="% complete *", exact=True)).to_have_value("“35” in every row")
    expect(page.get_by_text("Status: 3 rows can be read, 0 cannot.")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Keep the layout and check again").click()
    expect(page.get_by_role("heading", name=UNKNOWN)).to_have_count(0)
    page.get_by_role("button", name="Publish 1 workbook").click()
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_have_count(0)

    page.set_input_files(DROP_ZONE, sent(tmp_path, OF_NOVEMBER))
    expect(page.get_by_role("button", name="Publish 1 workbook")).to_be_enabled()
    expect(page.get_by_role("heading", name=UNKNOWN)).to_have_count(0)
