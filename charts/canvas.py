"""The empty figure that all figures start from, and its axes."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts.palette import BODY, FONT, NOTE, Palette

CLEAR = "rgba(0,0,0,0)"
TICKS = 18
"""Pixels that a line of tick labels over the plot takes."""


def canvas(palette: Palette, height: int, **layout: Any) -> go.Figure:
    """A figure of `height` px with our type, no background, no legend and no dragging."""
    font = {"family": FONT, "color": palette.text}
    hover = {"bgcolor": palette.surface, "bordercolor": palette.border, "align": "left", "font": {**font, "size": NOTE}}
    base: dict[str, Any] = {
        "template": go.layout.Template(),
        "height": height,
        "font": {**font, "size": BODY},
        "hoverlabel": hover,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
    }
    return go.Figure(layout=base | layout)


def axis(palette: Palette, title: str = "", standoff: int = 8, /, **more: Any) -> dict[str, Any]:
    """An axis that says its unit and convention in `title`, so many pixels beyond its ticks, with a faint grid."""
    note = {"size": NOTE, "color": palette.secondary}
    return {
        "title": {"text": title, "font": note, "standoff": standoff},
        "tickfont": note,
        "gridcolor": palette.border,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": True,
        "fixedrange": True,
    } | more


def bare(low: float, high: float, **more: Any) -> dict[str, Any]:
    """An axis that only places things from `low` to `high`."""
    return {"range": [low, high], "visible": False, "fixedrange": True} | more


def caption(x: list[Any], y: list[Any], text: list[str], palette: Palette, **more: Any) -> go.Scatter:
    """Labels beside their marks: never cut by the plot's edge, never in the way of a click."""
    font = {"size": NOTE, "color": palette.text} | more.pop("textfont", {})
    steady = {"textfont": {"color": font["color"]}, "marker": {"opacity": 1}}
    look = {"unselected": steady, "mode": "text", "textfont": font, "hoverinfo": "skip", "cliponaxis": False} | more
    return go.Scatter(x=x, y=y, text=text, **look)


def targets(**more: Any) -> go.Bar:
    """Unseen bars that make a whole row answer a click, however small its mark."""
    marker = {"color": CLEAR, "line": {"width": 0}}
    return go.Bar(marker=marker, hovertemplate="%{hovertext}<extra></extra>", **steady(), **more)


def row_targets(places: list[Any], start: Any, length: float, keys: list[list[Any]], hovers: list[str]) -> go.Bar:
    """Unseen bars over whole rows of horizontal bars, from `start` on (a number or a day; `length` in ms then).

    `keys` are their `customdata`.
    """
    across: dict[str, Any] = {"orientation": "h", "x": [length] * len(places), "base": start, "width": 0.96}
    return targets(y=places, customdata=keys, hovertext=hovers, **across)


def steady(ink: str | None = None) -> dict[str, Any]:
    """Keeps all bars and their text as they are when one is chosen: the page shows what was chosen."""
    kept = {"marker": {"opacity": 1}} | ({"textfont": {"color": ink}} if ink else {})
    return {"selected": kept, "unselected": kept}


def inside(text: list[str], ink: str) -> dict[str, Any]:
    """Text in the middle of bars, upright and never shrunk."""
    place = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "constraintext": "none"}
    return {"text": text, "textfont": {"color": ink, "size": NOTE}, **place}


def row_band(place: float, palette: Palette) -> dict[str, Any]:
    """What marks the chosen row of horizontal bars."""
    edges = {"xref": "x domain", "x0": 0, "x1": 1, "y0": place - 0.46, "y1": place + 0.46}
    return {"type": "rect", "line": {"color": palette.accent, "width": 2}, "layer": "below", **edges}


def mark_at(figure: go.Figure, x: Any, text: str, colour: str, over: int = 0, **line: Any) -> None:
    """A vertical line with its name over the plot, so many pixels higher where ticks stand there."""
    figure.add_vline(x, line={"color": colour, "width": 1} | line)
    note = {"font": {"size": NOTE, "color": colour}, "showarrow": False}
    figure.add_annotation(x=x, y=1, yref="paper", text=text, yanchor="bottom", yshift=over, **note)


def row_names(places: list[Any], labels: list[str], palette: Palette) -> dict[str, Any]:
    """The axis that names the rows of horizontal bars."""
    font = {"size": NOTE, "color": palette.text}
    return axis(palette, tickvals=places, ticktext=labels, showgrid=False, tickfont=font)


def outline(x: float, y: float, palette: Palette) -> dict[str, Any]:
    """The frame around a chosen cell, a unit wide and high."""
    half = 0.48
    box = {"x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half}
    return {"type": "rect", "line": {"color": palette.accent, "width": 3}, **box}
