"""How a project stands with its reports as far as accepted ones tell: on time, late, due, overdue, never."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from metrics import portfolio
from metrics.scope import Scope
from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, register, report
from tests.submissions import DEFAULT_CADENCE
from warehouse import Batch, Warehouse


def late_by(days: int) -> list[Batch]:
    """A register in use since the first day, a report in time, and the next received so many days after it was due."""
    due = TODAY + timedelta(DEFAULT_CADENCE)
    return [
        _at(register(project()), START),
        _at(status_batch(status=[report(on=TODAY)]), TODAY),
        _at(status_batch("second.xlsx", status=[report(on=due)]), due + timedelta(days)),
    ]


def _at(batch: Batch, day: date) -> Batch:
    return Batch(**{**batch.__dict__, "imported_at": datetime.combine(day, datetime.min.time())})


@pytest.mark.parametrize(("days", "state"), [(-1, "on time"), (0, "on time"), (1, "late")])
def test_a_report_is_late_when_it_came_after_it_was_due(home: Warehouse, days: int, state: str):
    home.publish(late_by(days))
    [row] = asked(home, "submission_board", TODAY + timedelta(DEFAULT_CADENCE))
    assert (row["state"], row["days_late"], row["file"]) == (state, days, "second.xlsx")
    assert row["report_due_date"] == TODAY + timedelta(DEFAULT_CADENCE)


def test_restating_a_report_does_not_make_it_late(home: Warehouse):
    home.publish(late_by(0))
    due = TODAY + timedelta(DEFAULT_CADENCE)
    home.publish([_at(status_batch("third.xlsx", status=[report(on=due, late=9)]), due + timedelta(30))])
    [row] = asked(home, "submission_board", due)
    assert (row["state"], row["file"], row["received_at"]) == ("on time", "third.xlsx", due)


def test_withdrawing_the_timely_import_leaves_the_late_one(home: Warehouse):
    home.publish(late_by(0))
    due = TODAY + timedelta(DEFAULT_CADENCE)
    home.publish([_at(status_batch("third.xlsx", status=[report(on=due)]), due + timedelta(3))])
    home.withdraw(3)
    assert [(row["state"], row["days_late"]) for row in asked(home, "submission_board", due)] == [("late", 3)]


def test_what_was_due_before_the_first_import_of_all_is_not_called_late(home: Warehouse):
    first = TODAY + timedelta(400)
    home.publish([_at(batch, first) for batch in late_by(0)])
    [row] = asked(home, "submission_board", TODAY + timedelta(DEFAULT_CADENCE))
    assert (row["state"], row["days_late"]) == ("on time", None)


@pytest.mark.parametrize(
    ("day", "state"),
    [(0, "on time"), (6, "on time"), (7, "due"), (14, "due"), (15, "overdue"), (90, "overdue")],
)
def test_a_bi_weekly_report_is_due_in_the_second_week_and_overdue_after_it(home: Warehouse, day: int, state: str):
    home.publish([register(project()), status_batch(status=[report()])])
    assert asked(home, "submission_board", TODAY + timedelta(day))[0]["state"] == state


def test_a_project_without_any_report_is_due_until_its_first_is_overdue(home: Warehouse):
    home.publish([register(project())])
    days = [START, START + timedelta(DEFAULT_CADENCE), START + timedelta(DEFAULT_CADENCE + 1)]
    assert [asked(home, "submission_board", day)[0]["state"] for day in days] == ["due", "due", "never"]


def test_the_board_agrees_with_the_coverage_row_by_row_and_takes_its_filters(home: Warehouse):
    others = [project("P2", cadence="Weekly", department="Halls"), project("P3", stage="Closed"), project("P4")]
    home.publish([register(project(), *others)])
    home.publish([status_batch(status=[report(on=TODAY - timedelta(20)), report("P2", TODAY)])])
    same = ["project_id", "last_report_date", "due_date", "days_overdue", "cadence", "programme"]
    for scope in (Scope(), Scope(department="Halls"), Scope(strategy="S1", programme="G1", tier="Key")):
        told = portfolio.submission_board(home.read(), TODAY, scope)[same].sort_values("project_id", ignore_index=True)
        known = portfolio.report_coverage(home.read(), TODAY, scope)[same].sort_values("project_id", ignore_index=True)
        pd.testing.assert_frame_equal(told, known)
