"""A small portfolio, row by row: what a test does not say has a plain value, and all is really published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from tests.batches import Rows, register_batch, status_batch
from warehouse import Batch, Warehouse

START = date(2026, 1, 1)
FINISH = START + timedelta(400)
TODAY = date(2026, 9, 30)
Row = dict[str, Any]


def strategy(strategy_id: str = "S1", **stated: Any) -> Row:
    """An active strategy."""
    return {"strategy_id": strategy_id, "strategy": f"Strategy {strategy_id}", "state": "Active"} | stated


def programme(programme_id: str = "G1", strategy_id: str = "S1", **stated: Any) -> Row:
    """A programme of a strategy."""
    return {"programme_id": programme_id, "programme": f"Programme {programme_id}", "strategy_id": strategy_id} | stated


def project(project_id: str = "P1", **stated: Any) -> Row:
    """A key project in delivery, approved for 400 days and 1,000 of money, that reports every two weeks."""
    plain = {"programme_id": "G1", "tier": "Key", "project_manager": "Ana", "department": "Networks", "budget": 1000.0}
    dates = {"approved_start": START, "approved_finish": FINISH, "stage": "In delivery", "cadence": "Bi-weekly"}
    return {"project_id": project_id, "project": f"Project {project_id}"} | plain | dates | stated


def contribution(project_id: str, strategy_id: str, share_percent: float) -> Row:
    """A declared share of a project."""
    return {"project_id": project_id, "strategy_id": strategy_id, "share_percent": share_percent}


def register(*projects: Row, on: date = START, settings: dict[str, Any] | None = None, **tables: Rows) -> Batch:
    """A register of these projects; one strategy and one programme unless it says others."""
    given = {name: str(value) for name, value in (settings or {}).items()}
    named = [{"name": name, "value": value} for name, value in ({"register_date": str(on)} | given).items()]
    plain: dict[str, Rows] = {"strategy": [strategy()], "programme": [programme()], "contribution": []}
    return register_batch(on, setting=named, project=list(projects), **plain | tables)


def report(project_id: str = "P1", on: date = TODAY, late: int | None = 0, **stated: Any) -> Row:
    """A green status that forecasts the finish so many days late and no cost."""
    finish = None if late is None else FINISH + timedelta(late)
    plain = {"overall_rag": "Green", "percent_complete": 50.0, "forecast_finish": finish}
    return {"project_id": project_id, "report_date": on} | plain | stated


def risk(risk_id: str = "R1", scope_id: str = "P1", on: date = TODAY, **stated: Any) -> Row:
    """An open risk in the middle of the 5 × 5 scale that would cost 100."""
    plain = {"risk": f"Risk {risk_id}", "category": "Supply", "probability": 3, "impact": 3, "cost_exposure": 100.0}
    return {"scope_id": scope_id, "risk_id": risk_id, "report_date": on, "state": "Open"} | plain | stated


def milestone(milestone_id: str = "M1", project_id: str = "P1", on: date = TODAY, **stated: Any) -> Row:
    """A milestone that is to be reached on its baseline, at the end of the year."""
    end = date(2026, 12, 31)
    plain = {"milestone": f"Milestone {milestone_id}", "baseline_date": end, "forecast_date": end, "critical": False}
    return {"project_id": project_id, "milestone_id": milestone_id, "report_date": on} | plain | stated


def decision(decision_id: str = "D1", project_id: str = "P1", on: date = TODAY, **stated: Any) -> Row:
    """An open decision, needed today."""
    plain = {"decision_needed": f"Decision {decision_id}?", "raised_on": START, "needed_by": on, "state": "Open"}
    return {"decision_id": decision_id, "project_id": project_id, "report_date": on} | plain | stated


def silent(table: str, scope_id: str = "P1", on: date = TODAY) -> Batch:
    """A report whose sheet lists nothing for this scope."""
    return status_batch(nothing=((table, scope_id, on),), **{table: []})


def asked(home: Warehouse, macro: str, as_of: date | str = TODAY, key: str = "", **named: Any) -> Any:
    """The macro's rows with plain dates and None for null: a list, or by `key` a dictionary."""
    arguments = "".join(f", {name} := ${name}" for name in named)
    frame = home.read()(f"from {macro}($as_of{arguments})", as_of=as_of, **named)
    rows = [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    return {row[key]: row for row in rows} if key else rows


def plain(value: Any) -> Any:
    """A value of a frame as Python has it: None for null, a date for a day."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
