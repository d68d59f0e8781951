"""The simulated losses: right where a formula knows the answer, correlated where a cause is shared, and fast."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrics.monte_carlo import TRIALS, Assumed, loss_simulation, simulated
from tests.drawn import DAY
from tests.portfolio import register
from warehouse import Warehouse, open_warehouse

USUAL = Assumed(spread=0.5, shared=0.6)


def risks(chance: list[float], cost: list[float], cause: list[str | None] | None = None) -> pd.DataFrame:
    named = {"scope_id": "P1", "risk_id": [f"R{n}" for n in range(len(chance))], "risk": "x"}
    return pd.DataFrame(named | {"chance": chance, "cost_exposure": cost, "cause_id": cause or [None] * len(chance)})


def moments(frame: pd.DataFrame, spread: float = USUAL.spread) -> tuple[float, float]:
    """Mean and variance of independent risks: E = Σ p·c, Var = Σ p·c²·(1 + spread²/6) − (p·c)²."""
    p, c = frame["chance"], frame["cost_exposure"]
    return float((p * c).sum()), float((p * c**2 * (1 + spread**2 / 6) - (p * c) ** 2).sum())


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    some.lists(some.tuples(some.floats(0.01, 0.99), some.floats(1, 1000)), min_size=2, max_size=40),
    some.floats(0, 1),
    some.integers(0, 99),
)
def test_independent_risks_agree_with_the_closed_form_within_the_error_of_the_trials(
    drawn: list, spread: float, seed: int
):
    frame = risks([p for p, _ in drawn], [c for _, c in drawn])
    mean, variance = moments(frame, spread)
    found = simulated(frame, Assumed(spread, shared=0.6), seed=seed)
    assert found.mean == pytest.approx(mean, abs=4.5 * (variance / TRIALS) ** 0.5)
    fourth = ((found.totals - found.mean) ** 4).mean()
    assert found.totals.var() == pytest.approx(
        variance, abs=5 * ((fourth - variance**2) / TRIALS) ** 0.5 + 1e-6 * variance
    )


def test_the_chance_of_no_loss_is_the_product_of_the_chances_of_none():
    found = simulated(risks([0.1, 0.2, 0.3], [5.0, 7.0, 9.0]), USUAL)
    expected = 0.9 * 0.8 * 0.7
    assert (found.totals == 0).mean() == pytest.approx(expected, abs=4 * (expected * (1 - expected) / TRIALS) ** 0.5)


def test_risks_of_one_cause_keep_their_mean_and_have_a_longer_tail():
    alone = simulated(risks([0.1] * 20, [100.0] * 20), USUAL)
    together = simulated(risks([0.1] * 20, [100.0] * 20, ["one supplier"] * 20), USUAL)
    assert together.mean == pytest.approx(alone.mean, rel=0.1)
    assert together.percentile(95) > 1.5 * alone.percentile(95)
    assert (together.correlated, alone.correlated) == (20, 0)


def test_a_cause_that_explains_nothing_leaves_its_risks_independent():
    frame = risks([0.1] * 20, [100.0] * 20, ["one supplier"] * 20)
    assert simulated(frame, Assumed(0.5, shared=0)).totals.var() == pytest.approx(moments(frame)[1], rel=0.1)


def test_what_is_assumed_of_all_risks_comes_from_settings(home: Warehouse):
    home.publish([register(settings={"impact_spread_percent": 20.0, "common_cause_percent": 0.0})])
    assert loss_simulation(home.read(), DAY).assumed == Assumed(spread=0.2, shared=0)


def test_the_same_seed_gives_the_same_losses_and_another_others():
    frame = risks([0.3] * 9, [10.0] * 9)
    assert np.array_equal(simulated(frame, USUAL).totals, simulated(frame, USUAL).totals)
    assert not np.array_equal(simulated(frame, USUAL).totals, simulated(frame, USUAL, seed=2).totals)


def test_a_risk_without_a_cost_is_left_out_and_counted():
    found = simulated(risks([0.5, 0.5], [10.0, None]), USUAL)
    assert (found.risks, found.unpriced) == (1, 1)


def test_without_risks_nothing_is_lost():
    found = simulated(risks([], []), USUAL)
    assert (found.mean, found.percentile(80), len(found.drivers)) == (0, 0, 0)


def test_the_dearest_likely_risk_drives_the_p80():
    found = simulated(risks([0.5, 0.5, 0.5], [10.0, 1000.0, 10.0]), USUAL)
    assert found.drivers["risk_id"][0] == "R1" and found.drivers["p80_drop"][0] > 500


def test_ten_thousand_trials_over_two_thousand_risks_take_less_than_two_seconds():
    frame = risks([0.3] * 2000, [10.0] * 2000, [f"c{n % 50}" if n % 10 == 0 else None for n in range(2000)])
    started = time.process_time()
    simulated(frame, USUAL)
    assert time.process_time() - started < 2


def test_the_sample_is_simulated_around_its_expected_cost(sample_warehouse: Path):
    found = loss_simulation(open_warehouse(sample_warehouse).read(), DAY)
    expected = open_warehouse(sample_warehouse).read()("from portfolio_summary($d)", d=DAY)["expected_cost"][0]
    assert found.mean == pytest.approx(expected, rel=0.02)
    assert found.percentile(50) < found.percentile(80) < found.percentile(95)


def test_before_any_import_nothing_is_simulated(home: Warehouse):
    assert loss_simulation(home.read(), DAY).risks == 0


def test_the_many_small_risks_beyond_the_dearest_keep_mean_and_spread():
    frame = risks([0.2] * 5000, [float(n % 7 + 1) for n in range(5000)])
    mean, variance = moments(frame)
    found = simulated(frame, USUAL)
    assert found.mean == pytest.approx(mean, abs=4.5 * (variance / TRIALS) ** 0.5)
    assert found.totals.std() == pytest.approx(variance**0.5, rel=0.05)
    assert found.risks == 5000
