"""How late the finish is against a baseline of one's choice."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query

Baseline = Literal["approved", "first", "previous"]
Per = Literal["project", "programme", "strategy", "department", "tier"]


def finish_variance(
    query: Query, as_of: date, scope: Scope = EVERYTHING, per: Per = "project", baseline: Baseline = "approved"
) -> pd.DataFrame:
    """Days late of live projects, or their mean by group, against a baseline; positive = later, the latest first."""
    return scope.ask(query, "finish_variance", as_of, per=per, baseline=baseline)


def variance_grid(
    query: Query, as_of: date, scope: Scope = EVERYTHING, per: Per = "programme", baseline: Baseline = "approved"
) -> pd.DataFrame:
    """Mean days late by group and default cadence, as known on each day; positive = later."""
    return scope.ask(query, "variance_grid", as_of, per=per, baseline=baseline)


def finish_history(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """What finish was approved and expected for one project, oldest first; days moved positive = later."""
    asked = "from finish_history($as_of) where project_id = $project order by on_date"
    return query(asked, as_of=as_of, project=project)
