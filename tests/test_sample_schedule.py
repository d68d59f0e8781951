"""The planted stories of the schedule, found by what the pages of the schedule ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from warehouse import Query, open_warehouse

LAST, COMMITTEE = date(2026, 9, 30), date(2026, 7, 8)


@pytest.fixture(scope="module")
def ask(sample_warehouse: Path) -> Query:
    return open_warehouse(sample_warehouse).read()


def test_the_day_for_day_slipper_recedes_at_one_day_a_day_and_leads_the_board(ask: Query):
    board = ask("from milestone_board($day)", day=LAST)
    assert board["project_id"].iloc[0] == "P018" and board["milestone_id"].nunique() <= 30
    moves = ask(
        "select distinct slip_rate, pattern from milestone_moves($day) where project_id = 'P018' and days_moved > 0",
        day=LAST,
    )
    assert moves.to_dict("records") == [{"slip_rate": 1.0, "pattern": "receding"}]


def test_its_reports_tell_each_time_what_was_said(ask: Query):
    story = ask("from milestone_story($day) where milestone_id = 'P018-M7' limit 9", day=LAST)
    assert story["days_moved"].tolist() == [14] * 9 and story["summary"].notna().all()


def test_the_re_baselined_project_is_early_by_one_baseline_and_late_by_the_other(ask: Query):
    sql = "select days, last_rebaselined_on from finish_variance($day, baseline := $baseline) where group_id = 'P007'"
    days = {name: ask(sql, day=LAST, baseline=name).iloc[0] for name in ("approved", "first")}
    assert (days["approved"]["days"], days["first"]["days"]) == (-7, 98)
    assert days["first"]["last_rebaselined_on"].date() == COMMITTEE


def test_its_step_stands_in_its_history(ask: Query):
    steps = ask("from finish_history($day) where project_id = 'P007' and days_moved is not null", day=LAST)
    assert [(row.on_date.date(), row.days_moved) for row in steps.itertuples()] == [(COMMITTEE, 105)]


def test_the_dependency_whose_sides_disagree_is_the_first_conflict(ask: Query):
    first = ask("from dependency_conflicts($day)", day=LAST).iloc[0]
    assert (first["dependency_id"], first["conflict"], first["days_late"]) == ("DEP03", "too late", 77)


def test_the_milestone_missed_in_silence_is_stale_and_its_date_invalid(ask: Query):
    stale = ask("select milestone_id from milestone_moves($day) where pattern = 'stale'", day=LAST)
    invalid = ask("select milestone_id from schedule_findings($day, failed := 'invalid dates')", day=LAST)
    assert stale["milestone_id"].tolist() == invalid["milestone_id"].tolist() == ["P036-M6"]


def test_the_slowest_by_earned_schedule_is_the_slipper_and_its_spi_hides_part_of_it(ask: Query):
    sql = "select project_id, spi, spi_t from earned_schedule($day) where is_latest and live order by spi_t limit 1"
    slowest = ask(sql, day=LAST).iloc[0]
    assert slowest["project_id"] == "P018" and slowest["spi_t"] < slowest["spi"] < 1
