"""Where workbooks are dropped: they are checked at once, and published when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from frame_asked import warehouse
from frame_cards import card, worded
from frame_text import text
from i18n import Words
from loaders import compare, engine
from loaders.reading import Upload, is_known, is_litter, skipped, uploads
from loaders.summary import summary

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def show_drop(t: Words) -> engine.Outcome | None:
    """The drop zone with its button to publish; what the engine says about what lies there."""
    with card("drop", t("pages.intake.drop"), t):
        text(t("pages.intake.drop_why"), "note")
        worded(
            t("pages.intake.drop_here", limit=st.get_option("server.maxUploadSize")),
            t("pages.intake.drop_button") if t.language != "en" else "",
        )
        key = f"drop-{st.session_state.get('drops', 0)}"
        files = st.file_uploader(
            t("pages.intake.drop"), accept_multiple_files=True, key=key, label_visibility="collapsed"
        )
        outcome = _checked([file for file in files if not is_litter(file.name)], t)
        if outcome:
            _offer_to_publish(outcome, t)
    return outcome


def show_sample(t: Words) -> None:
    """An offer of the fictional portfolio that comes with Throughline."""
    with card("sample", t("pages.intake.sample_offer"), t):
        if st.button(t("pages.intake.sample"), type="primary", key="sample"):
            published(_working(uploads([SAMPLE]), engine.load, t).version)
            st.rerun()


def published(version: int) -> None:
    """Tell what was done on the next run, with an empty drop zone."""
    st.session_state.done = version
    st.session_state.drops = st.session_state.get("drops", 0) + 1


def layouts_named() -> dict[str, str]:
    """Which of several layouts the dropped files have, by their names, as far as somebody said so."""
    named: dict[str, str] = st.session_state.setdefault("layouts_named", {})
    return named


def check_again() -> None:
    """Have everything dropped checked anew on the next run, since a layout was kept or named."""
    st.session_state.dropped = None


def _checked(files: list[Any], t: Words) -> engine.Outcome | None:
    """What the engine says about the dropped files, asked once for each set of them.

    What it refuses is noted at once: whoever drops, reads and leaves is to find it on the board.
    """
    dropped = tuple(file.file_id for file in files)
    if st.session_state.get("dropped") != dropped:
        named = layouts_named()
        sent = [
            Upload(file.name, file.getvalue(), layout=named.get(file.name, ""))
            if is_known(file.name)
            else skipped(file.name)
            for file in files
        ]
        outcome = _working(sent, engine.check, t) if sent else None
        st.session_state.changes = compare.compare(warehouse(), outcome) if outcome else None
        st.session_state.outcome = outcome
        st.session_state.dropped = dropped
        if outcome:
            engine.note_refused(warehouse(), outcome)
    found: engine.Outcome | None = st.session_state.outcome
    return found


def _offer_to_publish(outcome: engine.Outcome, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="publishing"):
        count = len(outcome.accepted)
        label = t("pages.intake.publish", count=count) if count else t("pages.intake.publish_nothing")
        st.button(label, type="primary", key="publish", disabled=not count, on_click=_publish, args=(outcome,))
        st.download_button(
            t("pages.intake.summary"),
            partial(summary, outcome, t),
            f"throughline-summary-{t.language}.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="summary",
        )
        st.button(t("pages.intake.clear"), type="tertiary", key="clear-drop", on_click=_clear)
    if outcome.refused:
        text(t("pages.intake.blocked"), "note")


def _publish(outcome: engine.Outcome) -> None:
    published(engine.publish(warehouse(), outcome).version)


def _clear() -> None:
    st.session_state.drops = st.session_state.get("drops", 0) + 1


def _working(sent: list[Upload], work: Callable[..., engine.Outcome], t: Words) -> engine.Outcome:
    """Run the engine under a progress bar that counts the files it has read."""
    bar = st.progress(0.0)

    def told(done: int, of: int, _: str) -> None:
        bar.progress(done / of, t("pages.intake.reading", done=done, of=of))

    outcome = work(warehouse(), sent, told)
    bar.empty()
    return outcome
