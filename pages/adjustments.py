"""Adjustments: how the strategy was changed between two days, what that moved, and the map on each of them."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import adjustment
from charts import strategy as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_text import known, text
from metrics import portfolio
from metrics import strategy as questions

FEW = 6
SIDED = ("re-weighted", "re-mapped", "re-budgeted")


def change(found: Any) -> None:
    """One change: the weight or share before and after, and what it moved."""
    mine = isinstance(found.project_id, str)
    name = found.project if mine else found.strategy
    budget = found.kind == "re-budgeted"
    sides = (found.money_was, found.money_becomes) if budget else (found.was, found.becomes)
    was, becomes = (t.money(each) if budget else t.percent(each) for each in sides)
    moved = [t("pages.adjustments.moved", was=was, becomes=becomes)] if found.kind in SIDED else []
    facts = [*moved, signed(found.money)]
    note = known(found.strategy, t("charts.no_strategy")) if mine else ""
    goal = {"project": found.project_id} if mine else {"opened": found.strategy_id}
    row("strategy", name, facts, note=note, **goal)


def signed(money: float) -> str:
    """An amount with its sign."""
    return ("+" if money > 0 else "") + t.money(money)


view = open_page("adjustments")
t = view.t
summary, days = view.ask(portfolio.portfolio_summary), view.ask(questions.register_days, view.as_of)
known_days = sorted({*days, view.as_of})
opened, looks = address.get("opened"), {name: address.get(name) or "" for name in ("width", "colour")}

if len(days) < 2 and not (address.day("from") or address.day("to")):
    nothing = view.ask(questions.strategy_changes, view.as_of, view.as_of, view.scope)
    view.say(t("pages.adjustments.single", day=t.date(min(known_days))), summary, nothing)
    st.stop()
heading, slider = st.container(), st.container(key="card-span", border=True)
with slider:
    text(t("pages.adjustments.slider"), "note")
    earlier, later = address.span(t("pages.adjustments.slider"), known_days, t.date)
then = view.between(earlier, later)
changes, shift, trace = then.answers(
    (questions.strategy_changes, earlier, later, view.scope),
    (questions.strategy_shift, earlier, later, view.scope),
    (questions.strategy_trace, later, view.scope),
)
between = {"earlier": t.date(earlier), "later": t.date(later)}

with heading:
    view.say(t("pages.adjustments.sentence", changes=adjustment.title(changes, t), **between), summary, changes)
left, right = st.columns([11, 9])
with left, card("shift", t("pages.adjustments.shift", **between), t, shift):
    then.figure("shifts", adjustment.shifts, adjustment.alt, shift, stretch=True)
    if len(shift) > adjustment.MOST:
        text(t("pages.more", count=len(shift) - adjustment.MOST), "note")
with right, card("changes", t("pages.adjustments.changes", count=len(changes)), t, changes):
    for kind in adjustment.KINDS:
        part = changes[changes["kind"] == kind]
        if len(part):
            text(adjustment.told(changes, kind, t), "note")
            with rows(f"changes-{kind}", len(part) - FEW, t):
                for line in part.head(FEW).itertuples():
                    change(line)
with card("map", t("pages.adjustments.map", day=t.date(later)), t, trace):
    pick = {"on_pick": lambda key, level: address.put("opened", key) if level != "project" else None}
    then.figure("map", chart.strategy_map, chart.alt, trace, opened=opened, height=560, **pick)
