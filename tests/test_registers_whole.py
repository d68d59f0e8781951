"""Two workbooks about the same day, and the same id for two risks: nothing is lost in silence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from i18n import Words
from loaders import engine
from loaders.problems import Problem
from loaders.reading import Upload
from tests.workbooks import REPORTED, Sheets, register, status, upload
from warehouse import Warehouse

LATER = REPORTED + timedelta(14)


def whole(projects: int) -> Sheets:
    """A register of so many projects, P1 first."""
    sheets = register()
    heads, first, *_ = sheets["Projects"]
    sheets["Projects"] = [heads, *([f"P{number}", *first[1:]] for number in range(1, projects + 1))]
    return sheets


def risky(day: date, *row: Any, risk_id: str = "R1", state: str = "Open") -> Upload:
    sheets = {name: rows for name, rows in status(day).items() if name != "Milestones"}
    sheets["Risks"][1] = ["P1", risk_id, *row, 3, 3, None, state]
    return upload(sheets, f"report-{day}-{row[1]}.xlsx")


def told(outcome: engine.Outcome) -> list[Problem]:
    return [problem for result in outcome.imports for problem in result.problems]


def codes(outcome: engine.Outcome) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in told(outcome)]


def test_a_second_register_of_a_day_says_how_many_rows_it_leaves_out(home: Warehouse):
    engine.load(home, [upload(whole(14))])
    outcome = engine.load(home, [upload(whole(1), "one.xlsx")])
    assert codes(outcome) == [("restates", ""), ("register-leaves-out", "Projects")]
    said = told(outcome)[1].message(Words())
    assert "the register of 2026-01-01 had 14 rows and this one has 1" in said
    assert "P10, P11, P12, P13, P14, P2, P3, P4, P5, P6 and 3 more" in said


def test_two_registers_of_a_day_in_one_check_say_the_same(home: Warehouse):
    outcome = engine.check(home, [upload(whole(3), "a.xlsx"), upload(whole(1), "b.xlsx")])
    assert [result.status for result in outcome.imports] == ["accepted", "accepted"]
    assert codes(outcome) == [("restates-files", ""), ("register-leaves-out", "Projects")]
    assert told(outcome)[0].details["files"] == "a.xlsx" and told(outcome)[1].details["ids"] == ("P2", "P3")


def test_a_register_that_has_all_rows_of_its_day_leaves_nothing_out(home: Warehouse):
    engine.load(home, [upload(whole(2))])
    assert codes(engine.load(home, [upload(whole(3), "three.xlsx")])) == [("restates", "")]
    assert codes(engine.load(home, [upload(register(date(2026, 2, 1)), "next.xlsx")])) == []


def test_two_reports_of_a_project_and_day_in_one_check_are_told(home: Warehouse):
    other = status()
    other["Status"][1][2] = "Red"
    outcome = engine.check(home, [upload(register()), upload(status(), "a.xlsx"), upload(other, "b.xlsx")])
    assert codes(outcome) == [("restates-files", "")]


@pytest.mark.parametrize("together", [True, False])
def test_the_same_id_for_another_risk_is_told_at_its_cell(home: Warehouse, together: bool):
    files = [
        upload(register()),
        risky(REPORTED, "Will be same", "Tech"),
        risky(LATER, "A wholly different risk with the same id", "Legal"),
    ]
    outcomes = [engine.load(home, files)] if together else [engine.load(home, [each]) for each in files]
    assert codes(outcomes[-1]) == [("another-risk", "Risks!C2")]
    assert len(outcomes[-1].refused) == 0
    assert "“Will be same” (Tech)" in told(outcomes[-1])[0].message(Words())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("A wholly different risk with the same id", "Technical"),
        ("It will be the same as ever", "Legal"),
        ("完全不同的风险", "法律"),
    ],
)
def test_a_risk_that_is_only_reworded_moved_or_translated_is_the_same(home: Warehouse, text: str, category: str):
    engine.load(home, [upload(register()), risky(REPORTED, "Will be same", "Tech")])
    assert codes(engine.load(home, [risky(LATER, text, category)])) == []


def test_the_id_of_a_closed_or_a_dropped_risk_says_nothing_of_the_next_one(home: Warehouse):
    engine.load(home, [upload(register()), risky(REPORTED, "Will be same", "Tech", state="Closed")])
    assert codes(engine.load(home, [risky(LATER, "A wholly different risk with it", "Legal")])) == []
    engine.load(home, [risky(LATER + timedelta(14), "Rain", "Site", risk_id="R2")])
    assert codes(engine.load(home, [risky(LATER + timedelta(28), "Supplier is insolvent", "Money")])) == []
