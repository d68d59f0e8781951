"""What projects owe each other: on each line the day needed, the day promised and the day expected now."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, TICKS, axis, canvas, caption, mark_at, row_band, row_names, row_targets
from charts.columns import tidy
from charts.escape import plain, short, words
from charts.months import firsts
from charts.palette import Palette
from i18n import Words

_ROW, _EDGES, _MOST = 40, 104, 24
UNREPORTED = "not reported"
"""The state of a dependency whose milestone stands in nobody's report."""


def dependency_lines(
    outlook: pd.DataFrame, as_of: date, t: Words, palette: Palette, selected: str | None = None
) -> go.Figure:
    """Receiver's day (bar), promise (ring) and provider's day (dot), conflicts first; what is too late in orange.

    `selected` is a dependency id. A chosen row's `customdata` is [dependency id, "dependency"].
    """
    rows = _rows(outlook).head(_MOST)
    low, high = _span(rows, pd.Timestamp(as_of))
    figure = canvas(palette, _ROW * max(len(rows), 2) + _EDGES, margin={"l": 8, "r": 88, "t": 8, "b": 8})
    figure.add_traces([_hits(rows, low, high, t), *_gaps(rows, palette), *_marks(rows, palette)])
    ends = [_end(row, t) for row in rows.to_dict("records")]
    figure.add_trace(caption([high] * len(rows), list(rows.index), ends, palette, textposition="middle right"))
    for place in rows.index[rows["dependency_id"] == selected]:
        figure.add_shape(row_band(place, palette))
    mark_at(figure, pd.Timestamp(as_of), t.date(as_of), palette.text, TICKS, dash="dot")
    figure.update_xaxes(axis(palette, t("charts.dependency.axis"), TICKS + 4, **_dates(low, high, t)))
    labels = [_label(row, palette) for row in rows.to_dict("records")]
    names = row_names(list(rows.index), labels, palette)
    return figure.update_yaxes(names, range=[max(len(rows), 2) - 0.5, -0.5])


def dependency_title(outlook: pd.DataFrame, t: Words) -> str:
    """How many dependencies come too late, and the worst of them."""
    rows = _rows(outlook)
    late = rows[rows["state"] == "too late"]
    if not len(rows):
        return t("charts.dependency.none")
    if not len(late):
        unknown = int((rows["state"].eq(UNREPORTED) | rows["date_passed"].eq(1) | rows["expected_on"].isna()).sum())
        return t(f"charts.dependency.{'as_far' if unknown else 'in_time'}", count=len(rows), unknown=unknown)
    worst = late.iloc[0]
    named = {"receiver": words(worst["receiver_project"]) or "–", "days": t.span(worst["days_late"])}
    milestone = words(worst["milestone"] or worst["provider_milestone_id"])
    return t("charts.dependency.title", count=len(late), all=len(rows), milestone=milestone, **named)


def silent(outlook: pd.DataFrame) -> pd.DataFrame:
    """The dependencies without a conflict of which a date passed and nobody says that it was kept."""
    return outlook[outlook["date_passed"].astype(bool) & outlook["conflict"].isna()]


def both_sides(row: Any, t: Words) -> str:
    """By when the receiver needs it, what was promised, and what the provider, if anybody reports it, expects now."""
    promised = "unpromised" if pd.isna(row.promised_for) else "promised"
    asked = {
        "receiver": words(row.receiver_project) or "–",
        "needed": t.date(row.needed_by),
        "promise": t(f"charts.dependency.{promised}", day=t.date(row.promised_for)),
    }
    if pd.isna(row.provider_project):
        return t("charts.dependency.one_side", **asked)
    if pd.isna(row.expected_on):
        return t("charts.dependency.undated", provider=words(row.provider_project), **asked)
    expected = {"provider": words(row.provider_project), "expected": t.date(row.expected_on)}
    return t("charts.dependency.both_sides", **asked, **expected)


def dependency_alt(outlook: pd.DataFrame, t: Words) -> str:
    """The title's numbers; the table behind the figure has the rows."""
    return dependency_title(outlook, t) if len(_rows(outlook)) else t("charts.empty")


def _rows(outlook: pd.DataFrame) -> pd.DataFrame:
    """What comes too late first, then what comes after its promise, each by how late; what is delivered last."""
    texts = ("dependency_id", "milestone", "provider_milestone_id", "provider_project", "receiver_project", "state")
    rows = tidy(
        outlook, texts, ("days_late", "days_after_promise", "date_passed"), ("needed_by", "promised_for", "expected_on")
    )
    rows = rows.dropna(subset=["dependency_id", "needed_by"])
    broken = (rows["days_after_promise"] > 0) | rows["state"].eq(UNREPORTED) | rows["expected_on"].isna()
    kinds = [rows["state"].eq("delivered"), rows["state"].eq("too late"), broken]
    order = rows.assign(place=np.select(kinds, [3, 0, 1], 2), late=-rows["days_late"])
    return order.sort_values(["place", "late"], kind="stable").drop(columns=["place", "late"]).reset_index(drop=True)


def _hits(rows: pd.DataFrame, low: pd.Timestamp, high: pd.Timestamp, t: Words) -> go.Bar:
    keys = [[key, "dependency"] for key in rows["dependency_id"]]
    hovers = [_hover(row, t) for row in rows.to_dict("records")]
    return row_targets(list(rows.index), [str(low)] * len(rows), (high - low).total_seconds() * 1000, keys, hovers)


def _span(rows: pd.DataFrame, day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    shown = [rows[name] for name in ("needed_by", "promised_for", "expected_on")]
    days = pd.concat([*shown, pd.Series([day])]).dropna()
    pad = max((days.max() - days.min()) * 0.05, pd.Timedelta(days=7))
    return days.min() - pad, days.max() + pad


def _dates(low: pd.Timestamp, high: pd.Timestamp, t: Words) -> dict[str, Any]:
    """Dates over the rows, where a long list begins."""
    return firsts(low, high, t) | {"range": [low, high], "side": "top"}


def _gaps(rows: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    """From the day needed to the day expected: orange where it comes after, grey where it comes before."""
    late = rows["days_late"] > 0
    return [_gap(rows[late], palette.late, 5), _gap(rows[~late], palette.previous, 3)]


def _gap(rows: pd.DataFrame, colour: str, width: int) -> go.Scatter:
    x = [day for pair in zip(rows["needed_by"], rows["expected_on"], strict=True) for day in (*pair, None)]
    y = [place for row in rows.index for place in (row, row, None)]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _marks(rows: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    """The three days; a promise about to be broken is orange, and what nobody reports has no day but the promise."""
    reported = rows[rows["state"] != UNREPORTED]
    colours = [palette.late if days > 0 else palette.actual for days in reported["days_late"]]
    broken = (rows["days_after_promise"] > 0) & rows["state"].ne("delivered")
    rings = [palette.late if late else palette.secondary for late in broken]
    needed = {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": palette.text}}
    ring = {"size": 11, "color": CLEAR, "line": {"width": 2, "color": rings}}
    dot = {"size": 12, "color": colours, "line": {"width": 1, "color": palette.surface}}
    looks = (("needed_by", rows, needed), ("promised_for", rows, ring), ("expected_on", reported, dot))
    return [
        go.Scatter(x=list(shown[name]), y=list(shown.index), mode="markers", marker=look, hoverinfo="skip",
                   unselected={"marker": {"opacity": 1}})
        for name, shown, look in looks
    ]  # fmt: skip


def _end(row: dict[Any, Any], t: Words) -> str:
    if row["state"] == UNREPORTED:
        return f"  {t('charts.dependency.unreported')}"
    if row["date_passed"] == 1 and not row["days_late"] > 0:
        return f"  {t('charts.dependency.passed')}"
    return f"  <b>{t.days(row['days_late'])}</b>"


def _label(row: dict[Any, Any], palette: Palette) -> str:
    name = short(row["milestone"] or row["provider_milestone_id"], 30)
    sides = f"{short(row['provider_project'], 28) or '–'} → {short(row['receiver_project'], 28) or '–'}"
    return f'{name} <br><span style="color:{palette.secondary}">{sides}</span> '


def _hover(row: dict[Any, Any], t: Words) -> str:
    days = {name: t.date(row[column]) for name, column in _DAYS.items()}
    told = "hover_unreported" if row["state"] == UNREPORTED else "hover"
    facts = t(f"charts.dependency.{told}", days=t.days(row["days_late"]), **days)
    sides = f"{plain(row['provider_project']) or '–'} → {plain(row['receiver_project'])}"
    return f"<b>{plain(row['milestone'] or row['provider_milestone_id'])}</b><br>{sides}<br>{facts}"


_DAYS = {"needed": "needed_by", "promised": "promised_for", "expected": "expected_on"}
