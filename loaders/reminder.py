"""A text to paste into a mail: what a project manager still owes, and what came back with which cells to correct."""

from __future__ import annotations

from typing import Any

import pandas as pd

from i18n import Words

OWED = ("refused", "never", "overdue", "due")
MOST = 5


def reminders(board: pd.DataFrame, t: Words) -> dict[str, str]:
    """A reminder for each project manager who owes a report, by name, whoever owes the worst first."""
    owed = board[board["state"].isin(OWED)]
    by_manager = owed.groupby(owed["project_manager"].fillna(""), sort=False)
    return {str(manager): reminder(rows, t) for manager, rows in by_manager}


def reminder(rows: pd.DataFrame, t: Words) -> str:
    """Plain text for one manager about these rows of the board; empty when nothing is owed."""
    owed = rows[rows["state"].isin(OWED)]
    if owed.empty:
        return ""
    manager = _line(owed["project_manager"].iloc[0])
    greeting = t("reminder.greeting", manager=manager) if manager else t("reminder.greeting_nobody")
    opening = t("reminder.opening", count=len(owed))
    told = ["\n".join(_project(row, t)) for row in owed.itertuples()]
    return "\n\n".join([greeting, opening, *told, t("reminder.closing")]) + "\n"


def _project(row: Any, t: Words) -> list[str]:
    """What one project owes: a line, and a line for each of the first problems."""
    name = {"project": _line(row.project), "project_id": _line(row.project_id)}
    lines = ["* " + t("reminder.project", said=_due(row, t), **name)]
    if row.state != "refused":
        return lines
    about = {"file": _line(row.refused_file), "day": t.date(row.refused_at)}
    lines.append("  " + t("reminder.refused", count=row.errors, **about))
    lines += [f"  - {problem.addressed(t)}" for problem in row.problems[:MOST]]
    more = row.errors - MOST
    return [*lines, "  - " + t("reminder.more", count=more)] if more > 0 else lines


def _due(row: Any, t: Words) -> str:
    """Since when or until when a report is due, and from when the last one is."""
    days = abs(int(row.days_overdue))
    key = "overdue" if row.days_overdue > 0 else "today" if days == 0 else "due"
    said = t(f"reminder.{key}", day=t.date(row.due_date), count=days)
    last = row.last_report_date
    return said + (t("reminder.none") if pd.isna(last) else t("reminder.last", day=t.date(last)))


def _line(text: Any) -> str:
    """What a workbook says, in one line: it must not look like a line of ours."""
    return "" if pd.isna(text) else " ".join(str(text).split())
