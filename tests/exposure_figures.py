"""Frames of what risks may cost as their metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts import appetite as limits
from charts import cause, loss, risk
from charts import exposure as heat
from charts import exposure_trend as course
from charts.palette import Palette
from i18n import Words
from metrics import monte_carlo, risk_cause, risk_exposure
from metrics import risk as risks
from tests.drawn import DAY, Drawn
from warehouse import Query


def exposure() -> pd.DataFrame:
    rows = [
        ("S1", "Cloud", "Supplier", 3, 3e6, 20, 1),
        ("S2", "边缘", "People", 2, 1e6, 9, 0),
        (None, None, None, 1, 0.0, 1, 0),
    ]
    columns = ["strategy_id", "strategy", "category", "risks", "expected_cost", "worst_score", "red_risks"]
    return pd.DataFrame(rows, columns=columns)


def delays() -> pd.DataFrame:
    """The same with days of delay, of which one is not known and one is none."""
    return exposure().assign(expected_delay_days=[12.0, None, 0.0], undated_risks=[1, 2, 0])


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


def _curve(query: Query, day: date) -> pd.DataFrame:
    return monte_carlo.loss_simulation(query, day).curve


def _drivers(query: Query, day: date) -> pd.DataFrame:
    return monte_carlo.loss_simulation(query, day).drivers


def _reserved(frame: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    return loss.exceedance(frame, t, palette, contingency=4e7)


FIGURES = {
    "heat": Drawn(exposure, risks.category_exposure, risk.category_heat, risk.heat_alt, ("strategy", "category")),
    "exceedance": Drawn(curve, _curve, _reserved, loss.exceedance_title, ()),
    "tornado": Drawn(drivers, _drivers, loss.tornado, loss.tornado_alt, ("risk",)),
    "delay heat": Drawn(
        delays, risk_exposure.risk_exposure, heat.delay_heat, heat.delay_heat_alt, ("strategy", "category")
    ),
    "trend": Drawn(exposure_trend, risk_exposure.exposure_trend, course.trend, course.trend_title, ("strategy",)),
    "delay trend": Drawn(
        exposure_trend, risk_exposure.exposure_trend, course.delay_trend, course.delay_trend_title, ("strategy",)
    ),
    "appetite": Drawn(
        appetite, risk_exposure.risk_exposure, limits.appetite_bars, limits.appetite_title, ("category",)
    ),
    "causes": Drawn(causes, risk_cause.risk_causes, cause.cause_graph, cause.cause_title, ("cause", "strategy")),
}
