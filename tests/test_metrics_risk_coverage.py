"""Where nobody looked: clear, flagged and not measured stay three different things."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, programme, project, register, report, risk, silent, strategy
from warehouse import Warehouse


def states(home: Warehouse, **named: Any) -> dict[tuple[str, str], str]:
    return {(row["scope_id"], row["category"]): row["state"] for row in asked(home, "risk_coverage", **named)}


def test_coverage_names_its_columns_as_agreed(home: Warehouse):
    assert list(home.read()("from risk_coverage($d)", d=TODAY).columns)[:3] == ["scope_id", "category", "state"]


def test_a_project_that_stated_its_risks_is_clear_where_it_has_none_and_a_silent_one_is_not(home: Warehouse):
    home.publish([register(project("P1"), project("P2"), project("P3")), silent("risk", "P3")])
    home.publish([status_batch(status=[report("P2")], risk=[risk(category="People"), risk("R2", state="Closed")])])
    found = states(home)
    assert [found[scope, "People"] for scope in ("P1", "P2", "P3")] == ["flagged", "not measured", "clear"]
    assert [found[scope, "Supply"] for scope in ("P1", "P2", "P3")] == ["clear", "not measured", "clear"]


def test_a_programme_is_clear_only_where_all_of_it_was_measured(home: Warehouse):
    home.publish([register(project("P1"), project("P2"))])
    home.publish([status_batch(risk=[risk(category="People"), risk("R2", state="Closed")])])
    found = states(home)
    assert (found["G1", "People"], found["G1", "Supply"], found["S1", "Supply"]) == (
        "flagged",
        "not measured",
        "not measured",
    )
    home.publish([silent("risk", "P2")])
    assert states(home)["G1", "Supply"] == "clear"


def test_what_was_stated_too_long_ago_is_not_measured_but_an_open_risk_stays_flagged(home: Warehouse):
    old = TODAY - timedelta(60)
    home.publish(
        [register(project()), status_batch(risk=[risk(on=old), risk("R2", on=old, category="Law", state="Closed")])]
    )
    assert (states(home)["P1", "Supply"], states(home)["P1", "Law"]) == ("flagged", "not measured")


def test_a_strategy_without_any_work_is_not_measured(home: Warehouse):
    two = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1", "S1"), programme("G2", "S2")]}
    home.publish([register(project(), **two), status_batch(risk=[risk()])])
    found = states(home)
    assert (found["S2", "Supply"], found["G2", "Supply"], found["S1", "Supply"]) == (
        "not measured",
        "not measured",
        "flagged",
    )


def test_a_strategy_with_a_programme_that_nobody_measures_is_not_clear(home: Warehouse):
    both = {"programme": [programme("G1", "S1"), programme("G2", "S1")]}
    home.publish([register(project(), **both), status_batch(risk=[risk(), risk("R2", category="Law", state="Closed")])])
    found = {(row["scope_id"], row["category"]): row for row in asked(home, "risk_coverage")}
    assert [found[scope, "Law"]["state"] for scope in ("S1", "G1", "G2")] == ["not measured", "clear", "not measured"]
    assert (found["S1", "Law"]["parts"], found["S1", "Law"]["measured_parts"]) == (2, 1)


def test_one_category_is_one_whatever_its_case_and_blanks(home: Warehouse):
    spelt = [risk("R1", category="Supplier"), risk("R2", category="supplier "), risk("R3", category="SUPPLIER")]
    more = risk("R4", category="Supplier")
    home.publish([register(project()), status_batch(risk=[*spelt, more])])
    assert set(states(home)) == {(scope, "Supplier") for scope in ("S1", "G1", "P1")}
    [row] = asked(home, "category_exposure")
    assert (row["category"], row["risks"]) == ("Supplier", 4)
    home.publish([register(project(), on=TODAY, appetite=[{"category": "SUPPLIER", "appetite": 5.0}])])
    assert [row["category"] for row in asked(home, "category_exposure")] == ["SUPPLIER"]
    assert asked(home, "risk_silence") == []


def test_a_category_that_only_the_appetite_lists_is_part_of_the_map(home: Warehouse):
    home.publish([register(project(), appetite=[{"category": "Law", "appetite": 5.0}]), status_batch(risk=[risk()])])
    assert states(home)["P1", "Law"] == "clear"


def test_what_nobody_named_for_six_reports_is_told_with_its_last_day(home: Warehouse):
    days = [TODAY - timedelta(14 * back) for back in range(8)]
    told = [risk("R1", on=day, category="People") for day in days]
    home.publish(
        [register(project()), status_batch(risk=[*told, risk("R2", on=days[-1], category="Law", state="Closed")])]
    )
    [row] = asked(home, "risk_silence")
    assert (row["strategy_id"], row["category"], row["reports"], row["last_named_on"]) == ("S1", "Law", 7, days[-1])


def test_how_many_reports_there_were_to_be_silent_in_is_known(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=TODAY - timedelta(14)), risk()])])
    assert asked(home, "risk_reports") == [{"reports": 2, "silent_after_reports": 6}]


def test_a_project_that_never_stated_its_risks_or_long_ago_is_unmeasured(home: Warehouse):
    old = TODAY - timedelta(60)
    home.publish([register(project("P1"), project("P2"), project("P3")), silent("risk", "P3")])
    home.publish([status_batch(risk=[risk(on=old)])])
    found = {row["project_id"]: row["last_stated_on"] for row in asked(home, "risk_unmeasured")}
    assert found == {"P1": old, "P2": None}
