"""The roadmap: from approved start to expected finish, with the approved and the last position as ghosts."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, TICKS, axis, canvas, caption, mark_at, row_band, row_names, row_targets, steady
from charts.columns import tidy
from charts.escape import plain, short
from charts.months import firsts
from charts.palette import Palette, faded, filled
from charts.span import spans
from i18n import Words

_ROW, _EDGES, _BAR = 22, 96, 0.52
_DAY = 24 * 3600 * 1000
_MOST = 200
"""Rows that are drawn; what is said of them counts all."""


def roadmap_bars(
    roadmap: pd.DataFrame,
    milestones: pd.DataFrame,
    as_of: date,
    t: Words,
    palette: Palette,
    band: str = "strategy",
    selected: str | None = None,
) -> go.Figure:
    """A bar a row, what lies beyond the approved finish in orange; outline: approved, tick: expected one report before.

    Rows stand under their `band` (strategy or programme). A chosen row's `customdata` is [id, project or programme].
    """
    rows, heads = _placed(spans(roadmap).head(_MOST), band, t)
    low, high = _span(rows, as_of)
    lines, groups = len(rows) + len(heads), bool((rows["kind"] != "project").any())
    margin = {"l": 8, "r": 176 if groups else 64, "t": 8, "b": 8}
    figure = canvas(palette, max(lines, 6) * _ROW + _EDGES, margin=margin)
    figure.add_traces([_hits(rows, low, high, t), *_bands(rows, palette), _before(rows, palette)])
    figure.add_traces([*_milestones(rows, milestones, as_of, t, palette), _ends(rows, high, t, palette)])
    for place in rows.index[(rows["group_id"] == selected) & rows["group_id"].notna()]:
        figure.add_shape(row_band(rows["y"][place], palette))
    mark_at(figure, pd.Timestamp(as_of), t.date(as_of), palette.accent, TICKS, width=1.5)
    convention = t(f"charts.roadmap.{'group_axis' if groups else 'axis'}")
    figure.update_xaxes(axis(palette, convention, TICKS + 4, **_dates(low, high, t)))
    return figure.update_yaxes(_names(rows, heads, palette), range=[max(lines, 6) - 0.5, -0.6])


def _placed(rows: pd.DataFrame, band: str, t: Words) -> tuple[pd.DataFrame, dict[int, str]]:
    """The rows under the line of their band, and the lines' names; a row that is a band itself has none."""
    nameless = t(f"charts.no_{band}")
    bands = [name or nameless for name in rows[band]]
    names = [name or key or nameless for name, key in zip(rows["group_name"], rows["group_id"], strict=True)]
    rows = rows.assign(band=bands, group_name=names).sort_values(
        "band", kind="stable", key=lambda names: names.map(_order(bands))
    )
    rows = rows.reset_index(drop=True)
    heads: dict[int, str] = {}
    places, line = [], 0
    for place, name in enumerate(rows["band"]):
        if (place == 0 or name != rows["band"][place - 1]) and rows["kind"][place] != band:
            heads[line] = name
            line += 1
        places.append(line)
        line += 1
    return rows.assign(y=places), heads


def _order(bands: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(bands))}


def _span(rows: pd.DataFrame, as_of: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = pd.concat(
        [rows["approved_start"], rows["approved_finish"], rows["expected_finish"], pd.Series([pd.Timestamp(as_of)])]
    )
    return days.min() - pd.Timedelta(days=10), days.max() + pd.Timedelta(days=10)


def _hits(rows: pd.DataFrame, low: pd.Timestamp, high: pd.Timestamp, t: Words) -> go.Bar:
    keys = [[key, kind or "project"] for key, kind in zip(rows["group_id"], rows["kind"], strict=True)]
    hovers = [_hover(row, t) for row in rows.to_dict("records")]
    return row_targets(list(rows["y"]), [str(low)] * len(rows), (high - low).days * _DAY, keys, hovers)


def _bands(rows: pd.DataFrame, palette: Palette) -> list[go.Bar]:
    """What was approved as outline, what is expected within it, and what goes beyond."""
    within = rows.assign(until=rows[["expected_finish", "approved_finish"]].min(axis=1))[rows["reported"] != 0]
    late = rows[rows["expected_finish"] > rows["approved_finish"]]
    silent = rows.assign(until=rows["approved_finish"])[rows["reported"] == 0]
    hatched = filled("Not rated", palette)["pattern"]
    return [
        _bars(silent, "approved_start", palette.surface, CLEAR, _BAR).update(marker={"pattern": hatched}),
        _bars(rows.assign(until=rows["approved_finish"]), "approved_start", CLEAR, palette.secondary, 0.78),
        _bars(within, "approved_start", faded(palette.actual, 0.78), CLEAR, _BAR),
        _bars(late.assign(until=late["expected_finish"]), "approved_finish", palette.late, CLEAR, _BAR),
    ]


def _bars(rows: pd.DataFrame, start: str, colour: str, outline: str, width: float) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[max((until - since).days, 0) * _DAY for since, until in zip(rows[start], rows["until"], strict=True)],
        base=[str(day) for day in rows[start]],
        y=list(rows["y"]),
        width=width,
        marker={"color": colour, "line": {"color": outline, "width": 0 if outline == CLEAR else 1}},
        hoverinfo="skip",
        **steady(),
    )


def _before(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    """Where the finish was expected one report before, if it has moved since."""
    moved = rows[rows["previous_forecast"].notna() & (rows["previous_forecast"] != rows["expected_finish"])]
    marker = {"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": palette.text}}
    x, y = list(moved["previous_forecast"]), list(moved["y"])
    return go.Scatter(x=x, y=y, mode="markers", marker=marker, hoverinfo="skip", unselected={"marker": {"opacity": 1}})


def _milestones(
    rows: pd.DataFrame, milestones: pd.DataFrame, as_of: date, t: Words, palette: Palette
) -> list[go.Scatter]:
    """Small diamonds on the bars: hollow once reached, orange where later than the baseline."""
    marks = tidy(milestones, ("project_id", "milestone"), ("days_late", "done"), ("on_date",)).dropna(subset="on_date")
    places = dict(zip(rows["group_id"], rows["y"], strict=True))
    marks = marks[marks["project_id"].isin(list(places))]
    passed = np.where(marks["on_date"] < pd.Timestamp(as_of), "passed", "open")
    told = np.where(marks["days_late"].isna(), "planned", passed)
    marks = marks.assign(state=np.where(marks["done"] == 1, "done", told))
    return [_diamonds(marks[marks["done"] == done], places, bool(done), t, palette) for done in (1, 0)]


def _diamonds(marks: pd.DataFrame, places: dict[Any, int], done: bool, t: Words, palette: Palette) -> go.Scatter:
    late = [palette.late if days > 0 else palette.surface for days in marks["days_late"]]
    look = {"symbol": "diamond", "size": 6 if done else 8, "color": palette.secondary if done else late}
    edge = {"width": 1, "color": palette.surface if done else palette.text}
    said = [
        f"<b>{plain(row['milestone'])}</b><br>{t('charts.roadmap.state.' + row['state'])}: {t.date(row['on_date'])}"
        f" ({t.days(row['days_late'])})"
        for row in marks.to_dict("records")
    ]
    return go.Scatter(
        x=list(marks["on_date"]),
        y=[places[key] for key in marks["project_id"]],
        mode="markers",
        marker=look | {"line": edge},
        text=said,
        hovertemplate="%{text}<extra></extra>",
        customdata=[[key, "project"] for key in marks["project_id"]],
        unselected={"marker": {"opacity": 1}},
    )


def _ends(rows: pd.DataFrame, high: pd.Timestamp, t: Words, palette: Palette) -> go.Scatter:
    texts = [f"  {_late(row, t)}" for row in rows.to_dict("records")]
    return caption([high] * len(rows), list(rows["y"]), texts, palette, textposition="middle right")


def _late(row: dict[Any, Any], t: Words) -> str:
    """How late a project is; of a group how many are, and the latest of them, which need not be the last to finish."""
    days = f"<b>{t.days(row['days_late'])}</b>" if row["days_late"] > 0 else t.days(row["days_late"])
    counts = {"count": int(row["late"]), "of": int(row["projects"]), "days": days}
    return days if row["kind"] == "project" else t("charts.variance.late", **counts)


def _dates(low: pd.Timestamp, high: pd.Timestamp, t: Words) -> dict[str, Any]:
    """Dates over the rows, where a long list begins."""
    return firsts(low, high, t) | {"range": [low, high], "side": "top"}


def _names(rows: pd.DataFrame, heads: dict[int, str], palette: Palette) -> dict[str, Any]:
    own = {
        y: short(name or key, 32) for y, name, key in zip(rows["y"], rows["group_name"], rows["group_id"], strict=True)
    }
    labels = own | {y: f"<b>{short(name, 34)}</b>" for y, name in heads.items()}
    places = sorted(labels)
    return row_names(places, [f"{labels[y]} " for y in places], palette)


def _hover(row: dict[Any, Any], t: Words) -> str:
    columns = ("approved_start", "approved_finish", "expected_finish", "previous_forecast")
    kind = "unreported" if row["reported"] == 0 else "hover" if row["kind"] == "project" else "group_hover"
    told = {"days": t.days(row["days_late"]), "late": _late(row, t)}
    facts = t(f"charts.roadmap.{kind}", **told, **{name: t.date(row[name]) for name in columns})
    under = [plain(row["programme"])] if row["programme"] and row["kind"] == "project" else []
    return "<br>".join([f"<b>{plain(row['group_name'] or row['group_id'])}</b>", *under, facts])
