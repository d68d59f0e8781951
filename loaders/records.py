"""Which rows of a region are records: not the blank ones, and not those that a profile leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from loaders.patterns import fits
from loaders.problems import Counted, Problem, letter
from loaders.profile import LeaveOut, Region
from loaders.regions import Block
from loaders.sources import is_blank, names, says_nothing
from loaders.workbook import Sheet

# What stands beside the table that is read is taken for another one from so many rows with so many filled cells on.
A_TABLE, WIDE = 2, 3
Read = tuple[set[int], set[int]]


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
    read: dict[str, list[Read]] = {}
    for block in (each.block for each in found):
        read.setdefault(block.sent.name, []).append(_read(block))
    sheets = {block.sent.name: block.sent for block in complete}
    left = {name: _wide(sheet, read[name]) for name, sheet in sheets.items()}
    return [_unread(name, rows) for name, rows in left.items() if len(rows) >= A_TABLE]


def _read(block: Block) -> Read:
    """The rows and the columns of the sender's sheet that a block takes up."""
    tops = range(block.header, block.header + block.region.header_rows + block.region.below)
    lines = {*tops, *block.rows}
    return (set(block.columns), lines) if block.region.transposed else (lines, set(block.columns))


def _wide(sheet: Sheet, read: list[Read]) -> dict[int, list[int]]:
    """Where rows as wide as those of a table stand unread; a title, a note or a date beside its name is not as wide."""
    wide: dict[int, list[int]] = {}
    for row in range(sheet.height):
        here = [columns for rows, columns in read if row in rows]
        if not any(len(columns) == len(sheet.columns) for columns in here):
            free = (at for at in range(len(sheet.columns)) if not any(at in columns for columns in here))
            places = [at for at in free if not is_blank(sheet.columns[at][row])]
            wide |= {row: places} if len(places) >= WIDE else {}
    return wide


def _unread(sheet: str, rows: dict[int, list[int]]) -> Problem:
    first, last = min(rows), max(rows)
    details = {"first": first + 1, "last": last + 1, "count": len(rows)}
    at = f"{letter(min(min(places) for places in rows.values()))}{first + 1}"
    return Problem("rows-outside", sheet, at, severity="warning", details=details)


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
