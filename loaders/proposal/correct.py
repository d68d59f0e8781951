"""Correcting a proposal by choosing: each change gives a new proposal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from contract.model import Column, fold
from contract.tables import TABLES
from loaders.profile import Profile
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
    sheet: str = "",
) -> Proposal:
    """The proposal with one column fed by a heading, saying the same in every row, never stated, or without a source.

    A column that the heading fed before loses it. `sheet` tells apart where several sheets hold the table. A column of
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

    return _changed(proposal, table, sheet, change)


def with_values(proposal: Proposal, table: str, column: str, values: dict[str, str], *, sheet: str = "") -> Proposal:
    """The proposal with more words of a column explained: what a cell says (folded), and what the contract calls it."""
    about = TABLES[table].column(column)

    def change(region: ProposedRegion, feed: ProposedFeed) -> ProposedFeed:
        matches = tuple(
            _explained(region, about, each, values) if each.column == column else each for each in feed.matches
        )
        return replace(feed, matches=matches)

    return _changed(proposal, table, sheet, change)


def with_profile(proposal: Proposal, profile: Profile) -> Proposal:
    """The proposal with what a layout that nearly fits already says: headings that are there, words explained."""
    for region in proposal.regions:
        here = {fold(heading): heading for heading in region.headings}
        for feed in (feed for known in profile.regions for feed in known.feeds):
            for name, source in feed.columns.items():
                if heading := here.get(fold(source.heading)):
                    proposal = with_column(proposal, feed.table, name, heading, sheet=region.sheet)
                    proposal = with_values(proposal, feed.table, name, source.values, sheet=region.sheet)
                elif source.constant:
                    proposal = with_column(proposal, feed.table, name, constant=source.constant, sheet=region.sheet)
            for name in feed.unstated:
                proposal = with_column(proposal, feed.table, name, unstated=True, sheet=region.sheet)
    return proposal


def _changed(proposal: Proposal, table: str, sheet: str, change: Change) -> Proposal:
    def region_changed(region: ProposedRegion) -> ProposedRegion:
        feeds = tuple(change(region, feed) if feed.table == table else feed for feed in region.feeds)
        return replace(region, feeds=feeds)

    regions = (region_changed(each) if sheet in ("", each.sheet) else each for each in proposal.regions)
    return replace(proposal, regions=tuple(regions))


def _match(region: ProposedRegion, column: Column, heading: str | None, constant: str | None) -> Match | None:
    if heading:
        return chosen(Columns(region.sheet, region.places, region.seen, region.units), column, heading)
    return said(column, region.sheet, constant) if constant is not None else None


def _is_from(match: Match, heading: str) -> bool:
    return match.source.heading == heading


def _explained(region: ProposedRegion, column: Column, match: Match, values: dict[str, str]) -> Match:
    known = {**match.source.values, **values}
    cells = region.seen[match.source.heading].cells if match.source.heading else []
    question = question_about(column, region.sheet, match.place, cells, known)
    return replace(match, source=replace(match.source, values=known), question=question)
