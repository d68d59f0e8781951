"""Money along an axis, as people say it."""

from __future__ import annotations

from math import floor, log10
from typing import Any

from i18n import Words

_NICE = (1, 2, 5, 10)


def money_ticks(highest: float, t: Words, unit: float = 1e6) -> dict[str, Any]:
    """Three to six round amounts from 0 up to the highest, which is in so many `unit` of money like the axis itself."""
    if not highest > 0:
        return {"tickvals": [0.0], "ticktext": [t.money(0)]}
    rough = highest / 5
    size = 10.0 ** floor(log10(rough))
    step = next(size * nice for nice in _NICE if size * nice >= rough * 0.999)
    values = [step * place for place in range(int(highest / step + 1e-9) + 1)]
    return {"tickvals": values, "ticktext": [t.money(value * unit) for value in values]}
