"""What is said of the roadmap."""

from __future__ import annotations

import pandas as pd

from charts.columns import tidy
from charts.escape import words
from i18n import Words


def roadmap_title(roadmap: pd.DataFrame, t: Words) -> str:
    """How many finish later than approved, and the last finish of all."""
    rows = spans(roadmap)
    if not len(rows):
        return t("charts.empty")
    last = rows.sort_values("expected_finish").iloc[-1]
    late, projects = int(rows["late"].sum()), int(rows["projects"].sum())
    name = words(last["group_name"] or last["group_id"]) or "–"
    key = "unreported_title" if rows["reported"].eq(0).all() else "title"
    return t(f"charts.roadmap.{key}", count=late, all=projects, last=name, day=t.date(last["expected_finish"]))


def roadmap_alt(roadmap: pd.DataFrame, t: Words) -> str:
    """The title and the span of time shown."""
    rows = spans(roadmap)
    if not len(rows):
        return t("charts.empty")
    span = {"first": t.date(rows["approved_start"].min()), "last": t.date(rows["expected_finish"].max())}
    return f"{roadmap_title(roadmap, t)} {t('charts.roadmap.alt', count=len(rows), **span)}"


def spans(roadmap: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a start and a finish."""
    dates = ("approved_start", "approved_finish", "expected_finish", "previous_forecast")
    texts = ("group_id", "group_name", "kind", "strategy", "programme", "rag_evidence")
    rows = tidy(roadmap, texts, ("days_late", "projects", "late", "reported"), dates)
    rows = rows.fillna({"projects": 0, "late": 0}).dropna(subset=["approved_start", "expected_finish"])
    rows["approved_finish"] = rows["approved_finish"].fillna(rows["expected_finish"])
    return rows
