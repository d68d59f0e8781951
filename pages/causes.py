"""Causes: which risks of different strategies stand or fall together?"""

import streamlit as st

import frame_address as address
from charts import cause as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_text import known, text
from metrics import portfolio
from metrics.risk_cause import risk_causes

MOST = 12

view = open_page("causes")
t = view.t
summary, causes = view.answers(portfolio.portfolio_summary, risk_causes)
first = causes.drop_duplicates("cause_id")
options = {each.cause_id: each.cause for each in first.itertuples()}

money = t.money(causes["expected_cost"].sum())
said = t("pages.causes.sentence", count=len(causes), all=int(summary["open_risks"]), money=money)
view.say(said if len(causes) else t("pages.causes.none"), summary, causes, "open_risks")
text(t("pages.causes.why"), "note")
if len(causes):
    left, right = st.columns([6, 5])
    with left, card("causes", view.tell(chart.cause_title, causes), t, causes):
        chosen = address.select("cause", t("pages.causes.choose"), options, next(iter(options.values())))
        shown = chosen or next(iter(options))
        pick = {"on_pick": lambda found: address.put("cause", found)}
        view.figure("causes", chart.cause_graph, chart.cause_title, causes, selected=shown, **pick)
    with right:
        members = causes[causes["cause_id"] == shown]
        one = members.iloc[0]
        counts = {"strategies": one.strategies, "money": t.money(one.cause_expected_cost)}
        said = t("pages.causes.found", cause=one.cause, count=len(members), **counts)
        with card("members", said, t, members), rows("members", len(members) - MOST, t):
            for each in members.head(MOST).itertuples():
                note = f"{known(each.project, each.programme, each.strategy)} · {known(each.strategy)}"
                query = {"scope": each.scope_id, "risk": each.risk_id}
                row("register", each.risk, [t.money(each.expected_cost)], each.zone, note, **query)
