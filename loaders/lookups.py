"""Cells that stand on another sheet, in the row with the same key: names here, their values there."""

from __future__ import annotations

from dataclasses import replace

from loaders.cells import as_text
from loaders.patterns import begins, is_named
from loaders.problems import Problem, shown
from loaders.profile import Label
from loaders.regions import Block, Spot, folded
from loaders.workbook import Sheet


def joined(blocks: list[Block], sheets: list[Sheet]) -> tuple[list[Block], list[Problem]]:
    """The blocks with what their keyed labels find for each row, and keys for which the other sheet disagrees."""
    found = [_joined(block, sheets) for block in blocks]
    return [block for block, _ in found], [problem for _, problems in found for problem in problems]


def _joined(block: Block, sheets: list[Sheet]) -> tuple[Block, list[Problem]]:
    problems: list[Problem] = []
    looked_up = dict(block.looked_up)
    for name, label in block.region.labels.items():
        place = block.place(label.key) if label.key else None
        under = _under(label, [sheet for sheet in sheets if not sheet.hidden]) if place is not None else None
        if place is None or under is None:
            continue
        said, wrong = _by_key(*under)
        problems += wrong
        keys = {row: folded(as_text(block.sheet.columns[place][row])) for row in block.rows}
        looked_up[name] = {row: said[key] for row, key in keys.items() if key in said}
    return replace(block, looked_up=looked_up), problems


def _under(label: Label, sheets: list[Sheet]) -> tuple[Spot, int] | None:
    """The heading of the value, and the column of the key beside it."""
    for sheet in (each for each in sheets if is_named(label.sheet, each)):
        for row in range(sheet.height):
            cells = sheet.row(row)
            heading = next((at for at, cell in enumerate(cells) if cell != "" and begins(label.says, cell)), None)
            key = next((at for at, cell in enumerate(cells) if folded(as_text(cell)) == folded(label.key)), None)
            if heading is not None and key is not None:
                return Spot(sheet, row, heading), key
    return None


def _by_key(heading: Spot, key: int) -> tuple[dict[str, Spot], list[Problem]]:
    """The cell below the heading for each key; one that a further row contradicts is a problem there."""
    said: dict[str, Spot] = {}
    problems = []
    for row in range(heading.row + 1, heading.sheet.height):
        name, spot = folded(as_text(heading.sheet.columns[key][row])), heading._replace(row=row)
        first = said.setdefault(name, spot) if name else spot
        if as_text(first.cell) != as_text(spot.cell):
            details = {"heading": shown(heading.cell), "first": first.address, "other": shown(first.cell)}
            at = (spot.sheet.name, spot.address, shown(spot.cell))
            problems.append(Problem("rows-disagree", *at, details=details))
    return said, problems
