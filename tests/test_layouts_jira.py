"""A Jira export: epics as projects, versions as milestones, as reports or as a portfolio."""

from __future__ import annotations

from datetime import date

import pytest

from i18n import Words
from loaders import engine
from loaders.library import shipped
from loaders.reading import Reading, Upload, read_upload
from tests.portfolio import asked
from tests.workbooks import status, upload
from warehouse import Warehouse

EXPORT = """\
Summary,Issue key,Issue id,Issue Type,Status,Status Category,Project key,Project name,Assignee,Created,Updated,\
Fix versions,Fix versions,Due date
Single sign-on,PLAT-1,10001,Epic,In Progress,In Progress,PLAT,Platform,Ana,05/Jan/26 9:12 AM,24/Sep/26 3:15 PM,2026.4,,\
18/Dec/26 12:00 AM
Audit log,PLAT-2,10002,Epic,To Do,To Do,PLAT,Platform,Ben,06/Jan/26 9:12 AM,24/Sep/26 3:16 PM,,,30/Nov/26 12:00 AM
Login page,PLAT-3,10003,Story,Done,Done,PLAT,Platform,Ana,06/Jan/26 9:12 AM,22/Sep/26 3:16 PM,2026.4,,
"Billing, export",FIN-7,10007,Epic,Done,Done,FIN,Finance,Chen,03/Feb/26 1:00 PM,20/Sep/26 8:00 AM,2026.3,2026.4,\
15/Sep/26 12:00 AM
"""
WIDE = """\
Summary,Issue key,Issue Type,Status Category,Project key,Project name,Assignee,Created,Updated|\
Fix versions,Fix versions,Fix versions,Fix versions,Fix versions|Due date
Single sign-on,PLAT-1,Epic,In Progress,PLAT,Platform,Ana,05/Jan/26,24/Sep/26 3:15 PM|2026.4,,,,|18/Dec/26 12:00 AM
Login page,PLAT-3,Story,Done,PLAT,Platform,Ana,06/Jan/26 9:12 AM,22/Sep/26 3:16 PM|2026.4,2026.5,2026.6,2026.7,2026.8|
Export,FIN-7,Epic,Done,FIN,Finance,Chen,03/Feb/26,20/Sep/26|2026.3,2026.5,2026.6,2026.7,2026.8|15/Sep/26 12:00 AM
"""
SENT = [Upload("jira.csv", EXPORT.encode())]
DAY = date(2026, 9, 30)


def with_versions(count: int) -> str:
    """The export with so many columns of versions, of which only FIN-7 fills the further ones."""
    lines = [line.split("|") for line in WIDE.splitlines()]
    return "\n".join(",".join([cells[0], *cells[1].split(",")[:count], cells[2]]) for cells in lines)


def read(layout: str, sent: str) -> Reading:
    return read_upload(Upload("jira.csv", sent.encode()), forced=shipped().profile(layout))


def load(home: Warehouse, layout: str) -> engine.Outcome:
    return engine.load(home, SENT, layout=layout)


def test_both_layouts_fit_so_somebody_is_asked_which(home: Warehouse):
    [result] = engine.check(home, SENT).imports
    assert (result.status, [problem.code for problem in result.problems]) == ("needs_layout", ["fits-two-layouts"])


def test_epics_become_a_portfolio_and_their_versions_milestones(home: Warehouse):
    load(home, "jira-portfolio")
    found = asked(home, "project_health", DAY, "project_id")
    assert {key: (row["project"], row["stage"], row["forecast_finish"]) for key, row in found.items()} == {
        "PLAT-1": ("Single sign-on", "In delivery", date(2026, 12, 18)),
        "PLAT-2": ("Audit log", "Approved", date(2026, 11, 30)),
        "FIN-7": ("Billing, export", "Closed", date(2026, 9, 15)),
    }
    milestones = {row["milestone_id"]: row["forecast_date"] for row in asked(home, "milestone_at", DAY)}
    assert milestones == {
        "PLAT-1 2026.4": date(2026, 12, 18),
        "FIN-7 2026.3": date(2026, 9, 15),
        "FIN-7 2026.4": date(2026, 9, 15),
    }


@pytest.mark.parametrize("layout", ["jira-report", "jira-portfolio"])
@pytest.mark.parametrize("versions", [1, 2, 3, 5])
def test_an_export_may_have_one_column_of_versions_or_several(layout: str, versions: int):
    reading = read(layout, with_versions(versions))
    expected = ["2026.4", "2026.3", "2026.5", "2026.6", "2026.7", "2026.8"][: versions + 1]
    assert reading.sheets["milestone"].columns["milestone"] == expected
    [left_out] = [problem for problem in reading.problems if problem.code == "rows-left-out"]
    assert [(each.key, each.many) for each in left_out.details["rows"]] == [("left_out.other", 1)]


@pytest.mark.parametrize("summary", ["Summary", "Summary text"])
@pytest.mark.parametrize("versions", [1, 2, 3, 5])
def test_versions_that_are_not_there_are_neither_missed_nor_taken_from_elsewhere(summary: str, versions: int):
    sent = with_versions(versions).replace("Status Category", "Colour").replace("Summary", summary)
    reading = read_upload(Upload("jira.csv", sent.encode()))
    assert reading.layout.name == "jira-report"
    assert len(reading.sheets["milestone"]) == versions + 1
    drifted = [problem.value for problem in reading.problems if problem.code.startswith("drift-")]
    assert drifted == (["Summary"] if summary != "Summary" else [])


def test_a_column_that_several_tables_miss_is_told_once_with_all_that_came_from_it():
    sent = "\n".join(line.partition(",")[2] for line in with_versions(1).splitlines())
    [gone] = [each for each in read_upload(Upload("jira.csv", sent.encode())).problems if "drift-" in each.code]
    assert (gone.code, gone.value) == ("drift-gone", "Summary")
    sent = with_versions(1).replace("Due date", "Colour")
    asked_for = [each for each in read_upload(Upload("jira.csv", sent.encode())).problems if "drift-" in each.code]
    assert [(each.code, each.value) for each in asked_for] == [("drift-question", "Due date")]
    assert "Approved finish, Baseline date" in asked_for[0].message(Words())


def test_versions_under_another_heading_are_all_read_and_told_once():
    sent = with_versions(5).replace("Fix versions", "Fix version").replace("Status Category", "Colour")
    reading = read_upload(Upload("jira.csv", sent.encode()))
    assert [problem.code for problem in reading.problems if problem.code.startswith("drift-")] == ["drift-renamed"]
    assert len(reading.sheets["milestone"]) == 6


def test_the_stories_are_left_out_and_counted_once(home: Warehouse):
    [result] = load(home, "jira-portfolio").imports
    [left_out] = [problem for problem in result.problems if problem.code == "rows-left-out"]
    assert [(each.key, each.many) for each in left_out.details["rows"]] == [("left_out.other", 1)]


def test_as_reports_epics_speak_for_registered_projects_only(home: Warehouse):
    [result] = load(home, "jira-report").imports
    assert {(p.code, p.cell) for p in result.problems if p.is_error} == {("unknown-id", c) for c in ("B2", "B3", "B5")}


def test_what_is_wrong_with_a_cell_that_feeds_two_tables_is_told_once(home: Warehouse):
    [result] = load(home, "jira-report").imports
    assert [p.cell for p in result.problems if p.code == "unknown-id"] == ["B2", "B3", "B5"]


def test_a_blank_cell_that_feeds_two_tables_is_told_once(home: Warehouse):
    sent = EXPORT.replace("24/Sep/26 3:15 PM", "")
    [result] = engine.check(home, [Upload("jira.csv", sent.encode())], layout="jira-portfolio").imports
    assert [(p.code, p.cell) for p in result.problems if p.cell == "K2"] == [("missing-value", "K2")]


def test_two_columns_that_are_missing_are_both_told_though_they_are_missing_at_one_place(home: Warehouse):
    sheets = status()
    sheets["Status"] = [[*row[:3], *row[5:]] for row in sheets["Status"]]
    [result] = engine.check(home, [upload(sheets)]).imports
    missing = [(p.cell, p.details["heading"].en) for p in result.problems if p.code == "missing-column"]
    assert missing == [("A1", "% complete"), ("A1", "Forecast finish")]
