"""What is said of milestones that move."""

from __future__ import annotations

import pandas as pd

from charts.columns import count, tidy
from i18n import Words

ONE = ["project_id", "milestone_id"]
"""What tells one milestone from another."""


def patterns_title(patterns: pd.DataFrame, t: Words) -> str:
    """How many milestones recede, are stale or slip, of those that are not reached."""
    known = tidy(patterns, ("pattern",), ("milestones",)).dropna()
    counts = {str(name): int(number) for name, number in zip(known["pattern"], known["milestones"], strict=True)}
    live = sum(number for name, number in counts.items() if name != "done")
    if not live:
        return t("charts.trend.none_open")
    said = {name: counts.get(name, 0) for name in ("stale", "zigzag", "slipping", "early", "undated")}
    told = "title_undated" if said["undated"] else "title"
    return t(f"charts.trend.{told}", count=counts.get("receding", 0), all=live, **said)


def board_title(board: pd.DataFrame, t: Words) -> str:
    """Which of the milestones drawn moved furthest, and by how much."""
    rows = moves(board)
    moved = rows[rows["days_moved"].fillna(0) != 0]
    if not len(moved):
        return t(f"charts.trend.{'still' if len(rows) else 'no_mover'}")
    worst = moved.sort_values("days_moved", key=abs, kind="stable").iloc[-1]
    kind = "furthest" if worst["days_moved"] > 0 else "nearer"
    named = {"milestone": worst["milestone"] or worst["milestone_id"], "project": worst["project"] or "–"}
    return " ".join(t(f"charts.trend.{kind}", days=t.days(worst["days_moved"]), **named).split())


def trend_alt(board: pd.DataFrame, t: Words) -> str:
    """How many milestones of how many programmes are drawn, and the one that moved furthest."""
    rows = moves(board)
    if not len(rows):
        return t("charts.empty")
    panels, drawn = rows["panel_place"].nunique(), len(rows[ONE].drop_duplicates())
    return t("charts.trend.alt", count=drawn, programmes=t("charts.programmes", count=panels)) + board_title(board, t)


def left_out(board: pd.DataFrame, t: Words) -> str:
    """That the board shows only some of the programmes that have what is asked for; empty where it shows all."""
    rows = moves(board)
    shown, programmes = rows["panel_place"].nunique(), int(rows["programmes"].fillna(0).max()) if len(rows) else 0
    return t("charts.trend.shown", shown=shown, programmes=programmes) if programmes > shown else ""


def counts(rows: pd.DataFrame, t: Words) -> str:
    """How many of a programme's open milestones move, or are of the pattern asked for, and how many are drawn."""
    first, drawn = rows.iloc[0], len(rows[ONE].drop_duplicates())
    pattern = t(f"charts.pattern.{first['asked_pattern']}").lower() if first["asked_pattern"] else ""
    movers, some = count(first, "movers"), "_drawn" if drawn < count(first, "movers") else ""
    said = {"count": movers, "all": count(first, "milestones"), "drawn": drawn, "pattern": pattern}
    return t(f"charts.trend.{'of_pattern' if pattern else 'movers'}{some}", **said)


def moves(board: pd.DataFrame) -> pd.DataFrame:
    """What can be drawn of a board: days and numbers, without rows that lack a place or a date."""
    texts = ("programme", "project_id", "project", "milestone_id", "milestone", "pattern", "asked_pattern")
    numbers = ("panel_place", "place", "days_late", "days_moved", "slip_rate", "movers", "milestones", "programmes")
    rows = tidy(board, texts, numbers, ("report_date", "forecast_date", "baseline_date"))
    return rows.dropna(subset=["panel_place", "milestone_id", "report_date", "forecast_date"])
