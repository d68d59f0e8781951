"""Answers of the whole sample that know what they were asked, and what `explain` reads of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from frame_asked import Asked, answered, asked_of
from frame_explain_cells import shown_of
from metrics import portfolio, programme, project, risk, schedule, strategy
from metrics.explain import origins
from metrics.explain_inputs import inputs
from metrics.scope import EVERYTHING, Scope
from tests.portfolio import TODAY
from warehouse import Warehouse

BEFORE = date(2026, 9, 16)
QUESTIONS = {
    "summary": (portfolio.portfolio_summary, EVERYTHING),
    "health": (portfolio.project_health, EVERYTHING),
    "variance": (schedule.schedule_variance, Scope(strategy="S2")),
    "slip": (schedule.slip_trend, EVERYTHING),
    "coverage": (strategy.strategy_coverage,),
    "trace": (strategy.strategy_trace, Scope(tier="Key")),
    "risks": (risk.open_risks, Scope(programme="PG04")),
    "dropped": (risk.dropped_risks, EVERYTHING),
    "profile": (project.project_profile, "P007"),
    "history": (project.project_history, "P018"),
    "milestones": (project.project_milestones, "P018"),
    "benefits": (programme.benefit_progress, EVERYTHING),
    "people": (programme.programme_people, Scope(programme="PG04")),
    "sight": (strategy.line_of_sight, "P040"),
    "index": (strategy.alignment_index,),
    "course": (strategy.alignment_trend,),
    "mix": (portfolio.status_mix, EVERYTHING),
}


def answer(home: Warehouse, name: str) -> Any:
    question, *about = QUESTIONS[name]
    return answered(home.current(), ((TODAY, BEFORE), ()), question, (TODAY, *about))


def asked(found: Any) -> Asked:
    """What an answer was asked, which it has to know."""
    told = asked_of(found)
    assert told is not None
    return told


def read(found: Any) -> dict[str, tuple[Any, ...]]:
    """By sheet what `origins` and `extent` are asked for an answer."""
    told = asked(found)
    call, known = told.calls[0], told.definitions()
    macro = call.macro(known)
    assert macro is not None
    return {each.table: (told.query(), call, *shown_of(each, found)) for each in inputs(macro, known)}


def rows(found: Any, table: str) -> pd.DataFrame:
    return origins(*read(found)[table])
