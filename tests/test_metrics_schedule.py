"""How late the work is, against which baseline, and how that moved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import FINISH, START, TODAY, asked, milestone, project, register, report
from warehouse import Warehouse

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def baselines(home: Warehouse, *days: tuple[date, int]) -> list[int]:
    batches = [register(project(approved_finish=FINISH + timedelta(moved)), on=on) for on, moved in days]
    return home.publish(batches)


def variance(home: Warehouse, as_of: date = TODAY) -> Any:
    return asked(home, "schedule_variance", as_of)[0]


def test_lateness_is_told_against_the_first_and_the_approved_finish(home: Warehouse):
    baselines(home, (START, 0), (JUNE, 30))
    home.publish([status_batch(status=[report(late=50)])])
    row = variance(home)
    assert (row["days_late_first"], row["days_late"], row["rebaselines"]) == (50, 20, 1)
    assert (row["first_finish"], row["approved_finish"]) == (FINISH, FINISH + timedelta(30))


def test_before_the_re_baseline_its_day_looked_different(home: Warehouse):
    baselines(home, (START, 0), (JUNE, 30))
    home.publish([status_batch(status=[report(on=START, late=50)])])
    row = variance(home, JUNE - timedelta(1))
    assert (row["days_late"], row["rebaselines"]) == (50, 0)


def test_only_changes_of_the_approved_finish_are_counted(home: Warehouse):
    baselines(home, (START, 0), (JUNE, 30), (JULY, 30), (TODAY, 0))
    assert variance(home)["rebaselines"] == 2


def test_a_withdrawn_register_is_no_baseline(home: Warehouse):
    first, *_ = baselines(home, (START, 0), (JUNE, 30))
    home.withdraw(first)
    row = variance(home)
    assert (row["first_finish"], row["rebaselines"]) == (FINISH + timedelta(30), 0)


def test_slip_is_measured_against_the_report_before(home: Warehouse):
    home.publish([register(project())])
    home.publish([status_batch(status=[report(on=on, late=late)]) for on, late in ((JUNE, 5), (JULY, 12), (TODAY, 9))])
    assert [variance(home, day)["slip_since_last"] for day in (JUNE, JULY, TODAY)] == [None, 7, -3]
    assert variance(home)["previous_forecast"] == FINISH + timedelta(12)


def test_a_restated_report_is_not_the_report_before(home: Warehouse):
    home.publish([register(project())])
    home.publish([status_batch(status=[report(on=on, late=late)]) for on, late in ((JUNE, 5), (TODAY, 80), (TODAY, 9))])
    assert variance(home)["slip_since_last"] == 4


def test_a_project_that_never_reported_has_dates_but_no_days(home: Warehouse):
    home.publish([register(project())])
    row = variance(home)
    unknown = ("forecast_finish", "previous_forecast", "days_late", "days_late_first", "slip_since_last")
    assert [row[name] for name in unknown] == [None] * 5
    assert row["approved_finish"] == FINISH


def test_the_worst_comes_first_and_the_unknown_last(home: Warehouse):
    home.publish([register(*(project(name) for name in ("P1", "P2", "P3")))])
    home.publish([status_batch(status=[report("P2", late=3), report("P3", late=8)])])
    assert [row["project_id"] for row in asked(home, "schedule_variance")] == ["P3", "P2", "P1"]


def test_the_trend_tells_each_period_as_it_was_known_then(home: Warehouse):
    baselines(home, (START, 0), (TODAY, 30))
    days = [TODAY - timedelta(14 * back) for back in (2, 1, 0)]
    home.publish([status_batch(status=[report(on=on, late=late)]) for on, late in zip(days, (10, 20, 35), strict=True)])
    trend = asked(home, "slip_trend", TODAY + timedelta(3))
    assert len(trend) == 26
    assert [(row["period_date"], row["total_days_late"]) for row in trend[-3:]] == list(
        zip(days, (10, 20, 5), strict=True)
    )
    assert (trend[0]["projects"], trend[0]["total_days_late"]) == (0, None)


def test_the_trend_follows_the_baseline(home: Warehouse):
    baselines(home, (START, 0), (TODAY, 30))
    days = [TODAY - timedelta(14 * back) for back in (2, 1, 0)]
    home.publish([status_batch(status=[report(on=on, late=late)]) for on, late in zip(days, (10, 20, 35), strict=True)])
    first = asked(home, "slip_trend", baseline="first")[-3:]
    moved = asked(home, "slip_trend", baseline="previous")[-3:]
    assert [row["total_days_late"] for row in first] == [10, 20, 35]
    assert [row["total_days_late"] for row in moved] == [None, 10, 15]


def test_early_projects_do_not_pay_for_late_ones(home: Warehouse):
    home.publish([register(project("P1"), project("P2"))])
    home.publish([status_batch(status=[report("P1", late=10), report("P2", late=-10)])])
    last = asked(home, "slip_trend")[-1]
    assert (last["projects"], last["late"], last["total_days_late"], last["mean_days_late"]) == (2, 1, 10, 5)


@pytest.mark.parametrize(
    ("stated", "state"),
    [
        ({"forecast_date": TODAY - timedelta(1)}, "missed"),
        ({"forecast_date": None, "baseline_date": TODAY - timedelta(1)}, "missed"),
        ({"forecast_date": TODAY}, "due"),
        ({"forecast_date": TODAY + timedelta(30)}, "due"),
        ({"forecast_date": TODAY + timedelta(31)}, None),
        ({"forecast_date": TODAY - timedelta(1), "actual_date": TODAY - timedelta(2)}, None),
    ],
)
def test_a_milestone_is_missed_or_due_by_its_forecast_unless_reached(
    home: Warehouse, stated: dict[str, Any], state: str
):
    home.publish([register(project())])
    home.publish([status_batch(milestone=[milestone(**stated)])])
    assert [row["state"] for row in asked(home, "milestones_due")] == ([state] if state else [])


def test_how_far_ahead_milestones_are_due_can_be_asked(home: Warehouse):
    home.publish([register(project())])
    home.publish([status_batch(milestone=[milestone(forecast_date=TODAY + timedelta(60))])])
    assert [len(asked(home, "milestones_due", days=days)) for days in (30, 90)] == [0, 1]


DEPENDENCY = {"dependency_id": "D1", "provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": JULY}


@pytest.mark.parametrize(
    ("stated", "promised", "expected"),
    [
        ({"forecast_date": JULY + timedelta(9)}, JULY, (JULY + timedelta(9), 9, "too late")),
        ({"forecast_date": JULY - timedelta(2)}, None, (JULY - timedelta(2), -2, "in time")),
        ({"forecast_date": JULY, "actual_date": JULY + timedelta(1)}, None, (JULY + timedelta(1), 1, "delivered")),
        ({"forecast_date": None}, JULY + timedelta(3), (JULY + timedelta(3), 3, "too late")),
        ({"forecast_date": None}, None, (None, None, None)),
    ],
)
def test_a_dependency_is_measured_by_what_its_provider_expects_now(
    home: Warehouse, stated: dict[str, Any], promised: date | None, expected: tuple[Any, ...]
):
    dependency = [DEPENDENCY | {"promised_for": promised}]
    home.publish([register(project("P1"), project("P2"), dependency=dependency)])
    home.publish([status_batch(status=[report("P1")], milestone=[milestone(**stated)])])
    [row] = asked(home, "dependency_outlook")
    assert (row["expected_on"], row["days_late"], row["state"]) == expected
    assert (row["provider_project_id"], row["receiver_project"]) == ("P1", "Project P2")


def test_a_dependency_stands_though_its_milestone_was_never_reported(home: Warehouse):
    home.publish([register(project("P1"), project("P2"), dependency=[DEPENDENCY | {"promised_for": JULY}])])
    [row] = asked(home, "dependency_outlook")
    assert (row["expected_on"], row["state"], row["provider_project"]) == (JULY, "not reported", None)
