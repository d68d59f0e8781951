"""What the risks of a view cost, and what was set aside for just these."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from metrics.monte_carlo import loss_simulation
from metrics.risk import cell_risks, dropped_risks, opportunities
from metrics.scope import EVERYTHING, Scope
from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, contribution, programme, project, register, risk, silent, strategy
from warehouse import Warehouse

CHANGED = TODAY - timedelta(10)


@pytest.fixture
def shared(home: Warehouse) -> Warehouse:
    """P1 serves S1 alone; P2 serves S2 most and S1 a little. Each has a risk of 50 expected."""
    two = {
        "strategy": [strategy("S1", contingency=60.0), strategy("S2", contingency=1000.0)],
        "programme": [programme("G1", "S1"), programme("G2", "S2")],
        "contribution": [contribution("P2", "S2", 70), contribution("P2", "S1", 30)],
        "appetite": [{"category": "Supply", "appetite": 10.0}],
    }
    home.publish([register(project("P1"), project("P2", programme_id="G2"), **two)])
    home.publish([status_batch(risk=[risk("R1", delay_exposure_days=8.0), risk("R2", "P2")])])
    return home


def total(home: Warehouse, **scope: Any) -> dict[str, Any]:
    [row] = asked(home, "exposure_total", **scope)
    return dict(row)


def test_the_whole_portfolio_is_compared_with_all_contingency(shared: Warehouse):
    row = total(shared)
    assert (row["compared"], row["contingency"], row["expected_cost"], row["elsewhere_risks"]) == (
        "portfolio", 1060, 100, 0,
    )  # fmt: skip
    assert (row["expected_delay_days"], row["undated_risks"], row["unpriced_risks"]) == (4, 1, 0)


def test_a_strategy_is_compared_with_its_own_contingency_and_a_shared_project_counts_where_it_serves_most(
    shared: Warehouse,
):
    row = total(shared, strategy="S1")
    assert (row["compared"], row["contingency"], row["expected_cost"]) == ("strategy", 60, 50)
    assert (row["elsewhere_risks"], row["elsewhere_cost"]) == (1, 50)
    assert {each["strategy_id"] for each in asked(shared, "exposure_trend", strategy="S1")} == {"S1"}
    assert loss_simulation(shared.read(), TODAY, Scope("S1")).risks == 1


def test_the_strategies_add_up_to_the_portfolio(shared: Warehouse):
    parts = [total(shared, strategy=name) for name in ("S1", "S2")]
    for name in ("risks", "expected_cost", "contingency"):
        assert sum(part[name] for part in parts) == total(shared)[name]


@pytest.mark.parametrize("part", [{"programme": "G1"}, {"department": "Networks"}, {"tier": "Key"}])
@pytest.mark.parametrize("strategy_id", [None, "S1"])
def test_a_part_of_a_strategy_is_compared_with_nothing(
    shared: Warehouse, part: dict[str, str], strategy_id: str | None
):
    row = total(shared, strategy=strategy_id, **part)
    assert (row["compared"], row["contingency"]) == (None, None) and row["risks"]
    assert {each["contingency"] for each in asked(shared, "exposure_trend", strategy=strategy_id, **part)} == {None}


def test_the_appetite_of_the_portfolio_is_no_measure_for_a_part(shared: Warehouse):
    assert {row["appetite"] for row in asked(shared, "risk_exposure")} == {10}
    for part in ({"strategy": "S1"}, {"programme": "G1"}, {"tier": "Key"}):
        found = asked(shared, "risk_exposure", **part)
        assert {(row["appetite"], row["share_of_appetite"]) for row in found} == {(None, None)}


def test_a_report_on_a_scale_of_another_size_keeps_its_chances_in_the_trend(home: Warehouse):
    scales = [register(project(), on=START)]
    scales.append(register(project(), on=CHANGED, settings={"probability_levels": 6, "impact_levels": 4}))
    told = [risk(on=CHANGED - timedelta(20), probability=5), risk("R2", "G1", probability=6)]
    home.publish([*scales, status_batch(risk=told)])
    # 5 of 5 is 90 %, 6 of 6 is 11/12.
    assert total(home)["expected_cost"] == pytest.approx(90 + 100 * 11 / 12)
    assert asked(home, "exposure_trend")[-1]["expected_cost"] == pytest.approx(90 + 100 * 11 / 12)


def test_a_cell_of_the_matrix_tells_its_expected_delay(home: Warehouse):
    levels = {"inherent_probability": 5, "inherent_impact": 3}
    home.publish([register(project()), status_batch(risk=[risk(delay_exposure_days=10.0, **levels), risk("R2")])])
    for measure, days in (("residual", 5), ("inherent", 9)):
        cells = [row for row in asked(home, "risk_matrix", measure=measure) if row["risks"]]
        assert [row["expected_delay_days"] for row in cells] == [days]
    assert list(home.read()("from risk_matrix($d)", d=TODAY).columns)[-1] == "expected_delay_days"
    assert len(cell_risks(home.read(), TODAY, EVERYTHING, (3, 3))) == 2


@pytest.mark.parametrize("budget", [0.0, None])
def test_a_budget_of_nothing_is_no_measure_of_a_risk(home: Warehouse, budget: float | None):
    home.publish([register(project(budget=budget)), status_batch(risk=[risk(cost_exposure=1e5)])])
    assert asked(home, "risk_escalation") == []


def test_a_risk_without_a_response_was_not_escalated_by_its_owner(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(probability=5)])])
    assert [row["escalated"] for row in asked(home, "risk_escalation")] == [False]


def test_opportunities_are_gains_and_a_dropped_one_is_no_dropped_risk(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk("O1", on=CHANGED, kind="Opportunity")])])
    assert list(opportunities(home.read(), CHANGED)["expected_gain"]) == [50]
    home.publish([silent("risk")])
    assert list(dropped_risks(home.read(), TODAY)["kind"]) == ["Opportunity"]
    assert asked(home, "portfolio_summary")[0]["dropped_risks"] == 0
