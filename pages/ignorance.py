"""Coverage of risk: where risks are measured at all, and which categories nobody has named for long."""

from typing import Any

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


def inside(cell: str) -> None:
    """What a cell of the map holds: its open risks, and below it the projects that nobody looked at."""
    found = scopes[chart.cell_keys(scopes) == cell].to_dict("records")[0]
    within = (level, found["scope_id"], found["category"])
    risks = view.ask(questions.coverage_risks, view.as_of, view.scope, *within)
    silent = unmeasured[unmeasured[f"{level}_id"] == found["scope_id"]]
    with card("cell", options[cell], t, risks):
        text(chart.measured_below(found, t), "note")
        with rows("cell", len(risks) - MOST, t):
            for each in risks.head(MOST).itertuples():
                whose = known(each.project, each.programme, each.strategy)
                query = {"scope": each.scope_id, "risk": each.risk_id}
                row("register", each.risk, [t.money(each.expected_cost)], rating=known(each.zone), note=whose, **query)
        with rows("cell-silent", len(silent) - MOST, t):
            for each in silent.head(MOST).itertuples():
                nobody(each)
        st.button(t("pages.ignorance.close"), key="close", type="tertiary", on_click=address.put, args=("cell", None))


def nobody(found: Any) -> None:
    """A project without a current statement of its risks, and when it last made one."""
    never = pd.isna(found.last_stated_on)
    last = t("pages.ignorance.never_stated" if never else "pages.ignorance.stated", day=t.date(found.last_stated_on))
    row("project", found.project, [known(found.strategy_id)], rating="Not rated", note=last, project=found.project_id)


view = open_page("ignorance")
t = view.t
above = st.container(key="said")
with st.container(key="coverage-bar", horizontal=True, vertical_alignment="center"):
    named = {level: t(f"pages.ignorance.level.{level}") for level in LEVELS}
    level = address.switch("level", t("pages.ignorance.levels"), named, "programme")
    of_level = (questions.level_coverage, view.as_of, view.scope, level)
    asked = (questions.risk_unmeasured, questions.risk_silence, questions.risk_reports)
    summary, scopes, unmeasured, silence, told = view.answers(portfolio.portfolio_summary, of_level, *asked)
    options = chart.coverage_cells(scopes, t, SHOWN)
    chosen = address.select("cell", t("pages.ignorance.cell"), options, t("pages.ignorance.no_cell"))

with above:
    view.say(t("pages.ignorance.sentence", count=len(unmeasured), all=summary["projects"]), summary, unmeasured)
left, right = st.columns([7, 4])
with left, card("coverage", view.tell(chart.coverage_title, scopes), t, scopes):
    text(t("pages.ignorance.key"), "note")
    if scopes["scope_id"].nunique() > SHOWN:
        text(t("pages.ignorance.shown", shown=SHOWN, all=scopes["scope_id"].nunique()), "note")
    pick = {"on_pick": lambda scope_id, category: address.toggle("cell", f"{scope_id}:{category}")}
    view.figure("coverage", chart.coverage_map, chart.coverage_alt, scopes, most=SHOWN, chosen=chosen, **pick)
with right:
    if chosen:
        inside(chosen)
    early = told["reports"] < told["silent_after_reports"]
    words = "silent" if len(silence) else "too_early" if early else "no_silent"
    counts = {"reports": int(told["reports"]), "needed": t.number(told["silent_after_reports"])}
    sentence = t(f"pages.ignorance.{words}", count=len(silence), **counts)
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
            nobody(each)
