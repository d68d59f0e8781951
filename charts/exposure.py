"""Expected cost of risk by strategy and category."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, steady
from charts.columns import tidy
from charts.escape import plain, words, wrapped
from charts.palette import NOTE, Palette
from i18n import Words

_CELL = 0.94
_MOST = 9
_HEAD, _LEAST = 70, 20
"""Heights in px: of the strategies' names, and of a row at least."""


def category_heat(exposure: pd.DataFrame, t: Words, palette: Palette, height: int = 360) -> go.Figure:
    """Expected cost as shade and number, the dearest category on top; `customdata` is [strategy id, category].

    Without a cost the risks are counted. Of many strategies the most exposed show, the others share a column.
    """
    rows = _placed(_grouped(_rows(exposure, t), t))
    most = rows["amount"].max() if len(rows) else 0.0
    rows["step"] = [palette.step(value / most) if most > 0 else 0 for value in rows["amount"]]
    inks = rows["step"].map(lambda step: palette.on_ramp[step])
    figure = canvas(palette, max(height, _HEAD + _LEAST * rows["y"].nunique()))
    figure.add_trace(_tiles(rows, t, palette))
    # A trace for each colour of text: it can keep only one when a mark is chosen.
    figure.add_traces([_amounts(rows[inks == ink], ink, t, palette) for ink in dict.fromkeys(palette.on_ramp)])
    figure.update_xaxes(_names(rows, "x", "strategy", 16, 3, palette), side="top")
    return figure.update_yaxes(_names(rows, "y", "category", 20, 1, palette), autorange="reversed")


def heat_title(exposure: pd.DataFrame, t: Words) -> str:
    """The dearest combination of strategy and category, with its share of all expected cost."""
    rows = _rows(exposure, t)
    total = rows["amount"].sum()
    if not total > 0:
        return t("charts.empty")
    worst = rows.iloc[int(rows["amount"].argmax())]
    names = {"category": words(worst["category"]), "strategy": words(worst["strategy"])}
    if not rows["expected_cost"].any():
        return t("charts.exposure.count_title", count=int(worst["amount"]), risks=t.number(total), **names)
    return t(
        "charts.exposure.title",
        money=t.money(worst["expected_cost"]),
        share=t.percent(worst["expected_cost"] / total),
        **names,
    )


def heat_alt(exposure: pd.DataFrame, t: Words) -> str:
    """The title, and what all of it comes to."""
    rows = _rows(exposure, t)
    total = t("charts.exposure.alt", money=t.money(rows["expected_cost"].sum()), risks=t.number(rows["risks"].sum()))
    return f"{heat_title(exposure, t)} {total}" if len(rows) else t("charts.empty")


def _rows(exposure: pd.DataFrame, t: Words) -> pd.DataFrame:
    rows = tidy(
        exposure, ("strategy_id", "strategy", "category"), ("risks", "expected_cost", "worst_score", "red_risks")
    )
    rows = rows.fillna({"risks": 0, "expected_cost": 0, "red_risks": 0})
    nameless = t("charts.no_strategy")
    rows["strategy"] = [
        name or key or nameless for name, key in zip(rows["strategy"], rows["strategy_id"], strict=True)
    ]
    rows["category"] = [name or t("charts.exposure.no_category") for name in rows["category"]]
    rows["amount"] = rows["expected_cost"] if rows["expected_cost"].any() else rows["risks"]
    return rows


def _grouped(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    order = _order(rows, "strategy")
    if len(order) <= _MOST:
        return rows
    others = {"strategy": t("charts.exposure.others", count=len(order) - _MOST + 1), "strategy_id": None}
    rest = rows[rows["strategy"].isin(order[_MOST - 1 :])].groupby("category", as_index=False)
    added = rest[["risks", "expected_cost", "red_risks", "amount"]].sum().assign(**others)
    return pd.concat([rows[rows["strategy"].isin(order[: _MOST - 1])], added], ignore_index=True)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The most exposed category on top, the most exposed strategy at the left."""
    for place, name in (("x", "strategy"), ("y", "category")):
        places = {key: number for number, key in enumerate(_order(rows, name))}
        rows[place] = rows[name].map(places).astype(float)
    return rows


def _order(rows: pd.DataFrame, name: str) -> list[str]:
    return list(rows.groupby(name)["amount"].sum().sort_values(ascending=False, kind="stable").index)


def _amounts(rows: pd.DataFrame, ink: str, t: Words, palette: Palette) -> go.Scatter:
    """What the tiles say; text of their own would be measured one by one by the browser."""
    said = t.money if rows["expected_cost"].any() else t.number
    texts = [said(value) if value > 0 else "" for value in rows["amount"]]
    return caption(list(rows["x"]), list(rows["y"]), texts, palette, textfont={"color": ink})


def _tiles(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Bar:
    return go.Bar(
        x=list(rows["x"]),
        base=list(rows["y"] - _CELL / 2),
        y=[_CELL] * len(rows),
        width=_CELL,
        marker={"color": [palette.ramp[step] for step in rows["step"]], "line": {"width": 0}, "cornerradius": 3},
        customdata=rows[["strategy_id", "category"]].to_numpy().tolist(),
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )


def _names(rows: pd.DataFrame, place: str, name: str, width: int, lines: int, palette: Palette) -> dict[str, Any]:
    shown = rows.drop_duplicates(place)
    labels = {"tickvals": list(shown[place]), "ticktext": [wrapped(value, width, lines) for value in shown[name]]}
    return axis(palette, showgrid=False, tickfont={"size": NOTE, "color": palette.text}, tickangle=0, **labels)


def _hover(row: dict[Any, Any], t: Words) -> str:
    values = {"count": int(row["risks"]), "money": t.money(row["expected_cost"]), "red": int(row["red_risks"])}
    return f"<b>{plain(row['strategy'])} · {plain(row['category'])}</b><br>{t('charts.exposure.hover', **values)}"
