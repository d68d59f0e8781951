"""When the work will really be done, by this organisation's own past slips, and how far that can be relied on."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def forecast_finish(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Milestones, projects, programmes and strategies with the days by which they are done with 50 and 80 % chance."""
    return scope.ask(query, "forecast_finish", as_of)


def forecast_calibration(query: Query, as_of: date) -> pd.DataFrame:
    """The share of such forecasts that was kept, by how far ahead they were made."""
    return query("from forecast_calibration($as_of)", as_of=as_of)


def forecast_bias(query: Query, as_of: date) -> pd.DataFrame:
    """How many managers of a tier promise how many days too early; a pattern of fewer than three would be a name."""
    return query("from forecast_bias($as_of) where judged >= 3", as_of=as_of)
