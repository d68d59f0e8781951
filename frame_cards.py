"""What a page shows things with: text that cannot become markup, cards, rows that link, tables."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import frame_address as address
from charts.palette import SHAPES, Palette, rating_of
from frame_columns import described
from frame_explain import Explained, explain
from frame_pages import script
from frame_text import text
from i18n import Words

CSS = (Path(__file__).parent / "static" / "look.css").read_text("utf-8")
# An import counts only before all other rules; its table of ranges is long, so those who read English go without.
FONTS = {"zh": '@import url("app/static/fonts.css");'}
Behind = pd.DataFrame | Callable[[], pd.DataFrame]
INK = {"Red": "red", "Amber": "orange", "Green": "green", "Not rated": "gray"}
FIGURE = {"displaylogo": False, "modeBarButtonsToRemove": ["zoom", "pan", "select", "lasso2d", "autoScale2d"]}


def style(palette: Palette, language: str) -> None:
    """Our few rules over Streamlit's theme, in the colours of the reader's theme and with the fonts of the language."""
    tokens = ("page", "surface", "border", "text", "secondary", "accent")
    variables = "".join(f"--{token}:{getattr(palette, token)};" for token in tokens)
    marks = "".join(f"--{name.split()[0].lower()}:{palette.outline[name]};" for name in SHAPES)
    fonts = FONTS.get(language, "")
    st.html(f"<style>{fonts}:root{{{variables}{marks}}}{CSS}</style>")


def worded(hint: str, button: str) -> None:
    """Our words in a drop zone, which speaks English otherwise; without a word the button keeps its own."""
    own = f"--drop-button:{_css(button)};--drop-button-size:0;" if button else ""
    st.html(f"<style>:root{{--drop-hint:{_css(hint)};{own}}}</style>")


def literal(body: Any) -> str:
    """Text as Markdown that shows it letter by letter, for the labels of links and buttons."""
    flat = " ".join(str(body).split())
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", flat)


def mark(rating: Any) -> str:
    """The shape of a rating in its colour, for a label in Markdown."""
    name = rating_of(rating)
    return f":{INK[name]}[{SHAPES[name]}]"


@contextmanager
def card(
    key: str, sentence: str, t: Words, behind: Behind | None = None, explained: Explained | None = None
) -> Iterator[None]:
    """A bordered card under a sentence, with the table behind it (or what fetches it) one click away.

    Beside it is how that came about, or what was `explained` where the card shows no table.
    """
    with st.container(border=True, key=f"card-{key}", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="top", key=f"head-{key}"):
            text(sentence, "card-title", "h2")
            if behind is not None:
                _behind(key, behind, t)
            explain(key, behind if explained is None else explained, t)
        yield


def plot(figure: Any, alt: str, key: str, on_pick: Callable[..., None] | None, height: Any) -> None:
    """A figure with its description; `on_pick` is called with what a clicked mark carries."""
    settings: dict[str, Any] = {"theme": None, "config": FIGURE, "key": key, "alt": alt, "height": height}
    if on_pick:
        settings |= {"on_select": lambda: _picked(key, on_pick), "selection_mode": "points"}
    st.plotly_chart(figure, **settings)


@contextmanager
def rows(key: str, left_out: int = 0, t: Words | None = None) -> Iterator[None]:
    """A list of `row`s, closed by how many more there are."""
    with st.container(key=f"rows-{key}"):
        yield
        if t and left_out > 0:
            text(t("pages.more", count=left_out), "note")


def row(page: str, name: Any, facts: list[str], rating: Any = "", note: str = "", **query: str | None) -> None:
    """One line of a list that opens a page: a rating's shape unless it is "", a name, facts, a note below."""
    shape = "" if isinstance(rating, str) and not rating else f"{mark(rating)} "
    body = f"{shape}**{literal(name)}** " + " ".join(f"*{literal(fact)}*" for fact in facts)
    below = f" ~~{literal(note)}~~" if note else ""
    st.page_link(script(page), label=body + below, query_params=address.carried(**query), width="stretch")


def table(rows: pd.DataFrame, t: Words, columns: list[str] | None = None, **settings: Any) -> Any:
    """Rows with headings and units in the reader's language, numbers right-aligned; text stays text."""
    shown, config = described(rows[columns] if columns else rows, t)
    return st.dataframe(shown, hide_index=True, column_config=config, placeholder="–", **settings)


def way(steps: Mapping[str, str | None], name: str) -> None:
    """Where in a drill-down the reader is: each step's label leads back to its value of `name`."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"way-{name}"):
        *before, last = steps.items()
        for label, value in before:
            st.button(literal(label), type="tertiary", key=f"way-{value}", on_click=address.put, args=(name, value))
            text("›", "note")
        text(last[0], "body")


def facts(pairs: Mapping[str, str]) -> None:
    """Names and values in a row, as the head of a detail."""
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs.items())
    st.html(f'<dl class="tl-facts">{cells}</dl>')


def _css(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _picked(key: str, on_pick: Callable[..., None]) -> None:
    # A selection is lost as soon as the figure changes, so it is handed on at once.
    for point in st.session_state[key].selection.points[:1]:
        on_pick(*point["customdata"])


def _behind(key: str, rows: Behind, t: Words) -> None:
    opened = st.popover(t("pages.table"), key=f"table-{key}", type="tertiary", on_change="rerun")
    if opened.open:
        with opened:
            table(rows() if callable(rows) else rows, t)
