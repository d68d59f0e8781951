"""The rows of units or notes between headings and data: what they said when a layout was learnt, and what now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract.model import fold
from loaders.cells import as_text
from loaders.problems import Problem, shown
from loaders.regions import Block
from loaders.workbook import Sheet


def said(sheet: Sheet, rows: range, under: Iterable[int]) -> tuple[str, ...]:
    """What each of these rows says in these columns, as a profile keeps it; nothing below the end of the sheet."""
    columns = [sheet.columns[place] for place in under]
    return tuple(
        " | ".join(filter(None, (as_text(column[row]).strip() for column in columns if row < sheet.height)))
        for row in rows
    )


def differing(blocks: list[Block]) -> Iterator[Problem]:
    """Rows that say something else than the profile knows: what they say decides how the rows below are read."""
    for block in (each for each in blocks if each.region.notes):
        first = block.header + block.region.header_rows
        rows, under = range(first, first + block.region.below), sorted(block.places.values())
        known = zip(rows, block.region.notes, said(block.sheet, rows, under), strict=True)
        for row, was, now in [each for each in known if fold(each[1]) != fold(each[2])][:1]:
            at = block.spot(row, under[0]).address
            details = {"was": shown(was), "now": shown(now)}
            yield Problem("layout-notes-differ", block.sent.name, at, shown(now), details=details)
