"""Memory from end to end: what was learnt once loads without a question; a drifted file asks only about its drift."""

from __future__ import annotations

from typing import Any

import pytest

from loaders import engine
from loaders.engine import ImportResult
from loaders.profile import write_profile
from loaders.proposal import propose
from loaders.workbook import decode
from tests.proposals import FIRST, RENAMED, SECOND
from tests.workbooks import register, upload
from warehouse import Warehouse

COUNTED, UNITS = [*RENAMED[:5], "Actual spend"], ["", "date", "", "%", "date", "£m"]


@pytest.fixture
def learnt(home: Warehouse) -> Warehouse:
    """A warehouse that has the register and has learnt the layout of a monthly return."""
    engine.load(home, [upload(register(), "register.xlsx")])
    sheets = decode(upload({"Return": [RENAMED, FIRST]}).content, "return.xlsx")
    home.save_layout("monthly", write_profile(propose(sheets).profile("monthly")))
    return home


@pytest.fixture
def with_units(home: Warehouse) -> Warehouse:
    """A warehouse that has learnt a return with a row of units, spend in millions."""
    engine.load(home, [upload(register(), "register.xlsx")])
    sheets = decode(upload({"Return": [COUNTED, UNITS, FIRST]}).content, "return.xlsx")
    home.save_layout("monthly", write_profile(propose(sheets).profile("monthly")))
    return home


def loaded(warehouse: Warehouse, headings: list[Any], *rows: list[Any]) -> ImportResult:
    (result,) = engine.load(warehouse, [upload({"Return": [["October"], headings, *rows]})]).imports
    return result


def codes(result: ImportResult) -> list[str]:
    return [problem.code for problem in result.problems if problem.code.startswith(("drift", "nearly", "needs"))]


def test_the_next_file_with_the_same_headings_loads_without_a_question(learnt: Warehouse):
    result = loaded(learnt, RENAMED, FIRST, SECOND)
    assert (result.status, codes(result), result.rows) == ("accepted", [], {"status": 2})


def test_a_renamed_a_moved_and_a_new_column_are_named_and_the_file_loads(learnt: Warehouse):
    headings = [RENAMED[1], RENAMED[0], "Delivery confidence rating", *RENAMED[3:], "Mood"]
    result = loaded(learnt, headings, [FIRST[1], FIRST[0], *FIRST[2:], "good"])
    assert result.status == "accepted"
    assert sorted(codes(result)) == ["drift-added", "drift-moved", "drift-renamed"]
    rating = learnt.read()("select overall_rag from status").iloc[0, 0]
    assert rating == "Green"


def test_a_new_column_alone_is_named(learnt: Warehouse):
    assert codes(loaded(learnt, [*RENAMED, "Mood"], [*FIRST, "good"])) == ["drift-added"]


def test_a_required_column_that_is_gone_is_all_that_is_asked(learnt: Warehouse):
    result = loaded(learnt, [*RENAMED[:2], *RENAMED[3:]], [*FIRST[:2], *FIRST[3:]])
    assert (result.status, codes(result)) == ("needs_layout", ["nearly-fits", "drift-question"])


@pytest.mark.parametrize(
    ("place", "now", "asked"),
    [
        (2, "Previous RAG", "drift-question"),
        (3, "% remaining", "drift-question"),
        (5, "Actual spend (£k)", "drift-unit"),
    ],
)
def test_a_column_of_another_meaning_or_unit_is_asked_about_and_never_read(
    learnt: Warehouse, place: int, now: str, asked: str
):
    result = loaded(learnt, [*RENAMED[:place], now, *RENAMED[place + 1 :]], FIRST)
    assert result.status == "needs_layout"
    assert asked in codes(result)
    assert learnt.read()("from status").empty


@pytest.mark.parametrize("units", [["", "date", "", "%", "date", "£k"], None])
def test_a_row_of_units_that_changed_or_went_costs_no_row_and_no_factor(with_units: Warehouse, units: list[Any] | None):
    changed = loaded(with_units, COUNTED, *([units] if units else []), FIRST, SECOND)
    asked = [(each.code, each.place) for each in changed.problems if each.is_error]
    assert (changed.status, asked) == ("needs_layout", [("layout-notes-differ", "Return!F3" if units else "Return!A3")])
    assert loaded(with_units, COUNTED, UNITS, FIRST, SECOND).rows == {"status": 2}
    assert set(with_units.read()("select actual_cost from status")["actual_cost"]) == {1.5e6, 0.5e6}


@pytest.mark.parametrize("order", [[0, 1, 2, 5, 3, 4], [5, 4, 3, 2, 1, 0]])
def test_columns_that_moved_with_their_units_load_with_that_named(with_units: Warehouse, order: list[int]):
    moved = [[row[place] for place in order] for row in (COUNTED, UNITS, FIRST)]
    result = loaded(with_units, *moved)
    assert result.status == "accepted" and set(codes(result)) == {"drift-moved"}
    assert with_units.read()("select actual_cost from status")["actual_cost"].tolist() == [1.5e6]


def test_units_that_did_not_move_with_their_columns_are_asked_about(with_units: Warehouse):
    result = loaded(with_units, [COUNTED[3], *COUNTED[1:3], COUNTED[0], *COUNTED[4:]], UNITS, FIRST)
    asked = [(each.value, each.place) for each in result.problems if each.is_error]
    assert (result.status, asked) == ("needs_layout", [("", "Return!A3"), ("%", "Return!D3")])


def test_a_renamed_and_a_new_column_with_their_units_are_named_and_the_file_loads(with_units: Warehouse):
    result = loaded(with_units, [*COUNTED[:5], "Actual spending", "Rain"], [*UNITS, "mm"], [*FIRST, 12.0])
    assert result.status == "accepted" and sorted(codes(result)) == ["drift-added", "drift-renamed"]
    assert with_units.read()("select actual_cost from status")["actual_cost"].tolist() == [1.5e6]


def test_a_drifted_file_is_rebuilt_as_it_was_read(learnt: Warehouse):
    loaded(learnt, [*RENAMED[:2], "Delivery confidence rating", *RENAMED[3:]], FIRST)
    before = learnt.read()("from status order by all")
    learnt.save_layout("monthly", write_profile(propose([]).profile("monthly")))
    engine.rebuild(learnt)
    assert learnt.read()("from status order by all").equals(before)


def test_a_file_that_is_like_nothing_known_needs_a_layout(learnt: Warehouse):
    result = loaded(learnt, ["Weather", "Town", "Mayor"], ["wet", "York", "Li"])
    assert (result.status, codes(result)) == ("needs_layout", ["needs-a-layout"])


def test_a_broken_template_is_told_its_own_problems(learnt: Warehouse):
    rows = [["Project ID", "Report date", "% complete"], ["P1", FIRST[1], 40]]
    (result,) = engine.check(learnt, [upload({"Status": rows})]).imports
    assert result.status == "refused"
    assert {problem.code for problem in result.problems} == {"missing-column"}
