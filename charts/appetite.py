"""Expected cost of each category of risk against what the committee is willing to bear."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.amounts import money_ticks
from charts.canvas import axis, canvas, caption, steady, targets
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.measure import delay
from charts.palette import NOTE, Palette
from i18n import Words

_ROW, _FRAME = 30, 56


def appetite_bars(exposure: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    """A bar a category, orange beyond its appetite, which is a tick; no tick where none is declared.

    `customdata` is [category].
    """
    rows = _categories(exposure)
    figure = canvas(palette, _FRAME + _ROW * max(len(rows), 2), margin={"l": 8, "r": 56, "t": 8, "b": 8})
    y, money = list(rows.index), list(rows["expected_cost"].fillna(0) / 1e6)
    beyond = rows["expected_cost"] > rows["appetite"]
    colours = [palette.late if each else palette.actual for each in beyond]
    figure.add_bar(x=money, y=y, orientation="h", width=0.56, marker={"color": colours}, hoverinfo="skip", **steady())
    limits = rows.dropna(subset=["appetite"])
    said = "charts.appetite.axis" if len(limits) else "charts.appetite.axis_part"
    tick = {"symbol": "line-ns-open", "size": 20, "color": palette.text, "line": {"width": 3}}
    look = {"mode": "markers", "marker": tick, "hoverinfo": "skip", "unselected": {"marker": {"opacity": 1}}}
    figure.add_scatter(x=list(limits["appetite"] / 1e6), y=list(limits.index), **look)
    widest = max([*money, *(limits["appetite"] / 1e6), 0.001])
    hover = [_hover(row, t) for row in rows.to_dict("records")]
    ids = [[category] for category in rows["category"]]
    figure.add_trace(targets(x=[widest] * len(y), y=y, width=0.9, orientation="h", customdata=ids, hovertext=hover))
    ends = [max(one, 0 if pd.isna(two) else two / 1e6) for one, two in zip(money, rows["appetite"], strict=True)]
    texts = [f" {_end(row, t)}" for row in rows.to_dict("records")]
    figure.add_trace(caption(ends, y, texts, palette, textposition="middle right"))
    figure.update_xaxes(axis(palette, t(said), range=[0, widest * 1.12], **money_ticks(widest, t)))
    names = {"tickvals": y, "ticktext": [short(each, 22) for each in rows["category"]], "showgrid": False}
    font = {"size": NOTE, "color": palette.text}
    return figure.update_yaxes(axis(palette, "", range=[max(len(rows), 1) - 0.5, -0.5], tickfont=font, **names))


def appetite_title(exposure: pd.DataFrame, t: Words) -> str:
    """How many categories exceed their appetite, and which by most; the dearest where no appetite is declared."""
    rows = _categories(exposure)
    if rows["appetite"].isna().all():
        return _dearest(rows, t, "charts.appetite.none")
    measured = rows.dropna(subset=["expected_cost", "appetite"])
    above = measured[measured["expected_cost"] > measured["appetite"]]
    if measured.empty:
        return t("charts.appetite.unpriced", count=int(rows["risks"].sum()))
    if above.empty:
        return t("charts.appetite.within", count=len(measured))
    worst = above.iloc[int((above["expected_cost"] - above["appetite"]).argmax())]
    said = {"category": words(worst["category"]), "money": t.money(worst["expected_cost"] - worst["appetite"])}
    return t("charts.appetite.above", count=len(above), all=len(measured), **said)


def part_title(exposure: pd.DataFrame, t: Words) -> str:
    """The dearest category of a part of the portfolio, for which no appetite is set."""
    return _dearest(_categories(exposure), t, "charts.appetite.part")


def _dearest(rows: pd.DataFrame, t: Words, key: str) -> str:
    if rows.empty:
        return t("charts.empty")
    first = rows.iloc[0]
    if pd.isna(first["expected_cost"]):
        return t("charts.appetite.unpriced", count=int(rows["risks"].sum()))
    return t(key, category=words(first["category"]), money=t.money(first["expected_cost"]))


def _categories(exposure: pd.DataFrame) -> pd.DataFrame:
    """The categories, dearest first; what no risk of one says stays absent."""
    names = ("expected_cost", "expected_delay_days", "risks", "unpriced_risks")
    rows = tidy(exposure, ("category",), (*names, "appetite"))
    parts = rows.dropna(subset=["category"]).groupby("category")
    added = parts[list(names)].sum(min_count=1).assign(appetite=parts["appetite"].max()).reset_index()
    added = added.fillna({"risks": 0, "unpriced_risks": 0})
    return added.sort_values("expected_cost", ascending=False, kind="stable").reset_index(drop=True)


def _end(row: dict[Any, Any], t: Words) -> str:
    """A category's cost; where no risk says one, how many there are."""
    if pd.notna(row["expected_cost"]):
        return t.money(row["expected_cost"])
    return f"– ({t('charts.measure.unknown.money', count=int(row['risks']))})"


def _hover(row: dict[Any, Any], t: Words) -> str:
    money = {name: t.money(row[name]) for name in ("expected_cost", "appetite")}
    counts = {"count": int(row["risks"]), "days": delay(row["expected_delay_days"], t)}
    facts = [t("charts.appetite.hover", **money, **counts)]
    if row["unpriced_risks"] > 0:
        facts.append(t("charts.measure.unknown.money", count=int(row["unpriced_risks"])))
    return f"<b>{plain(row['category'])}</b><br>{'<br>'.join(facts)}"
