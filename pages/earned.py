"""Earned value: is the work done as fast as planned, in money and in time?"""

from typing import Any

import streamlit as st

import frame_address as address
from charts import earned as chart
from charts import value as curves
from frame import open_page
from frame_cards import card, facts
from frame_text import text
from metrics import earned as questions
from metrics import portfolio

MOST = 24


def beside(value: str, told: str) -> str:
    """A value with what it comes to in brackets, if there is one."""
    return value if value == "–" else f"{value} ({told})"


def detail(line: Any) -> None:
    """A project's curves, its indices side by side, and how each came about."""
    history = view.ask(questions.earned_history, view.as_of, line["project_id"])
    with card("project", line["project"], t, history):
        text(curves.value_alt(history, t), "body")
        view.figure("curves", curves.value_curves, curves.curves_alt, history)
        view.figure("course", curves.index_course, curves.value_alt, history)
        days = line["sv_t"] * line["period_days"]
        way = "behind" if days < 0 else "ahead"
        facts(
            {
                t("pages.column.sv"): t.money(line["sv"]),
                t("pages.column.spi"): t.number(line["spi"], 2),
                t("pages.column.sv_t"): beside(t.number(line["sv_t"], 2), t(f"pages.earned.{way}", days=t.span(days))),
                t("pages.column.spi_t"): chart.pace(line, t),
                t("pages.column.ieac_t"): beside(t.number(line["ieac_t"], 1), t.date(line["ieac_finish"])),
                t("pages.column.planned_duration"): t.number(line["planned_duration"], 1),
                t("pages.column.cpi"): t.number(line["cpi"], 2),
                t("pages.column.eac"): t.money(line["eac"]),
                t("pages.column.tcpi"): t.number(line["tcpi"], 2),
            }
        )
        replanned = int(history["replanned"].sum())
        fell = [t("pages.earned.replanned", count=replanned)] if replanned else []
        for said in [*chart.explained(line, t), *fell, t("pages.earned.restated")]:
            text(said, "note")


view = open_page("earned")
t = view.t
summary, earned = view.answers(portfolio.portfolio_summary, questions.earned_schedule)
chosen = address.get("project")
found = earned[earned["project_id"] == chosen]

view.say(view.tell(chart.earned_title, earned), summary, earned)
wide, narrow = (st.container(), None) if found.empty else st.columns([1, 1])
with wide, card("indices", t("pages.earned.indices"), t, earned):
    if len(earned) > MOST:
        text(t("pages.schedule.shown", shown=MOST, projects=len(earned)), "note")
    pick = {"selected": chosen, "on_pick": lambda key, _: address.toggle("project", key)}
    view.figure("indices", chart.index_pairs, chart.earned_alt, earned, **pick)
if narrow:
    with narrow:
        detail(found.iloc[0])
elif chosen:
    text(t("pages.earned.unknown", project=chosen), "body")
