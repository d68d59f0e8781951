"""Frames of the risk theme as its metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

DAY = date(2026, 9, 30)


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


def curve() -> pd.DataFrame:
    """Losses of up to 100 million, with three percentiles named."""
    at = np.arange(101)
    named = np.where(np.isin(at, (50, 80, 95)), at, np.nan)
    return pd.DataFrame({"loss": 1e6 * at, "chance": 1 - at / 100, "percentile": named})


def drivers() -> pd.DataFrame:
    """Risks without which the P80 would be 1 to 5 million lower."""
    rows = [(f"P{n}", f"R{n}", f"The permit {n} is not given", "Red", 1e6 * (5 - n)) for n in range(5)]
    return pd.DataFrame(rows, columns=["scope_id", "risk_id", "risk", "zone", "p80_drop"])


def exposure_trend() -> pd.DataFrame:
    """Two strategies over ten reports, one with a contingency, and orphans."""
    rows = [
        (DAY - timedelta(14 * back), key, name, 3, 1e6 * (weight + back), 10.0, reserve)
        for back in range(9, -1, -1)
        for key, name, weight, reserve in (("S1", "Cloud", 9, 5e6), ("S2", "边缘", 4, None), (None, None, 1, None))
    ]
    names = ["period_date", "strategy_id", "strategy", "risks", "expected_cost", "expected_delay_days", "contingency"]
    return pd.DataFrame(rows, columns=names)


def appetite() -> pd.DataFrame:
    """Three categories: above, within and without an appetite."""
    rows = [
        ("S1", "Supplier", 3, 3e6, 10.0, 2e6),
        ("S2", "Supplier", 1, 1e6, 5.0, 2e6),
        ("S1", "People", 2, 1e6, 4.0, 5e6),
        ("S2", "法规", 1, 5e5, None, None),
    ]
    names = ["strategy_id", "category", "risks", "expected_cost", "expected_delay_days", "appetite"]
    return pd.DataFrame(rows, columns=names)


def causes() -> pd.DataFrame:
    """Two causes, each behind risks of two strategies."""
    rows = [
        ("tianlu power", "Tianlu Power", f"S{n % 2}", f"Strategy {n % 2} 战略", f"R{n}", f"P{n}", 1e6 * (n + 1))
        for n in range(3)
    ] + [("天麓电源", "天麓电源", f"S{n % 2}", f"Strategy {n % 2} 战略", f"R{n}", f"P{n}", 1e5) for n in range(3, 5)]
    names = ["cause_id", "cause", "strategy_id", "strategy", "risk_id", "scope_id", "expected_cost"]
    return pd.DataFrame(rows, columns=names)
