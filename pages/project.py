"""One project on one page: whom it serves, how it came to stand where it does, and what waits in it."""

from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts import project as chart
from charts.palette import rating_of
from frame import open_page
from frame_cards import card, facts, row, rows
from frame_columns import choice, reason
from frame_sheet import sheet
from frame_text import known, text
from metrics import portfolio, strategy
from metrics import project as questions

MOST, REPORTS = 20, 3
RISKS = ["zone", "risk", "owner", "action_due", "milestone", "expected_cost"]
MILESTONES = ["milestone", "state", "expected_on", "days_late"]
ISSUES = ["severity", "issue", "owner", "due_date"]
DECISIONS = ["decision_needed", "needed_by", "state"]
CHANGES = ["kind", "was", "becomes", "approved_on"]


def choose() -> None:
    """Without a project: the latest of the portfolio, to choose from."""
    summary, health = view.answers(portfolio.portfolio_summary, portfolio.project_health)
    view.say(t("pages.project.sentence", count=int(summary["projects"]), red=int(summary["red"])), summary)
    if asked := address.get("project"):
        text(t("pages.project.unknown", project=asked), "body")
    latest = health.sort_values("days_late", ascending=False, na_position="last")
    with card("choose", t("pages.project.choose"), t, latest), rows("choose", len(latest) - MOST, t):
        for found in latest.head(MOST).itertuples():
            note = f"{found.project_id} · {found.project_manager} · {known(found.programme)}"
            shown = [t.days(found.days_late), t.money(found.budget)]
            row("project", found.project, shown, found.rag_evidence, note, project=found.project_id)


def risk_page(found: Any) -> str:
    """Where a risk is told in full."""
    return address.href("register", scope=found.scope_id, risk=found.risk_id)


def listing(key: str, found: pd.DataFrame, columns: list[str]) -> None:
    """A card with rows of the project, or a word that there are none."""
    with card(key, said(key, found), t, found):
        if len(found):
            lead = {"risks": risk_page}.get(key)
            sheet(found, t, columns, most=MOST, link=lead)


def said(key: str, found: pd.DataFrame) -> str:
    """How many rows there are."""
    return t(f"pages.project.{key}" if len(found) else f"pages.project.no_{key}", count=len(found))


def beside(listed: dict[str, tuple[pd.DataFrame, list[str]]]) -> None:
    """Cards beside each other for what there is; what there is not shares a line."""
    there = {key: each for key, each in listed.items() if len(each[0])}
    for column, (key, (found, columns)) in zip(st.columns(max(len(there), 1)), there.items(), strict=False):
        with column:
            listing(key, found, columns)
    text(" · ".join(said(key, found) for key, (found, _) in listed.items() if key not in there), "note")


def identity(line: Any) -> None:
    """Who runs it, and its dates and money."""
    time = t.number(line.manager_time_percent)
    facts(
        {
            t("pages.column.rag_evidence"): reason(line, t),
            t("pages.column.rag_reported"): t(f"charts.rating.{rating_of(line.rag_reported)}"),
            t("pages.column.project_manager"): t("pages.project.time", manager=known(line.project_manager), time=time),
            t("pages.column.department"): known(line.department),
            t("pages.project.programme_manager"): known(line.programme_manager),
            t("pages.project.sponsor"): known(line.sponsor),
            t("pages.column.approved_finish"): t.date(line.approved_finish),
            t("pages.column.forecast_finish"): f"{t.date(line.forecast_finish)} ({t.days(line.days_late)})",
            t("pages.column.percent_complete"): t.number(line.percent_complete),
        }
    )


def sight(line: Any, links: pd.DataFrame) -> None:
    """The way up: its programme, and each strategy it serves with its share and money."""
    with rows("sight"):
        if pd.isna(line.programme_id):
            text(t("pages.project.no_programme"), "note")
        else:
            note = t("pages.project.managed", manager=known(line.programme_manager))
            row("programme", known(line.programme, line.programme_id), [], note=note, programme=line.programme_id)
        for link in links.itertuples():
            shown, note = [t.percent(link.share), t.money(link.budget)], t(f"pages.project.link.{link.link}")
            name = known(link.strategy, link.strategy_id) if pd.notna(link.strategy_id) else t("charts.no_strategy")
            row("strategy", name, shown, note=note, opened=link.strategy_id if pd.notna(link.strategy_id) else None)


def narrative(history: pd.DataFrame) -> None:
    """What the last reports say, newest first."""
    with card("narrative", t("pages.project.narrative" if len(history) else "pages.project.no_narrative"), t, history):
        for told in history.tail(REPORTS)[::-1].itertuples():
            text(t.date(told.report_date), "note")
            text(known(told.summary), "body")
            if pd.notna(told.next_steps):
                text(t("pages.project.next", steps=told.next_steps), "freshness")


def show(line: Any) -> None:
    """The page of one project."""
    about = (strategy.line_of_sight, questions.project_history, questions.project_milestones, questions.project_risks)
    more = (questions.project_issues, questions.project_decisions, questions.project_changes)
    asked = [(question, view.as_of, line.project_id) for question in (*about, *more)]
    links, history, milestones, risks, issues, decisions, changes = view.answers(*asked)
    left, right = st.columns([3, 2])
    reported = view.tell(chart.history_title, history) if len(history) else t("pages.project.no_history")
    with left, card("history", reported, t, history):
        if len(history):
            view.figure("history", chart.history_strip, chart.history_alt, history)
    with right, card("project", t("pages.project.sight"), t, links):
        sight(line, links)
        identity(line)
    left, right = st.columns([3, 2])
    with left:
        listing("risks", risks, RISKS)
    with right:
        listing("milestones", milestones, MILESTONES)
    left, right = st.columns([3, 2])
    with left:
        narrative(history)
    with right, card("cost", view.tell(chart.cost_title, history), t, history):
        view.figure("cost", chart.cost_lines, chart.cost_title, history)
    beside({"issues": (issues, ISSUES), "decisions": (decisions, DECISIONS), "changes": (changes, CHANGES)})


view = open_page("project")
t = view.t
profile = view.ask(questions.project_profile, view.as_of, address.get("project") or "")
if profile.empty:
    choose()
for found in profile.itertuples():
    ratings = {name: t(f"charts.rating.{rating_of(getattr(found, name))}") for name in ("rag_reported", "rag_evidence")}
    days = 0 if pd.isna(found.days_late) else int(found.days_late)
    kind = "unknown_finish" if pd.isna(found.days_late) else "late" if days > 0 else "early" if days else "on_time"
    sentence = t(f"pages.project.{kind}", project=found.project, count=abs(days), **ratings)
    kind = "never" if pd.isna(found.report_date) else "reported"
    dates = {"day": t.date(found.report_date), "due": t.date(found.due_date)}
    place = (found.project_id, choice(found.tier, t), choice(known(found.stage, "In delivery"), t))
    view.state(sentence, " · ".join([*place, t(f"pages.project.{kind}", **dates)]), profile)
    with st.container(key="page-project"):
        show(found)
