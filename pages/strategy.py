"""Strategy: whether the work serves the strategy, and whether what is done follows what is declared."""

from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts import alignment
from charts import strategy as chart
from charts.tree import branches
from frame import open_page
from frame_cards import card, row, rows, way
from frame_explain import Derived
from frame_text import known, text
from metrics import portfolio
from metrics import strategy as questions

MOST, FEW = 80, 4
HOLES = ("orphan", "unknown", "remainder", "starved", "thin", "passenger", "unmanaged", "undedicated", "unsaid")


def drill(key: str, level: str) -> None:
    """A strategy or programme opens; a project's line of sight is shown on the map and beside it."""
    address.put("project" if level == "project" else "opened", key)


def branch(found: Any) -> None:
    """A strategy, programme or project as a line that opens it, for the keyboard and for screen readers."""
    leaf = found.level == "project"
    first = t.days(found.days_late) if leaf else t("charts.projects", count=found.projects)
    missing = t("charts.no_programme" if found.level == "programme" else "charts.no_strategy")
    goal = {"project": found.key, "opened": opened} if leaf else {"opened": found.key}
    row("strategy", known(found.name, missing), [first, t.money(found.money)], found.rating, **looks, **goal)


def step(found: Any) -> None:
    """One strategy that the chosen project serves, with the shares on the way."""
    serves = isinstance(found.strategy_id, str)
    part = (
        t("pages.sight.part", share=t.percent(found.share_of_strategy)) if serves else t(f"pages.choice.{found.link}")
    )
    name = known(found.strategy, t("charts.no_strategy"))
    facts = [t.percent(found.share), t.money(found.budget)]
    row(
        "strategy",
        name,
        facts,
        note=part,
        opened=found.strategy_id if serves else chart.ORPHANS,
        project=project,
        **looks,
    )


def hole(found: Any) -> None:
    """What is wrong with a project, a programme or a strategy, opening where it is."""
    facts = [t.percent(found.share)] if found.kind in ("remainder", "thin", "passenger") else []
    facts += [t.percent(found.priority_weight)] if found.kind == "starved" else [t.money(found.budget)]
    mine = isinstance(found.project_id, str)
    goal = {"project": found.project_id} if mine else {"opened": known(found.strategy_id, found.programme_id)}
    row("strategy", found.subject, facts, found.rag_evidence if mine else "", **goal, **looks)


def way_up(line: Any) -> None:
    """The chosen project's programme and strategies, and where else it can be looked at."""
    with card("sight", t("pages.sight.title", project=line.project), t, sight), rows("sight"):
        if isinstance(line.programme_id, str):
            facts = [t.percent(line.share_of_programme), known(line.programme_manager)]
            part = t("pages.sight.programme")
            row("strategy", line.programme, facts, note=part, opened=line.programme_id, project=project, **looks)
        for each in sight.itertuples():
            step(each)
        row("reach", t("pages.sight.reach"), [t.days(line.days_late)], line.rag_evidence, node=project)
        row("project", t("pages.strategy.open_project"), [], project=project)
        close = {"key": "close-sight", "on_click": address.put, "args": ("project", None), "type": "tertiary"}
        st.button(t("pages.sight.close"), **close)


def gaps() -> None:
    """Every kind of hole with its rows, and what was looked for and not found."""
    kinds = [kind for kind in HOLES if (holes["kind"] == kind).any()]
    with card("holes", t("pages.holes.title", count=len(holes)), t, holes):
        for kind in kinds:
            part = holes[holes["kind"] == kind]
            text(t(f"pages.holes.{kind}", count=len(part), money=t.money(part["budget"].sum())), "note")
            with rows(f"holes-{kind}", len(part) - FEW, t):
                for each in part.head(FEW).itertuples():
                    hole(each)
        sound = [t(f"pages.holes.no_{kind}") for kind in HOLES if kind not in kinds and kind != "unknown"]
        text(t("pages.holes.sound", checks=t("charts.comma").join(sound)) if sound else "", "note")


view = open_page("strategy")
t = view.t
asked = (questions.strategy_trace, questions.strategy_coverage, questions.coverage_holes, questions.alignment_trend)
summary, trace, coverage, holes, trend = view.answers(portfolio.portfolio_summary, *asked)
index = trend.iloc[-1] if len(trend) else view.ask(questions.alignment_index, view.as_of)
opened, project = address.get("opened"), address.get("project")
named = trace.fillna({"strategy_id": chart.ORPHANS, "strategy": t("charts.no_strategy")})
inside = named[(named["strategy_id"] == opened) | (named["programme_id"] == opened)].head(1)
sight = view.ask(questions.line_of_sight, view.as_of, project) if project else holes.head(0)
looks = {name: address.get(name) for name in ("width", "colour", "shown")}

view.say(chart.title(summary, t), summary)
wide, narrow = st.columns([13, 7])
with wide, card("map", view.tell(chart.map_title, trace), t, trace):
    with st.container(horizontal=True, key="map-bar"):
        width = address.switch("width", t("pages.map.width"), t.table("pages.map.widths"), "money")
        colour = address.switch("colour", t("pages.map.colour"), t.table("pages.map.colours"), "evidence")
        shown = address.switch("shown", t("pages.map.shown"), t.table("pages.map.shows"), "map")
    for line in inside.itertuples():
        steps = {t("pages.strategy.all"): None, line.strategy: line.strategy_id}
        if opened == line.programme_id:
            own = {} if pd.isna(line.programme_strategy) else {line.programme_strategy: line.programme_strategy_id}
            steps = {t("pages.strategy.all"): None, **own, line.programme: line.programme_id}
        way(steps, "opened")
    if shown == "list":
        found = branches(trace, opened)
        with rows("branches", len(found) - MOST, t):
            for line in found.head(MOST).itertuples():
                branch(line)
    else:
        look = {"width": width, "colour": colour, "project": project, "height": 740}
        view.figure(
            "map", chart.strategy_map, chart.alt, trace, opened=opened if len(inside) else None, on_pick=drill, **look
        )
    if trace["project_id"].dropna().duplicated().any():
        text(t("pages.strategy.shared"), "note")
with narrow:
    for line in sight.head(1).itertuples():
        way_up(line)
    told = Derived((lambda: view.ask(questions.alignment_index, view.as_of), coverage, trend))
    with card("coverage", alignment.title(index, t), t, coverage, told):
        view.figure("say-and-do", alignment.say_and_do, alignment.alt, coverage, on_pick=drill)
        if len(coverage) > alignment.MOST:
            text(t("pages.more", count=len(coverage) - alignment.MOST), "note")
        if index["state"] == "measured" and round(index["weight_total_percent"]) != 100:
            text(t("pages.strategy.weights", total=t.number(index["weight_total_percent"])), "note")
        if len(trend) > 1 and sight.empty:
            text(alignment.index_title(trend, t), "note")
            view.figure("index", alignment.index_line, alignment.index_title, trend)
    # A project's way up takes the place beside the map; what is told of all projects moves below.
    if sight.empty:
        gaps()
if len(sight):
    gaps()
