"""What the risks cost, against what the committee bears and has set aside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_exposure(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Expected cost in money and delay in days by strategy and category, with the category's appetite.

    Of a strategy those risks that count in it, as in `exposure_total`.
    """
    return scope.ask(query, "risk_exposure", as_of, "passes(strategy_id, $strategy)")


def exposure_total(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.Series[Any]:
    """What the risks that count here cost in money and days, and the contingency that this can be `compared` with."""
    return scope.ask(query, "exposure_total", as_of).iloc[0]


def exposure_trend(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Expected cost in money and delay in days by report and strategy, beside its contingency, oldest first."""
    return scope.ask(query, "exposure_trend", as_of)
