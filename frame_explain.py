"""Explain this number: in words and by formula, what it leaves out, how old it is, its SQL, the cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from contract.tables import TABLES
from frame_asked import Asked, asked_of
from frame_explain_cells import offer_workbook, show_cells, shown_of
from frame_text import text
from i18n import Words, catalogue
from metrics.explain import MOST, Call, compared_day, extent, left_out, origins
from metrics.explain_inputs import Input, inputs
from warehouse import Query

NOTES = ("Formula", "Units", "Grain", "Source")
Answer = pd.DataFrame | pd.Series


@dataclass(frozen=True)
class Derived:
    """The answers that something was worked out from (or what fetches one), and a note on how."""

    answers: tuple[Answer | Callable[[], Answer], ...]
    note: str = ""


Explained = Answer | Callable[[], Answer] | Derived


@dataclass(frozen=True)
class _Part:
    """One question of those that led to what is explained."""

    shown: Any
    asked: Asked
    call: Call
    macro: str | None


def explain(key: str, answer: Explained | None, t: Words) -> None:
    """A button that opens how an answer came about; worked out only then. Without a known question there is none."""
    derived = answer if isinstance(answer, Derived) else Derived((answer,) if answer is not None else ())
    if not any(callable(each) or asked_of(each) for each in derived.answers):
        return
    opened = st.popover(t("explain.button"), key=f"explain-{key}", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if derived.note:
            text(derived.note, "body")
        parts = _parts(derived)
        if len(parts) > 1:
            _explained(key, _chosen(key, parts, t), t, told=True)
        elif parts:
            _explained(key, parts[0], t)
        else:
            text(t("explain.no_question"), "note")


def _parts(derived: Derived) -> list[_Part]:
    """Each different question once."""
    found: dict[str, _Part] = {}
    for each in derived.answers:
        shown = each() if callable(each) else each
        if asked := asked_of(shown):
            macros = asked.definitions()
            for call in asked.calls:
                found.setdefault(call.text(), _Part(shown, asked, call, call.macro(macros)))
    return list(found.values())


def _chosen(key: str, parts: list[_Part], t: Words) -> _Part:
    """What each of several questions is, and the one to be explained further."""
    text(t("explain.several", count=len(parts)), "note")
    _facts({part.macro: _said(part, t) for part in parts if part.macro})
    names = [part.macro or part.call.text() for part in parts]
    at = st.segmented_control(
        t("explain.question"),
        range(len(parts)),
        format_func=names.__getitem__,
        default=0,
        key=f"answers-{key}",
        required=True,
    )
    return parts[at]


def _explained(key: str, part: _Part, t: Words, told: bool = False) -> None:
    """One question, with its words unless they were told above."""
    if part.macro is None:
        st.code(part.call.text(), "sql")
        return
    try:
        query = part.asked.query()
    except LookupError:
        text(t("explain.gone", version=part.asked.version), "note")
        return
    read = inputs(part.macro, part.asked.definitions(), part.call.sql)
    missing = left_out(query, part.call)
    missing = missing[missing["table_name"].isin([each.table for each in read])]
    words = {} if told else {t("explain.what"): _said(part, t)}
    _facts(words | _notes(part, t) | {t("explain.left_out"): _left_out(missing, t)})
    text(t("explain.shell", version=part.asked.version), "note")
    st.code(part.call.text(), "sql", wrap_lines=True)
    _cells(key, part.shown, query, part.call, read, t)


def _said(part: _Part, t: Words) -> str:
    """What it is: in the reader's words where there are some, else in those of the macro."""
    own = catalogue(t.language)["explain"]["says"].get(part.macro)
    return str(own or part.asked.definitions()[str(part.macro)].sentence or t("explain.settings"))


def _notes(part: _Part, t: Words) -> dict[str, str]:
    notes = part.asked.definitions()[str(part.macro)].notes
    return {t(f"explain.note.{name}"): notes[name] for name in NOTES if name in notes}


def _left_out(missing: pd.DataFrame, t: Words) -> str:
    if missing.empty:
        return t("explain.nothing_left_out")
    counted = zip(missing["reason"], missing["missing"], strict=True)
    said = [t(f"explain.missing.{reason.replace(' ', '_')}", count=int(count)) for reason, count in counted]
    return t("explain.and").join(said)


def _cells(key: str, answer: Any, query: Query, call: Call, read: list[Input], t: Words) -> None:
    """The sheets that went in, how many rows of each and how old, and the cells of the one chosen."""
    of_table = {each.table: (query, call, *shown_of(each, answer)) for each in sorted(read, key=_nearness)}
    extents = {name: extent(*asked) for name, asked in of_table.items()}
    used = [name for name in of_table if extents[name].rows]
    if not used:
        text(t("explain.no_rows"), "note")
        return
    labels = {name: f"{_sheet(name, t)} · {t.number(extents[name].rows)}" for name in used}
    chosen = st.segmented_control(
        t("explain.sheets"), used, format_func=labels.__getitem__, default=used[0], key=f"sheets-{key}", required=True
    )
    found = extents[chosen]
    span = {"oldest": t.date(found.oldest), "newest": t.date(found.newest)}
    text(t("explain.age", count=found.rows, days=(call.day - found.oldest).days if found.oldest else 0, **span), "note")
    if when := _when(next(each for each in read if each.table == chosen), query, call, t):
        text(when, "note")
    rows = origins(*of_table[chosen])
    show_cells(rows, TABLES[chosen], of_table[chosen][3], t)
    if found.rows > MOST:
        text(t("explain.more", shown=MOST, count=found.rows), "note")
    offer_workbook(key, rows, t)


def _when(source: Input, query: Query, call: Call, t: Words) -> str:
    """Which statements are listed, where it is not just those that count on the day."""
    if source.compared:
        return t("explain.compared", day=t.date(call.day), before=t.date(compared_day(query, call)))
    return t("explain.course", day=t.date(call.day)) if source.history else ""


def _nearness(source: Input) -> int:
    return -sum(column.name in source.nearby for column in TABLES[source.table].columns)


def _sheet(name: str, t: Words) -> str:
    return TABLES[name].sheet.in_language(t.language)


def _facts(pairs: Mapping[str, str]) -> None:
    cells = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs.items())
    st.html(f'<dl class="tl-explain">{cells}</dl>')
