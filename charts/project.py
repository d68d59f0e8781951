"""How a project came to stand where it does: what it reported and what the evidence said, and its money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, steady
from charts.columns import tidy
from charts.palette import LETTERS, RATINGS, Palette, filled, rating_of
from i18n import Words

MOST = 40
"""How many reports the strip shows; those before them are in the table."""

_LANES = {"rag_reported": 1, "rag_evidence": 0}
_TALL = 0.82
_HOVER = "%{text}<extra></extra>"
_TEXTS = tuple(_LANES)
_NUMBERS = ("days_late", "percent_complete", "budget", "estimate_at_completion", "actual_cost")


def history_strip(history: pd.DataFrame, t: Words, palette: Palette, height: int = 260) -> go.Figure:
    """The last reports as two lanes of colours, as reported and by evidence, over the days late on each day."""
    rows = _rows(history).tail(MOST)
    rows["hover"] = [_hover(row, t) for row in rows.to_dict("records")]
    figure = canvas(palette, height, margin={"l": 8, "r": 56, "t": 8, "b": 8})
    cells = rows.melt(["report_date", "hover"], list(_LANES), "lane", "rating")
    cells["y"] = cells["lane"].map(_LANES).astype(float)
    for rating in RATINGS:
        figure.add_traces(_lane_cells(cells[cells["rating"] == rating], rating, _width(rows), palette))
    late = rows.dropna(subset="days_late")
    figure.add_trace(_line(late, "days_late", palette).update(yaxis="y2", text=late["hover"], hovertemplate=_HOVER))
    ends = [f"<b>{t.days(days)}</b>" for days in late["days_late"].tail(1)]
    figure.add_trace(_end(late, "days_late", ends, palette).update(yaxis="y2"))
    names = {"tickvals": [0, 1], "ticktext": [t("charts.project.evidence"), t("charts.project.reported")]}
    figure.update_xaxes(axis(palette, anchor="y2", **_days(rows, t.date, (0, 1 / 3, 2 / 3, 1))))
    lanes = axis(palette, domain=[0.52, 1], range=[-0.5, 1.5], showgrid=False, **names)
    below = axis(palette, t("charts.project.late_axis"), domain=[0, 0.44], rangemode="tozero", nticks=4)
    return figure.update_layout(yaxis=lanes, yaxis2=below)


def history_title(history: pd.DataFrame, t: Words) -> str:
    """In how many of its reports the project was reported greener than the evidence."""
    rows = _rows(history)
    if rows.empty:
        return t("charts.empty")
    greener = sum(_greener(row["rag_reported"], row["rag_evidence"]) for row in rows.to_dict("records"))
    return t("charts.project.greener" if greener else "charts.project.agree", count=greener, reports=len(rows))


def history_alt(history: pd.DataFrame, t: Words) -> str:
    """The title, and how it stood at its first and at its last report."""
    rows = _rows(history)
    if rows.empty:
        return t("charts.empty")
    said = [_hover(row, t) for row in (rows.iloc[0].to_dict(), rows.iloc[-1].to_dict())]
    return f"{history_title(history, t)}: {said[0]}; {said[1]}."


def cost_lines(history: pd.DataFrame, t: Words, palette: Palette, height: int = 240) -> go.Figure:
    """What the project was to cost, is expected to cost, and has cost, report by report."""
    rows = _rows(history)
    figure = canvas(palette, height, margin={"l": 8, "r": 132, "t": 16, "b": 8})
    plain: dict[str, Any] = {}
    dotted = plain | {"color": palette.secondary, "width": 2, "dash": "dot", "shape": "hv"}
    looks = {"budget": dotted, "estimate_at_completion": plain, "actual_cost": plain | {"color": palette.previous}}
    figure.add_traces([_line(rows.dropna(subset=name), name, palette, **look) for name, look in looks.items()])
    figure.add_traces(_named_ends(rows, list(looks), t, palette))
    most = rows[list(looks)].max().max() if len(rows) else 0.0
    ticks = [0.0, most / 2, most] if most > 0 else [0.0]
    steps = {"tickvals": ticks, "ticktext": [t.money(tick) for tick in ticks]}
    figure.update_xaxes(axis(palette, showgrid=False, **_days(rows, t.month, (0, 0.5, 1))))
    return figure.update_yaxes(axis(palette, t("charts.project.cost_axis"), rangemode="tozero", **steps))


def cost_title(history: pd.DataFrame, t: Words) -> str:
    """What the project is expected to cost against its budget."""
    rows = _rows(history)
    told = rows.dropna(subset=["budget", "estimate_at_completion"])
    if told.empty:
        return t("charts.empty")
    last = told.iloc[-1]
    over = last["estimate_at_completion"] - last["budget"]
    kind = "over" if over > 0 else "under" if over < 0 else "even"
    money = {"estimate": t.money(last["estimate_at_completion"]), "budget": t.money(last["budget"])}
    return t(f"charts.project.cost_{kind}", difference=t.money(abs(over)), **money)


def _rows(history: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(history, tuple(_LANES), _NUMBERS, ("report_date",)).dropna(subset="report_date")
    for name in _LANES:
        rows[name] = [rating_of(value) for value in rows[name]]
    return rows.sort_values("report_date").reset_index(drop=True)


def _greener(reported: str, evidence: str) -> bool:
    return "Not rated" not in (reported, evidence) and RATINGS.index(reported) > RATINGS.index(evidence)


def _lane_cells(cells: pd.DataFrame, rating: str, width: float, palette: Palette) -> list[Any]:
    """The squares of one colour in both lanes, with its letter where it fits."""
    squares = go.Bar(
        x=list(cells["report_date"]),
        base=[lane - _TALL / 2 for lane in cells["y"]],
        y=[_TALL] * len(cells),
        width=width,
        marker=filled(rating, palette),
        text=list(cells["hover"]),
        textposition="none",
        hovertemplate=_HOVER,
        **steady(),
    )
    ink = {"color": palette.on[rating]}
    return [
        squares,
        caption(list(cells["report_date"]), list(cells["y"]), [LETTERS[rating]] * len(cells), palette, textfont=ink),
    ]


def _line(rows: pd.DataFrame, name: str, palette: Palette, **look: Any) -> go.Scatter:
    line = {"color": palette.actual, "width": 2.5} | look
    return go.Scatter(x=list(rows["report_date"]), y=list(rows[name]), mode="lines", line=line, hoverinfo="skip")


def _end(rows: pd.DataFrame, name: str, labels: list[str], palette: Palette) -> go.Scatter:
    last = rows.tail(1)
    dot = {"mode": "markers+text", "marker": {"size": 7, "color": palette.actual}, "textposition": "middle right"}
    return caption(list(last["report_date"]), list(last[name]), [f"  {label}" for label in labels], palette, **dot)


def _named_ends(rows: pd.DataFrame, names: list[str], t: Words, palette: Palette) -> list[go.Scatter]:
    """A dot where each line ends, and beside it what it is; those that end close together are moved apart."""
    ends = {name: rows.dropna(subset=name).iloc[-1] for name in names if rows[name].notna().any()}
    apart = 0.1 * max((end[name] for name, end in ends.items()), default=0.0)
    dots, below = [], float("inf")
    for name, end in sorted(ends.items(), key=lambda each: -each[1][each[0]]):
        day, value = [end["report_date"]], end[name]
        below = min(value, below - apart)
        said = f"   {t('charts.project.' + name)} {t.money(value)}"
        dots.append(go.Scatter(x=day, y=[value], mode="markers", marker={"size": 7, "color": palette.actual}))
        dots.append(caption(day, [below], [said], palette, textposition="middle right"))
    return dots


def _width(rows: pd.DataFrame) -> float:
    """Of a square, in milliseconds: most of the usual time between two reports."""
    gaps = rows["report_date"].diff().dropna().dt.days
    return 0.86 * 86_400_000 * float(gaps.median() if len(gaps) else 14)


def _days(rows: pd.DataFrame, said: Callable[[Any], str], parts: tuple[float, ...]) -> dict[str, Any]:
    days = list(rows["report_date"])
    ticks = list(dict.fromkeys(days[round(part * (len(days) - 1))] for part in parts if days))
    return {"tickvals": ticks, "ticktext": [said(day) for day in ticks], "tickangle": 0, "ticklabelstandoff": 6}


def _hover(row: dict[Any, Any], t: Words) -> str:
    ratings = {name: t(f"charts.rating.{row[name]}") for name in _LANES}
    return t("charts.project.hover", date=t.date(row["report_date"]), days=t.days(row["days_late"]), **ratings)
