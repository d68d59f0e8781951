"""Frames of the strategy as its metrics give them, and the figures that are drawn from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from charts import adjustment, alignment, reach, status, strategy
from metrics import portfolio
from metrics import strategy as strategies
from tests.drawn import DAY, NAMES, RAGS, Drawn
from warehouse import Query


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


def coverage() -> pd.DataFrame:
    rows = [
        ("S1", "Cloud", 0.6, 0.5, 0.4, 0.3, -0.1),
        ("S2", "边缘", 0.4, 0.5, 0.6, None, 0.1),
        ("S3", None, None, 0, 0, 0, None),
    ]
    names = ["strategy_id", "strategy", "weight_share", "budget_share", "key_share", "time_share", "gap"]
    return pd.DataFrame(rows, columns=names)


def index_trend() -> pd.DataFrame:
    return pd.DataFrame(
        {"index_date": [DAY - timedelta(100), DAY - timedelta(50), DAY], "money_index": [0.3, None, 0.2]}
    )


def shift() -> pd.DataFrame:
    rows = [("S1", "Cloud", 0.6, 0.5, 0.4, 0.4, 4e6, 5e6), ("S2", "边缘", None, 0.5, None, 0.6, None, 1e6)]
    names = ["strategy_id", "strategy", "weight_was", "weight", "share_was", "share", "budget_was", "budget"]
    return pd.DataFrame(rows, columns=names)


def radius(waiting: int = 3) -> pd.DataFrame:
    """A late project that others wait for, each with its programme, strategy and benefit."""
    rows = [("P0", "project", None, 0, 1.0, 20.0, 1e6, "The first 项目", None)]
    for n in range(1, waiting + 1):
        rows += [
            (f"M{n}", "milestone", "P0", 1, 1.0, float(n), None, f"Milestone {n}", None),
            (f"P{n}", "project", f"M{n}", 2, 1.0, float(n), 1e6, f"Project {n} with a name that is rather long", None),
            ("G1", "programme", f"P{n}", 3, 1.0, float(n), 1e6, "Programme", None),
            ("S1", "strategy", f"P{n}", 3, 0.5, float(n), 5e5, "Strategy", None),
            (f"R{n}", "risk", f"P{n}", 3, 1.0, None, None, "Risk", 1e5),
        ]
    rows += [("B1", "benefit", "G1", 4, 1.0, 3.0, 1e6, "Benefit", None)] if waiting else []
    names = ["node_id", "kind", "via", "depth", "share", "days_late", "money", "name", "expected_cost"]
    return pd.DataFrame(rows, columns=names)


def _shifted(query: Query, day: date) -> pd.DataFrame:
    return strategies.strategy_shift(query, day, day)


def _reached(query: Query, day: date) -> pd.DataFrame:
    return strategies.blast_radius(query, day, "P1")


FIGURES = {
    "strip": Drawn(mix, portfolio.status_mix, status.status_strip, status.alt, ("strategy",)),
    "map": Drawn(trace, strategies.strategy_trace, strategy.strategy_map, strategy.alt, NAMES),
    "say and do": Drawn(coverage, strategies.strategy_coverage, alignment.say_and_do, alignment.alt, ("strategy",)),
    "index": Drawn(index_trend, strategies.alignment_trend, alignment.index_line, alignment.index_title, ()),
    "shifts": Drawn(shift, _shifted, adjustment.shifts, adjustment.alt, ("strategy",)),
    "paths": Drawn(radius, _reached, reach.paths, reach.alt, ("name",)),
}
