"""By when projects will really be done: what is forecast, and what past slips make of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, mark_at, row_band, row_names, row_targets, steady
from charts.columns import number, tidy
from charts.escape import plain, short, words
from charts.palette import Palette
from i18n import Words

__all__ = ["alt", "class_of", "forecast_bars", "horizon", "title", "worded"]

_ROWS, _BAR = 10, 0.5
_NUMBERS = ("days_late", "days_late_p50", "days_late_p80", "n", "widened", "class_band")
_TEXTS = ("project_id", "project", "class_tier", "class_strategy_id")


def forecast_bars(
    forecasts: pd.DataFrame,
    t: Words,
    palette: Palette,
    limit: int = 20,
    selected: str | None = None,
    height: int = 600,
) -> go.Figure:
    """Days against the approved finish: solid to today's forecast, hatched to the day of an 80 % chance, tick at 50 %.

    `selected` is a project id. A chosen row's `customdata` is [project id, "project"].
    """
    rows = _worst(forecasts, limit)
    low, high = _span(rows)
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    figure.add_traces([_hits(rows, low, high, t), _said(rows, palette), _likely(rows, palette), _even(rows, palette)])
    figure.add_trace(_ends(rows, t, palette))
    mark_at(figure, 0, t("charts.variance.zero.approved"), palette.text)
    figure.update_xaxes(axis(palette, t("charts.forecast.axis"), range=[low, high]))
    for place in rows.index[rows["project_id"] == selected]:
        figure.add_shape(**row_band(place, palette))
    labels = [short(row["project"] or row["project_id"], 34) + " " for row in rows.to_dict("records")]
    names = row_names(list(rows.index), labels, palette)
    return figure.update_yaxes(names, range=[max(len(rows), _ROWS) - 0.5, -0.5])


def title(forecasts: pd.DataFrame, t: Words) -> str:
    """How many projects say that they finish in time, and how many of these do so with a chance of 80 %."""
    rows = _worst(forecasts, len(forecasts))
    if not len(rows):
        return t("charts.forecast.none")
    in_time, told = rows["days_late"] <= 0, rows["days_late_p80"].notna()
    kept, untold = in_time & (rows["days_late_p80"] <= 0), int((in_time & ~told).sum())
    if len(rows) == 1:
        own = "late" if not in_time.all() else "kept" if kept.all() else "untold" if untold else "said"
        return t(f"charts.forecast.single.{own}")
    said = t("charts.forecast.said", count=int(in_time.sum()), projects=len(rows))
    if not told.any():
        return t("charts.forecast.title_untold", said=said)
    said = t("charts.forecast.title", count=int(kept.sum()), said=said)
    return f"{said} {t('charts.forecast.others', count=untold)}" if untold else said


def alt(forecasts: pd.DataFrame, t: Words) -> str:
    """The title's numbers, and the project that finishes latest with a chance of 80 %."""
    rows = _worst(forecasts, len(forecasts))
    if not len(rows) or rows["days_late_p80"].isna().all():
        return t("charts.empty")
    worst = rows.iloc[0]
    days = {"days": t.days(worst["days_late_p80"]), "forecast": t.days(worst["days_late"])}
    name = words(worst["project"] or worst["project_id"])
    return f"{title(forecasts, t)} {t('charts.forecast.alt', worst=name, **days)}"


def class_of(row: Any, t: Words) -> str:
    """The reference class of a forecast in the reader's words, and how many milestones in it were done."""
    band = row["class_band"]
    if pd.isna(band):
        return t("charts.forecast.no_class")
    tier = {"*": "all", "Key": "key"}.get(row["class_tier"], "component")
    strategy = row["class_strategy_id"]
    of = "" if strategy == "*" else t(f"charts.forecast.of_{'one' if strategy else 'none'}", strategy=plain(strategy))
    values = {"projects": t(f"charts.forecast.tier_{tier}"), "of": of, "horizon": horizon(band, t)}
    return t("charts.forecast.class", count=int(row["n"]) if pd.notna(row["n"]) else 0, **values)


def worded(forecasts: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The forecasts with their reference classes in the reader's words."""
    return forecasts.assign(reference_class=[class_of(row, t) for row in forecasts.to_dict("records")])


def horizon(band: float, t: Words) -> str:
    """How far ahead, in words; −k is every horizon from band k on."""
    return t(f"charts.forecast.horizon.{'from' if band < 0 else 'band'}_{abs(int(band))}")


def _worst(forecasts: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The projects latest with a chance of 80 % first, those without a forecast last."""
    rows = tidy(forecasts, (*_TEXTS, "level"), _NUMBERS, ("p50", "p80", "current_forecast"))
    rows = rows[rows["level"] == "project"].drop(columns="level")
    return rows.sort_values("days_late_p80", ascending=False, kind="stable").head(limit).reset_index(drop=True)


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    """The axis' ends in days: all marks, and room for the numbers beside them."""
    marks = [0.0, *rows[["days_late", "days_late_p50", "days_late_p80"]].stack()]
    low, high = min(marks), max(marks)
    pad = max(high - low, 10)
    return low - 0.04 * pad, high + 0.38 * pad


def _hits(rows: pd.DataFrame, low: float, high: float, t: Words) -> go.Bar:
    hovers = [_hover(row, t) for row in rows.to_dict("records")]
    return row_targets(list(rows.index), low, high - low, [[key, "project"] for key in rows["project_id"]], hovers)


def _said(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    colours = [palette.late if days > 0 else palette.early for days in rows["days_late"]]
    look = {"marker": {"color": colours, "line": {"width": 0}}, "hoverinfo": "skip", **steady()}
    x = [number(value) for value in rows["days_late"]]
    return go.Bar(orientation="h", x=x, y=list(rows.index), width=_BAR, **look)


def _likely(rows: pd.DataFrame, palette: Palette) -> go.Bar:
    """Hatched as forecasts are (IBCS), from what is forecast now to the day of an 80 % chance."""
    hatched = {"shape": "/", "size": 5, "solidity": 0.3, "fgcolor": palette.actual, "bgcolor": palette.surface}
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows["days_late_p80"] - rows["days_late"]],
        base=[number(value) for value in rows["days_late"]],
        y=list(rows.index),
        width=_BAR,
        marker={"color": palette.surface, "pattern": hatched, "line": {"color": palette.actual, "width": 1}},
        hoverinfo="skip",
        **steady(),
    )


def _even(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    moved = rows[rows["days_late_p50"].notna() & (rows["days_late_p80"] != rows["days_late"])]
    marker = {"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": palette.text}}
    look = {"mode": "markers", "marker": marker, "hoverinfo": "skip", "unselected": {"marker": {"opacity": 1}}}
    return go.Scatter(x=list(moved["days_late_p50"]), y=list(moved.index), **look)


def _ends(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    right = rows[["days_late", "days_late_p50", "days_late_p80"]].max(axis=1).fillna(0.0).clip(lower=0.0)
    texts = [
        f' <b>{t.days(row["days_late_p80"])}</b>   <span style="color:{palette.secondary}">{t.date(row["p80"])}</span>'
        for row in rows.to_dict("records")
    ]
    return caption(list(right), list(rows.index), texts, palette, textposition="middle right")


def _hover(row: dict[Any, Any], t: Words) -> str:
    dates = {name: t.date(row[name]) for name in ("current_forecast", "p50", "p80")}
    days = {name: t.days(row[name]) for name in ("days_late", "days_late_p50", "days_late_p80")}
    name = plain(row["project"] or row["project_id"])
    compared = t("charts.forecast.compared", **{"class": class_of(row, t)})
    return f"<b>{name}</b><br>{t('charts.forecast.hover', **dates, **days)}<br>{compared}"
