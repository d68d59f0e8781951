"""The portfolio in one row, what waits for a decision, and what changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from metrics import portfolio
from metrics.scope import Scope
from tests.batches import status_batch
from tests.portfolio import FINISH, START, TODAY, asked, decision, milestone, project, register, report, risk, silent
from warehouse import Warehouse

BEFORE = TODAY - timedelta(14)


def mixed(home: Warehouse) -> None:
    """A green, an amber, a red, a stale and a silent project, and one that is closed."""
    names = ("green", "amber", "red", "stale", "silent")
    projects = [project(name, tier="Key" if name == "red" else "Component") for name in names]
    home.publish([register(*projects, project("closed", stage="Closed", budget=5e9))])
    late = {"green": 0, "amber": 3, "red": 90, "closed": 300}
    reports = [report(name, late=days, actual_cost=10.0) for name, days in late.items()]
    home.publish([status_batch(status=[*reports, report("stale", TODAY - timedelta(60), late=7)])])


def changes(home: Warehouse, kind: str) -> list[tuple[Any, ...]]:
    rows = asked(home, "portfolio_changes", BEFORE, to_date=TODAY)
    return [(row["subject"], row["was"], row["becomes"], row["days"]) for row in rows if row["kind"] == kind]


def test_the_summary_counts_live_projects_by_rating_and_freshness(home: Warehouse):
    mixed(home)
    row = asked(home, "portfolio_summary")[0]
    assert [row[name] for name in ("projects", "green", "amber", "red", "unrated")] == [5, 1, 1, 1, 2]
    assert [row[name] for name in ("reported", "stale", "not_reported", "oldest_report_days")] == [3, 1, 1, 60]
    assert [row[name] for name in ("key_projects", "late", "key_late", "total_days_late")] == [1, 3, 1, 100]
    assert (row["budget"], row["actual_cost"], row["estimate_at_completion"]) == (5000, 30, None)
    assert (row["greener_than_evidence"], row["latest_report_date"], row["previous_date"]) == (2, TODAY, BEFORE)


def test_the_mix_adds_up_to_the_projects_and_knows_the_period_before(home: Warehouse):
    mixed(home)
    rows = asked(home, "status_mix")
    assert [(row["rating"], row["projects"], row["projects_before"]) for row in rows] == [
        ("Green", 1, 0),
        ("Amber", 1, 0),
        ("Red", 1, 0),
        ("Not rated", 2, 5),
    ]


def test_red_projects_need_intervention_worst_first(home: Warehouse):
    home.publish([register(*(project(name) for name in ("P1", "P2", "P3", "P4")))])
    overrun = report("P4", late=90, estimate_at_completion=2000.0)
    home.publish([status_batch(status=[report("P1", late=41), report("P2", late=90), report("P3", late=1), overrun])])
    rows = asked(home, "interventions")
    assert [(row["place"], row["project_id"]) for row in rows] == [(1, "P4"), (2, "P2"), (3, "P1")]


def test_open_decisions_wait_with_their_days_and_the_milestone_they_block(home: Warehouse):
    overdue = decision("D2", needed_by=TODAY - timedelta(9), waiting_milestone_id="M1")
    waiting = [decision("D1", needed_by=TODAY + timedelta(4)), overdue]
    blocked = milestone(forecast_date=date(2027, 1, 10))
    home.publish([register(project(), body=[{"body_id": "B1", "body": "Board"}])])
    taken = decision("D3", state="Taken")
    home.publish([status_batch(decision=[{**row, "body_id": "B1"} for row in (*waiting, taken)], milestone=[blocked])])
    rows = asked(home, "decisions_waiting")
    assert [(row["decision_id"], row["days_overdue"], row["milestone_days_late"]) for row in rows] == [
        ("D2", 9, 10),
        ("D1", -4, None),
    ]
    assert rows[0]["body"] == "Board"
    summary = asked(home, "portfolio_summary")[0]
    assert (summary["decisions_waiting"], summary["decisions_overdue"]) == (2, 1)


def test_changes_tell_moved_finishes_and_flipped_ratings(home: Warehouse):
    home.publish([register(project(), project("P2"))])
    home.publish([status_batch(status=[report(on=BEFORE), report("P2", BEFORE)])])
    home.publish([status_batch(status=[report(late=90), report("P2")])])
    moved = str(FINISH), str(FINISH + timedelta(90))
    assert changes(home, "finish") == [("Project P1", *moved, 90)]
    assert changes(home, "rating") == [("Project P1", "Green", "Red", None)]


def test_changes_tell_new_and_dropped_risks_and_re_baselines(home: Warehouse):
    home.publish([register(project()), register(project(approved_finish=FINISH + timedelta(30)), on=TODAY)])
    home.publish([status_batch(risk=[risk("R1", on=BEFORE)]), silent("risk", on=TODAY - timedelta(7))])
    home.publish([status_batch(risk=[risk("R2", probability=5, impact=5)])])
    assert changes(home, "risk new") == [("Risk R2", None, "Red", None)]
    assert changes(home, "risk dropped") == [("Risk R1", "Amber", None, None)]
    assert changes(home, "rebaseline") == [("Project P1", str(FINISH), str(FINISH + timedelta(30)), 30)]


def test_the_greatest_change_of_each_kind_is_told_before_the_second_of_any(home: Warehouse):
    home.publish([register(project(), project("P2"))])
    home.publish([status_batch(status=[report(on=BEFORE), report("P2", BEFORE)])])
    home.publish([status_batch(status=[report(late=90), report("P2", late=1)])])
    rows = asked(home, "portfolio_changes", BEFORE, to_date=TODAY)
    assert [(row["kind"], row["project_id"]) for row in rows] == [
        ("rating", "P1"), ("finish", "P1"), ("rating", "P2"), ("finish", "P2"),
    ]  # fmt: skip


@pytest.mark.parametrize("scope", [Scope(), Scope("S1", "G1", "Networks", "Key")])
def test_an_empty_warehouse_answers_every_question(home: Warehouse, scope: Scope):
    query = home.read()
    summary = portfolio.portfolio_summary(query, TODAY, scope)
    assert (summary["projects"], summary["open_risks"], summary["decisions_overdue"]) == (0, 0, 0)
    for ask in (portfolio.project_health, portfolio.status_mix, portfolio.interventions, portfolio.report_coverage):
        assert ask(query, TODAY, scope).empty
    assert portfolio.portfolio_changes(query, START, TODAY, scope).empty
    assert portfolio.report_dates(query, TODAY) == []


def test_turning_red_is_told_before_turning_amber(home: Warehouse):
    home.publish([register(project(), project("P2"))])
    home.publish([status_batch(status=[report(on=BEFORE), report("P2", BEFORE, late=1)])])
    home.publish([status_batch(status=[report(late=1), report("P2", late=90)])])
    assert [change[2] for change in changes(home, "rating")] == ["Red", "Amber"]
