"""Whether strategies are served, whether money follows what is declared, and which holes are named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import register_batch, status_batch
from tests.portfolio import FINISH, START, TODAY, asked, contribution, programme, project, register, report, strategy
from warehouse import Warehouse

COVERAGE = [
    "strategy_id", "strategy", "priority_weight", "projects", "key_projects", "budget", "budget_share", "gap",
    "largest_share", "hhi", "late", "red", "not_reported", "benefit_at_risk",
]  # fmt: skip
TWO = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1", "S1"), programme("G2", "S2")]}


def weighted(**weights: float | None) -> dict[str, Any]:
    """Strategies S1 … with these weights, each with a programme G1 …"""
    strategies = [strategy(name, priority_weight_percent=weight) for name, weight in weights.items()]
    return {"strategy": strategies, "programme": [programme(f"G{name[1:]}", name) for name in weights]}


def holes(home: Warehouse, **filters: Any) -> set[tuple[str, str]]:
    return {(row["kind"], row["subject"]) for row in asked(home, "coverage_holes", **filters)}


def index(home: Warehouse) -> dict[str, Any]:
    return asked(home, "alignment_index")[0]


def benefit(scope_id: str = "G1", **stated: Any) -> dict[str, Any]:
    plain = {"benefit_id": "B1", "measure": "Halls", "unit": "halls", "due": FINISH, "planned": 8.0, "realised": 6.0}
    return {"scope_id": scope_id, "report_date": TODAY} | plain | stated


def test_coverage_begins_with_the_columns_that_others_rely_on(home: Warehouse):
    home.publish([register(project())])
    assert list(asked(home, "strategy_coverage")[0])[: len(COVERAGE)] == COVERAGE


def test_the_largest_share_and_the_hhi_tell_how_much_hangs_on_one_project(home: Warehouse):
    home.publish([register(project("P1", budget=600.0), project("P2", budget=300.0), project("P3", budget=100.0))])
    [row] = asked(home, "strategy_coverage")
    assert (row["largest_share"], row["largest_project"]) == (0.6, "Project P1")
    assert row["hhi"] == pytest.approx(0.36 + 0.09 + 0.01)
    assert row["standing"] == "thin"


@pytest.mark.parametrize(("percent", "standing"), [(61, "fed"), (60, "thin")])
def test_from_which_share_a_strategy_is_thin_is_a_setting(home: Warehouse, percent: int, standing: str):
    settings = {"thin_strategy_from_percent": percent}
    home.publish([register(project("P1", budget=600.0), project("P2", budget=400.0), settings=settings)])
    assert asked(home, "strategy_coverage")[0]["standing"] == standing


def test_a_key_project_that_serves_two_strategies_counts_for_each_by_its_share(home: Warehouse):
    shares = [contribution("P1", "S1", 75), contribution("P1", "S2", 25)]
    home.publish([register(project("P1", manager_time_percent=100.0), contribution=shares, **weighted(S1=50, S2=50))])
    one, two = asked(home, "strategy_coverage")
    assert (one["key_share"], two["key_share"], one["time_share"]) == (0.75, 0.25, 0.75)
    assert (one["key_gap"], two["time_gap"]) == (0.25, -0.25)


def test_the_index_is_the_share_of_the_money_that_would_have_to_move(home: Warehouse):
    projects = project("P1", budget=700.0), project("P2", programme_id="G2", budget=200.0)
    home.publish([register(*projects, project("P3", programme_id=None, budget=100.0), **weighted(S1=50, S2=50))])
    assert index(home)["money_index"] == pytest.approx(0.3)
    assert (index(home)["budget"], index(home)["unserved_budget"], index(home)["state"]) == (1000, 100, "measured")


def test_the_index_is_nought_where_the_money_follows_the_weights(home: Warehouse):
    projects = project("P1", budget=300.0), project("P2", programme_id="G2", budget=100.0)
    home.publish([register(*projects, **weighted(S1=75, S2=25))])
    assert index(home)["money_index"] == 0


@pytest.mark.parametrize(
    ("weights", "state"),
    [
        ({"S1": None, "S2": None}, "no weights"),
        ({"S1": 0, "S2": 0}, "no weights"),
        ({"S1": 60, "S2": None}, "weights missing"),
    ],
)
def test_a_register_without_weights_is_a_named_state_and_no_gap(home: Warehouse, weights: dict[str, Any], state: str):
    home.publish([register(project(), project("P2", programme_id="G2"), **weighted(**weights))])
    assert (index(home)["state"], index(home)["money_index"], index(home)["budget"]) == (state, None, 2000)
    assert [row["budget"] for row in asked(home, "strategy_coverage")] == [1000, 1000]
    if state == "no weights":
        assert [row["gap"] for row in asked(home, "strategy_coverage")] == [None, None]


def test_before_the_first_register_the_index_says_that_there_is_none(home: Warehouse):
    home.publish([register(project(), **weighted(S1=100))])
    [before] = asked(home, "alignment_index", date(2020, 1, 1))
    assert (before["state"], before["money_index"], before["budget"]) == ("no register", None, None)


def test_before_any_budget_there_is_no_money_to_follow(home: Warehouse):
    home.publish([register(project(budget=None), **weighted(S1=100))])
    assert (index(home)["state"], index(home)["money_index"]) == ("no money", None)


def test_weights_that_do_not_add_up_are_compared_as_shares_of_what_they_add_up_to(home: Warehouse):
    home.publish([register(project(), project("P2", programme_id="G2"), **weighted(S1=40, S2=40))])
    assert (index(home)["money_index"], index(home)["weight_total_percent"]) == (0, 80)


def test_money_of_a_retired_strategy_is_a_passenger_and_departs_from_what_is_declared(home: Warehouse):
    retired = [
        strategy("S1", priority_weight_percent=100.0),
        strategy("S2", priority_weight_percent=30.0, state="Retired"),
    ]
    projects = project("P1"), project("P2", programme_id="G2", manager_time_percent=100.0)
    home.publish([register(*projects, **TWO | {"strategy": retired})])
    assert index(home)["money_index"] == 0.5
    assert ("passenger", "Project P2") in holes(home)
    assert [row["standing"] for row in asked(home, "strategy_coverage")] == ["thin", "passengers"]


def test_a_contribution_to_a_strategy_that_left_the_register_serves_none_and_is_named(home: Warehouse):
    shares = [contribution("P1", "S2", 40)]
    home.publish([register(project("P1"), project("P2", programme_id="G2"), contribution=shares, **TWO)])
    home.publish([register_batch(TODAY, strategy=[strategy("S1")])])
    assert {("unknown", "Project P1"), ("unknown", "Project P2"), ("remainder", "Project P1")} <= holes(home)
    assert sum(row["budget"] or 0 for row in asked(home, "strategy_coverage")) == 0
    assert sum(row["budget"] for row in asked(home, "strategy_trace") if row["strategy_id"] is None) == 2000


def test_every_kind_of_hole_is_found_and_can_be_narrowed(home: Warehouse):
    projects = [
        project("P1", manager_time_percent=100.0),
        project("P2", manager_time_percent=50.0),
        project("P3"),
        project("P4", programme_id=None, tier="Component", department="Sites"),
    ]
    unled = [programme("G1", "S1", programme_manager="Ana"), programme("G2", "S2", programme_manager=" ")]
    home.publish([register(*projects, **TWO | {"programme": unled})])
    found = holes(home)
    assert found == {
        ("orphan", "Project P4"),
        ("starved", "Strategy S2"),
        ("unmanaged", "Programme G2"),
        ("undedicated", "Project P2"),
        ("unsaid", "Project P3"),
    }
    assert holes(home, department="Sites") == {("orphan", "Project P4")}
    assert holes(home, strategy="S2") == {("starved", "Strategy S2"), ("unmanaged", "Programme G2")}


def test_the_index_has_a_point_for_each_register(home: Warehouse):
    home.publish(
        [register(project(), **weighted(S1=40, S2=60)), register(project(), on=TODAY, **weighted(S1=90, S2=10))]
    )
    points = [(row["index_date"], round(row["money_index"], 6)) for row in asked(home, "alignment_trend")]
    assert points == [(START, 0.6), (TODAY, 0.1)]
    assert len(asked(home, "alignment_trend", TODAY - timedelta(1))) == 1


@pytest.mark.parametrize(
    ("stated", "late", "state"),
    [
        ({}, 0, "on its way"),
        ({}, 20, "after its day"),
        ({}, 300, "red project"),
        ({"due": date(2026, 9, 1)}, 0, "day passed"),
        ({"realised": 8.0, "due": date(2026, 9, 1)}, 300, "reached"),
        ({"scope_id": "G2"}, 0, "no project"),
        ({"scope_id": "P1"}, 300, "red project"),
        ({"scope_id": "S2"}, 0, "no project"),
    ],
)
def test_a_benefit_is_at_risk_when_its_work_cannot_bring_it_in_time(
    home: Warehouse, stated: dict[str, Any], late: int, state: str
):
    home.publish([register(project(), **TWO), status_batch(status=[report(late=late)], benefit=[benefit(**stated)])])
    [found] = asked(home, "benefit_risk")
    assert (found["state"], found["at_risk"]) == (state, state not in ("on its way", "reached"))
    counted = {row["strategy_id"]: row["benefit_at_risk"] for row in asked(home, "strategy_coverage")}
    assert counted[found["strategy_id"]] == found["at_risk"]


def test_the_line_of_sight_names_every_strategy_with_the_shares_on_the_way(home: Warehouse):
    shares = [contribution("P1", "S1", 60), contribution("P1", "S2", 30)]
    home.publish([register(project("P1"), project("P2", budget=3400.0), contribution=shares, **TWO)])
    rows = asked(home, "line_of_sight", project_id="P1")
    assert [(row["strategy_id"], row["share"], round(row["budget"], 6)) for row in rows] == [
        ("S1", 0.6, 600), ("S2", 0.3, 300), (None, 0.1, 100),
    ]  # fmt: skip
    assert rows[0]["share_of_strategy"] == pytest.approx(600 / 4000)
    assert rows[0]["share_of_programme"] == pytest.approx(1000 / 4400)
    assert asked(home, "line_of_sight", project_id="P9") == []
