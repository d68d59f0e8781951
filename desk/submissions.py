"""Who owes a report, what came back refused, and the words to remind with."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from frame import View
from frame_cards import card
from frame_sheet import sheet
from frame_text import text
from i18n import Words
from loaders.board import STATES, board, unplaced
from loaders.reminder import OWED, reminder
from metrics.portfolio import submission_board
from metrics.scope import EVERYTHING
from warehouse import Attempt

CHASED = ("refused", "never", "overdue")
COLUMNS = ["submission", "project", "project_manager", "due_date", "days_overdue", "last_report_date", "came"]


def board_view(view: View) -> View:
    """The look of the board: the newest version, on the day of its latest report or on a chosen one.

    What was refused chooses no day: it is not published, so it must not move what everybody sees.
    """
    return view.newest(address.day("due_on"))


def owed(now: View, tried: list[Attempt]) -> pd.DataFrame:
    """Each live project with the state of its report, worst first: accepted reports joined with refused ones.

    Unless a day was chosen, a refusal counts whatever day it spoke for: that may be the next period, or mistyped.
    """
    until = address.day("due_on") or date.max
    known = now.ask(submission_board, now.as_of, EVERYTHING)
    newest = tried[-1].attempted_at.isoformat() if tried else ""
    return _joined((now.version, now.as_of, until, len(tried), newest, now.t.language), known, tried, now.t)


def sentence(rows: pd.DataFrame, t: Words) -> str:
    """How many reports are owed and how many came back."""
    counts = rows["state"].value_counts()
    late = sum(int(counts.get(state, 0)) for state in OWED if state != "refused")
    refused = int(counts.get("refused", 0))
    if not late and not refused:
        return t("pages.intake.all_in", count=len(rows))
    said = t("pages.intake.owed", owed=late, count=len(rows))
    return said + t("pages.intake.came_back", count=refused) if refused else said + t("pages.stop")


def show_board(rows: pd.DataFrame, now: View) -> None:
    """The board on a day that can be changed, the worst first, with a reminder for each project manager."""
    t = now.t
    managers = rows.loc[rows["state"].isin(OWED), "project_manager"].dropna().unique().tolist()
    told = partial(now.ask, submission_board, now.as_of, EVERYTHING)
    with card("board", t("pages.intake.chase", count=len(managers)), t, rows, told):
        with st.container(horizontal=True, vertical_alignment="center", key="board-bar"):
            chosen = address.switch("state", t("pages.column.state"), *_states(rows, t))
            _choose_day(now)
            if managers and st.button(t("pages.intake.remind"), key="remind", icon=":material/mail:"):
                _remind(rows, managers, t)
        shown = rows[rows["state"].isin(_meant(chosen))]
        if shown.empty:
            text(t("pages.intake.nothing_owed"), "empty")
        else:
            _rows(shown, t)


def show_unplaced(rows: pd.DataFrame, tried: list[Attempt], entries: pd.DataFrame, t: Words) -> None:
    """Refused uploads that belong to no project, until they are mended; nothing where there are none."""
    lost = unplaced(rows, tried, entries, t)
    if len(lost):
        with card("unplaced", t("pages.intake.unplaced", count=len(lost)), t):
            sheet(lost, t, ["refused_at", "refused_file", "errors", "reason"])


def _choose_day(now: View) -> None:
    """A calendar, and a way to the day that it is."""
    t, today = now.t, date.today()
    with st.container(horizontal=True, vertical_alignment="center", key="board-day"):
        text(t("pages.intake.as_of"), "note")
        address.pick_day("due_on", t("pages.intake.as_of"), now.as_of)
        if now.as_of != today:
            chosen = ("due_on", today.isoformat())
            st.button(t("pages.intake.today"), key="today", type="tertiary", on_click=address.put, args=chosen)


def _rows(shown: pd.DataFrame, t: Words) -> None:
    lines = shown.assign(
        submission=shown["state"],
        days_overdue=shown["days_overdue"].where(shown["days_overdue"] > 0),
        came=(shown["refused_file"] + " · " + shown["reason"]).fillna(shown["file"]),
    )
    sheet(lines, t, COLUMNS)


def _states(rows: pd.DataFrame, t: Words) -> tuple[dict[str, str], str]:
    """The choices with their numbers, and the one to begin with: what has to be chased, if anything has."""
    counts = {state: int((rows["state"] == state).sum()) for state in STATES}
    chased = sum(counts[state] for state in CHASED)
    labels = {"chase": t("pages.intake.state_chase"), **{state: t(f"pages.choice.{state}") for state in STATES}}
    numbers = {"chase": chased, **counts, "all": len(rows)}
    labels["all"] = t("pages.intake.state_all")
    options = {name: f"{labels[name]} {number}" for name, number in numbers.items() if number or name == "all"}
    return options, "chase" if chased else "all"


def _meant(chosen: str) -> tuple[str, ...]:
    return {"chase": CHASED, "all": STATES}.get(chosen, (chosen,))


@st.dialog(" ", width="large")
def _remind(rows: pd.DataFrame, managers: list[str], t: Words) -> None:
    """The reminder of one project manager, ready to copy."""
    text(t("pages.intake.remind_title", count=len(managers)), "card-title", "h2")
    text(t("pages.intake.remind_how"), "note")
    manager = st.selectbox(t("pages.column.project_manager"), managers, key="reminded")
    st.code(reminder(rows[rows["project_manager"] == manager], t), language=None, wrap_lines=True)


@st.cache_resource(show_spinner=False, max_entries=16)
def _joined(key: tuple[Any, ...], _known: pd.DataFrame, _tried: list[Attempt], _t: Words) -> pd.DataFrame:
    return board(_known, _tried, key[2], _t)
