"""Each kind of bad input gets its own sentence at its own address, and nothing is published."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from i18n import Words
from loaders import engine
from loaders.problems import Problem
from tests.workbooks import REPORTED, register, status, upload
from warehouse import Warehouse


@pytest.fixture
def registered(home: Warehouse) -> Warehouse:
    assert engine.load(home, [upload(register())]).accepted
    return home


def problems(warehouse: Warehouse, sheets: dict[str, Any]) -> list[Problem]:
    outcome = engine.load(warehouse, [upload(sheets)])
    return outcome.imports[0].problems


def changed(sheet: str, row: int, heading: str, value: Any) -> dict[str, Any]:
    sheets = status()
    sheets[sheet][row][sheets[sheet][0].index(heading)] = value
    return sheets


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "code", "cell"),
    [
        ("Status", "Overall RAG", "Purple", "not-a-choice", "C2"),
        ("Status", "Overall RAG", None, "missing-value", "C2"),
        ("Status", "% complete", "half", "not-a-number", "D2"),
        ("Status", "% complete", 140, "out-of-range", "D2"),
        ("Status", "% complete", "n/a", "not-applicable-required", "D2"),
        ("Status", "Forecast finish", "2026-02-30", "not-a-date", "E2"),
        ("Status", "Forecast finish", "03/04/2026", "ambiguous-date", "E2"),
        ("Status", "Forecast finish", "31/02/2026", "not-a-date", "E2"),
        ("Status", "Forecast finish", 46000, "number-for-date", "E2"),
        ("Status", "Forecast finish", date(1900, 5, 1), "impossible-date", "E2"),
        ("Status", "Estimate at completion", "about 1m", "not-a-number", "F2"),
        ("Status", "Estimate at completion", "#REF!", "error-cell", "F2"),
        ("Status", "Project ID", "P9", "unknown-id", "A2"),
        ("Risks", "Probability", 6, "off-scale", "E2"),
        ("Risks", "Probability", 2.5, "not-a-level", "E2"),
        ("Risks", "Impact", 0, "out-of-range", "F2"),
        ("Risks", "Scope ID", "S9", "unknown-id", "A2"),
    ],
)
def test_a_bad_cell_is_named_with_its_value(
    registered: Warehouse, sheet: str, heading: str, value: Any, code: str, cell: str
) -> None:
    found = problems(registered, changed(sheet, 1, heading, value))
    assert (code, sheet, cell) in [(p.code, p.sheet, p.cell) for p in found]
    assert registered.current() == 1


def test_all_problems_of_a_workbook_come_in_one_pass(registered: Warehouse) -> None:
    sheets = changed("Status", 1, "Overall RAG", "Purple")
    sheets["Status"][2][3] = "half"
    sheets["Risks"][1][4] = 9
    found = problems(registered, sheets)
    assert {p.cell for p in found if p.is_error} == {"C2", "D3", "E2"}


def test_a_duplicate_names_the_row_that_came_first(registered: Warehouse) -> None:
    sheets = status()
    sheets["Status"].append(sheets["Status"][1])
    (problem,) = problems(registered, sheets)
    assert (problem.code, problem.cell, problem.details["first"]) == ("duplicate", "A4", 2)


def test_a_missing_required_column_is_named(registered: Warehouse) -> None:
    sheets = status()
    sheets["Risks"] = [row[:-1] for row in sheets["Risks"]]
    (problem,) = problems(registered, sheets)
    assert "State" in problem.message(Words()) and problem.sheet == "Risks"


def test_two_header_rows_are_reported_once_by_their_row(registered: Warehouse) -> None:
    sheets = status()
    sheets["Status"].insert(1, sheets["Status"][0])
    found = problems(registered, sheets)
    assert ("second-header", "A2") in [(p.code, p.cell) for p in found]


def test_a_heading_row_repeated_further_down_is_no_data(registered: Warehouse) -> None:
    sheets = status()
    sheets["Status"].append(sheets["Status"][0])
    assert [(p.code, p.cell) for p in problems(registered, sheets)] == [("second-header", "A4")]


def test_a_bad_report_date_is_said_once_and_not_of_every_risk(registered: Warehouse) -> None:
    found = problems(registered, changed("Status", 1, "Report date", "soon"))
    assert [(p.code, p.sheet, p.cell) for p in found] == [("not-a-date", "Status", "B2")]


def test_a_report_date_far_ahead_is_a_warning(registered: Warehouse) -> None:
    found = problems(registered, status(date(2095, 1, 1)))
    assert [(p.code, p.severity, p.cell) for p in found] == [
        ("report-in-future", "warning", cell) for cell in ("B2", "B3")
    ]


def test_a_register_sets_the_scale_for_the_reports_beside_it(home: Warehouse) -> None:
    sheets, risky = register(), changed("Risks", 1, "Probability", 6)
    sheets["Settings"] += [["Probability levels", 6], ["Impact levels", 4]]
    risky["Risks"][1][5] = 4
    assert not engine.load(home, [upload(sheets, "register.xlsx"), upload(risky)]).refused
    risky["Risks"][1][5] = 5
    assert [p.code for p in problems(home, risky)] == ["off-scale"]


def test_a_workbook_without_any_known_sheet_says_which_names_are_known(registered: Warehouse) -> None:
    (error,) = [p for p in problems(registered, {"Sheet1": [["hello"]]}) if p.is_error]
    assert "Milestones" in error.message(Words()) and "里程碑" in error.message(Words("zh"))


def test_a_milestone_of_a_project_without_status_row_asks_for_a_report_date(registered: Warehouse) -> None:
    sheets = status()
    sheets["Status"].pop(1)
    (problem,) = problems(registered, sheets)
    assert (problem.code, problem.sheet, problem.cell, problem.value) == ("no-report-date", "Milestones", "A2", "P1")


def test_a_risk_sheet_sent_alone_asks_for_report_dates(registered: Warehouse) -> None:
    (problem,) = problems(registered, {"Risks": status()["Risks"]})
    assert (problem.code, problem.sheet) == ("no-status-sheet", "Risks")


def test_a_register_without_date_is_refused(home: Warehouse) -> None:
    sheets = register()
    sheets["Settings"] = [["Name", "Value"], ["Currency", "CNY"]]
    assert [p.code for p in problems(home, sheets)] == ["no-register-date"]


def test_a_finish_before_the_start_names_both_dates(home: Warehouse) -> None:
    sheets = register()
    sheets["Projects"][1][7] = date(2025, 12, 31)
    (problem,) = problems(home, sheets)
    assert problem.cell == "H2" and "2026-01-01" in problem.message(Words())


def test_shares_of_one_project_never_exceed_100(home: Warehouse) -> None:
    sheets = register()
    sheets["Strategies"].append(["S2", "Save", 0])
    sheets["Contributions"] = [["Project ID", "Strategy ID", "Share (%)"], ["P1", "S1", 60], ["P1", "S2", 50]]
    (problem,) = problems(home, sheets)
    assert (problem.code, problem.cell) == ("shares-over-100", "C3")


def test_an_actual_date_after_the_report_is_a_warning_that_keeps_nothing_out(registered: Warehouse) -> None:
    sheets = changed("Milestones", 1, "Actual date", date(2026, 12, 1))
    (problem,) = problems(registered, sheets)
    assert problem.severity == "warning" and registered.current() == 2
    assert str(REPORTED) in problem.message(Words())
