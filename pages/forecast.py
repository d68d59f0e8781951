"""Forecast: by when the work will really be done, from this organisation's past slips, and how far to trust that."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import calibration as record
from charts import forecast as chart
from frame import open_page
from frame_cards import card, facts, row, rows
from frame_sheet import sheet
from frame_text import text
from metrics import forecast as questions
from metrics import portfolio

MOST = 20
MILESTONES = ["milestone", "current_forecast", "p50", "p80"]
SCOPES = {
    "strategy": ["scope", "p50", "p80"],
    "programme": ["scope", "approved_date", "current_forecast", "p50", "p80"],
}


def detail(line: Any) -> None:
    """A project's forecast, what it is compared with, and its milestones to come."""
    own = forecasts[(forecasts["project_id"] == line.project_id) & (forecasts["level"] == "milestone")]
    named = chart.worded(own.rename(columns={"scope": "milestone"}).sort_values("current_forecast"), t)
    with card("project", line.scope, t, named, found):
        facts(
            {
                t("pages.column.approved_finish"): t.date(line.approved_date),
                t("pages.column.current_forecast"): f"{t.date(line.current_forecast)} ({t.days(line.days_late)})",
                t("pages.column.p50"): f"{t.date(line.p50)} ({t.days(line.days_late_p50)})",
                t("pages.column.p80"): f"{t.date(line.p80)} ({t.days(line.days_late_p80)})",
                t("pages.column.reference_class"): chart.class_of(line._asdict(), t),
            }
        )
        text(t("pages.forecast.milestones"), "note")
        sheet(named, t, MILESTONES)
        if line.left_out:
            text(t("pages.forecast.unknown", count=int(line.left_out)), "note")
        with rows("open"):
            row("project", t("pages.strategy.open_project"), [], project=line.project_id)
            row("warnings", t("pages.forecast.warnings"), [], project=line.project_id)


def done(level: str) -> None:
    """By when the strategies or programmes are done."""
    own = forecasts[forecasts["level"] == level].sort_values("p80", ascending=False)
    if own["p80"].isna().all():
        return
    with card(f"{level}-forecasts", t(f"pages.forecast.{level}", count=len(own)), t, own):
        sheet(own, t, SCOPES[level])


view = open_page("forecast")
t = view.t
summary, forecasts = view.answers(portfolio.portfolio_summary, questions.forecast_finish)
calibration = view.ask(questions.forecast_calibration, view.as_of)
bias = view.ask(questions.forecast_bias, view.as_of)
projects = forecasts[forecasts["level"] == "project"]
chosen = address.get("project")
found = projects[projects["project_id"] == chosen]

view.say(view.tell(chart.title, forecasts), summary, forecasts)
if chosen and found.empty:
    text(t("pages.forecast.no_project", project=chosen), "body")
wide, narrow = st.columns([3, 2])
foretold = projects["p80"].notna().any()
likely = t("pages.forecast.likely", count=len(projects)) if foretold else t("pages.forecast.too_few")
with wide, card("likely", likely, t, lambda: chart.worded(projects, t)):
    if foretold and len(projects) > MOST:
        text(t("pages.schedule.shown", shown=MOST, projects=len(projects)), "note")
    pick = {"on_pick": lambda key, _: address.toggle("project", key)}
    view.figure("likely", chart.forecast_bars, chart.alt, forecasts, limit=MOST, selected=chosen, height=640, **pick)
with narrow:
    for line in found.itertuples():
        detail(line)
    if found.empty:
        done("strategy")
    with card("kept", view.tell(record.calibration_title, calibration), t, calibration):
        text(f"{t('pages.forecast.whole')} {view.tell(record.half_kept, calibration)}", "note")
        view.figure("kept", record.calibration_plot, record.calibration_alt, calibration, height=300)
left, right = st.columns([2, 3])
with left:
    if len(found):
        done("strategy")
    with card("bias", view.tell(record.bias_title, bias), t, bias):
        view.figure("bias", record.bias_pattern, record.bias_alt, bias, height=300)
with right:
    done("programme")
