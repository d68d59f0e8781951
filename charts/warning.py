"""Which projects carry which early warning, and how good each of them has been here."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, bare, canvas, row_band, row_names, row_targets
from charts.columns import tidy
from charts.escape import plain, short, words, wrapped
from charts.palette import NOTE, Palette
from i18n import Words

__all__ = ["KINDS", "alt", "is_proven", "kind", "meaning", "title", "told", "warning_grid", "worded"]

KINDS = ("stalled", "slipping", "moved when due", "green while late", "pasted", "waiting")
FEW = 5
"""In fewer projects a warning's record says little."""

_ROW, _HEAD = 27, 56
_TEXTS = ("project_id", "project", "warning", "milestone")
_NUMBERS = ("days", "precision", "projects_warned", "warned")


def warning_grid(
    warnings: pd.DataFrame, t: Words, palette: Palette, limit: int = 20, selected: str | None = None
) -> go.Figure:
    """Projects by warning: the more often right here, the stronger the colour; hollow where too few can tell.

    `selected` is a project id. A chosen row's `customdata` is [project id, "project"].
    """
    rows, kinds, projects = _placed(warnings, limit)
    tall = _HEAD + _ROW * max(len(projects), 3) + 8
    figure = canvas(palette, tall, margin={"l": 8, "r": 8, "t": _HEAD, "b": 8})
    figure.add_traces([_hits(projects, len(kinds)), _cells(rows, t, palette)])
    for place, head in enumerate(kinds.to_dict("records")):
        said = _head(head, t, palette)
        where = {"x": place, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "align": "center"}
        figure.add_annotation(text=said, font={"size": NOTE, "color": palette.text}, **where)
    for place in projects.index[projects["project_id"] == selected]:
        figure.add_shape(**row_band(place, palette))
    figure.update_xaxes(bare(-0.5, max(len(kinds), 3) - 0.5))
    labels = [short(row["project"] or row["project_id"], 34) + " " for row in projects.to_dict("records")]
    names = row_names(list(projects.index), labels, palette)
    return figure.update_yaxes(names, range=[max(len(projects), 3) - 0.5, -0.5])


def title(warnings: pd.DataFrame, t: Words) -> str:
    """How many projects carry a warning that was mostly right here, a weaker one, or one that too few had to tell."""
    rows, _, projects = _placed(warnings, len(warnings))
    strong = rows[rows["weight"] > 0.5]["project_id"].nunique()
    proven = len({row["project_id"] for row in rows.to_dict("records") if is_proven(row)})
    if not len(projects):
        return t("charts.warning.none")
    if not proven:
        return t("charts.warning.title_untold", count=len(projects))
    said, untold = t("charts.warning.title", count=strong, others=proven - strong), len(projects) - proven
    return f"{said} {t('charts.warning.others', count=untold)}" if untold else said


def alt(warnings: pd.DataFrame, t: Words) -> str:
    """How many projects carry a warning, and the one with the most reliable."""
    rows, _, projects = _placed(warnings, len(warnings))
    if not len(projects):
        return t("charts.empty")
    first = projects.iloc[0]
    mine = t("charts.comma").join(kind(name, t) for name in rows[rows["project_id"] == first["project_id"]]["warning"])
    return t(
        "charts.warning.alt", count=len(projects), worst=words(first["project"] or first["project_id"]), warnings=mine
    )


def kind(name: Any, t: Words) -> str:
    """A warning's name."""
    return t(f"charts.warning.kind.{str(name).replace(' ', '_')}") if name in (*KINDS, "any") else "–"


def meaning(name: str, t: Words) -> str:
    """When a warning is raised."""
    return t(f"charts.warning.means.{name.replace(' ', '_')}")


def told(row: Any, t: Words) -> str:
    """What a warning says of its project."""
    if row["warning"] not in KINDS:
        return "–"
    key = f"charts.warning.told.{row['warning'].replace(' ', '_')}"
    days = t.number(row["days"])
    return t(key, days=days, milestone=words(row["milestone"]) or "–")


def worded(warnings: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Warnings, or their record, with the names in the reader's words."""
    return warnings.assign(warning=[kind(name, t) for name in warnings["warning"]])


def is_proven(row: Any) -> bool:
    """Whether enough projects carried a warning for its record to say something."""
    return bool(row["projects_warned"] >= FEW and pd.notna(row["precision"]))


def _placed(warnings: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The warnings with their places, the kinds as columns, and the projects as rows, most reliably warned of first."""
    rows = tidy(warnings, _TEXTS, _NUMBERS).dropna(subset=["project_id", "warning"])
    rows = rows.fillna({"projects_warned": 0.0, "warned": 0.0})
    rows["weight"] = rows["precision"].where(rows["projects_warned"] >= FEW, 0.0).fillna(0.0)
    kinds = rows.sort_values(["weight", "warned", "warning"], ascending=[False, False, True], kind="stable")
    kinds = kinds.drop_duplicates("warning").reset_index(drop=True)
    each = {
        "project": ("project", "first"),
        "best": ("weight", "max"),
        "all": ("weight", "sum"),
        "most": ("days", "max"),
    }
    projects = rows.groupby("project_id", sort=True).agg(**each).reset_index()
    order = ["best", "all", "most"]
    projects = projects.sort_values(order, ascending=False, kind="stable").head(limit).reset_index(drop=True)
    across = dict(zip(kinds["warning"], kinds.index, strict=True))
    down = dict(zip(projects["project_id"], projects.index, strict=True))
    rows["x"], rows["y"] = rows["warning"].map(across), rows["project_id"].map(down)
    return rows.dropna(subset=["y"]).reset_index(drop=True), kinds, projects


def _hits(projects: pd.DataFrame, across: int) -> go.Bar:
    keys = [[key, "project"] for key in projects["project_id"]]
    hovers = [plain(name) for name in projects["project"]]
    return row_targets(list(projects.index), -0.5, max(across, 3), keys, hovers)


def _cells(rows: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    proven = [is_proven(row) for row in rows.to_dict("records")]
    steps = [palette.step(weight) for weight in rows["weight"]]
    fills = [palette.ramp[step] if sure else CLEAR for step, sure in zip(steps, proven, strict=True)]
    inks = [palette.on_ramp[step] if sure else palette.text for step, sure in zip(steps, proven, strict=True)]
    return go.Scatter(
        x=list(rows["x"]),
        y=list(rows["y"]),
        mode="markers+text",
        marker={"symbol": "square", "size": 22, "color": fills, "line": {"color": palette.secondary, "width": 1}},
        text=[t.number(days) if pd.notna(days) else "=" for days in rows["days"]],
        textfont={"size": NOTE, "color": inks},
        customdata=[[key, "project"] for key in rows["project_id"]],
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}},
    )


def _head(row: dict[Any, Any], t: Words, palette: Palette) -> str:
    """A kind's name and how often it was right."""
    said = t("charts.warning.right", share=t.percent(row["precision"])) if is_proven(row) else t("charts.warning.few")
    name = wrapped(kind(row["warning"], t), 16, lines=3)
    return f'<b>{name}</b><br><span style="color:{palette.secondary}">{wrapped(said, 16)}</span>'


def _hover(row: dict[Any, Any], t: Words) -> str:
    name = plain(row["project"] or row["project_id"])
    return f"<b>{name}</b><br>{plain(kind(row['warning'], t))}<br>{plain(told(row, t))}"
