"""The curves of planned value, earned value and actual cost of one project, and its two schedule indices over time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import tidy
from charts.earned import pace
from charts.palette import Palette
from i18n import Words

_CURVES = ("pv", "ev", "ac")


def value_curves(history: pd.DataFrame, t: Words, palette: Palette, height: int = 260) -> go.Figure:
    """Planned and earned value and actual cost by report day; the orange line is the time by which the work is late."""
    rows = _rows(history)
    figure = canvas(palette, height, margin={"l": 8, "r": 104, "t": 12, "b": 8})
    looks = {"pv": (palette.previous, "solid"), "ev": (palette.actual, "solid"), "ac": (palette.actual, "dot")}
    for name in _CURVES:
        figure.add_trace(_line(rows, name, t, *looks[name], t.money))
    figure.add_trace(_lag(rows, t, palette))
    figure.add_trace(_ends(rows, _CURVES, t, palette, "charts.value.end"))
    figure.update_xaxes(_days(rows, t, palette))
    return figure.update_yaxes(axis(palette, t("charts.value.axis", currency=t.currency), rangemode="tozero", nticks=4))


def index_course(history: pd.DataFrame, t: Words, palette: Palette, height: int = 200) -> go.Figure:
    """SPI and SPI(t) report after report: towards a late end the first goes back to 1, the second does not.

    Where no planned value was reported the approximation of SPI(t) is dotted.
    """
    rows = _rows(history)
    figure = canvas(palette, height, margin={"l": 8, "r": 104, "t": 12, "b": 8})
    looks = {
        "spi": (palette.previous, "solid"),
        "spi_t": (palette.late, "solid"),
        "spi_t_approx": (palette.late, "dot"),
    }
    for name, look in looks.items():
        figure.add_trace(_line(rows, name, t, *look, lambda value: t.number(value, 2)))
    figure.add_trace(_ends(rows, tuple(looks), t, palette, "charts.value.end"))
    figure.add_hline(1, line={"color": palette.secondary, "width": 1, "dash": "dot"})
    figure.update_xaxes(_days(rows, t, palette))
    return figure.update_yaxes(axis(palette, t("charts.value.index_axis"), nticks=4, tickformat=".2f"))


def curves_alt(history: pd.DataFrame, t: Words) -> str:
    """The same, or that there is nothing where no report tells money."""
    return t("charts.empty") if _rows(history)[list(_CURVES)].isna().all(axis=None) else value_alt(history, t)


def value_alt(history: pd.DataFrame, t: Words) -> str:
    """What was planned, earned and spent at the last report, and the two indices."""
    rows = _rows(history)
    if not len(rows):
        return t("charts.empty")
    last = rows.iloc[-1]
    money = {name: t.money(last[name]) for name in _CURVES}
    return t("charts.value.alt", spi=t.number(last["spi"], 2), spi_t=pace(last, t), **money)


def _rows(history: pd.DataFrame) -> pd.DataFrame:
    numbers = (*_CURVES, "spi", "spi_t", "spi_t_approx", "sv_t", "period_days")
    return tidy(history, (), numbers, ("report_date",)).dropna(subset="report_date").sort_values("report_date")


def _line(rows: pd.DataFrame, name: str, t: Words, colour: str, dash: str, said: Any) -> go.Scatter:
    known = rows.dropna(subset=name)
    text = [f"{t.date(day)}: {t(f'charts.value.end.{name}')} {said(value)}"
            for day, value in zip(known["report_date"], known[name], strict=True)]  # fmt: skip
    line = {"color": colour, "width": 2.5, "dash": dash}
    x, y = list(known["report_date"]), list(known[name])
    # A single report is a point: a line of it would not be seen.
    look = {"mode": "lines" if len(known) > 1 else "markers", "line": line, "marker": {"color": colour, "size": 9}}
    return go.Scatter(x=x, y=y, text=text, hovertemplate="%{text}<extra></extra>", **look)


def _lag(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    """From today back (or on) to the day for which as much was planned as is earned now: SV(t) as a length."""
    last = rows.dropna(subset=["ev", "sv_t", "period_days"]).tail(1)
    ends = [
        (day, day + pd.Timedelta(days=lag * period))
        for day, lag, period in zip(last["report_date"], last["sv_t"], last["period_days"], strict=True)
    ]
    x, y = [day for pair in ends for day in pair], [value for value in last["ev"] for _ in range(2)]
    said = [
        t("charts.value.lag", days=t.days(-value * days))
        for value, days in zip(last["sv_t"], last["period_days"], strict=True)
    ]
    look = {"mode": "lines+markers", "line": {"color": palette.late, "width": 3}, "marker": {"size": 8}}
    return go.Scatter(x=x, y=y, text=said * 2, hovertemplate="%{text}<extra></extra>", **look)


def _ends(rows: pd.DataFrame, names: tuple[str, ...], t: Words, palette: Palette, words: str) -> go.Scatter:
    """The curves' names at their ends, kept apart."""
    ends = sorted((known.iloc[-1], name) for name in names if len(known := rows[name].dropna()))
    values = pd.concat([rows[name] for name in names]).dropna()
    step = (values.max() - min(values.min(), 0 if "pv" in names else values.min())) / 10 if len(values) else 0.0
    y: list[float] = []
    for value, _ in ends:
        y.append(max(float(value), y[-1] + step) if y else float(value))
    days = [rows["report_date"].iloc[-1]] * len(ends) if len(rows) else []
    return caption(days, y, [f"  {t(f'{words}.{name}')}" for _, name in ends], palette, textposition="middle right")


def _days(rows: pd.DataFrame, t: Words, palette: Palette) -> dict[str, Any]:
    ends = list(dict.fromkeys([rows["report_date"].iloc[0], rows["report_date"].iloc[-1]])) if len(rows) else []
    return axis(palette, tickvals=ends, ticktext=[t.date(day) for day in ends], showgrid=False, tickangle=0)
