"""Milestones around a day: missed ones, and those that come due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, bare, canvas, caption
from charts.columns import tidy
from charts.escape import letters, plain, short
from charts.months import firsts
from charts.palette import NOTE, Palette
from i18n import Words

_ROW, _EDGES = 27, 70
"""Heights in px: of a milestone, and of the date on top and the axis below."""

_TRACK, _LETTERS = 0.28, 48
"""Where in its row a milestone's track runs, and how many letters its names may have together."""


def milestone_timeline(
    milestones: pd.DataFrame, as_of: date, t: Words, palette: Palette, height: int = 420
) -> go.Figure:
    """As many milestones as fit, each from its baseline (tick) to its forecast (dot); missed ones in the late colour.

    A chosen mark's `customdata` is [milestone id, "milestone", project id].
    """
    rows, day = _rows(milestones).head(room(height)), pd.Timestamp(as_of)
    dates = _dates(rows, day, t)
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 24, "b": 8})
    figure.add_traces([_tracks(rows, dates["range"], palette), _today(rows, day, palette), _moves(rows, palette)])
    figure.add_traces([*_marks(rows, t, palette), *_labels(rows, dates["range"], t, palette)])
    note = {"font": {"size": NOTE, "color": palette.text}, "showarrow": False}
    figure.add_annotation(x=day, y=1, yref="paper", text=t.date(as_of), yanchor="bottom", **note)
    figure.update_xaxes(axis(palette, t("charts.milestone.axis"), showgrid=False, **dates))
    return figure.update_yaxes(bare(room(height) - 0.4, -0.6))


def room(height: int) -> int:
    """How many milestones fit into a figure of so many px."""
    return max((height - _EDGES) // _ROW, 1)


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


def _across(rows: pd.DataFrame, starts: Any, ends: Any, line: dict[str, Any]) -> go.Scatter:
    """One line a row, on its track."""
    x = [day for pair in zip(starts, ends, strict=True) for day in (*pair, None)]
    y = [place for row in rows.index for place in (row + _TRACK, row + _TRACK, None)]
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", connectgaps=False)


def _tracks(rows: pd.DataFrame, span: list[pd.Timestamp], palette: Palette) -> go.Scatter:
    first, last = span
    return _across(rows, [first] * len(rows), [last] * len(rows), {"color": palette.border, "width": 1})


def _moves(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    return _across(rows, rows["baseline_date"], rows["expected"], {"color": palette.previous, "width": 3})


def _today(rows: pd.DataFrame, day: pd.Timestamp, palette: Palette) -> go.Scatter:
    """The day itself, on the tracks only, so that it crosses no name."""
    marker = {"symbol": "line-ns", "size": 8, "line": {"width": 1, "color": palette.text}}
    return go.Scatter(x=[day] * len(rows), y=list(rows.index + _TRACK), mode="markers", marker=marker, hoverinfo="skip")


def _marks(rows: pd.DataFrame, t: Words, palette: Palette) -> list[go.Scatter]:
    colours = [palette.late if state == "missed" else palette.actual for state in rows["state"]]
    tick = {"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": palette.secondary}}
    dot = {"size": 11, "color": colours, "line": {"width": 1, "color": palette.surface}}
    return [
        go.Scatter(
            x=list(rows[column]),
            y=list(rows.index + _TRACK),
            mode="markers",
            marker=marker,
            customdata=[[row["milestone_id"], "milestone", row["project_id"]] for row in rows.to_dict("records")],
            text=[_hover(row, t) for row in rows.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
        )
        for column, marker in (("baseline_date", tick), ("expected", dot))
    ]


def _labels(rows: pd.DataFrame, span: list[pd.Timestamp], t: Words, palette: Palette) -> list[go.Scatter]:
    """Above each track: the milestone and its project at the left, the days at the right."""
    names = [_label(row, palette) for row in rows.to_dict("records")]
    days = [f"<b>{t.days(late)}</b>" if abs(late) > 0 else "" for late in rows["days_late"]]
    sides = zip(span, (names, days), ("middle right", "middle left"), strict=True)
    y = list(rows.index - 0.2)
    return [caption([x] * len(rows), y, text, palette, textposition=side) for x, text, side in sides]


def _dates(rows: pd.DataFrame, day: pd.Timestamp, t: Words) -> dict[str, Any]:
    days = pd.concat([rows["baseline_date"], rows["expected"], pd.Series([day])]).dropna()
    first, last = days.min(), days.max()
    pad = max((last - first) * 0.06, pd.Timedelta(days=4))
    return firsts(first - pad, last + pad, t, 4) | {"range": [first - pad, last + pad]}


def _label(row: dict[Any, Any], palette: Palette) -> str:
    name = short(row["milestone"] or row["milestone_id"], 34)
    project = short(row["project"] or row["project_id"], max(_LETTERS - letters(name), 12))
    return f'{name}  <span style="color:{palette.secondary}">{project}</span>'


def _hover(row: dict[Any, Any], t: Words) -> str:
    dates = {name: t.date(row[f"{name}_date"]) for name in ("baseline", "forecast")}
    facts = t("charts.milestone.hover", days=t.days(row["days_late"]), **dates)
    critical = f" · {t('charts.milestone.critical')}" if row["critical"] is True else ""
    return f"<b>{plain(row['milestone'])}</b>{critical}<br>{plain(row['project'])}<br>{facts}"
