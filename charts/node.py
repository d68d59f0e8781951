"""How the strategy map's nodes, labels and ribbons are drawn."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts.canvas import caption, steady, targets
from charts.escape import plain, short, words, wrapped
from charts.flow import Node, Part, Ribbon
from charts.palette import LETTERS, RATINGS, SHAPES, Palette, faded, filled, mark
from i18n import Words

LEFT, RIGHT = -0.012, 1.42
"""The map's edges, where strategies are at 0 and projects at 1: what the labels need on 700 px and more."""

_AT = {"strategy": 0.0, "programme": 0.5, "programmes": 0.5, "project": 1.0, "group": 1.0}
_SPAN = {0.0: (LEFT, 0.26), 0.5: (0.49, 0.76), 1.0: (0.99, RIGHT)}
_WIDE, _GAP = 0.012, 0.009
_EMPTY = 16.0
_LINE = 15.0
_NAME_WIDTH = 32


def ribbon_shape(ribbon: Ribbon, opened: str | None, palette: Palette) -> dict[str, Any]:
    """A smooth band; in the accent where it belongs to what is opened."""
    left, right = 0.5 * ribbon.column + _WIDE / 2, 0.5 * ribbon.column + 0.5 - _WIDE / 2
    middle, thick = (left + right) / 2, max(ribbon.thick, 0.6)
    start, end = ribbon.start, ribbon.end
    path = (
        f"M{left:.3f},{start:.1f}C{middle:.3f},{start:.1f} {middle:.3f},{end:.1f} {right:.3f},{end:.1f}"
        f"V{end + thick:.1f}C{middle:.3f},{end + thick:.1f} {middle:.3f},{start + thick:.1f} "
        f"{left:.3f},{start + thick:.1f}Z"
    )
    chosen = opened is not None and (ribbon.column == 1 or opened in (ribbon.source, ribbon.target))
    colour = faded(palette.accent, 0.22) if chosen else faded(palette.previous, 0.28)
    return {"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def bars(nodes: list[Node], palette: Palette) -> list[go.Bar]:
    """Each node as a stack of its ratings, worst on top; one without projects as an empty outline."""
    pieces = [(node, *piece) for node in nodes for piece in _pieces(node)]
    stacks = [_bar([piece for piece in pieces if piece[1] == rating], filled(rating, palette)) for rating in RATINGS]
    hollow = {"color": palette.surface, "line": {"color": palette.secondary, "width": 1.5}}
    return [*stacks, _bar([piece for piece in pieces if not piece[1]], hollow)]


def hits(nodes: list[Node], t: Words) -> go.Bar:
    """What answers the mouse: a node together with its label."""
    spans = [_SPAN[_AT[node.level]] for node in nodes]
    tall = [max(node.thick, node.slot - 1) for node in nodes]
    return targets(
        x=[round((left + right) / 2, 3) for left, right in spans],
        width=[round(right - left, 3) for left, right in spans],
        base=[round(node.middle - high / 2, 1) for node, high in zip(nodes, tall, strict=True)],
        y=[round(high, 1) for high in tall],
        customdata=[_identity(node) for node in nodes],
        hovertext=[_hover(node, t) for node in nodes],
    )


def labels(nodes: list[Node], t: Words, palette: Palette) -> go.Scatter:
    """Beside each node its name, its ratings and its money."""
    return caption(
        [_AT[node.level] + _GAP for node in nodes],
        [round(node.middle, 1) for node in nodes],
        [_label(node, t, palette) for node in nodes],
        palette,
        textposition="middle right",
    )


def heads(nodes: list[Node], y: float, t: Words, palette: Palette) -> go.Scatter:
    """What each column is."""
    at = {_AT[node.level]: t(f"charts.strategy.head.{node.level}") for node in nodes}
    grey = {"color": palette.secondary}
    places = [x - _WIDE / 2 for x in at]
    return caption(places, [y] * len(at), list(at.values()), palette, textposition="middle right", textfont=grey)


def _identity(node: Node) -> list[str]:
    """[id, level] of what a click on the node opens."""
    if node.level == "project":
        return [node.opens, "project"]
    return [node.opens, "programme" if node.opens == node.row["programme_id"] else "strategy"]


def _pieces(node: Node) -> list[tuple[str, float, float]]:
    """(rating, upper edge, height) of each piece of a node's bar, in px."""
    if not node.parts:
        return [("", node.middle - _EMPTY / 2, _EMPTY)]
    thick, top, pieces = max(node.thick, 2.0), node.middle - max(node.thick, 2.0) / 2, []
    for part in node.parts:
        tall = thick * (part.money / node.money if node.money else 1 / len(node.parts))
        pieces.append((part.rating, top, tall))
        top += tall
    return pieces


def _bar(pieces: list[tuple[Node, str, float, float]], marker: dict[str, Any]) -> go.Bar:
    return go.Bar(
        x=[_AT[node.level] for node, *_ in pieces],
        width=_WIDE,
        base=[round(top, 1) for *_, top, _ in pieces],
        y=[round(tall, 1) for *_, tall in pieces],
        marker=marker,
        hoverinfo="skip",
        **steady(),
    )


def _label(node: Node, t: Words, palette: Palette) -> str:
    if node.slot < _LINE - 2:
        return ""
    if node.level in ("project", "group"):
        return _leaf(node, node.parts[0], t, palette)
    mix = " ".join(mark(part.rating, palette, f" {part.projects}") for part in node.parts)
    money = f'<span style="color:{palette.secondary}">{t.money(node.money)}</span>'
    detail = f"{mix}  {money}" if mix else t("charts.strategy.starved")
    room = int(node.slot // _LINE)
    lines = wrapped(_name(node, t), _NAME_WIDTH, max(1, min(2, room - 1))).split("<br>")
    if node.row["programme_id"] or node.level == "strategy":
        lines = [f"<b>{line}</b>" for line in lines]
    return "<br>".join([*lines, detail][: max(room, 1)])


def _leaf(node: Node, part: Part, t: Words, palette: Palette) -> str:
    start = f"{mark(part.rating, palette)} {LETTERS[part.rating]}  "
    if node.level == "project":
        return start + short(_name(node, t), _NAME_WIDTH)
    money = f'<span style="color:{palette.secondary}">{t.money(node.money)}</span>'
    return f"{start}{t('charts.projects', count=part.projects)}  {money}"


def _name(node: Node, t: Words) -> str:
    if node.level == "programmes" and node.members:
        return t("charts.programmes", count=node.members)
    level = {"group": "programme", "programmes": "programme"}.get(node.level, node.level)
    missing = {"strategy": t("charts.no_strategy"), "programme": t("charts.no_programme")}.get(level, "")
    return words(node.row[level] or node.row[f"{level}_id"]) or missing


def _hover(node: Node, t: Words) -> str:
    mix = [f"{SHAPES[part.rating]} {t('charts.rating.' + part.rating)}: {part.projects}" for part in node.parts]
    late = [t("charts.strategy.late", days=t.days(node.row["days_late"]))] if node.level == "project" else []
    return "<br>".join(
        [f"<b>{plain(_name(node, t))}</b>", t("charts.strategy.hover", money=t.money(node.money)), *mix, *late]
    )
