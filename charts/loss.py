"""What the risks may cost together, as a curve of losses, and what drives it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.amounts import money_ticks
from charts.canvas import axis, canvas, caption, steady, targets
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.palette import NOTE, Palette, faded, mark, rating_of
from i18n import Words

_ROW, _FRAME, _LONGEST = 30, 64, 64


def exceedance(
    curve: pd.DataFrame, t: Words, palette: Palette, contingency: float | None = None, height: int = 320
) -> go.Figure:
    """The chance of losing more than an amount, with P50, P80 and P95 named, and the contingency where there is one."""
    rows = _curve(curve)
    figure = canvas(palette, height, margin={"l": 8, "r": 24, "t": 24, "b": 8})
    losses, chances = list(rows["loss"] / 1e6), list(100 * rows["chance"])
    points = zip(rows["loss"], rows["chance"], strict=True)
    hover = [t("charts.loss.hover", money=t.money(money), share=t.percent(share)) for money, share in points]
    fill = {"fill": "tozeroy", "fillcolor": faded(palette.early, 0.15), "line": {"color": palette.actual, "width": 2}}
    figure.add_scatter(x=losses, y=chances, mode="lines", hovertext=hover, hoverinfo="text", **fill)
    named = rows.dropna(subset=["percentile"])
    dots = {"mode": "markers", "marker": {"size": 9, "color": palette.actual}, "hoverinfo": "skip"}
    figure.add_scatter(x=list(named["loss"] / 1e6), y=list(100 * named["chance"]), **dots)
    texts = [f"   <b>P{row['percentile']:.0f}</b> {t.money(row['loss'])}" for row in named.to_dict("records")]
    place = {"textposition": "middle right", "textfont": {"size": NOTE}}
    figure.add_trace(caption(list(named["loss"] / 1e6), list(100 * named["chance"]), texts, palette, **place))
    if contingency is not None:
        figure.add_vline(contingency / 1e6, line={"color": palette.late, "width": 2, "dash": "dash"})
        figure.add_annotation(
            _note(contingency / 1e6, t("charts.loss.contingency", money=t.money(contingency)), palette)
        )
    figure.update_xaxes(axis(palette, t("charts.loss.axis"), rangemode="tozero", **money_ticks(max([*losses, 0]), t)))
    return figure.update_yaxes(axis(palette, t("charts.loss.chance_axis"), range=[0, 105], ticksuffix=" %"))


def exceedance_title(curve: pd.DataFrame, t: Words) -> str:
    """The amount that the losses stay below in eight of ten cases, and in nineteen of twenty."""
    rows = _curve(curve).dropna(subset=["percentile"])
    found = {int(row["percentile"]): t.money(row["loss"]) for _, row in rows.iterrows()}
    return t("charts.loss.title", p80=found[80], p95=found[95]) if {80, 95} <= found.keys() else t("charts.empty")


def tornado(drivers: pd.DataFrame, t: Words, palette: Palette, most: int = 10) -> go.Figure:
    """By how much the P80 would fall without each risk, the largest on top; `customdata` is [scope, risk]."""
    rows = _drivers(drivers).head(most).reset_index(drop=True)
    figure = canvas(palette, _FRAME + _ROW * max(len(rows), 2), margin={"l": 8, "r": 56, "t": 8, "b": 8})
    y, amounts = list(rows.index), list(rows["p80_drop"] / 1e6)
    figure.add_bar(
        x=amounts, y=y, orientation="h", width=0.6, marker={"color": palette.actual}, hoverinfo="skip", **steady()
    )
    texts = [f" {t.money(amount)}" for amount in rows["p80_drop"]]
    figure.add_trace(caption(amounts, y, texts, palette, textposition="middle right"))
    hover = [_drop(row, t) for row in rows.to_dict("records")]
    ids = rows[["scope_id", "risk_id"]].to_numpy().tolist()
    widest = max([*amounts, 0.001])
    figure.add_trace(targets(x=[widest] * len(y), y=y, width=0.9, orientation="h", customdata=ids, hovertext=hover))
    names = [row["risk"] or row["risk_id"] for row in rows.to_dict("records")]
    labels = [
        f"{mark(rating_of(zone), palette)} {short(name, 44)}" for zone, name in zip(rows["zone"], names, strict=True)
    ]
    figure.update_xaxes(axis(palette, t("charts.loss.drop_axis"), range=[0, widest * 1.15], **money_ticks(widest, t)))
    look = {"tickvals": y, "ticktext": labels, "showgrid": False, "tickfont": {"size": NOTE, "color": palette.text}}
    return figure.update_yaxes(axis(palette, "", range=[max(len(rows), 1) - 0.5, -0.5], **look))


def tornado_alt(drivers: pd.DataFrame, t: Words) -> str:
    """The risk without which the P80 would fall most."""
    rows = _drivers(drivers)
    if rows.empty:
        return t("charts.empty")
    first = rows.iloc[0]
    return t("charts.loss.driver", money=t.money(first["p80_drop"]), risk=_title(first["risk"] or first["risk_id"]))


def _title(risk: str) -> str:
    """The beginning of a risk, as much as a title has room for."""
    said = words(risk)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def _curve(curve: pd.DataFrame) -> pd.DataFrame:
    return tidy(curve, (), ("loss", "chance", "percentile")).dropna(subset=["loss", "chance"])


def _drivers(drivers: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(drivers, ("scope_id", "risk_id", "risk", "zone"), ("p80_drop",))
    return rows[rows["p80_drop"] > 0]


def _drop(row: dict[Any, Any], t: Words) -> str:
    return f"<b>{plain(row['risk'] or row['risk_id'])}</b><br>{t('charts.loss.drop', money=t.money(row['p80_drop']))}"


def _note(x: float, said: str, palette: Palette) -> dict[str, Any]:
    place = {"x": x, "y": 1, "yref": "y domain", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    return {"text": said, "font": {"size": NOTE, "color": palette.late}, **place}
