"""What a programme manager owns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, milestone, programme, project, register, risk, strategy
from warehouse import Warehouse, open_warehouse

MONTH, EARLIER = date(2026, 10, 1), TODAY - timedelta(28)


def benefit(benefit_id: str = "B1", scope_id: str = "G1", on: date = TODAY, **stated: Any) -> dict[str, Any]:
    """A benefit of 10 that is due at the end of the year."""
    plain = {"measure": f"Measure {benefit_id}", "unit": "%", "due": date(2026, 12, 31), "planned": 10.0}
    return {"scope_id": scope_id, "benefit_id": benefit_id, "report_date": on} | plain | stated


def people(project_id: str, planned: float, **stated: Any) -> dict[str, Any]:
    """Planned people of one role in one month."""
    plain = {"department": "Networks", "role": "Engineer", "month": MONTH, "planned_fte": planned}
    return {"project_id": project_id, "report_date": TODAY} | plain | stated


@pytest.mark.parametrize(
    ("first", "now", "planned", "progress", "state"),
    [
        (0, 5, 10, 0.5, "under way"),
        (60, 30, 0, 0.5, "under way"),
        (60, 0, 0, 1.0, "reached"),
        (0, 12, 10, 1.2, "reached"),
        (5, 0, 10, -1.0, "under way"),
        (10, 10, 10, None, "reached"),
        (None, None, 10, None, "unmeasured"),
    ],
)
def test_progress_is_the_way_from_the_first_measurement_to_the_plan_up_or_down(
    home: Warehouse, first: float, now: float, planned: float, progress: float, state: str
):
    home.publish([register(project())])
    sent = ((EARLIER, first), (TODAY, now))
    home.publish([status_batch(benefit=[benefit(on=on, realised=was, planned=planned)]) for on, was in sent])
    [row] = asked(home, "benefit_progress", programme="G1")
    assert (row["progress"], row["state"]) == (progress, state)


def test_a_benefit_that_is_due_and_not_reached_is_overdue_even_unmeasured(home: Warehouse):
    past = {"due": TODAY - timedelta(1)}
    stated = [benefit(**past), benefit("B2", realised=10.0, **past), benefit("B3", realised=4.0, **past)]
    home.publish([register(project()), status_batch(benefit=stated)])
    states = asked(home, "benefit_progress", key="benefit_id")
    assert {key: row["state"] for key, row in states.items()} == {"B1": "overdue", "B2": "reached", "B3": "overdue"}


def test_benefits_of_projects_programmes_and_strategies_are_found_by_the_filters(home: Warehouse):
    stated = [benefit("B1", "P1"), benefit("B2", "G1"), benefit("B3", "S1")]
    home.publish([register(project("P1"), project("P2", tier="Component")), status_batch(benefit=stated)])

    def found(**filters: str) -> set[str]:
        return {row["benefit_id"] for row in asked(home, "benefit_progress", **filters)}

    assert found(strategy="S1") == {"B1", "B2", "B3"} and found(programme="G1") == {"B1", "B2"}
    assert found(tier="Key") == {"B1"} and found(tier="Component") == set() and found(programme="G9") == set()


def test_people_are_summed_here_and_set_against_what_all_projects_plan(home: Warehouse):
    places = [project("P1"), project("P2", programme_id="G2")]
    capacity = [{"department": "Networks", "role": "Engineer", "month": MONTH, "fte": 4.0}]
    listed = {"programme": [programme(), programme("G2")], "capacity": capacity}
    stated = [people("P1", 3.0, actual_fte=2.0), people("P2", 2.5), people("P1", 1.0, role="Welder")]
    home.publish([register(*places, **listed), status_batch(allocation=stated)])
    found = asked(home, "programme_people", key="role", programme="G1")
    row = found["Engineer"]
    assert (row["planned_fte"], row["actual_fte"], row["all_planned_fte"], row["over_fte"]) == (3, 2, 5.5, 1.5)
    assert (found["Welder"]["capacity_fte"], found["Welder"]["over_fte"]) == (None, None)


def test_a_dependency_is_within_waited_for_or_owed_and_tells_how_far_both_sides_are_apart(home: Warehouse):
    needed, promised = date(2026, 11, 1), date(2026, 10, 20)
    waits = {"provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": needed, "promised_for": promised}
    places = [project("P1"), project("P2", programme_id="G2")]
    listed = {"programme": [programme(), programme("G2")], "dependency": [{"dependency_id": "E1"} | waits]}
    expected = milestone("M1", forecast_date=date(2026, 11, 8))
    home.publish([register(*places, **listed), status_batch(milestone=[expected])])
    [owed], [waiting] = (asked(home, "programme_dependencies", programme=each) for each in ("G1", "G2"))
    assert (owed["direction"], waiting["direction"]) == ("owes", "waits")
    assert (owed["days_late"], owed["days_after_promise"]) == (7, 19)
    assert asked(home, "programme_dependencies", programme="G9") == []


def test_a_programme_without_a_project_is_told_with_its_risk(home: Warehouse):
    bare = [programme(), programme("G2", "S2")]
    listed = {"programme": bare, "strategy": [strategy(), strategy("S2")]}
    home.publish([register(project(), **listed), status_batch(risk=[risk(scope_id="G2", probability=5)])])
    row = asked(home, "programme_standing", key="programme_id")["G2"]
    assert (row["projects"], row["budget"], row["open_risks"]) == (0, None, 1)


def test_programmes_and_projects_outside_them_add_up_to_the_portfolio(sample_warehouse: str):
    query = open_warehouse(sample_warehouse).read()
    standing = query("from programme_standing($d)", d=TODAY)
    health = query("from project_health($d) where live", d=TODAY)
    outside = health[health["programme_id"].isna()]
    assert standing["projects"].sum() + len(outside) == len(health) == 60
    assert round(standing["budget"].sum() + outside["budget"].sum(), 2) == round(health["budget"].sum(), 2)
