"""How milestones move from report to report, and which come next."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def milestone_patterns(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """How many milestones recede, are stale, zigzag, slip, come early or stand, and how many are done."""
    return scope.ask(query, "milestone_patterns", as_of)


def milestone_moves(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Every milestone that is not reached, the fastest mover first; days positive = later."""
    return scope.ask(query, "milestone_moves", as_of, "actual_date is null order by abs(days_moved) desc, milestone_id")


def milestone_board(query: Query, as_of: date, scope: Scope = EVERYTHING, pattern: str | None = None) -> pd.DataFrame:
    """The forecasts of the milestones that move most, or of one pattern, by programme; days positive = later."""
    return scope.ask(query, "milestone_board", as_of, pattern=pattern)


def milestone_story(query: Query, as_of: date, milestone: str, project: str | None = None) -> pd.DataFrame:
    """What each report said of a milestone and its project, newest first; days positive = later."""
    asked = "from milestone_story($as_of) where milestone_id = $milestone and coalesce(project_id = $project, true)"
    return query(f"{asked} order by report_date desc", as_of=as_of, milestone=milestone, project=project)


def milestones_due(query: Query, as_of: date, scope: Scope = EVERYTHING, days: int = 30) -> pd.DataFrame:
    """Milestones missed, then those due within `days`."""
    return scope.ask(query, "milestones_due", as_of, days=days)
