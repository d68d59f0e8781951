"""A list tells the measure that it was opened under, one project alone, and what is not known as not known."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from charts.cause import cause_title
from i18n import Words
from metrics.risk_search import grouped
from tests.batches import status_batch
from tests.pages import headings, opened, rows, said
from tests.portfolio import TODAY, project, register, report, risk
from warehouse import Warehouse

ANSWERED = {"owner": "Mo", "action_due": TODAY + timedelta(9)}
HIGH = {"inherent_probability": 5, "inherent_impact": 5, "probability": 2, "impact": 2}


@pytest.fixture(autouse=True)
def stated(served: Warehouse) -> Warehouse:
    """P1 and P10 have a risk each without a cell; R2 was 5 × 5 before its response and costs 90 % of 100 there."""
    told = [
        risk("R1", "P1", probability=None, owner=None, action_due=None),
        risk("R1", "P10", impact=None, **ANSWERED),
        risk("R2", "P1", cost_exposure=100.0, **HIGH, **ANSWERED),
    ]
    projects = [project("P1"), project("P10")]
    served.publish([register(*projects), status_batch(status=[report("P1"), report("P10")], risk=told)])
    return served


def test_a_cell_before_responses_lists_its_risks_with_the_levels_and_the_money_of_that_measure():
    page = opened("risk", measure="inherent", cell="5-5")
    listed = said(page)
    assert "1 risk at inherent probability 5 × impact 5" in headings(page)
    assert "¥90" in listed and "¥30" not in listed


def test_the_project_counts_what_has_no_cell_and_leads_to_its_own_risks_alone():
    page = opened("risk", project="P1")
    assert "2 open risks" in said(page)
    links = [each.proto.query_string for each in page.get("page_link")]
    assert [each for each in links if "show=unplaced" in each and "project=P1" in each]
    assert "1 risk found" in headings(opened("register", show="unplaced", project="P1"))


def test_mitigation_counts_each_fault_of_a_risk_by_itself():
    [told] = headings(opened("mitigation"), "h1")
    assert "1 without an action" in told and "1 without an owner" in told
    assert any("no owner" in label and "no action" in label for label in rows(opened("mitigation")))


def test_a_group_and_a_cause_without_any_cost_are_not_free_of_cost():
    nothing = pd.DataFrame({"category": ["Law", "Law"], "expected_cost": [None, None]}, dtype=object)
    assert pd.isna(grouped(nothing.astype({"expected_cost": float}), "category")[0][2])
    cause = {
        "cause_id": "C",
        "cause": "Some maker",
        "strategy_id": "S1",
        "strategy": "Grow",
        "expected_cost": float("nan"),
    }
    assert "–" in cause_title(pd.DataFrame([cause | {"risk_id": "R1", "scope_id": "P1"}]), Words("en"))


def test_where_nobody_stated_a_risk_nothing_is_said_to_be_covered_or_in_date(served: Warehouse):
    served.publish([status_batch(status=[report("P1"), report("P10")], risk=[])])
    early = opened("exposure", as_of="2026-01-01")
    assert "¥0" not in said(early)
