"""Which money serves which strategy, and how the work that it pays for stands."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas
from charts.columns import Row, count
from charts.escape import words
from charts.flow import flow
from charts.node import LEFT, RIGHT, bars, heads, hits, labels, ribbon_shape
from charts.palette import RATINGS, Palette
from charts.tree import ORPHANS, traced
from i18n import Words

__all__ = ["ORPHANS", "alt", "map_title", "strategy_map", "title"]

_HEAD, _FOOT = 30, 6


def strategy_map(
    trace: pd.DataFrame, t: Words, palette: Palette, opened: str | None = None, height: int = 640
) -> go.Figure:
    """Strategy to programme to project, as thick as the budget, coloured by evidence.

    Projects are grouped by rating when they are many, until `opened` names a strategy, a programme or `ORPHANS`.
    A chosen mark's `customdata` is [id, level], where level is strategy, programme or project.
    """
    nodes, ribbons, tall = flow(trace, opened, height - _HEAD - _FOOT)
    figure = canvas(palette, round(tall) + _HEAD + _FOOT, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    chosen = opened if any(opened == node.opens for node in nodes) else None
    figure.update_layout(shapes=[ribbon_shape(ribbon, chosen, palette) for ribbon in ribbons])
    figure.add_traces(
        [*bars(nodes, palette), hits(nodes, t), labels(nodes, t, palette), heads(nodes, -_HEAD / 2, t, palette)]
    )
    return figure.update_xaxes(bare(LEFT, RIGHT)).update_yaxes(bare(tall + _FOOT, -_HEAD))


def title(summary: Row, t: Words) -> str:
    """How many projects serve no strategy, and how many strategies have no project."""
    values = {name: count(summary, name) for name in ("projects", "orphans", "starved")}
    if not values["orphans"] and not values["starved"]:
        return t("charts.strategy.title_sound", count=values["projects"])
    return t("charts.strategy.title", count=values["orphans"], **values)


def map_title(trace: pd.DataFrame, t: Words) -> str:
    """How much money the map shows, which is the strategy's share where only one is looked at, and for how many."""
    rows = traced(trace)
    return t("charts.strategy.map", money=t.money(rows["money"].sum()), count=int(rows["project_id"].nunique()))


def alt(trace: pd.DataFrame, t: Words) -> str:
    """Every strategy with its budget and its projects by rating, in words."""
    rows = traced(trace)
    lines = (_alt_row(part, t) for _, part in rows.groupby("strategy_key", sort=False))
    return t("charts.strategy.alt", rows=" ".join(lines)) if len(rows) else t("charts.empty")


def _alt_row(part: pd.DataFrame, t: Words) -> str:
    first = part.iloc[0]
    name = words(first["strategy"] or first["strategy_id"]) or t("charts.no_strategy")
    projects = part.dropna(subset="project_id").groupby("rating")["project_id"].nunique()
    if not len(projects):
        return t("charts.strategy.alt_starved", strategy=name)
    mix = t("charts.comma").join(
        t("charts.status.alt_part", projects=projects[rating], rating=t(f"charts.rating.{rating}").lower())
        for rating in RATINGS
        if rating in projects
    )
    return t("charts.strategy.alt_row", strategy=name, money=t.money(part["money"].sum()), mix=mix)
