"""What became of the dropped files: a line each, every problem with its place, and what to send back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.unknown import offer_to_change
from frame_cards import card
from frame_sheet import line, listed
from frame_text import text
from i18n import Words
from loaders.engine import ImportResult, Outcome
from loaders.feedback import feedback, worth_returning
from loaders.problems import Problem

MARKS = {
    "accepted": "Green",
    "refused": "Red",
    "unchanged": "Not rated",
    "needs_layout": "Amber",
    "skipped": "Not rated",
    "error": "Red",
    "warning": "Amber",
}
ORDER = ("needs_layout", "accepted", "unchanged", "skipped")
UNREAD = ("needs_layout", "skipped")
MOST = 100


def show_verdicts(outcome: Outcome, t: Words) -> None:
    """Each workbook's fate in a line, the refused first, each with the workbook to send back."""
    with card("verdicts", _sentence(outcome, t), t):
        with st.container(key="refused"):
            for place, result in enumerate(outcome.refused[:MOST]):
                _refused(place, result, t)
            if len(outcome.refused) > MOST:
                text(t("pages.more", count=len(outcome.refused) - MOST), "note")
        others = sorted(
            (each for each in outcome.imports if each.status != "refused"), key=lambda each: ORDER.index(each.status)
        )
        if others:
            listed(_heads(t, "file", "status", "layout", "rows", "problems"), [_verdict(each, t) for each in others])
        offer_to_change(outcome, t)


def show_problems(outcome: Outcome, t: Words) -> None:
    """Every problem with its place, what is wrong and what to do, errors first within a workbook."""
    found = [
        (MARKS[each.severity], result.file, _severity(each, t), each.sheet, each.cell, each.value, each.message(t))
        for result in outcome.imports
        if result.status not in UNREAD
        for each in sorted(result.problems, key=lambda problem: not problem.is_error)
    ]
    if not found:
        return
    with card("problems", t("pages.intake.problems", count=len(found)), t):
        heads = [*_heads(t, "file"), t("feedback.head.severity"), *_heads(t, "sheet", "cell", "value", "what")]
        listed(heads, found[:MOST])
        if len(found) > MOST:
            text(t("pages.intake.more", count=len(found) - MOST), "note")


def _sentence(outcome: Outcome, t: Words) -> str:
    """How many are refused, ready and unchanged; what there is none of is left unsaid."""
    counts = {
        "refused": len(outcome.refused), "needing": len(outcome.needing_layout), "accepted": len(outcome.accepted),
        "skipped": len(outcome.skipped),
    }  # fmt: skip
    said = [t(f"pages.intake.{key}", count=count) for key, count in counts.items() if count]
    return t("pages.intake.and").join(said) or t("pages.intake.unchanged")


def _refused(place: int, result: ImportResult, t: Words) -> None:
    errors = [problem for problem in result.problems if problem.is_error]
    with st.container(horizontal=True, vertical_alignment="center", key=f"verdict-{place}"):
        said = t("pages.intake.errors", count=len(errors))
        line("Red", result.file, [t("pages.intake.status.refused"), said], errors[0].addressed(t))
        if worth_returning(result.problems):
            st.download_button(
                t("pages.intake.return"),
                partial(feedback, result.reading.upload, result.problems, t),
                t("pages.intake.return_file", file=result.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]),
                icon=":material/undo:",
                on_click="ignore",
                key=f"return-{place}",
            )


def _verdict(result: ImportResult, t: Words) -> tuple[str, ...]:
    read = result.status != "skipped"
    counts = (t.number(sum(result.rows.values())), t.number(len(result.problems))) if read else ("–", "–")
    layout = result.reading.layout.name or "–"
    return (MARKS[result.status], result.file, t(f"pages.intake.status.{result.status}"), layout, *counts)


def _severity(problem: Problem, t: Words) -> str:
    return t(f"feedback.severity.{problem.severity}")


def _heads(t: Words, *names: str) -> list[str]:
    return [t(f"pages.intake.head.{name}") for name in names]
