"""The steps of a what-if: what they are in words, how one is added, taken out, and taken back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import frame_address as address
from desk.adding import Names, show_adder
from frame_cards import card, literal
from frame_text import text
from i18n import Words
from warehouse.adjustment import VERBS, Adjustment, Adjustments, read, written

IN_ADDRESS = "what"
_PAST = "what-if-past"
_NOTED = ("halt", "stop", "move", "serve", "cut", "cut_strategy")


def asked() -> Adjustments:
    """The steps that the address says; what means nothing leaves it."""
    said = address.get(IN_ADDRESS) or ""
    steps = read(said)
    if written(steps) != said:
        address.put(IN_ADDRESS, written(steps))
    return steps


def told(step: Adjustment, names: Names, t: Words, form: str = "step") -> str:
    """A step in words, as a line of the list or (`lead`) as the beginning of a sentence."""
    about, takes = VERBS[step.verb]
    subject = names.of(about).get(step.subject, step.subject)
    is_number = isinstance(step.value, float)
    value = f"{step.value:.10g}" if is_number else names.of(takes).get(str(step.value), str(step.value))
    return t(f"pages.whatif.{form}.{step.verb}", subject=subject, value=value)


def lead(steps: Adjustments, names: Names, t: Words) -> str:
    """How a sentence about these steps begins."""
    return told(steps[0], names, t, "lead") if len(steps) == 1 else t("pages.whatif.lead.several", count=len(steps))


def supposition(steps: Adjustments, names: Names, t: Words) -> str:
    """What a what-if supposes, for its explanation: the steps, and that the record stays as it is."""
    said = t("explain.and").join(told(step, names, t) for step in steps)
    return t("pages.whatif.supposed", steps=said) if steps else ""


def change(steps: Adjustments) -> None:
    """Have other steps in the address, so that those before can be brought back."""
    st.session_state.setdefault(_PAST, []).append(address.get(IN_ADDRESS) or "")
    address.put(IN_ADDRESS, written(steps))


def show_steps(steps: Adjustments, names: Names, stakes: pd.DataFrame, t: Words) -> None:
    """The steps with what follows from each, then the way to add one."""
    title = t("pages.whatif.steps", count=len(steps)) if steps else t("pages.whatif.no_step")
    with card("steps", title, t):
        for place, step in enumerate(steps):
            _line(place, step, steps, names, stakes, t)
        _weights(steps, stakes, t)
        if steps or st.session_state.get(_PAST):
            _tools(steps, t)
        show_adder(steps, names, bool(stakes["state"].isin(["Paused", "Retired"]).any()), change, t)


def _tools(steps: Adjustments, t: Words) -> None:
    with st.container(horizontal=True, key="step-tools"):
        idle = not st.session_state.get(_PAST)
        st.button(t("pages.whatif.undo"), "undo", icon=":material/undo:", disabled=idle, on_click=_undone)
        erase = ":material/delete_sweep:"
        st.button(t("pages.whatif.clear"), "clear", icon=erase, disabled=not steps, on_click=change, args=((),))


def _line(place: int, step: Adjustment, steps: Adjustments, names: Names, stakes: pd.DataFrame, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"step-{place}"):
        with st.container(key=f"told-{place}"):
            text(f"{place + 1}. {told(step, names, t)}", "body")
            if note := _note(step, names, stakes, t):
                text(note, "note")
        rest = steps[:place] + steps[place + 1 :]
        label = literal(t("pages.whatif.remove", step=told(step, names, t)))
        cross = ":material/close:"
        st.button("", f"drop-{place}", label, type="tertiary", icon=cross, on_click=change, args=(rest,))
    halt = Adjustment("halt", step.subject)
    if step.verb in ("pause", "retire") and halt not in steps and _projects(step, stakes):
        add = (*steps, halt)
        st.button(t("pages.whatif.halt_too"), f"halt-{place}", on_click=change, args=(add,))


def _note(step: Adjustment, names: Names, stakes: pd.DataFrame, t: Words) -> str:
    """What follows from a step beyond the numbers, or why nothing does."""
    if missing := names.lacks(step):
        return t("pages.whatif.note.missing", id=missing)
    if step.verb in ("pause", "retire"):
        money = t.money(_of(step, stakes)["budget"].sum())
        return t("pages.whatif.note.passengers", count=_projects(step, stakes), money=money)
    kind = "cut" if step.verb in ("cut_programme", "cut_project") else step.verb
    return t(f"pages.whatif.note.{kind}") if kind in _NOTED else ""


def _of(step: Adjustment, stakes: pd.DataFrame) -> pd.DataFrame:
    return stakes[stakes["strategy_id"] == step.subject]


def _projects(step: Adjustment, stakes: pd.DataFrame) -> int:
    return int(_of(step, stakes)["projects"].sum())


def _weights(steps: Adjustments, stakes: pd.DataFrame, t: Words) -> None:
    """Weights that do not add up to 100 are named, and left alone until somebody says otherwise."""
    total = stakes.loc[stakes["state"] == "Active", "priority_weight"].sum()
    if steps and total > 0 and abs(total - 1) > 5e-4:
        text(t("pages.whatif.weights", total=t.percent(total)), "note")
        add = (*steps, Adjustment("rescale"))
        st.button(t("pages.whatif.rescale"), "rescale", on_click=change, args=(add,))


def _undone() -> None:
    address.put(IN_ADDRESS, st.session_state[_PAST].pop())
