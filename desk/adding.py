"""What a what-if can be about, and the way to add a step: what to do, to what, and how much or where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from i18n import Words
from warehouse.adjustment import MOST, NOTHING, PERCENT, VERBS, Adjustment, Adjustments

_CHOICE = "add-verb"
_CUT, _STEP = 10.0, 5.0
"""Per cent that a cut begins with, and by which the buttons beside a number move it."""


@dataclass(frozen=True)
class Names:
    """What the steps can be about: names by id, for each kind of subject, as the register of the day has them."""

    strategy: Mapping[str, str]
    programme: Mapping[str, str]
    project: Mapping[str, str]

    @classmethod
    def listed(cls, **rows: pd.DataFrame) -> Names:
        """The names in frames that have them in a column of the kind, beside the ids."""
        return cls(**{kind: dict(zip(each[f"{kind}_id"], each[kind], strict=True)) for kind, each in rows.items()})

    def of(self, kind: str) -> Mapping[str, str]:
        """The names of a kind; none for what is no id."""
        return {} if kind in (NOTHING, PERCENT) else dict(getattr(self, kind))

    def lacks(self, step: Adjustment) -> str | None:
        """The id of a step that this register does not have."""
        kinds = zip(VERBS[step.verb], (step.subject, step.value), strict=True)
        ids = ((kind, each) for kind, each in kinds if kind not in (NOTHING, PERCENT))
        return next((str(each) for kind, each in ids if each not in self.of(kind)), None)


Change = Callable[[Adjustments], None]


def show_adder(
    steps: Adjustments, names: Names, resting: bool, change: Callable[[Adjustments], None], t: Words
) -> None:
    """Choose a step and hand the longer list to `change`; a strategy can be resumed only where one is resting."""
    offered = [verb for verb in VERBS if verb != "rescale" and (resting or verb != "resume")]
    verb = _choose(t("pages.whatif.add_what"), {each: t(f"pages.whatif.verb.{each}") for each in offered}, _CHOICE, t)
    if not verb:
        return
    about, takes = VERBS[verb]
    subject = _choose(t(f"pages.whatif.subject.{about}"), names.of(about), f"add-subject-{about}", t)
    value = _value(verb, takes, names, t)
    ready = bool(subject) and (value is not None or takes == NOTHING) and len(steps) < MOST
    add = (*steps, Adjustment(verb, subject or "", value))
    given, key = (add, change), "add"
    st.button(t("pages.whatif.add"), key, type="primary", disabled=not ready, on_click=_added, args=given)


def _value(verb: str, takes: str, names: Names, t: Words) -> str | float | None:
    if takes == NOTHING:
        return None
    if takes != PERCENT:
        return _choose(t(f"pages.whatif.value.{takes}"), names.of(takes), f"add-value-{takes}", t)
    label = t(f"pages.whatif.value.{'weight' if verb == 'weight' else 'cut'}")
    return st.number_input(label, 0.0, 100.0, _CUT, _STEP, format="%.4g", key=f"add-{verb}")


def _choose(label: str, options: Mapping[str, str], key: str, t: Words) -> str | None:
    hint = t("pages.whatif.choose")
    return st.selectbox(label, list(options), None, lambda each: options.get(each, each), key, placeholder=hint)


def _added(steps: Adjustments, change: Change) -> None:
    change(steps)
    st.session_state[_CHOICE] = None
