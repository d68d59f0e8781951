"""How the portfolio stands: projects by rating, strategy by strategy."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, bare, canvas, caption, inside, steady
from charts.columns import Row, count, tidy
from charts.escape import plain, short, words
from charts.palette import LETTERS, RATINGS, SHAPES, Palette, filled, rating_of
from i18n import Words

_STRIP, _GHOST = 0.4, 0.07
_ROWS, _MOST = 5, 8
_FITS = 0.017


def status_strip(mix: pd.DataFrame, t: Words, palette: Palette, height: int = 300, reported: bool = False) -> go.Figure:
    """Projects by rating as one strip a strategy, with the mix one period before as a thin line under it.

    Of many strategies those with most red show, then amber, then most projects; the others share the last strip.
    """
    rows = _rows(_grouped(mix, t), t)
    names = rows.drop_duplicates("row")
    widest = rows.groupby("row")[["projects", "projects_before"]].sum().to_numpy().max(initial=1)
    figure = canvas(palette, height)
    for rating in RATINGS:
        part = rows[rows["rating"] == rating]
        now, before = _strip(part, "projects", 0.0, t, palette), _strip(part, "projects_before", 0.31, t, palette)
        now.update(_counts(part, rating, widest, palette))
        figure.add_traces([now.update(width=_STRIP), before.update(width=_GHOST, opacity=0.6)])
    labels = [f"<b>{short(name, 44)}</b>" for name in names["strategy"]]
    figure.add_trace(caption([0] * len(names), list(names["row"] - 0.37), labels, palette, textposition="middle right"))
    figure.update_xaxes(
        axis(
            palette,
            t(f"charts.status.axis{'_reported' * reported}"),
            range=[0, widest],
            showgrid=False,
            showticklabels=False,
        )
    )
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
    return t("charts.comma").join(
        t("charts.status.alt_part", projects=int(counts[rating]), rating=t(f"charts.rating.{rating}").lower())
        for rating in RATINGS
        if counts.get(rating, 0) > 0
    )


def _grouped(mix: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The mix with the strategies beyond what one can read put together."""
    if mix.empty:
        return mix
    weight = mix["rating"].map({"Red": 1e6, "Amber": 1e3}).fillna(1) * mix["projects"]
    order = weight.groupby(mix["strategy_id"], dropna=False).sum().sort_values(ascending=False, kind="stable")
    if len(order) <= _MOST:
        return mix
    kept = mix["strategy_id"].isin(order.index[: _MOST - 1].dropna())
    rest = mix[~kept].groupby("rating", as_index=False, sort=False)[["projects", "projects_before"]].sum()
    others = t("charts.status.others", count=len(order) - _MOST + 1)
    return pd.concat([mix[kept], rest.assign(strategy_id=None, strategy=others)], ignore_index=True)


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


def _strip(part: pd.DataFrame, column: str, below: float, t: Words, palette: Palette) -> go.Bar:
    rating = str(part["rating"].iloc[0]) if len(part) else RATINGS[-1]
    return go.Bar(
        orientation="h",
        x=list(part[column]),
        base=list(part[f"{column}_from"]),
        y=list(part["row"] + below),
        marker=filled(rating, palette),
        customdata=[[key, rating] for key in part["strategy_id"]],
        hovertext=[_hover(row, t) for row in part.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(palette.on[rating]),
    )


def _counts(part: pd.DataFrame, rating: str, widest: float, palette: Palette) -> dict[str, Any]:
    """The shape and the number inside a strip, where they fit."""
    # A shape on hatching is unreadable, and the hatching is the sign.
    shape = "" if rating == "Not rated" else f"{SHAPES[rating]} "
    texts = [f"{shape}{value:.0f}" for value in part["projects"]]
    wide = [value / widest > _FITS * len(text) for value, text in zip(part["projects"], texts, strict=True)]
    return inside([text if fits else "" for text, fits in zip(texts, wide, strict=True)], palette.on[rating])


def _hover(row: dict[Any, Any], t: Words) -> str:
    rating = f"{SHAPES[row['rating']]} {LETTERS[row['rating']]} {t('charts.rating.' + row['rating'])}"
    now, before = (t.number(row[column]) for column in ("projects", "projects_before"))
    return f"<b>{plain(row['strategy'])}</b><br>{rating}<br>{t('charts.status.hover', now=now, before=before)}"
