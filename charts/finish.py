"""What finish was approved and what was expected, step by step: every re-baseline is a dated step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import tidy
from charts.palette import Palette
from i18n import Words


def finish_steps(history: pd.DataFrame, as_of: date, t: Words, palette: Palette, height: int = 200) -> go.Figure:
    """The approved finish as steps and the forecast as a line, over the days on which they were told."""
    rows = _rows(history)
    approved, expected = rows.dropna(subset="approved_finish"), rows.dropna(subset="forecast_finish")
    figure = canvas(palette, height, margin={"l": 8, "r": 104, "t": 20, "b": 8})
    figure.add_trace(_course(approved, "approved_finish", as_of, t, palette.actual, "hv"))
    figure.add_trace(_course(expected, "forecast_finish", as_of, t, palette.late, "linear"))
    figure.add_trace(_moves(approved, t, palette))
    ends = [_end(approved, "approved_finish", "approved", t), _end(expected, "forecast_finish", "expected", t)]
    told = sorted(end for end in ends if end)
    x, step = [pd.Timestamp(as_of)] * len(told), _span(rows) / 8
    y = [day if place == 0 or day - told[0][0] > step else told[0][0] + step for place, (day, _) in enumerate(told)]
    figure.add_trace(caption(x, y, [f"  {text}" for _, text in told], palette, textposition="middle right"))
    days = [rows["on_date"].min(), pd.Timestamp(as_of)] if len(rows) else []
    figure.update_xaxes(axis(palette, tickvals=days, ticktext=[t.date(day) for day in days], showgrid=False))
    return figure.update_yaxes(
        axis(palette, t("charts.finish.axis"), nticks=4, tickformat="%-d %b %Y" if t.language == "en" else "%Y-%m-%d")
    )


def finish_alt(history: pd.DataFrame, t: Words) -> str:
    """How often the approved finish moved and what is expected now."""
    rows = _rows(history)
    if not len(rows):
        return t("charts.empty")
    moved, last = int(rows["days_moved"].notna().sum()), rows["forecast_finish"].dropna()
    return t("charts.finish.alt", count=moved, day=t.date(last.iloc[-1]) if len(last) else "–")


def rebaselines(history: pd.DataFrame, t: Words) -> str:
    """Every step of the approved finish with its day, oldest first; empty where there was none."""
    moved = _rows(history).dropna(subset="days_moved").to_dict("records")
    steps = [t("charts.finish.step", days=t.days(row["days_moved"]), day=t.date(row["on_date"])) for row in moved]
    return t("charts.finish.rebaselined", count=len(steps), steps=t("charts.comma").join(steps)) if steps else ""


def _rows(history: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(history, (), ("days_moved",), ("on_date", "approved_finish", "forecast_finish"))
    return rows.dropna(subset="on_date").sort_values("on_date").reset_index(drop=True)


def _span(rows: pd.DataFrame) -> pd.Timedelta:
    days = pd.concat([rows["approved_finish"], rows["forecast_finish"]]).dropna()
    span = (days.max() - days.min()).days if len(days) else 0
    return pd.Timedelta(days=max(span, 30))


def _course(rows: pd.DataFrame, column: str, as_of: date, t: Words, colour: str, shape: str) -> go.Scatter:
    """One line, which holds until the day looked at."""
    told = list(rows["on_date"]), list(rows[column])
    x, y = ([*told[0], pd.Timestamp(as_of)], [*told[1], told[1][-1]]) if len(rows) else told
    text = [f"{t.date(on)}: {t.date(day)}" for on, day in zip(x, y, strict=True)]
    line = {"color": colour, "width": 2.5, "shape": shape}
    return go.Scatter(x=x, y=y, mode="lines", line=line, text=text, hovertemplate="%{text}<extra></extra>")


def _moves(approved: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    """Each re-baseline, and by how much; their days stand in words beside the figure."""
    moved = approved.dropna(subset="days_moved").to_dict("records")
    texts = [t.days(row["days_moved"]) for row in moved]
    dot: dict[str, Any] = {"mode": "markers+text", "marker": {"size": 9, "color": palette.actual}}
    x, y = [row["on_date"] for row in moved], [row["approved_finish"] for row in moved]
    return caption(x, y, [f"{text}  " for text in texts], palette, textposition="top left", **dot)


def _end(rows: pd.DataFrame, column: str, kind: str, t: Words) -> tuple[pd.Timestamp, str] | None:
    return (rows[column].iloc[-1], t(f"charts.finish.{kind}")) if len(rows) else None
