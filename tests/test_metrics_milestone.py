"""How milestones move: patterns, slip rates, the board of movers and the story behind each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.pattern import patterns_title
from tests.batches import status_batch
from tests.drawn import EN
from tests.portfolio import TODAY, asked, milestone, programme, project, register, report
from warehouse import Warehouse, open_warehouse

BASELINE = date(2026, 12, 31)
COLUMNS = [
    "project_id", "milestone_id", "milestone", "report_date", "baseline_date", "forecast_date", "actual_date",
    "days_late", "slip_rate", "pattern",
]  # fmt: skip


def day(back: int) -> date:
    """The day of the report so many fortnights before the last."""
    return TODAY - timedelta(14 * back)


def reports(moves: list[int | None], name: str = "M1", of: str = "P1", **last: Any) -> list[dict[str, Any]]:
    """A milestone report after report, its forecast so many days after the baseline; `last` is said in the last one."""
    told = [
        milestone(name, of, on=day(back), forecast_date=None if late is None else BASELINE + timedelta(late))
        for back, late in zip(range(len(moves) - 1, -1, -1), moves, strict=True)
    ]
    return [*told[:-1], told[-1] | last]


def publish(home: Warehouse, *told: dict[str, Any]) -> None:
    home.publish([register(project("P1"), project("P2"), project("P3", stage="Closed")), status_batch(milestone=told)])


def test_the_trend_has_the_columns_that_others_rely_on(home: Warehouse):
    assert list(home.read()("from milestone_trend($day)", day=TODAY).columns)[: len(COLUMNS)] == COLUMNS


def test_day_for_day_is_a_slip_rate_of_one(home: Warehouse):
    publish(home, *reports([0, 14, 28, 42]))
    rows = asked(home, "milestone_trend")
    assert [row["slip_rate"] for row in rows] == [None, 1, 1, 1]
    assert [row["days_late"] for row in rows] == [0, 14, 28, 42]
    assert rows[-1]["pattern"] == "receding"


@pytest.mark.parametrize(
    ("moves", "last", "pattern"),
    [
        ([0, 0, 0], {}, "steady"),
        ([0, 10, 0, 10], {}, "zigzag"),
        ([0, 7, 14, 21], {}, "receding"),
        ([0, 7, 14, 20], {}, "slipping"),
        ([0, 30, 30, 30, 30], {}, "slipping"),
        ([0, 0, -5], {}, "early"),
        ([-3, -3], {}, "early"),
        ([20, 14, 8], {}, "early"),
        ([5, 5], {"actual_date": TODAY}, "done"),
        ([0, 0], {"forecast_date": TODAY - timedelta(1)}, "stale"),
        ([0, 0], {"forecast_date": TODAY}, "early"),
        ([None, None], {}, None),
        ([None, 7], {}, "steady"),
        ([0, None, 28], {}, "receding"),
        ([0], {}, "steady"),
    ],
)
def test_a_milestone_is_known_by_its_pattern(
    home: Warehouse, moves: list[int | None], last: dict[str, Any], pattern: str | None
):
    publish(home, *reports(moves, **last))
    assert asked(home, "milestone_trend")[-1]["pattern"] == pattern
    [row] = asked(home, "milestone_moves")
    assert row["pattern"] == pattern


def test_the_history_is_that_of_the_day_looked_at(home: Warehouse):
    publish(home, *reports([0, 14, 28, 42]))
    assert [row["report_date"] for row in asked(home, "milestone_trend", day(1))] == [day(3), day(2), day(1)]


def test_a_milestone_that_vanished_from_the_last_report_does_not_move(home: Warehouse):
    publish(home, *reports([0, 14, 28])[:2], *reports([0, 0, 0], "M2"))
    assert [row["milestone_id"] for row in asked(home, "milestone_moves")] == ["M2"]


histories = st.lists(st.none() | st.integers(-60, 120), min_size=1, max_size=9)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(histories, st.booleans()), min_size=10, max_size=25))
def test_the_quick_way_to_the_newest_row_and_the_whole_history_agree(tmp_path_factory: Any, portfolio: Any):
    home = open_warehouse(tmp_path_factory.mktemp("any") / "warehouse")
    told = [
        row
        for number, (moves, done) in enumerate(portfolio)
        for row in reports(moves, f"M{number}", **({"actual_date": TODAY} if done else {}))
    ]
    publish(home, *told)
    newest = {row["milestone_id"]: row for row in asked(home, "milestone_trend") if row["report_date"] == TODAY}
    quick = asked(home, "milestone_moves", key="milestone_id")
    assert {name: row["pattern"] for name, row in quick.items()} == {
        name: row["pattern"] for name, row in newest.items()
    }
    assert {name: row["days_late"] for name, row in quick.items()} == {
        name: row["days_late"] for name, row in newest.items()
    }


def test_the_board_has_only_movers_and_says_of_how_many(home: Warehouse):
    moving, standing, done = reports([0, 20, 40]), reports([0, 0, 3], "M2"), reports([0, 9], "M3", actual_date=TODAY)
    publish(home, *moving, *standing, *done, *reports([0, 50], "M4", "P3"))
    rows = asked(home, "milestone_board")
    assert {row["milestone_id"] for row in rows} == {"M1"}
    assert (rows[0]["movers"], rows[0]["milestones"], rows[0]["days_moved"]) == (1, 2, 40)


def test_each_point_of_the_board_is_late_as_its_own_report_said(home: Warehouse):
    publish(home, *reports([0, 20, 40]))
    assert [row["days_late"] for row in asked(home, "milestone_board")] == [0, 20, 40]


def test_a_pattern_is_counted_among_all_open_milestones(home: Warehouse):
    publish(home, *reports([0, 20, 40]), *reports([0, 0], "M2"), *reports([0, 0], "M3"))
    [told] = {
        (row["movers"], row["milestones"], row["programmes"])
        for row in asked(home, "milestone_board", pattern="steady")
    }
    assert told == (2, 3, 1)


def test_a_milestone_without_a_date_is_open_too(home: Warehouse):
    publish(home, *reports([None, None]), *reports([0, 0], "M2"))
    assert [(row["pattern"], row["milestones"]) for row in asked(home, "milestone_patterns")] == [
        ("steady", 1),
        ("undated", 1),
    ]
    said = patterns_title(pd.DataFrame(asked(home, "milestone_patterns")), EN)
    assert said == "0 of 2 open milestones keep receding; 0 more slip, 0 stale, 1 without a date."
    assert patterns_title(pd.DataFrame({"pattern": ["done"], "milestones": [4]}), EN) == "No milestone is open."


def test_the_board_draws_at_most_thirty_milestones(home: Warehouse):
    programmes = [programme(f"G{n}") for n in range(9)]
    projects = [project(f"P{n}", programme_id=f"G{n}") for n in range(9)]
    told = [row for n in range(9) for m in range(7) for row in reports([0, 10 + n + m], f"M{n}-{m}", f"P{n}")]
    home.publish([register(*projects, programme=programmes), status_batch(milestone=told)])
    rows = asked(home, "milestone_board")
    assert len({row["milestone_id"] for row in rows}) == 30
    assert rows[0]["programme_id"] == "G8"


def test_where_a_forecast_stood_still_the_board_leaves_reports_out(home: Warehouse):
    publish(home, *reports([0, 0, 0, 0, 20, 20, 20]))
    assert [row["report_date"] for row in asked(home, "milestone_board")] == [day(n) for n in (6, 3, 2, 0)]


def test_one_pattern_can_be_asked_for_even_where_nothing_moves(home: Warehouse):
    publish(home, *reports([0, 20, 40]), *reports([0, 0], "M2"))
    assert {row["milestone_id"] for row in asked(home, "milestone_board", pattern="steady")} == {"M2"}


def test_patterns_are_counted_with_the_worst_first(home: Warehouse):
    publish(home, *reports([0, 14, 28, 42]), *reports([0, 0], "M2"), *reports([0, 0], "M3"))
    assert [(row["pattern"], row["milestones"]) for row in asked(home, "milestone_patterns")] == [
        ("receding", 1),
        ("steady", 2),
    ]


def test_the_story_of_a_milestone_has_the_words_of_each_report(home: Warehouse):
    publish(home, *reports([0, 14]))
    home.publish([status_batch(status=[report(on=day(1), summary="Fine."), report(summary="Two more weeks.")])])
    told = [(row["report_date"], row["days_moved"], row["summary"]) for row in asked(home, "milestone_story")]
    assert told == [(TODAY, 14, "Two more weeks."), (day(1), None, "Fine.")]
