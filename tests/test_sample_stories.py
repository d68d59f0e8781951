"""Each story planted in the committed sample is found through the macros."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from sample.stories import Story, stories
from warehouse import Query, open_warehouse

LAST = date(2026, 9, 30)


@pytest.fixture(scope="module")
def ask(sample_warehouse: Path) -> Query:
    """A question to the published sample."""
    return open_warehouse(sample_warehouse).read()


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_the_story_is_found_by_its_query(story: Story, ask: Query):
    answer = ask(story.query)
    for row in story.finds:
        assert row in answer[list(row)].to_dict("records")


def test_most_projects_are_green_some_amber_and_a_few_red_by_evidence(ask: Query):
    found = ask("from portfolio_summary($d)", d=LAST).iloc[0]
    assert found[["projects", "red", "unrated", "dropped_risks", "orphans", "starved"]].tolist() == [60, 7, 3, 1, 2, 1]
    assert found["green"] > 2 * found["amber"] > 2 * found["red"]


def test_in_the_red_zone_stand_the_risks_that_are_told_and_no_others(ask: Query):
    red = ask("select risk_id from risk_register($d) where zone = 'Red' and state = 'Open' and not dropped", d=LAST)
    assert len(red) == 14
    assert set(red["risk_id"].str[-3:]) == {"-R1"}


def test_the_day_for_day_slip_is_fourteen_days_in_each_of_nine_reports(ask: Query):
    days = [LAST - timedelta(days=14 * back) for back in range(9)]
    sql = "select slip_since_last from schedule_variance($d) where project_id = 'P018'"
    assert [ask(sql, d=day)["slip_since_last"].iloc[0] for day in days] == [14] * 9


def test_the_total_slip_grows_over_the_year(ask: Query):
    trend = ask("select total_days_late from slip_trend($d)", d=LAST)["total_days_late"].tolist()
    assert len(trend) == 26
    assert trend[-1] > 2 * trend[len(trend) // 2] > 0
