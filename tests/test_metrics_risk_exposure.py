"""What risks cost against the appetite, what is done about them, and which belong a level up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, milestone, programme, project, register, risk, strategy
from warehouse import Warehouse

COLUMNS = ["strategy_id", "category", "risks", "expected_cost", "expected_delay_days", "appetite", "share_of_appetite"]
OLD = TODAY - timedelta(100)


def test_exposure_names_its_columns_as_agreed(home: Warehouse):
    assert list(home.read()("from risk_exposure($d)", d=TODAY).columns)[:7] == COLUMNS


def test_exposure_takes_its_share_of_the_appetite_of_its_category(home: Warehouse):
    bearable = [{"category": "supply ", "appetite": 200.0}]
    risks = [risk(delay_exposure_days=10.0), risk("R2", category="People", cost_exposure=None)]
    home.publish([register(project(), appetite=bearable), status_batch(risk=risks)])
    found = {row["category"]: row for row in asked(home, "risk_exposure")}
    supply, people = found["supply"], found["People"]
    assert (supply["expected_cost"], supply["expected_delay_days"], supply["share_of_appetite"]) == (50, 5, 0.25)
    assert (people["expected_cost"], people["appetite"], people["share_of_appetite"]) == (None, None, None)


def test_the_trend_of_the_exposure_ends_with_what_the_register_shows_today(home: Warehouse):
    days = [TODAY - timedelta(14 * back) for back in (2, 1, 0)]
    told = [risk(on=day, cost_exposure=cost) for day, cost in zip(days, (100.0, 200.0, 300.0), strict=True)]
    home.publish([register(project(), strategy=[strategy(contingency=120.0)]), status_batch(risk=told)])
    found = asked(home, "exposure_trend")
    assert [(row["period_date"], row["expected_cost"], row["contingency"]) for row in found] == [
        (day, cost, 120) for day, cost in zip(days, (50, 100, 150), strict=True)
    ]
    assert found[-1]["expected_cost"] == sum(row["expected_cost"] for row in asked(home, "risk_exposure"))


@pytest.mark.parametrize(
    ("stated", "state"),
    [
        ({"owner": None, "action_due": TODAY}, "no owner"),
        ({"owner": "Li"}, "no action"),
        ({"owner": "Li", "response": "Accept"}, "accepted"),
        ({"owner": "Li", "action_due": TODAY - timedelta(1)}, "overdue"),
        ({"owner": "Li", "action_due": TODAY}, "in date"),
    ],
)
def test_what_is_done_about_a_risk_has_one_state(home: Warehouse, stated: dict[str, Any], state: str):
    home.publish([register(project()), status_batch(risk=[risk(**stated)])])
    assert asked(home, "risk_actions")[0]["state"] == state


def test_the_promised_reduction_is_compared_with_what_was_reached(home: Warehouse):
    levels = {"inherent_probability": 5, "inherent_impact": 4, "target_probability": 2, "target_impact": 2}
    home.publish([register(project()), status_batch(risk=[risk(on=OLD, probability=3, impact=4, **levels)])])
    row = asked(home, "risk_actions")[0]
    assert (row["inherent_score"], row["score"], row["target_score"]) == (20, 12, 4)
    assert (row["promised"], row["achieved"], row["achieved_share"], row["age_days"]) == (16, 8, 0.5, 100)


def test_nothing_promised_is_no_share_of_nothing(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk()])])
    assert asked(home, "risk_actions")[0]["achieved_share"] is None


def rules(home: Warehouse, **stated: Any) -> list[str]:
    home.publish([register(project(budget=1e6)), status_batch(risk=[risk(**stated)])])
    found = asked(home, "risk_escalation") if home.current() else []
    return list(found[0]["rules"]) if found else []


@pytest.mark.parametrize(
    ("stated", "held"),
    [
        ({}, []),
        ({"response": "Escalate"}, ["response"]),
        ({"probability": 5}, ["score"]),
        ({"cost_exposure": 1e5}, ["exposure"]),
        ({"probability": 5, "on": OLD}, ["score", "age"]),
    ],
)
def test_a_risk_belongs_a_level_up_by_rules_that_are_named(home: Warehouse, stated: dict[str, Any], held: list[str]):
    assert rules(home, **stated) == held


def test_a_risk_to_what_another_programme_waits_for_belongs_a_level_up(home: Warehouse):
    two = {"programme": [programme(programme_manager="Mo"), programme("G2", "S1")]}
    waits = [{"dependency_id": "D1", "provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": TODAY}]
    home.publish([register(project(), project("P2", programme_id="G2"), dependency=waits, **two)])
    home.publish([status_batch(risk=[risk(threatens_milestone_id="M1", cost_exposure=None)], milestone=[milestone()])])
    [row] = asked(home, "risk_escalation")
    assert (list(row["rules"]), row["waiting_project"], row["goes_to"], row["answers"]) == (
        ["cross-programme"], "Project P2", "Programme", "Mo",
    )  # fmt: skip


def test_a_programmes_own_risk_goes_to_the_sponsor_of_its_strategy(home: Warehouse):
    home.publish([register(project(), strategy=[strategy(sponsor="Wu")])])
    home.publish([status_batch(risk=[risk(scope_id="G1", response="Escalate")])])
    [row] = asked(home, "risk_escalation")
    assert (row["goes_to"], row["answers"], row["escalated"]) == ("Portfolio", "Wu", True)
