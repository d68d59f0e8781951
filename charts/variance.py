"""How late the finish is, row by row: against a baseline of one's choice, with the position of one report before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, axis, canvas, caption, mark_at, row_band, row_names, row_targets, steady
from charts.columns import against, count, number, tidy
from charts.escape import plain, short, words
from charts.palette import LETTERS, Palette, faded, mark, rating_of
from i18n import Words

_ROWS, _BAR, _GHOST = 10, 0.46, 0.8
_BESIDE = 232
"""The width in px of what is told right of the bars."""


def variance_bars(
    variance: pd.DataFrame,
    t: Words,
    palette: Palette,
    limit: int = 20,
    selected: str | None = None,
    height: int = 600,
) -> go.Figure:
    """Days late of projects, or the mean of groups, the latest first; grey behind it: one report before.

    `selected` is the id of a row. A chosen row's `customdata` is [id, what it is: project, programme, strategy,
    department or tier].
    """
    baseline, rows = against(variance), worst(variance, limit)
    low, high = _span(rows)
    right = 8 if rows["moved"].isna().all() and rows["kind"].eq("project").all() else _BESIDE
    figure = canvas(palette, height, margin={"l": 8, "r": right, "t": 28, "b": 8})
    figure.add_trace(_hits(rows, low, high, t))
    figure.add_trace(_bars(rows, "days_before", _GHOST, faded(palette.previous, 0.55), CLEAR))
    colours = [palette.late if days > 0 else palette.early for days in rows["days"]]
    figure.add_traces([_bars(rows, "days", _BAR, colours, CLEAR), _bars(rows, "moved", _BAR, CLEAR, palette.secondary)])
    figure.add_traces(_ends(rows, high, t, palette))
    mark_at(figure, 0, t(f"charts.variance.zero.{baseline}"), palette.text)
    figure.update_xaxes(axis(palette, axis_title(rows, t, baseline), range=[low, high]))
    for place in rows.index[rows["group_id"].notna() & (rows["group_id"] == selected)]:
        figure.add_shape(row_band(place, palette))
    labels = [_label(row, t, palette, selected) for row in rows.to_dict("records")]
    names = row_names(list(rows.index), labels, palette)
    return figure.update_yaxes(names, range=[max(len(rows), _ROWS) - 0.5, -0.5])


def axis_title(rows: pd.DataFrame, t: Words, baseline: str) -> str:
    """What is plotted, with its unit, its calendar and its convention."""
    calendar = next((plain(name) for name in rows["calendar"] if name), "")
    unit = t("charts.variance.working", calendar=calendar) if calendar else t("charts.variance.calendar")
    kind = "project" if rows.empty or rows["kind"].iloc[0] in (None, "project") else "group"
    told = "moved" if baseline == "previous" else "late"
    said = t(f"charts.variance.axis.{kind}_{told}", unit=unit, baseline=t(f"charts.variance.zero.{baseline}"))
    return f"{said}<br>{t(f'charts.variance.below.{kind}_{told}')}"


def headline(variance: pd.DataFrame, t: Words) -> str:
    """How many key projects, or projects if there are no key ones, finish after the baseline."""
    counts = tidy(variance, (), ("projects", "known", "late", "key_projects", "key_late")).sum()
    if not count(counts, "known"):
        return t(f"charts.variance.headline.none_{against(variance)}")
    tier = "key_" if count(counts, "key_projects") else ""
    late, projects = count(counts, f"{tier}late"), count(counts, f"{tier}projects")
    return t(f"charts.variance.headline.{tier}{against(variance)}", count=late, projects=projects)


def title(variance: pd.DataFrame, t: Words) -> str:
    """How many rows are late, and the latest of them."""
    rows = _latest(variance)
    if not len(rows) or rows["days"].isna().all():
        return t("charts.empty")
    worst = rows.iloc[0]
    kind = "project" if worst["kind"] in (None, "project") else "group"
    name = words(worst["group_name"] or worst["group_id"]) or t("charts.variance.none")
    counts = {"count": int((rows["days"] > 0).sum()), "all": int(rows["days"].notna().sum())}
    groups = t(f"charts.variance.groups.{worst['kind'] or 'project'}")
    told = {"groups": groups, "worst": name, "days": t.days(worst["days"])}
    if not counts["count"]:
        return t(f"charts.variance.none_later.{against(variance)}", groups=groups, count=counts["all"])
    return t(f"charts.variance.{kind}_title.{against(variance)}", **told, **counts)


def alt(variance: pd.DataFrame, t: Words) -> str:
    """How many rows are late, and the latest of them by name and days."""
    rows = _latest(variance)
    if not len(rows) or rows["days"].isna().all():
        return t("charts.empty")
    late, worst = int((rows["days"] > 0).sum()), rows.iloc[0]
    name = words(worst["group_name"] or worst["group_id"])
    return t("charts.variance.alt", count=late, rows=len(rows), worst=name, days=t.days(worst["days"]))


def worst(variance: pd.DataFrame, limit: int) -> pd.DataFrame:
    """So many of the latest; against the report before what moved later, then what moved earlier the most."""
    rows, baseline = _latest(variance), against(variance)
    if baseline == "previous" and rows["days"].fillna(0).any():
        rows = pd.concat([rows[rows["days"] > 0], rows[rows["days"] < 0][::-1]])
    rows = rows.head(limit).sort_index().reset_index(drop=True)
    alone = rows["kind"].eq("project") & rows["rebaselines"].gt(0) & rows["days"].notna()
    sign = {"approved": -1, "first": 1}.get(baseline, 0)
    # How far a new baseline lies from the one measured from.
    rows["moved"] = (sign * rows["baseline_moved"]).where(alone & (sign != 0))
    return rows


def _latest(variance: pd.DataFrame) -> pd.DataFrame:
    """The latest first, those without a forecast last."""
    numbers = ("projects", "known", "late", "days", "days_before", "worst_days", "baseline_moved", "rebaselines")
    texts = ("group_id", "group_name", "kind", "worst_project", "rag_evidence", "programme", "calendar", "against")
    rows = tidy(variance, texts, numbers, ("last_rebaselined_on",))
    return rows.sort_values("days", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    """The axis' ends in days: all marks, and room for the numbers beside them."""
    marks = [0.0, *rows[["moved", "days_before", "days"]].stack()]
    low, high = min(marks), max(marks)
    pad = max(high - low, 10)
    return low - 0.04 * pad, high + 0.3 * pad


def _hits(rows: pd.DataFrame, low: float, high: float, t: Words) -> go.Bar:
    hovers = [_hover(row, t) for row in rows.to_dict("records")]
    return row_targets(list(rows.index), low, high - low, _keys(rows), hovers)


def _bars(rows: pd.DataFrame, column: str, width: float, colour: Any, outline: str) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[number(value) for value in rows[column]],
        y=list(rows.index),
        width=width,
        marker={"color": colour, "line": {"color": outline, "width": 0 if outline == CLEAR else 1}},
        customdata=_keys(rows),
        hoverinfo="skip",
        **steady(),
    )


def _keys(rows: pd.DataFrame) -> list[list[Any]]:
    return [[key, kind or "project"] for key, kind in zip(rows["group_id"], rows["kind"], strict=True)]


def _ends(rows: pd.DataFrame, high: float, t: Words, palette: Palette) -> list[go.Scatter]:
    """The days at the end of each bar, and right of all bars what more is to be told of the row."""
    right = rows[["moved", "days_before", "days"]].max(axis=1).fillna(0.0).clip(lower=0.0)
    days = [f" <b>{t.days(days)}</b>" for days in rows["days"]]
    beside = [f"  {_beside(row, t)}" for row in rows.to_dict("records")]
    grey = {"textposition": "middle right", "textfont": {"color": palette.secondary}}
    return [
        caption(list(right), list(rows.index), days, palette, textposition="middle right"),
        caption([high] * len(rows), list(rows.index), beside, palette, **grey),
    ]


def _beside(row: dict[Any, Any], t: Words) -> str:
    """Of a group how many are late, of a project when it was re-baselined."""
    if row["kind"] not in (None, "project"):
        counts = {"count": t.number(row["late"]), "of": t.number(row["known"])}
        late = "later" if row["against"] == "previous" else "late"
        return t(f"charts.variance.{late}", days=t.days(row["worst_days"]), **counts)
    if pd.isna(row["moved"]):
        return ""
    step = {"days": t.days(row["baseline_moved"]), "day": t.date(row["last_rebaselined_on"])}
    return t("charts.variance.moved", count=count(row, "rebaselines"), **step)


def _label(row: dict[Any, Any], t: Words, palette: Palette, selected: str | None) -> str:
    name = short(row["group_name"] or row["group_id"], 34) or t("charts.variance.none")
    if row["group_id"] and row["group_id"] == selected:
        name = f'<span style="color:{palette.accent}"><b>{name}</b></span>'
    if row["kind"] not in (None, "project"):
        return f"{name} "
    rating = rating_of(row["rag_evidence"])
    return f"{name}  {mark(rating, palette)} {LETTERS[rating]} "


def _hover(row: dict[Any, Any], t: Words) -> str:
    name = plain(row["group_name"] or row["group_id"])
    before = "hover_moved" if row["against"] == "previous" else "hover"
    facts = t(f"charts.variance.{before}", days=t.days(row["days"]), before=t.days(row["days_before"]))
    if row["kind"] not in (None, "project"):
        worst = {"worst": plain(row["worst_project"]), "worst_days": t.days(row["worst_days"])}
        return f"<b>{name}</b><br>{facts}<br>{t('charts.variance.hover_group', **worst)}"
    steps = t("charts.variance.hover_project", rebaselines=t.number(row["rebaselines"]))
    return f"<b>{name}</b><br>{plain(row['programme'])}<br>{facts}<br>{steps}"
