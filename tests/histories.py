"""Pasts to learn from, row by row: milestones that were forecast once and done later, and reports every two weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.batches import status_batch
from tests.portfolio import TODAY, Row, milestone, report
from warehouse import Batch, Warehouse

MADE, TOLD = date(2026, 3, 2), date(2026, 9, 1)


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(count)


def forecast(milestone_id: str, project_id: str, ahead: int, on: date = TODAY, **stated: Any) -> Row:
    """A milestone that is expected so many days after its report."""
    return milestone(milestone_id, project_id, on, forecast_date=on + days(ahead), **stated)


def past(
    slips: Sequence[int], project_id: str = "H1", ahead: int = 20, still_open: int = 0, open_for: int = 0
) -> list[Batch]:
    """Milestones forecast on one day and done so many days later than that; some last seen open after their date."""
    names = [f"{project_id}-{place}" for place in range(len(slips))]
    left = [f"{project_id}-open-{place}" for place in range(still_open)]
    made = [forecast(name, project_id, ahead, MADE) for name in names + left]
    seen = MADE + days(ahead + open_for)
    later = [forecast(name, project_id, 0, seen) for name in names + left] if left else []
    done = [
        forecast(name, project_id, 0, TOLD, actual_date=MADE + days(ahead + slip))
        for name, slip in zip(names, slips, strict=True)
    ]
    return [status_batch(milestone=rows) for rows in (made, later, done) if rows]


ROUND = 14
"""Days between two reports."""


def reported(home: Warehouse, late: Sequence[int], project_id: str = "P1", until: date = TODAY, **stated: Any) -> None:
    """A report every two weeks up to a day, each with the finish so many days late and another summary."""
    count = len(late)
    home.publish(
        [status_batch(status=[_report(each, late, count, project_id, until, stated)]) for each in range(count)]
    )


def _report(place: int, late: Sequence[int], count: int, project_id: str, until: date, stated: dict[str, Any]) -> Row:
    on = until - days(ROUND * (count - 1 - place))
    plain = {"percent_complete": 10.0 + place, "summary": f"Report {place}"}
    return report(project_id, on, late[place], **plain | {name: value[place] for name, value in stated.items()})
