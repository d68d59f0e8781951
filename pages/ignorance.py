"""Coverage of risk: where risks are measured at all, and which categories nobody has named for long."""

import pandas as pd
import streamlit as st

import frame_address as address
from charts import ignorance as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_text import known, text
from metrics import portfolio
from metrics import risk_coverage as questions

LEVELS = ("strategy", "programme", "project")
MOST, SHOWN = 10, 30

view = open_page("ignorance")
t = view.t
above = st.container(key="said")
named = {level: t(f"pages.ignorance.level.{level}") for level in LEVELS}
level = address.switch("level", t("pages.ignorance.levels"), named, "programme")
of_level = (questions.level_coverage, view.as_of, view.scope, level)
asked = (questions.risk_unmeasured, questions.risk_silence)
summary, scopes, unmeasured, silence = view.answers(portfolio.portfolio_summary, of_level, *asked)

with above:
    view.say(t("pages.ignorance.sentence", count=len(unmeasured), all=summary["projects"]), summary)
left, right = st.columns([7, 4])
with left, card("coverage", view.tell(chart.coverage_title, scopes), t, scopes):
    text(t("pages.ignorance.key"), "note")
    if scopes["scope_id"].nunique() > SHOWN:
        text(t("pages.ignorance.shown", shown=SHOWN, all=scopes["scope_id"].nunique()), "note")
    view.figure("coverage", chart.coverage_map, chart.coverage_alt, scopes, most=SHOWN)
with right:
    sentence = t("pages.ignorance.silent" if len(silence) else "pages.ignorance.no_silent", count=len(silence))
    with card("silence", sentence, t, silence), rows("silence", len(silence) - MOST, t):
        for each in silence.head(MOST).itertuples():
            never = pd.isna(each.last_named_on)
            last = t("pages.ignorance.never" if never else "pages.ignorance.last", day=t.date(each.last_named_on))
            facts = [t("pages.ignorance.reports", count=int(each.reports))]
            row("risk", each.category, facts, note=f"{known(each.strategy)} · {last}", strategy=each.strategy_id)
    sentence = t(
        "pages.ignorance.unmeasured" if len(unmeasured) else "pages.ignorance.all_measured", count=len(unmeasured)
    )
    with card("unmeasured", sentence, t, unmeasured), rows("unmeasured", len(unmeasured) - MOST, t):
        for each in unmeasured.head(MOST).itertuples():
            row("project", each.project, [known(each.strategy_id)], rating="Not rated", project=each.project_id)
