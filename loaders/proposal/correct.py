"""Correcting a proposal by choosing: each change gives a new proposal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from contract.model import Column, fold
from contract.tables import TABLES
from loaders.patterns import begins
from loaders.proposal.matching import Columns, chosen, said
from loaders.proposal.model import SETTING, Match, Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.sources import question_about

Change = Callable[[ProposedRegion, ProposedFeed], ProposedFeed]


def may_be_unstated(table: str, column: str) -> bool:
    """Whether a source may leave the column out altogether: not what tells the rows of the table apart."""
    return column not in TABLES[table].key


def with_column(
    proposal: Proposal,
    table: str,
    column: str,
    heading: str | None = None,
    *,
    constant: str | None = None,
    unstated: bool = False,
    where: str = "",
) -> Proposal:
    """The proposal with one column fed by a heading, saying the same in every row, never stated, or without a source.

    A column that the heading fed before loses it. `where` tells apart where several regions hold the table. A column of
    the table's key stays missing when it is said never to be stated.
    """
    if table == SETTING and all(feed.table != SETTING for _, feed in proposal.feeds()):
        kept = {name: value for name, value in proposal.settings.items() if name != column}
        return replace(proposal, settings=kept if constant is None else {**kept, column: constant})
    about = TABLES[table].column(column)

    def change(region: ProposedRegion, feed: ProposedFeed) -> ProposedFeed:
        match = _match(region, about, heading, constant)
        others = [each for each in feed.matches if each.column != column and not (heading and _is_from(each, heading))]
        never = {*feed.unstated} - {column} | ({column} if unstated and may_be_unstated(table, column) else set())
        return replace(feed, matches=tuple([*others, match] if match else others), unstated=tuple(sorted(never)))

    return _changed(proposal, table, where, change)


def with_values(proposal: Proposal, table: str, column: str, values: dict[str, str], *, where: str = "") -> Proposal:
    """The proposal with more words of a column explained: what a cell says (folded), and what the contract calls it."""
    about = TABLES[table].column(column)

    def change(region: ProposedRegion, feed: ProposedFeed) -> ProposedFeed:
        matches = tuple(
            _explained(region, about, each, values) if each.column == column else each for each in feed.matches
        )
        return replace(feed, matches=matches)

    return _changed(proposal, table, where, change)


def with_unstated(proposal: Proposal, table: str, column: str, said: str, *, where: str = "") -> Proposal:
    """The proposal with cells that say just this, in any case, taken for stating nothing."""
    about = TABLES[table].column(column)

    def one(region: ProposedRegion, match: Match) -> Match:
        values = {word: meant for word, meant in match.source.values.items() if word != fold(said)}
        unstated = (*match.source.unstated, nothing(said))
        return _explained(
            region, about, replace(match, source=replace(match.source, values=values, unstated=unstated)), {}
        )

    def change(region: ProposedRegion, feed: ProposedFeed) -> ProposedFeed:
        return replace(
            feed, matches=tuple(one(region, each) if each.column == column else each for each in feed.matches)
        )

    return _changed(proposal, table, where, change)


def nothing(said: str) -> str:
    """The pattern of a cell that says this and means that nothing is stated."""
    return rf"{re.escape(said)}\s*$"


def _changed(proposal: Proposal, table: str, where: str, change: Change) -> Proposal:
    def region_changed(region: ProposedRegion) -> ProposedRegion:
        feeds = tuple(change(region, feed) if feed.table == table else feed for feed in region.feeds)
        return replace(region, feeds=feeds)

    regions = (region_changed(each) if where in ("", each.where) else each for each in proposal.regions)
    return replace(proposal, regions=tuple(regions))


def _match(region: ProposedRegion, column: Column, heading: str | None, constant: str | None) -> Match | None:
    if heading:
        return chosen(Columns(region.sheet, region.places, region.seen, region.units), column, heading)
    return said(column, region.sheet, constant) if constant is not None else None


def _is_from(match: Match, heading: str) -> bool:
    return match.source.heading == heading


def _explained(region: ProposedRegion, column: Column, match: Match, values: dict[str, str]) -> Match:
    """The match with these words explained, also those that were taken for nothing; asked about what is left."""
    known = {**match.source.values, **values}
    unstated = tuple(each for each in match.source.unstated if not any(_is_said(each, word) for word in values))
    cells = region.seen[match.source.heading].cells if match.source.heading else []
    left = [cell for cell in cells if not any(begins(each, cell) for each in unstated)]
    question = question_about(column, region.sheet, match.place, left, known)
    return replace(match, source=replace(match.source, values=known, unstated=unstated), question=question)


def _is_said(pattern: str, word: str) -> bool:
    return fold(re.sub(r"\\(.)", r"\1", pattern.removesuffix(r"\s*$"))) == word
