"""How healthy the schedules are, by the DCMA checks that status sheets support."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def schedule_health(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects with BEI, CEI and CPLI (below 1 = bad), hit task per cent and counts; the lowest CPLI first."""
    return scope.ask(query, "schedule_health", as_of)


def schedule_checks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """DCMA's 14 checks and three more over the portfolio: per cent, indices or counts, each with its threshold."""
    return scope.ask(query, "schedule_checks", as_of)


def schedule_findings(query: Query, as_of: date, scope: Scope, failed: str) -> pd.DataFrame:
    """The milestones that fail a check; days positive = later."""
    return scope.ask(query, "schedule_findings", as_of, failed=failed)
