"""Frames of forecasts and early warnings as their metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import calibration, forecast, record, warning
from metrics import forecast as forecasts
from metrics import warning as warnings
from tests.drawn import Drawn


def finishes(projects: int = 30) -> pd.DataFrame:
    """Projects from 20 days early to 9 late, each 5 days later with a chance of 50 % and 30 with one of 80 %."""
    rows = [
        (f"P{place:03}", f"Project {place} with a name that is rather long", place - 20.0) for place in range(projects)
    ]
    names = pd.DataFrame(rows, columns=["project_id", "project", "days_late"])
    dates = dict.fromkeys(("current_forecast", "p50", "p80"), date(2026, 9, 30))
    late = {"days_late_p50": names["days_late"] + 5, "days_late_p80": names["days_late"] + 30}
    alike = {"class_tier": "Key", "class_strategy_id": "S1", "class_band": 2, "n": 24, "widened": 0}
    return names.assign(level="project", **dates, **late, **alike)


def kept() -> pd.DataFrame:
    rows = [(1, 40, 0.6, 40, 0.9, 30), (2, 50, 0.5, 45, 0.75, 25), (4, 9, 0.4, 8, 0.5, 5)]
    names = ["band", "forecasts_p50", "kept_p50", "forecasts_p80", "kept_p80", "milestones"]
    return pd.DataFrame(rows, columns=names)


def bias() -> pd.DataFrame:
    rows = [("Key", -7, 2, 9, 5, 6.5, 1), ("Key", 14, 5, 9, 5, 6.5, 1), ("Component", 0, 4, 4, 0, 0.0, 0)]
    names = ["tier", "bias_days", "managers", "judged", "too_early", "median_days", "left_out"]
    return pd.DataFrame(rows, columns=names)


def warned() -> pd.DataFrame:
    rows = [
        ("P1", "Hall 7", "slipping", 28, None, 0.87, 11, 39),
        ("P1", "Hall 7", "pasted", None, None, 0.2, 53, 170),
        ("P2", "边缘", "green while late", 14, "上线", 1.0, 2, 11),
    ]
    names = ["project_id", "project", "warning", "days", "milestone", "precision", "projects_warned", "warned"]
    return pd.DataFrame(rows, columns=names)


def track() -> pd.DataFrame:
    rows = [
        ("slipping", 39, 11, 34, 0.87, 0.25, 28, 0.11),
        ("any", 214, 53, 65, 0.3, 0.48, 28, 0.11),
        ("green while late", 11, 2, 11, 1.0, 0.08, 28, 0.11),
        ("stalled", 0, 0, 0, None, 0.0, None, 0.11),
    ]
    names = ["warning", "warned", "projects_warned", "right_warnings", "precision", "recall", "lead_days", "base_rate"]
    return pd.DataFrame(rows, columns=names)


FIGURES = {
    "forecast": Drawn(finishes, forecasts.forecast_finish, forecast.forecast_bars, forecast.alt, ("project",)),
    "calibration": Drawn(
        kept, forecasts.forecast_calibration, calibration.calibration_plot, calibration.calibration_alt, ()
    ),
    "bias": Drawn(bias, forecasts.forecast_bias, calibration.bias_pattern, calibration.bias_alt, ()),
    "warnings": Drawn(warned, warnings.early_warnings, warning.warning_grid, warning.alt, ("project", "milestone")),
    "record": Drawn(track, warnings.warning_record, record.record_bars, record.record_alt, ()),
}
