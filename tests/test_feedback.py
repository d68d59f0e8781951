"""The workbook that goes back to its sender: marked, listed, and clean once the marked cells are corrected."""

from __future__ import annotations

import io
from copy import copy
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from i18n import Words
from loaders import engine
from loaders.feedback import COLOURS, feedback, worth_returning
from loaders.problems import Problem
from loaders.reading import Upload
from tests.workbooks import REPORTED, book, register, saved, status, upload
from warehouse import Warehouse

EN = Words("en")
# What is wrong in `broken`, each with what the sender types instead.
WRONG: dict[tuple[str, str], tuple[Any, Any]] = {
    ("Status", "B5"): ("31/02/2026", REPORTED),
    ("Status", "C4"): ("Purple", "Red"),
    ("Status", "D5"): (140, 14),
    ("Status", "E4"): ("soon", date(2027, 1, 15)),
    ("Status", "F5"): ("twelve million", 12_000_000),
    ("Status", "A5"): ("P99", "P2"),
    ("Milestones", "C2"): (None, "Shell"),
    ("Milestones", "D2"): ("n/a", date(2026, 6, 1)),
    ("Milestones", "F2"): (date(2027, 6, 1), date(2026, 6, 20)),
    ("Risks", "E2"): (7, 4),
    ("Risks", "F2"): (2.5, 2),
    ("Risks", "H2"): (None, "Open"),
    ("Issues", "D2"): (9, 5),
}


@pytest.fixture
def portfolio(home: Warehouse) -> Warehouse:
    engine.load(home, [upload(register())])
    return home


def broken() -> Workbook:
    """A report as people make it: a title across, colours, a drop-down, notes, and a dozen bad cells."""
    sheets = status()
    sheets["Status"] = [["Weekly report"], [], *sheets["Status"]]
    sheets["Issues"] = [["Project ID", "Issue ID", "Issue", "Severity", "State"], ["P1", "I1", "Crane", 3, "Open"]]
    made = book(sheets)
    for (sheet, cell), (wrong, _) in WRONG.items():
        made[sheet][cell] = wrong
    page = made["Status"]
    page.merge_cells("A1:F1")
    page["A1"].font = Font(name="Georgia", size=18, bold=True)
    page["C4"].font = Font(name="Georgia", color="FFFFFF", italic=True)
    page["C4"].fill = PatternFill("solid", start_color="000080")
    page["C4"].comment = Comment("Ask Wang about this.", "Kim")
    page["F4"].number_format = "#,##0.00"
    page.column_dimensions["B"].width = 31
    page.freeze_panes = "B4"
    rule = DataValidation("list", formula1='"Red,Amber,Green"')
    page.add_data_validation(rule)
    rule.add("C4:C50")
    page.conditional_formatting.add("D4:D50", CellIsRule("greaterThan", ["90"], font=Font(bold=True)))
    return made


def judged(home: Warehouse, content: bytes, name: str = "report.xlsx") -> engine.ImportResult:
    (result,) = engine.check(home, [Upload(name, content)]).imports
    return result


def returned(home: Warehouse, content: bytes, t: Words = EN) -> Workbook:
    return load_workbook(io.BytesIO(sent_back(home, content, t)))


def sent_back(home: Warehouse, content: bytes, t: Words = EN) -> bytes:
    result = judged(home, content)
    return feedback(result.reading.upload, result.problems, t)


def marked_cells(made: Workbook) -> dict[tuple[str, str], str]:
    """Which cells have a colour of ours, and what their comment says."""
    fills = {fill for fill, _, _ in COLOURS.values()}
    cells = [cell for sheet in made.worksheets[1:] for row in sheet.iter_rows() for cell in row]
    return {(c.parent.title, c.coordinate): c.comment.text for c in cells if str(c.fill.start_color.rgb)[-6:] in fills}


def corrected(made: Workbook, *cells: tuple[str, str]) -> bytes:
    for sheet, cell in cells or WRONG:
        made[sheet][cell] = WRONG[sheet, cell][1]
    return saved(made)


def test_exactly_the_bad_cells_are_marked_and_their_comments_say_what_to_do(portfolio: Warehouse):
    marks = marked_cells(returned(portfolio, saved(broken())))
    assert marks.keys() == WRONG.keys()
    assert "“Purple” is none of the choices for “Overall RAG”: Red, Amber, Green." in marks["Status", "C4"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_once_the_marked_cells_are_corrected_the_workbook_loads_clean(portfolio: Warehouse, language: str):
    assert judged(portfolio, saved(broken())).status == "refused"
    result = judged(portfolio, corrected(returned(portfolio, saved(broken()), Words(language))))
    assert (result.status, result.problems) == ("accepted", [])
    assert result.rows == {"status": 2, "milestone": 1, "risk": 1, "issue": 1}


def test_errors_and_warnings_have_different_fills_and_their_text_stays_readable(portfolio: Warehouse):
    made = returned(portfolio, saved(broken()))
    error, warning = made["Status"]["C4"], made["Milestones"]["F2"]
    assert error.fill.start_color.rgb[-6:] == COLOURS["error"][0]
    assert warning.fill.start_color.rgb[-6:] == COLOURS["warning"][0]
    assert (error.font.color.rgb[-6:], error.font.name, error.font.italic) == (COLOURS["error"][2], "Georgia", True)


def test_the_senders_formatting_is_kept(portfolio: Warehouse):
    before, after = broken()["Status"], returned(portfolio, saved(broken()))["Status"]
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert (after["A1"].font.name, after["A1"].font.size) == ("Georgia", 18)
    assert (after["F4"].number_format, after.column_dimensions["B"].width) == ("#,##0.00", 31)
    assert after.freeze_panes == "B4"
    assert [str(rule.sqref) for rule in after.data_validations.dataValidation] == ["C4:C50"]
    assert [str(area.sqref) for area in after.conditional_formatting] == ["D4:D50"]


def test_the_senders_own_comment_is_kept_above_ours(portfolio: Warehouse):
    comment = returned(portfolio, saved(broken()))["Status"]["C4"].comment
    assert comment.text.startswith("Ask Wang about this.\n\n— Throughline") and comment.author == "Kim"


def test_several_problems_of_a_cell_share_its_comment(portfolio: Warehouse):
    sent = upload(status())
    problems = [Problem("duplicate", "Status", "A3", "P2", details={"key": "P2", "first": 2}), Problem("macros")]
    problems += [Problem("report-in-future", "Status", "A3", "2026-09-30", "warning")]
    made = load_workbook(io.BytesIO(feedback(sent, problems, EN)))
    lines = made["Status"]["A3"].comment.text.splitlines()
    assert [line[:2] for line in lines] == ["— ", "• ", "• "]
    assert made["Status"]["A3"].fill.start_color.rgb[-6:] == COLOURS["error"][0]


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(portfolio: Warehouse):
    made = returned(portfolio, saved(broken()), Words("zh"))
    assert made.sheetnames == ["请更正", "Status", "Milestones", "Risks", "Issues"] and made.active.title == "请更正"
    rows = [row for row in made["请更正"].iter_rows(min_row=6) if row[0].value]
    assert {(row[0].value, row[1].value) for row in rows} == WRONG.keys()
    assert all(row[1].hyperlink.location.replace("$", "") == f"'{row[0].value}'!{row[1].value}" for row in rows)
    assert [row[4].value for row in rows] == ["必须更正"] * (len(WRONG) - 1) + ["请查看"]
    assert [sheet.title for sheet in made if sheet.sheet_view.tabSelected] == ["请更正"]


def test_a_problem_without_a_cell_is_listed_with_a_link_to_its_sheet(portfolio: Warehouse):
    sheets = status() | {"O'Neill's notes": [["Call me."]], "Status": [["Project ID", "Report date"], ["P1", REPORTED]]}
    front = returned(portfolio, upload(sheets).content).worksheets[0]
    links = {cell.value: cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"O'Neill's notes": "'O''Neill''s notes'!$A$1", "A1": "'Status'!$A$1"}


def test_the_rows_of_the_first_sheet_are_high_enough_for_what_they_say(portfolio: Warehouse):
    front = returned(portfolio, saved(broken())).worksheets[0]
    said = [row[3] for row in front.iter_rows(min_row=6) if row[3].value]
    assert {len(cell.value) > 93 for cell in said} == {True, False} and front.row_dimensions[1].height == 28
    assert all(front.row_dimensions[cell.row].height == 15 * (1 + (len(cell.value) > 93)) for cell in said)


def test_a_second_round_marks_only_what_is_still_wrong(portfolio: Warehouse):
    first = returned(portfolio, saved(broken()))
    still = ("Status", "D5")
    second = returned(portfolio, corrected(first, *(WRONG.keys() - {still})), Words("zh"))
    assert second.sheetnames[0] == "请更正" and "Please correct" not in second.sheetnames
    assert marked_cells(second).keys() == {still} and second["Status"]["D5"].comment.text.count("Throughline") == 1
    cell, own = second["Status"]["C4"], broken()["Status"]["C4"]
    assert (cell.comment.text, cell.fill.start_color.rgb[-6:]) == ("Ask Wang about this.", "000080")
    assert copy(cell.border) == copy(own.border)
    assert judged(portfolio, corrected(second, still)).problems == []


def test_a_good_workbook_is_not_worth_returning(portfolio: Warehouse):
    assert not worth_returning(judged(portfolio, upload(status()).content).problems)
    assert not worth_returning([Problem("restates", severity="warning", details={"imports": "1"})])
    assert worth_returning(judged(portfolio, saved(broken())).problems)
