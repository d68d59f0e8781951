"""Where the nodes of a path chart stand: a column for each step, then programmes, strategies and benefits."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.columns import tidy

MOST = 9
"""Nodes of a column that are shown one by one; the others stand together."""

_ENDS = ("programme", "strategy", "benefit")
_STEPS = 4
"""Steps of work that get a column of their own; later ones share the last."""


def nodes(radius: pd.DataFrame) -> pd.DataFrame:
    """The nodes of `blast_radius`, each once: its column, its place in it, money, days and what stands together."""
    rows = _rows(radius)
    if rows.empty:
        return rows
    each = rows.groupby(["kind", "node_id"], sort=False)
    found = each.agg(
        name=("name", "first"), depth=("depth", "min"), days=("days_late", "max"), cost=("expected_cost", "max")
    )
    found["money"] = money_of(rows)
    found = found.reset_index().assign(members=1)
    found["stage"] = _stages(found, rows)
    stages = {stage: place for place, stage in enumerate(sorted(found["stage"].unique()))}
    found["column"] = found["stage"].map(stages)
    order = found.sort_values(["column", "days", "money"], ascending=[True, False, False], kind="stable")
    order["place"] = order.groupby("column").cumcount()
    counts = order.groupby("column")["node_id"].transform("size")
    order["shown"] = (order["place"] < MOST - 1) | (counts <= MOST)
    return _placed(order)


def money_of(rows: pd.DataFrame) -> pd.Series[Any]:
    """The money of each node, by kind and id: of programmes and strategies the sum over what leads there.

    Of the others what they have by the shortest way: further ways carry the money of what hangs on them.
    """
    keys = [rows["kind"], rows["node_id"]]
    nearest = rows["depth"] == rows["depth"].groupby(keys).transform("min")
    summed = rows["kind"].isin(("programme", "strategy")) & (rows["depth"] > 0)
    own = rows["money"].where(nearest).groupby(keys).max()
    return own.where(~summed.groupby(keys).any(), rows["money"].groupby(keys).sum(min_count=1))


def links(radius: pd.DataFrame, placed: pd.DataFrame) -> list[tuple[int, int, float]]:
    """From which node to which the way goes, by their numbers in `placed`, with the days that arrive there."""
    if placed.empty:
        return []
    rows = _rows(radius).dropna(subset="via")
    where = {key: number for number, keys in enumerate(placed["keys"]) for key in keys}
    ids = {key[1]: number for key, number in reversed(list(where.items()))}
    rows["source"] = [ids.get(via) for via in rows["via"]]
    rows["target"] = [where.get((kind, key)) for kind, key in zip(rows["kind"], rows["node_id"], strict=True)]
    known = rows.dropna(subset=["source", "target"])
    most = known.groupby(["source", "target"], as_index=False)["days_late"].max()
    return [(int(source), int(target), float(days)) for source, target, days in most.itertuples(index=False, name=None)]


def _rows(radius: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(radius, ("node_id", "kind", "via", "name"), ("depth", "share", "days_late", "money", "expected_cost"))
    return rows.dropna(subset=["node_id", "kind", "depth"]).reset_index(drop=True)


def _stages(found: pd.DataFrame, rows: pd.DataFrame) -> list[int]:
    """Steps of work, forwards each beyond all that leads there; the ends after them, what is asked about before."""
    ends = found["kind"].isin(_ENDS) & (found["depth"] > 0)
    step = pd.Series(found["depth"].clip(upper=_STEPS).astype(int).to_numpy(), found["node_id"])
    step = step[~ends.to_numpy() & ~step.index.duplicated()]
    ways = rows[rows["node_id"].isin(step.index) & rows["via"].isin(step.index)]
    backwards = (found["kind"].isin(_ENDS) & (found["depth"] == 0)).any()
    for _ in range(0 if backwards else _STEPS):
        beyond = (ways["via"].map(step) + 1).groupby(ways["node_id"]).max().clip(upper=_STEPS)
        step = step.where(~(beyond.reindex(step.index) > step), beyond.reindex(step.index)).astype(int)
    places = {kind: 100 + place for place, kind in enumerate(_ENDS)}
    each = zip(found["kind"], found["node_id"], ends, strict=True)
    return [places[kind] if end else int(step[key]) for kind, key, end in each]


def _placed(order: pd.DataFrame) -> pd.DataFrame:
    """One row for each node shown, and one a column for those that stand together."""
    shown = order[order["shown"]].copy()
    keys = [[key] for key in zip(shown["kind"], shown["node_id"], strict=True)]
    shown["keys"] = pd.Series(keys, shown.index, dtype=object)
    rest = [_together(part) for _, part in order[~order["shown"]].groupby("column")]
    placed = pd.concat([shown, pd.DataFrame(rest)], ignore_index=True) if rest else shown.reset_index(drop=True)
    placed = placed.sort_values(["column", "place"], kind="stable").reset_index(drop=True)
    height = placed.groupby("column")["column"].transform("size")
    return placed.assign(y=(placed.groupby("column").cumcount() + 0.5) / height)


def _together(part: pd.DataFrame) -> dict[str, Any]:
    first = part.iloc[0]
    keys = list(zip(part["kind"], part["node_id"], strict=True))
    same = {"kind": first["kind"], "node_id": "", "name": "", "column": first["column"], "place": first["place"]}
    return same | {
        "keys": keys,
        "members": len(part),
        "days": part["days"].max(),
        "money": part["money"].sum(min_count=1),
    }
