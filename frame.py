"""What all pages share: which version, day, part and language a reader looks at, and the cached question."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import current_thread
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

import frame_bar as bar
from charts.palette import DARK, LIGHT, Palette
from frame_asked import answered, asked_of, warehouse
from frame_cards import plot, style
from frame_explain import Explained, explain
from frame_pages import script, title
from frame_text import text
from i18n import Words
from metrics.scope import EVERYTHING, Scope
from warehouse.adjustment import Adjustments

ICON = Path(__file__).parent / "static" / "icon.svg"
NEVER = date(1970, 1, 1)


@dataclass(frozen=True)
class View:
    """One reader's look at one page: a version, a day, a part of the portfolio, a language, and perhaps a what-if."""

    version: int
    days: tuple[date, ...]
    scope: Scope
    t: Words
    palette: Palette
    adjustments: Adjustments = ()

    @property
    def as_of(self) -> date:
        """The day looked at; `days` also has the one it is compared with."""
        return self.days[0]

    def newest(self, day: date | None = None) -> View:
        """The same look at the newest version, pinned or not, on its latest report day or on another."""
        version = warehouse().current()
        known = bar.days(_asking(version))
        if not known:
            return replace(self, version=version)
        return replace(self, version=version, days=bar.compared(_asking(version), day or known[0]))

    def between(self, earlier: date, later: date) -> View:
        """The same look at two other days: the later one, compared with the earlier."""
        return replace(self, days=(later, earlier))

    def ask(self, question: Callable[..., Any], *parameters: Any) -> Any:
        """The answer of a metric function, by default for this day and scope, from the cache if it was given before."""
        asked = parameters or (self.as_of, self.scope)
        return _answer(self.version, (self.days, self.adjustments), _name(question), asked, question)

    def answers(self, *questions: Callable[..., Any] | tuple[Any, ...]) -> list[Any]:
        """The answers of several metric functions for this day and scope, asked side by side.

        A tuple is a function with parameters of its own. Most of a question's time goes into binding its macros, which
        takes one core.
        """
        context = get_script_run_ctx()
        asked = (each if isinstance(each, tuple) else (each,) for each in questions)
        with ThreadPoolExecutor(
            os.cpu_count(), initializer=lambda: add_script_run_ctx(current_thread(), context)
        ) as pool:
            return list(pool.map(lambda each: self.ask(*each), asked))

    def figure(
        self, key: str, drawn: Callable[..., Any], told: Callable[..., str], *answers: Any, **settings: Any
    ) -> None:
        """Show a figure of this view's unchanged answers, or say that there is nothing to show.

        `on_pick` is called with what a clicked mark carries, `stretch` fills the card; the rest is the figure's own.
        """
        on_pick, stretch = settings.pop("on_pick", None), settings.pop("stretch", False)
        if (said := self.tell(told, answers[0])) == self.t("charts.empty"):
            text(said, "empty")
            return
        made = self._made(drawn, answers, settings, lambda: drawn(*answers, self.t, self.palette, **settings))
        plot(made, said, key, on_pick, height="stretch" if stretch else "content")

    def tell(self, words: Callable[..., str], *answers: Any) -> str:
        """What is said of this view's unchanged answers, from the cache if it was said before."""
        return str(self._made(words, answers, {}, lambda: words(*answers, self.t)))

    def _made(self, maker: Callable[..., Any], answers: Any, settings: dict[str, Any], make: Callable[[], Any]) -> Any:
        reader = (self.t.language, self.t.currency, self.palette is DARK)
        # The questions tell apart what only another project, say, is asked about.
        about = [call.text() for answer in answers if (asked := asked_of(answer)) for call in asked.calls]
        looked_at = (self.version, self.days, self.adjustments, self.scope)
        return _made((looked_at, reader, _name(maker), sorted(settings.items()), about), make)

    def say(
        self, sentence: str, summary: pd.Series[Any], told: Explained | None = None, about: str = "projects"
    ) -> None:
        """Tell an answer (or the summary) in one sentence where there are projects or what it is `about`."""
        if not (summary["projects"] or summary[about]):
            sentence, told = self.t("pages.no_project"), None
        self.state(sentence, freshness(summary, self.t), summary if told is None else told)

    def state(self, sentence: str, fresh: str, answer: Explained) -> None:
        """The page's sentence, how fresh it is, and how the answer that it tells came about."""
        text(sentence, "sentence", "h1")
        with st.container(key="fresh", horizontal=True, vertical_alignment="center"):
            text(fresh, "freshness")
            explain("page", answer, self.t)


def open_page(page: str, filtered: bool = True) -> View:
    """Draw the frame and tell what this reader looks at; a filtered page without data ends here, with a way to some."""
    st.set_page_config(None, ICON, "wide", initial_sidebar_state=208)
    palette = DARK if st.context.theme.type == "dark" else LIGHT
    home, beside = warehouse(), st.sidebar.container()
    plain = Words(bar.language())
    style(palette, plain.language)
    st.set_page_config(f"{title(page, plain)} · Throughline")
    with st.container(key="titlebar", horizontal=True, vertical_alignment="center"):
        text(title(page, plain), "page-name")
        filters = st.container(key="filters", horizontal=True)
        version = bar.version(home.current(), home.versions(), plain) if home.current() else 0
    rows, day, scope = _asking(version), None, EVERYTHING
    if filtered:
        with filters:
            day = bar.day(rows, plain)
    t, portfolio = bar.words(rows, day, plain.language)
    with beside:
        bar.links(t, portfolio, page)
    if day:
        with filters:
            scope = bar.scope(rows, day, t)
    elif filtered:
        _nothing_yet(t)
    return View(version, bar.compared(rows, day) if day else (NEVER,), scope, t, palette)


def freshness(summary: pd.Series[Any], t: Words) -> str:
    """How many reported, how old the oldest report is, and who is missing."""
    parts = [t("pages.fresh.reported", reported=summary["reported"], projects=summary["projects"])]
    if pd.notna(summary["oldest_report_days"]):
        parts.append(t("pages.fresh.oldest", count=int(summary["oldest_report_days"])))
    if summary["stale"]:
        parts.append(t("pages.fresh.stale", count=int(summary["stale"])))
    if summary["not_reported"]:
        parts.append(t("pages.fresh.missing", count=int(summary["not_reported"])))
    return " · ".join(parts)


def _nothing_yet(t: Words) -> None:
    with st.container(key="card-nothing", border=True):
        text(t("pages.nothing.sentence"), "sentence", "h1")
        text(t("pages.nothing.remedy"), "body")
        st.page_link(script("intake"), label=t("pages.nothing.link"), icon=":material/arrow_forward:")
    st.stop()


def _asking(version: int) -> bar.Rows:
    """Asks that version for the frame's own rows, from the cache if it was asked before."""
    return lambda sql, **parameters: _rows(version, sql, parameters)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


# A version never changes, so what was made of it needs no expiry: new data means a new version, and with it new keys.
# Resources are handed out as they are, without a copy: nobody may change an answer or a figure in place.
@st.cache_resource(show_spinner=False, max_entries=1024)
def _rows(version: int, sql: str, parameters: dict[str, Any]) -> pd.DataFrame:
    return warehouse().read(version)(sql, **parameters)


@st.cache_resource(show_spinner=False, max_entries=256)
def _answer(
    version: int,
    looked_at: tuple[tuple[date, ...], Adjustments],
    name: str,  # noqa: ARG001
    parameters: tuple[Any, ...],
    _question: Callable[..., Any],
) -> Any:
    return answered(version, looked_at, _question, parameters)


@st.cache_resource(show_spinner=False, max_entries=512)
def _made(key: tuple[Any, ...], _make: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _make()
