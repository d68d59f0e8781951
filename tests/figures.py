"""Frames as the metrics give them, and every figure that is drawn from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import dependency as lines
from charts import earned as pairs
from charts import finish as steps
from charts import heat, pattern, risk, slip, span, status, strategy, value
from charts import milestone as milestone_charts
from charts import roadmap as road
from charts import trend as trends
from charts import variance as bars
from charts.palette import LIGHT, Palette
from i18n import Words
from metrics import dependency, earned, portfolio
from metrics import milestone as milestone_metrics
from metrics import risk as risks
from metrics import roadmap as roadmaps
from metrics import schedule as schedules
from metrics import strategy as strategies
from metrics import variance as variances
from tests import schedule_figures as frames
from tests.schedule_figures import board, finish, heat_grid, milestones, trend, variance
from warehouse import Query

__all__ = ["board", "finish", "heat_grid", "milestones", "trend", "variance"]

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


def _lines(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return lines.dependency_lines(frame, DAY, t, palette)


def _roadmap(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return road.roadmap_bars(frame, frames.road_marks(), DAY, t, palette)


def _earned(query: Query, as_of: date) -> pd.DataFrame:
    return earned.earned_history(query, as_of, "P1")


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
    "earned": Drawn(frames.earned, earned.earned_schedule, pairs.index_pairs, pairs.earned_alt, ("project",)),
    "curves": Drawn(frames.earned_history, _earned, value.value_curves, value.value_alt, ()),
    "course": Drawn(frames.earned_history, _earned, value.index_course, value.value_alt, ()),
    "roadmap": Drawn(
        frames.roadmap, roadmaps.roadmap, _roadmap, span.roadmap_alt, ("group_name", "strategy", "programme")
    ),
    "dependencies": Drawn(
        frames.outlook,
        dependency.dependency_outlook,
        _lines,
        lines.dependency_alt,
        ("milestone", "provider_project", "receiver_project"),
    ),
    "trend": Drawn(
        board,
        milestone_metrics.milestone_board,
        trends.trend_board,
        pattern.trend_alt,
        ("programme", "project", "milestone"),
    ),
    "matrix": Drawn(cells, risks.risk_matrix, risk.matrix, risk.alt, ("worst_risk",)),
    "heat": Drawn(exposure, risks.category_exposure, risk.category_heat, risk.heat_alt, ("strategy", "category")),
}
