"""Who has reported, how long ago, and what is not concluded from silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, register, report
from warehouse import Warehouse


def publish(home: Warehouse, age: int, **stated: str | None) -> None:
    home.publish([register(project(**stated))])
    home.publish([status_batch(status=[report(on=TODAY - timedelta(age), late=90)])])


@pytest.mark.parametrize(
    ("cadence", "last_current"),
    [("Weekly", 10), ("Bi-weekly", 21), ("Monthly", 45), ("Quarterly", 136), (None, 21)],
)
def test_a_report_is_stale_after_one_and_a_half_cadences(home: Warehouse, cadence: str | None, last_current: int):
    publish(home, last_current, cadence=cadence)
    days = [TODAY, TODAY + timedelta(1)]
    assert [asked(home, "project_health", day)[0]["freshness"] for day in days] == ["current", "stale"]


def test_a_stale_project_has_no_rating_but_keeps_its_last_word(home: Warehouse):
    publish(home, 40)
    row = asked(home, "project_health")[0]
    assert (row["rag_evidence"], row["rag_rule"]) == (None, None)
    assert row["rag_reason"] == "Last report 40 days old (stale after 21)"
    assert (row["rag_reported"], row["days_late"], row["report_age_days"]) == ("Green", 90, 40)


def test_a_project_that_never_reported_has_no_rating_and_no_numbers(home: Warehouse):
    home.publish([register(project())])
    row = asked(home, "project_health")[0]
    assert (row["freshness"], row["rag_evidence"], row["rag_reason"]) == ("not reported", None, "Never reported")
    unknown = ("report_date", "percent_complete", "days_late", "actual_cost", "expected_cost", "cost_overrun")
    assert [row[name] for name in unknown] == [None] * 6


def test_a_report_from_tomorrow_is_not_known_today(home: Warehouse):
    publish(home, -1)
    assert asked(home, "project_health")[0]["freshness"] == "not reported"


def test_a_report_of_a_project_outside_the_register_is_not_shown(home: Warehouse):
    home.publish([register(project())])
    home.publish([status_batch(status=[report("P9")])])
    assert [row["project_id"] for row in asked(home, "project_health")] == ["P1"]


def test_the_next_report_is_due_one_cadence_after_the_last(home: Warehouse):
    publish(home, 20)
    row = asked(home, "report_coverage")[0]
    assert (row["last_report_date"], row["due_date"]) == (TODAY - timedelta(20), TODAY - timedelta(6))
    assert (row["days_overdue"], row["freshness"], row["cadence"]) == (6, "current", "Bi-weekly")


def test_the_first_report_is_due_one_cadence_after_the_project_starts_or_is_registered(home: Warehouse):
    late_starter = project("P2", approved_start=TODAY, cadence="Weekly")
    home.publish([register(project(approved_start=START - timedelta(300)), late_starter)])
    due = {key: row["due_date"] for key, row in asked(home, "report_coverage", key="project_id").items()}
    assert due == {"P1": START + timedelta(14), "P2": TODAY + timedelta(7)}


def test_only_live_projects_owe_a_report(home: Warehouse):
    stages = (None, "Approved", "In delivery", "Proposed", "Closed", "Cancelled")
    home.publish([register(*(project(f"P{place}", stage=stage) for place, stage in enumerate(stages)))])
    assert list(asked(home, "report_coverage", key="project_id")) == ["P0", "P1", "P2"]
    assert [row["live"] for row in asked(home, "project_health")] == [True] * 3 + [False] * 3


def test_report_dates_are_told_newest_first_and_once(home: Warehouse):
    dates = [TODAY, TODAY - timedelta(14)]
    home.publish([status_batch(status=[report(name, on) for name in ("P1", "P2") for on in dates])])
    assert [row["report_date"] for row in asked(home, "report_dates")] == dates
