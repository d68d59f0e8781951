"""How the risks moved between reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from metrics.risk import RESIDUAL, Look
from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_movement(
    query: Query, from_date: date, to_date: date, scope: Scope = EVERYTHING, look: Look = RESIDUAL
) -> pd.DataFrame:
    """How each threat that was open on either of two days moved on the scale, the unmoved ones last."""
    more: dict[str, Any] = {"project": look.project, "measure": look.measure}
    return scope.ask(query, "risk_movement", from_date, to_date=to_date, **more)


def risk_history(query: Query, as_of: date, scope_id: str, risk_id: str) -> pd.DataFrame:
    """One risk, report by report, oldest first; expected cost in money."""
    said = {"as_of": as_of, "scope": scope_id, "risk": risk_id}
    return query("from risk_history($as_of, its_scope := $scope, its_risk := $risk)", **said)
