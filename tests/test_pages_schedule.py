"""The page of the schedule: against which baseline, in which groups, and what a choice opens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.batches import status_batch
from tests.pages import figures, headings, opened, run
from tests.portfolio import FINISH, START, project, register, report
from warehouse import Warehouse


@pytest.fixture(autouse=True)
def moved(served: Warehouse) -> Warehouse:
    """P1 was 98 days late when it was re-baselined by 100; P2 is 5 days late."""
    for on, days in ((START, 0), (date(2026, 7, 8), 100)):
        served.publish([register(project(approved_finish=FINISH + timedelta(days)), project("P2"), on=on)])
    served.publish([status_batch(status=[report(late=98), report("P2", late=5)])])
    return served


def test_against_the_approved_finish_the_re_baselined_project_is_early():
    assert "1 of 2 projects is late; most of all Project P2, +5 d" in headings(opened("schedule"))


def test_changing_the_baseline_shows_how_late_it_is_against_its_first_plan():
    page = opened("schedule")
    page.button_group(key="baseline").set_value("first")
    run(page)
    assert page.query_params["baseline"] in ("first", ["first"])
    assert "2 of 2 projects are later than first planned; most of all Project P1, +98 d" in headings(page)
    assert headings(page, "h1") == ["2 of 2 key projects finish after their first baseline."]


def test_groups_are_chosen_in_the_address_and_nonsense_means_projects():
    assert "1 of 1 programmes is late on average; most of all Programme G1, +1.5 d" not in headings(opened("schedule"))
    assert any("programmes" in said for said in headings(opened("schedule", per="programme")))
    assert headings(opened("schedule", per="nonsense", baseline="<b>")) == headings(opened("schedule"))


def test_a_chosen_project_tells_when_its_baseline_moved():
    page = opened("schedule", project="P1")
    assert any("The approved finish moved 1 time" in said for said in figures(page))
