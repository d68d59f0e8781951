"""Intake: workbooks in, what is wrong with them cell by cell, what they would change, and what was published."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from contract.template import write_template
from frame import open_page, warehouse
from frame_cards import card, table, text
from frame_sheet import listed, sheet
from loaders import compare, engine
from loaders.reading import Upload, uploads

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
MOST = 100
MARKS = {
    "accepted": "Green",
    "refused": "Red",
    "unchanged": "Not rated",
    "needs_layout": "Amber",
    "error": "Red",
    "warning": "Amber",
}

view = open_page("intake", filtered=False)
t, home = view.t, warehouse()


def working(sent: list[Upload], work: Callable[..., engine.Outcome]) -> engine.Outcome:
    """Run the engine under a progress bar that counts the files it has read."""
    bar = st.progress(0.0)

    def told(done: int, of: int, _: str) -> None:
        bar.progress(done / of, t("pages.intake.reading", done=done, of=of))

    outcome = work(home, sent, told)
    bar.empty()
    return outcome


def checked(files: list[Any]) -> engine.Outcome | None:
    """What the engine says about the dropped files, asked once for each set of them."""
    dropped = tuple(file.file_id for file in files)
    if st.session_state.get("dropped") != dropped:
        sent = [Upload(file.name, file.getvalue()) for file in files]
        st.session_state.outcome = working(sent, engine.check) if sent else None
        st.session_state.changes = compare.compare(home, st.session_state.outcome) if sent else None
        st.session_state.dropped = dropped
    return st.session_state.outcome


def published(version: int) -> None:
    """Tell what was done on the next run, with an empty drop zone."""
    st.session_state.done = version
    st.session_state.drops = st.session_state.get("drops", 0) + 1


def publish(outcome: engine.Outcome) -> None:
    """Publish what was checked."""
    published(engine.publish(home, outcome).version)


def load_sample() -> None:
    """Publish the fictional portfolio that comes with Throughline."""
    published(working(uploads([SAMPLE]), engine.load).version)
    st.rerun()


def heads(*names: str) -> list[str]:
    """The headings of a list."""
    return [t(f"pages.intake.head.{name}") for name in names]


def verdict(result: engine.ImportResult) -> tuple[str, ...]:
    """A workbook's fate in a line."""
    counts = (t.number(sum(result.rows.values())), t.number(len(result.problems)))
    return (MARKS[result.status], result.file, t(f"pages.intake.status.{result.status}"), *counts)


def show_verdicts(outcome: engine.Outcome) -> None:
    """Each workbook's fate, and every problem with its place, what is wrong and what to do."""
    found = [
        (MARKS[each.severity], result.file, each.sheet, each.cell, each.value, each.message(t))
        for result in outcome.imports
        for each in sorted(result.problems, key=lambda problem: not problem.is_error)
    ]
    key = "refused" if outcome.refused else "accepted" if outcome.accepted else "unchanged"
    with card("verdicts", t(f"pages.intake.{key}", count=len(outcome.refused or outcome.accepted)), t):
        listed(heads("file", "status", "rows", "problems"), [verdict(each) for each in outcome.imports])
    if found:
        with card("problems", t("pages.intake.problems", count=len(found)), t):
            listed(heads("file", "sheet", "cell", "value", "what"), found[:MOST])
            if len(found) > MOST:
                text(t("pages.intake.more", count=len(found) - MOST), "note")


def show_changes(changes: compare.Changes) -> None:
    """What publishing would change: rows, dates, colours."""
    counts = changes.rows["change"].value_counts()
    sentence = t("pages.intake.changes", **{each: int(counts.get(each, 0)) for each in ("new", "changed", "gone")})
    with card("changes", sentence, t, changes.rows):
        left, right = st.columns(2)
        with left:
            text(t("pages.intake.moved", count=len(changes.moved)), "body")
            if len(changes.moved):
                table(
                    changes.moved.sort_values("days", ascending=False), t, ["project", "what", "was", "becomes", "days"]
                )
        with right:
            text(t("pages.intake.flipped", count=len(changes.flipped)), "body")
            if len(changes.flipped):
                sheet(changes.flipped, t, ["project", "what", "was", "becomes"])


def show_history(entries: pd.DataFrame) -> None:
    """What was published, with a way to take an import back."""
    rows = entries["rows_by_table"].map(lambda each: sum(engine.rows_by_table(each).values()))
    live = entries[entries["withdrawn_at"].isna()]
    with card("history", t("pages.intake.history", count=len(entries)), t):
        table(
            entries.assign(rows=rows),
            t,
            ["import_id", "file", "workbook", "rows", "imported_at", "withdrawn_at"],
            height=320,
        )
        names = {each.import_id: f"{each.import_id} · {each.file}" for each in live.itertuples()}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(t("pages.intake.withdraw_label"), list(names), None, format_func=names.get, width=420)
            if st.button(t("pages.intake.withdraw"), disabled=chosen is None):
                confirm(chosen, names[chosen])


def take_back(import_id: int) -> None:
    """Withdraw an import."""
    published(home.withdraw(import_id))


@st.dialog(" ")
def confirm(import_id: int, name: str) -> None:
    """Ask once more before an import is withdrawn."""
    text(t("pages.intake.withdraw_sure", file=name), "card-title", "h2")
    text(t("pages.intake.withdraw_effect"), "body")
    registers = entries[(entries["workbook"] == "register") & entries["withdrawn_at"].isna()]["import_id"]
    if registers.tolist() == [import_id]:
        st.warning(t("pages.intake.withdraw_register"), icon=":material/warning:")
    if st.button(t("pages.intake.withdraw_yes"), type="primary", on_click=take_back, args=(import_id,)):
        st.rerun()


def show_templates() -> None:
    """The empty workbooks, in the reader's language."""
    with card("templates", t("pages.intake.templates"), t):
        text(t("pages.intake.templates_why"), "note")
        with st.container(horizontal=True):
            for kind in ("register", "status"):
                make, name = partial(write_template, kind, t.language), f"throughline-{kind}-{t.language}.xlsx"
                st.download_button(
                    t(f"pages.intake.template.{kind}"), make, name, icon=":material/download:", on_click="ignore"
                )


entries = engine.history(home)
text(t("pages.intake.sentence" if len(entries) else "pages.nothing.sentence"), "sentence", "h1")
text(t("pages.intake.why"), "freshness")
if done := st.session_state.pop("done", None):
    st.success(t("pages.intake.published", version=done), icon=":material/check:")
if view.version != home.current():
    st.info(t("pages.intake.pinned", version=view.version, newest=home.current()), icon=":material/keep:")
wide, narrow = st.columns([2, 1])
with wide, card("drop", t("pages.intake.drop"), t):
    key = f"drop-{st.session_state.get('drops', 0)}"
    files = st.file_uploader(t("pages.intake.drop"), accept_multiple_files=True, key=key, label_visibility="collapsed")
    outcome = checked(files)
    if outcome:
        label = t("pages.intake.publish", count=len(outcome.accepted))
        st.button(
            label, type="primary", key="publish", disabled=not outcome.accepted, on_click=publish, args=(outcome,)
        )
        if outcome.refused:
            text(t("pages.intake.blocked"), "note")
with narrow:
    show_templates()
    if entries.empty:
        with card("sample", t("pages.intake.sample_offer"), t):
            if st.button(t("pages.intake.sample"), type="primary", key="sample"):
                load_sample()
if outcome:
    show_verdicts(outcome)
    if st.session_state.changes:
        show_changes(st.session_state.changes)
if len(entries):
    show_history(entries)
