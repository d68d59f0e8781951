"""Whether the work serves the strategy."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def strategy_trace(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Every link from a strategy to a live project, with share (0 to 1) and money; orphans and starved ones too."""
    return scope.ask(query, "strategy_trace", as_of, "live is not false")


def strategy_coverage(query: Query, as_of: date) -> pd.DataFrame:
    """Each strategy's projects, money, and its share of the money against its weight (0 to 1)."""
    return query("from strategy_coverage($as_of)", as_of=as_of)
