"""What the risks cost, against what the committee bears and has set aside."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_exposure(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Expected cost in money and delay in days by strategy and category, with the category's appetite."""
    return scope.ask(query, "risk_exposure", as_of)


def exposure_trend(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Expected cost in money by report and strategy, beside the strategy's contingency, oldest first."""
    return scope.ask(query, "exposure_trend", as_of)


def contingency(trend: pd.DataFrame) -> float | None:
    """What the strategies of an exposure trend set aside for their risks, in money; None where none says."""
    stated = trend.drop_duplicates("strategy_id")["contingency"].dropna()
    return float(stated.sum()) if len(stated) else None
