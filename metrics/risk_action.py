"""What is done about the risks, and which belong a level up."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_actions(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each open risk's owner, action and reduction, promised and achieved; what is neglected comes first."""
    return scope.ask(query, "risk_actions", as_of)


def risk_escalation(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open risks that belong a level up, by which rules, and who has to answer."""
    return scope.ask(query, "risk_escalation", as_of)
