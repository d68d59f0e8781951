"""Where the strategy map's nodes and ribbons lie: strategy, programme, project, as high as their money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts.columns import tidy
from charts.palette import RATINGS, rating_of

ORPHANS = "(no strategy)"
"""The id of the group of projects that serve no strategy."""

LEVELS = ("strategy", "programme", "leaf")
_LEAVES, _OPENED_LEAVES = 40, 60
_LEAST = {"strategy": 46.0, "programme": 32.0, "leaf": 15.0}
_GAP = 3.0


@dataclass(frozen=True)
class Node:
    """One strategy, programme, project or group of projects; `top` and `thick` in px from the map's top."""

    key: str
    level: str
    opens: tuple[str, str]
    names: tuple[str | None, str | None]
    rows: pd.DataFrame
    top: float
    thick: float
    slot: float

    @property
    def money(self) -> float:
        """Budget that flows through it, in the portfolio's currency."""
        return float(self.rows["money"].sum())


@dataclass(frozen=True)
class Ribbon:
    """Money from one node to the next: its upper edge at both ends and its thickness, in px."""

    column: int
    source: str
    target: str
    start: float
    end: float
    thick: float


def traced(trace: pd.DataFrame) -> pd.DataFrame:
    """The links of `strategy_trace` with a key at every level; starved strategies have no leaf."""
    texts = ("strategy_id", "strategy", "programme_id", "programme", "project_id", "project", "rag_evidence")
    rows = tidy(trace, texts, ("budget", "share", "days_late"))
    rows["money"] = rows["budget"].fillna(0.0).clip(lower=0.0)
    rows["rating"] = rows["rag_evidence"].map(rating_of)
    rows["strategy_key"] = rows["strategy_id"].fillna(ORPHANS)
    outside = rows["strategy_key"] + "/"
    rows["programme_key"] = rows["programme_id"].fillna(outside).where(rows["project_id"].notna(), None)
    return _in_order(rows)


def grown(trace: pd.DataFrame, opened: str | None, height: float) -> tuple[list[Node], list[Ribbon]]:
    """The nodes and ribbons of a map at least `height` px high."""
    rows = traced(trace)
    leaves = _leaves(rows, opened)
    parts = [rows.assign(key=rows["strategy_key"]), rows.assign(key=rows["programme_key"]).dropna(subset="key"), leaves]
    height = max(height, leaves["key"].nunique() * _LEAST["leaf"])
    columns = list(zip(LEVELS, parts, strict=True))
    scale = min((_scale(_money(part), level, height) for level, part in columns if len(part)), default=0.0)
    nodes = [_column(part, level, scale, height) for level, part in columns]
    flows = [parts[1].assign(source=parts[1]["strategy_key"], target=parts[1]["key"])]
    flows += [leaves.assign(source=leaves["programme_key"], target=leaves["key"])]
    ribbons = [_ribbons(side, flow, nodes[side], nodes[side + 1], scale) for side, flow in enumerate(flows)]
    return [node for column in nodes for node in column], [ribbon for side in ribbons for ribbon in side]


def is_open(rows: pd.DataFrame, opened: str | None) -> pd.Series[bool]:
    """Which links belong to the opened strategy or programme."""
    return (rows["strategy_key"] == opened) | (rows["programme_key"] == opened)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Strategies as given with orphans last, programmes under their main strategy, the worst projects first."""
    by = {key: place for place, key in enumerate(rows["strategy_key"].unique())} | {ORPHANS: len(rows)}
    money = rows.groupby(["programme_key", "strategy_key"])["money"].sum().sort_values(ascending=False)
    main = money.reset_index().drop_duplicates("programme_key").set_index("programme_key")["strategy_key"].map(by)
    order = pd.DataFrame(
        {
            "main": rows["programme_key"].map(main).fillna(rows["strategy_key"].map(by)),
            "programme": rows["programme_key"].fillna(""),
            "rating": rows["rating"].map(RATINGS.index),
            "money": -rows.groupby("project_id", dropna=False)["money"].transform("sum"),
            "strategy": rows["strategy_key"].map(by),
        }
    )
    return rows.loc[order.sort_values(list(order), kind="stable").index].reset_index(drop=True)


def _leaves(rows: pd.DataFrame, opened: str | None) -> pd.DataFrame:
    inside = is_open(rows, opened)
    part = rows[inside] if inside.any() else rows
    part = part[part["project_id"].notna()]
    projects = part["project_id"].nunique()
    alone = (rows["programme_key"] == opened).any() or projects <= (_OPENED_LEAVES if inside.any() else _LEAVES)
    return part.assign(key=part["project_id"] if alone else part["programme_key"] + " " + part["rating"])


def _money(part: pd.DataFrame) -> np.ndarray:
    return part.groupby("key", sort=False)["money"].sum().to_numpy()


def _least(level: str, nodes: int, height: float) -> float:
    return min(_LEAST[level], height / nodes - _GAP)


def _scale(money: np.ndarray, level: str, height: float) -> float:
    """Pixels per unit of money at which a column just fits, every node keeping its least slot."""
    least, room = _least(level, len(money), height), height - _GAP * len(money)
    low, high = 0.0, height / max(money.sum(), 1e-9)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if np.maximum(money * middle, least).sum() > room else (middle, high)
    return low


def _column(part: pd.DataFrame, level: str, scale: float, height: float) -> list[Node]:
    groups = list(part.groupby("key", sort=False))
    thick = np.array([rows["money"].sum() * scale for _, rows in groups])
    slots = np.maximum(thick, _least(level, len(groups), height)) if groups else thick
    gap = (height - slots.sum()) / max(len(groups), 1)
    middles = np.cumsum(slots + gap) - (slots + gap) / 2
    return [
        _node(str(key), level, rows, middle - tall / 2, tall, slot + gap)
        for (key, rows), middle, tall, slot in zip(groups, middles, thick, slots, strict=True)
    ]


def _node(key: str, level: str, rows: pd.DataFrame, top: float, thick: float, slot: float) -> Node:
    first = rows.iloc[0]
    strategy, programme = first["strategy_key"], first["programme_key"]
    if level == "strategy":
        return Node(key, level, (strategy, level), (first["strategy"], first["strategy_id"]), rows, top, thick, slot)
    if level == "leaf" and key == first["project_id"]:
        return Node(key, "project", (key, "project"), (first["project"], key), rows, top, thick, slot)
    opens = (programme, "programme") if first["programme_id"] else (strategy, "strategy")
    level = "group" if level == "leaf" else level
    return Node(key, level, opens, (first["programme"], first["programme_id"]), rows, top, thick, slot)


def _ribbons(
    column: int, flows: pd.DataFrame, sources: Sequence[Node], targets: Sequence[Node], scale: float
) -> list[Ribbon]:
    ends = ["source", "target"]
    merged = flows.groupby(ends, sort=False)["money"].sum().mul(scale).rename("thick").reset_index()
    merged["start"] = _stacked(merged, "source", "target", sources, targets)
    merged["end"] = _stacked(merged, "target", "source", targets, sources)
    rows = merged[[*ends, "start", "end", "thick"]].itertuples(index=False, name=None)
    return [Ribbon(column, *row) for row in rows]


def _stacked(flows: pd.DataFrame, side: str, other: str, nodes: Sequence[Node], others: Sequence[Node]) -> pd.Series:
    """The upper edge of each ribbon at one side, stacked in the order of the other side so that few cross."""
    place = {node.key: number for number, node in enumerate(others)}
    ordered = flows.sort_values(other, key=lambda keys: keys.map(place), kind="stable")
    above = ordered.groupby(side)["thick"].cumsum() - ordered["thick"]
    return ordered[side].map({node.key: node.top for node in nodes}) + above
