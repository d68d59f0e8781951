"""Risk: what could hurt us, where, and is it getting worse? The matrix, and how it moved since a chosen report."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts import movement
from charts import risk as chart
from frame import open_page
from frame_cards import card, row, rows
from frame_sheet import sheet
from frame_text import known, text
from metrics import portfolio
from metrics import risk as questions
from metrics.project import project_profile
from metrics.risk_movement import risk_movement

FEW, MOVERS, ROW = 15, 11, 64
COLUMNS = ["zone", "risk", "project", "category", "probability", "impact", "expected_cost", "owner", "action_due"]
GAINS = ["opportunity", "strategy", "probability", "impact", "expected_gain", "owner"]


def named(cells: pd.DataFrame) -> dict[str, str]:
    """The cells of the scale by what the address calls them, each with how many risks it holds."""
    return {
        f"{each.probability}-{each.impact}": t(
            "pages.risk.trail.cell_of", probability=each.probability, impact=each.impact, count=int(each.risks)
        )
        for each in cells.itertuples()
    }


def reports() -> dict[str, str]:
    """The earlier report days that the matrix can be compared with."""
    days = [day for day in view.ask(portfolio.report_dates, view.as_of) if day < view.as_of]
    return {day.isoformat(): t("pages.risk.trail.since_day", day=t.date(day)) for day in days}


def opens(found: Any) -> str:
    """Where a risk is told in full."""
    return address.href("register", scope=found.scope_id, risk=found.risk_id)


def place(probability: Any, impact: Any) -> str:
    """A cell as probability × impact; a dash where the risk was in none."""
    return "–" if pd.isna(probability) or pd.isna(impact) else f"{probability:.0f}×{impact:.0f}"


def end(name: str, found: Any) -> str:
    """The cell that a mover left (`from`) or came to (`to`), and whether it was one of a scale of another size."""
    cell = place(getattr(found, f"{name}_probability"), getattr(found, f"{name}_impact"))
    placed = cell == "–" or known(getattr(found, f"{name}_on_scale")) != "False"
    return cell if placed else t("charts.headline.other_scale", cell=cell)


def mover(found: Any) -> None:
    """A risk that moved: how, from where to where, and whose it is."""
    how = "back" if found.came_back else found.change
    way = t("pages.risk.trail.move", was=end("from", found), becomes=end("to", found))
    facts = [t(f"charts.movement.change.{how}"), way]
    zone = known(found.to_zone, found.from_zone)
    query = {"scope": found.scope_id, "risk": found.risk_id}
    row("register", found.risk, facts, rating=zone, note=known(found.project, found.programme, found.strategy), **query)


view = open_page("risk")
t = view.t
above = st.container(key="said")
with st.container(key="risk-bar", horizontal=True, vertical_alignment="center"):
    said = {name: t(f"pages.risk.trail.measure.{name}") for name in questions.LEVELS}
    measure = address.switch("measure", t("pages.risk.trail.measure_label"), said, "residual")
    since = address.select("since", t("pages.risk.trail.since"), reports(), t("pages.risk.trail.since_last"))
profile = view.ask(project_profile, view.as_of, address.get("project") or "")
whose, project = next(((each.project, each.project_id) for each in profile.itertuples()), ("", None))
look = questions.Look(project, measure)
before = date.fromisoformat(since) if since else view.days[1]
view = view.between(before, view.as_of)
own = (view.as_of, view.scope, look)
asked = ((questions.dearest_risks, *own), questions.dropped_risks, questions.opportunities)
summary, cells, unplaced, moves, dearest, dropped, gains = view.answers(
    portfolio.portfolio_summary,
    (questions.risk_matrix, *own),
    (questions.unplaced_risks, *own),
    (risk_movement, before, *own),
    *asked,
)
options = named(cells)
chosen = address.chosen("cell", options)
at = tuple(map(int, chosen.split("-"))) if chosen else None

with above:
    sentence = movement.headline(moves, t, t.date(before, short=True), measure, whose)
    view.say(sentence, summary, moves, "open_risks")
if project:
    with st.container(key="way-project", horizontal=True, vertical_alignment="center"):
        every = int(cells["risks"].sum() + unplaced["risks"].sum())
        text(t("pages.risk.trail.project", project=whose, count=every), "body")
        label = t("pages.risk.trail.every_project")
        st.button(label, type="tertiary", key="all-projects", on_click=address.put, args=("project", None))
left, right = st.columns([4, 5])
hint = t("charts.headline.chosen", cell=options[chosen]) if chosen else t("pages.risk.hint")
with left, card("matrix", hint, t, cells):
    address.select("cell", t("pages.risk.trail.cell"), options, t("pages.risk.trail.no_cell"))
    pick = {"on_pick": lambda one, two: address.toggle("cell", f"{one}-{two}")}
    told = chart.nowhere if len(unplaced) and not cells["risks"].sum() else chart.alt
    view.figure("matrix", movement.trails, told, cells, moves, selected=at, height=500, **pick)
    for said in (t("pages.risk.trail.key"), movement.rescaled(moves, t)):
        text(said, "note")
    if len(unplaced):
        why = t("charts.comma").join(
            t(f"pages.risk.trail.why.{each.why}", count=int(each.risks)) for each in unplaced.itertuples()
        )
        shown = "unplaced" if measure == "residual" else f"unplaced_{measure}"
        with rows("unplaced"):
            reason = t("pages.risk.trail.unplaced", count=int(unplaced["risks"].sum()), why=why)
            row("register", reason, [], show=shown, project=project)
with right:
    moved = moves[moves["change"] != "same"]
    sentence = t(
        "pages.risk.trail.sentence", day=t.date(before, short=True), said=view.tell(movement.movement_title, moves)
    )
    with card("moves", sentence, t, moved), rows("moves", len(moved) - MOVERS, t):
        for each in moved.head(MOVERS).itertuples():
            mover(each)
        if moved.empty:
            text(t("pages.risk.trail.none"), "empty")

if at:
    inside = view.ask(questions.cell_risks, view.as_of, view.scope, at, look)
    words = "pages.risk.chosen" if measure == "residual" else f"pages.risk.trail.chosen_{measure}"
    with card("register", t(words, count=len(inside), probability=at[0], impact=at[1]), t, inside):
        st.button(t("pages.risk.clear"), key="clear", on_click=address.put, args=("cell", None))
        sheet(inside, t, COLUMNS, link=opens)
else:
    count = len(dearest) if project else int(summary["open_risks"])
    with card("register", t("pages.risk.register", count=count), t, lambda: view.ask(questions.open_risks)):
        sheet(dearest, t, COLUMNS, most=FEW, of=count, link=opens)
if len(gains):
    worth = t.money(gains["expected_gain"].sum())
    upside = view.ask(questions.risk_matrix, view.as_of, view.scope, questions.Look(kind="Opportunity"))
    with card("gains", t("pages.risk.trail.opportunities", count=len(gains), money=worth), t, gains):
        left, right = st.columns([3, 7])
        with left:
            view.figure(
                "mirror",
                chart.matrix,
                chart.alt,
                upside,
                mirrored=True,
                height=max(340, ROW * upside["probability"].nunique()),
            )
        with right:
            sheet(gains, t, GAINS, link=opens)
threats, lost = dropped[dropped["kind"] == "Threat"], dropped[dropped["kind"] == "Opportunity"]
if len(threats):
    with card("dropped", t("pages.risk.dropped", count=len(threats)), t, threats):
        sheet(threats, t, COLUMNS, most=FEW, link=opens)
if len(lost):
    with card("lost", t("pages.risk.trail.lost", count=len(lost)), t, questions.as_gains(lost)):
        sheet(questions.as_gains(lost), t, GAINS, most=FEW, link=opens)
