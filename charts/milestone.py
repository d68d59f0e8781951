"""Milestones around a day: missed ones, and those that come due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import tidy
from charts.escape import plain, short
from charts.palette import NOTE, Palette
from i18n import Words

_LIMIT, _ROWS = 16, 8


def milestone_timeline(
    milestones: pd.DataFrame, as_of: date, t: Words, palette: Palette, height: int = 420
) -> go.Figure:
    """Each milestone from its baseline (tick) to its forecast (dot) around `as_of`; missed ones in the late colour.

    A chosen mark's `customdata` is [milestone id, "milestone", project id].
    """
    rows, day = _rows(milestones).head(_LIMIT), pd.Timestamp(as_of)
    figure = canvas(palette, height, margin={"l": 8, "r": 64, "t": 28, "b": 8})
    colours = [palette.late if state == "missed" else palette.actual for state in rows["state"]]
    tick = {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": palette.secondary}}
    dot = {"size": 12, "color": colours, "line": {"width": 1, "color": palette.surface}}
    figure.add_traces([_moves(rows, palette), _marks(rows, "baseline_date", tick, t), _marks(rows, "expected", dot, t)])
    figure.add_trace(_days(rows, t, palette))
    figure.add_vline(day, line={"color": palette.text, "width": 1})
    note = {"font": {"size": NOTE, "color": palette.text}, "showarrow": False}
    figure.add_annotation(x=day, y=1, yref="paper", text=t.date(as_of), yanchor="bottom", **note)
    figure.update_xaxes(axis(palette, t("charts.milestone.axis"), showgrid=False, **_dates(rows, day, t)))
    labels = [_label(row) for row in rows.to_dict("records")]
    font = {"size": NOTE, "color": palette.text}
    names = axis(palette, tickvals=list(rows.index), ticktext=labels, tickfont=font, ticklabelstandoff=8)
    return figure.update_yaxes(names, range=[max(len(rows), _ROWS) - 0.5, -0.5])


def milestones_title(milestones: pd.DataFrame, t: Words) -> str:
    """How many milestones were missed and how many come due."""
    states = _rows(milestones)["state"].value_counts()
    missed, due = int(states.get("missed", 0)), int(states.get("due", 0))
    return t("charts.milestone.title", count=missed, due=due)


def milestones_alt(milestones: pd.DataFrame, t: Words) -> str:
    """The title's numbers; the table behind the figure has the rows."""
    return milestones_title(milestones, t) if len(milestones) else t("charts.empty")


def _rows(milestones: pd.DataFrame) -> pd.DataFrame:
    texts = ("project_id", "project", "milestone_id", "milestone", "state", "critical")
    rows = tidy(milestones, texts, ("days_late",), ("baseline_date", "forecast_date", "actual_date"))
    rows["expected"] = rows["actual_date"].fillna(rows["forecast_date"]).fillna(rows["baseline_date"])
    rows = rows.dropna(subset="expected")
    return rows.sort_values(["expected", "milestone_id"], kind="stable").reset_index(drop=True)


def _moves(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    x = [day for pair in zip(rows["baseline_date"], rows["expected"], strict=True) for day in (*pair, None)]
    y = [place for index in rows.index for place in (index, index, None)]
    line = {"color": palette.previous, "width": 3}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", connectgaps=False)


def _days(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    texts = [f"    <b>{t.days(days)}</b>" if abs(days) > 0 else "" for days in rows["days_late"]]
    right = rows[["expected", "baseline_date"]].max(axis=1)
    return caption(list(right), list(rows.index), texts, palette, textposition="middle right")


def _marks(rows: pd.DataFrame, column: str, marker: dict[str, Any], t: Words) -> go.Scatter:
    return go.Scatter(
        x=list(rows[column]),
        y=list(rows.index),
        mode="markers",
        marker=marker,
        customdata=[
            [key, "milestone", project] for key, project in zip(rows["milestone_id"], rows["project_id"], strict=True)
        ],
        text=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )


def _dates(rows: pd.DataFrame, day: pd.Timestamp, t: Words) -> dict[str, Any]:
    days = pd.concat([rows["baseline_date"], rows["expected"], pd.Series([day])]).dropna()
    first, last = days.min(), days.max()
    pad = max((last - first) * 0.06, pd.Timedelta(days=4))
    ticks = list(pd.date_range(first, last, periods=5).normalize()) if last > first else [day]
    return {
        "range": [first - pad, last + pad],
        "tickvals": ticks,
        "ticktext": [t.date(tick, short=True) for tick in ticks],
    }


def _label(row: dict[Any, Any]) -> str:
    name = short(row["milestone"] or row["milestone_id"], 30)
    return f"{'<b>' + name + '</b>' if row['critical'] is True else name} · {short(row['project'], 18)} "


def _hover(row: dict[Any, Any], t: Words) -> str:
    dates = {name: t.date(row[f"{name}_date"]) for name in ("baseline", "forecast")}
    facts = t("charts.milestone.hover", days=t.days(row["days_late"]), **dates)
    return f"<b>{plain(row['milestone'])}</b><br>{plain(row['project'])}<br>{facts}"
