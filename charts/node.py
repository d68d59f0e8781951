"""How the strategy map's nodes, labels and ribbons are drawn."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts.canvas import caption, steady, targets
from charts.escape import plain, short, words, wrapped
from charts.flow import Node, Part, Ribbon
from charts.palette import LETTERS, Palette, faded
from charts.scale import Scale
from i18n import Words

LEFT, RIGHT = -0.012, 1.53
"""The map's edges, where strategies are at 0 and projects at 1: what the labels need on 700 px and more."""

_AT = {"strategy": 0.0, "programme": 0.5, "programmes": 0.5, "project": 1.0, "group": 1.0}
_SPAN = {0.0: (LEFT, 0.26), 0.5: (0.49, 0.76), 1.0: (0.99, RIGHT)}
_WIDE, _GAP = 0.012, 0.009
_EMPTY = 16.0
_LINE = 15.0
_NAME_WIDTH, _SHORT = 30, 26


def ribbon_shape(ribbon: Ribbon, opened: str | None, palette: Palette) -> dict[str, Any]:
    """A smooth band; in the accent where it belongs to what is opened."""
    chosen = opened is not None and (ribbon.column == 1 or opened in (ribbon.source, ribbon.target))
    colour = faded(palette.accent, 0.22) if chosen else faded(palette.previous, 0.28)
    return _band(ribbon, max(ribbon.thick, 0.6), colour)


def sight_shape(ribbon: Ribbon, project: str, palette: Palette) -> dict[str, Any]:
    """What one project has of a band, in the accent."""
    line = {"line": {"color": palette.accent, "width": 1.5}}
    return _band(ribbon, max(ribbon.projects[project], 1.0), faded(palette.accent, 0.35)) | line


def _band(ribbon: Ribbon, thick: float, colour: str) -> dict[str, Any]:
    left, right = 0.5 * ribbon.column + _WIDE / 2, 0.5 * ribbon.column + 0.5 - _WIDE / 2
    middle, start, end = (left + right) / 2, ribbon.start, ribbon.end
    path = (
        f"M{left:.3f},{start:.1f}C{middle:.3f},{start:.1f} {middle:.3f},{end:.1f} {right:.3f},{end:.1f}"
        f"V{end + thick:.1f}C{middle:.3f},{end + thick:.1f} {middle:.3f},{start + thick:.1f} "
        f"{left:.3f},{start + thick:.1f}Z"
    )
    return {"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def bars(nodes: list[Node], scale: Scale, palette: Palette) -> list[go.Bar]:
    """Each node as a stack of its classes, worst on top; one without projects as an empty outline."""
    pieces = [(node, *piece) for node in nodes for piece in _pieces(node)]
    stacks = [
        _bar([piece for piece in pieces if piece[1] == each], scale.fill(each, palette)) for each in scale.classes
    ]
    hollow = {"color": palette.surface, "line": {"color": palette.secondary, "width": 1.5}}
    return [*stacks, _bar([piece for piece in pieces if not piece[1]], hollow)]


def hits(nodes: list[Node], width: str, scale: Scale, t: Words) -> go.Bar:
    """What answers the mouse: a node together with its label."""
    spans = [_SPAN[_AT[node.level]] for node in nodes]
    tall = [max(node.thick, node.slot - 1) for node in nodes]
    return targets(
        x=[round((left + right) / 2, 3) for left, right in spans],
        width=[round(right - left, 3) for left, right in spans],
        base=[round(node.middle - high / 2, 1) for node, high in zip(nodes, tall, strict=True)],
        y=[round(high, 1) for high in tall],
        customdata=[_identity(node) for node in nodes],
        hovertext=[_hover(node, width, scale, t) for node in nodes],
    )


def labels(nodes: list[Node], width: str, scale: Scale, t: Words, palette: Palette) -> go.Scatter:
    """Beside each node its name, its classes and its width."""
    return caption(
        [_AT[node.level] + _GAP for node in nodes],
        [round(node.middle, 1) for node in nodes],
        [_label(node, width, scale, t, palette) for node in nodes],
        palette,
        textposition="middle right",
    )


def heads(nodes: list[Node], y: float, width: str, t: Words, palette: Palette) -> go.Scatter:
    """What each column is."""
    at = {_AT[node.level]: t(f"charts.map.head.{node.level}", width=t(f"charts.map.{width}")) for node in nodes}
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
        tall = max(node.thick, _EMPTY)
        return [("", node.middle - tall / 2, tall)]
    thick, top, pieces = max(node.thick, 2.0), node.middle - max(node.thick, 2.0) / 2, []
    for part in node.parts:
        tall = thick * (part.size / node.size if node.size else 1 / len(node.parts))
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


def _label(node: Node, width: str, scale: Scale, t: Words, palette: Palette) -> str:
    if node.slot < _LINE - 2:
        return ""
    if node.level in ("project", "group"):
        return _leaf(node, node.parts[0], width, scale, t, palette)
    mix = " ".join(scale.glyph(part.rating, palette, f" {part.projects}") for part in node.parts)
    detail = f"{mix}  {_quiet(_amount(node.size, width, t), palette)}" if mix else t("charts.strategy.starved")
    room = int(node.slot // _LINE)
    lines = wrapped(_name(node, t), _NAME_WIDTH, max(1, min(2, room - 1))).split("<br>")
    if node.row["programme_id"] or node.level == "strategy":
        lines = [f"<b>{line}</b>" for line in lines]
    return "<br>".join([*lines, detail][: max(room, 1)])


def _leaf(node: Node, part: Part, width: str, scale: Scale, t: Words, palette: Palette) -> str:
    if node.level == "project":
        start = f"{scale.glyph(part.rating, palette)} {scale.letter(part.rating, node.row, t)}  "
        return start + short(_name(node, t), _NAME_WIDTH if part.rating in LETTERS else _SHORT)
    letter = scale.group(part.rating, t)
    start = f"{scale.glyph(part.rating, palette)} {letter}  "
    return f"{start}{t('charts.projects', count=part.projects)}  {_quiet(_amount(node.size, width, t), palette)}"


def _amount(size: float, width: str, t: Words) -> str:
    """A width in words: money, or a share of the priorities; a count stands there anyway."""
    return {"projects": "", "priority": t.percent(size)}.get(width, t.money(size))


def _quiet(text: str, palette: Palette) -> str:
    return f'<span style="color:{palette.secondary}">{text}</span>'


def _name(node: Node, t: Words) -> str:
    if node.level == "programmes" and node.members:
        return t("charts.programmes", count=node.members)
    level = {"group": "programme", "programmes": "programme"}.get(node.level, node.level)
    missing = {"strategy": t("charts.no_strategy"), "programme": t("charts.no_programme")}.get(level, "")
    return words(node.row[level] or node.row[f"{level}_id"]) or missing


def _hover(node: Node, width: str, scale: Scale, t: Words) -> str:
    mix = [f"{scale.sign(part.rating)} {scale.word(part.rating, t)}: {part.projects}" for part in node.parts]
    late = [t("charts.strategy.late", days=t.days(node.row["days_late"]))] if node.level == "project" else []
    said = {"projects": t("charts.projects", count=sum(part.projects for part in node.parts))}
    wide = said.get(width, f"{_amount(node.size, width, t)} {t(f'charts.map.{width}')}")
    return "<br>".join([f"<b>{plain(_name(node, t))}</b>", wide, *mix, *late])
