"""What hangs on what: how far days, money and shares are carried, forwards and backwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, contribution, milestone, programme, project, register, report, risk, strategy
from warehouse import Warehouse

NEEDED = date(2026, 12, 1)
TABLES = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1", "S1"), programme("G2", "S2")]}
Row = dict[str, Any]


def waits(receiver: str, on: str, needed: date = NEEDED, promised: date | None = None) -> Row:
    """A dependency of a project on a milestone."""
    same = {"dependency_id": f"{receiver}-{on}", "provider_milestone_id": on, "receiver_project_id": receiver}
    return same | {"needed_by": needed, "promised_for": promised}


def gate(milestone_id: str, provider: str, days: int, **stated: Any) -> Row:
    """A milestone that is expected so many days after it is needed."""
    return milestone(milestone_id, provider, forecast_date=NEEDED + timedelta(days), **stated)


def radius(home: Warehouse, node: str) -> dict[tuple[str, str | None], Row]:
    return {(row["node_id"], row["via"]): row for row in asked(home, "blast_radius", node_id=node)}


@pytest.fixture
def chain(home: Warehouse) -> Warehouse:
    """P1 → M1 → P2 → M2 → P3, which gives 60 % to S1, the rest to S2; M1 is 30 days too late, M2 has 10 of float."""
    projects = project("P1"), project("P2"), project("P3", budget=500.0)
    shares = [contribution("P3", "S1", 60), contribution("P3", "S2", 40)]
    stated = status_batch(
        status=[report("P1", late=45), report("P2"), report("P3")],
        milestone=[gate("M1", "P1", 30), gate("M2", "P2", -10)],
        risk=[risk("R1", "P1", delay_exposure_days=20, threatens_milestone_id="M1", probability=5, impact=5)],
    )
    home.publish(
        [register(*projects, contribution=shares, dependency=[waits("P2", "M1"), waits("P3", "M2")], **TABLES), stated]
    )
    return home


def test_the_columns_that_others_rely_on_come_first(chain: Warehouse):
    assert list(asked(chain, "blast_radius", node_id="P1")[0])[:7] == [
        "node_id", "kind", "via", "depth", "share", "days_late", "money",
    ]  # fmt: skip


def test_days_arrive_less_the_float_of_each_dependency(chain: Warehouse):
    found = radius(chain, "P1")
    days = {node: found[node]["days_late"] for node in (("P1", None), ("P2", "M1"), ("P3", "M2"))}
    assert list(days.values()) == [45, 30, 20]
    assert [found[node]["depth"] for node in days] == [0, 2, 4]


def test_shares_and_money_are_carried_to_the_strategies(chain: Warehouse):
    found = radius(chain, "P1")
    ends = {
        key: (row["share"], row["money"], row["days_late"]) for key, row in found.items() if row["kind"] == "strategy"
    }
    assert ends == {
        ("S1", "P1"): (1, 1000, 45),
        ("S1", "P2"): (1, 1000, 30),
        ("S1", "P3"): (0.6, 300, 20),
        ("S2", "P3"): (0.4, 200, 20),
    }


def test_what_is_delivered_holds_nobody_up(chain: Warehouse):
    chain.publish([status_batch(milestone=[gate("M1", "P1", 30, actual_date=TODAY)], status=[report("P1", late=45)])])
    assert {row["node_id"] for row in radius(chain, "P1").values()} == {"P1", "G1", "S1"}


def test_a_risk_adds_its_days_and_goes_on_through_the_milestone_that_it_threatens(chain: Warehouse):
    found = radius(chain, "R1")
    days = [found[key]["days_late"] for key in (("R1", None), ("P1", "R1"), ("P2", "M1"), ("P3", "M2"))]
    assert days == [20, 20, 50, 40]


def test_a_risk_to_a_milestone_that_nobody_waits_for_stops_at_its_project(chain: Warehouse):
    other = risk("R2", "P1", delay_exposure_days=20, threatens_milestone_id="M9")
    chain.publish([status_batch(status=[report("P1", late=45)], risk=[other], milestone=[gate("M1", "P1", 30)])])
    assert {row["kind"] for row in radius(chain, "R2").values()} == {"risk", "project", "programme", "strategy"}
    assert ("P2", "M1") not in radius(chain, "R2")


def test_a_milestone_reaches_its_project_and_those_that_wait_for_it(chain: Warehouse):
    found = radius(chain, "M1")
    assert {key: row["depth"] for key, row in found.items() if row["kind"] == "project"} == {
        ("P1", "M1"): 1, ("P2", "M1"): 1, ("P3", "M2"): 3,
    }  # fmt: skip
    assert [key for key in found if key[0] == "M1"] == [("M1", None)]


def test_a_category_reaches_every_project_that_it_threatens(chain: Warehouse):
    found = radius(chain, "Supply")
    assert found["R1", "Supply"]["depth"] == 1 and found["P1", "R1"]["depth"] == 2


def test_a_risk_of_a_strategy_as_a_whole_reaches_it_alone_or_within_its_category(chain: Warehouse):
    chain.publish([status_batch(risk=[risk("R7", "S2", category="Law", delay_exposure_days=9)])])
    alone, within = radius(chain, "R7"), radius(chain, "Law")
    assert (alone["S2", "R7"]["money"], alone["S2", "R7"]["days_late"], alone["S2", "R7"]["depth"]) == (200, 9, 1)
    assert (within["R7", "Law"]["depth"], within["S2", "R7"]["depth"]) == (1, 2)
    assert {row["kind"] for row in alone.values()} == {"risk", "strategy"}


def test_a_strategy_hangs_on_its_projects_and_on_what_they_wait_for(chain: Warehouse):
    found = radius(chain, "S2")
    assert (found["P3", "S2"]["share"], found["P3", "S2"]["money"]) == (0.4, 200)
    assert (found["M2", "P3"]["days_late"], found["P2", "M2"]["money"]) == (0, 200)
    assert (found["P1", "M1"]["days_late"], found["P1", "M1"]["depth"]) == (45, 5)
    assert found["R1", "P1"]["kind"] == "risk"


def test_a_milestone_that_nobody_reports_is_still_what_a_strategy_hangs_on(home: Warehouse):
    promise = NEEDED + timedelta(5)
    home.publish(
        [register(project(), dependency=[waits("P1", "M9", promised=promise)]), status_batch(status=[report()])]
    )
    assert radius(home, "S1")["M9", "P1"]["days_late"] == 5


def test_a_node_that_is_not_there_reaches_nothing(chain: Warehouse):
    assert radius(chain, "nowhere") == {}
    assert radius(chain, "' or 1=1 --") == {}


def test_a_benefit_takes_the_money_and_the_days_of_its_programme(chain: Warehouse):
    gain = {
        "scope_id": "G1",
        "benefit_id": "B1",
        "report_date": TODAY,
        "measure": "Halls",
        "unit": "halls",
        "due": NEEDED,
        "planned": 1.0,
    }
    chain.publish([status_batch(benefit=[gain])])
    assert (radius(chain, "P1")["B1", "G1"]["money"], radius(chain, "P1")["B1", "G1"]["days_late"]) == (2500, 45)
    assert {key for key in radius(chain, "B1") if key[1] == "B1"} == {("P1", "B1"), ("P2", "B1"), ("P3", "B1")}


def test_the_way_that_brings_the_most_days_is_told_beside_the_shortest(home: Warehouse):
    projects = [project(name) for name in ("P", "Q", "R")]
    needs = [waits("Q", "M1"), waits("R", "M2"), waits("Q", "M3")]
    gates = [gate("M1", "P", -215), gate("M2", "P", 30), gate("M3", "R", 0)]
    stated = status_batch(status=[report(name) for name in ("P", "Q", "R")], milestone=gates)
    home.publish([register(*projects, dependency=needs), stated])
    found = radius(home, "P")
    assert {via: (found["Q", via]["days_late"], found["Q", via]["depth"]) for via in ("M1", "M3")} == {
        "M1": (0, 2), "M3": (30, 4),
    }  # fmt: skip
    assert found["S1", "Q"]["days_late"] == 30


def test_a_circle_with_room_to_spare_takes_no_days_from_what_waits_behind_it(home: Warehouse):
    """U → P ⇄ X, P → Q with float, P → R → Q late, Q → Z."""
    projects = [project(name) for name in ("P", "Q", "R", "U", "X", "Z")]
    pairs = {
        ("U", "P"): 20,
        ("P", "X"): -30,
        ("X", "P"): -30,
        ("P", "Q"): -215,
        ("P", "R"): 30,
        ("R", "Q"): 0,
        ("Q", "Z"): 0,
    }
    gates = [gate(f"M-{one}-{two}", one, late) for (one, two), late in pairs.items()]
    stated = status_batch(status=[report(each["project_id"]) for each in projects], milestone=gates)
    home.publish([register(*projects, dependency=[waits(two, f"M-{one}-{two}") for one, two in pairs]), stated])
    days: dict[str, float] = {}
    for row in asked(home, "blast_radius", node_id="U"):
        days[row["node_id"]] = max(row["days_late"], days.get(row["node_id"], 0))
    assert {name: days[name] for name in "PRQZX"} == {"P": 20, "R": 50, "Q": 50, "Z": 50, "X": 0}


def test_what_is_early_arrives_nowhere(home: Warehouse):
    stated = status_batch(status=[report("P1", late=-12)], milestone=[gate("M1", "P1", -40)])
    home.publish([register(project("P1"), project("P2"), dependency=[waits("P2", "M1")]), stated])
    found = radius(home, "P1")
    assert found["P1", None]["days_late"] == -12
    assert {row["days_late"] for key, row in found.items() if key != ("P1", None)} == {0}


def test_two_risks_of_one_id_are_told_apart_by_their_scopes(home: Warehouse):
    same = [risk("K1", "P1", delay_exposure_days=5), risk("K1", "P2", delay_exposure_days=9), risk("K2", "P2")]
    home.publish([register(project("P1"), project("P2")), status_batch(status=[report("P1"), report("P2")], risk=same)])
    own = {name: {key[0] for key in radius(home, name) if key[0].startswith("P")} for name in ("P1:K1", "P2:K1")}
    assert own == {"P1:K1": {"P1:K1", "P1"}, "P2:K1": {"P2:K1", "P2"}}
    assert radius(home, "K1") == {}
    assert radius(home, "P2:K2") == radius(home, "K2")
    assert {("P1:K1", "Supply"), ("P2:K1", "Supply"), ("K2", "Supply")} <= radius(home, "Supply").keys()
