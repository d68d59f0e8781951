"""What publishing the dropped workbooks would change."""

from __future__ import annotations

import streamlit as st

from frame_cards import card, table
from frame_sheet import sheet
from frame_text import text
from i18n import Words
from loaders.compare import Changes


def show_changes(changes: Changes, t: Words) -> None:
    """What publishing would change: rows, dates, colours."""
    counts = changes.rows["change"].value_counts()
    sentence = t("pages.intake.changes", **{each: int(counts.get(each, 0)) for each in ("new", "changed", "gone")})
    with card("changes", sentence, t, changes.rows):
        left, right = st.columns(2)
        with left:
            text(t("pages.intake.moved", count=len(changes.moved)), "body")
            if len(changes.moved):
                latest = changes.moved.sort_values("days", ascending=False)
                table(latest, t, ["project", "what", "was", "becomes", "days"])
        with right:
            text(t("pages.intake.flipped", count=len(changes.flipped)), "body")
            if len(changes.flipped):
                sheet(changes.flipped, t, ["project", "what", "was", "becomes"])
