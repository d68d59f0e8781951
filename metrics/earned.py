"""What was earned against what was planned, in money and in time."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def earned_schedule(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects as their last report earned: indices (below 1 = bad) and periods, lowest SPI(t) first."""
    return scope.ask(query, "earned_schedule", as_of, "live and is_latest order by spi_t nulls last, project_id")


def earned_history(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The same of every report of one project, oldest first."""
    asked = "from earned_schedule($as_of) where project_id = $project order by report_date"
    return query(asked, as_of=as_of, project=project)
