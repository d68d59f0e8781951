"""How late the work is."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from metrics.variance import Baseline
from warehouse import Query


def schedule_variance(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects against their first, approved and previous forecast finish, days late positive, worst first."""
    return scope.ask(query, "schedule_variance", as_of, "live")


def slip_trend(query: Query, as_of: date, scope: Scope = EVERYTHING, baseline: Baseline = "approved") -> pd.DataFrame:
    """Total and mean days late against a baseline per default cadence, oldest first."""
    return scope.ask(query, "slip_trend", as_of, baseline=baseline)
