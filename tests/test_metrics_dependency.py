"""Where provider and receiver disagree."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from charts.dependency import dependency_title, silent
from tests.batches import status_batch
from tests.drawn import EN
from tests.portfolio import TODAY, asked, milestone, project, register, report
from warehouse import Warehouse

JULY, NEED = date(2026, 7, 1), TODAY + timedelta(60)
DEPENDENCY = {"dependency_id": "D1", "provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": NEED}


@pytest.mark.parametrize(
    ("stated", "promised", "told"),
    [
        ({"forecast_date": NEED + timedelta(9)}, NEED, ("too late", 9, 9)),
        ({"forecast_date": NEED - timedelta(2)}, NEED - timedelta(10), ("promise broken", -2, 8)),
        ({"forecast_date": NEED - timedelta(2)}, NEED, None),
        ({"forecast_date": JULY}, NEED, None),
        ({"forecast_date": None}, None, ("no date", None, None)),
        ({"forecast_date": JULY, "actual_date": JULY + timedelta(1)}, JULY, None),
    ],
)
def test_a_conflict_is_what_comes_after_the_need_or_after_the_promise(
    home: Warehouse, stated: dict[str, Any], promised: date | None, told: tuple[Any, ...] | None
):
    home.publish([register(project("P1"), project("P2"), dependency=[DEPENDENCY | {"promised_for": promised}])])
    home.publish([status_batch(status=[report("P1")], milestone=[milestone(**stated)])])
    found = [
        (row["conflict"], row["days_late"], row["days_after_promise"]) for row in asked(home, "dependency_conflicts")
    ]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("promised", "days", "told"),
    [(None, None, "not reported"), (NEED, 0, "not reported"), (NEED + timedelta(4), 4, "too late")],
)
def test_a_milestone_that_nobody_reports_is_named_by_its_id(
    home: Warehouse, promised: date | None, days: int | None, told: str
):
    home.publish([register(project("P1"), project("P2"), dependency=[DEPENDENCY | {"promised_for": promised}])])
    home.publish([status_batch(status=[report("P1")])])
    [row] = asked(home, "dependency_conflicts")
    assert (row["conflict"], row["days_late"], row["provider_milestone_id"], row["milestone"]) == (
        told,
        days,
        "M1",
        None,
    )
    said = dependency_title(pd.DataFrame(asked(home, "dependency_outlook")), EN)
    assert ("“M1”" in said) == (told == "too late")


def test_a_dependency_stays_one_where_projects_share_the_id_of_its_milestone(home: Warehouse):
    home.publish(
        [register(project("P1"), project("P2"), project("P3"), dependency=[DEPENDENCY | {"promised_for": NEED}])]
    )
    reached = milestone(forecast_date=JULY, actual_date=JULY)
    late = milestone(project_id="P3", forecast_date=NEED + timedelta(5))
    home.publish([status_batch(milestone=[reached]), status_batch(milestone=[late])])
    rows = asked(home, "dependency_outlook")
    assert [(row["provider_project_id"], row["days_late"], row["state"]) for row in rows] == [("P3", 5, "too late")]


@pytest.mark.parametrize(
    ("stated", "passed"), [({}, True), ({"actual_date": JULY}, False), ({"forecast_date": TODAY}, False)]
)
def test_a_date_that_passed_in_silence_is_not_told_as_in_time(home: Warehouse, stated: dict[str, Any], passed: bool):
    needed = DEPENDENCY | {"needed_by": TODAY + timedelta(30), "promised_for": TODAY + timedelta(30)}
    home.publish([register(project("P1"), project("P2"), dependency=[needed])])
    home.publish([status_batch(milestone=[milestone(**{"forecast_date": JULY} | stated)])])
    outlook = asked(home, "dependency_outlook")
    assert [row["date_passed"] for row in outlook] == [passed]
    assert ("passed in silence" in dependency_title(pd.DataFrame(outlook), EN)) == passed
    assert len(silent(pd.DataFrame(outlook))) == passed


def test_a_project_does_not_wait_for_its_own_milestone_where_another_has_one_of_that_id(home: Warehouse):
    home.publish([register(project("P1"), project("P2"), dependency=[DEPENDENCY])])
    own = milestone(project_id="P2", forecast_date=NEED + timedelta(9))
    home.publish([status_batch(milestone=[own]), status_batch(milestone=[milestone(forecast_date=NEED)])])
    assert [row["provider_project_id"] for row in asked(home, "dependency_outlook")] == ["P1"]
    assert asked(home, "dependency_cycles") == []


def test_without_any_date_a_dependency_is_not_told_as_in_time(home: Warehouse):
    home.publish([register(project("P1"), project("P2"), dependency=[DEPENDENCY])])
    home.publish([status_batch(milestone=[milestone(forecast_date=None)])])
    said = dependency_title(pd.DataFrame(asked(home, "dependency_outlook")), EN)
    assert said.startswith("The one dependency is not known to come too late")


def test_the_worst_conflict_comes_first(home: Warehouse):
    owed = [
        DEPENDENCY | {"dependency_id": f"D{n}", "provider_milestone_id": f"M{n}", "promised_for": NEED} for n in (1, 2)
    ]
    home.publish([register(project("P1"), project("P2"), dependency=owed)])
    late = [milestone(f"M{n}", forecast_date=NEED + timedelta(10 * n)) for n in (1, 2)]
    home.publish([status_batch(milestone=late)])
    assert [row["dependency_id"] for row in asked(home, "dependency_conflicts")] == ["D2", "D1"]
