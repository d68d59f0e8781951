"""Frames as the metrics give them, and every figure that is drawn from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import risk, schedule, status, strategy, whatif
from charts.palette import LIGHT, Palette
from i18n import Words
from metrics import portfolio
from metrics import risk as risks
from metrics import schedule as schedules
from metrics import strategy as strategies
from tests.sides import sides, sides_of

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
    names = trace(projects)[["project_id", "project", "programme", "rag_evidence", "days_late"]]
    return names.assign(days_late_first=names["days_late"] + 30, slip_since_last=7.0, rebaselines=1)


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
    return schedule.milestone_timeline(frame, DAY, t, palette)


NAMES = ("strategy", "programme", "project")
FIGURES = {
    "strip": Drawn(mix, portfolio.status_mix, status.status_strip, status.alt, ("strategy",)),
    "map": Drawn(trace, strategies.strategy_trace, strategy.strategy_map, strategy.alt, NAMES),
    "variance": Drawn(
        variance, schedules.schedule_variance, schedule.variance_bars, schedule.alt, ("project", "programme")
    ),
    "slip": Drawn(trend, schedules.slip_trend, schedule.slip_line, schedule.slip_alt, ()),
    "milestones": Drawn(
        milestones, schedules.milestones_due, _timeline, schedule.milestones_alt, ("project", "milestone")
    ),
    "matrix": Drawn(cells, risks.risk_matrix, risk.matrix, risk.alt, ("worst_risk",)),
    "dumbbells": Drawn(sides, sides_of, whatif.dumbbells, whatif.alt, ("strategy",)),
    "heat": Drawn(exposure, risks.category_exposure, risk.category_heat, risk.heat_alt, ("strategy", "category")),
}
