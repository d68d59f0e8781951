"""Which rows of a region are records: not the blank ones, and not those that a profile leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from loaders.problems import Counted, Problem
from loaders.profile import LeaveOut, Region
from loaders.regions import Block, fits
from loaders.sources import is_blank, names, says_nothing

LeftOut = dict[str, Counter[str]]


@dataclass(frozen=True)
class Records:
    """The records of one block, by their rows in it."""

    block: Block
    rows: list[int]


def records(region: Region, blocks: list[Block], left_out: LeftOut) -> list[Records]:
    """The records of a region; how many rows of each sheet are left out, and why, is added."""
    found = []
    for block in blocks:
        filled = _filled(block)
        kept = []
        for row in (row for row in block.rows if row in filled):
            reason = _reason(region.leave_out, block, row)
            if reason:
                left_out.setdefault(block.sent.name, Counter())[reason] += 1
            else:
                kept.append(row)
        found.append(Records(block, kept))
    return found


def told(left_out: LeftOut) -> list[Problem]:
    """A warning for each sheet: 2 example rows, 1 total."""
    return [_said(sheet, counts) for sheet, counts in left_out.items()]


def _filled(block: Block) -> set[int]:
    """Rows in which some fed cell says something or holds an error."""
    filled: set[int] = set()
    for source in (source for feed in block.region.feeds for source in feed.columns.values()):
        for name in names(source):
            place = None if source.label else block.place(name)
            if place is not None:
                column = block.sheet.columns[place]
                empty = {cell for cell in set(column) if is_blank(cell) or says_nothing(source, cell)}
                filled |= {row for row in block.rows if column[row] not in empty}
                filled |= {row for row, at in block.sheet.flawed if at == place}
    return filled


def _reason(rules: tuple[LeaveOut, ...], block: Block, row: int) -> str:
    """Why a row is no data; blank when it is."""
    for rule in rules:
        place = block.place(rule.heading)
        if place is not None and fits(rule.matches, block.sheet.columns[place][row]):
            return rule.reason
    return "heading" if block.is_heading(row) else ""


def _said(sheet: str, counts: Counter[str]) -> Problem:
    details: dict[str, Any] = {"rows": tuple(Counted(f"left_out.{reason}", n) for reason, n in counts.items())}
    return Problem("rows-left-out", sheet, severity="warning", details=details)
