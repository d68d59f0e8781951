"""What a programme manager owns: benefits, people, the coordination of projects."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def programme_standing(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each programme's counts, days and money, the most red projects first."""
    return scope.ask(query, "programme_standing", as_of)


def benefit_progress(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What the work was to bring and has brought, in each benefit's own unit; those not reached first."""
    return scope.ask(query, "benefit_progress", as_of)


def programme_people(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Planned and actual full-time equivalents by month, department and role, against capacity."""
    return scope.ask(query, "programme_people", as_of)


def programme_dependencies(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What the programme's projects wait for and owe, days late positive, the latest first."""
    sql = "from programme_dependencies($as_of, programme := $programme)"
    return query(sql, as_of=as_of, programme=scope.programme)
