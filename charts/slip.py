"""Which way the schedule drifts: the total of days late, report after report."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import against, tidy
from charts.palette import Palette
from i18n import Words


def slip_line(trend: pd.DataFrame, t: Words, palette: Palette, height: int = 260) -> go.Figure:
    """Total days late of all projects over the last reports, as one line that tells its last value."""
    rows = _trend(trend)
    days, totals = list(rows["period_date"]), list(rows["total_days_late"])
    hover = [
        t("charts.schedule.slip_hover", date=t.date(day), days=t.days(total))
        for day, total in zip(days, totals, strict=True)
    ]
    look = {"line": {"color": palette.actual, "width": 2.5}, "hovertemplate": "%{text}<extra></extra>"}
    figure = canvas(palette, height, margin={"l": 8, "r": 76, "t": 16, "b": 8})
    figure.add_trace(go.Scatter(x=days, y=totals, mode="lines", text=hover, **look))
    figure.add_trace(_last(days[-1:], totals[-1:], t, palette))
    ticks = list(dict.fromkeys(days[round(part * (len(days) - 1))] for part in (0, 1 / 3, 2 / 3, 1) if days))
    years = [0, *(day.year for day in ticks)]
    labels = [t.date(day, short=day.year == before) for day, before in zip(ticks, years, strict=False)]
    edges = {"range": [days[0], days[-1]]} if len(days) > 1 else {}
    figure.update_xaxes(
        axis(palette, tickvals=ticks, ticktext=labels, ticklabelstandoff=6, tickangle=0, showgrid=False, **edges)
    )
    name = t(f"charts.schedule.slip_axis.{_kind(trend)}")
    return figure.update_yaxes(axis(palette, name, rangemode="tozero", nticks=5))


def slip_title(trend: pd.DataFrame, t: Words) -> str:
    """Today's total slip and its change since the period before, if there is one."""
    total = _trend(trend)["total_days_late"]
    if not len(total):
        return t(f"charts.schedule.slip_title.{_kind(trend)}_none")
    change = total.iloc[-1] - total.iloc[-2] if len(total) > 1 else None
    kind = "alone" if change is None else "more" if change > 0 else "less" if change < 0 else "same"
    baseline = t(f"charts.variance.zero.{against(trend)}")
    told = {"days": t.span(total.iloc[-1]), "change": t.span(change), "baseline": baseline}
    return t(f"charts.schedule.slip_title.{_kind(trend)}_{kind}", **told)


def slip_alt(trend: pd.DataFrame, t: Words) -> str:
    """From which total to which total the slip went, and when."""
    rows = _trend(trend)
    if not len(rows):
        return t("charts.empty")
    first, last = rows.iloc[0], rows.iloc[-1]
    values = {"from_date": t.date(first["period_date"]), "to_date": t.date(last["period_date"])}
    return t(
        f"charts.schedule.slip_alt.{_kind(trend)}",
        was=t.number(first["total_days_late"]),
        now=t.number(last["total_days_late"]),
        **values,
    )


def _kind(trend: pd.DataFrame) -> str:
    """Against the report before the total is of moves, else of days late."""
    return "moved" if against(trend) == "previous" else "late"


def _trend(trend: pd.DataFrame) -> pd.DataFrame:
    return tidy(trend, (), ("total_days_late",), ("period_date",)).dropna().sort_values("period_date")


def _last(days: list[pd.Timestamp], totals: list[float], t: Words, palette: Palette) -> go.Scatter:
    texts = [f"  <b>{t.days(total)}</b>" for total in totals]
    dot = {"mode": "markers+text", "marker": {"size": 8, "color": palette.actual}}
    return caption(days, totals, texts, palette, textposition="middle right", **dot)
