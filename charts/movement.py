"""How the risks moved over the matrix since an earlier report, and one risk's course across all reports."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.columns import tidy
from charts.palette import NOTE, Palette, faded, filled, rating_of
from charts.risk import matrix
from i18n import Words

CHANGES = ("new", "worse", "better", "closed", "dropped", "same")
_MOST_ARROWS = 16
_APART, _ASIDE = 0.3, 0.14


def trails(
    cells: pd.DataFrame,
    moves: pd.DataFrame,
    t: Words,
    palette: Palette,
    selected: tuple[int, int] | None = None,
    height: int | None = None,
) -> go.Figure:
    """The matrix of today with a thin arrow for each way that risks took (worse in orange, better in blue).

    In the corners of a cell: how many are new in it (+) and how many of its former risks ended (−). What stood on a
    scale of another size has no place here, so that its arrow and corner are left out (`rescaled` says how many).
    """
    rows = _rows(moves)
    figure = matrix(_with_new(cells, rows), t, palette, selected, height=height)
    if moves.empty:
        return figure
    for way in _ways(rows).head(_MOST_ARROWS).to_dict("records"):
        figure.add_annotation(_arrow(way, palette))
    counts = {name: _at(rows, change, end) for name, change, end in _CORNERS}
    figure.add_traces([_corner(counts[name], name, cells, palette) for name, *_ in _CORNERS])
    return figure


def movement_title(moves: pd.DataFrame, t: Words) -> str:
    """How many risks are new, worse, better, closed and dropped, and how many moved into the red zone."""
    told = _rows(moves)
    counts = told["change"].value_counts()
    said = {name: int(counts.get(name, 0)) for name in CHANGES}
    return t("charts.movement.title", count=int(_reddened(told).sum()), **said)


def headline(moves: pd.DataFrame, t: Words, day: str, measure: str = "residual", whose: str = "") -> str:
    """How many of the open risks sit in the red zone by a measure, and how many of them came into it since a day."""
    rows = _rows(moves)
    open_now = rows[rows["change"].isin(_OPEN)]
    counts = {"count": int((rows["to_zone"] == "Red").sum()), "risks": len(open_now)}
    said = t(f"charts.headline.{measure}", new=int(_reddened(rows).sum()), day=day, **counts)
    if open_now.empty:
        said = t("charts.headline.nothing")
    elif unassessed := int(open_now["to_zone"].isna().sum()):
        said = f"{said} {t('charts.headline.unassessed', count=unassessed)}"
    return t("charts.headline.project", project=whose, said=said) if whose else said


def rescaled(moves: pd.DataFrame, t: Words) -> str:
    """How many risks moved between scales of different size, and so have no arrow; nothing if none did."""
    moved = moves[moves["change"].isin(_MOVED)]
    count = int((tidy(moved, (), _ON_SCALE) == 0).any(axis=1).sum())
    return t("charts.headline.rescaled", count=count) if count else ""


def course(history: pd.DataFrame, t: Words, palette: Palette, height: int = 200) -> go.Figure:
    """A risk's score by report as a line of steps, each report marked in the colour and shape of its zone.

    The mark of a report that says closed or occurred is hollow.
    """
    rows = tidy(history, ("zone", "state"), ("probability", "impact", "score"), ("report_date",))
    rows = rows.dropna(subset=["report_date", "score"])
    figure = canvas(palette, height, margin={"l": 8, "r": 24, "t": 16, "b": 8})
    days, scores = [day.date().isoformat() for day in rows["report_date"]], list(rows["score"])
    line = {"color": palette.actual, "width": 2, "shape": "hv"}
    figure.add_scatter(x=days, y=scores, mode="lines", line=line, hoverinfo="skip")
    hover = [_told(row, t) for row in rows.to_dict("records")]
    figure.add_scatter(
        x=days, y=scores, mode="markers", marker=_marks(rows, palette), hovertext=hover, hoverinfo="text"
    )
    figure.update_xaxes(axis(palette, "", type="date", showgrid=False))
    return figure.update_yaxes(axis(palette, t("charts.movement.score_axis"), rangemode="tozero"))


def course_alt(history: pd.DataFrame, t: Words) -> str:
    """From which score to which the risk went, over how many reports."""
    rows = tidy(history, (), ("score",), ("report_date",)).dropna()
    if rows.empty:
        return t("charts.empty")
    first, last = rows.iloc[0], rows.iloc[-1]
    said = {"was": int(first["score"]), "becomes": int(last["score"]), "day": t.date(first["report_date"])}
    return t("charts.movement.course", count=len(rows), **said)


_OPEN, _MOVED = ("new", "worse", "better", "same"), ("worse", "better")
_ON_SCALE = ("from_on_scale", "to_on_scale")
_CORNERS = (("new", ("new",), "to"), ("ended", ("closed", "dropped"), "from"))


def _rows(moves: pd.DataFrame) -> pd.DataFrame:
    """The moves, without the levels that have no cell on the scale of the later day."""
    numbers = ("from_probability", "from_impact", "to_probability", "to_impact")
    rows = tidy(moves, ("change", "from_zone", "to_zone"), (*numbers, *_ON_SCALE))
    placed = {name: rows[name].where(rows[f"{name.split('_')[0]}_on_scale"] != 0) for name in numbers}
    return rows.assign(**placed)


def _reddened(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which came into the red zone, be it from another zone, anew or back from being closed."""
    return (rows["to_zone"] == "Red") & (rows["from_zone"] != "Red")


def _with_new(cells: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The cells with how many of their risks are new by these moves."""
    new = _at(rows, ("new",), "to")
    levels = tidy(cells, (), ("probability", "impact"))
    places = zip(levels["probability"], levels["impact"], strict=True)
    return cells.assign(new_since=[int(new.get(place, 0)) for place in places])


def _ways(rows: pd.DataFrame) -> pd.DataFrame:
    """Each pair of cells between which risks moved, the most travelled first."""
    moved = rows[rows["change"].isin(_MOVED)]
    ends = ["from_probability", "from_impact", "to_probability", "to_impact", "change"]
    return moved.groupby(ends, as_index=False).size().sort_values("size", ascending=False, kind="stable")


def _arrow(way: dict[Any, Any], palette: Palette) -> dict[str, Any]:
    """From the edge of one cell to that of the other, beside the numbers of both and the arrow that leads back."""
    rise, run = way["to_probability"] - way["from_probability"], way["to_impact"] - way["from_impact"]
    long = max((rise**2 + run**2) ** 0.5, 1e-9)
    up, right = _APART * rise / long, _APART * run / long
    down, aside = -_ASIDE * run / long, _ASIDE * rise / long
    start = {"ay": way["from_probability"] + up + down, "ax": way["from_impact"] + right + aside}
    end = {"y": way["to_probability"] - up + down, "x": way["to_impact"] - right + aside}
    colour = palette.late if way["change"] == "worse" else palette.early
    look = {"arrowcolor": colour, "arrowwidth": min(1 + 0.5 * way["size"], 3), "arrowhead": 2, "arrowsize": 1.1}
    return {**start, **end, "axref": "x", "ayref": "y", "text": "", "showarrow": True, **look}


def _at(rows: pd.DataFrame, changes: tuple[str, ...], end: str) -> pd.Series[Any]:
    """How many of these changes each cell saw, by (probability, impact)."""
    return rows[rows["change"].isin(changes)].groupby([f"{end}_probability", f"{end}_impact"]).size()


def _corner(counts: pd.Series[Any], name: str, cells: pd.DataFrame, palette: Palette) -> go.Scatter:
    sign, left = ("+", False) if name == "new" else ("−", True)
    places = _places(cells)
    shown = {place: count for place, count in counts.items() if place in places}
    x = [impact + (-0.37 if left else 0.37) for _, impact in shown]
    y = [probability + 0.33 for probability, _ in shown]
    text = [f"<b>{sign}{count}</b>" for count in shown.values()]
    font = {"size": NOTE, "color": palette.late if name == "new" else palette.early}
    box = {"mode": "markers+text", "marker": {"size": 18, "color": faded(palette.surface, 0.9), "symbol": "square"}}
    return caption(x, y, text, palette, textfont=font, **box)


def _places(cells: pd.DataFrame) -> set[tuple[float, float]]:
    places = tidy(cells, (), ("probability", "impact")).dropna()
    return set(zip(places["probability"], places["impact"], strict=True))


_SYMBOLS = {"Red": "diamond", "Amber": "triangle-up", "Green": "circle", "Not rated": "square-open"}


def _marks(rows: pd.DataFrame, palette: Palette) -> dict[str, Any]:
    ratings = [rating_of(zone) for zone in rows["zone"]]
    edges = [filled(rating, palette)["line"]["color"] for rating in ratings]
    colours = [palette.fill[rating] for rating in ratings]
    hollow = [state not in (None, "Open") for state in rows["state"]]
    symbols = [
        _SYMBOLS[rating] + "-open" * (ended and rating != "Not rated")
        for rating, ended in zip(ratings, hollow, strict=True)
    ]
    colours = [edge if ended else colour for colour, edge, ended in zip(colours, edges, hollow, strict=True)]
    return {
        "color": colours,
        "symbol": symbols,
        "size": 11,
        "line": {"color": edges, "width": [2 if ended else 1 for ended in hollow]},
    }


def _told(row: dict[Any, Any], t: Words) -> str:
    levels = {name: t.number(row[name]) for name in ("probability", "impact", "score")}
    said = t("charts.movement.hover", day=t.date(row["report_date"]), **levels)
    return f"{said} · {t('charts.headline.ended')}" if row["state"] not in (None, "Open") else said
