"""A sheet of which no heading is understood, but whose values speak: colours beside dates, ids or percentages."""

from __future__ import annotations

from contract.tables import TABLES
from loaders.proposal.grid import upright
from loaders.proposal.headers import widest
from loaders.proposal.looks import Ids
from loaders.proposal.reading import Reading, read_as
from loaders.workbook import Sheet

ENOUGH = 2


def spoken(sheet: Sheet, known: Ids) -> list[Reading]:
    """The sheet as a report of its projects, if some column of it can be nothing but their colours."""
    grid = upright(sheet)
    header = widest(grid)
    if header is None:
        return []
    found = read_as(TABLES["status"], grid, header, known)
    colours = any(match.reason.code == "values-are-colours" for match in found.matches)
    return [found] if colours and len(found.matches) >= ENOUGH else []
