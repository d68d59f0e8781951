"""What was adjusted between two days, and what that moved."""

from __future__ import annotations

from typing import Any

from tests.portfolio import START, TODAY, asked, contribution, programme, project, register, strategy
from warehouse import Warehouse

TABLES = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1", "S1"), programme("G2", "S2")]}
Told = dict[tuple[str, str | None, str | None], Any]


def changes(home: Warehouse, earlier: Any = START, later: Any = TODAY, **filters: Any) -> Told:
    """By kind, strategy and project: was, becomes, money moved."""
    rows = asked(home, "strategy_changes", earlier, to_date=later, **filters)
    return {
        (row["kind"], row["strategy_id"], row["project_id"]): (row["was"], row["becomes"], row["money"]) for row in rows
    }


def adjusted(home: Warehouse, before: dict[str, Any], after: dict[str, Any]) -> Told:
    """The changes from a register of the first to one of the second."""
    sides = [{"project": [project()]} | TABLES | side for side in (before, after)]
    batches = [register(*side.pop("project"), on=on, **side) for side, on in zip(sides, (START, TODAY), strict=True)]
    home.publish(batches)
    return changes(home)


def test_a_strategy_starts_is_re_weighted_paused_and_retired(home: Warehouse):
    before = [
        strategy("S1", priority_weight_percent=40.0),
        strategy("S2"),
        strategy("S3"),
        strategy("S5", state="Paused"),
    ]
    after = [
        strategy("S1", priority_weight_percent=60.0),
        strategy("S2", state="Paused"),
        strategy("S4"),
        strategy("S5"),
    ]
    assert adjusted(home, {"strategy": before}, {"strategy": after}) == {
        ("started", "S4", None): (None, None, 0),
        ("started", "S5", None): (None, None, 0),
        ("retired", "S3", None): (None, None, 0),
        ("paused", "S2", None): (None, None, 0),
        ("re-weighted", "S1", None): (0.4, 0.6, 0),
    }


def test_a_re_mapped_project_moves_its_money_from_one_strategy_to_the_other(home: Warehouse):
    shares = {"contribution": [contribution("P1", "S1", 70), contribution("P1", "S2", 30)]}
    found = adjusted(home, {}, shares)
    assert found == {("re-mapped", "S1", "P1"): (1, 0.7, -300), ("re-mapped", "S2", "P1"): (None, 0.3, 300)}


def test_a_programme_that_runs_for_another_strategy_re_maps_its_projects(home: Warehouse):
    found = adjusted(home, {}, {"programme": [programme("G1", "S2"), programme("G2", "S2")]})
    assert found == {("re-mapped", "S1", "P1"): (1, None, -1000), ("re-mapped", "S2", "P1"): (None, 1, 1000)}


def test_a_project_joins_leaves_or_gets_another_budget(home: Warehouse):
    before = [project("P1"), project("P2"), project("P3")]
    after = [project("P1", budget=1200.0), project("P2", stage="Closed"), project("P4", programme_id=None)]
    assert adjusted(home, {"project": before}, {"project": after}) == {
        ("joined", None, "P4"): (None, 1, 1000),
        ("left", "S1", "P2"): (1, None, -1000),
        ("left", "S1", "P3"): (1, None, -1000),
        ("re-budgeted", "S1", "P1"): (1, 1, 200),
    }


def test_a_strategys_change_tells_what_money_followed(home: Warehouse):
    lighter = [strategy("S1", priority_weight_percent=10.0), strategy("S2", priority_weight_percent=90.0)]
    heavier = [strategy("S1", priority_weight_percent=50.0), strategy("S2", priority_weight_percent=50.0)]
    found = adjusted(home, {"strategy": lighter}, {"strategy": heavier, "project": [project(), project("P2")]})
    assert found["re-weighted", "S1", None] == (0.1, 0.5, 1000)
    assert found["re-weighted", "S2", None] == (0.9, 0.5, 0)


def test_filters_narrow_the_changes(home: Warehouse):
    after = [project("P1", budget=1200.0), project("P2", programme_id="G2", tier="Component")]
    adjusted(home, {}, {"project": after})
    assert set(changes(home, strategy="S2")) == set(changes(home, tier="Component")) == {("joined", "S2", "P2")}


def test_nothing_changes_between_a_day_and_itself_or_without_a_register(home: Warehouse):
    assert changes(home) == {}
    home.publish([register(project())])
    assert changes(home, TODAY, TODAY) == {}


def test_backwards_in_time_the_same_money_moves_the_other_way(home: Warehouse):
    shares = {"contribution": [contribution("P1", "S1", 70), contribution("P1", "S2", 30)]}
    found = adjusted(home, {}, shares)
    back = changes(home, TODAY, START)
    assert {key: money for key, (*_, money) in back.items()} == {key: -money for key, (*_, money) in found.items()}


def test_the_shift_of_a_strategy_is_its_weight_and_its_share_of_the_money_on_both_days(home: Warehouse):
    heavier = [strategy("S1", priority_weight_percent=25.0), strategy("S2", priority_weight_percent=75.0)]
    adjusted(home, {}, {"strategy": heavier, "project": [project(), project("P2", programme_id="G2", budget=3000.0)]})
    first, second = asked(home, "strategy_shift", START, to_date=TODAY)
    assert (first["weight_was"], first["weight"], first["share_was"], first["share"]) == (None, 0.25, 1, 0.25)
    assert (second["share_was"], second["share"], second["budget"]) == (0, 0.75, 3000)
