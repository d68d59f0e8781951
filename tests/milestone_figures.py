"""Frames of milestones and what waits for them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from charts import dependency as lines
from charts import milestone, pattern
from charts import trend as trends
from charts.palette import Palette
from i18n import Words
from metrics import dependency
from metrics import milestone as metrics
from tests.drawn import DAY, Drawn


def milestones() -> pd.DataFrame:
    rows = [
        ("P1", "Hall 7", "M1", "Design freeze", date(2026, 9, 1), date(2026, 9, 15), None, 14, True, "missed"),
        ("P2", "边缘", "M2", "上线", date(2026, 10, 9), date(2026, 10, 9), None, 0, None, "due"),
    ]
    names = ["project_id", "project", "milestone_id", "milestone", "baseline_date", "forecast_date", "actual_date"]
    return pd.DataFrame(rows, columns=[*names, "days_late", "critical", "state"])


def board() -> pd.DataFrame:
    """Two programmes with two milestones each, of four reports; the first one moves by 14 days a report."""
    rows = [
        {
            "panel_place": programme,
            "place": place,
            "programme": f"Programme {programme}" if programme > 1 else None,
            "project_id": f"P{programme}",
            "project": f"Project {programme} 项目",
            "milestone_id": f"P{programme}-M{place}",
            "milestone": f"Milestone {place} of a name that is rather long",
            "report_date": DAY - timedelta(14 * (3 - report)),
            "forecast_date": DAY + timedelta(30 * place + 14 * report * (place == 1)),
            "baseline_date": DAY + timedelta(30 * place),
            "days_late": 42.0 * (place == 1),
            "days_moved": 42.0 * (place == 1),
            "slip_rate": 1.0 * (place == 1),
            "pattern": "receding" if place == 1 else "steady",
            "movers": 1,
            "milestones": 2,
        }
        for programme in (1, 2)
        for place in (1, 2)
        for report in range(4)
    ]
    return pd.DataFrame(rows)


def outlook() -> pd.DataFrame:
    columns = ["dependency_id", "milestone", "provider_milestone_id", "provider_project", "receiver_project",
               "needed_by", "promised_for", "expected_on", "days_late", "state"]  # fmt: skip
    rows = [
        ("D1", "First load", "M1", "Substation", "Hall 7", DAY, DAY, DAY + timedelta(77), 77.0, "too late"),
        ("D2", "上线", "M2", "边缘", "Portal", DAY, None, DAY - timedelta(9), -9.0, "in time"),
        ("D3", None, "M3", None, "Portal", DAY, None, None, None, None),
        ("D4", "Gate", "M4", "Hall 8", "Portal", DAY, DAY, DAY + timedelta(3), 3.0, "delivered"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _timeline(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return milestone.milestone_timeline(frame, DAY, t, palette)


def _lines(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return lines.dependency_lines(frame, DAY, t, palette)


_WAITING = ("milestone", "provider_project", "receiver_project")
FIGURES = {
    "milestones": Drawn(
        milestones, metrics.milestones_due, _timeline, milestone.milestones_alt, ("project", "milestone")
    ),
    "trend": Drawn(
        board, metrics.milestone_board, trends.trend_board, pattern.trend_alt, ("programme", "project", "milestone")
    ),
    "dependencies": Drawn(outlook, dependency.dependency_outlook, _lines, lines.dependency_alt, _WAITING),
}
