"""Intake: workbooks in, what is wrong with them cell by cell, what they would change, and who still owes one."""

import streamlit as st

import frame_address as address
from desk.changes import show_changes
from desk.drop import show_drop, show_sample
from desk.history import show_history
from desk.layouts import show_layouts
from desk.sending import show_next, show_templates
from desk.submissions import board_view, owed, sentence, show_board, show_unplaced
from desk.unknown import show_several, show_unknown
from desk.verdicts import show_problems, show_verdicts
from frame import open_page
from frame_asked import warehouse
from frame_text import text
from loaders import engine

view = open_page("intake", filtered=False)
t, home = view.t, warehouse()
head = st.container(key="head")
wide, narrow = st.columns([2, 1])
with wide:
    outcome = show_drop(t)

# Asked only now: what was just refused is on the board at once.
entries, tried = engine.history(home), home.attempts()
now = board_view(view)
projects = owed(now, tried)
with head:
    if projects.empty:
        text(t("pages.nothing.sentence"), "sentence", "h1")
        text(t("pages.intake.why"), "freshness")
    else:
        text(sentence(projects, t), "sentence", "h1")
        chosen = "fresh" if address.get("due_on") else "fresh_latest"
        text(t(f"pages.intake.{chosen}", day=t.date(now.as_of), count=len(entries)), "freshness")
    if done := st.session_state.pop("done", None):
        st.success(t("pages.intake.published", version=done), icon=":material/check:")
    if view.version != home.current():
        st.info(t("pages.intake.pinned", version=view.version, newest=home.current()), icon=":material/keep:")
with narrow:
    if len(projects):
        show_next(home.current(), t)
    show_templates(t)
    if entries.empty:
        show_sample(t)
if outcome:
    show_verdicts(outcome, t)
    show_several(outcome, t)
    show_unknown(outcome, t)
    show_problems(outcome, t)
    if st.session_state.changes:
        show_changes(st.session_state.changes, t)
if len(projects):
    show_board(projects, now)
show_unplaced(projects, tried, entries, t)
if len(entries):
    show_history(entries, t)
show_layouts(entries, t)
