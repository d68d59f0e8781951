"""What hangs on what: how far a project, milestone, risk or category reaches, and what a strategy hangs on."""

import pandas as pd
import streamlit as st

import frame_address as address
from charts import reach as chart
from charts.circle import circles
from frame import open_page
from frame_cards import card
from frame_sheet import sheet
from frame_text import text
from metrics import dependency, portfolio, risk, schedule
from metrics import strategy as questions

COLUMNS = ["what", "name", "via_name", "share", "days_late", "money"]
MOST, LISTED = 12, 300
# What can be asked about: the questions that list it, and the columns of its id and its name.
AWAITED = (dependency.dependency_outlook, "provider_project_id", "provider_project")
LISTS = {
    "project": (AWAITED, (schedule.schedule_variance, "project_id", "project")),
    "milestone": ((dependency.dependency_outlook, "provider_milestone_id", "milestone"),),
    "risk": ((questions.risk_nodes, "node_id", "risk"),),
    "category": ((risk.category_exposure, "category", "category"),),
    "strategy": ((questions.strategy_coverage, "strategy_id", "strategy"),),
}


def choose(key: str, kind: str) -> None:
    """A node of the chart becomes the one that is asked about."""
    address.put("node", key)
    address.put("kind", kind if kind in LISTS else None)


def listed(kind: str) -> dict[str, str]:
    """What of a kind can be asked about, the most urgent first."""
    names: dict[str, str] = {}
    for question, key, name in LISTS[kind]:
        found = view.ask(question)
        found = found[found["state"] != "delivered"] if question is dependency.dependency_outlook else found
        each = found.dropna(subset=[key, name]).head(LISTED)
        names |= {one: said for one, said in zip(each[key], each[name], strict=True) if one not in names}
    return names


def radius(node: str | None) -> pd.DataFrame:
    """What a node reaches; nothing for one that is not there."""
    return view.ask(questions.blast_radius, view.as_of, node) if node else pd.DataFrame()


view = open_page("reach")
t = view.t
kind = address.chosen("kind", t.table("pages.reach.kinds")) or "project"
summary, *_ = view.answers(portfolio.portfolio_summary, *(question for question, *_ in LISTS[kind]))
wanted = address.get("node")
own = radius(wanted)
options = listed(kind)
first = next(iter(options), None)
options |= {wanted: own["name"].iloc[0] if len(own) else wanted} if wanted else {}
found = own if wanted else radius(first)
unknown = t("pages.reach.unknown", node=wanted, day=t.date(view.as_of)) if wanted and own.empty else ""

view.say(unknown or chart.title(found, t), summary, found if first or wanted else None)
with card("reach", t("pages.reach.hint"), t, found):
    with st.container(horizontal=True, key="reach-bar"):
        address.switch("kind", t("pages.reach.kind"), t.table("pages.reach.kinds"), "project")
        everything = t("pages.reach.first", name=options.get(first, "–"))
        address.select("node", t("pages.reach.node"), options, everything)
    view.figure("paths", chart.paths, chart.alt, found, on_pick=choose)
    text(t("pages.reach.how"), "note")
    for sentence in circles(view.ask(dependency.dependency_cycles, view.as_of), t, set(found.get("node_id", []))):
        text(sentence, "note")
if len(found) > 1:
    with card("reached", t("pages.reach.rows", count=len(found) - 1), t, explained=found):
        more = ["expected_cost"] if found["expected_cost"].notna().any() else []
        sheet(found[found["depth"] > 0].rename(columns={"kind": "what"}), t, [*COLUMNS, *more], most=MOST)
