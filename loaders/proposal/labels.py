"""What the block above a table states once for all its rows: "Report date: 2026-09-30"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contract.model import Column, Kind, Table, fold
from loaders.cells import reader
from loaders.problems import Flaw, Problem, letter
from loaders.profile import Label, Source
from loaders.proposal.grid import Grid, Header
from loaders.proposal.model import Match
from loaders.proposal.spellings import FURTHER

SURE, FARTHEST, PAIR = 0.8, 4, 2


def labelled(grid: Grid, header: Header, table: Table, column: Column) -> tuple[Match, Label] | None:
    """The cell beside the column's name in the block above the headings; only dates and ids are so stated."""
    if (
        grid.transposed
        or column.kind not in (Kind.DATE, Kind.ID)
        or (column.kind is Kind.ID and column.name in _own(table))
    ):
        return None
    wanted = column.headings() | {fold(each) for each in FURTHER.get((table.name, column.name), ()) if len(each) > 2}
    for number, line in _above(grid, header):
        for place, cell in enumerate(line):
            if isinstance(cell, str) and fold(cell) in wanted and (right := _beside(line, place, column)):
                at = f"{letter(place + right)}{number + 1}"
                reason = Problem(
                    "stands-beside-label", grid.sheet.name, at, cell, "reason", {"heading": column.heading}
                )
                label = Label(re.escape(cell.strip()) + r"\s*$", right)
                return Match(column.name, Source(label=column.name), SURE, reason, at), label
    return None


def _above(grid: Grid, header: Header) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The lines above the headings; above another table on the way only those with nothing but a name and a value."""
    columns = [column[: header.first] for column in grid.sheet.columns]
    for number, line in enumerate(zip(*columns, strict=True)):
        if number >= grid.top or sum(cell != "" for cell in line) <= PAIR:
            yield number, line


def _own(table: Table) -> tuple[str, ...]:
    """The ids that tell the rows of a table apart; the one that says whose rows they are may be stated once."""
    once = {"report_date", "" if table.name == "status" else table.scope}
    return tuple(each for each in table.key if each not in once)


def _beside(line: tuple[Any, ...], place: int, column: Column) -> int | None:
    for right in range(1, FARTHEST + 1):
        cell = line[place + right] if place + right < len(line) else ""
        if cell != "":
            return None if isinstance(reader(column)(cell), Flaw) else right
    return None
