"""What would become of the rows if a proposal were used as it is."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.applying import lay_out
from loaders.layout import Layout
from loaders.parse import parse
from loaders.problems import Problem
from loaders.proposal.model import Proposal
from loaders.workbook import Sheet

TOLD_BY_THE_PROPOSAL = "missing-column"


@dataclass(frozen=True)
class TablePreview:
    """How many rows a table would get, and how many of them have a cell that cannot be read."""

    table: str
    rows: int
    wrong: int


@dataclass(frozen=True)
class Preview:
    """What each table would get, and every problem at its place in the sender's sheets."""

    tables: tuple[TablePreview, ...]
    problems: tuple[Problem, ...]


def preview(proposal: Proposal, sheets: list[Sheet]) -> Preview:
    """Apply the proposal to these sheets; nothing is looked up or published."""
    layouts, problems = lay_out(proposal.profile("preview"), sheets)
    tables = []
    for layout in layouts:
        table, found = _preview(layout)
        tables.append(table)
        problems += found
    return Preview(tuple(tables), tuple(problem for problem in problems if problem.code != TOLD_BY_THE_PROPOSAL))


def _preview(layout: Layout) -> tuple[TablePreview, list[Problem]]:
    # Without the formats of the cells a fraction stays one: that is a warning, and no row goes wrong for it.
    rows, problems = parse(layout, set())
    flawed = {(problem.sheet, problem.cell) for problem in problems if problem.is_error}
    wrong = sum(any(rows.address(name, place) in flawed for name in layout.places) for place in range(len(rows)))
    return TablePreview(layout.table.name, len(rows), wrong), problems
