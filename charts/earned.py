"""SPI beside SPI(t): near the end of a late project the first heals itself, the second does not."""

from __future__ import annotations

from math import floor
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, TICKS, axis, canvas, caption, mark_at, row_band, row_names, row_targets
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.palette import Palette
from i18n import Words

_ROW, _EDGES, _MOST = 26, 104, 24
_SLOW = 0.95
"""From here on a pace counts as planned, as DCMA's threshold of its indices."""
_NUMBERS = (
    "bac", "pv", "ev", "ac", "spi", "cpi", "es", "at", "sv_t", "spi_t", "ieac_t", "eac", "spi_t_approx",
    "planned_duration", "period_days",
)  # fmt: skip


def index_pairs(earned: pd.DataFrame, t: Words, palette: Palette, selected: str | None = None) -> go.Figure:
    """For each project SPI (ring) and SPI(t) (dot), the slowest first; an approximation is a hollow diamond.

    `selected` is a project id. A chosen row's `customdata` is [project id, "project"].
    """
    rows = _slowest(earned).head(_MOST)
    known = pd.concat([rows["spi"], rows["time"], pd.Series([1.0])]).dropna()
    low, high = known.min() - 0.06, known.max() + 0.06
    figure = canvas(palette, _ROW * max(len(rows), 6) + _EDGES, margin={"l": 8, "r": 56, "t": 24, "b": 8})
    figure.add_traces([_hits(rows, low, high, t), _spans(rows, palette), *_marks(rows, palette)])
    ends = [f"  {_index(row, t)}" for row in rows.to_dict("records")]
    figure.add_trace(caption([high] * len(rows), list(rows.index), ends, palette, textposition="middle right"))
    mark_at(figure, 1, t("charts.earned.plan"), palette.text, TICKS)
    for place in rows.index[rows["project_id"] == selected]:
        figure.add_shape(row_band(place, palette))
    approximate = t("charts.earned.approximate") if rows["spi_t_approx"].notna().any() else ""
    steps = {"range": [low, high], "tickformat": ".2f", "tickangle": 0, "nticks": 6, "side": "top"}
    figure.update_xaxes(axis(palette, t("charts.earned.axis", approximate=approximate), TICKS + 4, **steps))
    labels = [short(name or key, 34) + " " for name, key in zip(rows["project"], rows["project_id"], strict=True)]
    names = row_names(list(rows.index), labels, palette)
    return figure.update_yaxes(names, range=[max(len(rows), 6) - 0.5, -0.5])


def earned_title(earned: pd.DataFrame, t: Words) -> str:
    """How many projects work more slowly than planned, and of how many nothing can be computed."""
    rows = _slowest(earned)
    told = rows["spi_t"].dropna()
    if not len(told):
        return t("charts.earned.untold") if len(rows) else t("charts.earned.none")
    slow, healed = told < _SLOW, (rows["spi"] >= _SLOW) & (rows["spi_t"] < _SLOW)
    said = t("charts.earned.title", count=int(slow.sum()), all=len(told))
    said = t(f"charts.earned.{'healed' if healed.any() else 'ended'}", said=said, healed=int(healed.sum()))
    untold = len(rows) - len(told)
    return f"{said} {t('charts.earned.others', count=untold)}" if untold else said


def earned_alt(earned: pd.DataFrame, t: Words) -> str:
    """The title, and the slowest project by name."""
    rows = _slowest(earned)
    if not len(rows):
        return t("charts.empty")
    worst = rows.iloc[0]
    named = {"worst": words(worst["project"] or worst["project_id"]) or "–", "index": t.number(worst["time"], 2)}
    return f"{earned_title(earned, t)} {t('charts.earned.alt', **named)}"


def formulas(row: Any, t: Words) -> list[str]:
    """How each index of a report that can be computed came about, with its numbers."""
    money = {name: _exact(row[name], t) for name in ("bac", "pv", "ev", "ac", "eac")}
    times = {name: t.number(row[name], 3) for name in ("es", "at", "planned_duration", "ieac_t")}
    indices = {name: t.number(row[name], 3) for name in ("spi", "cpi", "spi_t")}
    parts = [part for part in ("spi", "spi_t", "ieac_t", "cpi", "eac") if pd.notna(row[part])]
    return [t(f"charts.earned.formula.{part}", **money, **times, **indices) for part in parts]


def pace(row: Any, t: Words) -> str:
    """SPI(t), or its approximation marked as one."""
    if pd.isna(row["spi_t_approx"]):
        return _told(row["spi_t"], t)
    return f"≈ {_told(row['spi_t_approx'], t)}"


def explained(row: Any, t: Words) -> list[str]:
    """The formulas, the method by which time was found, and why something could not be computed."""
    kind = row["method"] if row["method"] in METHODS else "none"
    method = t(f"charts.earned.method.{kind}", index=t.number(row["spi_t_approx"], 2))
    reason = row["reason"] if isinstance(row["reason"], str) else ""
    said = [t(f"charts.earned.reason.{each}") for each in reason.split("; ") if each in REASONS]
    return [*formulas(row, t), method, *said]


def _told(index: float, t: Words) -> str:
    """An index of two digits, or cut off after three where rounding would lift it to a threshold."""
    lifted = any(index < bound <= round(index, 2) for bound in (_SLOW, 1.0))
    return t.number(floor(1000 * index) / 1000, 3) if lifted else t.number(index, 2)


def _exact(value: float, t: Words) -> str:
    """An amount of a formula with as many digits as its result needs."""
    return t.number(value, 2 if abs(value) < 1000 else 0)


def _index(row: dict[Any, Any], t: Words) -> str:
    return f"<b>{pace(row, t)}</b>" if pd.isna(row["spi_t_approx"]) else pace(row, t)


def _slowest(earned: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(earned, ("project_id", "project", "method", "reason"), _NUMBERS)
    rows = rows.dropna(subset="project_id")
    rows["time"] = rows["spi_t"].fillna(rows["spi_t_approx"])
    return rows.sort_values(["time", "spi"], na_position="last", kind="stable").reset_index(drop=True)


def _hits(rows: pd.DataFrame, low: float, high: float, t: Words) -> go.Bar:
    hovers = [_hover(row, t) for row in rows.to_dict("records")]
    return row_targets(list(rows.index), low, high - low, [[key, "project"] for key in rows["project_id"]], hovers)


def _spans(rows: pd.DataFrame, palette: Palette) -> go.Scatter:
    """What SPI hides: from it to SPI(t)."""
    x = [value for pair in zip(rows["spi"], rows["time"], strict=True) for value in (*pair, None)]
    y = [place for row in rows.index for place in (row, row, None)]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": palette.previous, "width": 3}, hoverinfo="skip")


def _marks(rows: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    colours = [_colour(value, palette) for value in rows["spi_t"]]
    ring = {"size": 15, "color": CLEAR, "line": {"width": 2, "color": palette.secondary}}
    looks = {
        "spi": ring,
        "spi_t": {"size": 12, "color": colours, "line": {"width": 1, "color": palette.surface}},
        "spi_t_approx": ring | {"size": 11, "symbol": "diamond"},
    }
    steady = {"hoverinfo": "skip", "unselected": {"marker": {"opacity": 1}}}
    return [
        go.Scatter(x=list(rows[name]), y=list(rows.index), mode="markers", marker=look, **steady)
        for name, look in looks.items()
    ]


def _colour(pace: float, palette: Palette) -> str:
    return palette.late if pace < _SLOW else palette.early if pace > 1 else palette.actual


def _hover(row: dict[Any, Any], t: Words) -> str:
    return "<br>".join([f"<b>{plain(row['project'] or row['project_id'])}</b>", *explained(row, t)])


REASONS = {
    "no planned value", "planned value is zero", "no earned value", "nothing earned yet", "earned value is negative",
    "no actual cost", "actual cost is zero", "no budget", "budget is spent", "no approved dates",
    "planned value is negative", "actual cost is negative", "budget is zero", "finish is a hundred years away",
    "approved finish is not after the start", "reported before the approved start", "one report only",
    "plan ends before what is earned", "a later report planned less",
}  # fmt: skip
METHODS = ("reported", "extended", "approximation")
