"""What-ifs under a name: kept beside the versions, opened, renamed, deleted, and brought back."""

from __future__ import annotations

import streamlit as st

import frame_address as address
from desk.adding import Change
from frame_asked import warehouse
from frame_cards import card, literal
from frame_text import text
from i18n import Words
from warehouse.adjustment import Adjustments

IN_ADDRESS = "named"
_NAME, _DROPPED, LONGEST = "what-if-name", "what-if-dropped", 80


def show_scenarios(steps: Adjustments, change: Change, t: Words) -> None:
    """Keep these steps under a name, and the what-ifs that are kept."""
    kept = warehouse().scenarios()
    opened = address.get(IN_ADDRESS)
    if opened not in kept:
        opened = None
    if not steps and not kept and _DROPPED not in st.session_state:
        return
    with card("scenarios", t("pages.whatif.kept", count=len(kept)), t):
        if steps:
            _saving(steps, kept, opened, t)
        for place, (name, its_steps) in enumerate(kept.items()):
            _line(place, name, its_steps, opened, change, t)
        if dropped := st.session_state.get(_DROPPED):
            with st.container(horizontal=True, vertical_alignment="center", key="dropped"):
                text(t("pages.whatif.dropped", name=dropped[0]), "note")
                st.button(t("pages.whatif.undo"), key="restore", type="tertiary", on_click=_restored, args=dropped)


def _saving(steps: Adjustments, kept: dict[str, Adjustments], opened: str | None, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="saving"):
        key = f"{_NAME}-{opened or ''}"
        said = st.text_input(
            t("pages.whatif.name_label"), opened or "", LONGEST, key=key, placeholder=t("pages.whatif.name_hint")
        )
        name = " ".join((said or "").split())
        label = t("pages.whatif.replace" if name in kept else "pages.whatif.save")
        idle = not name or kept.get(name) == steps
        st.button(label, "save", disabled=idle, on_click=_saved, args=(name, steps))
        if opened and name and name not in kept:
            st.button(t("pages.whatif.rename"), "rename", on_click=_renamed, args=(opened, name, kept[opened]))
    if opened and kept[opened] != steps:
        text(t("pages.whatif.changed", name=opened), "note")


def _line(place: int, name: str, steps: Adjustments, opened: str | None, change: Change, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"kept-{place}"):
        icon = ":material/bookmark_check:" if name == opened else ":material/bookmark:"
        label = f"{literal(name)} · {t('pages.whatif.count', count=len(steps))}"
        st.button(label, key=f"open-{place}", type="tertiary", icon=icon, on_click=_opened, args=(name, steps, change))
        hint, icon = literal(t("pages.whatif.drop", name=name)), ":material/delete:"
        st.button("", f"forget-{place}", hint, type="tertiary", icon=icon, on_click=_dropped, args=(name, steps))


def _opened(name: str, steps: Adjustments, change: Change) -> None:
    change(steps)
    address.put(IN_ADDRESS, name)


def _saved(name: str, steps: Adjustments) -> None:
    warehouse().save_scenario(name, steps)
    address.put(IN_ADDRESS, name)


def _restored(name: str, steps: Adjustments) -> None:
    warehouse().save_scenario(name, steps)
    del st.session_state[_DROPPED]


def _renamed(old: str, new: str, steps: Adjustments) -> None:
    _saved(new, steps)
    warehouse().drop_scenario(old)


def _dropped(name: str, steps: Adjustments) -> None:
    warehouse().drop_scenario(name)
    st.session_state[_DROPPED] = (name, steps)
    if address.get(IN_ADDRESS) == name:
        address.put(IN_ADDRESS, None)
