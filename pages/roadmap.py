"""The roadmap: what runs when, and what of it now ends later than approved."""

import streamlit as st

import frame_address as address
from charts import roadmap as chart
from charts import span
from frame import open_page
from frame_cards import card, row, rows
from frame_text import text
from metrics import portfolio
from metrics import roadmap as questions

LEGIBLE = 80
BANDS = ("strategy", "programme")


def choose(key: str | None, kind: str) -> None:
    """Mark a project, or look into a programme."""
    if kind == "project":
        address.toggle("project", key or "")
    elif key:
        address.put(kind, key)


view = open_page("roadmap")
t = view.t
summary, projects, milestones = view.answers(
    portfolio.portfolio_summary, questions.roadmap, questions.roadmap_milestones
)
view.say(view.tell(span.roadmap_title, projects), summary, projects)
with st.container(key="choices", horizontal=True):
    bands = {name: t(f"pages.schedule.per.{name}") for name in BANDS}
    band = address.switch("band", t("pages.schedule.grouped"), bands, "strategy")
# Within a strategy the rows are its programmes, within a programme its projects.
level = "programme" if view.scope.strategy else band
many = len(projects) > LEGIBLE and not view.scope.programme
shown = view.ask(questions.roadmap, view.as_of, view.scope, level) if many else projects
chosen = address.get("project")
sentence = t("pages.roadmap.groups" if many else "pages.roadmap.projects", count=len(shown), projects=len(projects))
with card("roadmap", sentence, t, projects):
    for line in projects[projects["group_id"] == chosen].itertuples():
        with rows("chosen"):
            row("project", line.group_name, [t.days(line.days_late)], line.rag_evidence, project=line.group_id)
    if many:
        text(t("pages.roadmap.many"), "note")
    pick = {"band": level if many else band, "selected": chosen, "on_pick": choose}
    marks = milestones.head(0) if many else milestones
    view.figure("roadmap", chart.roadmap_bars, span.roadmap_alt, shown, marks, view.as_of, **pick)
