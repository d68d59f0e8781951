"""The common causes as a graph: which strategies hang on the same supplier, team or assumption."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas, caption, targets
from charts.columns import tidy
from charts.escape import plain, short, words, wrapped
from charts.palette import NOTE, Palette, faded
from i18n import Words

_ROW, _HEAD, _MOST = 44, 40, 12
_TEXTS = ("cause_id", "cause", "strategy_id", "strategy", "risk_id", "scope_id")
_LEFT, _RIGHT = 0.36, 0.62


def cause_graph(causes: pd.DataFrame, t: Words, palette: Palette, selected: str | None = None) -> go.Figure:
    """Strategies at the left, causes at the right, the dearest on top; a line where a strategy has a risk of the cause.

    `customdata` is [cause id]; the lines of a selected cause are in the accent.
    """
    rows = _rows(causes, t)
    names = list(dict.fromkeys(rows["cause_id"]))[:_MOST]
    rows = rows[rows["cause_id"].isin(names)]
    tall = max(len(names), rows["strategy"].nunique(), 1)
    places = {name: _spread(at, len(names), tall) for at, name in enumerate(names)}
    order = list(dict.fromkeys(rows.sort_values("strategy")["strategy"]))
    left = {name: _spread(at, len(order), tall) for at, name in enumerate(order)}
    figure = canvas(palette, _HEAD + _ROW * tall)
    links = rows.groupby(["strategy", "cause_id"], sort=False)["expected_cost"].sum().reset_index()
    widest = max(links["expected_cost"].max() if len(links) else 0, 1)
    for link in links.to_dict("records"):
        colour = palette.accent if link["cause_id"] == selected else faded(palette.previous, 0.7)
        wide = 1 + 9 * max(link["expected_cost"], 0) / widest
        figure.add_shape(_bow(left[link["strategy"]], places[link["cause_id"]], wide, colour))
    _label(figure, rows, left, places, t, palette)
    figure.update_xaxes(bare(0, 1))
    return figure.update_yaxes(bare(tall - 0.5, -1))


def cause_title(causes: pd.DataFrame, t: Words) -> str:
    """How many causes there are, and the dearest."""
    rows = _rows(causes, t)
    if rows.empty:
        return t("charts.empty")
    money = rows.groupby("cause_id", sort=False)["expected_cost"].sum(min_count=1)
    first = rows.iloc[0]
    return t("charts.cause.title", count=len(money), cause=words(first["cause"]), money=t.money(money.iloc[0]))


def _rows(causes: pd.DataFrame, t: Words) -> pd.DataFrame:
    rows = tidy(causes, _TEXTS, ("expected_cost",)).dropna(subset=["cause_id"])
    names = zip(rows["strategy"], rows["strategy_id"], strict=True)
    said = [name or key or t("charts.no_strategy") for name, key in names]
    return rows.assign(strategy=said, cause=rows["cause"].where(rows["cause"].notna(), rows["cause_id"]))


def _spread(at: int, count: int, tall: int) -> float:
    """The place of the one in a column that is as tall as the other."""
    return (at + 0.5) * tall / max(count, 1) - 0.5


def _bow(start: float, end: float, wide: float, colour: str) -> dict[str, Any]:
    middle = (_LEFT + _RIGHT) / 2
    path = f"M{_LEFT},{start:.2f}C{middle},{start:.2f} {middle},{end:.2f} {_RIGHT},{end:.2f}"
    return {"type": "path", "path": path, "line": {"color": colour, "width": wide}, "layer": "below"}


def _label(
    figure: go.Figure,
    rows: pd.DataFrame,
    left: dict[str, float],
    places: dict[str, float],
    t: Words,
    palette: Palette,
) -> None:
    ends = [wrapped(name, 30, 2) for name in left]
    figure.add_trace(
        caption([_LEFT - 0.01] * len(left), list(left.values()), ends, palette, textposition="middle left")
    )
    parts = {name: rows[rows["cause_id"] == name] for name in places}
    texts = [_cause(part, t, palette) for part in parts.values()]
    x, y = [_RIGHT + 0.01] * len(places), list(places.values())
    figure.add_trace(caption(x, y, texts, palette, textposition="middle right"))
    heads = [t("charts.cause.strategy_head"), t("charts.cause.cause_head")]
    grey = {"color": palette.secondary, "size": NOTE}
    figure.add_trace(caption([_LEFT - 0.01], [-0.8], heads[:1], palette, textposition="middle left", textfont=grey))
    figure.add_trace(caption([_RIGHT + 0.01], [-0.8], heads[1:], palette, textposition="middle right", textfont=grey))
    hover = ["<br>".join(plain(each) for each in part["risk_id"].head(12)) for part in parts.values()]
    ids = [[name] for name in places]
    middle, wide = [(_RIGHT + 1) / 2] * len(places), [1 - _RIGHT] * len(places)
    base = [place - 0.45 for place in y]
    figure.add_trace(targets(x=middle, width=wide, base=base, y=[0.9] * len(y), customdata=ids, hovertext=hover))


def _cause(part: pd.DataFrame, t: Words, palette: Palette) -> str:
    money = t("charts.cause.risks", count=len(part), money=t.money(part["expected_cost"].sum(min_count=1)))
    return f'<b>{short(part["cause"].iloc[0], 31)}</b><br><span style="color:{palette.secondary}">{money}</span>'
