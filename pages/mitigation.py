"""Mitigation: is what was promised about the risks done, and who has to answer for those that belong a level up?"""

from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts import mitigation as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_text import known, text
from metrics import portfolio
from metrics import risk_action as questions

MOST = 8
NEGLECTED = ("no_owner", "no_action", "overdue")


def show(scope_id: str, risk_id: str) -> None:
    """Choose a risk of the chart, or leave it."""
    address.toggle("risk", f"{scope_id} {risk_id}")


def whose(found: Any) -> str:
    """Whose risk it is, as the note below its line."""
    return known(found.project, found.programme, found.strategy)


def neglect(found: Any) -> None:
    """A risk about which nothing is done: why, and since when."""
    days = "" if pd.isna(found.days_overdue) else t.number(found.days_overdue)
    faults = [flag for flag in NEGLECTED if getattr(found, flag)] or [found.state.replace(" ", "_")]
    state = t("charts.comma").join(t(f"pages.mitigation.state.{fault}", days=days) for fault in faults)
    note = f"{whose(found)} · {known(found.owner)}"
    row(
        "register",
        found.risk,
        [state, t.money(found.expected_cost)],
        found.zone,
        note,
        scope=found.scope_id,
        risk=found.risk_id,
    )


def escalated(found: Any) -> None:
    """A risk that belongs a level up: by which rules, and who answers."""
    why = t("charts.comma").join(t(f"pages.mitigation.rule.{rule.replace('-', '_')}") for rule in found.rules)
    note = t("pages.mitigation.rules", project=whose(found), why=why)
    row("register", found.risk, [known(found.answers)], found.zone, note, scope=found.scope_id, risk=found.risk_id)


view = open_page("mitigation")
t = view.t
summary, actions, upwards = view.answers(portfolio.portfolio_summary, questions.risk_actions, questions.risk_escalation)
neglected = actions[actions[list(NEGLECTED)].any(axis=1)]
counts = {flag: int(actions[flag].sum()) for flag in NEGLECTED}

said = t("pages.mitigation.sentence", count=len(neglected), all=len(actions), **counts)
if actions.empty:
    said = t("pages.mitigation.nobody")
view.say(said, summary, actions, "open_risks")
left, right = st.columns([6, 5])
with left:
    with card("dumbbells", view.tell(chart.dumbbell_title, actions), t, actions):
        text(t("pages.mitigation.key"), "note")
        view.figure("dumbbells", chart.dumbbells, chart.dumbbell_alt, actions, on_pick=show)
        scope_id, _, risk_id = (address.get("risk") or "").partition(" ")
        for each in actions[(actions["scope_id"] == scope_id) & (actions["risk_id"] == risk_id)].itertuples():
            with rows("chosen"):
                neglect(each)
    with card("ageing", view.tell(chart.ageing_alt, actions), t, actions):
        view.figure("ageing", chart.ageing, chart.ageing_alt, actions)
with right:
    said = "neglected" if len(neglected) else "none_neglected" if len(actions) else "nobody"
    said = t(f"pages.mitigation.{said}", count=len(neglected))
    with card("neglected", said, t, neglected), rows("neglected", len(neglected) - MOST, t):
        for each in neglected.head(MOST).itertuples():
            neglect(each)
    raised = int(upwards["escalated"].sum())
    said = t("pages.mitigation.upwards", count=len(upwards), raised=raised)
    with card("upwards", said, t, upwards), rows("upwards", len(upwards) - MOST, t):
        for each in upwards.head(MOST).itertuples():
            escalated(each)
