"""A workbook whose layout nobody knows yet: what its columns seem to mean, corrected by choosing, and kept."""

from __future__ import annotations

import streamlit as st

from contract.tables import TABLES
from desk.columns import proposals, show_columns, show_register_date
from desk.drop import check_again, layouts_named
from desk.keeping import near, reopened, show_keep
from desk.place import Desk, chosen_table, show_what, show_where
from desk.preview import show_counts, show_remarks, show_sheet
from desk.words import show_words
from frame_asked import warehouse
from frame_cards import card
from frame_sheet import noted
from frame_text import text
from i18n import Words
from loaders.engine import ImportResult, Outcome
from loaders.known import known
from loaders.library import library
from loaders.proposal import Proposal, preview, propose, readable
from loaders.proposal.again import with_profile
from loaders.reading import Upload
from loaders.workbook import Sheet, decode

DRIFTED = {
    "nearly-fits",
    "layout-notes-differ",
    *(f"drift-{what}" for what in ("question", "unit", "renamed", "removed", "added")),
}
WIDTH = 255
HEADINGS = {"missing-column", "no-header", "column-twice"}


def show_unknown(outcome: Outcome, t: Words) -> None:
    """One unknown workbook at a time: its sheet as it is, its columns to correct, a name to keep the layout under."""
    asked = [each for each in outcome.needing_layout if not _fitting(each)]
    again = [each for each in outcome.imports if each.reading.sha256 in reopened()]
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
        if not readable(sheets):
            text(t("pages.intake.place.empty"), "empty")
            return
        if workbook not in proposals():
            proposals()[workbook] = _proposed(result, sheets)
        _show(result, sheets, t)


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
    """A way to correct the layout that a workbook was read with, or to give it one where its headings are not ours."""
    laid = {each.reading.sha256: each.file for each in outcome.imports if each.reading.layout.profile or _lacks(each)}
    if laid:
        st.selectbox(
            t("pages.intake.layout.change"),
            list(laid),
            None,
            format_func=lambda workbook: laid.get(workbook, workbook),
            key="change-layout",
            placeholder=t("pages.intake.layout.change_whose"),
            on_change=lambda: reopened().add(st.session_state["change-layout"]),
            width=420,
        )


def _lacks(result: ImportResult) -> bool:
    return result.status == "refused" and any(each.code in HEADINGS and each.is_error for each in result.problems)


def _show(result: ImportResult, sheets: list[Sheet], t: Words) -> None:
    workbook = result.reading.sha256
    proposal = proposals()[workbook]
    for problem in (each for each in result.problems if each.code in DRIFTED):
        noted("Amber", problem.message(t))
    looked = preview(proposal, sheets)
    with st.container(horizontal=True, vertical_alignment="bottom", key="layout-what"):
        names = {each.name: each.name for each in readable(sheets)}
        chosen = _choose(t("pages.intake.head.sheet"), names, f"sheet-{workbook}", _first(sheets, proposal))
        sheet = next(each for each in sheets if each.name == chosen)
        desk = Desk(workbook, sheets, sheet, chosen_table(workbook, sheet, t))
        show_what(desk, t)
    if proposal.regions:
        text(_told(sheets, proposal, t), "note")
    else:
        noted("Amber", t("pages.intake.layout.nothing"))
    region = desk.region
    if region:
        show_where(desk, region, t)
    show_sheet(sheet, region, looked, t)
    show_counts(looked, t)
    if region:
        show_columns(workbook, sheet, region, t)
        show_words(workbook, region, t)
    show_register_date(workbook, t)
    show_remarks(looked, t)
    show_keep(result, proposal, t)


def _first(sheets: list[Sheet], proposal: Proposal) -> str:
    """The sheet to begin with: the first of which something is read, or else the tallest."""
    tallest = max(readable(sheets), key=lambda sheet: sheet.height, default=None)
    return next((each.sheet for each in proposal.regions), tallest.name if tallest else "")


def _told(sheets: list[Sheet], proposal: Proposal, t: Words) -> str:
    """Which sheets are read as what, and which are not."""
    fed: dict[str, list[str]] = {sheet.name: [] for sheet in readable(sheets)}
    for region, feed in proposal.feeds():
        fed[region.sheet].append(TABLES[feed.table].sheet.in_language(t.language))
    read = "; ".join(f"{name} ({', '.join(dict.fromkeys(tables))})" for name, tables in fed.items() if tables)
    unread = ", ".join(name for name, tables in fed.items() if not tables)
    return " ".join(
        t(f"pages.intake.place.{key}", sheets=said) for key, said in (("read", read), ("unread_are", unread)) if said
    )


def _choose(label: str, options: dict[str, str], key: str, first: str = "") -> str:
    """One of these; nothing is asked where there is only one."""
    first = first or next(iter(options))
    if len(options) == 1:
        return first
    st.session_state[key] = kept if (kept := st.session_state.get(key)) in options else first
    chosen = st.selectbox(label, list(options), format_func=lambda option: options[option], key=key, width=WIDTH)
    return chosen or first


def _named(file: str, key: str) -> None:
    layouts_named()[file] = st.session_state[key]
    check_again()


def _fitting(result: ImportResult) -> list[str]:
    """The layouts that fit, where there are several."""
    found = (each.details["layouts"] for each in result.problems if each.code == "fits-two-layouts")
    return [name for names in found for name in names.split(", ")]


def _proposed(result: ImportResult, sheets: list[Sheet]) -> Proposal:
    """A proposal, with what the nearest layout knows already."""
    ids = known(warehouse().read()).ids
    proposal = propose(sheets, ids)
    laid = result.reading.layout.profile or library(warehouse()).profile(near(result))
    return with_profile(proposal, laid, sheets, ids) if laid else proposal


@st.cache_resource(show_spinner=False, max_entries=16)
def _sheets(workbook: str, _upload: Upload) -> list[Sheet]:  # noqa: ARG001
    decoded = decode(_upload.content, _upload.name)
    return decoded if isinstance(decoded, list) else []
