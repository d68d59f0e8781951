"""Schedule: how late the work is, whether it slips on, and which milestones need attention."""

from dataclasses import replace
from typing import Any

import streamlit as st

import frame_address as address
from charts import finish, heat, milestone, slip
from charts import schedule as chart
from charts import variance as bars
from frame import open_page
from frame_cards import card, facts, text
from frame_columns import reason
from frame_sheet import sheet
from metrics import milestone as milestones
from metrics import portfolio, risk
from metrics import schedule as questions
from metrics import variance as variances

MILESTONES = ["milestone", "state", "forecast_date", "days_late"]
RISKS = ["zone", "risk", "expected_cost"]
YEARS_AHEAD, MOST = 3660, 20
BASELINES = ("approved", "first", "previous")
GROUPS = ("project", "programme", "strategy", "department", "tier")


def detail(line: Any) -> None:
    """A project's dates and money, its milestones to come and its open risks."""
    with card("project", line.project, t):
        facts(
            {
                t("pages.column.rag_evidence"): reason(line, t),
                t("pages.column.rag_reported"): t(f"charts.rating.{line.rag_reported or 'Not rated'}"),
                t("pages.column.approved_finish"): t.date(line.approved_finish),
                t("pages.column.forecast_finish"): f"{t.date(line.forecast_finish)} ({t.days(line.days_late)})",
                t("pages.column.percent_complete"): t.number(line.percent_complete),
                t("pages.column.budget"): t.money(line.budget),
                t("pages.column.estimate_at_completion"): t.money(line.estimate_at_completion),
                t("pages.column.project_manager"): line.project_manager,
                t("pages.column.department"): line.department,
                t("pages.column.programme"): line.programme or "–",
                t("pages.column.strategy"): line.strategy or "–",
            }
        )
        history = view.ask(variances.finish_history, view.as_of, line.project_id)
        steps = replace(view, look=(line.project_id,))
        steps.figure("finish", finish.finish_steps, finish.finish_alt, history, view.as_of)
        later = view.ask(milestones.milestones_due, view.as_of, view.scope, YEARS_AHEAD)
        text(t("pages.schedule.milestones"), "note")
        sheet(later[later["project_id"] == line.project_id], t, MILESTONES)
        register = view.ask(risk.risk_register)
        own = register[(register["project_id"] == line.project_id) & register["counts"]]
        text(t("pages.schedule.risks"), "note")
        sheet(own.sort_values("expected_cost", ascending=False), t, RISKS)


def choose(key: str | None, kind: str) -> None:
    """Show a project's details, or look into a group."""
    if kind == "project":
        address.toggle("project", key or "")
    elif key:
        address.put(kind, key)
        address.put("per", None)


view = open_page("schedule")
t = view.t
questions_asked = (portfolio.portfolio_summary, questions.slip_trend, milestones.milestones_due)
summary, trend, due = view.answers(*questions_asked)
view.say(chart.title(summary, t), summary)
with st.container(key="choices", horizontal=True):
    baselines = {name: t(f"pages.schedule.baseline.{name}") for name in BASELINES}
    baseline = address.switch("baseline", t("pages.schedule.against"), baselines, "approved")
    groups = {name: t(f"pages.schedule.per.{name}") for name in GROUPS}
    per = address.switch("per", t("pages.schedule.grouped"), groups, "project")
look = replace(view, look=(baseline, per))
variance = view.ask(variances.finish_variance, view.as_of, view.scope, per, baseline)
rows_of_grid = "programme" if per == "project" else per
grid = view.ask(variances.variance_grid, view.as_of, view.scope, rows_of_grid, baseline)
chosen = address.get("project")
health = view.ask(portfolio.project_health) if chosen else variance.head(0).assign(project_id=None)
found = health[health["project_id"] == chosen]

if chosen and found.empty:
    text(t("pages.schedule.unknown_project", project=chosen), "body")
wide, narrow = st.columns([3, 2])
with wide, card("variance", look.tell(bars.title, variance), t, variance):
    if len(variance) > MOST:
        text(t("pages.schedule.shown", shown=MOST, projects=len(variance)), "note")
    shown = {"limit": MOST, "selected": chosen, "height": 640, "baseline": baseline}
    look.figure("variance", bars.variance_bars, bars.alt, variance, **shown, on_pick=choose)
with narrow:
    for line in found.itertuples():
        detail(line)
# A project's details take the place beside its bar; what is told of all projects moves below.
above, below = (narrow, narrow) if found.empty else st.columns([2, 3])
with above, card("slip", view.tell(slip.slip_title, trend), t, trend):
    view.figure("slip", slip.slip_line, slip.slip_alt, trend, height=220)
with below, card("milestones", view.tell(milestone.milestones_title, due), t, due):
    pick = {"on_pick": lambda _, __, key: address.put("project", key)}
    view.figure(
        "milestones", milestone.milestone_timeline, milestone.milestones_alt, due, view.as_of, height=330, **pick
    )
with card("grid", look.tell(heat.heat_title, grid), t, grid):
    text(t("pages.schedule.grid", baseline=baselines[baseline]), "note")
    look.figure("grid", heat.variance_heat, heat.heat_alt, grid, on_pick=lambda key, _: choose(key, rows_of_grid))
