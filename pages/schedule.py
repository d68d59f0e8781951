"""Schedule: how late the work is, whether it slips on, and which milestones need attention."""

import streamlit as st

import frame_address as address
from charts import milestone, slip
from charts import schedule as chart
from frame import open_page
from frame_cards import card, facts, text
from frame_columns import reason
from frame_sheet import sheet
from metrics import portfolio, risk
from metrics import schedule as questions

MILESTONES = ["milestone", "state", "baseline_date", "forecast_date", "days_late"]
RISKS = ["zone", "risk", "expected_cost", "owner", "action_due"]
YEARS_AHEAD = 3660

view = open_page("schedule")
t = view.t
asked = (portfolio.portfolio_summary, questions.schedule_variance, questions.slip_trend, questions.milestones_due)
summary, variance, trend, due = view.answers(*asked)
chosen = address.get("project")

view.say(chart.title(summary, t), summary)
wide, narrow = st.columns([3, 2])
with wide, card("variance", t("pages.schedule.variance", count=int(summary["late"])), t, variance):
    pick = {"on_pick": lambda key, _: address.toggle("project", key)}
    view.figure("variance", chart.variance_bars, chart.alt, variance, height=640, **pick)
with narrow:
    with card("slip", view.tell(slip.slip_title, trend), t, trend):
        view.figure("slip", slip.slip_line, slip.slip_alt, trend, height=220)
    with card("milestones", view.tell(milestone.milestones_title, due), t, due):
        pick = {"on_pick": lambda _, __, key: address.put("project", key)}
        made = (milestone.milestone_timeline, milestone.milestones_alt)
        view.figure("milestones", *made, due, view.as_of, height=330, **pick)

health = view.ask(portfolio.project_health)
for line in health[health["project_id"] == chosen].itertuples():
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
        left, right = st.columns([2, 3])
        later = view.ask(questions.milestones_due, view.as_of, view.scope, YEARS_AHEAD)
        register = view.ask(risk.risk_register)
        with left:
            text(t("pages.schedule.milestones"), "body")
            sheet(later[later["project_id"] == chosen], t, MILESTONES)
        with right:
            text(t("pages.schedule.risks"), "body")
            own = register[(register["project_id"] == chosen) & register["counts"]]
            sheet(own.sort_values("expected_cost", ascending=False), t, RISKS)
