"""The words of an unknown sheet that are not the contract's own: what each means, or that it states nothing."""

from __future__ import annotations

import streamlit as st

from contract.model import Column, Kind, fold
from contract.tables import TABLES
from desk.columns import ABREAST, Feeding, proposals
from frame_text import text
from i18n import Words
from loaders.cells import NOT_APPLICABLE_WORDS, as_text
from loaders.proposal import Match, ProposedFeed, ProposedRegion, nothing, with_unstated, with_values
from loaders.proposal.sources import unexplained

STATES_NOTHING, LEVELS, MOST = "not stated", 10, 24


def show_words(workbook: str, region: ProposedRegion, t: Words) -> None:
    """A drop-down for each word."""
    words = [
        (Feeding(workbook, region.where, feed.table, match.column), match, word, said)
        for feed in region.feeds
        for match in feed.matches
        for word, said in _words(region, feed, match).items()
    ]
    if words:
        text(t("pages.intake.layout.words"), "card-title", "h3")
        places = st.columns(ABREAST)
        for number, (feeding, match, word, said) in enumerate(words[:MOST]):
            with places[number % ABREAST]:
                _show_word(feeding, match, word, said, t)


def _words(region: ProposedRegion, feed: ProposedFeed, match: Match) -> dict[str, str]:
    """The words to explain, folded, and as they stand."""
    seen = region.seen.get(match.source.heading)
    column = TABLES[feed.table].column(match.column)
    if seen is None or column.kind in (Kind.TEXT, Kind.ID):
        return {}
    open_to = unexplained(column, seen.cells, {}) if _meanings(column, Words()) else list(filter(_is_word, seen.cells))
    unknown = {fold(as_text(cell)): as_text(cell) for cell in open_to}
    explained = {fold(as_text(cell)): as_text(cell) for cell in seen.cells if _is_explained(match, as_text(cell))}
    return unknown | explained


def _is_word(cell: object) -> bool:
    """Whether a cell under dates or numbers is neither: it may say that there is none."""
    return isinstance(cell, str) and not any(map(str.isdigit, cell)) and cell not in NOT_APPLICABLE_WORDS


def _is_explained(match: Match, said: str) -> bool:
    return fold(said) in match.source.values or nothing(said) in match.source.unstated


def _show_word(feeding: Feeding, match: Match, word: str, said: str, t: Words) -> None:
    key, meanings = feeding.key(word), _meanings(feeding.column, t)
    meanings[STATES_NOTHING] = t("pages.intake.layout.states_nothing")
    is_nothing = nothing(said) in match.source.unstated
    st.session_state[key] = STATES_NOTHING if is_nothing else match.source.values.get(word)
    st.selectbox(
        f"{feeding.column.heading.in_language(t.language)}: {said}",
        list(meanings),
        format_func=lambda value: meanings.get(value, value),
        key=key,
        placeholder=t("pages.intake.layout.unexplained"),
        on_change=_explained,
        args=(feeding, key, word, said),
    )


def _meanings(column: Column, t: Words) -> dict[str, str]:
    """What a word of the column can mean."""
    if column.kind is Kind.LEVEL:
        return {str(level): str(level) for level in range(1, LEVELS + 1)}
    return {choice.value: choice.zh if t.language == "zh" else choice.value for choice in column.choices}


def _explained(feeding: Feeding, key: str, word: str, said: str) -> None:
    proposal, meant = proposals()[feeding.workbook], st.session_state[key]
    at = (feeding.table, feeding.name)
    if meant == STATES_NOTHING:
        proposals()[feeding.workbook] = with_unstated(proposal, *at, said, where=feeding.where)
    elif meant is not None:
        proposals()[feeding.workbook] = with_values(proposal, *at, {word: meant}, where=feeding.where)
