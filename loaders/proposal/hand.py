"""A sheet laid out by hand: somebody says what it holds and where the table stands, and the rest is proposed again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from contract.tables import TABLES
from loaders.ends import title
from loaders.patterns import begins
from loaders.problems import Problem
from loaders.proposal.choose import readable, region_of
from loaders.proposal.grid import Grid, Header, turned, upright
from loaders.proposal.headers import widest
from loaders.proposal.looks import Ids
from loaders.proposal.model import Match, Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.reading import read_as
from loaders.sources import is_blank
from loaders.workbook import Sheet

SAID = {"was-chosen", "is-constant", "was-in-layout"}
LONE, MOST, WITHIN = 2, 100, 2000


@dataclass(frozen=True)
class Place:
    """What a stretch of a sheet holds and where: its headings, its columns (None for all), the text that ends it."""

    sheet: str
    table: str
    header: Header
    columns: range | None = None
    transposed: bool = False
    until: str = ""


def place_of(region: ProposedRegion) -> Place:
    """Where a table of a proposal stands."""
    table = region.feeds[0].table
    return Place(region.sheet, table, region.header, region.columns, region.transposed, region.until)


def first_place(proposal: Proposal, sheet: Sheet, table: str) -> Place:
    """Where a further table of a sheet most likely stands: in columns that nobody reads, or below what is read."""
    here = [each for each in proposal.regions if each.sheet == sheet.name and not each.transposed]
    if here and (free := _free(here, sheet)):
        return Place(sheet.name, table, widest(upright(sheet, free)) or Header(0), free)
    grid, top = upright(sheet), max((each.header.data for each in here), default=0)
    below = next((line for line in range(top, sheet.height) if here and not grid.width(line)), top)
    header = widest(upright(sheet, None, below)) or Header(min(below, max(0, sheet.height - 1)))
    return Place(sheet.name, table, header)


def _free(here: list[ProposedRegion], sheet: Sheet) -> range | None:
    """The first neighbouring columns that say something and belong to none of the tables."""
    taken = {at for each in here for at in each.columns or range(len(sheet.columns))}
    free = [at for at, column in enumerate(sheet.columns) if at not in taken and not all(map(is_blank, column))]
    last = next((at for at in free if at + 1 not in free), -1)
    return range(free[0], last + 1) if free else None


def moved(place: Place, sheet: Sheet, what: str, to: Any) -> Place:
    """The place with one thing about it changed; the rest stays as it is, as far as it goes with that.

    `first`, `last`: its lines of headings; `data`: its first line of data; `left`, `right`: its columns; `until`: what
    ends it; `across`: whether headings stand in a column.
    """
    head, every = place.header, range(sheet.height if place.transposed else len(sheet.columns))
    own = place.columns or every
    if what == "across":
        header = widest(turned(sheet) if to else upright(sheet)) or Header(0)
        return replace(place, transposed=bool(to), header=header, columns=None, until="")
    if what in ("left", "right"):
        ends = sorted((to, own.stop - 1) if what == "left" else (own.start, to))
        columns = range(ends[0], ends[1] + 1)
        return replace(place, columns=None if columns == every else columns)
    last = head.first + head.lines - 1
    headers = {
        "first": lambda: Header(to, head.lines, head.below),
        "last": lambda: Header(head.first, to - head.first + 1, max(0, head.data - to - 1)),
        "data": lambda: Header(head.first, head.lines, to - last - 1),
    }
    return replace(place, until=to) if what == "until" else replace(place, header=headers[what]())


def with_table(proposal: Proposal, sheets: list[Sheet], place: Place, known: Ids, was: str = "") -> Proposal:
    """The proposal with a table at that place, in place of the one that `was` there; what was chosen for it is kept."""
    before = next((each for each in proposal.regions if each.where == was), None)
    others = tuple(each for each in proposal.regions if each is not before)
    laid = _laid(sheets, place, before, others, known)
    at = proposal.regions.index(before) if before else len(others)
    regions = (*others[:at], laid, *others[at:])
    return _remarked(replace(proposal, regions=regions), sheets)


def without_table(proposal: Proposal, sheets: list[Sheet], where: str) -> Proposal:
    """The proposal without one of its tables."""
    kept = tuple(each for each in proposal.regions if each.where != where)
    return _remarked(replace(proposal, regions=kept), sheets)


def ending(sheet: Sheet, header: Header, transposed: bool = False) -> dict[str, str]:
    """The lines in which a table could end, by the pattern that finds them again: what people call it and its text."""
    grid = turned(sheet) if transposed else upright(sheet)
    found: dict[str, str] = {}
    for number in range(header.data, min(len(grid.lines), header.data + WITHIN)):
        said = [cell for cell in grid.lines[number] if not is_blank(cell)]
        breaks = grid.width(number - 1) <= 1 or len(said) <= LONE or all(isinstance(cell, str) for cell in said)
        if said and breaks and isinstance(said[0], str):
            text = said[0].strip()
            found.setdefault(rf"{re.escape(text)}\s*$", f"{grid.line(number)} · {text}")
    return dict(list(found.items())[:MOST])


def _laid(
    sheets: list[Sheet], place: Place, before: ProposedRegion | None, others: tuple[ProposedRegion, ...], known: Ids
) -> ProposedRegion:
    sheet = next(each for each in sheets if each.name == place.sheet)
    grid = _grid(sheet, place, [each.header.first for each in others if each.sheet == sheet.name])
    reading = read_as(TABLES[place.table], grid, place.header, known)
    laid = replace(region_of(reading, alone=len(readable(sheets)) == 1), until=place.until)
    if before is None or before.feeds[0].table != place.table:
        return laid
    further = (read_as(TABLES[feed.table], grid, place.header, known).matches for feed in before.feeds[1:])
    fresh = [
        *laid.feeds,
        *(replace(feed, matches=found) for feed, found in zip(before.feeds[1:], further, strict=True)),
    ]
    feeds = tuple(_kept(laid, new, old) for new, old in zip(fresh, before.feeds, strict=True))
    labels = {**before.labels, **laid.labels}
    return replace(laid, feeds=feeds, labels=labels, pattern=before.pattern, repeated=before.repeated)


def _grid(sheet: Sheet, place: Place, headers: list[int]) -> Grid:
    """The stretch of the sheet down to where the table ends, as far as it is known."""
    if place.transposed:
        return turned(sheet, place.columns)
    whole = upright(sheet, place.columns)
    below = [title(whole.lines, each) for each in headers if each > place.header.first and not place.columns]
    data = range(place.header.data, sheet.height)
    ends = [
        row for row in data if place.until and any(begins(place.until, cell) for cell in whole.lines[row] if cell != "")
    ]
    return upright(sheet, place.columns, 0, min([*below, *ends[:1]], default=None))


def _kept(region: ProposedRegion, new: ProposedFeed, old: ProposedFeed) -> ProposedFeed:
    """What somebody said of a column, and what was explained of its words, holds at another place too."""
    found = {match.column: match for match in new.matches}
    kept = {each.column: _moved(region, each) for each in old.matches if _holds(region, each, found.get(each.column))}
    taken = {each.source.heading for each in kept.values() if each.source.heading}
    fresh = {
        name: each for name, each in found.items() if each.source.heading not in taken and name not in old.unstated
    }
    unstated = tuple(name for name in old.unstated if name not in kept)
    return replace(new, matches=tuple((fresh | kept).values()), unstated=unstated)


def _holds(region: ProposedRegion, old: Match, new: Match | None) -> bool:
    if old.source.heading and old.source.heading not in region.places:
        return False
    return old.reason.code in SAID or (new is not None and new.source.heading == old.source.heading != "")


def _moved(region: ProposedRegion, match: Match) -> Match:
    return replace(match, place=region.places[match.source.heading]) if match.source.heading else match


def _remarked(proposal: Proposal, sheets: list[Sheet]) -> Proposal:
    used = {each.sheet for each in proposal.regions}
    unread = [each.name for each in readable(sheets) if each.name not in used]
    return replace(proposal, remarks=tuple(Problem("sheet-not-proposed", each, severity="warning") for each in unread))
