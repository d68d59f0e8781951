"""How strategies moved between two days: the weight they were given, and the money that followed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas, caption, targets
from charts.columns import tidy
from charts.escape import plain, words, wrapped
from charts.palette import Palette
from i18n import Words

KINDS = ("started", "retired", "paused", "re-weighted", "re-mapped", "joined", "left", "re-budgeted")
"""The kinds of change, in the order in which they are told."""

MOST = 9
"""Strategies that are shown; the others stand in the table."""

_ROW, _HEAD, _NAME = 44, 30, 24
_SIDES = (("weight", 0.35, 0.66), ("share", 0.68, 1.0))
_NUMBERS = ("weight_was", "weight", "share_was", "share", "budget_was", "budget")
_STEADY: dict[str, Any] = {"unselected": {"marker": {"opacity": 1}}, "mode": "markers", "hoverinfo": "skip"}


def shifts(shift: pd.DataFrame, t: Words, palette: Palette, height: int = 260) -> go.Figure:
    """Each strategy's declared share and share of the money, from the earlier day (outline) to the later (solid).

    What moved is in the accent; of many strategies those that moved furthest show. A chosen mark's `customdata` is
    [strategy id, "strategy"].
    """
    rows = _furthest(_rows(shift))
    figure = canvas(palette, max(height, _ROW * len(rows) + _HEAD), margin={"l": 0, "r": 0, "t": 0, "b": 0})
    most = rows[list(_NUMBERS[:4])].max().max() if len(rows) else 1.0
    for name, left, right in _SIDES:
        figure.add_traces(_side(rows, name, left, (right - left - 0.17) / (most if most > 0 else 1.0), t, palette))
    names = [f"<b>{wrapped(name, _NAME)}</b>" for name in rows["strategy"]]
    figure.add_trace(caption([0.0] * len(rows), list(rows["y"]), names, palette, textposition="middle right"))
    heads = [t("charts.adjustment.weight"), t("charts.adjustment.money")]
    places, grey = [left for _, left, _ in _SIDES], {"color": palette.secondary}
    figure.add_trace(caption(places, [-0.75] * 2, heads, palette, textposition="middle right", textfont=grey))
    figure.add_trace(_hits(rows, t))
    figure.update_xaxes(bare(-0.005, 1.02))
    return figure.update_yaxes(bare(len(rows) - 0.4, -1.1))


def title(changes: pd.DataFrame, t: Words) -> str:
    """How many strategies and projects were adjusted in which way, and the money that this moved."""
    if changes.empty:
        return t("charts.adjustment.nothing")
    return t("charts.comma").join(told(changes, kind, t) for kind in KINDS if (changes["kind"] == kind).any())


def told(changes: pd.DataFrame, kind: str, t: Words) -> str:
    """How many were adjusted in one way, and by how much money."""
    rows = changes[changes["kind"] == kind]
    count = len(rows) if rows["project_id"].isna().all() else rows["project_id"].nunique()
    money = _remapped(rows) if kind == "re-mapped" else rows["money"].abs().sum()
    return t(f"charts.adjustment.{kind}", count=count, money=t.money(money))


def _remapped(rows: pd.DataFrame) -> float:
    """What strategies gained that others lost, project by project; what a new budget adds or takes is none of it."""
    won = rows["money"].clip(lower=0).groupby(rows["project_id"]).sum()
    lost = -rows["money"].clip(upper=0).groupby(rows["project_id"]).sum()
    sides = pd.concat([won, lost], axis=1)
    least, most = sides.min(axis=1), sides.max(axis=1)
    # Of a filtered strategy only its own side is there.
    return float(least.where(least > 0, most).sum())


def alt(shift: pd.DataFrame, t: Words) -> str:
    """From what to what each strategy went, in words."""
    rows = _rows(shift).to_dict("records")
    said = [t("charts.adjustment.alt_row", strategy=words(row["strategy"]), **_said(row, t)) for row in rows]
    return " ".join(said) if said else t("charts.empty")


def _rows(shift: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(shift, ("strategy_id", "strategy"), _NUMBERS)
    rows["strategy"] = rows["strategy"].fillna(rows["strategy_id"])
    return rows.dropna(subset="strategy_id").reset_index(drop=True)


def _furthest(rows: pd.DataFrame) -> pd.DataFrame:
    moved = [(rows[name].fillna(0) - rows[f"{name}_was"].fillna(0)).abs() for name in ("weight", "share")]
    order = (moved[0] + moved[1]).sort_values(ascending=False, kind="stable").index[:MOST].sort_values()
    kept = rows.loc[order].reset_index(drop=True)
    return kept.assign(y=kept.index.astype(float))


def _side(rows: pd.DataFrame, name: str, left: float, scale: float, t: Words, palette: Palette) -> list[Any]:
    was, now = left + rows[f"{name}_was"] * scale, left + rows[name] * scale
    still = [t.percent(one) == t.percent(two) for one, two in zip(rows[f"{name}_was"], rows[name], strict=True)]
    inks = [palette.previous if same else palette.accent for same in still]
    hollow = {"color": palette.surface, "size": 11, "line": {"color": inks, "width": 2}}
    texts = [_text(row, name, same, t) for row, same in zip(rows.to_dict("records"), still, strict=True)]
    ends = pd.concat([was, now], axis=1).max(axis=1).fillna(left) + 0.018
    at = list(rows["y"])
    return [
        _line(was, now, at, inks),
        go.Scatter(x=list(was), y=at, marker=hollow, **_STEADY),
        go.Scatter(x=list(now), y=at, marker={"color": inks, "size": 11}, **_STEADY),
        caption(list(ends), at, texts, palette, textposition="middle right"),
    ]


def _line(was: pd.Series, now: pd.Series, at: list[float], inks: list[str]) -> go.Bar:
    look = {"marker": {"color": inks, "line": {"width": 0}}, "width": 0.07, "orientation": "h", "hoverinfo": "skip"}
    return go.Bar(x=list((now - was).fillna(0.0)), base=list(was.fillna(0.0)), y=at, **look)


def _text(row: dict[Any, Any], name: str, same: bool, t: Words) -> str:
    if same:
        return t.percent(row[name])
    return f"<b>{t.percent(row[f'{name}_was'])} → {t.percent(row[name])}</b>"


def _hits(rows: pd.DataFrame, t: Words) -> go.Bar:
    hover = [
        f"<b>{plain(row['strategy'])}</b><br>{t('charts.adjustment.hover', **_said(row, t))}"
        for row in rows.to_dict("records")
    ]
    marks = [[key, "strategy"] for key in rows["strategy_id"]]
    place = {"x": [1.02] * len(rows), "y": list(rows["y"]), "width": 0.95, "orientation": "h"}
    return targets(customdata=marks, hovertext=hover, **place)


def _said(row: dict[Any, Any], t: Words) -> dict[str, str]:
    return {name: t.percent(row[name]) for name in ("weight_was", "weight", "share_was", "share")}
