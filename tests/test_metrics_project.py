"""How a project came to stand where it does."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.batches import status_batch
from tests.portfolio import FINISH, START, TODAY, asked, decision, milestone, project, register, report, risk
from warehouse import Warehouse, open_warehouse

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
TOLD = ["project_id", "report_date", "rag_reported", "rag_evidence", "days_late", "approved_finish", "budget"]


@pytest.mark.parametrize("day", [date(2025, 11, 12), date(2026, 4, 1), date(2026, 7, 8), date(2026, 9, 16), TODAY])
def test_the_history_has_the_colours_that_every_project_had_on_the_day_of_its_report(sample_warehouse: str, day: date):
    query = open_warehouse(sample_warehouse).read()
    history = query("from project_history($as_of) where report_date = $as_of", as_of=day)[TOLD]
    health = query("from project_health($as_of) where report_date = $as_of", as_of=day)[TOLD]
    assert len(history) > 40
    by_project = [frame.sort_values("project_id").reset_index(drop=True) for frame in (history, health)]
    pd.testing.assert_frame_equal(*by_project, check_dtype=False)


def test_a_report_is_judged_by_the_register_and_the_thresholds_of_its_day(home: Warehouse):
    strict = {"schedule_red_from_percent": 1}
    moved = project(approved_finish=FINISH + timedelta(30))
    home.publish([register(project()), register(moved, on=JULY, settings=strict)])
    home.publish([status_batch(status=[report(on=on, late=35)]) for on in (JUNE, JULY)])
    before, after = asked(home, "project_history", project="P1")
    assert (before["days_late"], before["rag_evidence"]) == (35, "Amber")
    assert (after["days_late"], after["rag_evidence"]) == (5, "Red")


def test_a_risk_counts_from_its_report_on_and_only_until_it_is_answered(home: Warehouse):
    home.publish([register(project())])
    bad = {"probability": 5, "impact": 5}
    stated = ((JUNE, {}), (JULY, bad), (TODAY, bad | {"action_due": TODAY}))
    home.publish([status_batch(status=[report(on=on)], risk=[risk(on=on, **said)]) for on, said in stated])
    assert [row["rag_evidence"] for row in asked(home, "project_history")] == ["Green", "Amber", "Green"]


def test_a_restated_report_stands_once_and_a_withdrawn_one_not_at_all(home: Warehouse):
    home.publish([register(project())])
    sent = [(JUNE, 5), (JULY, 12), (JULY, 9)]
    *_, last = home.publish([status_batch(status=[report(on=on, late=late)]) for on, late in sent])
    assert [row["days_late"] for row in asked(home, "project_history")] == [5, 9]
    home.withdraw(last)
    assert [row["days_late"] for row in asked(home, "project_history")] == [5, 12]


def test_before_its_first_register_a_report_has_no_evidence(home: Warehouse):
    home.publish([register(project(), on=JULY)])
    home.publish([status_batch(status=[report(on=JUNE, late=80)])])
    [row] = asked(home, "project_history")
    assert (row["rag_reported"], row["rag_evidence"], row["days_late"]) == ("Green", None, None)


def test_a_milestone_tells_its_state_and_what_threatens_it(home: Warehouse):
    passed = TODAY - timedelta(3)
    stones = [
        milestone("M1", forecast_date=passed),
        milestone("M2", actual_date=passed, forecast_date=None),
        milestone("M3"),
    ]
    threat = [risk(threatens_milestone_id="M3"), risk("R2", threatens_milestone_id="M3", state="Closed")]
    waiting = [decision(waiting_milestone_id="M1"), decision("D2", waiting_milestone_id="M1", state="Taken")]
    home.publish(
        [register(project()), status_batch(status=[report()], milestone=stones, risk=threat, decision=waiting)]
    )
    found = asked(home, "project_milestones", key="milestone_id", project="P1")
    assert {key: row["state"] for key, row in found.items()} == {"M1": "missed", "M2": "delivered", "M3": "due"}
    assert (found["M3"]["threats"], found["M1"]["threats"], found["M1"]["decisions_waiting"]) == (1, 0, 1)
    assert found["M2"]["days_late"] == (passed - date(2026, 12, 31)).days


def test_a_profile_names_its_people_and_when_the_next_report_is_due(home: Warehouse):
    home.publish([register(project(manager_time_percent=25.0)), status_batch(status=[report(on=START)])])
    [row] = asked(home, "project_profile", project="P1")
    assert (row["manager_time_percent"], row["due_date"]) == (25, START + timedelta(14))
    assert asked(home, "project_profile", project="P9") == []
