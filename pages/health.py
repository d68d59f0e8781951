"""Schedule health: which of DCMA's checks the status sheets support, which hold, and what fails them."""

from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts import checks as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_sheet import sheet
from frame_text import text
from metrics import portfolio
from metrics import schedule_health as questions

BY_PROJECT = {"cpli": "cpli", "owners missing": "owners_missing", "finish passed": "days_past_finish"}
MILESTONES = ["project", "milestone", "baseline_date", "forecast_date", "days_late"]
LENGTHS = ["project", "milestone", "baseline_date", "weekdays"]
PROJECTS = ["project", "programme", "approved_finish", "forecast_finish"]


def listed(found: Any) -> None:
    """One check with its value, its threshold and whether it holds; choosing it shows its rows."""
    passes = "Not rated" if pd.isna(found.passes) else "Green" if found.passes else "Red"
    name = t(f"charts.checks.name.{found.check_name}")
    numbered = name if pd.isna(found.dcma) else f"{int(found.dcma)} · {name}"
    said = [each for each in (chart.value(found, t), chart.threshold(found, t)) if each]
    row("health", numbered, said, passes, t(f"charts.checks.note.{found.check_name}"), check=found.check_name)


def failing(check: str) -> Any:
    """The milestones or projects that fail a check, worst first, and their columns."""
    if check not in BY_PROJECT:
        flag = "missed" if check == "hit task" else check
        columns = LENGTHS if check == "long tasks" else MILESTONES
        return view.ask(questions.schedule_findings, view.as_of, view.scope, flag), columns
    health, column = view.ask(questions.schedule_health), BY_PROJECT[check]
    return health[health[column] < 0.95 if check == "cpli" else health[column] > 0], [*PROJECTS, column]


view = open_page("health")
t = view.t
summary, checks = view.answers(portfolio.portfolio_summary, questions.schedule_checks)
told, untold = checks[checks["computable"]], checks[~checks["computable"]]
chosen = address.chosen("check", {name: name for name in told["check_name"]}) or chart.worst(checks)

view.say(view.tell(chart.title, checks), summary, checks)
left, right = st.columns([6, 7])
with left, card("checks", t("pages.health.checks"), t, checks):
    with rows("checks"):
        for each in told.itertuples():
            listed(each)
    names = t("charts.comma").join(t(f"charts.checks.name.{name}") for name in untold["check_name"])
    text(t("pages.health.untold", names=names), "note")
if chosen:
    [found] = told[told["check_name"] == chosen].itertuples()
    name = t(f"charts.checks.name.{chosen}")
    behind, columns = failing(chosen)
    with right, card("behind", t("pages.health.behind", check=name, count=int(found.found)), t, behind):
        sheet(behind, t, columns)
