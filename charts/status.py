"""How the portfolio stands: projects by rating, strategy by strategy."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import STEADY, axis, bare, canvas, caption
from charts.columns import Row, count, tidy
from charts.escape import plain, short, words
from charts.palette import LETTERS, NOTE, RATINGS, SHAPES, Palette, rating_of
from i18n import Words

_STRIP, _GHOST = 0.36, 0.07
_ROWS = 4


def status_strip(mix: pd.DataFrame, t: Words, palette: Palette, height: int = 300) -> go.Figure:
    """Projects by rating as one strip a strategy, with the mix one period before as a thin line under it."""
    rows = _rows(mix, t)
    names = rows.drop_duplicates("row")
    widest = rows.groupby("row")[["projects", "projects_before"]].sum().to_numpy().max(initial=1)
    figure = canvas(palette, height, uniformtext={"minsize": NOTE - 1, "mode": "hide"})
    for rating in RATINGS:
        part = rows[rows["rating"] == rating]
        figure.add_trace(_strip(part, "projects", _STRIP, 0.0, t, palette, rating))
        figure.add_trace(_strip(part, "projects_before", _GHOST, 0.3, t, palette, rating))
    labels = [f"<b>{short(name, 44)}</b>" for name in names["strategy"]]
    figure.add_trace(caption([0] * len(names), list(names["row"] - 0.38), labels, palette, textposition="middle right"))
    figure.update_xaxes(axis(palette, t("charts.status.axis"), range=[0, widest], showgrid=False, showticklabels=False))
    return figure.update_yaxes(bare(max(len(names), _ROWS) - 0.5, -0.7))


def title(summary: Row, t: Words) -> str:
    """How many projects are on track by evidence, and how many are red."""
    red = count(summary, "red")
    return t("charts.status.title", count=red, green=count(summary, "green"), projects=count(summary, "projects"))


def alt(mix: pd.DataFrame, t: Words) -> str:
    """Every strategy with its projects by rating, in words."""
    rows = _rows(mix, t)
    lines = (
        t("charts.status.alt_row", strategy=words(name), mix=in_words(part, t))
        for name, part in rows.groupby("strategy", sort=False)
    )
    return t("charts.status.alt", rows=" ".join(lines)) if len(rows) else t("charts.empty")


def in_words(part: pd.DataFrame, t: Words) -> str:
    """The ratings of a mix as '2 red, 1 amber'."""
    counts = part.groupby("rating")["projects"].sum()
    return ", ".join(
        t("charts.status.alt_part", projects=int(counts[rating]), rating=t(f"charts.rating.{rating}").lower())
        for rating in RATINGS
        if counts.get(rating, 0) > 0
    )


def _rows(mix: pd.DataFrame, t: Words) -> pd.DataFrame:
    rows = tidy(mix, ("strategy_id", "strategy", "rating"), ("projects", "projects_before"))
    rows["rating"] = pd.Categorical(rows["rating"].map(rating_of), RATINGS)
    nameless = t("charts.no_strategy")
    rows["strategy"] = [
        name or key or nameless for name, key in zip(rows["strategy"], rows["strategy_id"], strict=True)
    ]
    rows["row"] = pd.factorize(rows["strategy_id"].fillna(""))[0]
    rows = rows.fillna({"projects": 0, "projects_before": 0}).sort_values(["row", "rating"], kind="stable")
    for column in ("projects", "projects_before"):
        rows[f"{column}_from"] = rows.groupby("row")[column].cumsum() - rows[column]
    return rows


def _strip(
    part: pd.DataFrame, column: str, width: float, below: float, t: Words, palette: Palette, rating: str
) -> go.Bar:
    now = column == "projects"
    return go.Bar(
        orientation="h",
        x=list(part[column]),
        base=list(part[f"{column}_from"]),
        y=list(part["row"] + below),
        width=width,
        marker=filled(rating, palette),
        text=[f"{SHAPES[rating]} {value:.0f}" if now and value else "" for value in part[column]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": palette.on[rating], "size": NOTE},
        customdata=[[key, rating] for key in part["strategy_id"]],
        hovertext=[_hover(row, t) for row in part.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **STEADY,
    )


def filled(rating: str, palette: Palette) -> dict[str, Any]:
    """A bar's fill for one rating: its colour, or hatched on nothing where there is no rating."""
    hatched = {
        "shape": "/",
        "size": 5,
        "solidity": 0.25,
        "fgcolor": palette.outline[rating],
        "bgcolor": palette.surface,
    }
    line = {"color": palette.outline[rating] if rating in ("Amber", "Not rated") else palette.surface, "width": 1}
    return {"color": palette.fill[rating], "line": line} | ({"pattern": hatched} if rating == "Not rated" else {})


def _hover(row: dict[Any, Any], t: Words) -> str:
    rating = f"{SHAPES[row['rating']]} {LETTERS[row['rating']]} {t('charts.rating.' + row['rating'])}"
    now, before = (t.number(row[column]) for column in ("projects", "projects_before"))
    return f"<b>{plain(row['strategy'])}</b><br>{rating}<br>{t('charts.status.hover', now=now, before=before)}"
