"""Which money serves which strategy, and how the work that it pays for stands."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import tree
from charts.canvas import STEADY, bare, canvas, caption, targets
from charts.columns import Row, count
from charts.escape import plain, short, words, wrapped
from charts.palette import LETTERS, NOTE, RATINGS, SHAPES, Palette, faded, mark
from charts.status import filled
from charts.tree import ORPHANS, Node, Ribbon
from i18n import Words

__all__ = ["ORPHANS", "alt", "strategy_map", "title"]

_AT = {"strategy": 0.0, "programme": 0.5, "project": 1.0, "group": 1.0}
_LEFT, _RIGHT = -0.26, 1.36
_WIDE = 0.011
_TOP = 28
_LINE = 15.5
_EMPTY = 18.0


def strategy_map(
    trace: pd.DataFrame, t: Words, palette: Palette, opened: str | None = None, height: int = 640
) -> go.Figure:
    """Strategy to programme to project, as thick as the budget, coloured by evidence.

    Projects are grouped by rating when they are many, until `opened` names a strategy, a programme or `ORPHANS`.
    A chosen mark's `customdata` is [id, level], where level is strategy, programme or project.
    """
    nodes, ribbons = tree.grown(trace, opened, height - _TOP - 8)
    bottom = max((node.top + node.thick / 2 + node.slot / 2 for node in nodes), default=height - _TOP - 8)
    figure = canvas(palette, round(max(height, bottom + _TOP + 8)), margin={"l": 0, "r": 0, "t": _TOP, "b": 8})
    known = opened if any(opened == key for node in nodes for key in (node.key, node.opens[0])) else None
    figure.update_layout(shapes=[_ribbon(ribbon, known, palette) for ribbon in ribbons])
    figure.add_traces([*_bars(nodes, palette), _hits(nodes, t), *_labels(nodes, t, palette), _heads(nodes, t, palette)])
    return figure.update_xaxes(bare(_LEFT, _RIGHT)).update_yaxes(bare(max(bottom, height - _TOP - 8), 0))


def title(summary: Row, t: Words) -> str:
    """How many projects serve no strategy, and how many strategies have no project."""
    values = {name: count(summary, name) for name in ("projects", "orphans", "starved")}
    if not values["orphans"] and not values["starved"]:
        return t("charts.strategy.title_sound", count=values["projects"])
    return t("charts.strategy.title", count=values["orphans"], **values)


def alt(trace: pd.DataFrame, t: Words) -> str:
    """Every strategy with its budget and its projects by rating, in words."""
    rows = tree.traced(trace)
    lines = (_alt_row(part, t) for _, part in rows.groupby("strategy_key", sort=False))
    return t("charts.strategy.alt", rows=" ".join(lines)) if len(rows) else t("charts.empty")


def _alt_row(part: pd.DataFrame, t: Words) -> str:
    first, mix = part.iloc[0], _mix(part)
    name = words(first["strategy"] or first["strategy_id"]) or t("charts.no_strategy")
    if not mix:
        return t("charts.strategy.alt_starved", strategy=name)
    parts = (
        t("charts.status.alt_part", projects=projects, rating=t(f"charts.rating.{rating}").lower())
        for rating, projects in mix.items()
    )
    return t("charts.strategy.alt_row", strategy=name, money=t.money(part["money"].sum()), mix=", ".join(parts))


def _mix(rows: pd.DataFrame) -> dict[str, int]:
    """Projects by rating, worst first, without empty ratings."""
    projects = rows.dropna(subset="project_id").groupby("rating")["project_id"].nunique()
    return {rating: int(projects[rating]) for rating in RATINGS if projects.get(rating, 0)}


def _ribbon(ribbon: Ribbon, opened: str | None, palette: Palette) -> dict[str, Any]:
    left, right = (0.5 * (ribbon.column + side) for side in (0, 1))
    left, right, middle = left + _WIDE / 2, right - _WIDE / 2, (left + right) / 2
    path = (
        f"M{left:.4f},{ribbon.start:.1f}C{middle:.4f},{ribbon.start:.1f} {middle:.4f},{ribbon.end:.1f} "
        f"{right:.4f},{ribbon.end:.1f}L{right:.4f},{ribbon.end + ribbon.thick:.1f}"
        f"C{middle:.4f},{ribbon.end + ribbon.thick:.1f} {middle:.4f},{ribbon.start + ribbon.thick:.1f} "
        f"{left:.4f},{ribbon.start + ribbon.thick:.1f}Z"
    )
    chosen = opened is not None and (ribbon.column == 1 or opened in (ribbon.source, ribbon.target))
    colour = faded(palette.accent, 0.3) if chosen else faded(palette.previous, 0.3)
    return {"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def _bars(nodes: list[Node], palette: Palette) -> list[go.Bar]:
    parts = [part for node in nodes for part in _segments(node)]
    bars = [_stack([part for part in parts if part[1] == rating], filled(rating, palette)) for rating in RATINGS]
    hollow = {"color": palette.surface, "line": {"color": palette.secondary, "width": 1.5}}
    return [*bars, _stack([part for part in parts if part[1] == "none"], hollow)]


def _segments(node: Node) -> list[tuple[Node, str, float, float]]:
    """A node's bar from top to bottom: (node, rating, upper edge, height); `none` for a starved strategy."""
    if not _mix(node.rows):
        return [(node, "none", node.top + node.thick / 2 - _EMPTY / 2, _EMPTY)]
    money = node.rows.groupby("rating")["money"].sum().reindex(RATINGS, fill_value=0.0)
    shares = money / money.sum() if money.sum() else money
    thick, top = max(node.thick, 2.0), node.top
    parts = []
    for rating in _mix(node.rows):
        tall = thick * shares[rating] if money.sum() else thick / len(_mix(node.rows))
        parts.append((node, rating, top, tall))
        top += tall
    return parts


def _stack(parts: list[tuple[Node, str, float, float]], marker: dict[str, Any]) -> go.Bar:
    return go.Bar(
        x=[_AT[node.level] for node, *_ in parts],
        width=_WIDE,
        base=[round(top, 1) for *_, top, _ in parts],
        y=[round(tall, 1) for *_, tall in parts],
        marker=marker,
        customdata=[list(node.opens) for node, *_ in parts],
        hoverinfo="skip",
        **STEADY,
    )


def _hits(nodes: list[Node], t: Words) -> go.Bar:
    """What answers the mouse: a node together with its label."""
    spans = {"strategy": (_LEFT, 0.01), "programme": (0.49, 0.75), "project": (0.99, _RIGHT), "group": (0.99, _RIGHT)}
    tall = [max(node.thick, node.slot - 1) for node in nodes]
    return targets(
        x=[sum(spans[node.level]) / 2 for node in nodes],
        width=[spans[node.level][1] - spans[node.level][0] for node in nodes],
        base=[round(node.top + node.thick / 2 - high / 2, 1) for node, high in zip(nodes, tall, strict=True)],
        y=[round(high, 1) for high in tall],
        customdata=[list(node.opens) for node in nodes],
        hovertext=[_hover(node, t) for node in nodes],
    )


def _labels(nodes: list[Node], t: Words, palette: Palette) -> list[go.Scatter]:
    sides = (("strategy",), "middle left", -0.008), (("programme", "project", "group"), "middle right", 0.008)
    return [
        caption(
            [_AT[node.level] + gap for node in nodes if node.level in levels],
            [round(node.top + node.thick / 2, 1) for node in nodes if node.level in levels],
            [_label(node, t, palette) for node in nodes if node.level in levels],
            palette,
            textposition=position,
        )
        for levels, position, gap in sides
    ]


def _label(node: Node, t: Words, palette: Palette) -> str:
    mix = " ".join(mark(rating, palette, str(projects)) for rating, projects in _mix(node.rows).items())
    money = f'<span style="color:{palette.secondary}">{t.money(node.money)}</span>'
    rating = node.rows["rating"].iloc[0]
    if node.level == "project":
        return f"{mark(rating, palette)} {LETTERS[rating]}  {short(_name(node, t), 30)}"
    if node.level == "group":
        projects = t("charts.projects", count=sum(_mix(node.rows).values()))
        return f"{mark(rating, palette)} {LETTERS[rating]}  {projects} · {money}"
    detail = f"{mix}  {money}" if mix else f'<span style="color:{palette.late}">{t("charts.strategy.starved")}</span>'
    return _fitting(_name(node, t), 24 if node.level == "strategy" else 30, detail, node.slot)


def _fitting(name: str, width: int, detail: str, slot: float) -> str:
    """Name and detail in as many lines as the node's slot has room for."""
    room = int(slot // _LINE)
    lines = [f"<b>{line}</b>" for line in wrapped(name, width, max(1, min(2, room - 1))).split("<br>")]
    return "<br>".join([*lines, detail] if room > 1 else lines)


def _name(node: Node, t: Words) -> str:
    fallback = t("charts.no_strategy") if node.level == "strategy" else t("charts.no_programme")
    return words(node.names[0] or node.names[1]) or fallback


def _hover(node: Node, t: Words) -> str:
    mix = "  ".join(f"{SHAPES[rating]} {LETTERS[rating]} {projects}" for rating, projects in _mix(node.rows).items())
    lines = [f"<b>{plain(_name(node, t))}</b>", t("charts.strategy.hover", money=t.money(node.money)), mix]
    late = node.rows["days_late"].iloc[0]
    return "<br>".join(filter(None, [*lines, t.days(late) if node.level == "project" else ""]))


def _heads(nodes: list[Node], t: Words, palette: Palette) -> go.Scatter:
    levels = {node.level for node in nodes} | {"strategy"}
    shown = [level for level in _AT if level in levels]
    return caption(
        [_AT[level] for level in shown],
        [-_TOP / 2] * len(shown),
        [t(f"charts.strategy.head.{level}") for level in shown],
        palette,
        textposition=["middle left" if level == "strategy" else "middle right" for level in shown],
        textfont={"color": palette.secondary, "size": NOTE},
    )
