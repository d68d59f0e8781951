"""What could hurt the portfolio."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query

DEAREST = "order by expected_cost desc nulls last, risk_id, scope_id"


def risk_register(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The risks stated now and those dropped unclosed, with expected cost in money."""
    return scope.ask(query, "risk_register", as_of)


def open_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open risks, the highest expected cost in money first."""
    return scope.ask(query, "risk_register", as_of, f"counts {DEAREST}")


def dearest_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The hundred open risks with the highest expected cost in money, dearest first."""
    return scope.ask(query, "risk_register", as_of, f"counts {DEAREST} limit 100")


def cell_risks(query: Query, as_of: date, scope: Scope, probability: int, impact: int) -> pd.DataFrame:
    """The open risks in one cell of the matrix, dearest first."""
    cell = {"its_probability": probability, "its_impact": impact}
    rows = f"counts and probability = $its_probability and impact = $its_impact {DEAREST}"
    return scope.ask(query, "risk_register", as_of, rows, cell)


def dropped_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The risks that vanished unclosed, dearest first."""
    return scope.ask(query, "risk_register", as_of, f"dropped {DEAREST}")


def risk_matrix(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each cell of the probability × impact scale with its open risks and their expected cost."""
    return scope.ask(query, "risk_matrix", as_of)


def category_exposure(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Open risks and their expected cost by strategy and category."""
    return scope.ask(query, "category_exposure", as_of)
