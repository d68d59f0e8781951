"""What could hurt: the register, who dropped out of it, the matrix and the money."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import (
    TODAY,
    asked,
    contribution,
    milestone,
    programme,
    project,
    register,
    report,
    risk,
    silent,
    strategy,
)
from warehouse import Warehouse

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def told(home: Warehouse, as_of: date = TODAY, **filters: Any) -> dict[str, Any]:
    return asked(home, "risk_register", as_of, "risk_id", **filters)


def publish(home: Warehouse, *risks: Any, settings: Any = None) -> None:
    home.publish([register(project(), settings=settings), status_batch(risk=list(risks))])


def test_a_risk_costs_its_exposure_times_the_middle_of_its_probability_band(home: Warehouse):
    publish(home, risk(probability=4, impact=5, cost_exposure=200.0))
    row = told(home)["R1"]
    assert (row["score"], row["zone"], row["expected_cost"]) == (20, "Red", pytest.approx(140))


def test_the_pmo_may_say_how_likely_a_level_is(home: Warehouse):
    publish(home, risk(probability=4), settings={"probability_4_percent": 80})
    assert told(home)["R1"]["expected_cost"] == pytest.approx(80)


def test_a_risk_without_exposure_has_no_expected_cost_and_that_is_not_zero(home: Warehouse):
    publish(home, risk(cost_exposure=None))
    assert told(home)["R1"]["expected_cost"] is None
    assert asked(home, "portfolio_summary")[0]["expected_cost"] is None
    assert asked(home, "project_health")[0]["expected_cost"] is None


@pytest.mark.parametrize(("impact", "zone"), [(1, "Green"), (2, "Amber"), (3, "Amber"), (4, "Red")])
def test_zones_begin_at_their_score(home: Warehouse, impact: int, zone: str):
    publish(home, risk(probability=4, impact=impact))
    assert told(home)["R1"]["zone"] == zone


def test_a_risk_that_vanishes_while_open_is_shown_as_dropped_with_its_last_words(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=JUNE), risk("R2", on=JUNE)])])
    home.publish([status_batch(risk=[risk("R2", on=JULY)])])
    row = told(home)["R1"]
    assert (row["dropped"], row["dropped_on"], row["report_date"], row["counts"]) == (True, JULY, JUNE, False)
    assert told(home)["R2"]["dropped"] is False
    summary = asked(home, "portfolio_summary")[0]
    assert (summary["open_risks"], summary["dropped_risks"]) == (1, 1)


def test_before_it_vanished_it_was_not_dropped(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=JUNE)]), silent("risk", on=JULY)])
    assert [told(home, day)["R1"]["dropped"] for day in (JULY - timedelta(1), JULY)] == [False, True]


@pytest.mark.parametrize("state", ["Closed", "Occurred"])
def test_a_risk_that_vanishes_after_its_end_is_not_listed(home: Warehouse, state: str):
    home.publish([register(project()), status_batch(risk=[risk(on=JUNE, state=state)]), silent("risk", on=JULY)])
    assert [list(told(home, day)) for day in (JUNE, JULY)] == [["R1"], []]


def test_a_risk_that_comes_back_is_no_longer_dropped_and_not_new(home: Warehouse):
    reports = [status_batch(risk=[risk(on=on)]) for on in (JUNE, AUGUST)]
    home.publish([register(project()), *reports, silent("risk", on=JULY)])
    row = told(home, AUGUST)["R1"]
    assert (row["dropped"], row["first_seen"], row["is_new"]) == (False, JUNE, False)
    assert told(home, JULY)["R1"]["dropped"] is True


def test_withdrawing_the_report_that_left_it_out_brings_a_risk_back(home: Warehouse):
    ids = home.publish([register(project()), status_batch(risk=[risk(on=JUNE)]), silent("risk", on=JULY)])
    home.withdraw(ids[-1])
    assert told(home)["R1"]["dropped"] is False


def test_a_report_without_a_risks_sheet_drops_nothing(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=JUNE)]), status_batch(status=[report(on=JULY)])])
    assert told(home)["R1"]["dropped"] is False


@pytest.mark.parametrize(("age", "new"), [(13, True), (14, False)])
def test_a_risk_is_new_for_one_cadence(home: Warehouse, age: int, new: bool):
    publish(home, risk(on=TODAY - timedelta(age)))
    assert told(home)["R1"]["is_new"] is new


def test_risks_belong_to_projects_programmes_and_strategies_and_count_upwards(home: Warehouse):
    scopes = ("P1", "G2", "S2", "P9")
    two = {"strategy": [strategy(), strategy("S2")], "programme": [programme(), programme("G2", "S2")]}
    home.publish([register(project(), **two)])
    home.publish([status_batch(risk=[risk(f"R{place}", scope) for place, scope in enumerate(scopes)])])
    found = {
        key: (row["scope_level"], row["project_id"], row["programme_id"], row["strategy_id"])
        for key, row in told(home).items()
    }
    assert found == {
        "R0": ("project", "P1", "G1", "S1"),
        "R1": ("programme", None, "G2", "S2"),
        "R2": ("strategy", None, None, "S2"),
    }
    assert sorted(told(home, strategy="S2")) == ["R1", "R2"]
    assert sorted(told(home, tier="Key")) == ["R0"]


def test_risks_of_a_closed_project_are_no_longer_the_portfolios(home: Warehouse):
    home.publish([register(project(stage="Closed")), status_batch(risk=[risk()])])
    assert told(home) == {}


def test_a_risk_names_the_milestone_it_threatens_and_whether_its_action_is_overdue(home: Warehouse):
    late = risk(threatens_milestone_id="M1", action_due=TODAY - timedelta(1))
    home.publish([register(project()), status_batch(risk=[late], milestone=[milestone()])])
    row = told(home)["R1"]
    assert (row["milestone"], row["action_overdue"]) == ("Milestone M1", True)
    assert (row["import_id"], row["source_row"]) == (2, 5)


def test_the_matrix_shows_every_cell_of_a_scale_of_any_size(home: Warehouse):
    publish(home, settings={"probability_levels": 6, "impact_levels": 4})
    cells = asked(home, "risk_matrix")
    assert [(cell["probability"], cell["impact"]) for cell in cells] == [
        (p, i) for p in range(1, 7) for i in range(1, 5)
    ]
    assert {(cell["risks"], cell["expected_cost"], cell["worst_risk_id"]) for cell in cells} == {(0, None, None)}


def test_a_cell_names_its_worst_risk_by_expected_cost(home: Warehouse):
    small, large, unknown = risk("R1"), risk("R2", cost_exposure=900.0), risk("R0", cost_exposure=None)
    publish(home, small, large, unknown, risk("R3", state="Closed", cost_exposure=9e9))
    cell = next(cell for cell in asked(home, "risk_matrix") if cell["risks"])
    assert (cell["probability"], cell["impact"], cell["risks"], cell["worst_risk_id"]) == (3, 3, 3, "R2")
    assert (cell["expected_cost"], cell["zone"], cell["worst_risk"]) == (pytest.approx(500), "Amber", "Risk R2")


def test_exposure_is_told_by_strategy_and_category(home: Warehouse):
    home.publish([register(project(), project("P2", programme_id=None), contribution=[contribution("P1", "S1", 100)])])
    risks = [risk("R1"), risk("R2", category="People", probability=5, impact=5), risk("R3", "P2", cost_exposure=None)]
    home.publish([status_batch(risk=risks)])
    rows = [tuple(row.values()) for row in asked(home, "category_exposure")]
    assert rows == [
        ("S1", "Strategy S1", "People", 1, pytest.approx(90), 25, 1, 0),
        ("S1", "Strategy S1", "Supply", 1, pytest.approx(50), 9, 0, 0),
        (None, None, "Supply", 1, None, 9, 0, 1),
    ]
