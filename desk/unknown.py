"""A workbook whose layout nobody knows yet: what its columns seem to mean, corrected by choosing, and kept."""

from __future__ import annotations

import re

import streamlit as st

from desk.columns import proposals, show_columns, show_register_date, show_words
from desk.preview import show_counts, show_remarks, show_sheet
from frame import warehouse
from frame_cards import card, text
from frame_sheet import noted
from i18n import Words
from loaders.engine import ImportResult, Outcome
from loaders.known import known
from loaders.profile import write_profile
from loaders.proposal import Proposal, preview, propose
from loaders.reading import Upload
from loaders.workbook import Sheet, decode

UNKNOWN = {"no-known-sheet", "no-header", "missing-column"}


def show_unknown(outcome: Outcome, t: Words) -> None:
    """One unknown workbook at a time: its sheet as it is, its columns to correct, a name to keep the layout under."""
    unknown = {each.reading.sha256: each.reading.upload for each in outcome.imports if _is_unknown(each)}
    if not unknown:
        return
    with card("unknown", t("pages.intake.layout.sentence", count=len(unknown)), t):
        text(t("pages.intake.layout.why"), "note")
        names = {workbook: upload.name for workbook, upload in unknown.items()}
        workbook = _choose(t("pages.intake.head.file"), names, "unknown-workbook")
        sheets = _sheets(workbook, unknown[workbook])
        if workbook not in proposals():
            proposals()[workbook] = propose(sheets, known(warehouse().read()).ids)
        if proposals()[workbook].regions:
            _show(workbook, unknown[workbook].name, sheets, t)
        else:
            text(t("pages.intake.layout.nothing"), "empty")


def _show(workbook: str, file: str, sheets: list[Sheet], t: Words) -> None:
    proposal = proposals()[workbook]
    looked = preview(proposal, sheets)
    by_name = {region.sheet: region for region in proposal.regions}
    chosen = _choose(t("pages.intake.head.sheet"), {name: name for name in by_name}, f"sheet-{workbook}")
    show_sheet(by_name[chosen], next(each for each in sheets if each.name == chosen), looked, t)
    show_counts(looked, t)
    show_columns(workbook, by_name[chosen], t)
    show_words(workbook, by_name[chosen], t)
    show_register_date(workbook, t)
    show_remarks(looked, t)
    _keep(workbook, file, proposal, t)


def _choose(label: str, options: dict[str, str], key: str) -> str:
    """One of these; nothing is asked where there is only one."""
    first = next(iter(options))
    if len(options) == 1:
        return first
    if st.session_state.get(key) not in options:
        st.session_state[key] = first
    chosen = st.selectbox(label, list(options), format_func=lambda option: options[option], key=key, width=420)
    return chosen or first


def _keep(workbook: str, file: str, proposal: Proposal, t: Words) -> None:
    """What still has to be answered, a name, and the button to keep the layout."""
    for missing in proposal.missing:
        noted("Red", missing.problem.message(t))
    for question in proposal.questions:
        noted("Red" if question.is_error else "Amber", question.message(t))
    with st.container(horizontal=True, vertical_alignment="bottom", key="layout-keep"):
        name = st.text_input(t("pages.intake.layout.name"), _slug(file), key=f"name-{workbook}", width=320)
        is_usable = proposal.is_loadable and re.fullmatch(r"[\w-]+", name)
        st.button(
            t("pages.intake.layout.save"),
            type="primary",
            key="layout-save",
            disabled=not is_usable,
            on_click=_save,
            args=(proposal, name, file),
        )


def _save(proposal: Proposal, name: str, title: str) -> None:
    """Keep the layout, and have everything that was dropped checked anew."""
    warehouse().save_layout(name, write_profile(proposal.profile(name, title)))
    st.session_state.dropped = None


def _slug(file: str) -> str:
    """A name for a layout: the file's, without what changes from period to period."""
    stem = re.sub(r"\.\w+$", "", file.rsplit("/", 1)[-1])
    return re.sub(r"[\W_]+", "-", re.sub(r"\d+", "", stem)).strip("-").lower() or "layout"


def _is_unknown(result: ImportResult) -> bool:
    return result.status == "refused" and any(problem.code in UNKNOWN for problem in result.problems)


@st.cache_resource(show_spinner=False, max_entries=16)
def _sheets(workbook: str, _upload: Upload) -> list[Sheet]:  # noqa: ARG001
    decoded = decode(_upload.content, _upload.name)
    return decoded if isinstance(decoded, list) else []
