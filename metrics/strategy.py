"""Whether the work serves the strategy."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.risk import dearest_risks
from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def strategy_trace(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Every link from a strategy to a live project, with share (0 to 1) and money; orphans and starved ones too."""
    return scope.ask(query, "strategy_trace", as_of, "live is not false")


def line_of_sight(query: Query, as_of: date, project_id: str) -> pd.DataFrame:
    """A project's way up over its programme to its strategies, with shares (0 to 1) and money."""
    return query("from line_of_sight($as_of, $project_id)", as_of=as_of, project_id=project_id)


def strategy_coverage(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each strategy's projects, money, and its shares against its declared weight (0 to 1)."""
    one = {"wanted": scope.strategy}
    return query("from strategy_coverage($as_of) where passes(strategy_id, $wanted)", as_of=as_of, **one)


def coverage_holes(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Where the net between strategy and work has holes, with shares (0 to 1) and money."""
    return scope.ask(query, "coverage_holes", as_of)


def alignment_index(query: Query, as_of: date) -> pd.Series:
    """How far money, key projects and manager time depart from the declared weights (0 to 1), or why nobody knows."""
    return query("from alignment_index($as_of)", as_of=as_of).iloc[0]


def alignment_trend(query: Query, as_of: date, _: Scope = EVERYTHING) -> pd.DataFrame:
    """The index (0 to 1) of the whole portfolio at each register, oldest first; the last one is that of the day."""
    return query("from alignment_trend($as_of)", as_of=as_of)


def strategy_changes(query: Query, from_date: date, to_date: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """What was adjusted between two days, with weights and shares (0 to 1) and the money moved."""
    return scope.ask(query, "strategy_changes", from_date, to_date=to_date)


def strategy_shift(query: Query, from_date: date, to_date: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Each strategy's weight and share of the money (0 to 1) on two days."""
    days = {"from_date": from_date, "to_date": to_date, "wanted": scope.strategy}
    return query("from strategy_shift($from_date, $to_date) where passes(strategy_id, $wanted)", **days)


def register_days(query: Query, as_of: date) -> list[date]:
    """The days from which a register counts, newest first."""
    return [day.date() for day in query("from register_days($as_of)", as_of=as_of)["register_date"]]


def blast_radius(query: Query, as_of: date, node_id: str) -> pd.DataFrame:
    """What a node reaches, or what a strategy, programme or benefit hangs on, with share (0 to 1), days and money."""
    return query("from blast_radius($as_of, $node_id)", as_of=as_of, node_id=node_id)


def risk_nodes(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The dearest open risks with the `node_id` under which `blast_radius` knows each."""
    dearest = dearest_risks(query, as_of, scope)
    keys = (dearest["scope_id"] + ":" + dearest["risk_id"]).tolist()
    found = "select scope_id, risk_id, node_id from risk_node($as_of) where list_contains($keys::varchar[], full_id)"
    return dearest.merge(query(found, as_of=as_of, keys=keys), on=["scope_id", "risk_id"])
