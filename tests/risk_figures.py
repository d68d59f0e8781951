"""Frames of risks as their metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import ignorance, mitigation, movement, risk
from charts.palette import Palette
from i18n import Words
from metrics import risk as risks
from metrics import risk_action, risk_coverage
from metrics import risk_movement as movements
from tests.drawn import DAY, Drawn
from warehouse import Query


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


def moves() -> pd.DataFrame:
    """One of each change; the worse one came into the red zone."""
    rows = [
        ("R1", None, None, 4, 5, "new", None, "Red"),
        ("R2", 3, 4, 4, 4, "worse", "Amber", "Red"),
        ("R3", 4, 4, 3, 2, "better", "Red", "Green"),
        ("R4", 2, 2, None, None, "closed", "Green", None),
        ("R5", 5, 5, None, None, "dropped", "Red", None),
        ("R6", 1, 1, 1, 1, "same", "Green", "Green"),
    ]
    names = ["risk_id", "from_probability", "from_impact", "to_probability", "to_impact", "change"]
    return pd.DataFrame(rows, columns=[*names, "from_zone", "to_zone"])


def history() -> pd.DataFrame:
    """Five reports of a risk that grows from green to red."""
    rows = [
        {
            "report_date": DAY - timedelta(14 * back), "probability": 5 - back, "impact": 4, "score": 4 * (5 - back),
            "zone": "Red" if back < 2 else "Amber" if back < 4 else "Green", "state": "Open",
        }
        for back in range(4, -1, -1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def coverage(scopes: int = 6) -> pd.DataFrame:
    """Scopes by category, each state by turns."""
    states = ("flagged", "clear", "not measured")
    rows = [
        (f"P{n}", category, states[(n + at) % 3], "project", f"Hall {n} 边缘", 1, 1, (n + at) % 3 == 0, 1e6)
        for n in range(scopes)
        for at, category in enumerate(("Supplier", "People", "法规"))
    ]
    names = ["scope_id", "category", "state", "scope_level", "scope", "parts", "measured_parts", "risks"]
    return pd.DataFrame(rows, columns=[*names, "expected_cost"])


def actions() -> pd.DataFrame:
    """Ten risks between their inherent and their target score; one of each age."""
    rows = [_action(n) for n in range(10)]
    return pd.DataFrame(rows)


def _action(n: int) -> dict[str, Any]:
    score, target = 6 + n, 4
    return {
        "scope_id": f"P{n}", "risk_id": f"R{n}", "risk": f"One supplier of chillers {n} 供应商",
        "zone": ("Red", "Amber", "Green")[n % 3], "inherent_score": 15 + n % 3, "score": score, "target_score": target,
        "promised": 15 + n % 3 - target, "achieved": 15 + n % 3 - score, "expected_cost": 1e6 * n, "age_days": 60 * n,
    }  # fmt: skip


def _trails(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return movement.trails(frame, moves(), t, palette)


def _moved(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return movement.trails(cells(), frame, t, palette)


def _moved_alt(frame: pd.DataFrame, t: Words) -> str:
    return movement.movement_title(frame, t) if len(frame.dropna(how="all")) else t("charts.empty")


def _mirror(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return risk.matrix(frame, t, palette, mirrored=True)


def _moves(query: Query, day: date) -> pd.DataFrame:
    return movements.risk_movement(query, day, day)


def _history(query: Query, day: date) -> pd.DataFrame:
    return movements.risk_history(query, day, "P1", "R1")


_MEASURED = ("scope", "category")
FIGURES = {
    "matrix": Drawn(cells, risks.risk_matrix, risk.matrix, risk.alt, ("worst_risk",)),
    "trails": Drawn(cells, risks.risk_matrix, _trails, risk.alt, ("worst_risk",)),
    "moves": Drawn(moves, _moves, _moved, _moved_alt, ()),
    "mirror": Drawn(cells, risks.risk_matrix, _mirror, risk.alt, ("worst_risk",)),
    "course": Drawn(history, _history, movement.course, movement.course_alt, ()),
    "coverage": Drawn(coverage, risk_coverage.risk_coverage, ignorance.coverage_map, ignorance.coverage_alt, _MEASURED),
    "dumbbells": Drawn(actions, risk_action.risk_actions, mitigation.dumbbells, mitigation.dumbbell_alt, ("risk",)),
    "ageing": Drawn(actions, risk_action.risk_actions, mitigation.ageing, mitigation.ageing_alt, ("risk",)),
}
