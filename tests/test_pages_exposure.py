"""The Exposure page compares each view with what was set aside for it, and Causes and Risk say what is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.batches import status_batch
from tests.pages import headings, markup, opened, said
from tests.portfolio import TODAY, programme, project, register, report, risk, silent, strategy
from warehouse import Warehouse

BEFORE = TODAY - timedelta(14)


@pytest.fixture(autouse=True)
def stated(served: Warehouse) -> Warehouse:
    """P1 of S1 with a risk of ¥50; S2 has no project, but a risk of its own that states no cost, and a dropped gain."""
    two = {
        "strategy": [strategy("S1", contingency=60.0), strategy("S2", contingency=1000.0)],
        "programme": [programme("G1", "S1"), programme("G2", "S2")],
        "appetite": [{"category": "Supply", "appetite": 100.0}],
    }
    served.publish([register(project("P1"), **two)])
    told = [
        risk("R1", delay_exposure_days=10.0),
        risk("R2", "S2", cost_exposure=None, category="Legal"),
        risk("O1", "G1", on=BEFORE, risk="A second tenant", kind="Opportunity"),
    ]
    served.publish([status_batch(status=[report(on=TODAY)], risk=told), silent("risk", "G1")])
    return served


def test_a_strategy_is_compared_with_its_own_contingency_only():
    [sentence] = headings(opened("exposure", strategy="S1"), "h1")
    assert sentence.startswith("The open risks are expected to cost ¥50 and 5 days of delay; ")
    assert "the contingency of this strategy, ¥60, covers them in" in sentence
    assert "the contingency of ¥1.1k covers them" in headings(opened("exposure"), "h1")[0]


@pytest.mark.parametrize("part", [{"programme": "G1"}, {"department": "Networks"}, {"tier": "Key"}])
def test_a_part_of_a_strategy_is_compared_with_nothing(part: dict[str, str]):
    page = opened("exposure", **part)
    assert "so this part is compared with nothing" in headings(page, "h1")[0]
    assert "Supply is the dearest category, ¥50 expected; appetite is set for the whole portfolio." in headings(page)
    assert not any("keep within" in each or "keeps within" in each for each in headings(page))


def test_a_strategy_with_risks_but_without_projects_is_told_by_its_risks():
    [sentence] = headings(opened("exposure", strategy="S2"), "h1")
    assert sentence == "What the one open risk would cost is not stated; expected delay: –."
    for page in ("risk", "mitigation", "causes"):
        assert "No live project" not in headings(opened(page, strategy="S2"), "h1")[0]


def test_the_exposure_is_told_in_days_by_a_switch():
    page = opened("exposure", measure="days")
    assert any("expected to delay their projects by 5 d together" in each for each in headings(page))
    assert "Supply in “Strategy S1” is the longest expected delay: 5 d, 100 % of all." in headings(page)


def test_no_cause_is_told_once_and_offers_no_choice():
    page = opened("causes")
    assert headings(page, "h1") == ["No risks of different strategies share a rare wording."]
    assert headings(page) == [] and "Nothing to show yet." not in said(page)
    assert "cause" not in [each.key for each in page.selectbox]


def test_a_dropped_opportunity_stands_among_gains_and_not_among_dropped_risks():
    page = opened("risk")
    assert "1 opportunity disappeared from the reports without being closed" in headings(page)
    assert not any("risk disappeared" in each for each in headings(page))
    assert "<th>Opportunity</th>" in markup(page) and "Expected gain" in markup(page)
