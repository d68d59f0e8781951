"""Milestones: which dates keep moving, how fast, and what was said each time."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import pattern as told_of
from charts import trend as chart
from frame import open_page
from frame_cards import card, facts
from frame_sheet import sheet
from frame_text import text
from metrics import milestone as questions
from metrics import portfolio

PATTERNS = ("receding", "stale", "zigzag", "slipping", "early", "steady")
STORY = ["report_date", "forecast_date", "days_moved", "summary"]


def story(told: Any) -> None:
    """A milestone's dates, and what each report said of it."""
    last = told.iloc[0]
    with card("story", last["milestone"], t, told):
        facts(
            {
                t("pages.column.project"): last["project"],
                t("pages.column.pattern"): t(f"charts.pattern.{last['pattern']}") if last["pattern"] else "–",
                t("pages.column.baseline_date"): t.date(last["baseline_date"]),
                t("pages.column.forecast_date"): f"{t.date(last['forecast_date'])} ({t.days(last['days_late'])})",
                t("pages.column.actual_date"): t.date(last["actual_date"]),
            }
        )
        sheet(told, t, STORY, most=26)


def choose(milestone: str, _: str, project: str) -> None:
    """Show the story of a milestone, or leave it."""
    address.toggle("milestone", milestone)
    address.put("project", project if address.get("milestone") else None)


def listed() -> Any:
    """All open milestones, or those of the pattern chosen."""
    moves = view.ask(questions.milestone_moves, view.as_of, view.scope)
    return moves[moves["pattern"] == pattern] if pattern else moves


view = open_page("milestones")
t = view.t
asked = (portfolio.portfolio_summary, questions.milestone_patterns, questions.milestone_board)
summary, patterns, board = view.answers(*asked)
counts = dict(zip(patterns["pattern"], patterns["milestones"], strict=True))
chosen, owner = address.get("milestone"), address.get("project")

view.say(view.tell(told_of.patterns_title, patterns), summary, patterns)
options = {name: t("pages.milestones.pattern", pattern=t(f"charts.pattern.{name}"), count=counts[name])
           for name in PATTERNS if name in counts}  # fmt: skip
pattern = address.switch("pattern", t("pages.column.pattern"), {"": t("pages.milestones.movers"), **options}, "")
if pattern:
    board = view.ask(questions.milestone_board, view.as_of, view.scope, pattern)
told = view.ask(questions.milestone_story, view.as_of, chosen, owner) if chosen else patterns.head(0)
wide, narrow = st.columns([1, 1]) if len(told) else (st.container(), None)
with wide, card("trend", view.tell(told_of.board_title, board), t, listed, board):
    text(f"{t('pages.milestones.how')} {view.tell(told_of.left_out, board)}", "note")
    shown = {"selected": chosen, "columns": 1 if narrow else 2}
    view.figure("trend", chart.trend_board, told_of.trend_alt, board, **shown, on_pick=choose)
if narrow:
    with narrow:
        story(told)
elif chosen:
    text(t("pages.milestones.unknown", milestone=chosen), "body")
