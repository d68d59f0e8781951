"""Frames of earned schedule as its metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from charts import earned as pairs
from charts import value
from metrics import earned as metrics
from tests.drawn import DAY, Drawn
from warehouse import Query


def earned() -> pd.DataFrame:
    """A project whose SPI heals, one that is ahead, one without planned value, one without anything."""
    columns = ["project_id", "project", "bac", "pv", "ev", "ac", "spi", "spi_t", "spi_t_approx", "method", "reason"]
    rows = [
        ("P1", "Hall 7", 4e6, 4e6, 3.9e6, 4e6, 0.98, 0.86, None, "reported", None),
        ("P2", "边缘", 4e6, 1e6, 1.2e6, 1e6, 1.2, 1.15, None, "extended", None),
        ("P3", "Portal", 4e6, None, None, None, None, None, 0.7, "approximation", "no planned value; no earned value"),
        ("P4", None, None, None, None, None, None, None, None, None, "no budget"),
    ]
    told = {"cpi": 0.975, "es": 12.0, "at": 14.0, "sv_t": -2.0, "ieac_t": 14.0, "eac": 4.1e6, "planned_duration": 12.0}
    return pd.DataFrame(rows, columns=columns).assign(period_days=14.0, **told)


def earned_history() -> pd.DataFrame:
    days = [DAY - timedelta(14 * back) for back in (3, 2, 1, 0)]
    curves = {"pv": [1e6, 2e6, 3e6, 4e6], "ev": [1e6, 1.8e6, 2.5e6, 3.2e6], "ac": [1e6, 1.9e6, 2.8e6, 3.6e6]}
    indices = {"spi": [1.0, 0.9, 0.83, 0.8], "spi_t": [1.0, 0.9, 0.83, 0.8], "sv_t": [0.0, -0.2, -0.5, -0.8]}
    return pd.DataFrame({"report_date": days, "period_days": 14.0} | curves | indices)


def _history(query: Query, as_of: date) -> pd.DataFrame:
    return metrics.earned_history(query, as_of, "P1")


FIGURES = {
    "earned": Drawn(earned, metrics.earned_schedule, pairs.index_pairs, pairs.earned_alt, ("project",)),
    "curves": Drawn(earned_history, _history, value.value_curves, value.value_alt, ()),
    "course": Drawn(earned_history, _history, value.index_course, value.value_alt, ()),
}
