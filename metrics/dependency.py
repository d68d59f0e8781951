"""What projects owe each other."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def dependency_outlook(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What live projects wait for, days late positive, those that come too late first."""
    return scope.ask(query, "dependency_outlook", as_of)


def dependency_conflicts(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The dependencies on which provider and receiver disagree, days late positive, the worst first."""
    return scope.ask(query, "dependency_conflicts", as_of)


def dependency_cycles(query: Query, as_of: date) -> pd.DataFrame:
    """The projects that wait for each other in a circle, one row a project in the order of its circle; days late."""
    return query("from dependency_cycles($as_of)", as_of=as_of)
