"""Expected cost and delay of risk by strategy and category."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, steady
from charts.columns import tidy
from charts.escape import plain, words, wrapped
from charts.measure import DAYS, MONEY, Measure
from charts.palette import NOTE, Palette
from i18n import Words

_CELL = 0.94
_MOST = 9
_HEAD, _LEAST = 70, 20
"""Heights in px: of the strategies' names, and of a row at least."""


def category_heat(
    exposure: pd.DataFrame, t: Words, palette: Palette, height: int = 360, measure: Measure = MONEY
) -> go.Figure:
    """Expected cost as shade and number, the dearest category on top; `customdata` is [strategy id, category].

    Hatched where no risk says it; where none says it at all, the risks are counted. Of many strategies the most exposed
    show, the others share a column.
    """
    rows = _placed(_grouped(_rows(exposure, t, measure), t))
    most = rows["amount"].max() if len(rows) else 0.0
    rows["step"] = [palette.step(value / most) if value > 0 else 0 for value in rows["amount"]]
    inks = rows["step"].map(lambda step: palette.on_ramp[step]).where(rows["amount"].notna(), palette.secondary)
    figure = canvas(palette, max(height, _HEAD + _LEAST * rows["y"].nunique()))
    figure.add_trace(_tiles(rows, t, palette, measure))
    # A trace for each colour of text: it can keep only one when a mark is chosen.
    figure.add_traces([_amounts(rows[inks == ink], ink, t, palette, measure) for ink in dict.fromkeys(inks)])
    figure.update_xaxes(_names(rows, "x", "strategy", 16, 3, palette), side="top")
    return figure.update_yaxes(_names(rows, "y", "category", 20, 1, palette), autorange="reversed")


def delay_heat(exposure: pd.DataFrame, t: Words, palette: Palette, height: int = 360) -> go.Figure:
    """The same in days of expected delay."""
    return category_heat(exposure, t, palette, height, DAYS)


def heat_title(exposure: pd.DataFrame, t: Words, measure: Measure = MONEY) -> str:
    """The dearest combination of strategy and category, with its share of all expected cost."""
    rows = _rows(exposure, t, measure)
    total = rows["amount"].sum()
    if not total > 0:
        return t("charts.empty")
    worst = rows.iloc[int(rows["amount"].fillna(-1).argmax())]
    names = {"category": words(worst["category"]), "strategy": words(worst["strategy"])}
    if not rows["measured"].any():
        count, key = int(worst["amount"]), f"charts.measure.heat_count.{measure.name}"
        return t(key, count=count, risks=t.number(total), **names)
    said = {"value": measure.said(worst["amount"], t), "share": t.percent(worst["amount"] / total)}
    return t(f"charts.measure.heat.{measure.name}", **said, **names)


def delay_heat_title(exposure: pd.DataFrame, t: Words) -> str:
    """The combination of strategy and category with the longest expected delay, with its share of all."""
    return heat_title(exposure, t, DAYS)


def heat_alt(exposure: pd.DataFrame, t: Words, measure: Measure = MONEY) -> str:
    """The title, and what all of it comes to."""
    rows = _rows(exposure, t, measure)
    all_of_it = measure.said(rows[measure.column].sum(min_count=1), t)
    total = t(f"charts.measure.heat_alt.{measure.name}", value=all_of_it, risks=t.number(rows["risks"].sum()))
    return f"{heat_title(exposure, t, measure)} {total}" if len(rows) else t("charts.empty")


def delay_heat_alt(exposure: pd.DataFrame, t: Words) -> str:
    """The title in days, and what all of it comes to."""
    return heat_alt(exposure, t, DAYS)


def _rows(exposure: pd.DataFrame, t: Words, measure: Measure) -> pd.DataFrame:
    numbers = ("risks", measure.column, measure.unknown, "red_risks")
    rows = tidy(exposure, ("strategy_id", "strategy", "category"), numbers)
    rows = rows.fillna({"risks": 0, "red_risks": 0, measure.unknown: 0})
    nameless = t("charts.no_strategy")
    rows["strategy"] = [
        name or key or nameless for name, key in zip(rows["strategy"], rows["strategy_id"], strict=True)
    ]
    rows["category"] = [name or t("charts.exposure.no_category") for name in rows["category"]]
    rows["measured"] = bool((rows[measure.column] > 0).any())
    rows["amount"] = rows[measure.column].where(rows["measured"], rows["risks"])
    return rows


def _grouped(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    order = _order(rows, "strategy")
    if len(order) <= _MOST:
        return rows
    others = {"strategy": t("charts.exposure.others", count=len(order) - _MOST + 1), "strategy_id": None}
    numbers = [*rows.select_dtypes("number").columns]
    rest = rows[rows["strategy"].isin(order[_MOST - 1 :])].groupby("category")[numbers].sum(min_count=1)
    added = rest.reset_index().assign(measured=bool(rows["measured"].any())).assign(**others)
    return pd.concat([rows[rows["strategy"].isin(order[: _MOST - 1])], added], ignore_index=True)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The most exposed category on top, the most exposed strategy at the left."""
    for place, name in (("x", "strategy"), ("y", "category")):
        places = {key: number for number, key in enumerate(_order(rows, name))}
        rows[place] = rows[name].map(places).astype(float)
    return rows


def _order(rows: pd.DataFrame, name: str) -> list[str]:
    return list(rows.groupby(name)["amount"].sum().sort_values(ascending=False, kind="stable").index)


def _amounts(rows: pd.DataFrame, ink: str, t: Words, palette: Palette, measure: Measure) -> go.Scatter:
    """What the tiles say; text of their own would be measured one by one by the browser."""
    texts = [measure.said(value, t) if found else t.number(value) for value, found in _said(rows)]
    return caption(list(rows["x"]), list(rows["y"]), texts, palette, textfont={"color": ink})


def _said(rows: pd.DataFrame) -> Any:
    return zip(rows["amount"], rows["measured"], strict=True)


def _tiles(rows: pd.DataFrame, t: Words, palette: Palette, measure: Measure) -> go.Bar:
    unknown = list(rows["amount"].isna())
    steps = zip(rows["step"], unknown, strict=True)
    hatch = {"shape": ["/" if each else "" for each in unknown], "size": 5, "solidity": 0.2}
    return go.Bar(
        x=list(rows["x"]),
        base=list(rows["y"] - _CELL / 2),
        y=[_CELL] * len(rows),
        width=_CELL,
        marker={
            "color": [palette.surface if blank else palette.ramp[step] for step, blank in steps],
            "pattern": hatch | {"fillmode": "overlay", "fgcolor": palette.outline["Not rated"]},
            "line": {"width": 0},
            "cornerradius": 3,
        },
        customdata=rows[["strategy_id", "category"]].to_numpy().tolist(),
        hovertext=[_hover(row, t, measure) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )


def _names(rows: pd.DataFrame, place: str, name: str, width: int, lines: int, palette: Palette) -> dict[str, Any]:
    shown = rows.drop_duplicates(place)
    labels = {"tickvals": list(shown[place]), "ticktext": [wrapped(value, width, lines) for value in shown[name]]}
    return axis(palette, showgrid=False, tickfont={"size": NOTE, "color": palette.text}, tickangle=0, **labels)


def _hover(row: dict[Any, Any], t: Words, measure: Measure) -> str:
    values = {"value": measure.said(row[measure.column], t), "red": int(row["red_risks"])}
    facts = [t(f"charts.measure.hover.{measure.name}", count=int(row["risks"]), **values)]
    if row[measure.unknown] > 0:
        facts.append(t(f"charts.measure.unknown.{measure.name}", count=int(row[measure.unknown])))
    return f"<b>{plain(row['strategy'])} · {plain(row['category'])}</b><br>{'<br>'.join(facts)}"
