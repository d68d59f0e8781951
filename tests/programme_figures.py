"""Frames of programmes and projects as their metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from charts import allocation, benefit, project
from metrics import programme as programmes
from metrics import project as projects
from tests.drawn import DAY, Drawn
from warehouse import Query


def history(reports: int = 26) -> pd.DataFrame:
    """Reported green throughout, while the evidence turned red half-way."""
    days = [DAY - timedelta(days=14 * back) for back in reversed(range(reports))]
    late = [float(max(0, 14 * (place - reports // 2))) for place in range(reports)]
    evidence = ["Red" if days_late > 30 else "Green" for days_late in late]
    return pd.DataFrame(
        {
            "report_date": days,
            "rag_reported": "Green",
            "rag_evidence": evidence,
            "days_late": late,
            "budget": 8e6,
            "estimate_at_completion": [8e6 + 2e4 * days_late for days_late in late],
            "actual_cost": [2e5 * place for place in range(reports)],
        }
    )


def benefits() -> pd.DataFrame:
    rows = [
        ("B1", "Backbone hours 小时", "hours a month", "overdue", "Edge", date(2026, 9, 1), 0.0, 31.0, 61.0, 0.49),
        ("B2", "Customers within 20 ms", "%", "under way", "Edge", date(2026, 12, 31), 95.0, 86.0, 80.0, 0.4),
    ]
    names = ["benefit_id", "measure", "unit", "state", "programme", "due_date", "planned", "realised"]
    return pd.DataFrame(rows, columns=[*names, "first_realised", "progress"])


def people() -> pd.DataFrame:
    rows = [
        {"month": date(2026, month, 1), "department": "Networks 网络", "role": role, "planned_fte": 9.5}
        | {"actual_fte": 9.1 if month < 9 else None, "all_planned_fte": 12.0, "capacity_fte": 10.0, "over_fte": 2.0}
        for role in ("Optical engineer", "光网络工程师")
        for month in (8, 9, 10)
    ]
    return pd.DataFrame(rows)


def _history(query: Query, as_of: date) -> pd.DataFrame:
    return projects.project_history(query, as_of, "P1")


FIGURES = {
    "history": Drawn(history, _history, project.history_strip, project.history_alt, ()),
    "cost": Drawn(history, _history, project.cost_lines, project.cost_title, ()),
    "benefits": Drawn(
        benefits, programmes.benefit_progress, benefit.benefit_tracks, benefit.benefits_alt, ("measure", "unit")
    ),
    "people": Drawn(
        people, programmes.programme_people, allocation.people_grid, allocation.people_alt, ("department", "role")
    ),
}
