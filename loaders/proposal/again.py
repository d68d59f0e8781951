"""A layout that is known, as a proposal again: to correct it, or to ask only about what a file has not any more."""

from __future__ import annotations

from dataclasses import replace

from contract.model import fold
from contract.tables import TABLES
from loaders.patterns import is_named
from loaders.problems import Problem
from loaders.profile import Feed, Profile, Region, Source
from loaders.proposal.choose import readable, region_of
from loaders.proposal.looks import Ids
from loaders.proposal.model import Match, Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.reading import read_as
from loaders.sources import names
from loaders.whereabouts import Found, find
from loaders.workbook import Sheet


def with_profile(proposal: Proposal, profile: Profile, sheets: list[Sheet], known: Ids) -> Proposal:
    """The proposal with the tables where a layout has them, fed as it says as far as its headings are still there.

    Of what was proposed only the tables of the contract stay that the layout feeds and that were not found so.
    """
    shown = readable(sheets)
    found = [(region, place) for region in profile.regions if (place := find(region, shown))]
    regions = [_again(region, place, known) for region, place in found]
    fed = {feed.table for region in regions for feed in region.feeds}
    wanted = {feed.table for region in profile.regions for feed in region.feeds} - fed
    rest = [each for each in proposal.regions if wanted & {feed.table for feed in each.feeds}]
    return replace(proposal, regions=(*regions, *rest), settings=profile.settings) if regions else proposal


def _again(region: Region, place: Found, known: Ids) -> ProposedRegion:
    first = region.feeds[0]
    laid = region_of(read_as(TABLES[first.table], place.grid, place.header, known))
    feeds = tuple(_feed(laid, feed, region, place, known) for feed in region.feeds)
    return replace(
        laid,
        pattern=region.sheet if is_named(region.sheet, place.grid.sheet) else laid.pattern,
        columns=place.grid.columns,
        feeds=feeds,
        labels=dict(region.labels),
        leave_out=region.leave_out or laid.leave_out,
        until=region.until,
        repeated=region.repeated,
    )


def _feed(laid: ProposedRegion, feed: Feed, region: Region, place: Found, known: Ids) -> ProposedFeed:
    """What the layout says; for a required column of which it says nothing that is still there, what is proposed."""
    said = [_match(laid, feed.table, name, source, region) for name, source in feed.columns.items()]
    kept = {match.column: match for match in said if match}
    taken = {match.source.heading for match in kept.values() if match.source.heading}
    fresh = read_as(TABLES[feed.table], place.grid, place.header, known).matches
    lost = {name for name in feed.columns if name not in kept}
    more = [each for each in fresh if each.column in lost and each.source.heading and each.source.heading not in taken]
    return ProposedFeed(feed.table, (*kept.values(), *more), feed.unstated, feed.once)


def _match(laid: ProposedRegion, table: str, name: str, source: Source, region: Region) -> Match | None:
    here = {fold(heading): heading for heading in laid.places}
    wanted = [each for each in names(source) if each not in region.labels]
    if any(fold(each) not in here for each in wanted):
        return None
    heading = here.get(fold(source.heading), "") if source.heading else ""
    if heading and not _counts_as_before(laid, heading, region):
        return None
    said = heading or source.compose or source.label or source.constant
    details = {"heading": TABLES[table].column(name).heading}
    reason = Problem("was-in-layout", laid.sheet, laid.places.get(heading, ""), said, "reason", details)
    return Match(name, replace(source, heading=heading), 1.0, reason, laid.places.get(heading, ""))


def _counts_as_before(laid: ProposedRegion, heading: str, region: Region) -> bool:
    """Whether the units below a heading are those that the layout knows; of other units nothing is taken over."""
    was = {fold(name): said for name, said in region.notes.items()}.get(fold(heading), "")
    return not region.notes or fold(was) == fold(laid.units.get(heading, ""))
