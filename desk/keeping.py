"""What still has to be answered about an unknown workbook, a name for its layout, and the button that keeps it."""

from __future__ import annotations

import re

import streamlit as st

from desk.drop import check_again
from frame_asked import warehouse
from frame_sheet import noted
from i18n import Words
from loaders.engine import ImportResult
from loaders.profile import write_profile
from loaders.proposal import Proposal


def reopened() -> set[str]:
    """The workbooks whose layout somebody wants to correct."""
    found: set[str] = st.session_state.setdefault("reopened", set())
    return found


def show_keep(result: ImportResult, proposal: Proposal, t: Words) -> None:
    """What still has to be answered, a name, and the button to keep the layout."""
    for missing in proposal.missing:
        noted("Red", missing.problem.message(t))
    for question in proposal.questions:
        noted("Red" if question.is_error else "Amber", question.message(t))
    with st.container(horizontal=True, vertical_alignment="bottom", key="layout-keep"):
        usual = near(result) or result.reading.layout.name or _slug(result.file)
        name = st.text_input(t("pages.intake.layout.name"), usual, key=f"name-{result.reading.sha256}", width=320)
        is_usable = proposal.is_loadable and re.fullmatch(r"[\w-]+", name)
        st.button(
            t("pages.intake.layout.save"),
            type="primary",
            key="layout-save",
            disabled=not is_usable,
            on_click=_save,
            args=(proposal, name, result),
        )


def _save(proposal: Proposal, name: str, result: ImportResult) -> None:
    """Keep the layout, and have everything that was dropped checked anew."""
    warehouse().save_layout(name, write_profile(proposal.profile(name, result.file)))
    reopened().discard(result.reading.sha256)
    st.session_state["change-layout"] = None
    check_again()


def near(result: ImportResult) -> str:
    """The layout that the workbook nearly fits, if there is one."""
    return next((each.value for each in result.problems if each.code == "nearly-fits"), "")


def _slug(file: str) -> str:
    """A name for a layout: the file's, without what changes from period to period."""
    stem = re.sub(r"\.\w+$", "", file.rsplit("/", 1)[-1])
    return re.sub(r"[\W_]+", "-", re.sub(r"\d+", "", stem)).strip("-").lower() or "layout"
