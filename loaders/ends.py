"""Where a table ends because another one of the same layout begins below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.regions import Block
from loaders.sources import is_blank


def apart(found: list[list[Block]]) -> list[list[Block]]:
    """The blocks of each region, cut where the headings (or their title) of another table stand in their rows.

    Only where both know all of their headings: a layout written by hand may read a stretch of rows twice.
    """
    every = [block for blocks in found for block in blocks if block.region.complete and not block.region.transposed]
    return [[_cut(block, every) if block.region.complete else block for block in blocks] for blocks in found]


def title(lines: Sequence[Sequence[Any]], header: int) -> int:
    """The line where a table with these headings begins: a lone cell right above them is its title."""
    while header and sum(not is_blank(cell) for cell in lines[header - 1]) == 1:
        header -= 1
    return header


def _cut(block: Block, every: list[Block]) -> Block:
    below = [other.header for other in every if _stands_below(other, block)]
    if not below:
        return block
    lines = [block.sheet.row(row) for row in range(min(below))]
    return replace(block, rows=range(block.rows.start, max(block.rows.start, title(lines, min(below)))))


def _stands_below(other: Block, block: Block) -> bool:
    shared = set(other.places.values()) & set(block.columns) and set(block.places.values()) & set(other.columns)
    return bool(shared) and other.sent is block.sent and block.rows.start <= other.header <= block.rows.stop
