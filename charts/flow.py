"""Where the strategy map's nodes and ribbons lie, in px from its top: one scale of width for all columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts.scale import EVIDENCE, Scale
from charts.tree import columns

_LEAST = {"strategy": 46.0, "programme": 31.0, "leaf": 15.0}
_GAP = {"strategy": 8.0, "programme": 4.0, "leaf": 1.0}


@dataclass(frozen=True)
class Part:
    """The projects of a node that are of one class, and their width (money, projects or priority)."""

    rating: str
    projects: int
    size: float


@dataclass(frozen=True)
class Node:
    """A strategy, programme or project, or a group of them; lengths in px."""

    key: str
    level: str
    opens: str
    row: pd.Series
    members: int
    parts: tuple[Part, ...]
    top: float
    thick: float
    slot: float

    @property
    def size(self) -> float:
        """What flows through it: budget in the portfolio's currency, projects, or priority from 0 to 1."""
        return sum(part.size for part in self.parts)

    @property
    def middle(self) -> float:
        """Where its label lies."""
        return self.top + self.thick / 2


@dataclass(frozen=True)
class Ribbon:
    """What goes from a node to the next: its upper edge at both ends, its thickness and each project's, in px."""

    column: int
    source: str
    target: str
    start: float
    end: float
    thick: float
    projects: Mapping[str, float]


def flow(
    trace: pd.DataFrame, opened: str | None, height: float, width: str = "money", classes: Scale = EVIDENCE
) -> tuple[list[Node], list[Ribbon], float]:
    """The nodes and ribbons of a map at least `height` px high, and how high it is."""
    parts = columns(trace, opened, width, classes)
    height = max([height, *(part["key"].nunique() * (_LEAST["leaf"] + _GAP["leaf"]) for part in parts.values())])
    scales = [_scale(_sizes(part), level, height) for level, part in parts.items() if len(part)]
    scale = min(scales, default=0.0)
    sides = [_column(part, level, scale, height, classes) for level, part in parts.items()]
    first = parts["programme"].assign(source=lambda part: part["strategy_key"], target=lambda part: part["key"])
    second = parts["leaf"].assign(source=lambda part: part["programme_key"], target=lambda part: part["key"])
    ribbons = [_ribbons(side, rows, sides[side], sides[side + 1], scale) for side, rows in enumerate((first, second))]
    return [node for side in sides for node in side], [ribbon for side in ribbons for ribbon in side], height


def _sizes(part: pd.DataFrame) -> np.ndarray:
    return part.groupby("key", sort=False)["size"].sum().to_numpy()


def _least(level: str, nodes: int, height: float) -> float:
    return min(_LEAST[level], height / nodes - _GAP[level])


def _scale(sizes: np.ndarray, level: str, height: float) -> float:
    """Pixels per unit of width at which a column just fits, every node keeping its least slot."""
    least, room = _least(level, len(sizes), height), height - _GAP[level] * len(sizes)
    low, high = 0.0, height / max(sizes.sum(), 1e-9)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if np.maximum(sizes * middle, least).sum() > room else (middle, high)
    return low


def _column(part: pd.DataFrame, level: str, scale: float, height: float, classes: Scale) -> list[Node]:
    if not len(part):
        return []
    thick = _sizes(part) * scale
    slots = np.maximum(thick, _least(level, len(thick), height))
    slots += (height - slots.sum()) / len(slots)
    tops = slots.cumsum() - slots / 2 - thick / 2
    members, rated = part.groupby("key")["programme_id"].nunique(), _parts(part, classes)
    first = part.drop_duplicates("key")
    rows = zip(first["key"], (row for _, row in first.iterrows()), tops, thick, slots, strict=True)
    return [
        Node(key, row["level"], row["opens"], row, int(members[key]), tuple(rated.get(key, ())), *place)
        for key, row, *place in rows
    ]


def _parts(part: pd.DataFrame, classes: Scale) -> dict[str, list[Part]]:
    """By node, its projects by class, the worst first."""
    projects = part[part["project_id"].notna()].groupby(["key", "rating_place"])
    sizes, counts = projects["size"].sum(), projects["project_id"].nunique()
    parts: dict[str, list[Part]] = {}
    for (key, place), size, count in zip(sizes.index, sizes, counts, strict=True):
        parts.setdefault(key, []).append(Part(classes.classes[place], count, size))
    return parts


def _ribbons(
    column: int, flows: pd.DataFrame, sources: Sequence[Node], targets: Sequence[Node], scale: float
) -> list[Ribbon]:
    ends = ["source", "target"]
    merged = flows.groupby(ends, sort=False)["size"].sum().mul(scale).rename("thick").reset_index()
    merged["start"] = _stacked(merged, "source", "target", sources, targets)
    merged["end"] = _stacked(merged, "target", "source", targets, sources)
    own: dict[tuple[str, str], dict[str, float]] = {}
    for source, target, project, size in flows[[*ends, "project_id", "size"]].itertuples(index=False, name=None):
        own.setdefault((source, target), {})[project] = size * scale
    rows = merged[[*ends, "start", "end", "thick"]].itertuples(index=False, name=None)
    return [
        Ribbon(column, source, target, start, end, thick, own[source, target])
        for source, target, start, end, thick in rows
    ]


def _stacked(flows: pd.DataFrame, side: str, other: str, nodes: Sequence[Node], others: Sequence[Node]) -> pd.Series:
    """The upper edge of each ribbon at one side, stacked in the order of the other side so that few cross."""
    place = {node.key: number for number, node in enumerate(others)}
    ordered = flows.sort_values(other, key=lambda keys: keys.map(place), kind="stable")
    above = ordered.groupby(side)["thick"].cumsum() - ordered["thick"]
    return ordered[side].map({node.key: node.top for node in nodes}).astype(float) + above
