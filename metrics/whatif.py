"""What a what-if changes: the portfolio of today beside the one supposed."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from warehouse import Query

MEASURES = ("priority_weight", "budget_share", "gap", "budget", "fte", "expected_cost", "late", "red", "benefits")
ADDED = ("budget", "fte", "expected_cost", "benefits")
"""The measures that add up over strategies; a late or red project counts with each strategy that it serves."""


def strategy_stakes(query: Query, as_of: date) -> pd.DataFrame:
    """What each strategy has at stake (money, FTE, shares 0 to 1); in a last row under no id, what serves none."""
    return query("from strategy_stakes($as_of)", as_of=as_of)


def programmes(query: Query, as_of: date) -> pd.DataFrame:
    """The programmes, by name."""
    return query("select programme_id, programme from programme_at($as_of) order by programme, 1", as_of=as_of)


def totals(stakes: pd.DataFrame, summary: pd.Series[Any], index: pd.Series[Any]) -> dict[str, float]:
    """The portfolio's measures; `misplaced` is the share of the money that would have to move (`alignment_index`).

    `weights` are those of active strategies, from 0 to 1; `passengers` the money of strategies paused or retired.
    """
    active = stakes["state"] == "Active"
    resting = stakes["state"].notna() & ~active
    found: dict[str, float] = {name: stakes[name].sum(min_count=1) for name in ADDED}
    found |= {name: summary[name] for name in ("projects", "late", "red", "orphans", "starved")}
    found["misplaced"] = index["money_index"]
    found["weights"] = stakes.loc[active, "priority_weight"].sum(min_count=1)
    found["passengers"] = stakes.loc[resting, "budget"].sum()
    return found


def side_by_side(today: pd.DataFrame, supposed: pd.DataFrame) -> pd.DataFrame:
    """Each strategy and measure with its value today and in the what-if, and the difference, by strategy id."""
    keys = ["strategy_id", "strategy"]
    wide = today.merge(supposed, on=keys, how="outer", suffixes=("_today", "_supposed"))
    rows = [
        wide[keys].assign(measure=name, today=wide[f"{name}_today"], supposed=wide[f"{name}_supposed"])
        for name in MEASURES
    ]
    both = pd.concat(rows)
    both["difference"] = both["supposed"] - both["today"]
    return both.sort_values("strategy_id", kind="stable", na_position="last", ignore_index=True)


def touched(today: pd.DataFrame, supposed: pd.DataFrame) -> pd.DataFrame:
    """The live projects of `project_health` that stop, turn another colour, lose money or move, in this order.

    `change` is the first of these that holds; a project that stops has a budget of 0 and the colour of today.
    """
    kept = ["project_id", "budget", "rag_evidence", "strategy_id", "programme_id"]
    both = today[["project", "strategy", *kept]].merge(
        supposed[kept], on="project_id", how="left", suffixes=("", "_supposed"), indicator="found"
    )
    stops = both["found"] == "left_only"
    both["budget_supposed"] = both["budget_supposed"].mask(stops, 0.0)
    both["rag_evidence_supposed"] = both["rag_evidence_supposed"].mask(stops, both["rag_evidence"])
    differs = {name: both[name].fillna("") != both[f"{name}_supposed"].fillna("") for name in kept[2:]}
    cut = (both["budget_supposed"] - both["budget"]).abs() > 0.005
    kinds = {
        "stops": stops,
        "turns": differs["rag_evidence"],
        "cut": cut,
        "moves": differs["strategy_id"] | differs["programme_id"],
    }
    both["change"] = np.select(list(kinds.values()), list(kinds), "")
    order = both["change"].map({kind: place for place, kind in enumerate(kinds)})
    return (
        both.assign(order=order)
        .dropna(subset="order")
        .sort_values(["order", "budget"], ascending=[True, False])
        .drop(columns=["order", "found"])
    )
