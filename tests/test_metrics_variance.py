"""How late against which baseline: by project, summed up, by period, and every re-baseline with its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batches import status_batch
from tests.portfolio import FINISH, START, TODAY, asked, programme, project, register, report
from warehouse import Warehouse, open_warehouse

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
BEFORE = TODAY - timedelta(14)


@pytest.fixture
def moved(home: Warehouse) -> Warehouse:
    """P1 of G1 was re-baselined by 30 days in June; P2 and P3 belong to G2; P4 never reported."""
    others = [project("P2", programme_id="G2"), project("P3", programme_id="G2", tier="Component"), project("P4")]
    programmes = [programme("G1"), programme("G2")]
    for on, days in ((START, 0), (JUNE, 30)):
        one = project(approved_finish=FINISH + timedelta(days))
        home.publish([register(one, *others, on=on, programme=programmes)])
    late = {BEFORE: (40, 10, 0), TODAY: (50, 20, -6)}
    for on, days in late.items():
        home.publish([status_batch(status=[report(f"P{n}", on=on, late=each) for n, each in enumerate(days, 1)])])
    return home


@pytest.mark.parametrize(
    ("baseline", "days", "before"), [("approved", 20, 10), ("first", 50, 40), ("previous", 10, None)]
)
def test_each_baseline_gives_its_own_days_and_where_they_were_one_report_before(
    moved: Warehouse, baseline: str, days: int, before: int | None
):
    row = asked(moved, "finish_variance", key="group_id", baseline=baseline)["P1"]
    assert (row["days"], row["days_before"], row["baseline_moved"]) == (days, before, 30)
    assert (row["rebaselines"], row["last_rebaselined_on"]) == (1, JUNE)


def test_a_group_has_the_mean_of_its_projects_and_names_its_worst(moved: Warehouse):
    row = asked(moved, "finish_variance", key="group_id", per="programme")["G2"]
    assert (row["days"], row["days_before"], row["known"], row["late"]) == (7, 5, 2, 1)
    assert (row["worst_project_id"], row["worst_days"], row["group_name"]) == ("P2", 20, "Programme G2")


@pytest.mark.parametrize(("baseline", "late"), [("approved", 2), ("first", 2), ("previous", 2)])
@pytest.mark.parametrize("per", ["project", "programme", "tier"])
def test_key_projects_are_counted_in_every_grouping(moved: Warehouse, per: str, baseline: str, late: int):
    rows = asked(moved, "finish_variance", per=per, baseline=baseline)
    assert (sum(row["key_projects"] for row in rows), sum(row["key_late"] for row in rows)) == (3, late)


def test_who_never_reported_has_no_days_and_makes_no_group_earlier(moved: Warehouse):
    assert asked(moved, "finish_variance", key="group_id")["P4"]["days"] is None
    row = asked(moved, "finish_variance", key="group_id", per="programme")["G1"]
    assert (row["projects"], row["known"], row["days"]) == (2, 1, 20)


@pytest.mark.parametrize("per", ["strategy", "department", "tier"])
def test_every_grouping_counts_every_project_once(moved: Warehouse, per: str):
    assert sum(row["projects"] for row in asked(moved, "finish_variance", per=per)) == 4


def test_the_grid_tells_each_period_as_it_was_known_then(moved: Warehouse):
    cells = {(row["group_id"], row["period_date"]): row["days"] for row in asked(moved, "variance_grid")}
    assert cells == {("G1", BEFORE): 10, ("G1", TODAY): 20, ("G2", BEFORE): 5, ("G2", TODAY): 7}
    first = {
        (row["group_id"], row["period_date"]): row["days"] for row in asked(moved, "variance_grid", baseline="first")
    }
    assert first["G1", BEFORE] == 40


def test_against_the_report_before_the_grid_tells_what_was_lost_in_each_period(moved: Warehouse):
    cells = {
        (row["group_id"], row["period_date"]): row["days"] for row in asked(moved, "variance_grid", baseline="previous")
    }
    assert (cells["G1", BEFORE], cells["G1", TODAY], cells["G2", TODAY]) == (None, 10, 2)


def test_every_re_baseline_is_a_step_with_its_day(moved: Warehouse):
    steps = [row for row in asked(moved, "finish_history") if row["project_id"] == "P1"]
    assert [(row["on_date"], row["days_moved"]) for row in steps if row["days_moved"]] == [(JUNE, 30)]
    told = [(row["on_date"], row["forecast_finish"]) for row in steps if row["forecast_finish"]]
    assert told == [(BEFORE, FINISH + timedelta(40)), (TODAY, FINISH + timedelta(50))]


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.none() | st.integers(-90, 200), st.integers(0, 60)), min_size=5, max_size=15))
def test_first_approved_and_moved_always_add_up(tmp_path_factory: Any, portfolio: list[tuple[int | None, int]]):
    home = open_warehouse(tmp_path_factory.mktemp("any") / "warehouse")
    for on, share in ((START, 0), (JULY, 1)):
        moves = [
            project(f"P{n}", approved_finish=FINISH + timedelta(share * days)) for n, (_, days) in enumerate(portfolio)
        ]
        home.publish([register(*moves, on=on)])
    home.publish([status_batch(status=[report(f"P{n}", late=late) for n, (late, _) in enumerate(portfolio)])])
    approved = asked(home, "finish_variance", key="group_id")
    first = asked(home, "finish_variance", key="group_id", baseline="first")
    for name, row in approved.items():
        assert first[name]["days"] == (None if row["days"] is None else row["days"] + row["baseline_moved"])
