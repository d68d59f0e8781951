"""How late the work is, row by row, and which way the whole is drifting."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, STEADY, axis, canvas, caption, targets
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

_ROWS = 10


def variance_bars(variance: pd.DataFrame, t: Words, palette: Palette, limit: int = 20, height: int = 600) -> go.Figure:
    """Days late against the approved finish, worst first; outline since the first baseline, tick at the last report."""
    rows = _worst(variance, limit)
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    low, high = _span(rows)
    figure.add_trace(
        targets(
            orientation="h",
            x=[high - low] * len(rows),
            base=low,
            y=list(rows.index),
            width=0.96,
            customdata=[[key, "project"] for key in rows["project_id"]],
            hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        )
    )
    figure.add_traces(
        [_first(rows, palette), _forecast(rows, palette), _ticks(rows, palette), *_ends(rows, t, palette)]
    )
    figure.add_vline(0, line={"color": palette.text, "width": 1})
    note = {"size": NOTE, "color": palette.text}
    figure.add_annotation(
        x=0, y=1, yref="paper", text=t("charts.schedule.zero"), yanchor="bottom", showarrow=False, font=note
    )
    figure.update_xaxes(axis(palette, t("charts.schedule.axis"), range=[low, high]))
    labels = [_label(row, palette) for row in rows.to_dict("records")]
    names = {"tickvals": list(rows.index), "ticktext": labels, "tickfont": {"size": NOTE, "color": palette.text}}
    return figure.update_yaxes(axis(palette, range=[max(len(rows), _ROWS) - 0.5, -0.5], showgrid=False, **names))


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
    marks = rows[["first", "before", "days_late"]].to_numpy(dtype=float)
    low, high = (
        min(0.0, float(pd.DataFrame(marks).min().min() or 0)),
        max(0.0, float(pd.DataFrame(marks).max().max() or 0)),
    )
    low, high = (0.0 if pd.isna(value) else value for value in (low, high))
    pad = 0.12 * max(high - low, 10)
    return low - pad, high + pad


def _first(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows["first"]],
        y=list(rows.index),
        width=0.6,
        marker={"color": CLEAR, "line": {"color": palette.secondary, "width": 1}},
        hoverinfo="skip",
    )


def _forecast(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows["days_late"]],
        y=list(rows.index),
        width=0.6,
        marker={
            "color": [palette.late if days > 0 else palette.early for days in rows["days_late"]],
            "line": {"width": 0},
        },
        customdata=[[key, "project"] for key in rows["project_id"]],
        hoverinfo="skip",
        **STEADY,
    )


def _ticks(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    moved = rows[rows["before"].notna() & (rows["slip_since_last"] != 0)]
    marker = {"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": palette.text}}
    return go.Scatter(x=list(moved["before"]), y=list(moved.index), mode="markers", marker=marker, hoverinfo="skip")


def _ends(rows: pd.DataFrame, t: Words, palette: Palette) -> list[go.Scatter]:
    late = rows["days_late"].fillna(0) >= 0
    edge = rows[["first", "before", "days_late"]]
    return [
        caption(
            [number(value) or 0.0 for value in at[chosen]],
            list(rows.index[chosen]),
            [f"{gap}<b>{t.days(days)}</b>{gap}" for days in rows["days_late"][chosen]],
            palette,
            textposition=position,
        )
        for chosen, at, position in (
            (late, edge.max(axis=1).clip(lower=0), "middle right"),
            (~late, edge.min(axis=1), "middle left"),
        )
        for gap in (" ",)
    ]


def _label(row: dict[Any, Any], palette: Palette) -> str:
    return f"{short(row['project'] or row['project_id'], 34)}  {mark(row['rating'], palette)} {LETTERS[row['rating']]} "


def _hover(row: dict[Any, Any], t: Words) -> str:
    values = {name: t.days(row[name]) for name in ("days_late", "days_late_first", "slip_since_last")}
    facts = t("charts.schedule.hover", rebaselines=t.number(row["rebaselines"]), **values)
    return f"<b>{plain(row['project'] or row['project_id'])}</b><br>{plain(row['programme'])}<br>{facts}"
