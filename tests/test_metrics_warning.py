"""What announces trouble, report by report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.batches import status_batch
from tests.histories import ROUND, days, reported
from tests.portfolio import TODAY, asked, milestone, project, register
from warehouse import Warehouse


def warned(home: Warehouse, as_of: date = TODAY, **named: Any) -> dict[str, Any]:
    return asked(home, "early_warnings", as_of, "warning", **named)


@pytest.fixture
def one(home: Warehouse) -> Warehouse:
    """A portfolio of one project."""
    home.publish([register(project())])
    return home


@pytest.mark.parametrize(
    ("late", "raised"),
    [([0, 7, 14], 14), ([0, 14, 14], 14), ([0, 0, 13], None), ([0, 14], None), ([20, 10, 0], None), ([9, 0, 30], 21)],
)
def test_a_finish_that_moves_half_of_the_time_over_three_reports_slips_on(
    one: Warehouse, late: list[int], raised: int | None
):
    reported(one, late)
    assert warned(one).get("slipping", {"days": None})["days"] == raised


@pytest.mark.parametrize(
    ("complete", "raised"),
    [((40, 40, 40), 28), ((40, 40, 41), None), ((0, 0, 0), None), ((40, 40), None), ((100, 100, 100), None)],
)
def test_the_same_per_cent_complete_in_three_reports_is_no_progress(
    one: Warehouse, complete: tuple[float, ...], raised: int | None
):
    reported(one, [0] * len(complete), percent_complete=complete)
    assert warned(one).get("stalled", {"days": None})["days"] == raised


@pytest.mark.parametrize(
    ("summaries", "raised"),
    [
        (("All well.", "All well."), True),
        (("All well.", " all WELL. "), True),
        (("All well.", "All well, mostly."), False),
        ((None, None), False),
        (("", ""), False),
        (("Same", "Other", "Same"), False),
    ],
)
def test_a_summary_that_repeats_the_one_before_is_pasted(one: Warehouse, summaries: tuple[Any, ...], raised: bool):
    reported(one, [0] * len(summaries), summary=summaries)
    assert ("pasted" in warned(one)) is raised


@pytest.mark.parametrize(
    ("was_due_in", "moved_to", "done", "raised"),
    [
        (-3, 11, None, 14),
        (13, 20, None, 7),
        (14, 20, None, None),
        (5, 5, None, None),
        (5, 1, None, None),
        (-3, 11, 0, None),
    ],
)
def test_a_date_moved_before_the_next_report_would_have_come_was_moved_when_due(
    one: Warehouse, was_due_in: int, moved_to: int, done: int | None, raised: int | None
):
    """Days are counted from the report that moves it."""
    reported(one, [0, 0])
    before = milestone(on=TODAY - days(ROUND), forecast_date=TODAY + days(was_due_in))
    actual = None if done is None else TODAY + days(done)
    now = milestone(on=TODAY, forecast_date=TODAY + days(moved_to), actual_date=actual)
    one.publish([status_batch(milestone=[before]), status_batch(milestone=[now])])
    assert warned(one).get("moved when due", {"days": None})["days"] == raised


@pytest.mark.parametrize(
    ("colour", "critical", "late", "raised"),
    [("Green", True, 5, 5), ("Amber", True, 5, None), ("Green", False, 5, None), ("Green", True, 0, None)],
)
def test_green_with_a_late_critical_milestone_is_a_warning(
    one: Warehouse, colour: str, critical: bool, late: int, raised: int | None
):
    reported(one, [0], overall_rag=[colour])
    due = date(2026, 12, 31)
    one.publish([status_batch(milestone=[milestone(critical=critical, forecast_date=due + days(late))])])
    found = warned(one).get("green while late", {"days": None, "milestone_id": None})
    assert (found["days"], found["milestone_id"]) == (raised, "M1" if raised else None)


@pytest.mark.parametrize(("expected", "raised"), [(9, 9), (0, None), (-4, None)])
def test_a_project_waits_too_long_for_what_its_provider_expects_later(
    home: Warehouse, expected: int, raised: int | None
):
    need = {"provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": date(2026, 12, 1)}
    home.publish([register(project("P1"), project("P2"), dependency=[{"dependency_id": "D1"} | need])])
    home.publish([status_batch(milestone=[milestone("M1", "P1", forecast_date=need["needed_by"] + days(expected))])])
    reported(home, [0], "P2")
    found = warned(home).get("waiting", {"days": None, "project_id": None})
    assert (found["days"], found["project_id"]) == (raised, "P2" if raised else None)


def test_only_the_latest_report_of_a_live_project_warns(home: Warehouse):
    home.publish([register(project("P1"), project("P2", stage="Closed"))])
    for project_id in ("P1", "P2"):
        reported(home, [0, 14, 28], project_id)
    assert [row["project_id"] for row in asked(home, "early_warnings")] == ["P1"]
    assert "slipping" not in warned(home, TODAY - days(1))
