"""What benefits have come to, on the way from where they began to what was planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, bare, canvas, caption, steady
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.palette import Palette
from i18n import Words

Told: TypeAlias = Callable[[dict[Any, Any], Words], str]

_NAMED = 6
_ROW, _EDGE = 60, 40
"""Heights in px: of a benefit, and of the axis below."""

MOST = 9
"""Benefits that are drawn; the others stand in the table."""

_TRACK = 0.24


def benefit_tracks(benefits: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    """The first benefits, each on its way from the first measured value to the plan; late ones in that colour."""
    rows = _benefits(benefits).head(MOST)
    figure = canvas(palette, _EDGE + _ROW * max(len(rows), 1), margin={"l": 8, "r": 8, "t": 8, "b": 8})
    y = [place + _TRACK for place in rows.index]
    bar: dict[str, Any] = {"orientation": "h", "y": y, "width": 0.13, "hoverinfo": "skip", **steady()}
    figure.add_trace(go.Bar(x=[1.0] * len(rows), marker={"color": palette.border, "line": {"width": 0}}, **bar))
    colours = [palette.late if state == "overdue" else palette.actual for state in rows["state"]]
    reached = (rows["state"] == "reached").astype(float)
    ways = [min(max(way, 0.0), 1.0) for way in rows["progress"].fillna(reached)]
    figure.add_trace(go.Bar(x=ways, marker={"color": colours, "line": {"width": 0}}, **bar))
    figure.add_traces(
        [*_told(rows, -0.32, _benefit, _due, t, palette), *_told(rows, -0.02, _so_far, _whose, t, palette)]
    )
    ends = {"tickvals": [0, 1], "ticktext": [t("charts.programme.start"), t("charts.programme.plan")]}
    figure.update_xaxes(axis(palette, range=[0, 1], showgrid=False, **ends))
    return figure.update_yaxes(bare(max(len(rows), 1) - 0.5, -0.5))


def benefits_title(benefits: pd.DataFrame, t: Words) -> str:
    """How many benefits are reached, and how many are overdue."""
    states = _benefits(benefits)["state"].value_counts()
    if not len(states):
        return t("charts.programme.no_benefit")
    reached, overdue = int(states.get("reached", 0)), int(states.get("overdue", 0))
    return t("charts.programme.benefits", count=int(states.sum()), reached=reached, overdue=overdue)


def benefits_alt(benefits: pd.DataFrame, t: Words) -> str:
    """The title, and each benefit with its way so far."""
    rows = _benefits(benefits)
    if rows.empty:
        return t("charts.empty")
    said = [f"{words(row['measure'])}: {_numbers(row, t)}" for row in rows.head(_NAMED).to_dict("records")]
    return f"{benefits_title(benefits, t)}: {'; '.join(said)}."


def _benefits(benefits: pd.DataFrame) -> pd.DataFrame:
    texts = ("measure", "benefit_id", "unit", "state", "project", "programme", "strategy")
    numbers = ("planned", "realised", "first_realised", "progress")
    rows = tidy(benefits, texts, numbers, ("due_date",)).dropna(subset="state")
    return rows.reset_index(drop=True)


def _told(rows: pd.DataFrame, up: float, left: Told, right: Told, t: Words, palette: Palette) -> list[go.Scatter]:
    """A line of text over each track, at both its ends."""
    y, each = [place + up for place in rows.index], rows.to_dict("records")
    start = caption([0.0] * len(rows), y, [left(row, t) for row in each], palette, textposition="middle right")
    grey = {"textposition": "middle left", "textfont": {"color": palette.secondary}}
    return [start, caption([1.0] * len(rows), y, [right(row, t) for row in each], palette, **grey)]


def _benefit(row: dict[Any, Any], _: Words) -> str:
    return f"<b>{short(row['measure'] or row['benefit_id'], 40)}</b>"


def _due(row: dict[Any, Any], t: Words) -> str:
    return t("charts.programme.due", day=t.date(row["due_date"]))


def _so_far(row: dict[Any, Any], t: Words) -> str:
    return plain(_numbers(row, t))


def _whose(row: dict[Any, Any], _: Words) -> str:
    return short(row["project"] or row["programme"] or row["strategy"], 22)


def _numbers(row: dict[Any, Any], t: Words) -> str:
    """From where it started over where it is to where it is to be, in its own unit."""
    steps = [row["first_realised"], row["realised"]]
    told = list(dict.fromkeys(_amount(step, t) for step in steps if pd.notna(step)))
    so_far = " → ".join(told) or t("charts.programme.unmeasured")
    return t("charts.programme.so_far", so_far=so_far, plan=_amount(row["planned"], t), unit=words(row["unit"]))


def _amount(value: float, t: Words) -> str:
    return t.number(value, 0 if pd.isna(value) or float(value).is_integer() else 1)
