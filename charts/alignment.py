"""Say and do: the declared priorities beside where money, key projects and managers' time go."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, bare, canvas, caption, targets
from charts.columns import Row, tidy
from charts.escape import plain, short, words
from charts.palette import NOTE, Palette
from i18n import Words

MOST = 9
"""Strategies that are shown; the others stand in the table."""

_ROW, _HEAD, _NAME = 46, 26, 44
_SHARES = ("weight_share", "budget_share", "key_share", "time_share", "gap", "key_gap", "time_gap")


def say_and_do(coverage: pd.DataFrame, t: Words, palette: Palette, height: int = 300) -> go.Figure:
    """Each strategy's declared share (outlined) and its share of the money (solid), the gap in points at the end.

    Small ticks stand for key projects and managers' time; of many strategies those with the widest gaps show.
    A chosen mark's `customdata` is [strategy id, "strategy"].
    """
    rows = _rows(coverage)
    rows = rows.loc[rows["gap"].abs().sort_values(ascending=False, kind="stable").index[:MOST].sort_values()]
    rows["y"] = [float(place) for place in range(len(rows))]
    figure = canvas(palette, max(height, _ROW * len(rows) + 2 * _HEAD), margin={"l": 0, "r": 0, "t": 0, "b": 0})
    most = max(0.1, float(rows[list(_SHARES[:4])].max().max() or 0)) if len(rows) else 1.0
    figure.add_traces([_line(rows, palette), *_ticks(rows, palette), *_dots(rows, palette)])
    figure.add_traces(_names(rows, most, t, palette))
    figure.add_trace(_hits(rows, most, t))
    figure.add_trace(_key(t, palette))
    figure.update_xaxes(bare(-0.02 * most, most * 1.3))
    return figure.update_yaxes(bare(len(rows) - 0.4, -1.0))


def title(index: Row, t: Words) -> str:
    """What part of the money would have to move to follow the declared priorities, or why nobody can tell."""
    state = str(index["state"]).replace(" ", "_")
    if state != "measured":
        return t(f"charts.alignment.{state}")
    return t("charts.alignment.title", share=t.percent(index["money_index"]))


def alt(coverage: pd.DataFrame, t: Words) -> str:
    """Every strategy's shares in words."""
    rows = _rows(coverage)
    said = " ".join(
        t("charts.alignment.alt_row", strategy=words(row["strategy"]), **_said(row, t))
        for row in rows.to_dict("records")
    )
    return t("charts.alignment.alt", rows=said) if len(rows) else t("charts.empty")


def index_line(trend: pd.DataFrame, t: Words, palette: Palette, height: int = 96) -> go.Figure:
    """The index at each register as a step line from zero, told at its ends: it moves only when the register does."""
    rows = _trend(trend)
    days, shares = list(rows["index_date"]), list(rows["money_index"])
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 4, "b": 4})
    hover = [f"{t.date(day)}: {t.percent(share)}" for day, share in zip(days, shares, strict=True)]
    look = {"line": {"color": palette.actual, "width": 2, "shape": "hv"}, "marker": {"size": 6}, "text": hover}
    figure.add_trace(go.Scatter(x=days, y=shares, mode="lines+markers", hovertemplate="%{text}<extra></extra>", **look))
    said = [f"  <b>{t.percent(share)}</b>  " for share in shares]
    for ends, side in ((slice(0, 1), "left"), (slice(-1, None), "right")):
        figure.add_trace(caption(days[ends], shares[ends], said[ends], palette, textposition=f"middle {side}"))
    ticks = days if len(days) <= 4 else [days[0], days[len(days) // 2], days[-1]]
    texts = [t.date(day) for day in ticks]
    room = (days[-1] - days[0]) * 0.14 if len(days) > 1 else pd.Timedelta(30, "D")
    edges = [days[0] - room, days[-1] + room] if days else None
    figure.update_xaxes(axis(palette, tickvals=ticks, ticktext=texts, showgrid=False, tickangle=0, range=edges))
    return figure.update_yaxes(bare(0, 1.25 * max(shares, default=1.0) or 1.0))


def index_title(trend: pd.DataFrame, t: Words) -> str:
    """From what to what the index went, and since when."""
    rows = _trend(trend)
    if len(rows) < 2:
        return t("charts.empty")
    first, last = rows.iloc[0], rows.iloc[-1]
    shares = {"was": t.percent(first["money_index"]), "now": t.percent(last["money_index"])}
    return t("charts.alignment.trend", day=t.date(first["index_date"]), **shares)


def _trend(trend: pd.DataFrame) -> pd.DataFrame:
    return tidy(trend, (), ("money_index",), ("index_date",)).dropna()


def _rows(coverage: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(coverage, ("strategy_id", "strategy", "standing"), _SHARES)
    rows["strategy"] = rows["strategy"].fillna(rows["strategy_id"])
    return rows


def _line(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    """From what was declared to what is done, in the colour of too little or of more than was said."""
    colours = [palette.late if gap < 0 else palette.early for gap in rows["gap"]]
    lengths = list((rows["budget_share"] - rows["weight_share"]).fillna(0.0))
    place = {"base": list(rows["weight_share"].fillna(0.0)), "y": list(rows["y"]), "width": 0.09, "orientation": "h"}
    return go.Bar(x=lengths, marker={"color": colours, "line": {"width": 0}}, hoverinfo="skip", **place)


def _dots(rows: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    """What was declared as an outline, what is given as a solid mark."""
    said = {"color": palette.surface, "size": 12, "line": {"color": palette.actual, "width": 2}}
    done = {"color": palette.actual, "size": 12, "line": {"color": palette.surface, "width": 1}}
    pairs = (("weight_share", said), ("budget_share", done))
    steady = {"unselected": {"marker": {"opacity": 1}}, "mode": "markers", "hoverinfo": "skip"}
    return [go.Scatter(x=list(rows[name]), y=list(rows["y"]), marker=look, **steady) for name, look in pairs]


def _ticks(rows: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    steady = {"unselected": {"marker": {"opacity": 1}}, "mode": "markers", "hoverinfo": "skip"}
    looks = (("key_share", "diamond-tall"), ("time_share", "line-ns"))
    return [
        go.Scatter(
            x=list(rows[name]),
            y=list(rows["y"]),
            marker={
                "symbol": symbol,
                "size": 9,
                "color": palette.previous,
                "line": {"color": palette.secondary, "width": 1.5},
            },
            **steady,
        )
        for name, symbol in looks
    ]


def _names(rows: pd.DataFrame, most: float, t: Words, palette: Palette) -> list[go.Scatter]:
    """Over each line the strategy's name, at its end the gap in points."""
    names = [f"<b>{short(name, _NAME)}</b>" for name in rows["strategy"]]
    gaps = [t("charts.alignment.gap", points=_points(gap, t)) if pd.notna(gap) else "–" for gap in rows["gap"]]
    above = [y - 0.42 for y in rows["y"]]
    left = caption([0.0] * len(rows), above, names, palette, textposition="middle right")
    ends = caption([most * 1.3] * len(rows), list(rows["y"]), gaps, palette, textposition="middle left")
    return [left, ends]


def _key(t: Words, palette: Palette) -> go.Scatter:
    grey = {"color": palette.secondary, "size": NOTE}
    return caption([0.0], [-0.85], [t("charts.alignment.key")], palette, textposition="middle right", textfont=grey)


def _hits(rows: pd.DataFrame, most: float, t: Words) -> go.Bar:
    return targets(
        x=[most * 1.3] * len(rows),
        y=list(rows["y"] - 0.15),
        width=0.95,
        orientation="h",
        customdata=[[key, "strategy"] for key in rows["strategy_id"]],
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
    )


def _hover(row: dict[Any, Any], t: Words) -> str:
    return f"<b>{plain(row['strategy'])}</b><br>{t('charts.alignment.hover', **_said(row, t))}"


def _said(row: dict[Any, Any], t: Words) -> dict[str, str]:
    names = {"weight": "weight_share", "money": "budget_share", "keys": "key_share", "time": "time_share"}
    return {name: t.percent(row[column]) for name, column in names.items()}


def _points(gap: float, t: Words) -> str:
    sign = "+" if round(100 * gap) > 0 else "−" if round(100 * gap) < 0 else "±"
    return sign + t.number(abs(100 * gap))
