"""Where the portfolio stands: health, totals, interventions, decisions, changes, coverage."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def project_health(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects with the reported colour, the colour of the evidence and the rule that decided."""
    return scope.ask(query, "project_health", as_of, "live")


def portfolio_summary(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.Series:
    """The portfolio's counts, days and money in one row."""
    return scope.ask(query, "portfolio_summary", as_of).iloc[0]


def status_mix(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects by primary strategy and rating, now and one default cadence ago."""
    return scope.ask(query, "status_mix", as_of)


def reported_mix(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects by primary strategy and reported colour, now and one default cadence ago."""
    return scope.ask(query, "status_mix", as_of, reported=True)


def interventions(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects that the evidence rates red, worst first."""
    return scope.ask(query, "interventions", as_of)


def decisions_waiting(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Open decisions with their days overdue (negative: still time), the most overdue first."""
    return scope.ask(query, "decisions_waiting", as_of)


def portfolio_changes(query: Query, from_date: date, to_date: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What changed between two days, in the order to be told; days positive = later."""
    return scope.ask(query, "portfolio_changes", from_date, to_date=to_date)


def report_coverage(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """When each live project last reported and when the next report is due, in days."""
    return scope.ask(query, "report_coverage", as_of)


def submission_board(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What each live project handed in and what it owes, the most overdue first; days overdue and late positive."""
    return scope.ask(query, "submission_board", as_of)


def report_dates(query: Query, as_of: date) -> list[date]:
    """The days on which somebody reported, newest first."""
    return [day.date() for day in query("from report_dates($as_of)", as_of=as_of)["report_date"]]
