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


@pytest.fixture
def learnt(home: Warehouse) -> Warehouse:
    """A warehouse that has the register and has learnt the layout of a monthly return."""
    engine.load(home, [upload(register(), "register.xlsx")])
    sheets = decode(upload({"Return": [RENAMED, FIRST]}).content, "return.xlsx")
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
def test_a_row_of_units_that_changed_or_went_costs_no_row_and_no_factor(home: Warehouse, units: list[Any] | None):
    engine.load(home, [upload(register(), "register.xlsx")])
    headings, known = [*RENAMED[:5], "Actual spend"], ["", "date", "", "%", "date", "£m"]
    sheets = decode(upload({"Return": [headings, known, FIRST]}).content, "return.xlsx")
    home.save_layout("monthly", write_profile(propose(sheets).profile("monthly")))
    changed = loaded(home, headings, *([units] if units else []), FIRST, SECOND)
    assert (changed.status, [each.place for each in changed.problems if each.is_error]) == ("refused", ["Return!A3"])
    assert [each.code for each in changed.problems if each.is_error] == ["layout-notes-differ"]
    assert loaded(home, headings, known, FIRST, SECOND).rows == {"status": 2}
    assert set(home.read()("select actual_cost from status")["actual_cost"]) == {1.5e6, 0.5e6}


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
