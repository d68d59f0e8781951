"""Frames of the schedule as its metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from charts import finish as steps
from charts import heat, slip, span
from charts import roadmap as road
from charts import variance as bars
from charts.palette import Palette
from i18n import Words
from metrics import roadmap as roadmaps
from metrics import schedule as schedules
from metrics import variance as variances
from tests.drawn import DAY, Drawn
from warehouse import Query


def variance(projects: int = 30) -> pd.DataFrame:
    """As many projects as asked for, from 20 days early by a day each, a week later than one report before."""
    names = {"group_id": [f"P{n:03}" for n in range(projects)], "group_name": [f"Project {n}" for n in range(projects)]}
    days = [float(n - 20) for n in range(projects)]
    told = {"kind": "project", "projects": 1, "known": 1, "late": 1, "rebaselines": 1, "baseline_moved": 30.0}
    shown = {"days": days, "days_before": [each - 7 for each in days], "worst_days": days}
    frame = pd.DataFrame(names | shown).assign(programme="Programme 1", rag_evidence="Red", **told)
    return frame.assign(worst_project=frame["group_name"], last_rebaselined_on=DAY)


def heat_grid() -> pd.DataFrame:
    rows = [
        (
            f"G{group}" if group else None,
            f"Programme {group} 项目群",
            DAY - timedelta(14 * back),
            10.0 * group - 2 * back,
        )
        for group in range(3)
        for back in range(4)
    ]
    columns = ["group_id", "group_name", "period_date", "days"]
    return pd.DataFrame(rows, columns=columns).assign(projects=3, worst_days=40.0)


def finish() -> pd.DataFrame:
    """Re-baselined once, by 30 days, and slipping by a week each report."""
    days = [DAY - timedelta(14 * back) for back in (3, 2, 1, 0)]
    approved = [date(2026, 11, 1), None, date(2026, 12, 1), None]
    forecast = [None, *(date(2026, 11, 8) + timedelta(7 * step) for step in range(3))]
    columns = {"on_date": days, "approved_finish": approved, "forecast_finish": forecast}
    return pd.DataFrame(columns | {"days_moved": [None, None, 30.0, None]})


def trend() -> pd.DataFrame:
    days = [DAY - timedelta(days=14 * back) for back in range(26)]
    return pd.DataFrame({"period_date": days, "total_days_late": [485.0 - 10 * back for back in range(26)]})


def roadmap() -> pd.DataFrame:
    columns = ["group_id", "group_name", "strategy", "programme", "approved_start", "approved_finish",
               "expected_finish", "previous_forecast", "days_late", "late", "reported"]  # fmt: skip
    start, end = date(2026, 1, 1), date(2026, 12, 1)
    rows = [
        ("P1", "Hall 7", "Cloud", "Halls", start, end, date(2027, 1, 31), date(2027, 1, 17), 61.0, 1, True),
        ("P2", "边缘", "Cloud", None, start, end, end, end, 0.0, 0, True),
        ("P3", "Portal", None, None, start, end, end, None, None, 0, False),
    ]
    return pd.DataFrame(rows, columns=columns).assign(kind="project", projects=1, rag_evidence="Green")


def road_marks() -> pd.DataFrame:
    rows = [("P1", "Gate", date(2026, 6, 1), True, 0.0), ("P1", "上线", date(2027, 1, 2), False, 30.0)]
    return pd.DataFrame(rows, columns=["project_id", "milestone", "on_date", "done", "days_late"])


def _steps(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return steps.finish_steps(frame, DAY, t, palette)


def _roadmap(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return road.roadmap_bars(frame, road_marks(), DAY, t, palette)


def _history(query: Query, as_of: date) -> pd.DataFrame:
    return variances.finish_history(query, as_of, "P1")


FIGURES = {
    "variance": Drawn(
        variance, variances.finish_variance, bars.variance_bars, bars.alt, ("group_name", "programme", "worst_project")
    ),
    "grid": Drawn(heat_grid, variances.variance_grid, heat.variance_heat, heat.heat_alt, ("group_name",)),
    "finish": Drawn(finish, _history, _steps, steps.finish_alt, ()),
    "slip": Drawn(trend, schedules.slip_trend, slip.slip_line, slip.slip_alt, ()),
    "roadmap": Drawn(roadmap, roadmaps.roadmap, _roadmap, span.roadmap_alt, ("group_name", "strategy", "programme")),
}
