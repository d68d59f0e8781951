"""Which rows of a region are records: not the blank ones, and not those that a profile leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from loaders.problems import Counted, Problem
from loaders.profile import LeaveOut, Region
from loaders.regions import Block, fits
from loaders.sources import is_blank, names, says_nothing
from loaders.workbook import Sheet

# What stands beside the table that is read is taken for another one from so many rows with so many filled cells on.
A_TABLE, WIDE = 2, 3


@dataclass(frozen=True)
class Records:
    """The records of one block, by their rows in it, and the reasons why other rows are none."""

    block: Block
    rows: list[int]
    left_out: dict[int, str]


def records(region: Region, blocks: list[Block]) -> list[Records]:
    """The records of a region, block by block."""
    return [_of(region, block) for block in blocks]


def told(found: list[Records]) -> list[Problem]:
    """A warning for each sheet: 2 example rows, 1 total. A row that feeds any region is not left out."""
    by_sheet: dict[str, dict[int, str]] = {}
    for each in found:
        by_sheet[each.block.sent.name] = each.left_out | by_sheet.get(each.block.sent.name, {})
    for each in found:
        for row in each.rows:
            by_sheet[each.block.sent.name].pop(row, None)
    return [_said(sheet, Counter(rows.values())) for sheet, rows in by_sheet.items() if rows]


def outside(found: list[Records]) -> list[Problem]:
    """A warning for each sheet on which another table seems to stand, where a region knows all of its own headings."""
    complete = [each.block for each in found if each.block.region.complete and not each.block.region.transposed]
    read: dict[str, set[int]] = {}
    for block in (each.block for each in found):
        tops = range(block.header, block.header + block.region.header_rows + block.region.below)
        read.setdefault(block.sent.name, set()).update(tops, block.rows)
    sheets = {block.sent.name: block.sent for block in complete}
    rows = {name: sorted(_wide(sheet) - read[name]) for name, sheet in sheets.items()}
    return [_unread(name, left) for name, left in rows.items() if len(left) >= A_TABLE]


def _wide(sheet: Sheet) -> set[int]:
    """Rows as wide as those of a table; a title, a note or a date beside its name is not."""
    return {row for row in range(sheet.height) if sum(not is_blank(cell) for cell in sheet.row(row)) >= WIDE}


def _unread(sheet: str, rows: list[int]) -> Problem:
    details = {"first": rows[0] + 1, "last": rows[-1] + 1, "count": len(rows)}
    return Problem("rows-outside", sheet, f"A{rows[0] + 1}", severity="warning", details=details)


def _of(region: Region, block: Block) -> Records:
    filled = _filled(block)
    reasons = {row: _reason(region.leave_out, block, row) for row in block.rows if row in filled}
    kept = [row for row, reason in reasons.items() if not reason]
    return Records(block, kept, {row: reason for row, reason in reasons.items() if reason})


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
