"""How late the work is, row by row, and which way the whole is drifting."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, axis, canvas, caption, steady, targets
from charts.columns import Row, count, number, tidy
from charts.escape import plain, short, words
from charts.milestone import milestone_timeline, milestones_alt, milestones_title
from charts.palette import LETTERS, NOTE, Palette, mark, rating_of
from charts.slip import slip_alt, slip_line, slip_title
from i18n import Words

__all__ = [
    "alt",
    "milestone_timeline",
    "milestones_alt",
    "milestones_title",
    "slip_alt",
    "slip_line",
    "slip_title",
    "title",
    "variance_bars",
]

_ROWS, _BAR = 10, 0.5


def variance_bars(
    variance: pd.DataFrame,
    t: Words,
    palette: Palette,
    limit: int = 20,
    selected: str | None = None,
    height: int = 600,
) -> go.Figure:
    """Days late against the approved finish, worst first; outline since the first baseline, tick at the last report.

    `selected` is a project id. A chosen row's `customdata` is [project id, "project"].
    """
    rows = _worst(variance, limit)
    low, high = _span(rows)
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    figure.add_traces(
        [_hits(rows, low, high, t), _first(rows, palette), _forecast(rows, palette), _ticks(rows, palette)]
    )
    figure.add_trace(_ends(rows, t, palette))
    figure.add_vline(0, line={"color": palette.text, "width": 1})
    note = {"font": {"size": NOTE, "color": palette.text}, "showarrow": False}
    figure.add_annotation(x=0, y=1, yref="paper", text=t("charts.schedule.zero"), yanchor="bottom", **note)
    figure.update_xaxes(axis(palette, t("charts.schedule.axis"), range=[low, high]))
    for place in rows.index[rows["project_id"] == selected]:
        figure.add_shape(_band(place, palette))
    labels = [_label(row, palette, selected) for row in rows.to_dict("records")]
    font = {"size": NOTE, "color": palette.text}
    names = axis(palette, tickvals=list(rows.index), ticktext=labels, tickfont=font, showgrid=False)
    return figure.update_yaxes(names, range=[max(len(rows), _ROWS) - 0.5, -0.5])


def title(summary: Row, t: Words) -> str:
    """How many key projects, or projects if there are no key ones, finish after their approved date."""
    tier = "key_" if count(summary, "key_projects") else ""
    late, projects = count(summary, f"{tier}late"), count(summary, f"{tier}projects")
    return t(f"charts.schedule.{tier}title", count=late, projects=projects)


def alt(variance: pd.DataFrame, t: Words) -> str:
    """How many projects are late, and the latest of them by name and days."""
    rows = _worst(variance, len(variance))
    if not len(rows) or rows["days_late"].isna().all():
        return t("charts.empty")
    late, worst = int((rows["days_late"] > 0).sum()), rows.iloc[0]
    name = words(worst["project"] or worst["project_id"])
    return t("charts.schedule.alt", count=late, projects=len(rows), worst=name, days=t.days(worst["days_late"]))


def _worst(variance: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The latest projects first, those without a forecast last, with their marks in days from the approved finish."""
    numbers = ("days_late_first", "days_late", "slip_since_last", "rebaselines")
    rows = tidy(variance, ("project_id", "project", "programme", "rag_evidence"), numbers)
    rows = (
        rows.sort_values("days_late", ascending=False, na_position="last", kind="stable")
        .head(limit)
        .reset_index(drop=True)
    )
    rows["rating"] = rows["rag_evidence"].map(rating_of)
    rows["first"] = (rows["days_late"] - rows["days_late_first"]).where(lambda days: days != 0)
    rows["before"] = rows["days_late"] - rows["slip_since_last"]
    return rows


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    """The axis' ends in days: all marks, and room for the numbers beside them."""
    marks = [0.0, *rows[["first", "before", "days_late"]].stack()]
    low, high = min(marks), max(marks)
    pad = max(high - low, 10)
    return low - 0.04 * pad, high + (0.36 if (rows["first"] < 0).any() else 0.14) * pad


def _hits(rows: pd.DataFrame, low: float, high: float, t: Words) -> go.Bar:
    return targets(
        orientation="h",
        x=[high - low] * len(rows),
        base=low,
        y=list(rows.index),
        width=0.96,
        customdata=[[key, "project"] for key in rows["project_id"]],
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
    )


def _first(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows["first"]],
        y=list(rows.index),
        width=_BAR,
        marker={"color": CLEAR, "line": {"color": palette.secondary, "width": 1}},
        hoverinfo="skip",
        **steady(),
    )


def _forecast(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows["days_late"]],
        y=list(rows.index),
        width=_BAR,
        marker={
            "color": [palette.late if days > 0 else palette.early for days in rows["days_late"]],
            "line": {"width": 0},
        },
        customdata=[[key, "project"] for key in rows["project_id"]],
        hoverinfo="skip",
        **steady(),
    )


def _ticks(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    moved = rows[rows["before"].notna() & (rows["slip_since_last"] != 0)]
    marker = {"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": palette.text}}
    return go.Scatter(
        x=list(moved["before"]),
        y=list(moved.index),
        mode="markers",
        marker=marker,
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _ends(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    """The days at the end of each row, and by how many days a new baseline had moved the approved finish before."""
    right = rows[["first", "before", "days_late"]].max(axis=1).fillna(0.0).clip(lower=0.0)
    texts = [f" <b>{t.days(days)}</b>" for days in rows["days_late"]]
    for place in rows.index[rows["first"] < 0]:
        moved = t("charts.schedule.moved", days=t.days(-rows["first"][place]))
        texts[place] += f'   <span style="color:{palette.secondary}">{moved}</span>'
    return caption(list(right), list(rows.index), texts, palette, textposition="middle right")


def _band(place: int, palette: Palette) -> dict[str, Any]:
    """What marks a chosen row."""
    edges = {"xref": "x domain", "x0": 0, "x1": 1, "y0": place - 0.46, "y1": place + 0.46}
    return {"type": "rect", "line": {"color": palette.accent, "width": 2}, "layer": "below", **edges}


def _label(row: dict[Any, Any], palette: Palette, selected: str | None) -> str:
    name = short(row["project"] or row["project_id"], 34)
    if row["project_id"] == selected:
        name = f'<span style="color:{palette.accent}"><b>{name}</b></span>'
    return f"{name}  {mark(row['rating'], palette)} {LETTERS[row['rating']]} "


def _hover(row: dict[Any, Any], t: Words) -> str:
    values = {name: t.days(row[name]) for name in ("days_late", "days_late_first", "slip_since_last")}
    facts = t("charts.schedule.hover", rebaselines=t.number(row["rebaselines"]), **values)
    return f"<b>{plain(row['project'] or row['project_id'])}</b><br>{plain(row['programme'])}<br>{facts}"
