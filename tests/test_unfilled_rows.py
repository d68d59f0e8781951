"""A Status row that names a project and says nothing of it is no report, and is told; nothing else is lost with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders import engine
from loaders.engine import ImportResult
from tests.workbooks import REPORTED, Sheets, register, status, upload
from warehouse import Warehouse

BLANK = ("", None, "  ")


@pytest.fixture
def registered(home: Warehouse) -> Warehouse:
    engine.load(home, [upload(register(), "register.xlsx")])
    return home


def judged(home: Warehouse, sheets: Sheets) -> ImportResult:
    [result] = engine.check(home, [upload(sheets)]).imports
    return result


def with_row(*cells: Any) -> Sheets:
    """The report in which the row of P2 holds these cells."""
    sheets = status()
    sheets["Status"][2] = list(cells)
    return sheets


@pytest.mark.parametrize("day", [REPORTED, *BLANK])
def test_a_row_without_a_word_counts_as_no_report_and_is_told_at_its_cell(registered: Warehouse, day: Any):
    result = judged(registered, with_row("P2", day, *BLANK))
    assert [(p.code, p.severity, p.place, p.value) for p in result.problems] == [
        ("unfilled-row", "warning", "Status!A3", "P2")
    ]
    assert result.status == "accepted" and result.rows["status"] == 1
    engine.load(registered, [result.reading.upload])
    found = registered.read()(
        "select project_id from report_coverage($day) where last_report_date is null", day=REPORTED
    )
    assert found["project_id"].tolist() == ["P2"]


def test_a_row_with_one_word_has_to_have_the_others(registered: Warehouse):
    result = judged(registered, with_row("P2", REPORTED, "Green"))
    assert [(p.code, p.cell) for p in result.problems] == [("missing-value", "D3"), ("missing-value", "E3")]


def test_a_sheet_that_lacks_its_columns_is_told_that_and_not_that_its_rows_are_blank(registered: Warehouse):
    result = judged(registered, {"Status": [["Project ID", "Report date"], ["P1", REPORTED]]})
    assert {p.code for p in result.problems} == {"missing-column"}


@pytest.mark.parametrize("cell", ["n/a", "-", "#REF!"])
def test_a_row_in_which_a_cell_says_that_it_says_nothing_is_filled_in(registered: Warehouse, cell: str):
    assert judged(registered, with_row("P2", REPORTED, None, None, None, cell)).status == "refused"


def test_a_row_from_which_another_sheet_takes_its_date_is_needed(registered: Warehouse):
    sheets = with_row("P2", REPORTED)
    sheets["Risks"].append(["P2", "R2", "No steel", "Supplier", 4, 5, 90_000, "Open"])
    result = judged(registered, sheets)
    assert {(p.code, p.cell) for p in result.problems} == {("missing-value", f"{letter}3") for letter in "CDE"}


def test_what_another_sheet_says_for_a_day_of_its_own_stands_without_that_row(registered: Warehouse):
    sheets = with_row("P2", REPORTED)
    sheets["Risks"] = [[*row, None] for row in sheets["Risks"]]
    sheets["Risks"][0][-1] = "Report date"
    sheets["Risks"].append(["P2", "R2", "No steel", "Supplier", 4, 5, 90_000, "Open", date(2026, 9, 1)])
    result = judged(registered, sheets)
    assert (result.status, [p.code for p in result.problems]) == ("accepted", ["unfilled-row"])
    assert result.rows["risk"] == 2


def test_a_workbook_without_any_filled_row_is_refused(registered: Warehouse):
    sheets = {"Status": [status()["Status"][0], ["P1", REPORTED], ["P2", REPORTED]]}
    result = judged(registered, sheets)
    assert result.status == "refused"
    assert [p.code for p in result.problems] == ["unfilled-row", "unfilled-row", "nothing-filled-in"]
