"""What is said of milestones that move."""

from __future__ import annotations

import pandas as pd

from charts.columns import tidy
from i18n import Words


def patterns_title(patterns: pd.DataFrame, t: Words) -> str:
    """How many milestones recede, are stale or slip, of those that are not reached."""
    known = tidy(patterns, ("pattern",), ("milestones",)).dropna()
    counts = {str(name): int(number) for name, number in zip(known["pattern"], known["milestones"], strict=True)}
    live = sum(number for name, number in counts.items() if name != "done")
    said = {name: counts.get(name, 0) for name in ("stale", "zigzag", "slipping", "early")}
    return t("charts.trend.title", count=counts.get("receding", 0), all=live, **said)


def board_title(board: pd.DataFrame, t: Words) -> str:
    """Which of the milestones drawn moved furthest, and by how much."""
    rows = moves(board)
    moved = rows[rows["days_moved"].fillna(0) != 0]
    if not len(moved):
        return t("charts.trend.still") if len(rows) else t("charts.empty")
    worst = moved.sort_values("days_moved", key=abs, kind="stable").iloc[-1]
    kind = "furthest" if worst["days_moved"] > 0 else "nearer"
    named = {"milestone": worst["milestone"] or worst["milestone_id"], "project": worst["project"] or "–"}
    return " ".join(t(f"charts.trend.{kind}", days=t.days(worst["days_moved"]), **named).split())


def trend_alt(board: pd.DataFrame, t: Words) -> str:
    """How many milestones of how many programmes are drawn, and the one that moved furthest."""
    rows = moves(board)
    if not len(rows):
        return t("charts.empty")
    panels, drawn = rows["panel_place"].nunique(), len(rows[["project_id", "milestone_id"]].drop_duplicates())
    return t("charts.trend.alt", count=drawn, programmes=t("charts.programmes", count=panels)) + board_title(board, t)


def moves(board: pd.DataFrame) -> pd.DataFrame:
    """What can be drawn of a board: days and numbers, without rows that lack a place or a date."""
    texts = ("programme", "project_id", "project", "milestone_id", "milestone", "pattern")
    numbers = ("panel_place", "place", "days_late", "days_moved", "slip_rate", "movers", "milestones")
    rows = tidy(board, texts, numbers, ("report_date", "forecast_date", "baseline_date"))
    return rows.dropna(subset=["panel_place", "milestone_id", "report_date", "forecast_date"])
