"""The register of risks: find one, see where it stands, what it threatens and how it came there."""

from typing import Any

import streamlit as st

import frame_address as address
from charts import movement
from exports.table import workbook
from frame import open_page
from frame_cards import card, facts, row, rows
from frame_columns import choice, spoken
from frame_explain import Derived
from frame_sheet import sheet
from frame_text import known, text
from metrics import portfolio
from metrics import risk as questions
from metrics.risk_movement import risk_history
from metrics.risk_search import GROUPS, MOST_ENDED, ORDERS, SHOWN, Wanted, grouped, risk_lines

COLUMNS = [
    "zone",
    "risk",
    "project",
    "scores",
    "changed_on",
    "expected_cost",
    "milestone",
    "milestone_forecast",
    "owner",
]
GAINS = ["opportunity", "project", "scores", "changed_on", "expected_gain", "milestone", "milestone_forecast", "owner"]
ENDED = ["zone", "risk", "project", "state", "ended_on", "category", "expected_cost", "milestone", "owner"]
EXPORTED = [
    "risk_id", "scope_id", "risk", "kind", "project_id", "project", "programme", "strategy", "category", "state",
    "ended_on", "zone", "probability", "impact", "unplaced", "score", "scores", "inherent_probability",
    "inherent_impact", "target_probability", "target_impact", "cost_exposure", "expected_cost", "delay_exposure_days",
    "proximity", "response", "owner", "action_due", "milestone", "milestone_forecast", "first_seen", "changed_on",
]  # fmt: skip
HISTORY = ["report_date", "probability", "impact", "expected_cost", "action_due", "state"]
MOST, FEW, REPORTS = 100, 8, 12


def opens(found: Any) -> str:
    """Where a risk of the table is told in full."""
    return address.href("register", scope=found.scope_id, risk=found.risk_id)


def columns() -> list[str]:
    """The columns of the list: of ended risks the day of their end, else their trend, and why they have no cell."""
    if shown == "ended":
        return ENDED
    if shown == "opportunity":
        return GAINS
    return [*COLUMNS[:4], "unplaced", *COLUMNS[5:]] if (shown or "").startswith("unplaced") else COLUMNS


def named(found: Any) -> Any:
    """The rows under the headings of the list."""
    return questions.as_gains(found) if shown == "opportunity" else found


def exported() -> bytes:
    """The register as a workbook in the reader's words."""
    own = t.table("pages.register.exported")
    headings = {name: own.get(name) or t(f"pages.column.{name}") for name in EXPORTED}
    return workbook(spoken(lines, t), headings, t("pages.register.name"))


def close() -> None:
    """Back to the register alone."""
    address.put("scope", None)
    address.put("risk", None)


def about(found: Any) -> dict[str, str]:
    """What is known of a risk, by name."""
    levels = {"probability": t.number(found.probability), "impact": t.number(found.impact)}
    gain = found.kind == "Opportunity"
    said = t("pages.register.gain" if gain else "pages.register.levels", **levels, zone=choice(known(found.zone), t))
    elsewhere = [choice(found.unplaced, t)] if isinstance(found.unplaced, str) else []
    ended = {t("pages.column.ended_on"): t.date(found.ended_on)} if "ended_on" in found._fields else {}
    return {
        t("pages.register.where"): known(found.project, found.programme, found.strategy),
        t("pages.column.category"): known(found.category),
        t("pages.register.level"): t("charts.comma").join([said, *elsewhere]),
        t(f"pages.column.{'expected_gain' if gain else 'expected_cost'}"): t.money(found.expected_cost),
        t("pages.column.delay_exposure_days"): t.days(found.delay_exposure_days),
        t("pages.column.response"): choice(known(found.response), t),
        t("pages.column.owner"): known(found.owner),
        t("pages.column.action_due"): t.date(found.action_due),
        t("pages.column.state"): choice("risk dropped" if found.dropped else found.state, t),
        t("pages.column.first_seen"): t.date(found.first_seen),
        **ended,
    }


def detail(found: Any) -> None:
    """One risk: whose it is, what is done about it, what it threatens, and its course."""
    course = view.ask(risk_history, view.as_of, found.scope_id, found.risk_id)
    with card("risk", found.risk, t, course, Derived((one, course))):
        facts(about(found))
        left, right = st.columns([4, 5])
        with left:
            text(view.tell(movement.course_alt, course), "note")
            view.figure("course", movement.course, movement.course_alt, course, height=220)
            with rows("threatens"):
                for project in [each for each in (found.project_id,) if isinstance(each, str)]:
                    said = t("pages.register.threatens", milestone=known(found.milestone))
                    row("project", said, [t.date(found.milestone_forecast)], note=found.project, project=project)
        with right:
            sheet(course.iloc[::-1], t, HISTORY, most=REPORTS)
        st.button(t("pages.register.close"), key="close", on_click=close)


def options(kind: str, names: Any) -> dict[str, str]:
    """Choices of the bar in the reader's words."""
    return {name: t(f"pages.register.{kind}.{name}") for name in names}


view = open_page("register")
t = view.t
summary = view.ask(portfolio.portfolio_summary)
view.say(t("pages.register.sentence", count=int(summary["open_risks"]), red=summary["red_zone_risks"]), summary)
with st.container(key="register-bar", horizontal=True, vertical_alignment="center"):
    wanted = address.search("find", t("pages.register.find"))
    shown = address.select(
        "show", t("pages.register.show"), options("shown", list(SHOWN)[1:]), t("pages.register.shown.open")
    )
    order = address.select(
        "sort", t("pages.register.sort"), options("order", list(ORDERS)[1:]), t("pages.register.order.cost")
    )
    group = address.select("group", t("pages.register.group"), options("by", GROUPS), t("pages.register.no_group"))
only = address.get("project")
found = view.ask(risk_lines, view.as_of, view.scope, Wanted(wanted, shown or "open", order or "cost", only))
# After "unplaced" stands the measure by which a risk has no cell.
lines = questions.measured(found, (shown or "").partition("_")[2] or "residual")
if only:
    with st.container(key="way-project", horizontal=True, vertical_alignment="center"):
        text(t("pages.risk.trail.project", project=known(*lines["project"].head(1), only), count=len(lines)), "body")
        label = t("pages.risk.trail.every_project")
        st.button(label, type="tertiary", key="all-projects", on_click=address.put, args=("project", None))
scope_id, risk_id = address.get("scope"), address.get("risk")
if scope_id and risk_id:
    one = view.ask(questions.one_risk, view.as_of, scope_id, risk_id)
    for each in one.itertuples():
        detail(each)
    if one.empty:
        text(t("pages.register.unknown", risk=risk_id), "body")
cut = shown == "ended" and len(lines) == MOST_ENDED
title = t("pages.register.found_first" if cut else "pages.register.found", count=len(lines))
with card("lines", title, t, lines):
    st.download_button(
        t("pages.register.export"),
        exported,
        f"throughline-risks-{view.as_of}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        key="export",
    )
    if group:
        for name, part, money in grouped(lines, group):
            said = t("pages.register.part", name=known(name), count=len(part), money=t.money(money))
            text(said, "body", "h3")
            sheet(named(part), t, columns(), most=FEW, link=opens)
    elif len(lines):
        sheet(named(lines), t, columns(), most=MOST, link=opens)
    else:
        text(t("pages.register.nothing"), "empty")
