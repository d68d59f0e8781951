"""Which way the schedule drifts: the total of days late, report after report."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import tidy
from charts.palette import Palette
from i18n import Words


def slip_line(trend: pd.DataFrame, t: Words, palette: Palette, height: int = 260) -> go.Figure:
    """Total days late of all projects over the last reports, as one line."""
    rows = _trend(trend)
    figure = canvas(palette, height, margin={"l": 8, "r": 72, "t": 16, "b": 8})
    line = {"color": palette.actual, "width": 2.5}
    hover = [
        t("charts.schedule.slip_hover", date=t.date(row.period_date), days=t.days(row.total_days_late))
        for row in rows.itertuples()
    ]
    figure.add_trace(
        go.Scatter(
            x=list(rows["period_date"]),
            y=list(rows["total_days_late"]),
            mode="lines",
            line=line,
            text=hover,
            hovertemplate="%{text}<extra></extra>",
        )
    )
    last = rows.tail(1)
    ends = [f"<b>{t.days(value)}</b>" for value in last["total_days_late"]]
    figure.add_trace(
        caption(
            list(last["period_date"]),
            list(last["total_days_late"]),
            ends,
            palette,
            textposition="middle right",
            mode="markers+text",
            marker={"size": 8, "color": palette.actual},
        )
    )
    shown = rows["period_date"].iloc[:: max(1, len(rows) // 5)]
    labels = [t.date(day, short=True) for day in shown]
    figure.update_xaxes(axis(palette, tickvals=list(shown), ticktext=labels, showgrid=False))
    return figure.update_yaxes(axis(palette, t("charts.schedule.slip_axis"), rangemode="tozero", nticks=5))


def slip_title(trend: pd.DataFrame, t: Words) -> str:
    """Today's total slip and its change since the report before."""
    rows = _trend(trend)
    if not len(rows):
        return t("charts.empty")
    total = rows["total_days_late"]
    change = total.iloc[-1] - total.iloc[-2] if len(total) > 1 else 0.0
    kind = "more" if change > 0 else "less" if change < 0 else "same"
    return t(f"charts.schedule.slip_title_{kind}", days=t.number(total.iloc[-1]), change=t.number(abs(change)))


def slip_alt(trend: pd.DataFrame, t: Words) -> str:
    """From which total to which total the slip went, and when."""
    rows = _trend(trend)
    if not len(rows):
        return t("charts.empty")
    first, last = rows.iloc[0], rows.iloc[-1]
    values = {"from_date": t.date(first["period_date"]), "to_date": t.date(last["period_date"])}
    return t(
        "charts.schedule.slip_alt",
        was=t.number(first["total_days_late"]),
        now=t.number(last["total_days_late"]),
        **values,
    )


def _trend(trend: pd.DataFrame) -> pd.DataFrame:
    return tidy(trend, (), ("total_days_late",), ("period_date",)).dropna().sort_values("period_date")
