"""Dates along an axis, at the firsts of months."""

from __future__ import annotations

from typing import Any

import pandas as pd

from i18n import Words

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from tick to tick: those that people count in."""


def firsts(low: pd.Timestamp, high: pd.Timestamp, t: Words, most: int = 8) -> dict[str, Any]:
    """Ticks at the firsts of months, quarters or years, at most so many; the two days where no month begins between."""
    starts = pd.date_range(low.normalize(), high, freq="MS")
    ticks = next((kept for step in _STEPS if len(kept := _every(starts, step)) <= most), starts[:0])
    said = t.month if len(ticks) else t.date
    shown = list(ticks if len(ticks) else dict.fromkeys((low, high)))
    return {"tickvals": shown, "ticktext": [said(tick) for tick in shown], "tickangle": 0, "type": "date"}


def _every(starts: pd.DatetimeIndex, step: int) -> pd.DatetimeIndex:
    return starts[(starts.year * 12 + starts.month - 1) % step == 0]
