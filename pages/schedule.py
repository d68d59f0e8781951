"""Schedule: how late the work is, whether it slips on, and which milestones need attention."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import finish, heat, milestone, slip
from charts import schedule as chart
from charts import variance as bars
from frame import open_page
from frame_cards import card, facts, row, rows
from frame_columns import reason
from frame_explain import Derived
from frame_text import text
from metrics import milestone as milestones
from metrics import portfolio
from metrics import schedule as questions
from metrics import variance as variances
from metrics.project import project_profile

MOST, HIGH = 20, 330
BASELINES = ("approved", "first", "previous")
GROUPS = ("project", "programme", "strategy", "department", "tier")


def detail(line: Any) -> None:
    """A project's dates and money in short, and the way to its page."""
    told = Derived((found, lambda: view.ask(variances.finish_history, view.as_of, line.project_id)))
    late = t("pages.schedule.on_calendar", days=t.days(line.days_late)) if len(calendars) else t.days(line.days_late)
    with card("project", line.project, t, explained=told):
        facts(
            {
                t("pages.column.rag_evidence"): reason(line, t),
                t("pages.column.rag_reported"): t(f"charts.rating.{line.rag_reported or 'Not rated'}"),
                t("pages.column.approved_finish"): t.date(line.approved_finish),
                t("pages.column.forecast_finish"): f"{t.date(line.forecast_finish)} ({late})",
                t("pages.column.percent_complete"): t.number(line.percent_complete),
                t("pages.column.budget"): t.money(line.budget),
                t("pages.column.estimate_at_completion"): t.money(line.estimate_at_completion),
                t("pages.column.project_manager"): line.project_manager,
                t("pages.column.programme"): line.programme or "–",
                t("pages.column.strategy"): line.strategy or "–",
            }
        )
        history = view.ask(variances.finish_history, view.as_of, line.project_id)
        view.figure("finish", finish.finish_steps, finish.finish_alt, history, view.as_of)
        if said := view.tell(finish.rebaselines, history):
            text(said, "note")
        with rows("project"):
            row("project", t("pages.schedule.open_project"), [], project=line.project_id)


def choose(key: str | None, kind: str) -> None:
    """Show a project's details, or look into a group."""
    if kind == "project":
        address.toggle("project", key or "")
    elif key:
        address.put(kind, key)
        address.put("per", None)


view = open_page("schedule")
t = view.t
above = st.container(key="said")
with st.container(key="choices", horizontal=True):
    baselines = {name: t(f"pages.schedule.baseline.{name}") for name in BASELINES}
    baseline = address.switch("baseline", t("pages.schedule.against"), baselines, "approved")
    groups = {name: t(f"pages.schedule.per.{name}") for name in GROUPS}
    per = address.switch("per", t("pages.schedule.grouped"), groups, "project")
looked_at, rows_of_grid = (view.as_of, view.scope), "programme" if per == "project" else per
summary, trend, due, variance, grid = view.answers(
    portfolio.portfolio_summary,
    (questions.slip_trend, *looked_at, baseline),
    milestones.milestones_due,
    (variances.finish_variance, *looked_at, per, baseline),
    (variances.variance_grid, *looked_at, rows_of_grid, baseline),
)
chosen = address.get("project")
found = view.ask(project_profile, view.as_of, chosen) if chosen else variance.head(0)

with above:
    approved = baseline == "approved"
    said = chart.title(summary, t) if approved else bars.headline(variance, t)
    view.say(said, summary, None if approved else variance)
calendars = variance["calendar"].dropna()
for calendar in calendars.head(1):
    text(t("pages.schedule.working_days", calendar=calendar), "note")
if chosen and found.empty:
    text(t("pages.schedule.unknown_project", project=chosen), "body")
wide, narrow = st.columns([3, 2])
with wide, card("variance", view.tell(bars.title, variance), t, variance):
    if (drawn := len(bars.worst(variance, MOST))) < len(variance):
        text(t("pages.schedule.shown", shown=drawn, projects=len(variance)), "note")
    shown = {"limit": MOST, "selected": chosen, "height": 640}
    view.figure("variance", bars.variance_bars, bars.alt, variance, **shown, on_pick=choose)
with narrow:
    for line in found.itertuples():
        detail(line)
# A project's details take the place beside its bar; what is told of all projects moves below.
above, below = (narrow, narrow) if found.empty else st.columns([2, 3])
with above, card("slip", view.tell(slip.slip_title, trend), t, trend):
    view.figure("slip", slip.slip_line, slip.slip_alt, trend, height=220)
with below, card("milestones", view.tell(milestone.milestones_title, due), t, due):
    if len(due) > (fit := milestone.room(HIGH)):
        text(t("pages.schedule.shown_rows", shown=fit, count=len(due)), "note")
    pick = {"on_pick": lambda _, __, key: address.put("project", key), "height": HIGH}
    view.figure("milestones", milestone.milestone_timeline, milestone.milestones_alt, due, view.as_of, **pick)
with card("grid", view.tell(heat.heat_title, grid), t, grid):
    told = "moved" if baseline == "previous" else "late"
    text(t(f"pages.schedule.grid.{told}", baseline=baselines[baseline]), "note")
    view.figure("grid", heat.variance_heat, heat.heat_alt, grid, on_pick=lambda key, _: choose(key, rows_of_grid))
