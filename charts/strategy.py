"""Which money serves which strategy, and how the work that it pays for stands."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas, caption
from charts.columns import Row, count
from charts.escape import words
from charts.flow import flow
from charts.node import LEFT, RIGHT, bars, heads, hits, labels, ribbon_shape, sight_shape
from charts.palette import RATINGS, Palette
from charts.scale import EVIDENCE, scale
from charts.tree import ORPHANS, traced
from i18n import Words

__all__ = ["ORPHANS", "alt", "map_title", "strategy_map", "title"]

_HEAD, _FOOT, _KEY = 30, 6, 24


def strategy_map(
    trace: pd.DataFrame,
    t: Words,
    palette: Palette,
    opened: str | None = None,
    height: int = 640,
    width: str = "money",
    colour: str = "evidence",
    project: str | None = None,
) -> go.Figure:
    """Strategy to programme to project, as thick as their money, projects or priority (`width`), coloured as asked.

    Projects are grouped by colour when they are many, until `opened` names a strategy, a programme or `ORPHANS`. The
    way from `project` up to its strategies is drawn in the accent.
    A chosen mark's `customdata` is [id, level], where level is strategy, programme or project.
    """
    classes = scale(colour, trace)
    key = classes.key(t, palette)
    foot = _FOOT + (_KEY if key else 0)
    nodes, ribbons, tall = flow(trace, opened, height - _HEAD - foot, width, classes)
    figure = canvas(palette, round(tall) + _HEAD + foot, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    chosen = opened if any(opened == node.opens for node in nodes) else None
    sight = [sight_shape(ribbon, project, palette) for ribbon in ribbons if project and project in ribbon.projects]
    figure.update_layout(shapes=[*(ribbon_shape(ribbon, chosen, palette) for ribbon in ribbons), *sight])
    figure.add_traces([*bars(nodes, classes, palette), hits(nodes, width, classes, t)])
    figure.add_trace(labels(nodes, width, classes, t, palette))
    figure.add_trace(heads(nodes, -_HEAD / 2, width, t, palette))
    grey = {"color": palette.secondary}
    figure.add_trace(caption([LEFT], [tall + foot / 2], [key], palette, textposition="middle right", textfont=grey))
    return figure.update_xaxes(bare(LEFT, RIGHT)).update_yaxes(bare(tall + foot, -_HEAD))


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
    rows = rows.assign(rating=EVIDENCE.of(rows))
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
