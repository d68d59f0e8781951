"""The pages of earned value, schedule health and dependencies."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd
import pytest

from charts.palette import LIGHT
from charts.value import value_curves
from tests.batches import status_batch
from tests.drawn import EN
from tests.pages import figures, headings, opened, rows, said
from tests.portfolio import START, TODAY, milestone, project, register, report
from warehouse import Warehouse

WEEKS = [TODAY - timedelta(7 * back) for back in range(11, -1, -1)]


@pytest.fixture(autouse=True)
def slow(served: Warehouse) -> Warehouse:
    """P1 earns 60 % of what is planned each week, P2 states no planned value; P2 waits for M1 of P1."""
    owed = {"dependency_id": "D1", "provider_milestone_id": "M1", "receiver_project_id": "P2", "promised_for": TODAY}
    plan = {"approved_start": WEEKS[0] - timedelta(7), "approved_finish": TODAY + timedelta(14)}
    both = [project("P1", **plan), project("P2")]
    served.publish([register(*both, on=START, dependency=[owed | {"needed_by": date(2026, 12, 1)}])])
    values = [
        {"planned_value": 70.0 * week, "earned_value": 42.0 * week, "actual_cost": 50.0 * week} for week in range(1, 13)
    ]
    statuses = [report(on=on, **each) for on, each in zip(WEEKS, values, strict=True)]
    served.publish([status_batch(status=[*statuses, report("P2")], milestone=[milestone("M1", milestone="Gate")])])
    return served


def test_earned_value_says_how_many_work_more_slowly_than_planned():
    said_of_p1 = "1 of 1 projects works at less than 95 % of the planned pace."
    assert headings(opened("earned"), "h1") == [f"{said_of_p1} Of 1 more it cannot be told."]


def test_a_chosen_project_shows_its_curves_and_how_each_index_came_about():
    page = opened("earned", project="P1")
    assert "Project P1" in headings(page) and len(figures(page)) == 3
    assert "SPI = EV ÷ PV" in said(page) and "SPI(t) = ES ÷ AT = 7.200 ÷ 12.000 = 0.600" in said(page)


def test_a_project_without_planned_value_says_that_its_pace_is_an_approximation_and_how_much_it_is():
    page = opened("earned", project="P2")
    assert "Approximation: no planned value was reported" in said(page)
    assert re.search(r"share of the duration elapsed = [\d.]+\.", said(page)) and "≈ " in said(page)
    assert " ÷ – = –" not in said(page)


def test_a_plan_that_fell_later_is_told_beside_the_curves(slow: Warehouse):
    fell = report(on=TODAY + timedelta(7), planned_value=500.0, earned_value=500.0, actual_cost=500.0)
    slow.publish([status_batch(status=[fell])])
    page = opened("earned", project="P1")
    assert "In 5 reports the planned value is more than a later one plans" in said(page)


def test_one_report_alone_is_seen_as_a_point():
    point = pd.DataFrame([{"report_date": TODAY, "pv": 10.0, "ev": 8.0, "ac": 9.0, "spi": 0.8}])
    drawn = value_curves(point, EN, LIGHT).data[:3]
    assert [(trace.mode, len(trace.x)) for trace in drawn] == [("markers", 1)] * 3


def test_the_health_page_counts_the_checks_that_sheets_support():
    page = opened("health")
    assert "of 14 DCMA checks can be computed from these sheets" in headings(page, "h1")[0]
    assert any("CPLI" in row for row in rows(page)) and "Not to be had from these sheets" in said(page)


def test_a_check_of_the_address_shows_its_rows():
    page = opened("health", check="negative float")
    assert "Negative float: 1 row fails it" not in headings(page) and "Negative float: 0 rows fail it" in headings(page)


def test_a_late_dependency_names_both_sides():
    page = opened("dependencies")
    assert headings(page, "h1") == ["1 of 1 dependencies comes too late: “Gate” by 30 d for Project P2."]
    assert any("Project P1 now expects it on 31 Dec 2026" in row.replace("\\", "") for row in rows(page))
