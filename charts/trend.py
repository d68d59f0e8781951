"""Milestone trends: report day across, expected day up; what recedes climbs, what is reached meets the diagonal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption
from charts.escape import plain, short
from charts.palette import Palette
from charts.pattern import ONE, counts, moves
from i18n import Words

_PANEL, _TITLE = 216, 36
"""Heights in px: of a panel with its title, and of the title."""
_LINE = 16
"""Px from label to label."""
_LETTERS = 20
"""How many letters a name beside its line may have."""
_LABELS, _GAP = 0.4, 0.1
"""Shares of a panel's width for the labels at its right, and of the figure's between panels (the dates of the next)."""


class _Panel(NamedTuple):
    """The milestones of one programme, its place, and the days that it shows."""

    rows: pd.DataFrame
    place: int
    of: int
    first: pd.Timestamp
    last: pd.Timestamp
    low: pd.Timestamp
    high: pd.Timestamp

    @property
    def suffix(self) -> str:
        return "" if self.place == 0 else str(self.place + 1)

    @property
    def diagonal(self) -> list[pd.Timestamp]:
        ends = [max(self.first, self.low), min(self.last, self.high)]
        return ends if ends[0] < ends[1] else []


def trend_board(
    board: pd.DataFrame, t: Words, palette: Palette, selected: str | None = None, columns: int = 2
) -> go.Figure:
    """A panel for each programme with a line for each milestone that moves: later is orange, nearer blue.

    `selected` is a milestone id. A chosen mark's `customdata` is [milestone id, "milestone", project id].
    """
    panels = list(_panels(moves(board)))
    columns = min(columns, max(len(panels), 1))
    lines = -(-len(panels) // columns)
    # All at once: Plotly checks a figure anew with every change.
    layout: dict[str, Any] = {"annotations": [_heading(panel, t, palette) for panel in panels]}
    for panel in panels:
        layout |= _axes(panel, columns, t, palette)
    height = max(lines, 1) * _PANEL + 28
    figure = canvas(palette, height, **layout | {"margin": {"l": 8, "r": 8, "t": 4, "b": 24}})
    drawn = ([_diagonal(panel, palette), *_lines(panel, t, palette, selected)] for panel in panels)
    ends = (_ends(panel, t, palette, selected) for panel in panels)
    return figure.add_traces([*(line for lines_of in drawn for line in lines_of), *ends])


def _panels(rows: pd.DataFrame) -> Iterator[_Panel]:
    found = [own for _, own in rows.groupby("panel_place", sort=True)]
    first, last = rows["report_date"].min(), rows["report_date"].max()
    last = max(last, first + pd.Timedelta(days=14)) if found else last
    for place, own in enumerate(found):
        days = own["forecast_date"]
        pad = max((days.max() - days.min()) * 0.12, pd.Timedelta(days=14))
        yield _Panel(own, place, len(found), first, last, days.min() - pad, days.max() + pad)


def _on(panel: _Panel) -> dict[str, str]:
    return {"xaxis": f"x{panel.suffix}", "yaxis": f"y{panel.suffix}"}


def _diagonal(panel: _Panel, palette: Palette) -> go.Scatter:
    """Where expected and report day are the same: a milestone below it was missed in silence."""
    line = {"color": palette.secondary, "width": 1, "dash": "dot"}
    return go.Scatter(x=panel.diagonal, y=panel.diagonal, mode="lines", line=line, hoverinfo="skip", **_on(panel))


def _lines(panel: _Panel, t: Words, palette: Palette, selected: str | None) -> Iterator[go.Scatter]:
    for (_, name), own in panel.rows.groupby(ONE, sort=False, dropna=False):
        rows = own.to_dict("records")
        colour = _colour(rows[-1], palette)
        sizes = [6] * (len(rows) - 1) + [10]
        yield go.Scatter(
            x=list(own["report_date"]),
            y=list(own["forecast_date"]),
            mode="lines+markers",
            line={"color": colour, "width": 3.5 if name == selected else 2},
            marker={"size": sizes, "color": colour, "line": {"width": 1, "color": palette.surface}},
            customdata=[[row["milestone_id"], "milestone", row["project_id"]] for row in rows],
            text=[_hover(row, t) for row in rows],
            hovertemplate="%{text}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
            **_on(panel),
        )


def _ends(panel: _Panel, t: Words, palette: Palette, selected: str | None) -> go.Scatter:
    """At the right of each line how far it moved and what it is; the end of the diagonal is named too."""
    last = panel.rows.groupby(ONE, sort=False, dropna=False).tail(1)
    last = last.assign(name=_told_apart(last))
    named = [
        (row["forecast_date"], _label(row, t, palette, row["milestone_id"] == selected))
        for row in last.to_dict("records")
    ]
    today = f'<span style="color:{palette.secondary}">{t("charts.trend.diagonal")}</span>'
    days, texts = zip(*sorted(named + [(day, today) for day in panel.diagonal[1:]]), strict=True)
    step = (panel.high - panel.low) * (_LINE / (_PANEL - _TITLE))
    places = _apart(list(days), step, panel.high)
    return caption(
        [panel.last] * len(days),
        places,
        [f"  {text}" for text in texts],
        palette,
        textposition="middle right",
        **_on(panel),
    )


def _apart(days: list[pd.Timestamp], step: pd.Timedelta, top: pd.Timestamp) -> list[pd.Timestamp]:
    """The days, moved up so that each is a step over the one before, and then down to stay below the top."""
    placed = days[:1]
    for day in days[1:]:
        placed.append(max(day, placed[-1] + step))
    for upper, lower in pairwise(range(len(placed) - 1, -1, -1)):
        placed[upper] = min(placed[upper], top)
        placed[lower] = min(placed[lower], placed[upper] - step)
    return placed


def _told_apart(rows: pd.DataFrame) -> list[str]:
    """The names of milestones, each as far as there is room; of those with one name the projects or ids too."""
    names, own = rows["milestone"].fillna(rows["milestone_id"]), rows["project"].fillna(rows["project_id"])
    own = own.where(~rows.assign(name=names, own=own).duplicated(["name", "own"], keep=False), rows["milestone_id"])
    return [
        f"{short(name, 7)} · {short(project, 8)}" if twice else short(name, _LETTERS)
        for name, project, twice in zip(names, own, names.duplicated(keep=False), strict=True)
    ]


def _label(row: dict[Any, Any], t: Words, palette: Palette, chosen: bool) -> str:
    name = row["name"]
    name = f'<span style="color:{palette.accent}"><b>{name}</b></span>' if chosen else name
    return f"<b>{t.days(row['days_moved'])}</b>  {name}"


def _colour(row: dict[Any, Any], palette: Palette) -> str:
    if row["pattern"] == "stale" or row["days_moved"] > 0:
        return palette.late
    return palette.early if row["days_moved"] < 0 else palette.actual


def _heading(panel: _Panel, t: Words, palette: Palette) -> dict[str, Any]:
    first = panel.rows.iloc[0]
    name = plain(first["programme"]) or t("charts.no_programme")
    many = counts(panel.rows, t)
    text = f'<b>{name}</b>  <span style="color:{palette.secondary}">{many}</span>'
    place = {"xref": f"x{panel.suffix} domain", "yref": f"y{panel.suffix} domain", "x": 0, "y": 1}
    return {"text": text, "showarrow": False, "xanchor": "left", "yanchor": "bottom", "yshift": 6, **place}


def _axes(panel: _Panel, columns: int, t: Words, palette: Palette) -> dict[str, Any]:
    lines = -(-panel.of // columns)
    width, height = (1 - _GAP * (columns - 1)) / columns, 1 / lines
    left, top = panel.place % columns * (width + _GAP), 1 - panel.place // columns * height
    across = [left, left + width * (1 - _LABELS)]
    up = [top - height + 0.16 * height, top - height * _TITLE / _PANEL]
    days = [panel.first, panel.last]
    dates = {"tickvals": days, "ticktext": [t.date(day) for day in days], "range": days, "anchor": f"y{panel.suffix}"}
    far = [panel.low + (panel.high - panel.low) * share for share in (0.1, 0.5, 0.9)]
    expected = {"tickvals": far, "ticktext": [t.date(day) for day in far], "range": [panel.low, panel.high]}
    return {
        f"xaxis{panel.suffix}": axis(palette, domain=across, tickangle=0, showgrid=False, **dates),
        f"yaxis{panel.suffix}": axis(palette, domain=up, anchor=f"x{panel.suffix}", **expected),
    }


def _hover(row: dict[Any, Any], t: Words) -> str:
    dates = {name: t.date(row[f"{name}_date"]) for name in ("report", "forecast", "baseline")}
    rate = t.number(row["slip_rate"], 2)
    facts = t("charts.trend.hover", days=t.days(row["days_late"]), rate=rate, **dates)
    pattern = t(f"charts.pattern.{row['pattern']}") if row["pattern"] else "–"
    return f"<b>{plain(row['milestone'])}</b><br>{plain(row['project'])}<br>{facts}<br>{pattern}"
