"""Where risks are measured: scopes by category, flagged by how many, clear, or hatched where nobody looked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, outline, steady
from charts.columns import tidy
from charts.escape import plain, words, wrapped
from charts.palette import NOTE, Palette
from i18n import Words

STATES = ("flagged", "clear", "not measured")
_CELL, _ROW, _HEAD = 0.9, 30, 72
_UPRIGHT = 8
"""How many categories have room for upright names on a small screen."""
_TEXTS = ("scope_id", "scope", "scope_level", "category", "state")
_NUMBERS = ("risks", "expected_cost", "parts", "measured_parts")


def coverage_map(
    coverage: pd.DataFrame, t: Words, palette: Palette, most: int = 30, chosen: str | None = None
) -> go.Figure:
    """Scopes down, categories across, the least measured scopes on top; `customdata` is [scope id, category].

    The `chosen` one of `coverage_cells` is outlined.
    """
    rows = _placed(_rows(coverage), most)
    figure = canvas(palette, max(_HEAD + _ROW * rows["y"].nunique(), 120))
    for state in STATES:
        figure.add_trace(_tiles(rows[rows["state"] == state], state, t, palette))
    counted = rows[rows["risks"] > 0]
    inks = pd.Series([palette.on_ramp[step] for step in _steps(counted, palette)], counted.index, dtype=object)
    for ink in dict.fromkeys(palette.on_ramp):
        shown = counted[inks == ink]
        texts = [f"{risks:.0f}" for risks in shown["risks"]]
        figure.add_trace(caption(list(shown["x"]), list(shown["y"]), texts, palette, textfont={"color": ink}))
    for row in rows[cell_keys(rows) == chosen].to_dict("records"):
        figure.add_shape(outline(row["x"], row["y"], palette))
    figure.update_xaxes(_names(rows, "x", "category", 12, palette), side="top", range=[-0.5, rows["x"].nunique() - 0.5])
    return figure.update_yaxes(_names(rows, "y", "scope", 34, palette), range=[rows["y"].nunique() - 0.5, -0.5])


def coverage_cells(coverage: pd.DataFrame, t: Words, most: int = 30) -> dict[str, str]:
    """The cells of the map by `scope id:category`, in its order, each with its state in words."""
    rows = _placed(_rows(coverage), most).sort_values(["y", "x"])
    return dict(zip(cell_keys(rows), [cell_title(row, t) for row in rows.to_dict("records")], strict=True))


def cell_title(row: Mapping[Any, Any], t: Words) -> str:
    """One cell in words: its scope, its category and its state."""
    names = {"scope": words(row["scope"] or row["scope_id"]), "category": words(row["category"])}
    return t("charts.ignorance.cell", said=_said(row, t), **names)


def measured_below(row: Mapping[Any, Any], t: Words) -> str:
    """How much of what is below a scope is measured; of a project, which has nothing below it, nothing."""
    parts = {name: t.number(row[name]) for name in ("parts", "measured_parts")}
    return "" if row["scope_level"] == "project" else t("charts.ignorance.parts", **parts)


def coverage_title(coverage: pd.DataFrame, t: Words) -> str:
    """How many combinations of scope and category are measured, and how many are not."""
    rows = _rows(coverage)
    if rows.empty:
        return t("charts.empty")
    unknown = int((rows["state"] == "not measured").sum())
    share = t.percent(1 - unknown / len(rows))
    return t("charts.ignorance.title", count=unknown, share=share, all=t.number(len(rows)))


def coverage_alt(coverage: pd.DataFrame, t: Words) -> str:
    """The title, with how many are flagged and clear."""
    rows = _rows(coverage)
    if rows.empty:
        return t("charts.empty")
    counts = {state.split()[0]: int((rows["state"] == state).sum()) for state in STATES}
    return f"{coverage_title(coverage, t)} {t('charts.ignorance.alt', **counts)}"


def _rows(coverage: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(coverage, _TEXTS, _NUMBERS).dropna(subset=["scope_id", "category"])
    return rows.assign(state=rows["state"].where(rows["state"].isin(STATES), "not measured")).fillna({"risks": 0})


def _placed(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    unknown = rows["state"] == "not measured"
    order = rows.assign(unknown=unknown).groupby("scope_id", sort=False)[["unknown", "risks"]].sum()
    shown = list(order.sort_values(["unknown", "risks"], ascending=False, kind="stable").index)[:most]
    categories = rows.groupby("category")["risks"].sum().sort_values(ascending=False, kind="stable").index
    places = {"y": {name: float(at) for at, name in enumerate(shown)}}
    places["x"] = {name: float(at) for at, name in enumerate(categories)}
    kept = rows[rows["scope_id"].isin(shown)]
    return kept.assign(y=kept["scope_id"].map(places["y"]), x=kept["category"].map(places["x"])).astype(
        {"x": float, "y": float}
    )


def _steps(rows: pd.DataFrame, palette: Palette) -> list[int]:
    most = rows["risks"].max() if len(rows) else 1
    return [palette.step((risks - 1) / max(most, 1)) for risks in rows["risks"]]


def _tiles(rows: pd.DataFrame, state: str, t: Words, palette: Palette) -> go.Bar:
    marker: dict[str, Any] = {
        "line": {"width": 1, "color": palette.border},
        "color": palette.surface,
        "cornerradius": 3,
    }
    if state == "flagged":
        marker |= {"color": [palette.ramp[step] for step in _steps(rows, palette)], "line": {"width": 0}}
    if state == "not measured":
        grey = palette.outline["Not rated"]
        marker["pattern"] = {"shape": "/", "size": 6, "solidity": 0.25, "fgcolor": grey, "bgcolor": palette.surface}
        marker["line"] = {"width": 1, "color": grey}
    return go.Bar(
        x=list(rows["x"]), base=list(rows["y"] - _CELL / 2), y=[_CELL] * len(rows), width=_CELL, marker=marker,
        customdata=rows[["scope_id", "category"]].to_numpy().tolist(),
        hovertext=[_hover(row, t) for row in rows.to_dict("records")], hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )  # fmt: skip


def _names(rows: pd.DataFrame, place: str, name: str, width: int, palette: Palette) -> dict[str, Any]:
    shown = rows.drop_duplicates(place)
    labels = {
        "tickvals": list(shown[place]),
        "ticktext": [wrapped(value, width, 1 if place == "y" or len(shown) > _UPRIGHT else 2) for value in shown[name]],
    }
    angle = -40 if place == "x" and len(shown) > _UPRIGHT else 0
    font = {"size": NOTE, "color": palette.text}
    return axis(palette, showgrid=False, tickfont=font, tickangle=angle, ticklabeloverflow="allow", **labels)


def _hover(row: dict[Any, Any], t: Words) -> str:
    lines = [f"<b>{plain(row['scope'] or row['scope_id'])} · {plain(row['category'])}</b>", _said(row, t)]
    return "<br>".join([*lines, *filter(None, [measured_below(row, t) if not _partly(row) else ""])])


def _partly(row: Mapping[Any, Any]) -> bool:
    return bool(row["state"] == "not measured" and 0 < row["measured_parts"] < row["parts"])


def _said(row: Mapping[Any, Any], t: Words) -> str:
    if _partly(row):
        silent = int(row["parts"] - row["measured_parts"])
        return t("charts.headline.partly_measured", count=silent, parts=t.number(row["parts"]))
    return t(f"charts.ignorance.state.{row['state']}", count=int(row["risks"]), money=t.money(row["expected_cost"]))


def cell_keys(rows: pd.DataFrame) -> pd.Series[str]:
    """What the address calls each cell: `scope id:category`."""
    return rows["scope_id"] + ":" + rows["category"]
