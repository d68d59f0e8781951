"""Cells above a table that one could hold for all its rows: beside a text, or behind a colon in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from contract.model import Column, Kind
from contract.tables import TABLES
from loaders.cells import as_text, reader
from loaders.problems import Flaw, Problem, letter
from loaders.profile import Label, Source
from loaders.proposal.model import Match, Proposal, ProposedFeed, ProposedRegion
from loaders.sources import is_blank
from loaders.workbook import Sheet

KINDS = (Kind.DATE, Kind.ID, Kind.RAG)
BEHIND_COLON = re.compile(r"\s*([^:：]{2,40})[:：]\s*(\S.*)", re.DOTALL)
FARTHEST, MOST = 4, 20


@dataclass(frozen=True)
class Above:
    """A cell above a table, what it says, and how it is found again."""

    address: str
    said: str
    label: Label
    find: str = ""


def above(sheet: Sheet, region: ProposedRegion, column: Column) -> list[Above]:
    """The cells above a table that the column can read."""
    if region.transposed or column.kind not in KINDS:
        return []
    read = reader(column)
    found = (each for row in range(region.header.first) for each in _in_row(sheet, row))
    return [each for cell, each in found if not isinstance(read(cell), Flaw)][:MOST]


def with_above(proposal: Proposal, table: str, column: str, cell: Above, *, where: str) -> Proposal:
    """The proposal with a column that says in every row what the cell above the table says."""
    about = TABLES[table].column(column)

    def laid(region: ProposedRegion) -> ProposedRegion:
        feeds = tuple(_fed(feed, about, cell, region.sheet) if feed.table == table else feed for feed in region.feeds)
        return replace(region, feeds=feeds, labels={**region.labels, column: cell.label})

    return replace(proposal, regions=tuple(laid(each) if each.where == where else each for each in proposal.regions))


def _fed(feed: ProposedFeed, column: Column, cell: Above, sheet: str) -> ProposedFeed:
    details = {"heading": column.heading}
    reason = Problem("was-chosen", sheet, cell.address, cell.said, "reason", details)
    match = Match(column.name, Source(label=column.name, find=cell.find), 1.0, reason, cell.address)
    others = tuple(each for each in feed.matches if each.column != column.name)
    unstated = tuple(each for each in feed.unstated if each != column.name)
    return replace(feed, matches=(*others, match), unstated=unstated)


def _in_row(sheet: Sheet, row: int) -> Iterator[tuple[Any, Above]]:
    line = sheet.row(row)
    for place, cell in enumerate(line):
        at = f"{letter(place)}{row + 1}"
        beside = next((back for back in range(1, min(FARTHEST, place) + 1) if not is_blank(line[place - back])), 0)
        text = line[place - beside]
        if beside and not is_blank(cell) and isinstance(text, str):
            yield cell, Above(at, as_text(cell), Label(rf"{re.escape(text.strip())}\s*$", beside))
        if isinstance(cell, str) and (parts := BEHIND_COLON.fullmatch(cell)):
            label = Label(rf"{re.escape(parts[1].strip())}\s*[:：]", 0)
            yield parts[2], Above(at, parts[2].strip(), label, r"[:：]\s*(.+)$")
