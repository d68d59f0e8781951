"""How late each programme was, period by period: the later the deeper the orange, early is blue."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, steady
from charts.columns import against, tidy
from charts.escape import plain, short, words
from charts.palette import NOTE, Palette, faded
from i18n import Words

_CELL, _ROW, _HEAD, _MOST = 0.94, 26, 44, 16


def variance_heat(grid: pd.DataFrame, t: Words, palette: Palette, height: int = 240) -> go.Figure:
    """Mean days late as shade and number, the latest now on top; `customdata` is [group id, period]."""
    rows = _placed(_rows(grid))
    most = rows["days"].abs().max() if len(rows) else 0.0
    figure = canvas(palette, max(height, _HEAD + _ROW * rows["y"].nunique()), margin={"l": 8, "r": 8, "t": 4, "b": 8})
    figure.add_trace(_tiles(rows, most, t, palette))
    shown = [t.number(abs(days)) for days in rows["days"]]
    texts = [f"−{text}" if days < 0 and text != "0" else text for text, days in zip(shown, rows["days"], strict=True)]
    figure.add_trace(caption(list(rows["x"]), list(rows["y"]), texts, palette))
    periods = rows.drop_duplicates("x").sort_values("x")
    ticks = [t.date(day, short=True) if place else t.date(day) for place, day in enumerate(periods["period_date"])]
    dates = {"tickvals": list(periods["x"]), "ticktext": ticks, "tickangle": 0, "side": "top"}
    figure.update_xaxes(axis(palette, showgrid=False, **dates))
    names = rows.drop_duplicates("y")
    labels = [
        short(name or key, 26) or t("charts.variance.none")
        for name, key in zip(names["group_name"], names["group_id"], strict=True)
    ]
    font = {"size": NOTE, "color": palette.text}
    groups = axis(palette, showgrid=False, tickvals=list(names["y"]), ticktext=labels, tickfont=font)
    return figure.update_yaxes(groups, autorange="reversed")


def heat_title(grid: pd.DataFrame, t: Words) -> str:
    """Which group got later the most over the periods shown, or that none did.

    Against the report before each cell is itself a move, so that a group's cells add up.
    """
    rows, moves = _rows(grid), against(grid) == "previous"
    periods = rows["period_date"].nunique()
    if periods < (1 if moves else 2):
        return t("charts.variance.heat_alone" if len(grid) else "charts.empty")
    ordered = rows.sort_values("period_date", kind="stable").groupby("key", sort=False)
    days = ordered["days"]
    change = (days.sum() if moves else days.last() - days.first()).sort_values(kind="stable")
    named = ordered["group_name"].last()
    first, key = rows["period_date"].min(), change.index[-1]
    name = words(named[key] or str(key)) or t("charts.variance.none")
    if round(change.iloc[-1]) < 1:
        return t("charts.variance.heat_same", day=t.date(first))
    told = {"name": name, "days": t.span(change.iloc[-1]), "day": t.date(first)}
    said = t(f"charts.variance.{'heat_moves' if moves else 'heat_title'}", count=periods, **told)
    return t("charts.variance.heat_most", said=said) if len(change) > 1 else said


def heat_alt(grid: pd.DataFrame, t: Words) -> str:
    """The title, and how many rows and periods there are."""
    rows = _rows(grid)
    if not len(rows):
        return t("charts.empty")
    counts = {"count": rows["key"].nunique(), "periods": rows["period_date"].nunique()}
    return f"{heat_title(grid, t)} {t('charts.variance.heat_alt', **counts)}"


def _rows(grid: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(grid, ("group_id", "group_name"), ("days", "projects", "worst_days"), ("period_date",))
    rows["key"] = rows["group_id"].fillna("")
    return rows.dropna(subset=["period_date", "days"]).reset_index(drop=True)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The group that is latest now on top, as many as can be read; the oldest period at the left."""
    now = rows.sort_values("period_date").groupby("key")["days"].last()
    order = list(now.sort_values(ascending=False, kind="stable").index)
    places = {key: place for place, key in enumerate(order)}
    days = {day: place for place, day in enumerate(sorted(rows["period_date"].unique()))}
    rows = rows.assign(y=[places[key] for key in rows["key"]], x=[days[day] for day in rows["period_date"]])
    return rows[rows["y"] < _MOST].sort_values(["y", "x"])


def _tiles(rows: pd.DataFrame, most: float, t: Words, palette: Palette) -> go.Bar:
    colours = [
        faded(palette.late if days > 0 else palette.early, 0.06 + 0.74 * abs(days) / most if most > 0 else 0.06)
        for days in rows["days"]
    ]
    return go.Bar(
        x=list(rows["x"]),
        base=list(rows["y"] - _CELL / 2),
        y=[_CELL] * len(rows),
        width=_CELL,
        marker={"color": colours, "line": {"width": 0}, "cornerradius": 3},
        customdata=[[key, str(day.date())] for key, day in zip(rows["group_id"], rows["period_date"], strict=True)],
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )


def _hover(row: dict[Any, Any], t: Words) -> str:
    name = plain(row["group_name"] or row["group_id"]) or t("charts.variance.none")
    facts = {"days": t.days(row["days"]), "worst": t.days(row["worst_days"]), "projects": t.number(row["projects"])}
    return f"<b>{name}</b> · {t.date(row['period_date'])}<br>{t('charts.variance.heat_hover', **facts)}"
