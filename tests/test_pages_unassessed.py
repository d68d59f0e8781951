"""Pages with risks that nobody has assessed: they are counted and shown, and nothing breaks over them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loaders import engine
from tests.batches import status_batch
from tests.pages import ANSWERS, markup, opened, rows, said
from tests.portfolio import TODAY, milestone, programme, project, register, report, risk, strategy
from tests.workbooks import register as registered
from tests.workbooks import status, upload
from warehouse import Warehouse

BEFORE = TODAY - timedelta(14)
BLANK = {"probability": None, "impact": None}
REDUCED = {"inherent_probability": 5, "inherent_impact": 5, "target_probability": 1, "target_impact": 1}


@pytest.fixture
def half_filled(served: Warehouse) -> Warehouse:
    """Of six open risks only R5 has both levels; R6 lost them since the report before."""
    base = register(
        project("P1"), project("P2"),
        strategy=[strategy("S1", contingency=60.0)], programme=[programme("G1", programme_manager="Mo")],
        appetite=[{"category": "Supply", "appetite": 100.0}],
    )  # fmt: skip
    told = [
        risk("R1", threatens_milestone_id="M1", **BLANK),
        risk("R2", impact=None, response="Escalate", action_due=BEFORE),
        risk("R3", "G1", probability=None, **REDUCED),
        risk("R4", "S1", **BLANK),
        risk("R5", "P2", **REDUCED),
        risk("R6", on=BEFORE),
        risk("R6", **BLANK),
        risk("O1", kind="Opportunity", **BLANK),
    ]  # fmt: skip
    days = [report(name, on=day) for name in ("P1", "P2") for day in (BEFORE, TODAY)]
    served.publish([base, status_batch(status=days, risk=told, milestone=[milestone()])])
    return served


@pytest.fixture
def all_blank(served: Warehouse) -> Warehouse:
    """Nobody has assessed anything."""
    told = [risk("R1", **BLANK), risk("R2", "G1", **BLANK), risk("R3", "S1", cost_exposure=None, **BLANK)]
    served.publish([register(project("P1")), status_batch(status=[report("P1")], risk=told)])
    return served


@pytest.mark.parametrize("name", ("briefing", *ANSWERS))
def test_every_page_opens_with_half_filled_risks(half_filled: Warehouse, name: str):
    opened(name)
    opened(name, programme="G1")
    opened(name, project="P1")


@pytest.mark.parametrize("name", ("briefing", *ANSWERS))
def test_every_page_opens_where_no_risk_is_assessed(all_blank: Warehouse, name: str):
    opened(name)


@pytest.mark.parametrize(("scope", "risk_id"), [("P1", "R1"), ("P1", "R2"), ("G1", "R3"), ("S1", "R4"), ("P1", "R6")])
def test_a_risk_without_levels_is_told_in_full(half_filled: Warehouse, scope: str, risk_id: str):
    assert f"Risk {risk_id}" in said(opened("register", scope=scope, risk=risk_id))


def test_what_has_no_cell_is_counted_beside_the_matrix_and_leads_to_the_register(half_filled: Warehouse):
    page = opened("risk")
    assert "**5 open risks have no cell\\: 5 not assessed\\.** " in rows(page)
    assert not [label for label in rows(page) if "other scale" in label]
    assert "<NA>" not in markup(page) + markup(opened("register")) and "nan" not in said(page)
    assert not [label for label in rows(opened("programme", programme="G1")) if "NA" in label or "nan" in label]


def test_the_sums_leave_out_what_nobody_assessed(half_filled: Warehouse):
    query = half_filled.read()
    unplaced = query("select why, risks from risk_unplaced($day)", day=TODAY)
    assert unplaced.values.tolist() == [["not assessed", 5]]
    costs = query("select risk_id, expected_cost from risk_register($day) where counts order by risk_id", day=TODAY)
    assert costs["expected_cost"].isna().tolist() == [True, False, True, True, False, True]
    states = query("select distinct state from risk_coverage($day) where scope_id = 'P1'", day=TODAY)
    assert "flagged" in states["state"].tolist()


def test_one_half_filled_row_does_not_cost_a_department_its_report(served: Warehouse):
    sheets = status()
    sheets["Risks"].append(["P1", "R2", "No steel", "Supplier", "n/a", None, 10_000, "Open"])
    sheets["Risks"].append(["P1", "R3", "Old strike", "People", None, None, None, "Closed"])
    result = engine.load(served, [upload(registered(), "register.xlsx"), upload(sheets)]).imports[1]
    assert (result.status, result.rows["risk"]) == ("accepted", 3)
    assert [(p.code, p.severity, p.cell) for p in result.problems] == [
        ("not-assessed", "warning", "E3"), ("not-assessed", "warning", "F3"),
    ]  # fmt: skip


def test_a_level_that_cannot_be_read_is_told_once(served: Warehouse):
    sheets = status()
    sheets["Risks"][1][4] = "dunno"
    result = engine.load(served, [upload(registered(), "register.xlsx"), upload(sheets)]).imports[1]
    assert (result.status, [(p.code, p.cell) for p in result.problems]) == ("refused", [("not-a-number", "E2")])
