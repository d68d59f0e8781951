"""Which nodes the strategy map has: strategies, programmes, projects, or groups of them when they are many."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.columns import tidy
from charts.scale import EVIDENCE, Scale

ORPHANS = "(no strategy)"
"""The id of the group of projects that serve no strategy."""

FOLDED = "/*"
_PROGRAMMES, _LEAVES, _OPENED_LEAVES, _GROUPS = 32, 40, 60, 48


def traced(trace: pd.DataFrame) -> pd.DataFrame:
    """The live links of `strategy_trace` with keys and money; a starved strategy has no programme and no project."""
    texts = ("strategy_id", "strategy", "programme_id", "programme", "project_id", "project", "rag_evidence", "live")
    numbers = ("budget", "days_late", "expected_cost", "share", "priority_weight_percent")
    rows = tidy(trace, texts, numbers)
    rows = rows[rows["live"].ne(False)].reset_index(drop=True)
    rows["money"] = rows["budget"].fillna(0.0).clip(lower=0.0)
    rows["strategy_key"] = rows["strategy_id"].fillna(ORPHANS).astype(object)
    programme = rows["programme_id"].fillna(rows["strategy_key"] + "/").astype(object)
    rows["programme_key"] = programme.where(rows["project_id"].notna(), None)
    return rows


def sized(rows: pd.DataFrame, width: str) -> pd.Series[Any]:
    """How wide each link is: its money, its part of a project, or its part of the strategy's declared priority."""
    if width == "projects":
        return rows["share"].fillna(0.0).where(rows["project_id"].notna(), 0.0)
    if width != "priority":
        return rows["money"]
    weight = rows["priority_weight_percent"].fillna(0.0) / 100
    links = rows.groupby("strategy_key")["money"]
    even = 1 / links.transform("size")
    return weight * (rows["money"] / links.transform("sum").where(lambda money: money > 0)).fillna(even)


def columns(
    trace: pd.DataFrame, opened: str | None, width: str = "money", scale: Scale = EVIDENCE
) -> dict[str, pd.DataFrame]:
    """The rows of each of the map's columns, in order, with their node's `key`, `level` and what it `opens`."""
    rows = traced(trace)
    rows = rows.assign(size=sized(rows, width), rating=scale.of(rows))
    rows["inside"] = (rows["strategy_key"] == opened) | (rows["programme_key"] == opened)
    alone = bool((rows["programme_key"] == opened).any())
    rows = _in_order(_folded(rows), scale)
    fed = rows[rows["project_id"].notna()]
    return {
        "strategy": rows.assign(key=rows["strategy_key"], level="strategy", opens=rows["strategy_key"]).sort_values(
            "strategy_place", kind="stable"
        ),
        "programme": fed.assign(
            key=fed["programme_key"],
            level=fed["programme_key"].map(lambda key: "programmes" if key.endswith(FOLDED) else "programme"),
            opens=fed["programme_id"].where(~fed["programme_key"].str.endswith(FOLDED)).fillna(fed["strategy_key"]),
        ),
        "leaf": _leaves(fed, alone),
    }


def _folded(rows: pd.DataFrame) -> pd.DataFrame:
    """Where programmes are too many to read, one node a strategy stands for those that are not opened."""
    many = rows["programme_key"].nunique() > _PROGRAMMES
    fold = rows["programme_key"].notna() & ~rows["inside"] & many
    return rows.assign(programme_key=rows["programme_key"].mask(fold, rows["strategy_key"] + FOLDED))


def _in_order(rows: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Strategies as given with orphans last, programmes under their main strategy, the worst projects first."""
    by = {key: place for place, key in enumerate(rows["strategy_key"].unique())} | {ORPHANS: len(rows)}
    money = rows.groupby(["programme_key", "strategy_key"])["size"].sum().sort_values(ascending=False, kind="stable")
    main = money.reset_index().drop_duplicates("programme_key").set_index("programme_key")["strategy_key"].map(by)
    own = rows["strategy_key"].map(by)
    order: dict[str, Any] = {
        "main": rows["programme_key"].map(main).fillna(own).astype(float),
        "programme_place": rows["programme_key"].fillna(""),
        "rating_place": rows["rating"].map(scale.classes.index).astype(int),
        "dearest": -rows.groupby("project_id", dropna=False)["size"].transform("sum"),
    }
    return rows.assign(**order, strategy_place=own).sort_values(list(order), kind="stable").reset_index(drop=True)


def _leaves(fed: pd.DataFrame, alone: bool) -> pd.DataFrame:
    """Projects one by one when few or when a programme is opened; else grouped by rating and programme or strategy."""
    part = fed[fed["inside"]] if fed["inside"].any() else fed
    few = _OPENED_LEAVES if fed["inside"].any() else _LEAVES
    if alone or part["project_id"].nunique() <= few:
        return part.assign(key=part["project_id"], level="project", opens=part["project_id"])
    grouped = part.assign(key=part["programme_key"] + " " + part["rating"], level="group")
    if grouped["key"].nunique() <= _GROUPS:
        return grouped.assign(opens=part["programme_id"].fillna(part["strategy_key"]))
    merged = part.assign(key=part["main"].astype(str) + " " + part["rating"], level="group", opens=part["strategy_key"])
    return merged.sort_values(["main", "rating_place"], kind="stable")


def branches(trace: pd.DataFrame, opened: str | None) -> pd.DataFrame:
    """What an opened node consists of, else all strategies: each with its projects, money and worst rating."""
    rows = traced(trace)
    rows["rating"] = EVIDENCE.of(rows)
    rows["place"] = rows["rating"].map(EVIDENCE.classes.index).astype(int)
    level, part = "strategy", rows
    for each, column in (("programme", "strategy_key"), ("project", "programme_key")):
        if opened is not None and (rows[column] == opened).any():
            level, part = each, rows[rows[column] == opened]
    key = "project_id" if level == "project" else f"{level}_key"
    groups = part.dropna(subset=key).sort_values("place", kind="stable").groupby(key, sort=level != "project")
    found = groups.agg(
        name=(level, "first"),
        rating=("rating", "first"),
        projects=("project_id", "nunique"),
        money=("money", "sum"),
        days_late=("days_late", "max"),
    )
    return found.reset_index(names="key").assign(level=level)
