"""The colour of the evidence: which rule decides, with what words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, register, report, risk
from warehouse import Warehouse

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


def rated(home: Warehouse, *reports: Any, risks: tuple[Any, ...] = (), settings: Any = None, **stated: Any) -> Any:
    home.publish([register(project(**stated), settings=settings)])
    home.publish([status_batch(status=list(reports), risk=list(risks))])
    row = asked(home, "project_health")[0]
    return row["rag_evidence"], row["rag_rule"], row["rag_reason"]


@pytest.mark.parametrize(
    ("late", "colour", "rule", "reason"),
    [
        (-5, "Green", "on track", "On or before the approved finish"),
        (0, "Green", "on track", "On or before the approved finish"),
        (1, "Amber", "schedule", "1 day late, 0.2 % of the approved 400 days (amber above 0 %)"),
        (39, "Amber", "schedule", "39 days late, 9.7 % of the approved 400 days (amber above 0 %)"),
        (40, "Red", "schedule", "40 days late, 10 % of the approved 400 days (red from 10 %)"),
        (62, "Red", "schedule", "62 days late, 15.5 % of the approved 400 days (red from 10 %)"),
    ],
)
def test_days_late_are_measured_against_the_approved_duration(
    home: Warehouse, late: int, colour: str, rule: str, reason: str
):
    assert rated(home, report(late=late)) == (colour, rule, reason)


@pytest.mark.parametrize(
    ("estimate", "colour", "rule", "reason"),
    [
        (1000, "Green", "on track", "On or before the approved finish"),
        (1001, "Amber", "cost", "Estimate at completion 0.1 % over budget (amber above 0 %)"),
        (1050, "Amber", "cost", "Estimate at completion 5 % over budget (amber above 0 %)"),
        (1050.01, "Red", "cost", "Estimate at completion 5.1 % over budget (red above 5 %)"),
        (1123, "Red", "cost", "Estimate at completion 12.3 % over budget (red above 5 %)"),
    ],
)
def test_the_estimate_at_completion_is_measured_against_the_budget(
    home: Warehouse, estimate: float, colour: str, rule: str, reason: str
):
    assert rated(home, report(estimate_at_completion=estimate)) == (colour, rule, reason)


def test_the_first_rule_that_attains_the_worst_level_gives_the_reason(home: Warehouse):
    assert rated(home, report(late=100, estimate_at_completion=2000))[:2] == ("Red", "schedule")


def test_a_red_cost_outweighs_an_amber_schedule(home: Warehouse):
    assert rated(home, report(late=1, estimate_at_completion=2000))[:2] == ("Red", "cost")


@pytest.mark.parametrize("due", [None, YESTERDAY])
def test_an_open_red_zone_risk_without_an_action_in_date_is_amber_at_least(home: Warehouse, due: date | None):
    found = rated(home, report(), risks=(risk("R12", probability=5, impact=3, action_due=due),))
    assert found == ("Amber", "risk", "Open risk R12 in the red zone without an action in date")


@pytest.mark.parametrize(
    "answer", [{"action_due": TODAY}, {"action_due": TOMORROW}, {"state": "Closed"}, {"impact": 2}]
)
def test_a_risk_that_is_answered_closed_or_small_changes_nothing(home: Warehouse, answer: dict[str, Any]):
    assert rated(home, report(), risks=(risk(**{"probability": 5, "impact": 3} | answer),))[0] == "Green"


def test_without_an_estimate_a_project_is_green_by_its_schedule_only(home: Warehouse):
    assert rated(home, report(late=None, estimate_at_completion=None)) == (
        None, None, "No forecast finish and no estimate at completion",
    )  # fmt: skip


def test_an_estimate_alone_is_evidence_enough(home: Warehouse):
    reason = "Estimate at completion within the budget"
    assert rated(home, report(late=None, estimate_at_completion=900)) == ("Green", "on track", reason)


def test_a_duration_of_no_days_makes_any_delay_red_and_none_infinite(home: Warehouse):
    same_day = {"approved_start": date(2027, 2, 5), "approved_finish": date(2027, 2, 5)}
    assert rated(home, report(late=1), **same_day) == (
        "Red", "schedule", "1 day late, with no approved duration (red from 10 %)",
    )  # fmt: skip


def test_a_duration_of_no_days_on_time_is_green(home: Warehouse):
    same_day = {"approved_start": date(2027, 2, 5), "approved_finish": date(2027, 2, 5)}
    assert rated(home, report(late=0), **same_day)[0] == "Green"


def test_any_cost_on_no_budget_is_red(home: Warehouse):
    found = rated(home, report(estimate_at_completion=1), budget=0.0)
    assert found == ("Red", "cost", "Estimate at completion on no budget (red above 5 %)")


def test_all_thresholds_come_from_settings(home: Warehouse):
    settings = {"schedule_amber_above_percent": 5, "schedule_red_from_percent": 20, "cost_red_above_percent": 50}
    assert rated(home, report(late=20), settings=settings) == (
        "Green", "on track", "20 days late, 5 % of the approved 400 days (green up to 5 %)",
    )  # fmt: skip


def test_thresholds_are_those_of_the_day(home: Warehouse):
    home.publish([register(project()), register(project(), on=TODAY, settings={"schedule_red_from_percent": 50})])
    home.publish([status_batch(status=[report(on=YESTERDAY, late=60)])])
    colours = [asked(home, "project_health", day)[0]["rag_evidence"] for day in (YESTERDAY, TODAY)]
    assert colours == ["Red", "Amber"]


def test_a_reported_colour_stays_beside_the_evidence(home: Warehouse):
    home.publish([register(project())])
    home.publish([status_batch(status=[report(late=90)])])
    row = asked(home, "project_health")[0]
    assert (row["rag_reported"], row["rag_evidence"]) == ("Green", "Red")


def test_before_its_register_a_project_is_not_there(home: Warehouse):
    home.publish([register(project())])
    assert asked(home, "project_health", START - timedelta(1)) == []
