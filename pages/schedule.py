"""Schedule: how late the work is, whether it slips on, and which milestones need attention."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import milestone, slip
from charts import schedule as chart
from frame import open_page
from frame_cards import card, facts, known, row, rows, text
from frame_columns import reason
from frame_sheet import sheet
from metrics import milestone as milestones
from metrics import portfolio, risk
from metrics import schedule as questions

MILESTONES = ["milestone", "state", "forecast_date", "days_late"]
RISKS = ["zone", "risk", "expected_cost"]
YEARS_AHEAD, MOST = 3660, 20


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
        later = view.ask(milestones.milestones_due, view.as_of, view.scope, YEARS_AHEAD)
        text(t("pages.schedule.milestones"), "note")
        sheet(later[later["project_id"] == line.project_id], t, MILESTONES)
        register = view.ask(risk.risk_register)
        own = register[(register["project_id"] == line.project_id) & register["counts"]]
        text(t("pages.schedule.risks"), "note")
        sheet(own.sort_values("expected_cost", ascending=False), t, RISKS)


def waiting(found: Any) -> None:
    """A milestone that comes too late for the project that waits for it, with the dates of both sides."""
    said = {"needed": t.date(found.needed_by), "promised": t.date(found.promised_for)}
    expected = {"provider": known(found.provider_project), "expected": t.date(found.expected_on)}
    note = t("pages.schedule.both_sides", receiver=found.receiver_project, **said, **expected)
    row("schedule", known(found.milestone), [t.days(found.days_late)], note=note, project=found.receiver_project_id)


view = open_page("schedule")
t = view.t
asked = (questions.schedule_variance, questions.slip_trend, milestones.milestones_due, questions.dependency_outlook)
summary, variance, trend, due, owed = view.answers(portfolio.portfolio_summary, *asked)
late = owed[owed["state"] == "too late"]
chosen = address.get("project")
health = view.ask(portfolio.project_health) if chosen else variance
found = health[health["project_id"] == chosen]

view.say(chart.title(summary, t), summary)
if chosen and found.empty:
    text(t("pages.schedule.unknown_project", project=chosen), "body")
wide, narrow = st.columns([3, 2])
with wide, card("variance", t("pages.schedule.variance", count=int(summary["late"])), t, variance):
    if len(variance) > MOST:
        text(t("pages.schedule.shown", shown=MOST, projects=len(variance)), "note")
    pick = {"on_pick": lambda key, _: address.toggle("project", key)}
    shown = {"limit": MOST, "selected": chosen, "height": 640}
    view.figure("variance", chart.variance_bars, chart.alt, variance, **shown, **pick)
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
if len(late):
    sentence = t("pages.schedule.dependencies", count=len(late), all=len(owed))
    with card("dependencies", sentence, t, owed), rows("dependencies", len(late) - MOST, t):
        for each in late.head(MOST).itertuples():
            waiting(each)
