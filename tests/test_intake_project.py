"""A plan of Microsoft Project, saved as XML, is a sheet of milestones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders import engine
from loaders.reading import Reading, Upload, read_upload
from tests.workbooks import register, upload
from warehouse import Warehouse

PLAN = Path(__file__).with_name("files").joinpath("plan.xml").read_text("utf-8")


def read(plan: str | bytes = PLAN) -> Reading:
    return read_upload(Upload("plan.xml", plan.encode() if isinstance(plan, str) else plan))


def changed(old: str, new: str, count: int = -1) -> str:
    assert old in PLAN
    return PLAN.replace(old, new, count)


def unmeasured(*finishes: str) -> str:
    """The plan without the baselines of these days."""
    plan = PLAN
    for finish in finishes:
        baseline = f"<Baseline><Number>0</Number><Finish>{finish}T17:00:00</Finish></Baseline>"
        assert baseline in plan
        plan = plan.replace(baseline, "")
    return plan


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.cell, problem.value) for problem in reading.problems]


def test_tasks_flagged_as_milestones_are_the_milestones() -> None:
    reading = read()
    rows = reading.sheets["milestone"]
    assert reading.problems == []
    assert rows.columns["milestone_id"] == ["P1-3", "P1-5", "P1-7"]
    assert rows.columns["milestone"] == ["Shell & roof closed", "Permit", "开业"]
    assert rows.columns["baseline_date"] == [date(2026, 6, 1), date(2026, 8, 1), date(2026, 12, 31)]
    assert rows.columns["forecast_date"] == [date(2026, 6, 20), date(2026, 8, 14), date(2027, 1, 15)]
    assert rows.columns["critical"] == [True, False, None]
    assert set(rows.columns["project_id"]) == {"P1"} and set(rows.columns["report_date"]) == {date(2026, 9, 30)}


def test_a_milestone_is_done_when_its_finish_is_actual_or_it_is_complete() -> None:
    assert read().sheets["milestone"].columns["actual_date"] == [date(2026, 6, 22), date(2026, 8, 14), None]


def test_a_plan_is_published_beside_the_register(home: Warehouse) -> None:
    sent = [upload(register(), "register.xlsx"), Upload("plan.xml", PLAN.encode())]
    assert [result.status for result in engine.load(home, sent).imports] == ["accepted", "accepted"]
    assert home.read()("from milestone")["milestone_id"].tolist() == ["P1-3", "P1-5", "P1-7"]


def test_a_plan_of_an_unknown_project_is_refused_in_the_rows_after_the_ids_of_its_tasks(home: Warehouse) -> None:
    plan = changed("<Subject>P1<", "<Subject>P9<")
    result = engine.check(home, [upload(register(), "register.xlsx"), Upload("plan.xml", plan.encode())]).refused[0]
    assert [(p.code, p.sheet, p.cell, p.value) for p in result.problems] == [
        ("unknown-id", "Milestones", cell, "P9") for cell in ("A4", "A6", "A8")
    ]


def test_tasks_added_after_the_baseline_was_set_are_left_out_and_named_and_the_rest_is_published(
    home: Warehouse,
) -> None:
    plan = unmeasured("2026-08-01", "2026-12-31")
    sent = [upload(register(), "register.xlsx"), Upload("plan.xml", plan.encode())]
    result = engine.load(home, sent).accepted[1]
    assert [(p.code, p.value, p.is_error) for p in result.problems] == [("without-baseline", "Permit; 开业", False)]
    assert home.read()("from milestone")["milestone_id"].tolist() == ["P1-3"]


def test_many_names_of_tasks_without_a_baseline_are_cut_short() -> None:
    [(code, _, value)] = told(read(unmeasured("2026-08-01").replace("Permit", "Permit of the city " * 20)))
    assert (code, len(value), value[-1]) == ("without-baseline", 80, "…")


def test_a_plan_without_any_baseline_gives_nothing_and_is_refused() -> None:
    reading = read(unmeasured("2026-06-01", "2026-08-01", "2026-12-31"))
    assert {problem.code for problem in reading.problems if problem.is_error} == {"nothing-filled-in"}
    assert ("without-baseline", "", "Shell & roof closed; Permit; 开业") in told(reading)


def test_phases_without_a_baseline_do_not_count_as_milestones() -> None:
    plan = unmeasured("2026-06-01").replace("<Milestone>1<", "<Milestone>0<")
    assert told(read(plan)) == [("without-baseline", "", "Shell"), ("nothing-filled-in", "", "")]


def test_a_plan_without_milestones_gives_its_phases_and_says_so() -> None:
    reading = read(changed("<Milestone>1<", "<Milestone>0<"))
    assert reading.sheets["milestone"].columns["milestone_id"] == ["P1-11"]
    assert told(reading) == [("phases-as-milestones", "", "1")]


def test_a_plan_without_phases_either_has_nothing_filled_in() -> None:
    plan = changed("<Milestone>1<", "<Milestone>0<").replace("<Summary>1<", "<Summary>0<")
    assert told(read(plan)) == [("nothing-filled-in", "", "")]


@pytest.mark.parametrize(
    ("plan", "assumed"),
    [
        (changed("<Subject>P1</Subject>", ""), "A hall for all"),
        (changed("<Subject>P1</Subject>", "").replace("<Title>A hall for all</Title>", "<Title/>"), "hall"),
    ],
)
def test_a_plan_without_a_subject_goes_by_its_title_or_name_and_says_so(plan: str, assumed: str) -> None:
    reading = read(plan)
    assert told(reading) == [("project-id-assumed", "", assumed)]
    assert set(reading.sheets["milestone"].columns["project_id"]) == {assumed}


@pytest.mark.parametrize(
    ("gone", "day"),
    [
        (("StatusDate",), date(2026, 10, 1)),
        (("StatusDate", "CurrentDate"), date(2026, 10, 2)),
    ],
)
def test_without_a_status_date_the_plan_speaks_for_the_day_it_was_current(gone: tuple[str, ...], day: date) -> None:
    plan = changed("<LastSaved>2026-10-01", "<LastSaved>2026-10-02")
    for name in gone:
        plan = plan.replace(f"{name}>", "Other>")
    assert set(read(plan).sheets["milestone"].columns["report_date"]) == {day}


def test_a_date_that_is_none_is_told_at_its_cell() -> None:
    assert ("not-a-date", "E8", "soon") in told(read(changed("2027-01-15T17:00:00", "soon")))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_plan_may_be_written_in_any_encoding_of_xml(encoding: str) -> None:
    plan = PLAN.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)
    assert read(plan).sheets["milestone"].columns["milestone"][2] == "开业"


@pytest.mark.parametrize(
    "plan",
    [
        changed("<Project ", '<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project '),
        changed("<Project ", '<!DOCTYPE Project SYSTEM "file:///etc/hostname"><Project '),
        changed("<Tasks>", "<Tasks>" + "<Task>" * 200),
        PLAN[: len(PLAN) // 2],
        changed("Permit", "&undeclared;"),
    ],
    ids=["entities", "external", "deep", "cut off", "undeclared"],
)
def test_a_plan_that_is_broken_or_does_what_no_plan_does_is_refused(plan: str) -> None:
    assert told(read(plan)) == [("damaged", "", "")]
