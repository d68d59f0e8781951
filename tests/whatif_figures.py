"""Strategies today and in a what-if, as frames, and the figure that is drawn from them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import whatif
from metrics.whatif import side_by_side, strategy_stakes
from tests.drawn import Drawn
from warehouse import Query


def stakes(strategies: int = 3, budget: float = 5e6) -> pd.DataFrame:
    """Strategies with as much of everything as their number, then what serves none."""
    rows = [
        {
            "strategy_id": f"S{n}",
            "strategy": f"Strategy {n} 战略",
            "state": "Active",
            **{"priority_weight": 0.3, "gap": 0.1, "budget_share": n / 10, "budget": n * budget, "fte": n * 1.5},
            **{"expected_cost": n * 1e6, "late": n, "red": n, "benefits": n, "projects": n},
        }
        for n in range(1, strategies + 1)
    ]
    none = {"budget": 1e5, "budget_share": 0.01, "fte": 0.5, "late": 0, "red": 0, "benefits": 0, "projects": 1}
    return pd.DataFrame([*rows, none])


def sides() -> pd.DataFrame:
    """Those strategies today and with half of their money, and the second without people."""
    supposed = stakes(budget=2.5e6)
    supposed.loc[1, "fte"] = 0.0
    supposed["budget_share"] = [0.2, 0.1, 0.3, 0.01]
    return side_by_side(stakes(), supposed)


def _sides_of(query: Query, as_of: date) -> pd.DataFrame:
    """Today beside itself, as a what-if without a step shows it."""
    return side_by_side(*[strategy_stakes(query, as_of)] * 2)


FIGURES = {"dumbbells": Drawn(sides, _sides_of, whatif.dumbbells, whatif.alt, ("strategy",))}
