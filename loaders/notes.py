"""The rows of units or notes between headings and data: what they said when a layout was learnt, and what now."""

from __future__ import annotations

from collections.abc import Iterator

from contract.model import fold
from loaders.cells import as_text
from loaders.problems import Problem, shown
from loaders.regions import Block
from loaders.renaming import fed


def differing(blocks: list[Block]) -> Iterator[Problem]:
    """Columns that are read, and below whose headings something else is said than the profile knows.

    Where nothing is as it was, the rows themselves are gone, which is said once.
    """
    for block in (each for each in blocks if each.region.notes):
        notes = {fold(heading): said for heading, said in block.region.notes.items()}
        fed_here = {heading: place for heading in fed(block.region) if (place := block.place(heading)) is not None}
        found = [(heading, notes.get(fold(heading), ""), place) for heading, place in fed_here.items()]
        now = {place: _said(block, place) for _, _, place in found}
        other = [each for each in found if fold(each[1]) != fold(now[each[2]])]
        gone = not any(was and fold(was) == fold(now[place]) for _, was, place in found)
        for heading, was, place in sorted(other, key=lambda each: each[2])[: 1 if gone else None]:
            at = block.spot(block.header + block.region.header_rows, place).address
            details = {"heading": shown(heading), "was": shown(was) or "–", "now": shown(now[place]) or "–"}
            yield Problem("layout-notes-differ", block.sent.name, at, shown(now[place]), details=details)


def _said(block: Block, place: int) -> str:
    """What the rows between the headings and the data say in a column; nothing below the end of the sheet."""
    first = block.header + block.region.header_rows
    cells = block.sheet.columns[place][first : first + block.region.below]
    return " ".join(filter(None, (as_text(cell).strip() for cell in cells)))
