"""What could hurt the portfolio."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_register(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The risks stated now and those dropped unclosed, with expected cost in money."""
    return scope.ask(query, "risk_register", as_of)


def dearest_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The hundred open risks with the highest expected cost in money, dearest first."""
    return scope.ask(query, "risk_register", as_of, "counts order by expected_cost desc nulls last, risk_id limit 100")


def risk_matrix(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each cell of the probability × impact scale with its open risks and their expected cost."""
    return scope.ask(query, "risk_matrix", as_of)


def category_exposure(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Open risks and their expected cost by strategy and category."""
    return scope.ask(query, "category_exposure", as_of)
