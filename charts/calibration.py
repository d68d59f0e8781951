"""How far forecasts can be relied on here: how often they were kept, and which way managers err."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, bare, canvas, caption
from charts.columns import tidy
from charts.forecast import horizon
from charts.palette import NOTE, Palette
from i18n import Words

FEW = 20
"""Below so many milestones a share says little."""

_STEP, _EARLIEST, _LATEST = 7, -35, 70
_ASIDE = 0.14
"""How far the dot of a 50 % chance stands left of that of 80 %, so that neither hides the other."""
_STRIP = 0.74
"""How much of its row a tier's bars may take; the rest is for its words."""


def calibration_plot(calibration: pd.DataFrame, t: Words, palette: Palette, height: int = 300) -> go.Figure:
    """The share of forecasts kept at each horizon, beside the share that was promised; hollow where there are few."""
    rows = _kept(calibration)
    figure = canvas(palette, height, margin={"l": 8, "r": 104, "t": 16, "b": 8})
    for share in (0.5, 0.8):
        figure.add_hline(share, line={"color": palette.secondary, "width": 1, "dash": "dash"})
        where = {"x": 1, "xref": "paper", "y": share, "xanchor": "left", "xshift": 8, "showarrow": False}
        said = t("charts.calibration.promised", share=t.percent(share))
        figure.add_annotation(text=said, font={"size": NOTE, "color": palette.secondary}, **where)
    for name, colour in (("p50", palette.previous), ("p80", palette.actual)):
        figure.add_trace(_dots(rows, name, colour, t, palette))
    labels = [_tick(row, t) for row in rows.to_dict("records")]
    names = {"tickvals": list(rows.index), "ticktext": labels, "showgrid": False, "tickangle": 0}
    names["range"] = [-0.4, len(rows) - 0.4]
    figure.update_xaxes(axis(palette, t("charts.calibration.axis"), **names))
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    shares = {"range": [0, 1.08], "tickvals": ticks, "ticktext": [t.percent(share) for share in ticks]}
    return figure.update_yaxes(axis(palette, t("charts.calibration.share_axis"), **shares))


def calibration_title(calibration: pd.DataFrame, t: Words) -> str:
    """How often a forecast with a chance of 80 % was kept, over all horizons and at the worst that can be judged."""
    rows = _kept(calibration)
    if not len(rows):
        return t("charts.calibration.too_early")
    said = t("charts.calibration.title", share=_share(rows, "p80", t), count=int(rows["forecasts_p80"].sum()))
    judged = rows[rows["milestones"] >= FEW].sort_values("kept_p80", kind="stable")
    if len(judged) < 2 or judged["kept_p80"].nunique() < 2:
        return said
    worst = {"horizon": horizon(judged["band"].iloc[0], t), "share": t.percent(judged["kept_p80"].iloc[0])}
    return t("charts.calibration.worst", said=said, **worst)


def half_kept(calibration: pd.DataFrame, t: Words) -> str:
    """How often a forecast with a chance of 50 % was kept; empty where none can be judged."""
    rows = _kept(calibration).dropna(subset="kept_p50")
    if not rows["forecasts_p50"].sum():
        return ""
    return t("charts.calibration.half", share=_share(rows, "p50", t))


def calibration_alt(calibration: pd.DataFrame, t: Words) -> str:
    """The title's number, and the share kept at each horizon."""
    rows = _kept(calibration)
    if not len(rows):
        return t("charts.empty")
    said = [
        t("charts.calibration.alt_row", horizon=horizon(row["band"], t), share=t.percent(row["kept_p80"]))
        for row in rows.to_dict("records")
    ]
    return f"{calibration_title(calibration, t)} {t('charts.comma').join(said)}."


def bias_pattern(bias: pd.DataFrame, t: Words, palette: Palette, height: int = 220) -> go.Figure:
    """How many managers of each tier are how many days off, a strip of bars a tier; nobody is named."""
    rows = _bias(bias)
    tiers = list(dict.fromkeys(rows["tier"]))
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 8, "b": 8})
    highest = rows["managers"].max() if len(rows) else 1.0
    for place, tier in enumerate(tiers):
        own, bottom = rows[rows["tier"] == tier], len(tiers) - 1 - place
        figure.add_traces([_strip(own, bottom, highest, t, palette), _counts(own, bottom, highest, t, palette)])
        said = [_tier_said(own.iloc[0], t, palette)]
        figure.add_trace(caption([_EARLIEST - _STEP], [bottom + 0.88], said, palette, textposition="middle right"))
    figure.update_xaxes(axis(palette, t("charts.calibration.bias_axis"), **_days(rows, t)))
    return figure.update_yaxes(bare(-0.03, max(len(tiers), 1)))


def bias_title(bias: pd.DataFrame, t: Words) -> str:
    """How many managers promise too early."""
    rows = _bias(bias).drop_duplicates("tier")
    if not len(rows):
        return t("charts.calibration.no_bias")
    return t("charts.calibration.bias_title", count=int(rows["too_early"].sum()), managers=int(rows["judged"].sum()))


def bias_alt(bias: pd.DataFrame, t: Words) -> str:
    """The title's numbers, and the middle of each tier."""
    rows = _bias(bias).drop_duplicates("tier")
    if not len(rows):
        return t("charts.empty")
    said = (f"{_tier(row, t)}: {t.days(row['median_days'])}" for row in rows.to_dict("records"))
    return f"{bias_title(bias, t)} {t('charts.calibration.middle')} {t('charts.comma').join(said)}."


def _share(rows: pd.DataFrame, name: str, t: Words) -> str:
    """The share kept of the forecasts with a chance, over all horizons."""
    made = rows[f"forecasts_{name}"]
    return t.percent((rows[f"kept_{name}"] * made).sum() / made.sum())


def _kept(calibration: pd.DataFrame) -> pd.DataFrame:
    numbers = ("band", "kept_p50", "kept_p80", "forecasts_p50", "forecasts_p80", "milestones")
    rows = tidy(calibration, (), numbers).dropna(subset=["band", "kept_p80"])
    rows = rows.fillna({"forecasts_p50": 0.0, "forecasts_p80": 0.0, "milestones": 0.0})
    return rows[rows["band"].between(0, 5) & (rows["forecasts_p80"] > 0)].sort_values("band").reset_index(drop=True)


def _dots(rows: pd.DataFrame, name: str, colour: str, t: Words, palette: Palette) -> go.Scatter:
    fills = [colour if count >= FEW else palette.surface for count in rows["milestones"]]
    texts = [f" <b>{t.percent(share)}</b>" if name == "p80" else "" for share in rows[f"kept_{name}"]]
    hover = [
        t("charts.calibration.hover", chance=t.percent(int(name[1:]) / 100), share=t.percent(row[f"kept_{name}"]),
          count=int(row[f"forecasts_{name}"]), milestones=int(row["milestones"]))
        for row in rows.to_dict("records")
    ]  # fmt: skip
    aside = 0.0 if name == "p80" else -_ASIDE
    return go.Scatter(
        x=[place + aside for place in rows.index],
        y=list(rows[f"kept_{name}"]),
        mode="markers+text",
        marker={"size": 12 if name == "p80" else 7, "color": fills, "line": {"color": colour, "width": 2}},
        text=texts,
        textposition=["middle right" if abs(share - 0.8) > 0.06 else _off(share) for share in rows[f"kept_{name}"]],
        textfont={"size": NOTE, "color": palette.text},
        cliponaxis=False,
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _off(share: float) -> str:
    """Where a number near the line of 80 % is not crossed by it."""
    return "top right" if share >= 0.8 else "bottom right"


def _tick(row: dict[Any, Any], t: Words) -> str:
    few = f"<br>{t('charts.calibration.few')}" if row["milestones"] < FEW else ""
    band = t(f"charts.calibration.band.band_{int(row['band'])}")
    return f"{band}<br>{t('charts.calibration.n', count=t.number(row['milestones']))}{few}"


def _bias(bias: pd.DataFrame) -> pd.DataFrame:
    numbers = ("bias_days", "managers", "judged", "too_early", "median_days", "left_out")
    rows = tidy(bias, ("tier",), numbers).dropna(subset=["tier", "bias_days", "managers"])
    return rows.fillna({"judged": 0.0, "too_early": 0.0, "left_out": 0.0})


def _strip(own: pd.DataFrame, bottom: int, highest: float, t: Words, palette: Palette) -> go.Bar:
    colours = [palette.late if d > 0 else palette.early if d < 0 else palette.previous for d in own["bias_days"]]
    hover = [
        t("charts.calibration.bias_hover", count=int(row["managers"]), days=t.days(row["bias_days"]))
        for row in own.to_dict("records")
    ]
    return go.Bar(
        x=list(own["bias_days"]),
        y=list((_STRIP - 0.16) * own["managers"] / highest),
        base=bottom,
        width=_STEP - 1,
        marker={"color": colours, "line": {"width": 0}},
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _counts(own: pd.DataFrame, bottom: int, highest: float, t: Words, palette: Palette) -> go.Scatter:
    tops = bottom + (_STRIP - 0.16) * own["managers"] / highest
    texts = [t.number(count) for count in own["managers"]]
    return caption(list(own["bias_days"]), list(tops), texts, palette, textposition="top center")


def _tier(row: Any, t: Words) -> str:
    return t(f"charts.forecast.tier_{'key' if row['tier'] == 'Key' else 'component'}")


def _tier_said(row: Any, t: Words, palette: Palette) -> str:
    values = {"count": int(row["too_early"]), "managers": int(row["judged"]), "days": t.days(row["median_days"])}
    said = t("charts.calibration.tier", **values)
    return f'<b>{_tier(row, t)}</b>  <span style="color:{palette.secondary}">{said}</span>'


def _days(rows: pd.DataFrame, t: Words) -> dict[str, Any]:
    ticks = list(range(_EARLIEST, _LATEST + 1, 5 * _STEP)) if len(rows) else [0]
    texts = [t.days(tick) for tick in ticks]
    return {"tickvals": ticks, "ticktext": texts, "showgrid": False, "range": [_EARLIEST - _STEP, _LATEST + _STEP]}
