"""Who is planned where, and where there are not enough of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, steady
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.palette import NOTE, Palette, faded
from i18n import Words

ROLES, MONTHS = 6, 4
_ROLE, _MONTHS = 58, 64
"""Heights in px: of a role, and of the months above."""


def people_grid(people: pd.DataFrame, t: Words, palette: Palette) -> go.Figure:
    """The roles most short of people, by month: planned, worked, and what all projects plan beyond capacity."""
    rows = _people(people)
    figure = canvas(palette, _MONTHS + _ROLE * max(rows["y"].nunique(), 1), margin={"l": 8, "r": 8, "t": 8, "b": 8})
    over = [palette.late if beyond > 0 else palette.previous for beyond in rows["over_fte"]]
    fills = [faded(colour, 0.28 if colour == palette.late else 0.12) for colour in over]
    figure.add_trace(_tiles(rows, fills, t))
    texts = [_tile(row, t, palette) for row in rows.to_dict("records")]
    figure.add_trace(caption(list(rows["x"]), list(rows["y"]), texts, palette))
    months = rows.drop_duplicates("x")
    across = {"tickvals": list(months["x"]), "ticktext": [t.month(month, short=True) for month in months["month"]]}
    figure.update_xaxes(axis(palette, showgrid=False, side="top", tickangle=0, **across))
    names = rows.drop_duplicates("y")
    down = {"tickvals": list(names["y"]), "ticktext": [_role(row) for row in names.to_dict("records")]}
    return figure.update_yaxes(axis(palette, showgrid=False, autorange="reversed", **down))


def people_title(people: pd.DataFrame, t: Words) -> str:
    """The role and month in which all projects together plan most people beyond capacity."""
    rows = _people(people)
    if rows.empty:
        return t("charts.programme.no_people")
    short_of = rows[rows["over_fte"] > 0]
    if short_of.empty:
        return t("charts.programme.enough_people")
    worst = short_of.iloc[int(short_of["over_fte"].argmax())]
    return t(
        "charts.programme.short_of",
        role=words(worst["role"]),
        fte=_fte(worst["over_fte"], t),
        month=t.month(worst["month"]),
    )


def people_alt(people: pd.DataFrame, t: Words) -> str:
    """The title, and what the projects planned and worked in all."""
    rows = _people(people)
    if rows.empty:
        return t("charts.empty")
    sums = {"planned": _fte(rows["planned_fte"].sum(), t), "actual": _fte(rows["actual_fte"].sum(), t)}
    return f"{people_title(people, t)}. {t('charts.programme.people_alt', **sums)}"


def _people(people: pd.DataFrame) -> pd.DataFrame:
    """The next months of the roles most beyond their capacity, each with its place."""
    numbers = ("planned_fte", "actual_fte", "all_planned_fte", "capacity_fte", "over_fte")
    rows = tidy(people, ("department", "role"), numbers, ("month",)).dropna(subset=["month", "role"])
    rows["over_fte"] = rows["over_fte"].round(1)
    months = sorted(rows["month"].unique())[:MONTHS]
    rows = rows[rows["month"].isin(months)]
    worst = rows.groupby(["role", "department"], dropna=False)["over_fte"].max().sort_values(ascending=False)
    places = {key: float(place) for place, key in enumerate(worst.index[:ROLES])}
    keys = zip(rows["role"], rows["department"], strict=True)
    placed = rows.assign(
        x=[float(months.index(month)) for month in rows["month"]], y=[places.get(key, float("nan")) for key in keys]
    )
    return placed.dropna(subset="y").sort_values(["y", "x"]).reset_index(drop=True)


def _tiles(rows: pd.DataFrame, fills: list[str], t: Words) -> go.Bar:
    return go.Bar(
        x=list(rows["x"]),
        base=[place - 0.45 for place in rows["y"]],
        y=[0.9] * len(rows),
        width=0.94,
        marker={"color": fills, "line": {"width": 0}, "cornerradius": 3},
        hovertext=[_person_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )


def _tile(row: dict[Any, Any], t: Words, palette: Palette) -> str:
    planned = f"<b>{_fte(row['planned_fte'], t)}</b>"
    if row["actual_fte"] >= 0:
        planned = t("charts.programme.worked", actual=_fte(row["actual_fte"], t), planned=planned)
    if not row["over_fte"] > 0:
        return planned
    beyond = t("charts.programme.beyond", fte=_fte(row["over_fte"], t))
    return f'{planned}<br><span style="color:{palette.secondary}">{beyond}</span>'


def _role(row: dict[Any, Any]) -> str:
    return f'{short(row["role"], 21)}<br><span style="font-size:{NOTE - 1}px">{short(row["department"], 23)}</span>'


def _person_hover(row: dict[Any, Any], t: Words) -> str:
    said = {name: _fte(row[f"{name}_fte"], t) for name in ("planned", "actual", "all_planned", "capacity")}
    return f"<b>{plain(row['role'])}</b> · {t.month(row['month'])}<br>{t('charts.programme.hover', **said)}"


def _fte(value: float, t: Words) -> str:
    return t.number(value, 1)
