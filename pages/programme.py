"""Programmes: what a programme manager owns; its projects, benefits, risks, people, and what they wait for."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import allocation, benefit
from charts import risk as risk_chart
from charts.circle import circles
from charts.dependency import both_sides
from charts.palette import rating_of
from frame import open_page
from frame_cards import card, facts, row, rows, way
from frame_text import known, text
from metrics import portfolio, risk
from metrics import programme as questions
from metrics.dependency import dependency_cycles

MOST = 12


def worst(found: Any) -> str:
    """The worst colour that any project of a programme has by evidence."""
    counts = {"Red": found.red, "Amber": found.amber, "Green": found.green}
    return next((rating for rating, projects in counts.items() if projects), "Not rated")


def programme(found: Any) -> None:
    """A programme: its worst colour, days late, money at risk; below its manager and how its projects stand."""
    mix = {"count": found.projects, "red": found.red, "amber": found.amber, "green": found.green}
    note = t("pages.programme.line", manager=known(found.programme_manager), strategy=known(found.strategy), **mix)
    shown = [t.days(found.total_days_late), t.money(found.expected_cost), t.money(found.budget)]
    row("programme", found.programme, shown, worst(found), note, programme=found.programme_id)


def project(found: Any) -> None:
    """A project: evidence, days late and money; below what was reported, by whom."""
    reported = t("pages.briefing.reported", rating=t(f"charts.rating.{rating_of(found.rag_reported)}"))
    note = f"{reported} · {found.project_manager} · {t('pages.programme.spent', money=t.money(found.actual_cost))}"
    shown = [t.days(found.days_late), t.money(found.estimate_at_completion), t.money(found.budget)]
    row("project", found.project, shown, found.rag_evidence, note, project=found.project_id)


def costly(found: Any) -> None:
    """A risk by its expected cost, opening its project, else its cell, else where it has none the register."""
    whose, cell = known(found.project, found.programme, found.strategy), f"{found.probability}-{found.impact}"
    note = t("pages.programme.owned", whose=whose, owner=known(found.owner))
    if pd.isna(found.project_id) and pd.isna(found.score):
        one = {"scope": found.scope_id, "risk": found.risk_id}
        row("register", found.risk, [t.money(found.expected_cost)], found.zone, note, **one)
    elif pd.isna(found.project_id):
        row("risk", found.risk, [t.money(found.expected_cost)], found.zone, note, cell=cell)
    else:
        row("project", found.risk, [t.money(found.expected_cost)], found.zone, note, project=found.project_id)


def dependency(found: Any) -> None:
    """A delivery between two projects, with the dates of both sides."""
    unreported = found.state == "not reported"
    late = t("charts.dependency.unreported") if unreported else t.days(found.days_late)
    shown = [t(f"pages.programme.direction.{found.direction}"), late]
    row(
        "project",
        known(found.milestone, found.provider_milestone_id),
        shown,
        note=both_sides(found, t),
        project=found.receiver_project_id,
    )


view = open_page("programme")
t, chosen = view.t, view.scope.programme
asked = (questions.programme_standing, questions.benefit_progress, questions.programme_people)
risks = (risk.risk_matrix, risk.dearest_risks, questions.programme_dependencies)
summary, standing, benefits, people, cells, dearest, owed = view.answers(portfolio.portfolio_summary, *asked, *risks)
named = standing[standing["programme_id"] == chosen].head(1)

if named.empty:
    troubled = standing[standing["red"] > 0]
    worst_one = known(*standing["programme"].head(1))
    key = "sentence" if len(troubled) else "sentence_sound"
    count = len(troubled) or len(standing)
    sentence = t(f"pages.programme.{key}", count=count, programmes=len(standing), worst=worst_one)
    view.say(sentence, summary, standing)
for line in named.itertuples():
    way({t("pages.programme.all"): None, line.programme: line.programme_id}, "programme")
    counts = {"late": line.late, "reached": line.benefits_reached, "benefits": line.benefits}
    said = {"programme": line.programme, "days": t.number(line.total_days_late), "money": t.money(line.expected_cost)}
    view.say(t("pages.programme.one", count=line.projects, **counts, **said), summary, named)
    manager = known(line.programme_manager, t("pages.programme.nobody"))
    facts({t("pages.programme.manager"): manager, t("pages.column.strategy"): known(line.strategy)})

wide, narrow = st.columns([3, 2])
with wide:
    if named.empty:
        sentence, listed, line_of = t("pages.programme.programmes", count=len(standing)), standing, programme
    else:
        health = view.ask(portfolio.project_health)
        listed, line_of = health.sort_values("days_late", ascending=False, na_position="last"), project
        sentence = t("pages.programme.projects", count=len(listed))
    with card("works", sentence, t, listed), rows("works", len(listed) - MOST, t):
        text(t("pages.programme.heads" if named.empty else "pages.programme.project_heads"), "note")
        for each in listed.head(MOST).itertuples():
            line_of(each)
with narrow, card("benefits", view.tell(benefit.benefits_title, benefits), t, benefits):
    view.figure("benefits", benefit.benefit_tracks, benefit.benefits_alt, benefits)
    if len(benefits) > benefit.MOST:
        text(t("pages.more", count=len(benefits) - benefit.MOST), "note")
left, middle, right = st.columns([3, 5, 4])
risks_said = t(f"pages.programme.{'risks' if summary['open_risks'] else 'no_risks'}", count=int(summary["open_risks"]))
with left, card("risks", risks_said, t, dearest):
    view.figure("compact", risk_chart.matrix, risk_chart.alt, cells, compact=True)
    with rows("costly"):
        for each in dearest.head(3).itertuples():
            costly(each)
with middle, card("people", view.tell(allocation.people_title, people), t, people):
    text(t("pages.programme.people"), "note")
    view.figure("people", allocation.people_grid, allocation.people_alt, people)
with right:
    coming = owed[owed["state"] != "delivered"]
    apart = coming[coming["conflict"].notna()]
    key = "dependencies" if len(coming) else "no_dependencies"
    sentence = t(f"pages.programme.{key}", count=len(coming), apart=len(apart))
    with card("dependencies", sentence, t, owed), rows("dependencies", len(coming) - MOST, t):
        for each in coming.head(MOST).itertuples():
            dependency(each)
        cycles = view.ask(dependency_cycles, view.as_of)
        for said in circles(cycles, t, {*coming["provider_project_id"], *coming["receiver_project_id"]}):
            text(said, "note")
