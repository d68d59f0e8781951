"""A what-if beside today: each strategy's money against its weight, people, exposure, red projects and benefits."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas, caption
from charts.columns import tidy
from charts.escape import plain, words, wrapped
from charts.palette import NOTE, Palette
from charts.whatif_words import number_of, value_of
from i18n import Words


class _Panel(NamedTuple):
    """A measure's strip of the figure: from where to where its values run; its labels stand right of them."""

    measure: str
    left: float
    right: float


_PANELS = (
    _Panel("budget_share", 0.19, 0.29),
    _Panel("fte", 0.42, 0.46),
    _Panel("expected_cost", 0.58, 0.62),
    _Panel("red", 0.785, 0.805),
    _Panel("benefits", 0.895, 0.91),
)


def dumbbells(rows: pd.DataFrame, t: Words, palette: Palette, height: int = 420) -> go.Figure:
    """Today hollow, the what-if solid, joined by a line; a strategy a row, a measure a strip, the weight as a bar.

    What does not change is one pale mark. The largest value of a measure, today or supposed, is as long as its strip.
    """
    found = _rows(rows, t)
    names = found.drop_duplicates("row")
    figure = canvas(palette, max(height, 64 + 36 * len(names)), margin={"l": 0, "r": 0, "t": 0, "b": 0})
    placed = [_scaled(found[found["measure"] == panel.measure], panel, found, t) for panel in _PANELS]
    figure.add_traces([_floors(len(names), palette), *_traces(pd.concat(placed), t, palette)])
    heads = [t(f"charts.whatif.head.{panel.measure}") for panel in _PANELS]
    look = {"textposition": "middle right", "textfont": {"color": palette.secondary}}
    figure.add_trace(caption([panel.left for panel in _PANELS], [-0.9] * len(_PANELS), heads, palette, **look))
    labels = [wrapped(name, 22, 2) for name in names["name"]]
    figure.add_trace(caption([0.0] * len(names), list(names["row"]), labels, palette, textposition="middle right"))
    return figure.update_xaxes(bare(0, 1)).update_yaxes(bare(max(len(names), 1) - 0.4, -1.3))


def _rows(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The measures that are drawn, numbered by strategy; what serves none only where there is such a thing."""
    found = tidy(rows, ("strategy_id", "strategy", "measure"), ("today", "supposed"))
    found = found[found["measure"].notna()]
    held = found["strategy_id"].notna() | (found[["today", "supposed"]].fillna(0).max(axis=1) > 0)
    shown = found["strategy_id"].isin(found.loc[held, "strategy_id"])
    found = found[shown].reset_index(drop=True)
    nameless = t("charts.no_strategy")
    found["name"] = [name or key or nameless for name, key in zip(found["strategy"], found["strategy_id"], strict=True)]
    found["row"] = pd.factorize(found["strategy_id"], use_na_sentinel=False)[0]
    return found


def _scaled(part: pd.DataFrame, panel: _Panel, rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Where the values of a strip stand, with the weights on the scale of the money they are set against."""
    weights = rows[rows["measure"] == "priority_weight"].groupby("row")[["today", "supposed"]].max()
    values = {"was": part["today"], "becomes": part["supposed"]}
    for name, column in (("weight_was", "today"), ("weight", "supposed")):
        values[name] = part["row"].map(weights[column]) if panel.measure == "budget_share" else part["row"] * np.nan
    most = max((value.max() for value in values.values() if value.notna().any()), default=0.0)
    length = (panel.right - panel.left) / most if most > 0 else 0.0
    placed = {name: panel.left + value.clip(lower=0) * length for name, value in values.items()}
    said = [[number_of(panel.measure, value, t) for value in part[name]] for name in ("today", "supposed")]
    return part.assign(**placed, left=panel.left, said_today=said[0], said_supposed=said[1])


def _floors(count: int, palette: Palette) -> go.Scatter:
    """Where each measure begins."""
    xs = [x for panel in _PANELS for x in (panel.left, panel.left, None)]
    line = {"color": palette.border, "width": 1}
    return go.Scatter(x=xs, y=[-0.5, count - 0.5, None] * len(_PANELS), mode="lines", line=line, hoverinfo="skip")


def _traces(rows: pd.DataFrame, t: Words, palette: Palette) -> list[Any]:
    same = rows["said_today"] == rows["said_supposed"]
    moved, still = rows[~same], rows[same]
    between = moved.dropna(subset=["was", "becomes"])
    xs = [x for row in between.itertuples() for x in (row.was, row.becomes, None)]
    ys = [y for row in between.itertuples() for y in (row.row, row.row, None)]
    line = go.Scatter(x=xs, y=ys, mode="lines", line={"color": palette.previous, "width": 3}, hoverinfo="skip")
    hollow = {"color": palette.surface, "size": 11, "line": {"color": palette.actual, "width": 1.5}}
    solid, pale = {"color": palette.actual, "size": 11}, {"color": palette.previous, "size": 9}
    tick = {"symbol": "line-ns", "size": 22, "line": {"color": palette.text, "width": 2}}
    faint = {**tick, "line": {"color": palette.previous, "width": 2}}
    marks = [(rows, "weight_was", faint), (rows, "weight", tick)]
    marks += [(moved, "was", hollow), (moved, "becomes", solid), (still, "becomes", pale)]
    drawn = [_marks(part.dropna(subset=[place]), place, marker, t) for part, place, marker in marks]
    return [line, *drawn, _said(rows, palette)]


def _marks(rows: pd.DataFrame, place: str, marker: dict[str, Any], t: Words) -> go.Scatter:
    said = [_hover(row, t) for row in rows.to_dict("records")]
    return go.Scatter(
        x=list(rows[place]), y=list(rows["row"]), mode="markers", marker=marker, text=said,
        hovertemplate="%{text}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _said(part: pd.DataFrame, palette: Palette) -> go.Scatter:
    """Beside the rightmost mark its value, or what it was and becomes."""
    texts = [_label(row) for row in part.to_dict("records")]
    right = part[["was", "becomes", "weight_was", "weight", "left"]].max(axis=1)
    places = [place + 0.012 for place in right]
    return caption(places, list(part["row"]), texts, palette, textposition="middle right", textfont={"size": NOTE})


def _label(row: dict[Any, Any]) -> str:
    was, becomes = row["said_today"], row["said_supposed"]
    return was if was == becomes else f"{was} → <b>{becomes}</b>"


def _hover(row: dict[Any, Any], t: Words) -> str:
    said = {
        "today": value_of(row["measure"], row["today"], t),
        "supposed": value_of(row["measure"], row["supposed"], t),
    }
    line = t("charts.whatif.hover", measure=t(f"charts.whatif.measure.{row['measure']}"), **said)
    return f"<b>{plain(row['name'])}</b><br>{line}"


def _values(row: dict[Any, Any], t: Words) -> dict[str, str]:
    said = {name: value_of(row["measure"], row[name], t) for name in ("today", "supposed")}
    return said | {"measure": t(f"charts.whatif.measure.{row['measure']}")}


def alt(rows: pd.DataFrame, t: Words) -> str:
    """Every strategy and measure that changes, with its value today and in the what-if, in words."""
    found = _rows(rows, t)
    if not len(found):
        return t("charts.empty")
    moved = found[(found["today"] - found["supposed"]).abs() > 1e-9]
    drawn = moved[moved["measure"].isin([panel.measure for panel in _PANELS])]
    parts = [
        t("charts.whatif.alt_row", strategy=words(row["name"]), **_values(row, t)) for row in drawn.to_dict("records")
    ]
    return t("charts.whatif.alt", rows=" ".join(parts)) if parts else t("charts.whatif.alt_same")
