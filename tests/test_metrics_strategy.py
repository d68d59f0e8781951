"""Whom the work serves: links, money, orphans and starved strategies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from metrics.scope import Scope
from metrics.strategy import strategy_trace
from tests.batches import register_batch, status_batch
from tests.portfolio import START, TODAY, asked, contribution, programme, project, register, report, strategy
from warehouse import Warehouse

TWO = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1", "S1"), programme("G2", "S2")]}


def links(home: Warehouse, **filters: Any) -> list[tuple[Any, ...]]:
    return [
        (row["project_id"], row["strategy_id"], row["link"], row["budget"])
        for row in asked(home, "strategy_trace", **filters)
    ]


def test_without_contributions_a_project_gives_all_to_its_programmes_strategy(home: Warehouse):
    home.publish([register(project())])
    assert links(home) == [("P1", "S1", "inherited", 1000)]


def test_declared_shares_split_the_budget_and_what_they_leave_serves_no_strategy(home: Warehouse):
    shares = [contribution("P1", "S1", 50), contribution("P1", "S2", 30)]
    home.publish([register(project(), contribution=shares, **TWO)])
    assert links(home) == [
        ("P1", "S1", "declared", 500),
        ("P1", "S2", "declared", 300),
        ("P1", None, "remainder", pytest.approx(200)),
    ]


def test_a_share_of_nothing_is_no_contribution_and_nothing_but_such_shares_makes_an_orphan(home: Warehouse):
    shares = [contribution("P1", "S1", 0), contribution("P1", "S2", 0), contribution("P2", "S2", 0)]
    home.publish([register(project(), project("P2"), contribution=[*shares, contribution("P2", "S1", 100)], **TWO)])
    assert links(home)[:3] == [
        ("P2", "S1", "declared", 1000),
        (None, "S2", "starved", None),
        ("P1", None, "orphan", 1000),
    ]
    assert asked(home, "portfolio_summary")[0]["orphans"] == 1


def test_projects_of_a_strategy_that_left_the_register_count_as_serving_none(home: Warehouse):
    home.publish([register(project(), project("P2", programme_id="G2"), **TWO)])
    home.publish([register_batch(START + timedelta(1), strategy=[strategy("S1")])])
    assert [row[2] for row in links(home)] == ["inherited", "unknown"]
    assert asked(home, "portfolio_summary")[0]["orphans"] == 1


def test_shares_that_add_up_leave_no_rest(home: Warehouse):
    thirds = [contribution("P1", "S1", 33.3), contribution("P1", "S2", 66.7)]
    home.publish([register(project(), contribution=thirds, **TWO)])
    assert [row[2] for row in links(home)] == ["declared", "declared"]


def test_a_project_without_programme_and_contribution_is_an_orphan(home: Warehouse):
    home.publish([register(project(), project("P2", programme_id=None))])
    assert links(home)[1] == ("P2", None, "orphan", 1000)
    assert asked(home, "portfolio_summary")[0]["orphans"] == 1


@pytest.mark.parametrize(
    "unfed",
    [{"budget": 0.0}, {"stage": "Closed"}, {"stage": "Cancelled"}, {"programme_id": "G1"}],
)
def test_an_active_strategy_without_a_live_project_of_any_budget_is_starved(home: Warehouse, unfed: dict[str, Any]):
    home.publish([register(project(), project("P2", **{"programme_id": "G2"} | unfed), **TWO)])
    assert ("S2", "starved") in {(row[1], row[2]) for row in links(home)}
    starved = next(row for row in asked(home, "strategy_trace") if row["link"] == "starved")
    assert (starved["project_id"], starved["share"], starved["budget"]) == (None, None, None)
    assert starved["strategy_state"] == "Active"
    assert [row["standing"] for row in asked(home, "strategy_coverage")] == ["thin", "starved"]


def test_a_budget_that_nobody_stated_is_no_budget_of_zero(home: Warehouse):
    unstated, nothing = (project(each, programme_id="G2", budget=money) for each, money in (("P2", None), ("P3", 0.0)))
    home.publish([register(project(), unstated, nothing, **TWO)])
    assert "starved" not in {row[2] for row in links(home)}
    assert "starved" not in {row["standing"] for row in asked(home, "strategy_coverage")}


@pytest.mark.parametrize("state", ["Paused", "Retired"])
def test_a_strategy_that_is_not_active_is_not_starved(home: Warehouse, state: str):
    home.publish([register(project(), strategy=[strategy(), strategy("S2", state=state)])])
    assert {row[1] for row in links(home)} == {"S1"}


def test_the_primary_strategy_takes_the_largest_share_and_at_a_tie_the_first_id(home: Warehouse):
    shares = [contribution("P1", "S2", 60), contribution("P1", "S1", 40)]
    tied = [contribution("P2", "S2", 50), contribution("P2", "S1", 50)]
    home.publish([register(project("P1"), project("P2"), contribution=shares + tied, **TWO)])
    primary = {key: row["strategy_id"] for key, row in asked(home, "project_health", key="project_id").items()}
    assert primary == {"P1": "S2", "P2": "S1"}


def test_a_project_is_in_the_filter_of_every_strategy_it_serves(home: Warehouse):
    shares = [contribution("P1", "S1", 90), contribution("P1", "S2", 10)]
    home.publish([register(project("P1"), project("P2"), contribution=shares, **TWO)])
    assert list(asked(home, "project_health", key="project_id", strategy="S2")) == ["P1"]
    assert links(home, strategy="S2") == [("P1", "S2", "declared", 100)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"programme": "G2"}, ["P2"]),
        ({"department": "Sites"}, ["P3"]),
        ({"tier": "Key", "programme": "G1"}, ["P1"]),
        ({}, ["P1", "P2", "P3"]),
    ],
)
def test_filters_by_programme_department_and_tier_narrow_together(
    home: Warehouse, filters: dict[str, str], found: list[str]
):
    others = project("P2", programme_id="G2"), project("P3", department="Sites", tier="Component")
    home.publish([register(project("P1"), *others, **TWO)])
    assert sorted(asked(home, "project_health", key="project_id", **filters)) == found


def test_the_strategy_map_shows_live_projects_only(home: Warehouse):
    home.publish([register(project("P1"), project("P2", stage="Closed"))])
    assert strategy_trace(home.read(), TODAY)["project_id"].tolist() == ["P1"]
    assert strategy_trace(home.read(), TODAY, Scope(strategy="S9")).empty


def test_coverage_compares_a_strategys_money_with_its_weight(home: Warehouse):
    weighed = [strategy("S1", priority_weight_percent=40.0), strategy("S2", priority_weight_percent=60.0)]
    home.publish([register(project("P1"), project("P2", budget=3000.0), **TWO | {"strategy": weighed})])
    home.publish([status_batch(status=[report("P1", late=90), report("P2", late=-3)])])
    first, second = asked(home, "strategy_coverage")
    assert (first["budget"], first["budget_share"], first["gap"]) == (4000, 1, 0.6)
    assert (first["projects"], first["red"], first["green"], first["late"]) == (2, 1, 1, 1)
    assert (second["projects"], second["budget"], second["gap"]) == (0, None, -0.6)


def test_the_map_of_an_earlier_day_is_that_days_register(home: Warehouse):
    moved = register(project(programme_id="G2"), on=TODAY, **TWO)
    home.publish([register(project(), on=START, **TWO), moved])
    served = [asked(home, "project_health", day)[0]["strategy_id"] for day in (TODAY - timedelta(1), TODAY)]
    assert served == ["S1", "S2"]


def test_the_status_mix_counts_what_was_reported_or_what_the_evidence_says(home: Warehouse):
    home.publish([register(project("P1")), status_batch(status=[report(late=300, overall_rag="Green")])])
    for reported, rating in ((False, "Red"), (True, "Green")):
        mix = asked(home, "status_mix", key="rating", reported=reported)
        assert {name for name, row in mix.items() if row["projects"]} == {rating}
