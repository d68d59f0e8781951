"""Strategy: where the money goes, whether it follows the priorities, and what serves no strategy."""

import streamlit as st

import frame_address as address
from charts import strategy as chart
from frame import open_page
from frame_cards import card, row, rows, text, way
from metrics import portfolio
from metrics import strategy as questions

MOST = 8


def drill(key: str, level: str) -> None:
    """A strategy or programme opens; a project is shown beside the map."""
    address.put("project" if level == "project" else "opened", key)


view = open_page("strategy")
t, coverage = view.t, view.ask(questions.strategy_coverage, view.as_of)
summary, trace = view.answers(portfolio.portfolio_summary, questions.strategy_trace)
opened, chosen = address.get("opened"), trace[trace["project_id"] == address.get("project")].head(1)
named = trace.fillna({"strategy_id": chart.ORPHANS, "strategy": t("charts.no_strategy")})
inside = named[(named["strategy_id"] == opened) | (named["programme_id"] == opened)].head(1)
orphans, starved = trace.query("link == 'orphan'"), trace.query("link == 'starved'")

view.say(chart.title(summary, t), summary)
wide, narrow = st.columns([7, 3])
with wide, card("map", view.tell(chart.map_title, trace), t, trace):
    for line in inside.itertuples():
        steps = {t("pages.strategy.all"): None, line.strategy: line.strategy_id, line.programme: line.programme_id}
        way(dict(list(steps.items())[: 3 if opened == line.programme_id else 2]), "opened")
    if trace["project_id"].dropna().duplicated().any():
        text(t("pages.strategy.shared"), "note")
    shown = {"opened": opened if len(inside) else None, "height": 800}
    view.figure("map", chart.strategy_map, chart.alt, trace, on_pick=drill, **shown)
with narrow:
    with card("coverage", t("pages.strategy.coverage"), t, coverage), rows("coverage", len(coverage) - MOST, t):
        text(t("pages.strategy.coverage_heads"), "note")
        for line in coverage.head(MOST).itertuples():
            facts = [t.percent(line.priority_weight), t.percent(line.budget_share)]
            row("strategy", line.strategy, facts, opened=line.strategy_id)
    with (
        card("orphans", t("pages.strategy.orphans", count=len(orphans)), t, orphans),
        rows("orphans", len(orphans) - MOST, t),
    ):
        for line in orphans.head(MOST).itertuples():
            row("schedule", line.project, [t.money(line.budget)], line.rag_evidence, project=line.project_id)
    with (
        card("starved", t("pages.strategy.starved", count=len(starved)), t, starved),
        rows("starved", len(starved) - MOST, t),
    ):
        for line in starved.head(MOST).itertuples():
            row("strategy", line.strategy, [t.number(line.priority_weight_percent) + " %"], strategy=line.strategy_id)
    for line in chosen.itertuples():
        with card("chosen", line.project, t), rows("chosen"):
            facts = [t.days(line.days_late), t.money(line.budget)]
            row("schedule", t("pages.strategy.open_project"), facts, line.rag_evidence, project=line.project_id)
