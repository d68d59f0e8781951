"""What risks of different strategies have in common."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_causes(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open risks that share a rare wording with one of another strategy, each under one cause; dearest first."""
    return scope.ask(query, "risk_causes", as_of)
