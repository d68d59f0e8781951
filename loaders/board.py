"""The submission board: what the versions know of each project's reports, joined with what was refused."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pandas as pd

from i18n import Words
from loaders.attempts import problems
from warehouse import Attempt

STATES = ("refused", "never", "overdue", "due", "late", "on time")
TOLD = 3
REFUSAL = ["refused_at", "refused_file", "errors", "reason", "problems"]


def board(known: pd.DataFrame, attempts: list[Attempt], as_of: date, t: Words) -> pd.DataFrame:
    """The rows of `metrics.portfolio.submission_board` on a day, worst state first, with what was refused since.

    `state` becomes `refused` where a report came, was refused, and none was accepted for that day or a later one
    since. Then `refused_at`, `refused_file`, `errors` (their number) and `reason` (the first few in a sentence each)
    tell of the latest refusal, and `problems` holds its `Problem` values.
    """
    tried = _by_project(attempts, as_of)
    spoken_for = known[known["project_id"].isin(tried)]
    refusals = [_refusal(row, tried[str(row.project_id)], t) for row in spoken_for.itertuples()]
    told = known.join(pd.DataFrame(refusals, columns=REFUSAL, index=spoken_for.index, dtype=object))
    told["refused_at"] = pd.to_datetime(told["refused_at"])
    told["errors"] = told["errors"].astype("Int64")
    told["state"] = told["state"].mask(told["refused_at"].notna(), "refused")
    order = told["state"].map(STATES.index)
    return told.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def unplaced(known: pd.DataFrame, attempts: list[Attempt], imports: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Refused uploads that name no project of the whole board, newest first: unreadable files, registers, wrong ids.

    One goes when a file of its name or with its content is accepted later, or after a register a later register;
    `imports` is the history.
    """
    projects = set(known["project_id"])
    lost = [each for each in attempts if not projects & {scope for scope, _ in each.reports}]
    latest = {each.file: each for each in lost if not _is_mended(each, imports)}
    return pd.DataFrame([_told(each, t) for each in reversed(latest.values())], columns=REFUSAL)


def _by_project(attempts: list[Attempt], as_of: date) -> dict[str, list[tuple[date | None, Attempt]]]:
    """What was tried for each project on or before a day, oldest first; an unknown day counts as the day it came."""
    tried: dict[str, list[tuple[date | None, Attempt]]] = defaultdict(list)
    for attempt in attempts:
        for scope, day in attempt.reports:
            if (day or attempt.attempted_at.date()) <= as_of:
                tried[scope].append((day, attempt))
    return tried


def _refusal(row: Any, tried: list[tuple[date | None, Attempt]], t: Words) -> tuple[Any, ...]:
    open_ones = [attempt for day, attempt in tried if not _is_settled(row, day, attempt)]
    return _told(open_ones[-1], t) if open_ones else (None,) * len(REFUSAL)


def _is_settled(row: Any, day: date | None, attempt: Attempt) -> bool:
    """Whether a report was accepted for a later day, or since for the same day (for any day, if that is unknown)."""
    if pd.isna(row.last_report_date):
        return False
    last, since = row.last_report_date.date(), bool(row.imported_at > attempt.attempted_at)
    return since if day is None else last > day or (last == day and since)


def _is_mended(attempt: Attempt, imports: pd.DataFrame) -> bool:
    later = imports[imports["withdrawn_at"].isna() & (imports["imported_at"] > attempt.attempted_at)]
    same = later["file"].eq(attempt.file) | later["sha256"].eq(attempt.sha256)
    is_register = any(scope == "" for scope, _ in attempt.reports)
    return bool(same.any() or (is_register and later["workbook"].eq("register").any()))


def _told(attempt: Attempt, t: Words) -> tuple[Any, ...]:
    found = problems(attempt)
    said = [problem.addressed(t) for problem in found[:TOLD]]
    return attempt.attempted_at, attempt.file, attempt.errors, " ".join(said), found
