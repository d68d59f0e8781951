"""What would become of the rows of a proposal, on the command line too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from loaders import engine
from loaders.__main__ import app
from loaders.applying import fitting, lay_out
from loaders.parse import parse
from loaders.problems import Problem
from loaders.profile import read_profile
from loaders.proposal import preview, propose, with_column
from loaders.workbook import decode
from tests.proposals import CHINESE, FINISH, FIRST, RENAMED, SECOND
from tests.real import REAL, needs_real_data
from tests.workbooks import REPORTED, register, upload
from warehouse import open_warehouse

TITLED = [["Return"], ["Quarter 3"], [], ["Please fill in"]]


def read(sheets: dict[str, list[list[Any]]]) -> dict[str, list[Any]]:
    """The rows that a proposal makes of a workbook, by column."""
    decoded = decode(upload(sheets).content, "report.xlsx")
    (layout,), problems = lay_out(propose(decoded).profile("x"), decoded)
    rows, wrong = parse(layout, set())
    assert [problem.code for problem in [*problems, *wrong] if problem.is_error] == []
    return {name: values for name, values in rows.columns.items() if any(value is not None for value in values)}


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 4), st.sampled_from([RENAMED, CHINESE]), st.booleans())
def test_a_proposal_reads_the_values_that_stand_there(order: list[int], title: int, headings: list[str], across: bool):
    rows = [[line[place] for place in order] for line in (headings, FIRST, SECOND)]
    rows = [list(line) for line in zip(*rows, strict=True)] if across else [*TITLED[:title], *rows]
    found = read({"Return": rows})
    millions = 1_000_000 if headings is RENAMED else 1
    assert found == {
        "project_id": ["P1", "P2"],
        "report_date": [REPORTED, REPORTED],
        "overall_rag": ["Green", "Amber"],
        "percent_complete": [40, 70],
        "forecast_finish": [FINISH, date(2026, 12, 31)],
        "actual_cost": [1.5 * millions, 0.5 * millions],
    }


def test_two_heading_rows_units_labels_and_left_out_rows_are_read_as_proposed():
    rows = [
        ["Return"],
        ["As at", None, REPORTED],
        ["Project", None, "Status", None, "Finish"],
        ["No.", "Name", "Overall", "% complete", "Forecast"],
        ["text", "text", "R/A/G", "%", "dd/mm/yyyy"],
        ["e.g. P99", "Example", "G", 1, FINISH],
        ["P1", "Hall", "On track", 20, FINISH],
        ["Total", None, None, None, None],
    ]
    found = read({"Return": rows, "Notes": [["By hand"]]})
    assert (found["project_id"], found["report_date"], found["overall_rag"]) == (["P1"], [REPORTED], ["Green"])


def test_a_preview_counts_the_rows_that_would_be_read_and_those_that_would_not():
    rows = [RENAMED, FIRST, ["P2", REPORTED, "Purple", "many", FINISH, 1], ["P3", REPORTED, "R", 50, "soon", 1]]
    decoded = decode(upload({"Return": rows}).content, "report.xlsx")
    found = preview(propose(decoded), decoded)
    assert [(each.table, each.rows, each.wrong) for each in found.tables] == [("status", 3, 2)]
    assert {problem.cell for problem in found.problems if problem.is_error} == {"C3", "D3", "E4"}
    mended = preview(with_column(propose(decoded), "status", "overall_rag", constant="Amber"), decoded)
    assert {problem.cell for problem in mended.problems if problem.is_error} == {"D3", "E4"}


def test_the_proposed_profile_fits_the_file_it_came_from_and_next_months():
    decoded = decode(upload({"Status Sep 2026": [RENAMED, FIRST], "Notes": [["By hand"]]}).content, "a.xlsx")
    later = decode(upload({"Status Oct 2026": [RENAMED, SECOND], "Notes": [["By hand"]]}).content, "b.xlsx")
    profile = propose(decoded).profile("x")
    assert fitting([profile], decoded) == fitting([profile], later) == [profile]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path


def run(folder: Path, rows: list[list[Any]], *arguments: str) -> Any:
    path = folder / "return.xlsx"
    path.write_bytes(upload({"Return": rows}).content)
    return CliRunner().invoke(app, ["propose", str(path), *arguments])


def test_the_command_prints_what_feeds_what_and_the_gaps(folder: Path):
    result = run(folder, [[*RENAMED[:2], "Weather", *RENAMED[3:]], ["P1", REPORTED, "Sunny", 40, FINISH, 1]], "--json")
    printed = json.loads(result.stdout)
    assert (result.exit_code, printed["loadable"]) == (1, False)
    assert [each["column"] for each in printed["missing"]] == ["overall_rag"]
    (table,) = printed["sheets"][0]["tables"]
    assert {each["heading"]: each["column"] for each in table["columns"]}["Proj. No."] == "project_id"
    assert printed["rows"] == {"status": {"rows": 1, "wrong": 0}}


def test_the_command_speaks_to_people(folder: Path):
    result = run(folder, [RENAMED, FIRST, ["Total", None, None, None, None, 2]])
    assert result.exit_code == 0
    assert "Proj. No." in result.stdout and "Status: 1 row would be read" in result.stdout


def test_the_command_says_what_to_do_with_a_file_of_which_nothing_is_recognised(folder: Path):
    result = run(folder, [["Suppe", "Fisch"], ["Montag", "Freitag"]], "--save", "menu")
    assert result.exit_code == 1 and open_warehouse(folder / "warehouse").layouts() == {}
    assert "Intake page" in result.stdout and "docs/layouts.md" in result.stdout


def test_the_command_knows_the_registered_projects(folder: Path):
    engine.load(open_warehouse(folder / "warehouse"), [upload(register(), "register.xlsx")])
    assert run(folder, [["Vorhaben", *RENAMED[1:]], FIRST, SECOND]).exit_code == 0


def test_a_proposal_is_kept_as_a_layout_that_fits_the_next_file(folder: Path):
    assert json.loads(run(folder, [RENAMED, FIRST], "--save", "monthly", "--json").stdout)["saved"] == "monthly"
    profile = read_profile(open_warehouse(folder / "warehouse").layouts()["monthly"])
    later = decode(upload({"Return": [["New title"], RENAMED, SECOND]}).content, "b.xlsx")
    assert fitting([profile], later) == [profile]


def test_nothing_is_kept_while_something_required_is_missing_or_the_name_is_none(folder: Path):
    incomplete = run(folder, [RENAMED[:5], ["P1", REPORTED, "G", "x", FINISH]], "--save", "monthly", "--json")
    assert (incomplete.exit_code, json.loads(incomplete.stdout)["saved"]) == (1, "")
    assert run(folder, [RENAMED, FIRST], "--save", "../x", "--json").exit_code == 1
    assert open_warehouse(folder / "warehouse").layouts() == {}


def test_a_file_that_cannot_be_read_says_why(folder: Path):
    path = folder / "return.xlsx"
    path.write_bytes(b"%PDF-1.7")
    result = CliRunner().invoke(app, ["propose", str(path), "--json"])
    assert result.exit_code == 1
    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["not-a-workbook"]


@needs_real_data
def test_a_form_workbook_of_twenty_sheets_is_proposed_without_a_false_certainty():
    file = REAL / "uk-towns-fund" / "TF_Round_3_Success.xlsx"
    found = propose(decode(file.read_bytes(), file.name))
    risk = next(feed for _, feed in found.feeds() if feed.table == "risk")
    assert {match.column for match in risk.matches} >= {"risk_id", "risk", "category", "probability", "impact"}
    assert [column.name for column in risk.missing] == ["scope_id", "state"]
    assert not found.is_loadable


def test_another_table_on_the_same_sheet_is_not_read_and_that_is_said():
    other = [["Risk", "Owner", "Due"], ["Crane", "Li", "2026-10-01"], ["Flood", "Kim", "2026-11-01"], []]
    both = {"Return": [*other, RENAMED, FIRST]}
    sheets = decode(upload(both).content, "a.xlsx")
    assert not isinstance(sheets, Problem)
    seen = preview(propose(sheets), sheets)
    [outside] = [problem for problem in seen.problems if problem.code == "rows-outside"]
    assert (outside.cell, outside.details["last"]) == ("A1", 3)
    alone = decode(upload({"Return": [["Monthly return"], ["By", "Kim"], [], RENAMED, FIRST]}).content, "a.xlsx")
    assert not isinstance(alone, Problem)
    assert "rows-outside" not in [problem.code for problem in preview(propose(alone), alone).problems]
