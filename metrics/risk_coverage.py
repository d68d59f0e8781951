"""What nobody has looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from metrics.risk import DEAREST
from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def risk_coverage(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Every strategy, programme and project by category of risk: clear, flagged or not measured."""
    return scope.ask(query, "risk_coverage", as_of)


def level_coverage(query: Query, as_of: date, scope: Scope, level: str) -> pd.DataFrame:
    """The same of one level alone: strategy, programme or project."""
    return scope.ask(query, "risk_coverage", as_of, "scope_level = $its_level", {"its_level": level})


def coverage_risks(query: Query, as_of: date, scope: Scope, level: str, scope_id: str, category: str) -> pd.DataFrame:
    """The open risks of a category in a strategy, programme or project and below it, dearest first."""
    within = {"strategy": "strategy_id", "programme": "programme_id", "project": "project_id"}[level]
    given = {"its_scope": scope_id, "its_category": category}
    return scope.ask(
        query, "risk_register", as_of, f"counts and {within} = $its_scope and category = $its_category {DEAREST}", given
    )


def risk_unmeasured(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The live projects without a current statement of their risks, with the day of the last one."""
    return scope.ask(query, "risk_unmeasured", as_of)


def risk_reports(query: Query, as_of: date, _scope: Scope = EVERYTHING) -> pd.Series[Any]:
    """How many reports there were to be silent in, and how many it takes."""
    return query("from risk_reports($as_of)", as_of=as_of).iloc[0]


def risk_silence(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The categories that a strategy has not named for long, in reports, the longest first."""
    return scope.ask(query, "risk_silence", as_of)
