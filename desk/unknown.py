"""A workbook whose layout nobody knows yet: what its columns seem to mean, corrected by choosing, and kept."""

from __future__ import annotations

import re

import streamlit as st

from desk.columns import proposals, show_columns, show_register_date, show_words
from desk.drop import check_again, layouts_named
from desk.preview import show_counts, show_remarks, show_sheet
from frame_asked import warehouse
from frame_cards import card, text
from frame_sheet import noted
from i18n import Words
from loaders.engine import ImportResult, Outcome
from loaders.known import known
from loaders.library import library
from loaders.profile import write_profile
from loaders.proposal import Proposal, preview, propose, with_profile
from loaders.reading import Upload
from loaders.workbook import Sheet, decode

DRIFTED = {
    "nearly-fits",
    "layout-notes-differ",
    *(f"drift-{what}" for what in ("question", "unit", "renamed", "removed", "added")),
}


def show_unknown(outcome: Outcome, t: Words) -> None:
    """One unknown workbook at a time: its sheet as it is, its columns to correct, a name to keep the layout under."""
    asked = [each for each in outcome.needing_layout if not _fitting(each)]
    again = [each for each in outcome.imports if each.reading.sha256 in _reopened()]
    if not asked and not again:
        return
    unknown = {each.reading.sha256: each for each in (*again, *asked)}
    sentence = "sentence" if asked else "changing"
    with card("unknown", t(f"pages.intake.layout.{sentence}", count=len(asked)), t):
        text(t("pages.intake.layout.why"), "note")
        names = {workbook: result.file for workbook, result in unknown.items()}
        workbook = _choose(t("pages.intake.head.file"), names, "unknown-workbook")
        result = unknown[workbook]
        sheets = _sheets(workbook, result.reading.upload)
        if workbook not in proposals():
            proposals()[workbook] = _proposed(result, sheets)
        if proposals()[workbook].regions:
            _show(result, sheets, t)
        else:
            text(t("pages.intake.layout.nothing"), "empty")


def show_several(outcome: Outcome, t: Words) -> None:
    """Which layout a workbook has that several fit."""
    several = {result.file: names for result in outcome.needing_layout if (names := _fitting(result))}
    if several:
        with card("several", t("pages.intake.layout.several", count=len(several)), t):
            for file, names in several.items():
                key = f"several-{file}"
                st.selectbox(
                    file,
                    names,
                    None,
                    key=key,
                    placeholder=t("pages.intake.layout.which"),
                    on_change=_named,
                    args=(file, key),
                    width=420,
                )


def offer_to_change(outcome: Outcome, t: Words) -> None:
    """A way to correct the layout that a workbook was read with."""
    laid = {each.reading.sha256: each.file for each in outcome.imports if each.reading.layout.profile}
    if laid:
        st.selectbox(
            t("pages.intake.layout.change"),
            list(laid),
            None,
            format_func=lambda workbook: laid.get(workbook, workbook),
            key="change-layout",
            placeholder=t("pages.intake.layout.change_whose"),
            on_change=lambda: _reopened().add(st.session_state["change-layout"]),
            width=420,
        )


def _reopened() -> set[str]:
    """The workbooks whose layout somebody wants to correct."""
    found: set[str] = st.session_state.setdefault("reopened", set())
    return found


def _show(result: ImportResult, sheets: list[Sheet], t: Words) -> None:
    workbook = result.reading.sha256
    proposal = proposals()[workbook]
    for problem in (each for each in result.problems if each.code in DRIFTED):
        noted("Amber", problem.message(t))
    looked = preview(proposal, sheets)
    by_name = {region.sheet: region for region in proposal.regions}
    chosen = _choose(t("pages.intake.head.sheet"), {name: name for name in by_name}, f"sheet-{workbook}")
    show_sheet(by_name[chosen], next(each for each in sheets if each.name == chosen), looked, t)
    show_counts(looked, t)
    show_columns(workbook, by_name[chosen], t)
    show_words(workbook, by_name[chosen], t)
    show_register_date(workbook, t)
    show_remarks(looked, t)
    _keep(result, proposal, t)


def _choose(label: str, options: dict[str, str], key: str) -> str:
    """One of these; nothing is asked where there is only one."""
    first = next(iter(options))
    if len(options) == 1:
        return first
    if st.session_state.get(key) not in options:
        st.session_state[key] = first
    chosen = st.selectbox(label, list(options), format_func=lambda option: options[option], key=key, width=420)
    return chosen or first


def _keep(result: ImportResult, proposal: Proposal, t: Words) -> None:
    """What still has to be answered, a name, and the button to keep the layout."""
    for missing in proposal.missing:
        noted("Red", missing.problem.message(t))
    for question in proposal.questions:
        noted("Red" if question.is_error else "Amber", question.message(t))
    with st.container(horizontal=True, vertical_alignment="bottom", key="layout-keep"):
        usual = _near(result) or result.reading.layout.name or _slug(result.file)
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
    _reopened().discard(result.reading.sha256)
    st.session_state["change-layout"] = None
    check_again()


def _named(file: str, key: str) -> None:
    layouts_named()[file] = st.session_state[key]
    check_again()


def _slug(file: str) -> str:
    """A name for a layout: the file's, without what changes from period to period."""
    stem = re.sub(r"\.\w+$", "", file.rsplit("/", 1)[-1])
    return re.sub(r"[\W_]+", "-", re.sub(r"\d+", "", stem)).strip("-").lower() or "layout"


def _fitting(result: ImportResult) -> list[str]:
    """The layouts that fit, where there are several."""
    found = (each.details["layouts"] for each in result.problems if each.code == "fits-two-layouts")
    return [name for names in found for name in names.split(", ")]


def _near(result: ImportResult) -> str:
    """The layout that the workbook nearly fits, if there is one."""
    return next((each.value for each in result.problems if each.code == "nearly-fits"), "")


def _proposed(result: ImportResult, sheets: list[Sheet]) -> Proposal:
    """A proposal, with what the nearest layout knows already."""
    proposal = propose(sheets, known(warehouse().read()).ids)
    near = result.reading.layout.profile or library(warehouse()).profile(_near(result))
    return with_profile(proposal, near) if near else proposal


@st.cache_resource(show_spinner=False, max_entries=16)
def _sheets(workbook: str, _upload: Upload) -> list[Sheet]:  # noqa: ARG001
    decoded = decode(_upload.content, _upload.name)
    return decoded if isinstance(decoded, list) else []
