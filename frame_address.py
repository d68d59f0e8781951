"""What a reader looks at lives in the address: links can be shared, and a page opens cold as it was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

KEPT = ("language", "version", "as_of", "strategy", "programme", "department", "tier")
"""What a link to another page takes along; the rest, such as a selected cell, belongs to one page."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9000, 1, 1)


def get(name: str) -> str | None:
    """What the address says under a name."""
    return st.query_params.get(name)


def day(name: str) -> date | None:
    """The day that the address says under a name; None when it says none that we take."""
    try:
        asked = date.fromisoformat(get(name) or "")
    except ValueError:
        return None
    return asked if FIRST_DAY <= asked <= LAST_DAY else None


def put(name: str, value: str | None) -> None:
    """Write a value into the address, or take it out."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def carried(**changes: str | None) -> dict[str, str]:
    """The address of a link: what is kept between pages, changed or added to as told."""
    values: dict[str, str | None] = {name: get(name) for name in KEPT} | changes
    return {name: value for name, value in values.items() if value}


def href(page: str, **changes: str | None) -> str:
    """The address of another page, from any page, for a link in a table."""
    return f"{page}?{urlencode(carried(**changes))}"


def chosen(name: str, options: Mapping[str, str]) -> str | None:
    """What the address chooses; what the options lack leaves the address and means everything."""
    return _valid(name, options) or None


def select(
    name: str, label: str, options: Mapping[str, str], everything: str, labelled: Any = "collapsed"
) -> str | None:
    """A drop-down for what the address chooses, with a first option for everything."""
    found = chosen(name, options)
    _show(name, found or "")
    labels = {"": everything, **options}
    st.selectbox(
        label,
        list(labels),
        format_func=lambda option: labels.get(option, option),
        key=name,
        on_change=_written,
        args=(name,),
        label_visibility=labelled,
        required=True,
    )
    return found


def switch(name: str, label: str, options: Mapping[str, str], default: str) -> str:
    """A row of buttons of which one is on; the address names it unless it is the default."""
    chosen = _valid(name, options) or default
    _show(name, chosen)
    st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=name,
        on_change=_written,
        args=(name,),
        label_visibility="collapsed",
        required=True,
    )
    return chosen


def search(name: str, label: str) -> str:
    """A field for a piece of text that the address says."""
    found = get(name) or ""
    _show(name, found)
    st.text_input(
        label, key=name, placeholder=label, on_change=_written, args=(name,), label_visibility="collapsed",
        max_chars=80, icon=":material/search:",
    )  # fmt: skip
    return found


def pick_day(name: str, label: str, shown: date) -> None:
    """A small calendar for the day that the address says, which shows the day looked at."""
    _show(name, shown)
    st.date_input(
        label,
        key=name,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        width=144,
        on_change=_written,
        args=(name,),
        label_visibility="collapsed",
    )


def span(label: str, days: list[date], said: Callable[[date], str]) -> tuple[date, date]:
    """A slider over these days, the oldest first, with two handles: the days `from` and `to` of the address.

    It starts at both ends; another day of the address is added to the others.
    """
    asked = [day("from") or days[0], day("to") or days[-1]]
    options = sorted({*days, *asked})
    found = (min(asked), max(asked))
    _show("span", found)
    # Only a value with two ends makes a slider with two handles; it stays the same, or each move would make a new one.
    ends = (options[0], options[-1])
    st.select_slider(label, options, ends, said, key="span", on_change=_spanned, label_visibility="collapsed")
    return found


def toggle(name: str, value: str) -> None:
    """Choose a value, or unchoose it if it was chosen already."""
    put(name, None if get(name) == value else value)


def _valid(name: str, options: Mapping[str, str]) -> str:
    asked = get(name) or ""
    if asked not in options:
        put(name, None)
        return ""
    return asked


def _show(name: str, value: Any) -> None:
    # The address is the truth: also after a link, the back button or a bad value. Set on every run, since otherwise the
    # browser keeps the label of another language, and a widget met again on another page shows nothing as chosen.
    st.session_state[name] = value


def _spanned() -> None:
    for name, chosen in zip(("from", "to"), st.session_state["span"], strict=True):
        put(name, chosen.isoformat())


def _written(name: str) -> None:
    put(name, str(st.session_state[name] or ""))
