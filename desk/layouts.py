"""The layouts that were learnt: what each reads, which file it fitted last, and a way to rename or forget one."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import streamlit as st

from contract.tables import TABLES
from desk.drop import check_again, layouts_named
from frame_asked import warehouse
from frame_cards import card
from frame_sheet import listed
from frame_text import text
from i18n import Words
from loaders.profile import Profile, read_profile, write_profile


def show_layouts(entries: pd.DataFrame, t: Words) -> None:
    """A card with a line for each learnt layout, if there are any. `entries`: all imports, newest first."""
    learnt = warehouse().layouts()
    if not learnt:
        return
    with card("layouts", t("pages.intake.layouts.sentence", count=len(learnt)), t):
        text(t("pages.intake.layouts.why"), "note")
        heads = [t(f"pages.intake.layouts.{name}") for name in ("name", "reads", "last", "on")]
        listed(heads, [_line(name, layout, entries, t) for name, layout in learnt.items()])
        with st.container(horizontal=True, vertical_alignment="bottom", key="layouts-change"):
            _offer_to_change(learnt, t)


def _line(name: str, layout: str, entries: pd.DataFrame, t: Words) -> tuple[str, ...]:
    profile = _read(layout)
    fitted = entries[entries["layout"] == name] if "layout" in entries else entries.head(0)
    last = fitted.head(1).to_dict("records")
    file, day = (last[0]["file"], t.date(last[0]["imported_at"])) if last else (t("pages.intake.layouts.never"), "–")
    mark = ("Green" if last else "Not rated") if profile else "Red"
    return (mark, name, _reads(profile, t), file, day)


def _reads(profile: Profile | None, t: Words) -> str:
    """The tables of the contract that it fills, or that it cannot be read."""
    if profile is None:
        return t("pages.intake.layouts.unreadable")
    tables = dict.fromkeys(feed.table for region in profile.regions for feed in region.feeds)
    return ", ".join(TABLES[table].sheet.in_language(t.language) for table in tables)


def _offer_to_change(learnt: dict[str, str], t: Words) -> None:
    chosen = st.selectbox(
        t("pages.intake.layouts.which"),
        list(learnt),
        None,
        key="layouts-which",
        placeholder=t("pages.intake.layouts.choose"),
        width=320,
    )
    name = st.text_input(t("pages.intake.layouts.new_name"), chosen or "", key=f"layouts-name-{chosen}", width=320)
    usable = bool(chosen and re.fullmatch(r"[\w-]+", name) and name not in learnt and _read(learnt[chosen]))
    if st.button(t("pages.intake.layouts.rename"), key="layouts-rename", disabled=not usable) and chosen:
        _rename(chosen, name, learnt[chosen])
        st.rerun()
    if st.button(t("pages.intake.layouts.delete"), key="layouts-delete", disabled=not chosen) and chosen:
        _confirm(chosen, t)


@st.dialog(" ")
def _confirm(name: str, t: Words) -> None:
    """Ask once more before a layout is forgotten."""
    text(t("pages.intake.layouts.sure", name=name), "card-title", "h2")
    text(t("pages.intake.layouts.effect"), "body")
    if st.button(t("pages.intake.layouts.yes"), type="primary", key="layouts-yes", on_click=_forget, args=(name,)):
        st.rerun()


def _rename(was: str, name: str, layout: str) -> None:
    """Kept under the new name first: whatever happens in between, the layout is there."""
    warehouse().save_layout(name, write_profile(replace(read_profile(layout), name=name)))
    _forget(was)


def _forget(name: str) -> None:
    warehouse().drop_layout(name)
    st.session_state.pop("layouts-which", None)
    for file in [file for file, layout in layouts_named().items() if layout == name]:
        layouts_named().pop(file)
    check_again()


def _read(layout: str) -> Profile | None:
    try:
        return read_profile(layout)
    except ValueError:
        return None
