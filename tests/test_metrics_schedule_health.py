"""Schedule health: the published CPLI, and which milestones fail which check."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, milestone, project, register, report, risk
from warehouse import Warehouse

YESTERDAY, BEFORE = TODAY - timedelta(1), TODAY - timedelta(14)


def health(home: Warehouse, *milestones: dict[str, Any], **stated: Any) -> Any:
    home.publish([register(project(**stated)), status_batch(status=[report()], milestone=milestones)])
    return asked(home, "schedule_health")[0]


@pytest.mark.parametrize(("length", "floating", "cpli"), [(720, -60, 0.9167), (80, 20, 1.25)])
def test_the_published_critical_path_length_index_comes_out(home: Warehouse, length: int, floating: int, cpli: float):
    approved, forecast = TODAY + timedelta(length + floating), TODAY + timedelta(length)
    home.publish([register(project(approved_finish=approved)), status_batch(status=[report(forecast_finish=forecast)])])
    assert round(asked(home, "schedule_health")[0]["cpli"], 4) == cpli


def test_where_nothing_lies_ahead_there_is_no_path_to_measure(home: Warehouse):
    home.publish([register(project()), status_batch(status=[report(forecast_finish=TODAY)])])
    assert asked(home, "schedule_health")[0]["cpli"] is None


def test_the_baseline_execution_index_counts_what_was_reached_against_what_was_due(home: Warehouse):
    due = {"baseline_date": BEFORE, "forecast_date": BEFORE}
    hit = milestone("M1", actual_date=BEFORE, **due)
    late = milestone("M2", actual_date=YESTERDAY, **due)
    never = milestone("M3", baseline_date=BEFORE, forecast_date=TODAY + timedelta(9))
    row = health(home, hit, late, never, milestone("M4"))
    assert (row["due"], row["done"], row["missed"]) == (3, 2, 2)
    assert row["bei"] == pytest.approx(2 / 3) and row["hit_task_percent"] == pytest.approx(100 / 3)


def test_the_current_execution_index_asks_what_the_report_before_expected(home: Warehouse):
    home.publish([register(project())])
    for on, actual in ((BEFORE, None), (TODAY, YESTERDAY)):
        soon = [milestone(name, on=on, forecast_date=YESTERDAY) for name in ("M1", "M2")]
        soon[0] |= {"actual_date": actual}
        home.publish([status_batch(milestone=[*soon, milestone("M3", on=on)])])
    row = asked(home, "schedule_health")[0]
    assert (row["expected"], row["cei"]) == (2, 0.5)


@pytest.mark.parametrize(
    ("stated", "flag"),
    [
        ({"forecast_date": YESTERDAY}, "invalid dates"),
        ({"actual_date": TODAY + timedelta(1)}, "invalid dates"),
        ({"forecast_date": date(2027, 1, 1)}, "negative float"),
        ({"baseline_date": YESTERDAY, "actual_date": TODAY}, "missed"),
        ({}, "long tasks"),
    ],
)
def test_a_finding_names_its_milestone(home: Warehouse, stated: dict[str, Any], flag: str):
    home.publish([register(project()), status_batch(milestone=[milestone(**stated)])])
    assert [row["milestone_id"] for row in asked(home, "schedule_findings", failed=flag)] == ["M1"]


def test_without_milestones_their_checks_are_not_computed_and_nothing_passes(home: Warehouse):
    row = health(home)
    assert [row[name] for name in ("bei", "hit_task_percent", "cei", "missed", "invalid_dates")] == [None] * 5
    assert row["checks"] == 1  # CPLI needs only the status


@pytest.mark.parametrize(("complete", "past"), [(99, 1), (None, 1), (100, 0)])
def test_a_finish_before_its_report_is_past_unless_the_work_is_complete(
    home: Warehouse, complete: int | None, past: int
):
    stated = {"forecast_finish": YESTERDAY, "percent_complete": complete}
    home.publish([register(project("P1"), project("P2"), project("P3")), status_batch(status=[report("P1", **stated)])])
    home.publish([status_batch(status=[report("P2")])])
    told = {row["project_id"]: row["days_past_finish"] for row in asked(home, "schedule_health")}
    assert told == {"P1": past, "P2": 0, "P3": None}
    check = asked(home, "schedule_checks", key="check_name")["finish passed"]
    assert (check["value"], check["judged"], check["passes"]) == (past, 2, not past)


def test_of_dcmas_fourteen_checks_seven_can_be_told_from_sheets(home: Warehouse):
    due = milestone("M2", baseline_date=BEFORE, actual_date=BEFORE)
    home.publish([register(project())])
    home.publish([status_batch(status=[report()], milestone=[milestone(), due], risk=[risk(owner=None)])])
    rows = asked(home, "schedule_checks")
    fourteen = [row for row in rows if row["dcma"]]
    assert [row["dcma"] for row in fourteen] == list(range(1, 15))
    assert [row["dcma"] for row in fourteen if row["computable"]] == [7, 8, 9, 10, 11, 13, 14]
    assert {row["check_name"]: row["value"] for row in rows}["owners missing"] == 1
