"""What was promised about each risk and what was reached, and how long risks have been open."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, targets
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.palette import NOTE, RATINGS, Palette, filled, mark, rating_of
from i18n import Words

_ROW, _FRAME = 34, 64
_BANDS = (0, 31, 91, 181, 366)
_TEXTS = ("scope_id", "risk_id", "risk", "zone")
_NUMBERS = ("inherent_score", "score", "target_score", "promised", "achieved", "expected_cost", "age_days")


def dumbbells(actions: pd.DataFrame, t: Words, palette: Palette, most: int = 14) -> go.Figure:
    """A line a risk: ring where it began, dot where it stands, bar where it is to end; `customdata` is [scope, risk].

    The dearest of those that have not reached their target come first.
    """
    rows = _promised(actions).head(most).reset_index(drop=True)
    figure = canvas(palette, _FRAME + _ROW * max(len(rows), 2), margin={"l": 8, "r": 16, "t": 8, "b": 8})
    y = list(rows.index)
    for place, row in enumerate(rows.to_dict("records")):
        figure.add_shape(_line(place, row["target_score"], row["inherent_score"], palette.previous, 2))
        figure.add_shape(_line(place, row["score"], row["inherent_score"], palette.early, 4))
    figure.add_trace(_points(rows, y, "inherent_score", {"symbol": "circle-open", "color": palette.secondary}, palette))
    figure.add_trace(
        _points(rows, y, "target_score", {"symbol": "line-ns-open", "color": palette.text, "size": 16}, palette)
    )
    figure.add_trace(_points(rows, y, "score", {"symbol": "circle", "color": palette.actual}, palette))
    highest = max(rows["inherent_score"].max() if len(rows) else 1, 1) + 1
    hover = [_hover(row, t) for row in rows.to_dict("records")]
    ids = rows[["scope_id", "risk_id"]].to_numpy().tolist()
    figure.add_trace(targets(x=[highest] * len(y), y=y, width=0.9, orientation="h", customdata=ids, hovertext=hover))
    labels = [f"{mark(rating_of(row.zone), palette)} {short(row.risk, 46)}" for row in rows.itertuples()]
    figure.update_xaxes(axis(palette, t("charts.mitigation.axis"), range=[0, highest]))
    look = {"tickvals": y, "ticktext": labels, "showgrid": False, "tickfont": {"size": NOTE, "color": palette.text}}
    return figure.update_yaxes(axis(palette, "", range=[len(rows) - 0.5, -0.5], **look))


def dumbbell_title(actions: pd.DataFrame, t: Words) -> str:
    """How many risks with a promised reduction stand where they began, and how many reached their target."""
    rows = _all_promised(actions)
    if rows.empty:
        return t("charts.empty")
    stuck, reached = int((rows["achieved"] <= 0).sum()), int((rows["score"] <= rows["target_score"]).sum())
    return t("charts.mitigation.title", count=stuck, all=len(rows), reached=reached)


def dumbbell_alt(actions: pd.DataFrame, t: Words) -> str:
    """The title, with the dearest risk that has not reached its target."""
    rows = _promised(actions)
    if rows.empty:
        return t("charts.empty")
    first = rows.iloc[0]
    levels = {name: int(first[f"{name}_score"]) for name in ("inherent", "target")}
    said = t(
        "charts.mitigation.alt", risk=words(first["risk"] or first["risk_id"]), residual=int(first["score"]), **levels
    )
    return f"{dumbbell_title(actions, t)} {said}"


def ageing(actions: pd.DataFrame, t: Words, palette: Palette, height: int = 220) -> go.Figure:
    """How many risks have been open for how long, stacked by zone."""
    rows = _aged(actions)
    figure = canvas(palette, height, barmode="stack", margin={"l": 8, "r": 8, "t": 40, "b": 8})
    figure.add_annotation(_key([zone for zone in RATINGS if (rows["zone"] == zone).any()], t, palette))
    bands = list(range(len(_BANDS)))
    for zone in RATINGS:
        counts = [int(((rows["band"] == band) & (rows["zone"] == zone)).sum()) for band in bands]
        if any(counts):
            hover = [t("charts.mitigation.hover", count=count, zone=t(f"charts.rating.{zone}")) for count in counts]
            figure.add_bar(
                x=bands, y=counts, width=0.7, marker=filled(zone, palette), hovertext=hover, hoverinfo="text"
            )
    totals = [int((rows["band"] == band).sum()) for band in bands]
    figure.add_trace(caption(bands, totals, [str(each) for each in totals], palette, textposition="top center"))
    labels = [t(f"charts.mitigation.band.b{band}") for band in bands]
    figure.update_xaxes(axis(palette, t("charts.mitigation.age_axis"), tickvals=bands, ticktext=labels, showgrid=False))
    return figure.update_yaxes(
        axis(palette, "", showticklabels=False, showgrid=False, range=[0, max([*totals, 1]) * 1.2])
    )


def ageing_alt(actions: pd.DataFrame, t: Words) -> str:
    """How many risks have been open for more than half a year, and the oldest."""
    rows = _aged(actions)
    if rows.empty:
        return t("charts.empty")
    old = int((rows["age_days"] >= _BANDS[3]).sum())
    return t("charts.mitigation.ageing", count=old, all=len(rows), oldest=int(rows["age_days"].max()))


def _key(zones: list[str], t: Words, palette: Palette) -> dict[str, Any]:
    """What the colours of the zones mean, in their shapes."""
    said = "   ".join(mark(zone, palette, f" {t('charts.mitigation.zone.' + zone)}") for zone in zones)
    place = {"x": 0, "y": 1, "xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
    return {"text": said, "showarrow": False, "yshift": 12, "font": {"size": NOTE, "color": palette.secondary}, **place}


def _aged(actions: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(actions, _TEXTS, _NUMBERS).dropna(subset=["age_days"])
    bands = [sum(age >= start for start in _BANDS) - 1 for age in rows["age_days"]]
    return rows.assign(band=bands, zone=[rating_of(zone) for zone in rows["zone"]])


def _all_promised(actions: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(actions, _TEXTS, _NUMBERS).dropna(subset=["inherent_score", "score", "target_score"])
    return rows[rows["promised"] > 0]


def _promised(actions: pd.DataFrame) -> pd.DataFrame:
    rows = _all_promised(actions)
    return rows[rows["score"] > rows["target_score"]].sort_values("expected_cost", ascending=False, kind="stable")


def _line(y: int, start: float, end: float, colour: str, width: int) -> dict[str, Any]:
    line = {"color": colour, "width": width}
    return {"type": "line", "x0": start, "x1": end, "y0": y, "y1": y, "line": line, "layer": "below"}


def _points(rows: pd.DataFrame, y: list[int], name: str, look: dict[str, Any], palette: Palette) -> go.Scatter:
    marker = {"size": 12, "opacity": 1, "line": {"width": 2, "color": palette.surface}} | look
    if str(look["symbol"]).endswith("open"):
        marker["line"] = {"width": 2}
    steady = {"unselected": {"marker": {"opacity": 1}}}
    return go.Scatter(
        x=list(rows[name]), y=y, mode="markers", marker=marker, hoverinfo="skip", cliponaxis=False, **steady
    )


def _hover(row: dict[Any, Any], t: Words) -> str:
    levels = {name: t.number(row[f"{name}_score"]) for name in ("inherent", "target")}
    said = t("charts.mitigation.levels", residual=t.number(row["score"]), money=t.money(row["expected_cost"]), **levels)
    return f"<b>{plain(row['risk'] or row['risk_id'])}</b><br>{said}"
