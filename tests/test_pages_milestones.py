"""The page of milestones: what moves, one pattern at a time, and the reports behind a milestone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.batches import status_batch
from tests.pages import headings, opened, run, said
from tests.portfolio import TODAY, milestone, project, register, report
from warehouse import Warehouse

BASELINE = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def moving(served: Warehouse) -> Warehouse:
    """M1 recedes day for day, and is always told as two more weeks; M2 stands."""
    days = [TODAY - timedelta(14 * back) for back in range(3, -1, -1)]
    late = [
        milestone("M1", on=on, forecast_date=BASELINE + timedelta(14 * place), milestone="Gate")
        for place, on in enumerate(days)
    ]
    steady = [milestone("M2", on=on) for on in days]
    statuses = [report(on=on, summary=f"Two more weeks, said on {on}") for on in days]
    served.publish([register(project()), status_batch(status=statuses, milestone=[*late, *steady])])
    return served


def test_the_page_says_how_many_milestones_keep_receding():
    assert headings(opened("milestones"), "h1") == ["1 of 2 open milestones keeps receding; 0 more slip, 0 stale."]
    assert "“Gate” of Project P1 moved furthest: +42 d within its last six reports" in headings(opened("milestones"))


def test_a_milestone_of_the_address_shows_what_each_report_said():
    page = opened("milestones", milestone="M1", project="P1")
    assert "Gate" in headings(page) and "+42 d" in said(page)
    assert all(f"Two more weeks, said on {TODAY - timedelta(14 * back)}" in said(page) for back in range(4))


def test_a_milestone_that_is_not_there_is_named_in_a_sentence():
    assert "There is no milestone M9" in said(opened("milestones", milestone="M9"))


def test_one_pattern_is_shown_by_its_button_and_named_in_the_address():
    page = opened("milestones")
    page.button_group(key="pattern").set_value("steady")
    run(page)
    assert page.query_params["pattern"] in ("steady", ["steady"])
    assert "None of them moved within its last six reports" in headings(page)


def test_before_the_first_move_nothing_is_called_receding():
    page = opened("milestones", as_of=(TODAY - timedelta(42)).isoformat())
    assert headings(page, "h1") == ["0 of 2 open milestones keep receding; 0 more slip, 0 stale."]
