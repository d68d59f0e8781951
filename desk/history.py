"""What was published, and the way to take an import back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from desk.drop import published
from frame_asked import warehouse
from frame_cards import card, table
from frame_text import text
from i18n import Words
from loaders.engine import rows_by_table

COLUMNS = ["import_id", "file", "workbook", "rows", "imported_at", "withdrawn_at"]


def show_history(entries: pd.DataFrame, t: Words) -> None:
    """What was published, with a way to take an import back."""
    rows = entries["rows_by_table"].map(lambda each: sum(rows_by_table(each).values()))
    live = entries[entries["withdrawn_at"].isna()]
    with card("history", t("pages.intake.history", count=len(entries)), t):
        table(entries.assign(rows=rows), t, COLUMNS, height=320)
        names = {
            int(number): f"{number} · {file}" for number, file in zip(live["import_id"], live["file"], strict=True)
        }
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                t("pages.intake.withdraw_label"),
                list(names),
                None,
                format_func=names.__getitem__,
                placeholder=t("pages.intake.withdraw_choose"),
                width=420,
            )
            if st.button(t("pages.intake.withdraw"), disabled=chosen is None) and chosen is not None:
                registers = live.loc[live["workbook"] == "register", "import_id"]
                _confirm(chosen, names[chosen], registers.tolist() == [chosen], t)


@st.dialog(" ")
def _confirm(import_id: int, name: str, is_only_register: bool, t: Words) -> None:
    """Ask once more before an import is withdrawn."""
    text(t("pages.intake.withdraw_sure", file=name), "card-title", "h2")
    text(t("pages.intake.withdraw_effect"), "body")
    if is_only_register:
        st.warning(t("pages.intake.withdraw_register"), icon=":material/warning:")
    if st.button(t("pages.intake.withdraw_yes"), type="primary", on_click=_take_back, args=(import_id,)):
        st.rerun()


def _take_back(import_id: int) -> None:
    published(warehouse().withdraw(import_id))
