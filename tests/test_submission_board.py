"""Which refusals the board shows, and until when: from real workbooks through a real warehouse."""

from __future__ import annotations

from datetime import date, timedelta

from i18n import Words
from loaders import engine
from loaders.board import STATES, unplaced
from loaders.reading import Upload
from loaders.reminder import reminders
from metrics import portfolio
from tests.submissions import OVERDUE, broken, shown
from tests.workbooks import REPORTED, register, status, upload
from warehouse import Warehouse


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


def test_a_folder_loaded_again_does_not_bring_back_a_refusal_that_was_corrected(home: Warehouse):
    folder = [upload(register()), upload(broken(), "late.xlsx")]
    engine.load(home, folder)
    engine.load(home, [upload(status(), "corrected.xlsx")])
    engine.load(home, folder)
    assert len(home.attempts()) == 1
    assert states(home, REPORTED) == {"P1": "on time", "P2": "on time"}


def test_the_same_file_refused_for_other_reasons_is_another_refusal(home: Warehouse):
    engine.load(home, [upload(broken())])
    engine.load(home, [upload(register()), upload(broken())])
    before, after = (len(each.problems) for each in home.attempts())
    assert before > after == 1


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


def test_the_worst_comes_first_and_every_state_has_its_place(home: Warehouse):
    engine.load(home, [upload(register())])
    engine.load(home, [upload({"Status": [*status()["Status"][:1], status()["Status"][2]]})])
    engine.load(home, [upload({"Status": broken(REPORTED)["Status"][:2]})])
    frame = shown(home, REPORTED)
    assert list(zip(frame["project_id"], frame["state"], strict=True)) == [("P1", "refused"), ("P2", "on time")]
    assert set(frame["state"]) <= set(STATES)


def test_an_empty_warehouse_has_an_empty_board(home: Warehouse):
    assert shown(home).empty and lost(home) == [] and reminders(shown(home), Words()) == {}
