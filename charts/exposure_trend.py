"""What the risks were expected to cost and to delay, report by report."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import number, tidy
from charts.escape import plain, wrapped
from charts.measure import DAYS, MONEY, Measure
from charts.months import firsts
from charts.palette import NOTE, Palette
from i18n import Words

_MOST_LINES, _WIDTH, _MARGIN, _LINE, _AROUND = 6, 24, 176, 15, 64
"""Strategies drawn; letters and px of their names; px of a line of text, and of a figure beside its plot."""
Lines = dict[str, "pd.Series[Any]"]


def trend(
    exposed: pd.DataFrame,
    t: Words,
    palette: Palette,
    contingency: float | None = None,
    height: int = 340,
    measure: Measure = MONEY,
) -> go.Figure:
    """What was expected by report: all together in dark, each strategy thin and named, the contingency dashed."""
    lines = _lines(_rows(exposed, t, measure), t, measure)
    figure = canvas(palette, height, margin={"l": 8, "r": _MARGIN, "t": 16, "b": 8})
    for place, (name, values) in enumerate(lines.items()):
        figure.add_trace(_line(values, name, place == len(lines) - 1, palette, t, measure))
    highest = max([*(values.max() for values in lines.values()), contingency or 0, 0.001]) * 1.06 / measure.unit
    figure.add_trace(_ends(lines, highest, height, palette, measure))
    if contingency is not None:
        _reserve(figure, contingency, t, palette)
    days = [day for values in lines.values() for day in values.index]
    months = firsts(min(days), max(days), t, 5) if days else {}
    figure.update_xaxes(axis(palette, "", showgrid=False, **months))
    return figure.update_yaxes(axis(palette, measure.axis(t), range=[0, highest], **measure.ticks(highest, t)))


def delay_trend(exposed: pd.DataFrame, t: Words, palette: Palette, height: int = 340) -> go.Figure:
    """The same in days of expected delay, for which nobody sets anything aside."""
    return trend(exposed, t, palette, None, height, DAYS)


def trend_title(exposed: pd.DataFrame, t: Words, measure: Measure = MONEY) -> str:
    """What all open risks were expected to cost first and last."""
    total = _total(_rows(exposed, t, measure), measure).dropna()
    if total.empty:
        return t("charts.empty")
    said = {"was": measure.said(total.iloc[0], t), "becomes": measure.said(total.iloc[-1], t)}
    return t(f"charts.measure.trend.{measure.name}", day=t.date(total.index[0]), **said)


def delay_trend_title(exposed: pd.DataFrame, t: Words) -> str:
    """By how many days all open risks were expected to delay their projects, first and last."""
    return trend_title(exposed, t, DAYS)


def _rows(exposed: pd.DataFrame, t: Words, measure: Measure) -> pd.DataFrame:
    rows = tidy(exposed, ("strategy_id", "strategy"), (measure.column,), ("period_date",))
    names = [row["strategy"] or row["strategy_id"] or t("charts.no_strategy") for row in rows.to_dict("records")]
    return rows.assign(strategy=names).dropna(subset=["period_date"]).sort_values("period_date", kind="stable")


def _total(rows: pd.DataFrame, measure: Measure) -> pd.Series[Any]:
    return rows.groupby("period_date")[measure.column].sum(min_count=1)


def _lines(rows: pd.DataFrame, t: Words, measure: Measure) -> Lines:
    """The strategies with the most, then all together, unless there is only one."""
    highest = rows.groupby("strategy")[measure.column].max().dropna()
    order = highest.sort_values(ascending=False, kind="stable").index[:_MOST_LINES]
    lines = {name: rows[rows["strategy"] == name].set_index("period_date")[measure.column] for name in order}
    named = {wrapped(name, _WIDTH, 2): values for name, values in lines.items()}
    whole = f"<b>{plain(t('charts.loss.all'))}</b>"
    return named if rows["strategy"].nunique() == 1 else named | {whole: _total(rows, measure)}


def _line(values: pd.Series[Any], name: str, thick: bool, palette: Palette, t: Words, measure: Measure) -> go.Scatter:
    look = {"color": palette.actual, "width": 3} if thick else {"color": palette.previous, "width": 1.5}
    x, y = [day.date().isoformat() for day in values.index], [number(each / measure.unit) for each in values]
    told = zip(values.index, values, strict=True)
    hover = [f"{name}<br>{t.date(day)}: {measure.said(each, t)}" for day, each in told]
    return go.Scatter(x=x, y=y, mode="lines", line=look, hovertext=hover, hoverinfo="text")


def _ends(lines: Lines, highest: float, height: int, palette: Palette, measure: Measure) -> go.Scatter:
    """The lines' names at the right, moved apart where lines end close to each other."""
    ends = {name: number(values.iloc[-1] / measure.unit) or 0.0 for name, values in lines.items() if len(values)}
    names = sorted(ends, key=lambda name: ends[name])
    unit = highest / (height - _AROUND)
    tall = [unit * _LINE * (1 + name.count("<br>")) for name in names]
    days = max((values.index[-1] for values in lines.values() if len(values)), default=None)
    x = [days.date().isoformat() if days is not None else None] * len(names)
    texts = [f" {name.replace('<br>', '<br> ')}" for name in names]
    y = apart([ends[name] for name in names], tall, highest)
    return caption(x, y, texts, palette, textposition="middle right")


def apart(places: list[float], tall: list[float], highest: float) -> list[float]:
    """Rising places so far from each other that things so tall do not touch, below `highest` where there is room."""
    moved: list[float] = []
    for place, size in zip(places, tall, strict=True):
        least = moved[-1] + (tall[len(moved) - 1] + size) / 2 if moved else 0.0
        moved.append(max(place, least))
    top = highest
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], top - tall[at] / 2)
        top = moved[at] - tall[at] / 2
    return moved


def _reserve(figure: go.Figure, contingency: float, t: Words, palette: Palette) -> None:
    figure.add_hline(contingency / 1e6, line={"color": palette.late, "width": 2, "dash": "dash"})
    place = {"x": 0, "xref": "x domain", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    said = t("charts.loss.contingency", money=t.money(contingency))
    figure.add_annotation(y=contingency / 1e6, text=said, font={"size": NOTE, "color": palette.late}, **place)
