"""Every project, or programme, on one axis of time."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def roadmap(
    query: Query, as_of: date, scope: Scope = EVERYTHING, per: Literal["project", "programme", "strategy"] = "project"
) -> pd.DataFrame:
    """From the approved start to the expected finish, days late positive, in the order of strategies and programmes."""
    return scope.ask(query, "roadmap", as_of, per=per)


def roadmap_milestones(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The milestones of live projects as last reported, days late positive."""
    return scope.ask(query, "roadmap_milestones", as_of)
