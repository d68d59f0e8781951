"""Early warnings: which projects carry which warning now, and how good that warning has been here."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import record as history
from charts import warning as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_explain import Derived
from frame_sheet import noted
from frame_text import text
from metrics import portfolio
from metrics import warning as questions

MOST = 20


def read(line: Any) -> None:
    """One warning of a project, and what became of such warnings here."""
    said = line._asdict()
    text(chart.told(said, t), "body")
    count = {"count": int(line.warned), "right": int(line.right_warnings)}
    if chart.is_proven(said):
        noted("", t("pages.warnings.history", lead=t.number(line.lead_days), **count))
    elif line.warned:
        noted("", t("pages.warnings.too_few", projects=int(line.projects_warned), **count))
    else:
        noted("", t("pages.warnings.unjudged"))


view = open_page("warnings")
t = view.t
summary, warnings = view.answers(portfolio.portfolio_summary, questions.early_warnings)
record = view.ask(questions.warning_record, view.as_of)
chosen = address.get("project")
own = warnings[warnings["project_id"] == chosen]

view.say(view.tell(chart.title, warnings), summary, warnings)
if chosen and own.empty:
    text(t("pages.warnings.quiet", project=chosen), "body")
wide, narrow = st.columns([3, 2])
now = t("pages.warnings.now", count=len(warnings)) if len(warnings) else t("charts.warning.none")
with wide, card("warnings", now, t, lambda: chart.worded(warnings, t)):
    if len(warnings):
        text(t("pages.warnings.days"), "note")
    pick = {"on_pick": lambda key, _: address.toggle("project", key)}
    view.figure("warnings", chart.warning_grid, chart.alt, warnings, limit=MOST, selected=chosen, **pick)
with narrow:
    if len(own):
        with card("project", own["project"].iloc[0], t, explained=Derived((own, record))):
            for line in own.itertuples():
                read(line)
            with rows("open"):
                row("project", t("pages.strategy.open_project"), [], project=chosen)
                row("forecast", t("pages.warnings.forecast"), [], project=chosen)
    with card("record", view.tell(history.record_title, record), t, lambda: chart.worded(record, t)):
        text(t("pages.warnings.record"), "note")
        view.figure("record", history.record_bars, history.record_alt, record, height=320)
    with card("meaning", t("pages.warnings.meaning"), t):
        for name in chart.KINDS:
            noted("", f"{chart.kind(name, t)}: {chart.meaning(name, t)}")
