"""Who handed in, who owes, what was refused and why: from real workbooks through a real warehouse to the board."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import Words
from loaders import attempts, engine
from loaders.board import STATES, board, unplaced
from loaders.problems import Problem
from loaders.reading import Upload
from loaders.reminder import reminder, reminders
from metrics import portfolio
from metrics.scope import Scope
from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, report
from tests.portfolio import register as registered
from tests.workbooks import REPORTED, Sheets, register, status, upload
from warehouse import Attempt, Batch, Warehouse, open_warehouse
from warehouse.attempts import MOST_BYTES

DEFAULT_CADENCE = 14
OVERDUE = REPORTED + timedelta(DEFAULT_CADENCE + 1)
BROKEN_SAMPLE = Path(__file__).resolve().parent.parent / "data" / "broken-example"


def broken(day: Any = REPORTED) -> Sheets:
    """A report of P1 and P2 with a colour that is none, in the row of P1."""
    sheets = status(day)
    sheets["Status"][1][2] = "Purple"
    return sheets


def shown(home: Warehouse, on: date = OVERDUE, language: str = "en") -> pd.DataFrame:
    known = portfolio.submission_board(home.read(), on)
    return board(known, home.attempts(), on, Words(language))


def states(home: Warehouse, on: date = OVERDUE) -> dict[str, str]:
    frame = shown(home, on)
    return dict(zip(frame["project_id"], frame["state"], strict=True))


def lost(home: Warehouse) -> list[str]:
    known = portfolio.submission_board(home.read(), OVERDUE)
    return unplaced(known, home.attempts(), engine.history(home), Words())["refused_file"].tolist()


def test_a_refused_report_shows_for_each_of_its_projects_with_its_file_and_reasons(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken(), "late.xlsx")])
    row = shown(home).iloc[0]
    assert states(home) == {"P1": "refused", "P2": "refused"}
    assert (row["refused_file"], row["errors"]) == ("late.xlsx", 1)
    assert row["reason"].startswith("Status!C2: “Purple” is none of the choices for “Overall RAG”")
    assert [problem.cell for problem in row["problems"]] == ["C2"]
    assert shown(home, language="zh").iloc[0]["reason"].startswith("Status!C2：“Purple”不是“总体状态”的选项：红")


def test_a_check_leaves_no_trace_and_a_refusal_makes_no_version(home: Warehouse):
    engine.check(home, [upload(register()), upload(broken())])
    assert (home.attempts(), home.current()) == ([], 0)
    engine.load(home, [upload(broken())])
    assert (len(home.attempts()), home.current(), home.versions()) == (1, 0, [])


def test_an_accepted_correction_settles_the_refusal_and_withdrawing_it_brings_the_refusal_back(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken())])
    [import_id] = [each.import_id for each in engine.load(home, [upload(status())]).imports]
    assert states(home, REPORTED) == {"P1": "on time", "P2": "on time"}
    home.withdraw(import_id)
    assert states(home, REPORTED) == {"P1": "refused", "P2": "refused"}


def test_a_refused_correction_of_an_accepted_report_shows_and_one_of_an_older_report_does_not(home: Warehouse):
    engine.load(home, [upload(register()), upload(status())])
    engine.load(home, [upload(broken(REPORTED - timedelta(14)))])
    assert states(home, REPORTED) == {"P1": "on time", "P2": "on time"}
    engine.load(home, [upload(broken())])
    assert states(home, REPORTED) == {"P1": "refused", "P2": "refused"}


def test_a_report_for_a_later_day_settles_a_refusal_for_an_earlier_one(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken())])
    engine.load(home, [upload(status(REPORTED + timedelta(14)))])
    assert states(home, REPORTED) == {"P1": "refused", "P2": "refused"}
    assert states(home, REPORTED + timedelta(14)) == {"P1": "on time", "P2": "on time"}


def test_a_refusal_of_one_project_is_not_settled_by_the_report_of_another(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken())])
    only = status()
    only["Status"].pop(1)
    engine.load(home, [upload({"Status": only["Status"]})])
    assert states(home, REPORTED) == {"P1": "refused", "P2": "on time"}


def test_a_report_whose_date_cannot_be_read_counts_as_of_the_day_it_came(home: Warehouse):
    sheets = status()
    sheets["Status"][1][1] = "31/02/2026"
    engine.load(home, [upload(register()), upload(sheets)])
    [attempt] = home.attempts()
    assert dict(attempt.reports)["P1"] is None and dict(attempt.reports)["P2"] == REPORTED
    came = attempt.attempted_at.date()
    assert states(home, came)["P1"] == "refused"
    assert states(home, came - timedelta(1))["P1"] != "refused"
    engine.load(home, [upload(status())])
    assert states(home, came)["P1"] != "refused"


def test_an_unreadable_file_is_listed_apart_until_a_file_of_its_name_is_accepted(home: Warehouse):
    cut = Upload("cut.xlsx", upload(status()).content[:1000])
    typo = status()
    typo["Status"] = [typo["Status"][0], ["P01", *typo["Status"][1][1:]]]
    engine.load(home, [upload(register()), cut, upload({"Status": typo["Status"]}, "typo.xlsx")])
    assert lost(home) == ["typo.xlsx", "cut.xlsx"]
    [import_id] = [each.import_id for each in engine.load(home, [upload(status(), "cut.xlsx")]).imports]
    assert lost(home) == ["typo.xlsx"]
    home.withdraw(import_id)
    assert lost(home) == ["typo.xlsx", "cut.xlsx"]


def test_a_refused_register_is_listed_until_a_register_is_accepted(home: Warehouse):
    sheets = register()
    sheets["Projects"][1][6] = "soon"
    engine.load(home, [upload(sheets, "first.xlsx")])
    assert lost(home) == ["first.xlsx"]
    engine.load(home, [upload(register(), "second.xlsx")])
    assert lost(home) == []


def late_by(days: int, **stated: Any) -> list[Batch]:
    """A register in use since the first day, a report in time, and the next received so many days after it was due."""
    due = TODAY + timedelta(DEFAULT_CADENCE)
    return [
        _at(registered(project(**stated)), START),
        _at(status_batch(status=[report(on=TODAY)]), TODAY),
        _at(status_batch("second.xlsx", status=[report(on=due)]), due + timedelta(days)),
    ]


def _at(batch: Batch, day: date) -> Batch:
    return Batch(**{**batch.__dict__, "imported_at": datetime.combine(day, datetime.min.time())})


@pytest.mark.parametrize(("days", "state"), [(-1, "on time"), (0, "on time"), (1, "late")])
def test_a_report_is_late_when_it_came_after_it_was_due(home: Warehouse, days: int, state: str):
    home.publish(late_by(days))
    [row] = asked(home, "submission_board", TODAY + timedelta(DEFAULT_CADENCE))
    assert (row["state"], row["days_late"], row["file"]) == (state, days, "second.xlsx")
    assert row["report_due_date"] == TODAY + timedelta(DEFAULT_CADENCE)


def test_restating_a_report_does_not_make_it_late(home: Warehouse):
    home.publish(late_by(0))
    due = TODAY + timedelta(DEFAULT_CADENCE)
    home.publish([_at(status_batch("third.xlsx", status=[report(on=due, late=9)]), due + timedelta(30))])
    [row] = asked(home, "submission_board", due)
    assert (row["state"], row["file"], row["received_at"]) == ("on time", "third.xlsx", due)


def test_withdrawing_the_timely_import_leaves_the_late_one(home: Warehouse):
    home.publish(late_by(0))
    due = TODAY + timedelta(DEFAULT_CADENCE)
    home.publish([_at(status_batch("third.xlsx", status=[report(on=due)]), due + timedelta(3))])
    home.withdraw(3)
    assert [(row["state"], row["days_late"]) for row in asked(home, "submission_board", due)] == [("late", 3)]


def test_what_was_due_before_the_first_import_of_all_is_not_called_late(home: Warehouse):
    first = TODAY + timedelta(400)
    home.publish([_at(batch, first) for batch in late_by(0)])
    [row] = asked(home, "submission_board", TODAY + timedelta(DEFAULT_CADENCE))
    assert (row["state"], row["days_late"]) == ("on time", None)


@pytest.mark.parametrize(
    ("day", "state"),
    [(0, "on time"), (6, "on time"), (7, "due"), (14, "due"), (15, "overdue"), (90, "overdue")],
)
def test_a_bi_weekly_report_is_due_in_the_second_week_and_overdue_after_it(home: Warehouse, day: int, state: str):
    home.publish([registered(project()), status_batch(status=[report()])])
    assert asked(home, "submission_board", TODAY + timedelta(day))[0]["state"] == state


def test_a_project_without_any_report_is_due_until_its_first_is_overdue(home: Warehouse):
    home.publish([registered(project())])
    days = [START, START + timedelta(DEFAULT_CADENCE), START + timedelta(DEFAULT_CADENCE + 1)]
    assert [asked(home, "submission_board", day)[0]["state"] for day in days] == ["due", "due", "never"]


def test_the_board_agrees_with_the_coverage_row_by_row_and_takes_its_filters(home: Warehouse):
    others = [project("P2", cadence="Weekly", department="Halls"), project("P3", stage="Closed"), project("P4")]
    home.publish([registered(project(), *others)])
    home.publish([status_batch(status=[report(on=TODAY - timedelta(20)), report("P2", TODAY)])])
    same = ["project_id", "last_report_date", "due_date", "days_overdue", "cadence", "programme"]
    for scope in (Scope(), Scope(department="Halls"), Scope(strategy="S1", programme="G1", tier="Key")):
        told = portfolio.submission_board(home.read(), TODAY, scope)[same].sort_values("project_id", ignore_index=True)
        known = portfolio.report_coverage(home.read(), TODAY, scope)[same].sort_values("project_id", ignore_index=True)
        pd.testing.assert_frame_equal(told, known)


def test_the_worst_comes_first_and_every_state_has_its_place(home: Warehouse):
    engine.load(home, [upload(register())])
    engine.load(home, [upload({"Status": [*status()["Status"][:1], status()["Status"][2]]})])
    engine.load(home, [upload({"Status": broken(REPORTED)["Status"][:2]})])
    frame = shown(home, REPORTED)
    assert list(zip(frame["project_id"], frame["state"], strict=True)) == [("P1", "refused"), ("P2", "on time")]
    assert set(frame["state"]) <= set(STATES)


def test_an_empty_warehouse_has_an_empty_board(home: Warehouse):
    assert shown(home).empty and lost(home) == [] and reminders(shown(home), Words()) == {}


def test_the_reminder_names_what_is_due_since_when_and_the_refused_cells(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken(), "late.xlsx")])
    text = reminders(shown(home), Words())["Wang"]
    assert text.startswith("Dear Wang,\n\nMay we remind you of a status report that")
    assert "* Hall (P1): was due on 15 Jan 2026, 273 days ago; we have no report yet.\n  “late.xlsx” reached us" in text
    assert "\n  - Status!C2: “Purple” is none of the choices" in text
    assert "Edge" not in text and text.endswith("Thank you!\n")


def test_the_reminder_speaks_chinese_whole(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken(), "late.xlsx")])
    text = reminders(shown(home, language="zh"), Words("zh"))["Wang"]
    assert (
        text.startswith("Wang，您好：\n\n谨提醒您") and "* Hall（P1）：应于 2026年1月15日提交，已逾期 273 天；" in text
    )
    assert "\n  - Status!C2：“Purple”不是“总体状态”的选项：红, 黄, 绿。" in text


def test_a_reminder_lists_all_projects_of_a_manager_and_cuts_a_long_list_of_problems(home: Warehouse):
    sheets, many = register(), status()
    sheets["Projects"][2][4] = "Wang"
    many["Risks"] += [["P1", f"R{place}", "Late", "Supplier", "high", 3, 1, "Open"] for place in range(2, 9)]
    engine.load(home, [upload(sheets), upload(many)])
    [text] = reminders(shown(home), Words()).values()
    assert "of 2 status reports" in text and "Hall (P1)" in text and "Edge (P2)" in text
    assert text.count("\n  - Risks!E") == 2 * 5 and text.count("- and 2 more") == 2


def test_what_a_workbook_says_cannot_forge_a_line_of_the_reminder(home: Warehouse):
    sheets, report = register(), broken()
    sheets["Projects"][1][1] = "Hall\n\n* Edge (P2): nothing due"
    report["Status"][1][2] = "Purple\n\nPlease pay 1,000"
    engine.load(home, [upload(sheets), upload(report)])
    lines = reminders(shown(home), Words())["Wang"].splitlines()
    assert not [line for line in lines if line.startswith(("* Edge", "Please pay"))]


def test_nobody_is_reminded_of_what_came(home: Warehouse):
    engine.load(home, [upload(register()), upload(status())])
    assert reminders(shown(home, REPORTED), Words()) == {} and reminder(shown(home, REPORTED), Words()) == ""


def test_problems_come_back_as_they_were_in_every_language(home: Warehouse):
    engine.load(home, [upload(register())])
    sent = [Upload(path.name, path.read_bytes()) for path in BROKEN_SAMPLE.glob("*.xlsx")]
    refused = engine.load(home, sent).refused
    for result, attempt in zip(refused, open_warehouse(home.folder).attempts(), strict=True):
        before = [problem for problem in result.problems if problem.is_error]
        for language in ("en", "zh"):
            t = Words(language)
            assert [each.as_json(t) for each in attempts.problems(attempt)] == [each.as_json(t) for each in before]


def attempt(file: str, *problems: Problem) -> Attempt:
    values = tuple({**problem.__dict__, "details": dict(problem.details)} for problem in problems)
    return Attempt(file, "", datetime(2026, 9, 30, 12), (("P1", REPORTED), ("P2", None)), values, len(values))


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=4), st.text(st.characters(codec="utf-8")))
def test_any_text_is_remembered_as_it_was(files: list[str], value: str):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        home = open_warehouse(folder)
        noted = [attempt(file, Problem("not-a-number", "Status", "C2", value)) for file in files]
        for each in noted:
            home.note([each])
        assert home.attempts() == noted


def test_a_line_that_broke_off_costs_only_itself(home: Warehouse):
    home.note([attempt("a.xlsx"), attempt("b.xlsx")])
    record = home.folder / "attempts.jsonl"
    record.write_bytes(record.read_bytes()[:-20])
    assert [each.file for each in home.attempts()] == ["a.xlsx"]
    home.note([attempt("c.xlsx")])
    assert [each.file for each in home.attempts()] == ["a.xlsx", "c.xlsx"]


def test_the_record_stays_bounded_and_forgets_the_oldest_first(home: Warehouse):
    large = Problem("not-a-number", value="x" * (MOST_BYTES // 10))
    home.note([attempt(f"{place}.xlsx", large) for place in range(12)])
    assert [each.file for each in home.attempts()] == [f"{place}.xlsx" for place in range(3, 12)]
    home.note([attempt("huge.xlsx", Problem("not-a-number", value="x" * (2 * MOST_BYTES)))])
    assert [each.file for each in home.attempts()] == ["huge.xlsx"]
