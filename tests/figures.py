"""Frames as the metrics give them, and every figure that is drawn from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import finish as steps
from charts import heat, risk, slip, status, strategy
from charts import milestone as milestone_charts
from charts import trend as trends
from charts import variance as bars
from charts.palette import LIGHT, Palette
from i18n import Words
from metrics import milestone as milestone_metrics
from metrics import portfolio
from metrics import risk as risks
from metrics import schedule as schedules
from metrics import strategy as strategies
from metrics import variance as variances
from warehouse import Query

DAY = date(2026, 9, 30)
EN, ZH = Words("en"), Words("zh")
RAGS = ("Red", "Amber", "Green", "Green", "Green", None)


def trace(projects: int = 60, programmes: int = 12, strategy_count: int = 5) -> pd.DataFrame:
    """Every project 1 million, its programme and strategy by turns; then one orphan and one starved strategy."""
    rows = [_link(place, place % programmes, strategy_count) for place in range(projects)]
    orphan = {"project_id": "O1", "project": "Orphan", "budget": 1e6, "rag_evidence": "Red", "link": "orphan"}
    return pd.DataFrame([*rows, {"strategy_id": "S9", "strategy": "Starved", "link": "starved"}, orphan])


def _link(place: int, programme: int, strategies: int) -> dict[str, Any]:
    number = programme % strategies
    return {
        "strategy_id": f"S{number}",
        "strategy": f"Strategy {number} 战略",
        "programme_id": f"PG{programme:02}",
        "programme": f"Programme {programme}",
        "project_id": f"P{place:03}",
        "project": f"Project {place} with a name that is rather long",
        "budget": 1e6,
        "rag_evidence": RAGS[place % len(RAGS)],
        "days_late": float(place - 20),
        "live": True,
    }


def mix() -> pd.DataFrame:
    rows = [("S1", "Cloud", "Red", 2, 1), ("S1", "Cloud", "Green", 8, 9), (None, None, "Not rated", 1, 1)]
    return pd.DataFrame(rows, columns=["strategy_id", "strategy", "rating", "projects", "projects_before"])


def variance(projects: int = 30) -> pd.DataFrame:
    rows = trace(projects)[["project_id", "project", "programme", "rag_evidence", "days_late"]]
    names = {"project_id": "group_id", "project": "group_name", "days_late": "days"}
    told = {"kind": "project", "projects": 1, "known": 1, "late": 1, "rebaselines": 1, "baseline_moved": 30.0}
    worst = {"days_before": rows["days_late"] - 7, "worst_days": rows["days_late"], "worst_project": rows["project"]}
    return rows.rename(columns=names).assign(last_rebaselined_on=DAY, **told, **worst)


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


def cells(probabilities: int = 5, impacts: int = 5) -> pd.DataFrame:
    """As many risks in a cell as its probability × impact, less 4; a million each."""
    scale = [(one, two) for one in range(1, probabilities + 1) for two in range(1, impacts + 1)]
    rows = [
        {
            "probability": one,
            "impact": two,
            "risks": max(one * two - 4, 0),
            "expected_cost": 1e6 * max(one * two - 4, 0),
            "worst_risk_id": "R1",
            "worst_risk": "One supplier for all chillers",
            "score": one * two,
            "zone": "Red" if one * two >= 15 else "Amber" if one * two >= 8 else "Green",
            "new_risks": 1,
        }
        for one, two in scale
    ]
    return pd.DataFrame(rows)


def exposure() -> pd.DataFrame:
    rows = [
        ("S1", "Cloud", "Supplier", 3, 3e6, 20, 1),
        ("S2", "边缘", "People", 2, 1e6, 9, 0),
        (None, None, None, 1, 0.0, 1, 0),
    ]
    columns = ["strategy_id", "strategy", "category", "risks", "expected_cost", "worst_score", "red_risks"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class Drawn:
    """A figure with the frame it is made for, the metric that gives it, and its words."""

    frame: Callable[[], pd.DataFrame]
    metric: Callable[..., pd.DataFrame]
    draw: Callable[[pd.DataFrame, Words, Palette], go.Figure]
    alt: Callable[[pd.DataFrame, Words], str]
    texts: tuple[str, ...]

    def json(self, frame: pd.DataFrame, t: Words = EN, palette: Palette = LIGHT) -> str:
        return self.draw(frame, t, palette).to_json()


def _timeline(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return milestone_charts.milestone_timeline(frame, DAY, t, palette)


def _steps(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return steps.finish_steps(frame, DAY, t, palette)


def _history(query: Query, as_of: date) -> pd.DataFrame:
    return variances.finish_history(query, as_of, "P1")


NAMES = ("strategy", "programme", "project")
FIGURES = {
    "strip": Drawn(mix, portfolio.status_mix, status.status_strip, status.alt, ("strategy",)),
    "map": Drawn(trace, strategies.strategy_trace, strategy.strategy_map, strategy.alt, NAMES),
    "variance": Drawn(
        variance, variances.finish_variance, bars.variance_bars, bars.alt, ("group_name", "programme", "worst_project")
    ),
    "grid": Drawn(heat_grid, variances.variance_grid, heat.variance_heat, heat.heat_alt, ("group_name",)),
    "finish": Drawn(finish, _history, _steps, steps.finish_alt, ()),
    "slip": Drawn(trend, schedules.slip_trend, slip.slip_line, slip.slip_alt, ()),
    "milestones": Drawn(
        milestones,
        milestone_metrics.milestones_due,
        _timeline,
        milestone_charts.milestones_alt,
        ("project", "milestone"),
    ),
    "trend": Drawn(
        board,
        milestone_metrics.milestone_board,
        trends.trend_board,
        trends.trend_alt,
        ("programme", "project", "milestone"),
    ),
    "matrix": Drawn(cells, risks.risk_matrix, risk.matrix, risk.alt, ("worst_risk",)),
    "heat": Drawn(exposure, risks.category_exposure, risk.category_heat, risk.heat_alt, ("strategy", "category")),
}
