"""Shares conserve money, whatever the registers say and on every day that one looks at."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import register_batch
from tests.portfolio import START, asked, contribution, programme, project, register, strategy
from warehouse import Warehouse, open_warehouse

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
CENT = 0.01
NAMES = ("S1", "S2", "S3")
STATES = some.sampled_from(["Active", "Active", "Paused", "Retired", None])
weights = some.lists(some.tuples(some.one_of(some.none(), some.floats(0, 100)), STATES), min_size=1, max_size=3)
shares = some.lists(some.floats(0, 100), max_size=3).filter(lambda found: sum(found) <= 100)
thirds = some.sampled_from([[], [100 / 3] * 3, [33.33, 66.67], [60.0], [0.1, 99.9], [1e-9, 50.0]])
projects = some.lists(
    some.tuples(
        some.one_of(some.none(), some.floats(0, 1e10)),
        some.one_of(shares, thirds),
        some.sampled_from(["G1", "G2", None]),
        some.sampled_from(["In delivery", "Approved", "Closed", None]),
        some.one_of(some.none(), some.floats(0, 100)),
    ),
    max_size=6,
)
registers = some.lists(some.tuples(weights, projects), min_size=1, max_size=3)


def published(home: Warehouse, drawn: list[Any]) -> list[date]:
    """Registers a month apart; a strategy may leave while projects still name it. The days on which each counts."""
    days = [START + timedelta(30 * number) for number in range(len(drawn))]
    batches = []
    for day, (declared, stated) in zip(days, drawn, strict=True):
        rows = [
            project(f"P{n}", budget=budget, programme_id=group, stage=stage, manager_time_percent=time)
            for n, (budget, _, group, stage, time) in enumerate(stated)
        ]
        links = [
            contribution(f"P{n}", name, share)
            for n, (_, split, *_) in enumerate(stated)
            for name, share in zip(NAMES, split, strict=False)
        ]
        strategies = [
            strategy(name, priority_weight_percent=weight, state=state)
            for name, (weight, state) in zip(NAMES, declared, strict=False)
        ]
        groups = [programme("G1", "S1"), programme("G2", "S3")]
        batches.append(register(*rows, on=day, contribution=links, strategy=strategies, programme=groups))
    home.publish(batches)
    return days


def budget(home: Warehouse, day: date) -> float:
    return sum(row["budget"] or 0 for row in asked(home, "project_health", day) if row["live"])


def exact(one: float, two: float) -> bool:
    """The same to the cent; of amounts beyond what a number holds to the cent, the same number."""
    return abs(one - two) <= max(CENT, 1e-15 * abs(one))


@FEW
@given(registers)
def test_strategies_and_orphans_together_have_the_portfolios_budget_to_the_cent(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        for day in published(home, drawn):
            for at in (day, day + timedelta(7)):
                served = sum(row["budget"] or 0 for row in asked(home, "strategy_coverage", at))
                rest = [row for row in asked(home, "strategy_trace", at) if row["strategy_id"] is None and row["live"]]
                assert exact(served + sum(row["budget"] or 0 for row in rest), budget(home, at))
                index = asked(home, "alignment_index", at)[0]
                assert exact(index["budget"] or 0, budget(home, at))
                assert exact(index["unserved_budget"] or 0, sum(row["budget"] or 0 for row in rest))


@FEW
@given(registers)
def test_the_index_is_half_of_all_gaps_and_concentration_lies_between_an_even_share_and_one(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        days = published(home, drawn)
        trend = {row["index_date"]: row["money_index"] for row in asked(home, "alignment_trend", days[-1])}
        for day in days:
            rows, index = asked(home, "strategy_coverage", day), asked(home, "alignment_index", day)[0]
            assert trend[day] == pytest.approx(index["money_index"])
            if index["state"] == "measured":
                unserved = 1 - sum(row["budget_share"] for row in rows)
                half = (sum(abs(row["gap"]) for row in rows) + unserved) / 2
                assert index["money_index"] == pytest.approx(half, abs=1e-9)
                assert -1e-9 <= index["money_index"] <= 1 + 1e-9
            else:
                assert index["money_index"] is None
            for row in rows:
                if row["hhi"] is not None:
                    assert 1 / row["projects"] - 1e-9 <= row["hhi"] <= row["largest_share"] + 1e-9 <= 1 + 2e-9


@FEW
@given(registers)
def test_what_was_moved_between_any_two_days_adds_up_to_what_the_portfolio_and_each_strategy_gained(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        days = published(home, drawn)
        for earlier in days:
            rows = asked(home, "strategy_changes", earlier, to_date=days[-1])
            moved = [row for row in rows if row["project_id"]]
            assert exact(sum(row["money"] for row in moved), budget(home, days[-1]) - budget(home, earlier))
            for name in NAMES:
                before, after = (asked(home, "strategy_coverage", day, "strategy_id") for day in (earlier, days[-1]))
                gained = (after.get(name, {}).get("budget") or 0) - (before.get(name, {}).get("budget") or 0)
                assert exact(sum(row["money"] for row in moved if row["strategy_id"] == name), gained)


def test_shares_that_the_loader_lets_pass_as_a_hundred_conserve_money_too(home: Warehouse):
    split = [
        contribution("P1", "S1", 33.3333335),
        contribution("P1", "S2", 33.3333335),
        contribution("P1", "S3", 33.3333335),
    ]
    home.publish([register(project(budget=1e9), contribution=split, strategy=[strategy(name) for name in NAMES])])
    assert sum(row["budget"] for row in asked(home, "strategy_coverage")) == pytest.approx(1e9, abs=CENT)


def test_a_register_that_leaves_out_a_sheet_keeps_what_was_stated_before(home: Warehouse):
    home.publish([register(project()), register_batch(START + timedelta(30), strategy=[strategy("S2")])])
    day = START + timedelta(40)
    assert [row["budget"] for row in asked(home, "strategy_coverage", day)] == [None]
    assert asked(home, "alignment_index", day)[0]["unserved_budget"] == 1000
